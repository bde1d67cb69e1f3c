// SPDX-License-Identifier: MIT
/// The GL context of a run without a window (EGL), and loading of GL functions for either kind.
///
/// Errors    Gpu with what is missing ("OpenGL 3.3 core is needed; this driver offers …").
/// Threads   the context is current on the thread that made it, until it is destroyed.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"

namespace limn::render {

/// Surfaceless EGL, else an EGL device, else a pbuffer. No X needed.
class OffscreenContext {
  public:
    [[nodiscard]] static Result<std::unique_ptr<OffscreenContext>> create();

    OffscreenContext(const OffscreenContext&) = delete;
    OffscreenContext& operator=(const OffscreenContext&) = delete;
    ~OffscreenContext();

  private:
    OffscreenContext() = default;

    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Loads GL functions for the current context by a platform loader (glfwGetProcAddress, eglGetProcAddress).
[[nodiscard]] Result<void> load_gl(void* (*get_proc_address)(const char*));

/// GL_RENDERER of the current context.
[[nodiscard]] std::string renderer_name();

}  // namespace limn::render
