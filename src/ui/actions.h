// SPDX-License-Identifier: MIT
/// Actions: everything that a person can ask for by a key, a menu or the command palette, in one table.
///
/// What      An action has a name, its keys and what it pushes. The keys page, the menus, the palette and
///           the window's shortcuts all read this table.
/// Threads   the UI thread.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "session/commands.h"
#include "session/session.h"
#include "session/style_cache.h"

namespace limn::ui {

inline constexpr std::uint8_t kShift = 1;
inline constexpr std::uint8_t kControl = 2;

/// A key with what is held beside it. Codes are those of views/keys.h; 0 is none.
struct KeyChord {
    int code = 0;
    std::uint8_t modifiers = 0;

    friend bool operator==(const KeyChord&, const KeyChord&) = default;
};

/// What an action looks at, and where it writes.
struct ActionContext {
    const session::Session& session;
    const session::StyleCache& styles;
    session::CommandSink& commands;
    float ui_scale = 1.0F;  ///< In effect now.
};

enum class ActionKeys : std::uint8_t {
    Plain,       ///< Waits while a text field has the keyboard.
    Repeated,    ///< Plain, and again while the key is held.
    EvenInText,  ///< Works in text fields, too.
};

struct Action {
    std::string_view id;     ///< "file.open", for tests and menus.
    std::string_view where;  ///< Its group on the keys page and in the palette.
    std::string_view name;
    std::array<KeyChord, 3> chords{};
    ActionKeys keys = ActionKeys::Plain;
    std::string_view (*why_not)(const ActionContext&) = nullptr;  ///< Null: it can always be run.
    void (*run)(const ActionContext&) = nullptr;
};

[[nodiscard]] std::span<const Action> actions();

/// Null if there is none of this name.
[[nodiscard]] const Action* find_action(std::string_view id);

/// Null if the chord means nothing.
[[nodiscard]] const Action* find_action(const KeyChord& chord);

/// Why an action cannot be run now, for people; empty if it can.
[[nodiscard]] std::string_view why_not(const Action& action, const ActionContext& context);

[[nodiscard]] bool can_run(const Action& action, const ActionContext& context);

/// "Ctrl + Shift + Z"; several are joined by commas. Empty without keys.
[[nodiscard]] std::string keys_text(const Action& action);

/// The view under the mouse, else the maximised, else the first. Null without views.
[[nodiscard]] const session::ViewState* view_of(const session::Session& session);

}  // namespace limn::ui
