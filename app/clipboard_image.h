// SPDX-License-Identifier: MIT
/// Pictures in the clipboard: GLFW knows text only, so a helper of the desktop takes them.
///
/// What      `wl-copy` on Wayland, `xclip` on X11, where they are installed.
/// Errors    NotFound if no helper is installed, Unreadable if it failed or did not end.
/// Threads   the main thread; waits for the helper, at most two seconds.
#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"

namespace limn::app {

/// Hands a PNG file's pixels to the clipboard. The name of the helper that took them.
[[nodiscard]] Result<std::string> copy_png_to_clipboard(const std::filesystem::path& png);

}  // namespace limn::app
