// SPDX-License-Identifier: MIT
/// GridPass: the ground grid of 3D views, and the axes at the origin.
///
/// Threads   the thread of the GL context.
#pragma once

#include <utility>

#include "draw/draw_list.h"
#include "render/buffer.h"
#include "render/pass_context.h"
#include "render/program.h"

namespace limn::render {

class GridPass {
  public:
    [[nodiscard]] static Result<GridPass> create(const ShaderLibrary& library);

    void draw(const PassContext& context);

  private:
    explicit GridPass(ReloadableProgram program)
        : program_(std::move(program)) {}

    ReloadableProgram program_;
    VertexArray no_vertices_;
};

/// Red x, green y, blue z; as long as looks right from the eye.
[[nodiscard]] draw::LineBatch axes_at_origin(const draw::ViewCamera& camera);

}  // namespace limn::render
