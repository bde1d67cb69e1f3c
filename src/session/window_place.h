// SPDX-License-Identifier: MIT
/// Where the window stands: on its first start, on later ones, in full screen.
///
/// Units     screen coordinates of the window system, over all screens.
/// Threads   pure functions.
#pragma once

#include <cstddef>
#include <glm/vec2.hpp>
#include <optional>
#include <span>

namespace limn::session {

/// The window without its frame. Of a maximised one: where it returns to.
struct WindowPlace {
    glm::ivec2 position{0};
    glm::ivec2 size{0};
    bool is_maximised = false;

    friend bool operator==(const WindowPlace&, const WindowPlace&) = default;
};

struct Screen {
    glm::ivec2 position{0};  ///< Of its work area: without task bars and docks.
    glm::ivec2 size{0};
};

/// What the window manager draws around a window.
struct FrameMargins {
    glm::ivec2 top_left{0};
    glm::ivec2 bottom_right{0};
};

/// The screen that shows most of the window, else the first. Nothing without screens.
[[nodiscard]] std::optional<std::size_t>
screen_of(const WindowPlace& window, std::span<const Screen> screens);

/// Where the window opens: `kept` if a screen still shows most of it, else the whole work area of the first
/// screen. It never reaches beyond the work area. Nothing without screens.
[[nodiscard]] std::optional<WindowPlace> opening_place(
    const std::optional<WindowPlace>& kept,
    std::span<const Screen> screens,
    const FrameMargins& margins
);

/// The smallest size that a window may have: room for one view and its bars, but no more than the screen has.
[[nodiscard]] glm::ivec2 least_window_size(float units_per_pt, const std::optional<Screen>& screen);

}  // namespace limn::session
