// SPDX-License-Identifier: MIT
/// What the mouse does, and keys that views read themselves: the keys page shows it beside the actions.
#pragma once

#include <array>
#include <string_view>

namespace limn::views {

struct Shortcut {
    std::string_view where;
    std::string_view input;
    std::string_view does;
};

inline constexpr std::array kMouseAndViewKeys{
    Shortcut{"2D views", "Left or middle drag", "Pan"},
    Shortcut{"2D views", "Wheel", "Zoom at the cursor"},
    Shortcut{"2D views", "Double click on empty, F", "Fit"},
    Shortcut{"3D views", "Left drag", "Orbit"},
    Shortcut{"3D views", "Right or middle drag", "Pan"},
    Shortcut{"3D views", "Wheel", "Zoom"},
    Shortcut{"3D views", "Alt + left drag", "Roll"},
    Shortcut{"3D views", "W A S D Q E", "Fly; Shift fast, Alt slow"},
    Shortcut{"3D views", "Double click", "Focus an object; on empty: reset"},
    Shortcut{"3D views", "Numpad 1 3 7 5 0", "Front, right, top, orthographic, reset"},
    Shortcut{"Any view", "Click, Ctrl + click", "Select, add to selection"},
    Shortcut{"Classes", "Click, Ctrl, Shift + click", "Select one class, more, a range"},
    Shortcut{"Classes", "Hold H", "Peek without overlays"},
    Shortcut{"Time", "Two digits", "Speed 01 to 99"},
    Shortcut{"Any place", "Drop files", "Open them"},
};

}  // namespace limn::views
