// SPDX-License-Identifier: MIT
/// The table of mouse and keys: one place that the keys page shows and the window's bindings follow.
#pragma once

#include <array>
#include <string_view>

namespace limn::views {

struct Shortcut {
    std::string_view where;
    std::string_view input;
    std::string_view does;
};

inline constexpr std::array kShortcuts{
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
    Shortcut{"Any view", "Esc", "clear the selection"},
    Shortcut{"Classes", "I", "solo the class under the cursor"},
    Shortcut{"Classes", "X, Shift + X", "hide it, show all"},
    Shortcut{"Classes", "hold H", "peek without overlays"},
    Shortcut{"Classes", "O", "masks: fill, outline, both"},
    Shortcut{"Classes", "[ ]", "mask opacity"},
    Shortcut{"Classes", "L", "legend"},
    Shortcut{"Time", "Space", "play or pause"},
    Shortcut{"Time", "left, right", "previous, next time with data; Shift: ten"},
    Shortcut{"Time", "Ctrl + left, right", "previous, next time of the selected entity or class"},
    Shortcut{"Time", "Home, End", "start, end"},
    Shortcut{"Time", "two digits", "speed 01 to 99"},
    Shortcut{"Window", "Ctrl + O, Ctrl + S", "open, save picture"},
    Shortcut{"Window", "Ctrl + Z, Ctrl + Y", "undo, redo"},
    Shortcut{"Window", "Ctrl + M, F11", "maximise view, fullscreen"},
    Shortcut{"Window", "Ctrl + plus, minus, 0", "UI scale"},
    Shortcut{"Window", "? or F1", "this page"},
    Shortcut{"Window", "Ctrl + Q", "quit"},
};

}  // namespace limn::views
