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
    Shortcut{"2D views", "left or middle drag", "pan"},
    Shortcut{"2D views", "wheel", "zoom at the cursor"},
    Shortcut{"2D views", "double click on empty, F", "fit"},
    Shortcut{"3D views", "left drag", "orbit"},
    Shortcut{"3D views", "right or middle drag", "pan"},
    Shortcut{"3D views", "wheel", "zoom"},
    Shortcut{"3D views", "Alt + left drag", "roll"},
    Shortcut{"3D views", "W A S D Q E", "fly; Shift fast, Alt slow"},
    Shortcut{"3D views", "double click", "focus an object; on empty: reset"},
    Shortcut{"3D views", "numpad 1 3 7 5 0", "front, right, top, orthographic, reset"},
    Shortcut{"Any view", "click, Ctrl + click", "select, add to selection"},
    Shortcut{"Classes", "click, Ctrl, Shift + click", "select one class, more, a range"},
    Shortcut{"Classes", "hold H", "peek without overlays"},
    Shortcut{"Time", "two digits", "speed 01 to 99"},
    Shortcut{"Any place", "drop files", "open them"},
};

}  // namespace limn::views
