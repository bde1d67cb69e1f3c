// SPDX-License-Identifier: MIT
#include "shortcuts.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include "ui/actions.h"

namespace limn::app {
namespace {

namespace command = session::command;

constexpr double kChordSeconds = 0.5;

ui::KeyChord chord_of(const event::Key& key) {
    ui::KeyChord chord{key.code, 0};
    if ((key.modifiers & GLFW_MOD_SHIFT) != 0) {
        chord.modifiers |= ui::kShift;
    }
    if ((key.modifiers & GLFW_MOD_CONTROL) != 0) {
        chord.modifiers |= ui::kControl;
    }
    return chord;
}

}  // namespace

bool Shortcuts::apply(
    std::span<const event::Key> keys,
    const KeyboardUse& use,
    const ui::ActionContext& context
) {
    bool any = false;
    for (const event::Key& key : keys) {
        const bool is_ours = !use.is_text && (key.modifiers & GLFW_MOD_CONTROL) == 0;
        if (key.code == GLFW_KEY_H && !key.is_repeat && (!key.is_down || is_ours)) {
            context.commands.push(command::SetPeek{key.is_down});
        }
        if (!key.is_down || (use.is_escape_taken && key.code == GLFW_KEY_ESCAPE)) {
            continue;
        }
        if (is_ours && !key.is_repeat && key.code >= GLFW_KEY_0 && key.code <= GLFW_KEY_9) {
            digit(key.code - GLFW_KEY_0, context.commands);
            continue;
        }
        const ui::Action* action = ui::find_action(chord_of(key));
        if (action == nullptr || (use.is_text && action->keys != ui::ActionKeys::EvenInText) ||
            (key.is_repeat && action->keys != ui::ActionKeys::Repeated)) {
            continue;
        }
        if (ui::can_run(*action, context)) {
            action->run(context);
            any = true;
        }
    }
    return any;
}

void Shortcuts::advance(double seconds) {
    digit_age_secs_ += seconds;
    if (digit_age_secs_ > kChordSeconds) {
        digits_.clear();
    }
}

void Shortcuts::digit(int value, session::CommandSink& commands) {
    digits_ += static_cast<char>('0' + value);
    digit_age_secs_ = 0.0;
    if (digits_.size() < 2) {
        return;
    }
    // "05" is half speed, "50" is fifty times.
    const double whole = std::stod(digits_);
    const double speed = digits_.front() == '0' ? whole / 10.0 : whole;
    digits_.clear();
    if (speed > 0.0) {
        commands.push(command::SetSpeed{speed});
    }
}

}  // namespace limn::app
