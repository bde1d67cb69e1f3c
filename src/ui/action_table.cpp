// SPDX-License-Identifier: MIT
#include "ui/actions.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include "views/keys.h"

namespace limn::ui {
namespace {

namespace command = session::command;
namespace key = views::key;
using session::Session;

constexpr float kOpacityStep = 0.1F;
constexpr float kScaleStep = 0.1F;

void push(const ActionContext& context, session::Command wanted) {
    context.commands.push(std::move(wanted));
}

// What must be there, and what is said if it is not.

std::string_view without_recording(const ActionContext& context) {
    return context.session.active_state() == nullptr ? "No recording is open" : "";
}

std::string_view without_view(const ActionContext& context) {
    return view_of(context.session) == nullptr ? "No view is open" : "";
}

std::string_view without_times(const ActionContext& context) {
    const session::RecordingState* state = context.session.active_state();
    if (state == nullptr) {
        return without_recording(context);
    }
    return state->time.timeline.empty() ? "This recording has no times: all of it is static" : "";
}

std::string_view without_some_entities(const ActionContext& context) {
    const session::RecordingState* state = context.session.active_state();
    if (state == nullptr) {
        return without_recording(context);
    }
    const bool has_some = !selected_entities(*state).empty() || !state->hidden_entities.empty();
    return has_some ? ""
                    : "Select entities first (Ctrl + click adds one), or hide those to leave out";
}

/// The class that is pointed at, in a view or a list.
struct PointedClass {
    annotation::ContextPtr context;
    ClassId id = 0;
};

std::optional<PointedClass> pointed_class(const ActionContext& action) {
    const auto& hover = action.session.hover;
    if (!hover || !hover->item.class_id) {
        return std::nullopt;
    }
    annotation::ContextPtr context = action.styles.contexts().find(hover->item.entity);
    if (context->key() != hover->context_key) {
        const auto all = action.styles.contexts().all();
        const auto found = std::ranges::find_if(all, [&](const annotation::ContextPtr& one) {
            return one->key() == hover->context_key;
        });
        if (found != all.end()) {
            context = *found;
        }
    }
    return PointedClass{context, *hover->item.class_id};
}

std::string_view without_pointed_class(const ActionContext& context) {
    return pointed_class(context) ? "" : "No class is under the mouse";
}

bool is_soloed(const ActionContext& action, const PointedClass& pointed) {
    const session::RecordingState* state = action.session.active_state();
    return state != nullptr &&
           action.session.choices
               .get(annotation::choice_key(state->id.application_id, *pointed.context, pointed.id))
               .soloed;
}

// What is done.

void toggle(const ActionContext& context, session::Panel panel) {
    push(context, command::TogglePanel{panel});
}

void change_theme(const ActionContext& context) {
    const bool is_dark = context.session.settings.theme == session::ThemeKind::Dark;
    const auto other = is_dark ? session::ThemeKind::Light : session::ThemeKind::Dark;
    push(context, command::ChangeSettings{{.theme = other}});
}

void change_scale(const ActionContext& context, float step) {
    const float next = std::round((context.ui_scale + step) * 10.0F) / 10.0F;
    const float scale = step == 0.0F ? 0.0F : std::clamp(next, 0.5F, 3.0F);
    push(context, command::ChangeSettings{{.ui_scale = scale}});
}

void solo_pointed(const ActionContext& context) {
    if (const auto pointed = pointed_class(context)) {
        push(
            context,
            command::SetClassSolo{pointed->context, pointed->id, !is_soloed(context, *pointed)}
        );
    }
}

void hide_pointed(const ActionContext& context) {
    if (const auto pointed = pointed_class(context)) {
        push(context, command::SetClassVisible{pointed->context, pointed->id, std::nullopt, false});
    }
}

/// Calls `change` with the view that keys work on.
template <typename Change>
void with_view(const ActionContext& context, Change change) {
    if (const session::ViewState* view = view_of(context.session)) {
        push(context, change(*view));
    }
}

void change_opacity(const ActionContext& context, float step) {
    with_view(context, [&](const session::ViewState& view) {
        // Where nothing is chosen, most masks lie over a picture.
        const float now = view.mask_opacity.value_or(draw::kMaskOverPicture);
        const float next = std::round((now + step) * 10.0F) / 10.0F;
        return command::EditView{view.id, {.mask_opacity = std::clamp(next, 0.0F, 1.0F)}};
    });
}

session::LabelMode next_labels(session::LabelMode mode) {
    if (mode == session::LabelMode::Auto) {
        return session::LabelMode::On;
    }
    return mode == session::LabelMode::On ? session::LabelMode::Off : session::LabelMode::Auto;
}

void change_loop(const ActionContext& context) {
    if (const session::RecordingState* state = context.session.active_state()) {
        const bool loops = state->time.loop != session::LoopMode::Off;
        push(
            context,
            command::SetLoop{
                loops ? session::LoopMode::Off : session::LoopMode::All,
                state->time.loop_range}
        );
    }
}

void toggle_play(const ActionContext& context) {
    if (const session::RecordingState* state = context.session.active_state()) {
        push(context, command::SetPlaying{!state->time.playing});
    }
}

void close_recording(const ActionContext& context) {
    if (context.session.active) {
        push(context, command::CloseRecording{*context.session.active});
    }
}

void maximise(const ActionContext& context) {
    with_view(context, [&](const session::ViewState& view) {
        const auto& maximised = context.session.active_state()->layout.maximised;
        return command::Maximise{maximised ? std::nullopt : std::optional(view.id)};
    });
}

void ask_for_file(const ActionContext& context, session::FilePurpose purpose) {
    push(context, command::ShowFileBrowser{true, purpose, nullptr, {}});
}

void ask_for_part(const ActionContext& context, session::SaveDialogFor what) {
    push(context, command::ShowSaveDialog{what});
}

constexpr KeyChord plain(int code) {
    return {code, 0};
}

constexpr KeyChord shift(int code) {
    return {code, kShift};
}

constexpr KeyChord ctrl(int code) {
    return {code, kControl};
}

constexpr auto kInText = ActionKeys::EvenInText;
constexpr auto kRepeat = ActionKeys::Repeated;
constexpr auto kPlain = ActionKeys::Plain;

using Context = ActionContext;

// A table, one action after the other.
// clang-format off
constexpr std::array kFileActions{
    Action{"file.open", "File", "Open…", {ctrl('O')}, kInText, nullptr,
        [](const Context& c) { push(c, command::ShowFileBrowser{true}); }},
    Action{"file.demo", "File", "Open the demo", {}, kPlain, nullptr,
        [](const Context& c) { push(c, command::OpenDemo{}); }},
    Action{"file.save_recording", "File", "Save recording…", {KeyChord{'S', kControl | kShift}}, kPlain, without_recording,
        [](const Context& c) { ask_for_file(c, session::FilePurpose::SaveRecording); }},
    Action{"file.save_time_range", "File", "Save time range…", {}, kPlain, without_times,
        [](const Context& c) { ask_for_part(c, session::SaveDialogFor::TimeRange); }},
    Action{"file.save_entities", "File", "Save only these entities…", {}, kPlain, without_some_entities,
        [](const Context& c) { ask_for_part(c, session::SaveDialogFor::Entities); }},
    Action{"file.save_picture", "File", "Save picture of the view", {ctrl('S')}, kInText, without_view,
        [](const Context& c) { with_view(c, [](const auto& view) { return command::SavePicture{view.id, {}}; }); }},
    Action{"file.copy_picture", "File", "Copy picture of the view", {KeyChord{'C', kControl | kShift}}, kPlain, without_view,
        [](const Context& c) { with_view(c, [](const auto& view) { return command::CopyPicture{view.id}; }); }},
    Action{"file.load_choices", "File", "Load class choices…", {}, kPlain, nullptr,
        [](const Context& c) { ask_for_file(c, session::FilePurpose::LoadChoices); }},
    Action{"file.save_choices", "File", "Save class choices…", {}, kPlain, nullptr,
        [](const Context& c) { ask_for_file(c, session::FilePurpose::SaveChoices); }},
    Action{"file.close", "File", "Close recording", {}, kPlain, without_recording, close_recording},
    Action{"file.quit", "File", "Quit", {ctrl('Q')}, kInText, nullptr,
        [](const Context& c) { push(c, command::Quit{}); }},
};

constexpr std::array kEditActions{
    Action{"edit.palette", "Edit", "Find a command, class or entity", {ctrl('P'), ctrl('K')}, kInText, nullptr,
        [](const Context& c) { push(c, command::ShowCommandPalette{!c.session.show_command_palette}); }},
    Action{"edit.undo", "Edit", "Undo", {ctrl('Z')}, kPlain, nullptr,
        [](const Context& c) { push(c, command::Undo{}); }},
    Action{"edit.redo", "Edit", "Redo", {ctrl('Y'), KeyChord{'Z', kControl | kShift}}, kPlain, nullptr,
        [](const Context& c) { push(c, command::Redo{}); }},
};

constexpr std::array kClassActions{
    Action{"classes.solo", "Classes", "Solo the class under the cursor", {plain('I')}, kPlain, without_pointed_class, solo_pointed},
    Action{"classes.hide", "Classes", "Hide the class under the cursor", {plain('X')}, kPlain, without_pointed_class, hide_pointed},
    Action{"classes.show_all", "Classes", "Show all classes and entities", {shift('X')}, kPlain, without_recording,
        [](const Context& c) { push(c, command::ShowAll{}); }},
    Action{"classes.revert_all", "Classes", "Revert all edited classes", {}, kPlain, without_recording,
        [](const Context& c) { push(c, command::RevertAllClasses{}); }},
    Action{"classes.masks", "Classes", "Masks: fill, outline, both", {plain('O')}, kPlain, without_view,
        [](const Context& c) { with_view(c, [](const auto& view) { return command::EditView{view.id, {.masks = static_cast<draw::MaskMode>((static_cast<int>(view.masks) + 1) % 3)}}; }); }},
    Action{"classes.opacity_down", "Classes", "Masks more transparent", {plain('[')}, kRepeat, without_view,
        [](const Context& c) { change_opacity(c, -kOpacityStep); }},
    Action{"classes.opacity_up", "Classes", "Masks more opaque", {plain(']')}, kRepeat, without_view,
        [](const Context& c) { change_opacity(c, kOpacityStep); }},
    Action{"classes.legend", "Classes", "Legend", {plain('L')}, kPlain, without_view,
        [](const Context& c) { with_view(c, [](const auto& view) { return command::EditView{view.id, {.show_legend = !view.show_legend}}; }); }},
    Action{"classes.labels", "Classes", "Labels: where there is room, all, none", {}, kPlain, without_view,
        [](const Context& c) { with_view(c, [](const auto& view) { return command::EditView{view.id, {.labels = next_labels(view.labels)}}; }); }},
    Action{"classes.dim", "Classes", "Dim the others while hovering", {}, kPlain, nullptr,
        [](const Context& c) { push(c, command::ChangeSettings{{.dim_others = !c.session.settings.dim_others}}); }},
};

constexpr std::array kTimeActions{
    Action{"time.play", "Time", "Play or pause", {plain(' ')}, kPlain, without_recording, toggle_play},
    Action{"time.previous", "Time", "Previous time with data", {plain(key::kLeft)}, kRepeat, without_recording,
        [](const Context& c) { push(c, command::StepTime{-1}); }},
    Action{"time.next", "Time", "Next time with data", {plain(key::kRight)}, kRepeat, without_recording,
        [](const Context& c) { push(c, command::StepTime{1}); }},
    Action{"time.ten_back", "Time", "Ten times back", {shift(key::kLeft)}, kRepeat, without_recording,
        [](const Context& c) { push(c, command::StepTime{-10}); }},
    Action{"time.ten_on", "Time", "Ten times on", {shift(key::kRight)}, kRepeat, without_recording,
        [](const Context& c) { push(c, command::StepTime{10}); }},
    Action{"time.event_before", "Time", "Previous time of the selected entity or class", {ctrl(key::kLeft)}, kRepeat, without_recording,
        [](const Context& c) { push(c, command::StepEvent{-1}); }},
    Action{"time.event_after", "Time", "Next time of the selected entity or class", {ctrl(key::kRight)}, kRepeat, without_recording,
        [](const Context& c) { push(c, command::StepEvent{1}); }},
    Action{"time.start", "Time", "Start", {plain(key::kHome)}, kPlain, without_recording,
        [](const Context& c) { push(c, command::JumpTime{false}); }},
    Action{"time.end", "Time", "End", {plain(key::kEnd)}, kPlain, without_recording,
        [](const Context& c) { push(c, command::JumpTime{true}); }},
    Action{"time.loop", "Time", "Loop on or off", {}, kPlain, without_recording, change_loop},
    Action{"time.lanes", "Time", "Lanes of entities or classes", {}, kPlain, without_recording,
        [](const Context& c) {
            const bool classes = c.session.lanes == session::LaneKind::Classes;
            push(c, command::SetLanes{classes ? session::LaneKind::Entities : session::LaneKind::Classes});
        }},
    Action{"time.chart", "Time", "Chart of the selected classes over time", {}, kPlain, without_recording,
        [](const Context& c) { push(c, command::ShowClassChart{!c.session.show_class_chart}); }},
};

constexpr std::array kWindowActions{
    Action{"view.clear_selection", "Any view", "Clear the selection", {plain(key::kEscape)}, kPlain, without_recording,
        [](const Context& c) { push(c, command::Select{{}, false}); }},
    Action{"view.grid", "Any view", "Grid of the 3D view", {}, kPlain, without_view,
        [](const Context& c) { with_view(c, [](const auto& view) { return command::EditView{view.id, {.show_grid = !view.show_grid}}; }); }},
    Action{"view.maximise", "Window", "Maximise the view", {ctrl('M')}, kInText, without_view, maximise},
    Action{"view.arrange", "Window", "Arrange the views anew", {}, kPlain, without_recording,
        [](const Context& c) { push(c, command::ResetLayout{}); }},
    Action{"view.fullscreen", "Window", "Fullscreen", {plain(key::kF11)}, kInText, nullptr,
        [](const Context& c) { push(c, command::ToggleFullscreen{}); }},
    Action{"view.left", "Window", "Recordings and entities", {}, kPlain, nullptr,
        [](const Context& c) { toggle(c, session::Panel::Left); }},
    Action{"view.right", "Window", "Classes and selection", {}, kPlain, nullptr,
        [](const Context& c) { toggle(c, session::Panel::Right); }},
    Action{"view.timeline", "Window", "Timeline", {}, kPlain, nullptr,
        [](const Context& c) { toggle(c, session::Panel::Timeline); }},
    Action{"view.theme", "Window", "Light or dark theme", {}, kPlain, nullptr, change_theme},
    Action{"view.surround", "Window", "Neutral grey around pictures", {}, kPlain, nullptr,
        [](const Context& c) { push(c, command::ChangeSettings{{.neutral_surround = !c.session.settings.neutral_surround}}); }},
    Action{"view.larger", "Window", "Larger user interface", {ctrl('='), ctrl(key::kKeypadPlus), KeyChord{'=', kControl | kShift}}, kInText, nullptr,
        [](const Context& c) { change_scale(c, kScaleStep); }},
    Action{"view.smaller", "Window", "Smaller user interface", {ctrl('-'), ctrl(key::kKeypadMinus)}, kInText, nullptr,
        [](const Context& c) { change_scale(c, -kScaleStep); }},
    Action{"view.usual_size", "Window", "User interface as large as the display wants", {ctrl('0')}, kInText, nullptr,
        [](const Context& c) { change_scale(c, 0.0F); }},
    Action{"help.keys", "Window", "Mouse and keys", {plain(key::kF1), shift('/')}, kPlain, nullptr,
        [](const Context& c) { push(c, command::ShowKeysPage{!c.session.show_keys_page}); }},
    Action{"help.problems", "Window", "Problems", {}, kPlain, nullptr,
        [](const Context& c) { push(c, command::ShowDetails{true, std::nullopt}); }},
};

// clang-format on

std::vector<Action> join() {
    std::vector<Action> all;
    const auto add = [&](const auto& some) { all.insert(all.end(), some.begin(), some.end()); };
    add(kFileActions);
    add(kEditActions);
    add(kClassActions);
    add(kTimeActions);
    add(kWindowActions);
    return all;
}

}  // namespace

std::span<const Action> actions() {
    static const std::vector<Action> kAll = join();
    return kAll;
}

}  // namespace limn::ui
