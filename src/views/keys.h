// SPDX-License-Identifier: MIT
/// Keys that views read themselves while the mouse is over them.
///
/// What      ImGui's key states are indexed by the numbers that the window feeds in: those of GLFW,
///           where letters are their capital's ASCII code.
#pragma once

namespace limn::views::key {

inline constexpr int kEscape = 256;
inline constexpr int kEnter = 257;
inline constexpr int kRight = 262;
inline constexpr int kLeft = 263;
inline constexpr int kHome = 268;
inline constexpr int kEnd = 269;
inline constexpr int kF1 = 290;
inline constexpr int kF11 = 300;
inline constexpr int kKeypad0 = 320;
inline constexpr int kKeypad1 = 321;
inline constexpr int kKeypad3 = 323;
inline constexpr int kKeypad5 = 325;
inline constexpr int kKeypad7 = 327;
inline constexpr int kKeypadMinus = 333;
inline constexpr int kKeypadPlus = 334;

/// True while held, unless a text field or a Ctrl shortcut has the keyboard.
[[nodiscard]] bool is_held(int key);

/// True in the frame in which it went down, under the same conditions.
[[nodiscard]] bool went_down(int key);

}  // namespace limn::views::key
