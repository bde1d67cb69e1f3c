// SPDX-License-Identifier: MIT
/// PointPass: round points; GL points while small, instanced quads above.
///
/// Threads   the thread of the GL context.
#pragma once

#include <cstdint>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <optional>
#include <vector>

#include "render/buffer.h"
#include "render/geometry_cache.h"
#include "render/pass_context.h"
#include "render/program.h"

namespace limn::render {

/// A point batch on the GPU. What is the same for all points is a constant, not a buffer.
class PointGeometry {
  public:
    /// InvalidArgument if the arrays do not fit together.
    [[nodiscard]] static Result<PointGeometry> create(const draw::PointBatch& batch);

    void bind(bool as_quads) const;

    [[nodiscard]] GLsizei count() const { return count_; }

    [[nodiscard]] bool instance_is_index() const { return instance_is_index_; }

    [[nodiscard]] bool has_group() const { return has_group_; }

    [[nodiscard]] bool has_transparent_color() const { return has_transparent_color_; }

    [[nodiscard]] glm::vec3 min() const { return min_; }

    [[nodiscard]] glm::vec3 max() const { return max_; }

    /// Ranges of the radii in world units (x … y) and in UI points; x > y if there are none.
    [[nodiscard]] glm::vec2 world_radii() const { return world_radii_; }

    [[nodiscard]] glm::vec2 ui_radii() const { return ui_radii_; }

    [[nodiscard]] std::uint64_t uploaded_bytes() const { return uploaded_bytes_; }

  private:
    PointGeometry() = default;

    [[nodiscard]] Result<void> add(std::span<const std::byte> bytes, const Attribute& attribute);
    [[nodiscard]] Result<void> add_arrays(const draw::PointBatch& batch);
    void measure(const draw::PointBatch& batch);

    VertexArray points_;
    VertexArray quads_;
    std::vector<Buffer> buffers_;
    std::uint64_t uploaded_bytes_ = 0;
    GLsizei count_ = 0;
    std::uint32_t style_ = draw::kNoStyle;
    std::uint32_t color_ = 0;
    float radius_ = 0.0F;
    bool instance_is_index_ = false;
    bool has_group_ = false;
    bool has_transparent_color_ = false;
    glm::vec3 min_{0.0F};
    glm::vec3 max_{0.0F};
    glm::vec2 world_radii_{1.0F, 0.0F};
    glm::vec2 ui_radii_{1.0F, 0.0F};
};

class PointPass {
  public:
    [[nodiscard]] static Result<PointPass> create(const ShaderLibrary& library);

    void draw(const PassContext& context, const draw::PointBatch& batch);

    /// Distance from the eye if some of it may be transparent.
    [[nodiscard]] std::optional<float>
    transparent_distance(const PassContext& context, const draw::PointBatch& batch);

    [[nodiscard]] GeometryCache<PointGeometry>& cache() { return cache_; }

  private:
    PointPass(ReloadableProgram points, ReloadableProgram quads, float max_point_px);

    [[nodiscard]] const PointGeometry*
    geometry_of(const PassContext& context, const draw::PointBatch& batch);
    [[nodiscard]] bool
    may_be_transparent(const PassContext& context, const draw::PointBatch& batch);

    void draw_with(
        ReloadableProgram& reloadable,
        const PassContext& context,
        const draw::PointBatch& batch,
        const PointGeometry& geometry,
        bool as_quads
    ) const;

    ReloadableProgram points_;
    ReloadableProgram quads_;
    float max_point_px_ = 1.0F;
    GeometryCache<PointGeometry> cache_;
};

}  // namespace limn::render
