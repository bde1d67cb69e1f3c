// SPDX-License-Identifier: MIT
/// MeshPass: flat triangles, seen from both sides.
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

/// A mesh batch on the GPU: its vertices as they lie in memory.
class MeshGeometry {
  public:
    /// InvalidArgument if the vertices are not whole triangles.
    [[nodiscard]] static Result<MeshGeometry> create(const draw::MeshBatch& batch);

    void bind() const { vertices_.bind(); }

    [[nodiscard]] GLsizei count() const { return count_; }

    [[nodiscard]] bool has_transparent_color() const { return has_transparent_color_; }

    [[nodiscard]] glm::vec3 middle() const { return middle_; }

    [[nodiscard]] std::uint64_t uploaded_bytes() const { return buffer_.size_bytes(); }

  private:
    explicit MeshGeometry(Buffer buffer)
        : buffer_(std::move(buffer)) {}

    VertexArray vertices_;
    Buffer buffer_;
    GLsizei count_ = 0;
    bool has_transparent_color_ = false;
    glm::vec3 middle_{0.0F};
};

class MeshPass {
  public:
    [[nodiscard]] static Result<MeshPass> create(const ShaderLibrary& library);

    void draw(const PassContext& context, const draw::MeshBatch& batch);

    /// Distance from the eye if some of it may be transparent.
    [[nodiscard]] std::optional<float>
    transparent_distance(const PassContext& context, const draw::MeshBatch& batch);

    [[nodiscard]] GeometryCache<MeshGeometry>& cache() { return cache_; }

  private:
    explicit MeshPass(ReloadableProgram program)
        : program_(std::move(program)) {}

    [[nodiscard]] const MeshGeometry*
    geometry_of(const PassContext& context, const draw::MeshBatch& batch);

    ReloadableProgram program_;
    GeometryCache<MeshGeometry> cache_;
};

}  // namespace limn::render
