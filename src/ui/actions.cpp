// SPDX-License-Identifier: MIT
#include "ui/actions.h"

#include <algorithm>
#include <utility>

#include "views/keys.h"

namespace limn::ui {
namespace {

namespace key = views::key;

std::string key_name(int code) {
    constexpr std::array<std::pair<int, std::string_view>, 10> kNames{{
        {' ', "Space"},
        {'=', "plus"},
        {'-', "minus"},
        {key::kEscape, "Esc"},
        {key::kLeft, "left"},
        {key::kRight, "right"},
        {key::kHome, "Home"},
        {key::kEnd, "End"},
        {key::kF1, "F1"},
        {key::kF11, "F11"},
    }};
    const auto found = std::ranges::find(kNames, code, &std::pair<int, std::string_view>::first);
    return found != kNames.end() ? std::string(found->second)
                                 : std::string(1, static_cast<char>(code));
}

std::string chord_text(const KeyChord& chord) {
    if (chord == KeyChord{'/', kShift}) {
        return "?";
    }
    std::string text;
    text += (chord.modifiers & kControl) != 0 ? "Ctrl + " : "";
    text += (chord.modifiers & kShift) != 0 ? "Shift + " : "";
    return text + key_name(chord.code);
}

/// Said once only: the keypad's plus is a plus, and so is Shift and =.
bool is_said_otherwise(const KeyChord& chord) {
    return chord.code == key::kKeypadPlus || chord.code == key::kKeypadMinus ||
           chord == KeyChord{'=', kControl | kShift};
}

}  // namespace

const Action* find_action(std::string_view id) {
    const auto all = actions();
    const auto found = std::ranges::find(all, id, &Action::id);
    return found == all.end() ? nullptr : &*found;
}

const Action* find_action(const KeyChord& chord) {
    const auto all = actions();
    const auto found = std::ranges::find_if(all, [&](const Action& action) {
        return chord.code != 0 && std::ranges::find(action.chords, chord) != action.chords.end();
    });
    return found == all.end() ? nullptr : &*found;
}

std::string_view why_not(const Action& action, const ActionContext& context) {
    return action.why_not == nullptr ? std::string_view() : action.why_not(context);
}

bool can_run(const Action& action, const ActionContext& context) {
    return why_not(action, context).empty();
}

std::string keys_text(const Action& action) {
    std::string text;
    for (const KeyChord& chord : action.chords) {
        if (chord.code == 0 || is_said_otherwise(chord)) {
            continue;
        }
        text += text.empty() ? "" : ", ";
        text += chord_text(chord);
    }
    return text;
}

const session::ViewState* view_of(const session::Session& session) {
    const session::RecordingState* state = session.active_state();
    if (state == nullptr || state->views.empty()) {
        return nullptr;
    }
    const session::ViewId wanted = session.hover && session.hover->view != 0
                                       ? session.hover->view
                                       : state->layout.maximised.value_or(state->views.front().id);
    const auto found = std::ranges::find(state->views, wanted, &session::ViewState::id);
    return found != state->views.end() ? &*found : &state->views.front();
}

}  // namespace limn::ui
