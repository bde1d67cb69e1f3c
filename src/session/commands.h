// SPDX-License-Identifier: MIT
/// Commands: everything that a click, a key or a script can do to a session.
///
/// What      A closed set of plain values. `apply` is the only thing that changes a session on behalf
///           of the user. What needs a window or a loader (opening, saving pictures) is answered by
///           the application through `Request`s.
/// Threads   the UI thread, between frames' phases "ingest" and "advance time".
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "annotation/class_choices.h"
#include "annotation/palette.h"
#include "session/session.h"

namespace limn::session {

namespace command {

// Sources and recordings.
struct OpenFiles {
    std::vector<std::string> paths;  ///< "-" is standard input.
    bool follow = false;             ///< They are still being written: read on as they grow.
};

struct OpenDemo {};

struct ActivateRecording {
    std::size_t index = 0;
};

struct CloseRecording {
    std::size_t index = 0;
};

struct CancelLoad {
    std::uint64_t id = 0;
    std::optional<StoreId> recording = {};  ///< Leaves this one out and reads on; nothing: stops.
};

// Time of the active recording.
struct SetTimeline {
    std::string name;
};

struct SetCursor {
    TimeInt time = 0;
};

struct SetPlaying {
    bool playing = true;
};

/// Moves by `count` steps to times that have data; negative is back.
struct StepTime {
    int count = 1;
};

/// To the `count`-th time after (before) the cursor at which something was logged for the selected
/// entities, or at which a selected class occurs; without a selection like StepTime.
struct StepEvent {
    int count = 1;
};

/// To the next (previous) time at which this class occurs; no step if there is none, or it is not counted.
struct StepClass {
    annotation::ContextPtr context;
    ClassId id = 0;
    bool forward = true;
};

struct JumpTime {
    bool to_end = false;
};

struct SetSpeed {
    double speed = 1.0;
};

struct SetFps {
    double fps = 30.0;
};

struct SetLoop {
    LoopMode mode = LoopMode::Off;
    std::optional<TimeRange> range;
};

// Selection and entities.
struct Select {
    std::vector<Item> items;
    bool toggle = false;  ///< Ctrl: add to or take out of the selection.
};

struct SetEntityVisible {
    EntityPath entity;
    bool visible = true;
};

// Classes: of the context given, linked contexts follow.
struct SetClassVisible {
    annotation::ContextPtr context;
    ClassId id = 0;
    std::optional<KeypointId> keypoint;
    bool visible = true;
};

struct SetClassSolo {
    annotation::ContextPtr context;
    ClassId id = 0;
    bool soloed = true;
};

struct SetClassColor {
    annotation::ContextPtr context;
    ClassId id = 0;
    std::optional<KeypointId> keypoint;
    std::optional<Rgba8> color;  ///< Nothing: as logged.
};

struct SetClassLabel {
    annotation::ContextPtr context;
    ClassId id = 0;
    std::optional<KeypointId> keypoint;
    std::optional<std::string> label;  ///< Nothing: as logged.
};

/// Every class given, at once (all, none, invert: one undo step).
struct SetClassesVisible {
    annotation::ContextPtr context;
    std::vector<std::pair<ClassId, bool>> classes;
};

struct SetClassesSolo {
    annotation::ContextPtr context;
    std::vector<std::pair<ClassId, bool>> classes;
};

struct SetClassesColor {
    annotation::ContextPtr context;
    std::vector<std::pair<ClassId, std::optional<Rgba8>>> classes;  ///< Nothing: as logged.
};

/// 0 makes classes transparent without hiding them: background, void.
struct SetClassesOpacity {
    annotation::ContextPtr context;
    std::vector<ClassId> classes;
    std::optional<std::uint8_t> opacity;  ///< Nothing: opaque, as the view has it.
};

/// Colors and labels of a file or a preset, on top of what was logged.
struct ApplyPalette {
    annotation::ContextPtr context;
    annotation::Palette palette;
};

/// Color, label, opacity of these classes and their keypoints as logged; eyes and solo stay.
struct RevertClasses {
    annotation::ContextPtr context;
    std::vector<ClassId> classes;
};

/// The same for every class of every context of the application.
struct RevertAllClasses {};

/// Choices of a file in place of those of the applications that it names.
struct ReplaceChoices {
    annotation::ClassChoices choices;
};

/// The mouse was let go: what comes next is another undo step.
struct EndGesture {};

/// Nothing hidden, nothing soloed, all entities on, in the active recording.
struct ShowAll {};

// Views.
struct SetCamera2D {
    ViewId view = 0;
    std::optional<draw::Camera2D> camera;
};

struct SetCamera3D {
    ViewId view = 0;
    std::optional<draw::Camera3D> camera;
};

struct EditView {
    ViewId view = 0;
    ViewOptionsPatch patch;
};

/// One mask unlike the others, in every view.
struct EditMask {
    EntityPath entity;
    MaskLookPatch patch;
};

/// Whether a tensor is shown as classes, and which part of it.
struct EditTensor {
    struct Slider {
        std::size_t number = 0;
        std::uint64_t at = 0;
    };

