// SPDX-License-Identifier: MIT
#include "shortcuts.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace limn::app {
namespace {

namespace command = session::command;
using session::CommandSink;
using session::Session;

constexpr double kChordSeconds = 0.5;
constexpr float kOpacityStep = 0.1F;
constexpr float kScaleStep = 0.1F;

struct Keyboard {
    const Session& session;
    const session::StyleCache& styles;
    CommandSink& commands;
    float display_scale = 1.0F;
};

/// The view under the mouse, else the maximised, else the first.
const session::ViewState* view_of(const Session& session) {
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

/// The class that is pointed at, in a view or a list.
struct PointedClass {
    annotation::ContextPtr context;
    ClassId id = 0;
};

std::optional<PointedClass> pointed_class(const Keyboard& keyboard) {
    const auto& hover = keyboard.session.hover;
    if (!hover || !hover->item.class_id) {
        return std::nullopt;
    }
    annotation::ContextPtr context = keyboard.styles.contexts().find(hover->item.entity);
    if (context->key() != hover->context_key) {
        const auto all = keyboard.styles.contexts().all();
        const auto found = std::ranges::find_if(all, [&](const annotation::ContextPtr& one) {
            return one->key() == hover->context_key;
        });
        if (found != all.end()) {
            context = *found;
        }
    }
    return PointedClass{context, *hover->item.class_id};
}

bool is_soloed(const Keyboard& keyboard, const PointedClass& pointed) {
    const session::RecordingState* state = keyboard.session.active_state();
    return state != nullptr &&
           keyboard.session.choices
               .get(annotation::choice_key(state->id.application_id, *pointed.context, pointed.id))
               .soloed;
}

void change_scale(const Keyboard& keyboard, float step) {
    session::Settings settings = keyboard.session.settings;
    const float now = settings.ui_scale > 0.0F ? settings.ui_scale : keyboard.display_scale;
    settings.ui_scale =
        step == 0.0F ? 0.0F : std::clamp(std::round((now + step) * 10.0F) / 10.0F, 0.5F, 3.0F);
    keyboard.commands.push(command::ChangeSettings{settings});
}

/// With Ctrl: these work in text fields too, but for undo, which is the field's own there.
bool control_key(const event::Key& key, const Keyboard& keyboard, bool text_has_keyboard) {
    CommandSink& commands = keyboard.commands;
    const session::ViewState* view = view_of(keyboard.session);
    const bool shift = (key.modifiers & GLFW_MOD_SHIFT) != 0;
    switch (key.code) {
        case GLFW_KEY_LEFT:
        case GLFW_KEY_RIGHT:
            if (!text_has_keyboard) {
                commands.push(command::StepEvent{key.code == GLFW_KEY_RIGHT ? 1 : -1});
            }
            return true;
        case GLFW_KEY_O:
            commands.push(command::ShowFileBrowser{true});
            return true;
        case GLFW_KEY_Q:
            commands.push(command::Quit{});
            return true;
        case GLFW_KEY_S:
            if (view != nullptr) {
                commands.push(command::SavePicture{view->id, ""});
            }
            return true;
        case GLFW_KEY_M:
            if (view != nullptr) {
                const auto& maximised = keyboard.session.active_state()->layout.maximised;
                commands.push(command::Maximise{maximised ? std::nullopt : std::optional(view->id)}
                );
            }
            return true;
        case GLFW_KEY_EQUAL:
        case GLFW_KEY_KP_ADD:
            change_scale(keyboard, kScaleStep);
            return true;
        case GLFW_KEY_MINUS:
        case GLFW_KEY_KP_SUBTRACT:
            change_scale(keyboard, -kScaleStep);
            return true;
        case GLFW_KEY_0:
            change_scale(keyboard, 0.0F);
            return true;
        case GLFW_KEY_Z:
            if (!text_has_keyboard) {
                commands.push(shift ? session::Command(command::Redo{}) : command::Undo{});
            }
            return true;
        case GLFW_KEY_Y:
            if (!text_has_keyboard) {
                commands.push(command::Redo{});
            }
            return true;
        default:
            return false;
    }
}

bool class_key(const event::Key& key, const Keyboard& keyboard) {
    CommandSink& commands = keyboard.commands;
    const session::ViewState* view = view_of(keyboard.session);
    const auto pointed = pointed_class(keyboard);
    const bool shift = (key.modifiers & GLFW_MOD_SHIFT) != 0;
    switch (key.code) {
        case GLFW_KEY_I:
            if (pointed) {
                commands.push(command::SetClassSolo{
                    pointed->context,
                    pointed->id,
                    !is_soloed(keyboard, *pointed)});
            }
            return true;
        case GLFW_KEY_X:
            if (shift) {
                commands.push(command::ShowAll{});
            } else if (pointed) {
                commands.push(
                    command::SetClassVisible{pointed->context, pointed->id, std::nullopt, false}
                );
            }
            return true;
        case GLFW_KEY_O:
            if (view != nullptr) {
                const auto next = (static_cast<int>(view->masks) + 1) % 3;
                commands.push(command::SetMaskMode{view->id, static_cast<draw::MaskMode>(next)});
            }
            return true;
        case GLFW_KEY_LEFT_BRACKET:
        case GLFW_KEY_RIGHT_BRACKET:
            if (view != nullptr) {
                const float step =
                    key.code == GLFW_KEY_RIGHT_BRACKET ? kOpacityStep : -kOpacityStep;
                const float next = std::round((view->mask_opacity + step) * 10.0F) / 10.0F;
                commands.push(command::SetMaskOpacity{view->id, std::clamp(next, 0.0F, 1.0F)});
            }
            return true;
        case GLFW_KEY_L:
            if (view != nullptr) {
                commands.push(command::SetLegend{view->id, !view->show_legend});
            }
            return true;
        default:
            return false;
    }
}

bool time_key(const event::Key& key, const Keyboard& keyboard) {
    const session::RecordingState* state = keyboard.session.active_state();
    if (state == nullptr) {
        return false;
    }
    CommandSink& commands = keyboard.commands;
    const int count = (key.modifiers & GLFW_MOD_SHIFT) != 0 ? 10 : 1;
    switch (key.code) {
        case GLFW_KEY_SPACE:
            commands.push(command::SetPlaying{!state->time.playing});
            return true;
        case GLFW_KEY_LEFT:
            commands.push(command::StepTime{-count});
            return true;
        case GLFW_KEY_RIGHT:
            commands.push(command::StepTime{count});
            return true;
        case GLFW_KEY_HOME:
            commands.push(command::JumpTime{false});
            return true;
        case GLFW_KEY_END:
            commands.push(command::JumpTime{true});
            return true;
        default:
            return false;
    }
}

/// Closes what lies on top, else clears the selection. Pages of the window close themselves.
void escape_key(const Keyboard& keyboard) {
    const Session& session = keyboard.session;
    if (session.show_keys_page || session.show_details || session.show_file_browser) {
        return;
    }
    keyboard.commands.push(command::Select{{}, false});
}

bool works_when_repeated(int code) {
    return code == GLFW_KEY_LEFT || code == GLFW_KEY_RIGHT || code == GLFW_KEY_LEFT_BRACKET ||
           code == GLFW_KEY_RIGHT_BRACKET;
}

}  // namespace

void Shortcuts::apply(
    std::span<const event::Key> keys,
    bool text_has_keyboard,
    float display_scale,
    const session::Session& session,
    const session::StyleCache& styles,
    session::CommandSink& commands
) {
    const Keyboard keyboard{session, styles, commands, display_scale};
    for (const event::Key& key : keys) {
        if (key.code == GLFW_KEY_H && !key.is_repeat &&
            (!key.is_down || (!text_has_keyboard && (key.modifiers & GLFW_MOD_CONTROL) == 0))) {
            commands.push(command::SetPeek{key.is_down});
        }
        if (!key.is_down || (key.is_repeat && !works_when_repeated(key.code))) {
            continue;
        }
        if ((key.modifiers & GLFW_MOD_CONTROL) != 0) {
            control_key(key, keyboard, text_has_keyboard);
            continue;
        }
        if (key.code == GLFW_KEY_F11) {
            commands.push(command::ToggleFullscreen{});
            continue;
        }
        const bool question = key.code == GLFW_KEY_SLASH && (key.modifiers & GLFW_MOD_SHIFT) != 0 &&
                              !text_has_keyboard;
        if (key.code == GLFW_KEY_F1 || question) {
            commands.push(command::ShowKeysPage{!session.show_keys_page});
            continue;
        }
        if (text_has_keyboard) {
            continue;
        }
        if (key.code == GLFW_KEY_ESCAPE) {
            escape_key(keyboard);
        } else if (key.code >= GLFW_KEY_0 && key.code <= GLFW_KEY_9) {
            digit(key.code - GLFW_KEY_0, commands);
        } else if (!class_key(key, keyboard)) {
            time_key(key, keyboard);
        }
    }
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
