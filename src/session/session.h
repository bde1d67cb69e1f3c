// SPDX-License-Identifier: MIT
/// Session: everything that a user can change, as plain data; the one owned application object.
///
/// What      Recordings, cursor, selection, hover, layout, class choices, settings. Panels read it
///           and push commands (commands.h); `apply` runs them at one point of the frame.
/// Threads   the UI thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "annotation/class_choices.h"
#include "annotation/context.h"
#include "annotation/statistics.h"
#include "annotation/tensor_classes.h"
#include "base/diagnostics.h"
#include "ingest/loader.h"
#include "model/entity_path.h"
#include "model/ids.h"
#include "scene/scene_cache.h"
#include "scene/undrawn.h"
#include "scene/view_spec.h"
#include "session/history_state.h"
#include "session/layout.h"
#include "session/panel.h"
#include "session/recording_part.h"
#include "session/settings.h"
#include "session/time_control.h"
#include "session/toast.h"
#include "session/view_state.h"
#include "store/recording.h"

namespace limn::session {

/// A thing that can be hovered or selected: an entity, one instance of it, or a class of a context.
struct Item {
    EntityPath entity;  ///< For a class: the entity of its context ("/" if none).
    std::optional<std::uint32_t> instance;  ///< Nothing: the whole entity.
    std::optional<ClassId> class_id;        ///< Of the instance or pixel, or the class itself.
    std::optional<KeypointId> keypoint;
    bool is_class = false;  ///< The class as such (from the classes panel or legend).

    friend bool operator==(const Item&, const Item&) = default;
};

/// What is under the mouse, with what the status bar and tooltip tell.
struct HoverInfo {
    Item item;
    ViewId view = 0;                  ///< 0: hovered in a panel.
    std::optional<glm::uvec2> pixel;  ///< Image pixel.
    std::string value;                ///< Pixel value, "mask 1", "(12, 40, 200)". May be empty.
    glm::dvec3 position{0.0};         ///< World.
    std::uint64_t context_key = 0;    ///< Of the class's context.
    std::uint32_t style_index = draw::kNoStyle;
};

/// One open recording and how it is looked at.
struct RecordingState {
    StoreId id;
    std::string file_name;  ///< For the list: "street_crossing.rrd".
    std::string source;     ///< Full path, "demo".
    TimeControl time;
    std::map<std::string, TimeInt> cursors;  ///< Last cursor of the other timelines.
    std::vector<scene::ViewSpec> proposals;  ///< Every view that shows something.
    std::vector<scene::Undrawn> undrawn;     ///< What no view shows, and why.
    std::size_t num_blueprints = 0;          ///< Layouts of the recording that are not applied.
    std::uint64_t undrawn_version = 0;       ///< Grows when `undrawn` is asked for once more.
    std::vector<ViewState> views;            ///< The open ones.
    Layout layout;
    std::set<EntityPath> hidden_entities;
    std::map<EntityPath, draw::MaskLook> mask_looks;  ///< Masks drawn unlike the others of a view.
    annotation::TensorChoices tensors;
    std::vector<Item> selection;
    HistoryState class_counts;
    bool opened = false;      ///< Views were proposed and the cursor placed.
    bool user_moved = false;  ///< The user moved the cursor: automatic placement stops.
    bool user_arranged =
        false;  ///< The user changed the layout: it stays when views are proposed anew.
    std::uint64_t proposed_at = 0;      ///< Recording generation of the last proposal.
    std::uint64_t proposed_chunks = 0;  ///< Its chunks at that time.
};

/// A source being read.
struct LoadState {
    std::uint64_t id = 0;
    std::string name;
    std::uint64_t done_bytes = 0;
    std::uint64_t total_bytes = 0;
    bool finished = false;
    std::string source;               ///< Full path, or empty.
    std::vector<StoreId> recordings;  ///< That this source touched, so far.
    bool is_live = false;             ///< Still being written, and read on.
    bool told_error = false;
    std::size_t num_told = 0;  ///< Faults of it that are listed already.
    bool shown = false;        ///< Its first recording is in the list.
};

/// Entities of the selection, each once; classes are left out.
[[nodiscard]] std::vector<EntityPath> selected_entities(const RecordingState& state);

/// A recording being written.
struct SaveState {
    std::uint64_t id = 0;
    std::string name;  ///< Of the file.
    std::uint64_t done_bytes = 0;
    std::uint64_t total_bytes = 0;
};

/// What the timeline has a lane for.
enum class LaneKind : std::uint8_t { Entities, Classes };

/// What a file is chosen for.
enum class FilePurpose : std::uint8_t {
    OpenRecordings,
    LoadChoices,
    SaveChoices,
    SaveRecording,
    ImportPalette,
    ExportPalette
};

/// What the dialog for saving a part of a recording is opened for.
enum class SaveDialogFor : std::uint8_t { TimeRange, Entities };

/// The contexts that the last class command found: kept so that the next one is quick.
struct LinkingContexts {
    StoreId recording;
    std::shared_ptr<const annotation::ContextMap> map;
};

struct Session {
    store::Database database;
    std::vector<RecordingState> recordings;
    std::optional<std::size_t> active;  ///< Index into recordings.
    std::optional<HoverInfo> hover;     ///< Rewritten every frame.
    annotation::ClassChoices choices;
    ViewMemory view_memory;
    Settings settings;
    std::vector<LoadState> loads;
    std::vector<SaveState> saves;
    std::vector<Toast> toasts;
    Diagnostics diagnostics;  ///< Everything that went wrong, for the details page.
    scene::SceneCache scene_cache{512ULL << 20U};
    annotation::PixelCountCache pixel_counts;
    LinkingContexts linking_contexts;
    std::uint64_t num_found = 0;  ///< Chunks whose rows were found late: lanes compare it.
    std::uint64_t next_id = 1;
    bool activate_opened = false;  ///< The next load's recording becomes the active one.
    bool quit_requested = false;
    bool peek = false;  ///< Overlays are hidden while a key is held.

    // Panels.
    glm::vec2 window_size_pt{1600.0F, 1000.0F};  ///< Set before each frame.
    std::optional<Panel> drawer;                 ///< The folded panel that is open over the views.
    bool show_keys_page = false;
    bool show_details = false;
    std::optional<std::string>
        details_text;  ///< A toast's details, or nothing for all diagnostics.
    bool show_file_browser = false;
    FilePurpose file_purpose = FilePurpose::OpenRecordings;
    annotation::ContextPtr file_context;  ///< Whose palette is read or written.
    RecordingPart file_part;              ///< Which part of the recording is written.
    std::optional<SaveDialogFor> save_dialog;
    bool show_command_palette = false;
    LaneKind lanes = LaneKind::Entities;
    bool show_class_chart = false;

    [[nodiscard]] RecordingState* active_state();
    [[nodiscard]] const RecordingState* active_state() const;

    /// Nothing if no recording is open.
    [[nodiscard]] const store::Recording* active_recording() const;
    [[nodiscard]] store::LatestAtQuery query() const;

    /// Counts of the active recording over its timeline; null while they are not there.
    [[nodiscard]] const annotation::ClassHistory* class_history() const;

    /// The same for one context; null also if none of its classes ever occurs.
    [[nodiscard]] const annotation::ContextHistory* class_history(
        const annotation::ResolvedContext& context
    ) const;
};

/// What is in the recording and not shown, each reason once: for the problems page and empty windows.
[[nodiscard]] std::vector<scene::UndrawnReason> undrawn_reasons(const RecordingState& state);

}  // namespace limn::session