    EntityPath entity;
    std::optional<std::optional<bool>> as_classes = std::nullopt;  ///< Inside nothing: by itself.
    std::optional<Slider> slider = std::nullopt;
};

struct Maximise {
    std::optional<ViewId> view;
};

struct SetSplit {
    std::uint32_t node = 0;
    float ratio = 0.5F;
};

/// Opens these proposed views beside the open ones, or in their place.
struct OpenViews {
    std::vector<scene::ViewSpec> views;
    bool in_place = false;
};

struct CloseView {
    ViewId view = 0;
};

/// Views, layout and cameras as they are proposed.
struct ResetLayout {};

// The window.
struct SavePicture {
    ViewId view = 0;
    std::string path;
};

struct CopyPicture {
    ViewId view = 0;
};

struct ChangeSettings {
    SettingsPatch patch;
};

/// Shows or hides a panel; in a window too narrow for it, as a drawer over the views.
struct TogglePanel {
    Panel panel = Panel::Left;
};

struct DismissToast {
    std::uint64_t id = 0;
};

struct ShowDetails {
    bool visible = true;
    std::optional<std::string> text;
};

struct ShowKeysPage {
    bool visible = true;
};

struct ShowFileBrowser {
    bool visible = true;
    FilePurpose purpose = FilePurpose::OpenRecordings;
    annotation::ContextPtr context = nullptr;  ///< Whose palette is read or written.
    RecordingPart part = {};                   ///< Which part of the recording is written.
};

/// Which part of the active recording is saved; nothing: the dialog closes.
struct ShowSaveDialog {
    std::optional<SaveDialogFor> what;
};

struct ShowCommandPalette {
    bool visible = true;
};

struct LoadChoices {
    std::string path;
};

struct SaveChoices {
    std::string path;
};

/// Of the active recording; goes on in the background.
struct SaveRecording {
    std::string path;
    RecordingPart part;
};

struct CancelSave {
    std::uint64_t id = 0;
};

struct ImportPalette {
    annotation::ContextPtr context;
    std::string path;
};

struct ExportPalette {
    annotation::ContextPtr context;
    std::string path;
};

/// What the timeline shows a lane for.
struct SetLanes {
    LaneKind kind = LaneKind::Entities;
};

struct ShowClassChart {
    bool visible = true;
};

/// Stops counting classes over time, or lets it go on.
struct SetClassCounting {
    bool active = true;
};

/// Writes a text to a new file beside the saved pictures.
struct SaveText {
    std::string name;  ///< Without its extension.
    std::string extension;
    std::string text;
};

struct SetPeek {
    bool active = false;
};

struct ToggleFullscreen {};

struct Undo {};

struct Redo {};

struct Quit {};

}  // namespace command

using CommandValue = std::variant<
    command::OpenFiles,
    command::OpenDemo,
    command::ActivateRecording,
    command::CloseRecording,
    command::CancelLoad,
    command::SetTimeline,
    command::SetCursor,
    command::SetPlaying,
    command::StepTime,
    command::StepEvent,
    command::StepClass,
    command::JumpTime,
    command::SetSpeed,
    command::SetFps,
    command::SetLoop,
    command::Select,
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
    command::EndGesture,
    command::ShowAll,
    command::SetCamera2D,
    command::SetCamera3D,
    command::EditView,
    command::EditMask,
    command::EditTensor,
    command::Maximise,
    command::SetSplit,
    command::OpenViews,
    command::CloseView,
    command::ResetLayout,
    command::SavePicture,
    command::CopyPicture,
    command::ChangeSettings,
    command::TogglePanel,
    command::DismissToast,
    command::ShowDetails,
    command::ShowKeysPage,
    command::ShowFileBrowser,
    command::ShowSaveDialog,
    command::ShowCommandPalette,
    command::LoadChoices,
    command::SaveChoices,
    command::SaveRecording,
    command::CancelSave,
    command::ImportPalette,
    command::ExportPalette,
    command::SetLanes,
    command::ShowClassChart,
    command::SetClassCounting,
    command::SaveText,
    command::SetPeek,
    command::ToggleFullscreen,
    command::Undo,
    command::Redo,
    command::Quit>;

template <typename T, typename Variant>
inline constexpr bool kIsAlternative = false;
template <typename T, typename... C>
inline constexpr bool kIsAlternative<T, std::variant<C...>> = (std::is_same_v<T, C> || ...);

template <typename C>
concept IsCommand = kIsAlternative<C, CommandValue>;

/// Defined for every command. Moving and destroying so many kinds would take the compiler ten seconds in each file.
template <IsCommand C>
[[nodiscard]] std::shared_ptr<const CommandValue> make_value(C command);

/// Any command.
class Command {
  public:
    /// Commands are written as what they are.
    template <IsCommand C>
    Command(C command)  // NOLINT(*-explicit-*)
        : value_(make_value(std::move(command))) {}

