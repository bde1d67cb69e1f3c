// SPDX-License-Identifier: MIT
#include <algorithm>
#include <iterator>
#include <type_traits>

#include "base/hash.h"
#include "session/class_commands.h"
#include "session/commands.h"
#include "session/open_views.h"
#include "session/panels.h"
#include "session/refresh.h"
#include "session/time_commands.h"

namespace limn::session {
namespace {

template <typename T, typename... Others>
inline constexpr bool kIsOneOf = (std::is_same_v<T, Others> || ...);

/// What the application carries out, or finishes.
template <typename T>
inline constexpr bool kIsRequest = kIsOneOf<
    T,
    command::OpenFiles,
    command::OpenDemo,
    command::CancelLoad,
    command::SavePicture,
    command::CopyPicture,
    command::LoadChoices,
    command::SaveChoices,
    command::SaveRecording,
    command::CancelSave,
    command::ImportPalette,
    command::ExportPalette,
    command::SaveText,
    command::ToggleFullscreen>;

template <typename T>
inline constexpr bool kIsTime = kIsOneOf<
    T,
    command::SetTimeline,
    command::SetCursor,
    command::SetPlaying,
    command::StepTime,
    command::StepEvent,
    command::StepClass,
    command::JumpTime,
    command::SetSpeed,
    command::SetFps,
    command::SetLoop>;

template <typename T>
inline constexpr bool kIsClass = kIsOneOf<
    T,
    command::SetEntityVisible,
    command::SetClassVisible,
    command::SetClassSolo,
    command::SetClassColor,
    command::SetClassLabel,
    command::SetClassesVisible,
    command::SetClassesSolo,
    command::SetClassesColor,
    command::SetClassesOpacity,
    command::ApplyPalette,
    command::RevertClasses,
    command::RevertAllClasses,
    command::ReplaceChoices,
    command::ShowAll>;

template <typename T>
inline constexpr bool kIsView =
    kIsOneOf<T, command::SetCamera2D, command::SetCamera3D, command::EditView>;

template <typename T>
inline constexpr bool kIsLayout = kIsOneOf<
    T,
    command::Maximise,
    command::SetSplit,
    command::OpenViews,
    command::CloseView,
    command::ResetLayout>;

template <typename T>
inline constexpr bool kIsUndoable = kIsClass<T> || kIsLayout<T>;

RecordingState* find_state(Session& session, const StoreId& id) {
    for (RecordingState& state : session.recordings) {
        if (state.id == id) {
            return &state;
        }
    }
    return nullptr;
}

History::Snapshot snapshot(Session& session, const StoreId& recording) {
    History::Snapshot now;
    now.choices = session.choices;
    now.recording = recording;
    if (const RecordingState* state = find_state(session, recording); state != nullptr) {
        now.hidden_entities = state->hidden_entities;
        now.views = state->views;
        now.layout = state->layout;
    }
    return now;
}

bool is_changed(const History::Snapshot& before, const History::Snapshot& now) {
    const auto same_node = [](const LayoutNode& a, const LayoutNode& b) {
        return a.kind == b.kind && a.view == b.view && a.ratio == b.ratio && a.first == b.first &&
               a.second == b.second;
    };
    return before.choices != now.choices || before.hidden_entities != now.hidden_entities ||
           before.layout.maximised != now.layout.maximised ||
           !std::equal(
               before.layout.nodes().begin(),
               before.layout.nodes().end(),
               now.layout.nodes().begin(),
               now.layout.nodes().end(),
               same_node
           );
}

/// Views that were proposed away since are not brought back, nor is a layout of them.
bool fits(const std::vector<ViewState>& views, const RecordingState& state) {
    return std::ranges::all_of(views, [&](const ViewState& view) {
        const auto is_same = [&](const scene::ViewSpec& spec) {
            return is_same_view(spec, view.spec);
        };
        return std::ranges::any_of(state.proposals, is_same);
    });
}

/// Opens the views of a step. Those that are open now keep their cameras and modes.
void restore_views(RecordingState& state, std::vector<ViewState>&& views, Layout&& layout) {
    for (ViewState& view : views) {
        const auto open = std::ranges::find(state.views, view.id, &ViewState::id);
        view = open == state.views.end() ? std::move(view) : *open;
    }
    state.views = std::move(views);
    state.layout = std::move(layout);
    update_contents(state);
}

void restore(Session& session, History::Snapshot&& to) {
    session.choices = std::move(to.choices);
    if (RecordingState* state = find_state(session, to.recording); state != nullptr) {
        state->hidden_entities = std::move(to.hidden_entities);
        if (fits(to.views, *state)) {
            restore_views(*state, std::move(to.views), std::move(to.layout));
        }
    }
}

/// Commands that come many at a time while the mouse is dragged.
std::uint64_t gesture_of(const command::SetSplit& command) {
    return hash_combine(hash_text("split"), command.node + 1U);
}

std::uint64_t gesture_of(const command::SetClassColor& command) {
    if (command.context == nullptr || !command.color) {
        return 0;
    }
    const std::uint64_t which = hash_combine(command.context->key(), command.id);
    const std::uint64_t keypoint = command.keypoint ? *command.keypoint + 1U : 0U;
    return hash_combine(hash_text("color"), hash_combine(which, keypoint));
}

std::uint64_t gesture_of(const command::SetClassesColor& command) {
    std::uint64_t which = hash_text("colors", command.context ? command.context->key() : 0);
    for (const auto& [id, color] : command.classes) {
        if (!color) {
            return 0;
        }
        which = hash_combine(which, id);
    }
    return which;
}

std::uint64_t gesture_of(const command::SetClassesOpacity& command) {
    if (!command.opacity) {
        return 0;
    }
    std::uint64_t which = hash_text("opacity", command.context ? command.context->key() : 0);
    for (const ClassId id : command.classes) {
        which = hash_combine(which, id);
    }
    return which;
}

template <typename T>
std::uint64_t gesture_of(const T& /*command*/) {
    return 0;
}

void change_view(ViewState& view, const command::SetCamera2D& command) {
    view.camera_2d = command.camera;
}

void change_view(ViewState& view, const command::SetCamera3D& command) {
    view.camera_3d = command.camera;
}

void change_view(ViewState& view, const command::EditView& command) {
    apply_patch(view, command.patch);
}

template <typename T>
void apply_to_view(Session& session, const T& command) {
    RecordingState* state = session.active_state();
    if (state == nullptr) {
        return;
    }
    for (ViewState& view : state->views) {
        if (view.id == command.view) {
            change_view(view, command);
            session.view_memory.set_options(state->id.application_id, view.spec, view.options());
        }
    }
}

void apply_to_layout(
    Session& /*session*/,
    RecordingState& state,
    const command::Maximise& command
) {
    state.layout.maximised = command.view;
}

void apply_to_layout(
    Session& /*session*/,
    RecordingState& state,
    const command::SetSplit& command
) {
    state.layout.set_ratio(command.node, command.ratio);
    state.user_arranged = true;
}

void apply_to_layout(Session& session, RecordingState& state, const command::OpenViews& command) {
    std::vector<scene::ViewSpec> specs;
    if (!command.in_place) {
        std::ranges::transform(state.views, std::back_inserter(specs), &ViewState::spec);
    }
    for (const scene::ViewSpec& view : command.views) {
        const auto is_same = [&](const scene::ViewSpec& spec) { return is_same_view(spec, view); };
        if (std::ranges::none_of(specs, is_same)) {
            specs.push_back(view);
        }
    }
    open_views(session, state, specs);
    state.user_arranged = true;
}

void apply_to_layout(Session& session, RecordingState& state, const command::CloseView& command) {
    std::vector<scene::ViewSpec> specs;
    for (const ViewState& view : state.views) {
        if (view.id != command.view) {
            specs.push_back(view.spec);
        }
    }
    if (specs.size() < state.views.size()) {
        open_views(session, state, specs);
        state.user_arranged = true;
    }
}

void apply_to_layout(
    Session& session,
    RecordingState& state,
    const command::ResetLayout& /*command*/
) {
    for (ViewState& view : state.views) {
        view.camera_2d.reset();
        view.camera_3d.reset();
    }
    open_views(session, state, opened_at_first(state.proposals));
    state.user_arranged = false;
}

std::optional<Request> close_recording(Session& session, std::size_t index) {
    if (index >= session.recordings.size()) {
        return std::nullopt;
    }
    const StoreId id = session.recordings[index].id;
    std::optional<Request> request;
    for (const LoadState& load : session.loads) {
        if (std::ranges::find(load.recordings, id) == load.recordings.end() ||
            (load.finished && !load.is_live)) {
            continue;
        }
        const bool reads_others = std::ranges::any_of(load.recordings, [&](const StoreId& other) {
            return other != id && session.database.find(other) != nullptr;
        });
        request = command::CancelLoad{load.id, reads_others ? std::optional(id) : std::nullopt};
    }
    session.database.remove(id);
    session.hover.reset();
    session.recordings.erase(session.recordings.begin() + static_cast<std::ptrdiff_t>(index));
    if (session.recordings.empty()) {
        session.active.reset();
    } else if (session.active && *session.active >= index && *session.active > 0) {
        --*session.active;
    }
    return request;
}

void select(Session& session, const command::Select& command) {
    RecordingState* state = session.active_state();
    if (state == nullptr) {
        return;
    }
    if (!command.toggle) {
        state->selection = command.items;
        return;
    }
    for (const Item& item : command.items) {
        const auto known = std::find(state->selection.begin(), state->selection.end(), item);
        if (known == state->selection.end()) {
            state->selection.push_back(item);
        } else {
            state->selection.erase(known);
        }
    }
}

// What is left: one overload per command.

std::optional<Request> run(Session& session, const command::ActivateRecording& command) {
    if (command.index < session.recordings.size()) {
        session.active = command.index;
        session.hover.reset();
    }
    return std::nullopt;
}

std::optional<Request> run(Session& session, const command::CloseRecording& command) {
    return close_recording(session, command.index);
}

std::optional<Request> run(Session& session, const command::Select& command) {
    select(session, command);
    return std::nullopt;
}

std::optional<Request> run(Session& session, const command::ChangeSettings& command) {
    apply_patch(session.settings, command.patch);
    return std::nullopt;
}

std::optional<Request> run(Session& session, const command::TogglePanel& command) {
    toggle_panel(session, command.panel);
    return std::nullopt;
}

std::optional<Request> run(Session& session, const command::DismissToast& command) {
    std::erase_if(session.toasts, [&](const Toast& toast) { return toast.id == command.id; });
    return std::nullopt;
}

std::optional<Request> run(Session& session, const command::ShowDetails& command) {
    session.show_details = command.visible;
    session.details_text = command.text;
    return std::nullopt;
}

std::optional<Request> run(Session& session, const command::ShowKeysPage& command) {
    session.show_keys_page = command.visible;
    return std::nullopt;
}

std::optional<Request> run(Session& session, const command::ShowFileBrowser& command) {
    session.show_file_browser = command.visible;
    session.file_purpose = command.purpose;
    session.file_context = command.visible ? command.context : nullptr;
    session.file_part = command.part;
    return std::nullopt;
}

std::optional<Request> run(Session& session, const command::ShowSaveDialog& command) {
    session.save_dialog = session.active_state() != nullptr ? command.what : std::nullopt;
    return std::nullopt;
}

std::optional<Request> run(Session& session, const command::ShowCommandPalette& command) {
    session.show_command_palette = command.visible;
    return std::nullopt;
}

/// Every command that is no part of a gesture ends one; this does nothing else.
std::optional<Request> run(Session& /*session*/, const command::EndGesture& /*command*/) {
    return std::nullopt;
}

std::optional<Request> run(Session& session, const command::SetLanes& command) {
    session.lanes = command.kind;
    return std::nullopt;
}

std::optional<Request> run(Session& session, const command::ShowClassChart& command) {
    session.show_class_chart = command.visible;
    return std::nullopt;
}

std::optional<Request> run(Session& session, const command::SetClassCounting& command) {
    if (RecordingState* state = session.active_state(); state != nullptr) {
        state->class_counts.stopped = !command.active;
    }
    return std::nullopt;
}

std::optional<Request> run(Session& session, const command::EditMask& command) {
    if (RecordingState* state = session.active_state(); state != nullptr) {
        draw::MaskLook& look = state->mask_looks[command.entity];
        apply_patch(look, command.patch);
        session.view_memory.set_mask(state->id.application_id, command.entity, look);
        if (look.is_default()) {
            state->mask_looks.erase(command.entity);
        }
    }
    return std::nullopt;
}

std::optional<Request> run(Session& session, const command::EditTensor& command) {
    RecordingState* state = session.active_state();
    if (state == nullptr) {
        return std::nullopt;
    }
    annotation::TensorChoice& choice = state->tensors[command.entity];
    if (command.slider) {
        const auto& [number, at] = *command.slider;
        choice.index.resize(std::max(choice.index.size(), number + 1));
        choice.index[number] = at;
    }
    if (command.as_classes && choice.as_classes != *command.as_classes) {
        choice.as_classes = *command.as_classes;
        propose_views_anew(session, *state);
    }
    return std::nullopt;
}

std::optional<Request> run(Session& session, const command::SetPeek& command) {
    session.peek = command.active;
    return std::nullopt;
}

std::optional<Request> run(Session& session, const command::Quit& /*command*/) {
    session.quit_requested = true;
    return std::nullopt;
}

template <typename T>
Request request_of(Session& session, const T& command) {
    if constexpr (kIsOneOf<T, command::OpenFiles, command::OpenDemo>) {
        session.activate_opened = true;
        session.show_file_browser = false;
    }
    return command;
}

void travel(Session& session, History& history, bool back) {
    if (back ? !history.can_undo() : !history.can_redo()) {
        return;
    }
    const StoreId recording = back ? history.undo_recording() : history.redo_recording();
    History::Snapshot now = snapshot(session, recording);
    auto to = back ? history.undo(std::move(now)) : history.redo(std::move(now));
    if (to) {
        restore(session, std::move(*to));
    }
}

template <typename T>
void run_undoable(Session& session, History& history, const T& command) {
    RecordingState* state = session.active_state();
    if (state == nullptr) {
        if constexpr (std::is_same_v<T, command::ReplaceChoices>) {
            apply_to_classes(session, command);
        }
        return;
    }
    const StoreId recording = state->id;
    History::Snapshot before = snapshot(session, recording);
    if constexpr (kIsClass<T>) {
        apply_to_classes(session, command);
    } else {
        apply_to_layout(session, *state, command);
    }
    if (is_changed(before, snapshot(session, recording))) {
        history.push(std::move(before), gesture_of(command));
    }
}

}  // namespace

std::optional<Request> apply(Session& session, History& history, const Command& command) {
    return std::visit(
        [&]<typename T>(const T& one) -> std::optional<Request> {
            if constexpr (kIsUndoable<T>) {
                run_undoable(session, history, one);
                return std::nullopt;
            } else if constexpr (std::is_same_v<T, command::Undo>) {
                travel(session, history, true);
                return std::nullopt;
            } else if constexpr (std::is_same_v<T, command::Redo>) {
                travel(session, history, false);
                return std::nullopt;
            } else {
                history.end_gesture();
                if constexpr (kIsTime<T>) {
                    apply_to_time(session, one);
                    return std::nullopt;
                } else if constexpr (kIsView<T>) {
                    apply_to_view(session, one);
                    return std::nullopt;
                } else if constexpr (kIsRequest<T>) {
                    return request_of(session, one);
                } else {
                    return run(session, one);
                }
            }
        },
        command.value()
    );
}

}  // namespace limn::session
