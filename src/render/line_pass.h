// SPDX-License-Identifier: MIT
/// LinePass: line segments as screen-space quads with round caps and antialiased edges.
///
/// Threads   the thread of the GL context.
#pragma once

#include <cstdint>
#include <glm/vec3.hpp>
#include <optional>
#include <utility>

#include "render/buffer.h"
#include "render/geometry_cache.h"
#include "render/pass_context.h"
#include "render/program.h"

namespace limn::render {

/// A line batch on the GPU: its segments as they lie in memory.
class LineGeometry {
  public:
    [[nodiscard]] static Result<LineGeometry> create(const draw::LineBatch& batch);

    void bind() const { vertices_.bind(); }

    [[nodiscard]] GLsizei count() const { return count_; }

    [[nodiscard]] bool has_transparent_color() const { return has_transparent_color_; }

    [[nodiscard]] glm::vec3 middle() const { return middle_; }

    [[nodiscard]] std::uint64_t uploaded_bytes() const { return buffer_.size_bytes(); }

  private:
    explicit LineGeometry(Buffer buffer)
        : buffer_(std::move(buffer)) {}

    VertexArray vertices_;
    Buffer buffer_;
    GLsizei count_ = 0;
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
    explicit LinePass(ReloadableProgram program)
        : program_(std::move(program)) {}

    [[nodiscard]] const LineGeometry*
    geometry_of(const PassContext& context, const draw::LineBatch& batch);

    ReloadableProgram program_;
    GeometryCache<LineGeometry> cache_;
};

}  // namespace limn::render