    [[nodiscard]] const CommandValue& value() const { return *value_; }

  private:
    std::shared_ptr<const CommandValue> value_;
};

/// What panels write to.
class CommandSink {
  public:
    void push(Command command) { commands_.push_back(std::move(command)); }

    [[nodiscard]] std::vector<Command> take() { return std::exchange(commands_, {}); }

    [[nodiscard]] bool empty() const { return commands_.empty(); }

  private:
    std::vector<Command> commands_;
};

/// What `apply` cannot do itself and the application must: the command as it is.
using Request = std::variant<
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

/// Undo and redo of class choices, entity eyes and layout.
class History {
  public:
    struct Snapshot {
        annotation::ClassChoices choices;
        StoreId recording;
        std::set<EntityPath> hidden_entities;
        std::vector<ViewState> views;
        Layout layout;
    };

    /// Changes of one gesture (dragging a bar, a color) are one step: equal numbers other than 0 in a row.
    void push(Snapshot before, std::uint64_t gesture = 0);
    void end_gesture();

    /// `now` is what redo comes back to: of the recording that the step belongs to.
    [[nodiscard]] std::optional<Snapshot> undo(Snapshot now);
    [[nodiscard]] std::optional<Snapshot> redo(Snapshot now);

    /// The recording that the next step belongs to; only if there is one.
    [[nodiscard]] const StoreId& undo_recording() const { return undo_.back().recording; }

    [[nodiscard]] const StoreId& redo_recording() const { return redo_.back().recording; }

    [[nodiscard]] bool can_undo() const { return !undo_.empty(); }

    [[nodiscard]] bool can_redo() const { return !redo_.empty(); }

  private:
    std::vector<Snapshot> undo_;
    std::vector<Snapshot> redo_;
    std::uint64_t gesture_ = 0;
};

/// Runs one command.
[[nodiscard]] std::optional<Request>
apply(Session& session, History& history, const Command& command);

}  // namespace limn::session
