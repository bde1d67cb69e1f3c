// SPDX-License-Identifier: MIT
/// LinePass: line segments as screen-space quads with round caps and antialiased edges; heads of arrows.
///
/// Threads   the thread of the GL context.
#pragma once

#include <cstdint>
#include <glm/vec3.hpp>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "render/buffer.h"
#include "render/geometry_cache.h"
#include "render/pass_context.h"
#include "render/program.h"

namespace limn::render {

/// Where a line comes from and goes on beyond a segment; the segment's own end where it does not.
struct SegmentJoins {
    glm::vec3 before{0.0F};
    glm::vec3 after{0.0F};
};

/// One per segment; empty if no two segments of the batch are joined. Joined are neighbors of one instance
/// that share a point, and the last one of a closed outline with its first. Bones are not: their joints
/// are drawn over them, and each can be hidden.
[[nodiscard]] std::vector<SegmentJoins> find_joins(std::span<const draw::LineSegment> segments);

/// A line batch on the GPU: its segments as they lie in memory, and their joins.
class LineGeometry {
  public:
    [[nodiscard]] static Result<LineGeometry> create(const draw::LineBatch& batch);

    void bind() const { vertices_.bind(); }

    [[nodiscard]] GLsizei count() const { return count_; }

    [[nodiscard]] bool has_joins() const { return joins_.has_value(); }

    [[nodiscard]] bool has_heads() const { return has_heads_; }

    [[nodiscard]] bool has_transparent_color() const { return has_transparent_color_; }

    [[nodiscard]] glm::vec3 middle() const { return middle_; }

    [[nodiscard]] std::uint64_t uploaded_bytes() const {
        return buffer_.size_bytes() + (joins_ ? joins_->size_bytes() : 0);
    }

  private:
    explicit LineGeometry(Buffer buffer)
        : buffer_(std::move(buffer)) {}

    VertexArray vertices_;
    Buffer buffer_;
    std::optional<Buffer> joins_;
    GLsizei count_ = 0;
    bool has_heads_ = false;
    bool has_transparent_color_ = false;
    glm::vec3 middle_{0.0F};
};

class LinePass {
  public:
    [[nodiscard]] static Result<LinePass> create(const ShaderLibrary& library);

    void draw(const PassContext& context, const draw::LineBatch& batch);

    /// Distance from the eye if some of it may be transparent.
    [[nodiscard]] std::optional<float>
    transparent_distance(const PassContext& context, const draw::LineBatch& batch);

    [[nodiscard]] GeometryCache<LineGeometry>& cache() { return cache_; }

  private:
    LinePass(ReloadableProgram lines, ReloadableProgram heads)
        : lines_(std::move(lines))
        , heads_(std::move(heads)) {}

    [[nodiscard]] const LineGeometry*
    geometry_of(const PassContext& context, const draw::LineBatch& batch);

    [[nodiscard]] bool may_be_transparent(const PassContext& context, const draw::LineBatch& batch);

    void draw_with(
        ReloadableProgram& reloadable,
        const PassContext& context,
        const draw::LineBatch& batch,
        const LineGeometry& geometry
    ) const;

    ReloadableProgram lines_;
    ReloadableProgram heads_;
    GeometryCache<LineGeometry> cache_;
};

}  // namespace limn::render
