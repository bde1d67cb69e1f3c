// SPDX-License-Identifier: MIT
/// StateScope: leaves GL as others (the user interface) expect to find it.
///
/// What      On destruction: framebuffer 0, the viewport of before, no program, no vertex array, no
///           textures, blending, depth test, scissor and sRGB writing off, all masks on.
/// Threads   the thread of the GL context.
#pragma once

#include <array>

#include "render/gl_handle.h"

namespace limn::render {

class StateScope {
  public:
    StateScope();
    ~StateScope();
    StateScope(const StateScope&) = delete;
    StateScope& operator=(const StateScope&) = delete;

  private:
    std::array<GLint, 4> viewport_{};
};

}  // namespace limn::render
