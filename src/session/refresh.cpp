// SPDX-License-Identifier: MIT
#include "session/refresh.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/counted.h"
#include "scene/opening_time.h"
#include "scene/propose_views.h"
#include "session/open_views.h"
#include "session/toasts.h"

namespace limn::session {
namespace {

/// Proposals look at every entity; while a recording grows they are made anew after it grew by a quarter.
constexpr std::uint64_t kFirstGrowth = 8;

/// The one that began last: a file may have been closed and opened again.
const LoadState* load_of(const Session& session, const StoreId& id) {
    const auto found =
        std::find_if(session.loads.rbegin(), session.loads.rend(), [&](const LoadState& load) {
            return std::ranges::find(load.recordings, id) != load.recordings.end();
        });
    return found == session.loads.rend() ? nullptr : &*found;
}

bool is_loading(const Session& session, const StoreId& id) {
    const LoadState* load = load_of(session, id);
    return load != nullptr && !load->finished;
}

bool is_live(const Session& session, const StoreId& id) {
    const LoadState* load = load_of(session, id);
    return load != nullptr && load->is_live;
}

void name_recording(const Session& session, RecordingState& state) {
    if (const LoadState* load = load_of(session, state.id); load != nullptr) {
        state.file_name = load->name;
        state.source = load->source.empty() ? load->name : load->source;
    }
    if (state.file_name.empty()) {
        state.file_name = state.id.application_id;
    }
}

void follow_timeline(RecordingState& state, const store::Recording& recording) {
    // What is followed may have begun with static data only.
    if (!state.user_moved && (!state.opened || state.time.timeline.empty())) {
        state.time.timeline = recording.default_timeline();
    }
    const store::TimelineInfo* info = recording.find_timeline(state.time.timeline);
    if (info == nullptr) {
        return;
    }
    state.time.kind = info->timeline.kind;
    state.time.range = info->range;
    if (state.time.follow) {
        state.time.set_cursor(info->range.max);
    }
}

/// What is open is chosen by itself until the user arranges views.
void propose(Session& session, RecordingState& state, const store::Recording& recording) {
    state.proposals = scene::propose_views(recording, state.tensors);
    state.undrawn = scene::find_undrawn(recording, state.tensors);
    ++state.undrawn_version;
    const auto blueprints = session.database.recordings(StoreKind::Blueprint);
    state.num_blueprints = static_cast<std::size_t>(std::ranges::count_if(
        blueprints,
        [&](const store::Recording* blueprint) {
            return blueprint->id().application_id == state.id.application_id;
        }
    ));
    if (state.user_arranged) {
        update_contents(state);
    } else {
        open_views(session, state, opened_at_first(state.proposals));
    }
}

void place_cursor(RecordingState& state, const store::Recording& recording) {
    if (state.user_moved || state.time.follow || state.time.timeline.empty()) {
        return;
    }
    std::vector<scene::ViewSpec> specs;
    for (const ViewState& view : state.views) {
        specs.push_back(view.spec);
    }
    state.time.set_cursor(scene::opening_time(recording, state.time.timeline, specs));
}

void refresh(Session& session, RecordingState& state, const store::Recording& recording) {
    const std::uint64_t generation = recording.generation();
    if (generation == state.proposed_at && state.opened) {
        return;
    }
    const bool loading = is_loading(session, state.id);
    const std::uint64_t growth = std::max(kFirstGrowth, state.proposed_chunks / 4);
    if (!state.opened && !state.user_moved && is_live(session, state.id)) {
        state.time.follow = true;
    }
    follow_timeline(state, recording);
    if (generation == state.proposed_at && loading) {
        return;
    }
    const std::uint64_t num_chunks = recording.num_chunks();
    if (loading && state.proposed_at != 0 && num_chunks < state.proposed_chunks + growth) {
        return;
    }
    state.proposed_at = generation;
    state.proposed_chunks = num_chunks;
    name_recording(session, state);
    propose(session, state, recording);
    place_cursor(state, recording);
    state.opened = !loading;
}

std::optional<std::size_t> index_of(const Session& session, const StoreId& id) {
    for (std::size_t i = 0; i < session.recordings.size(); ++i) {
        if (session.recordings[i].id == id) {
            return i;
        }
    }
    return std::nullopt;
}

bool is_any_open(const Session& session, const std::vector<StoreId>& recordings) {
    return std::ranges::any_of(recordings, [&](const StoreId& id) {
        return index_of(session, id).has_value();
    });
}

/// What the user opened last comes to the front, even if it was open already.
void show_opened(Session& session) {
    for (LoadState& load : session.loads) {
        if (load.shown || load.recordings.empty()) {
            continue;
        }
        const auto index = index_of(session, load.recordings.front());
        if (!index) {
            continue;
        }
        load.shown = true;
        if (session.activate_opened) {
            session.active = index;
            session.activate_opened = false;
        }
    }
}

std::span<const Diagnostic> faults_from(const Diagnostics& diagnostics, std::size_t first) {
    const auto& items = diagnostics.items();
    return std::span(items).subspan(std::min(first, items.size()));
}

/// Lists the faults of a source from `first` on among those of the session.
void list_faults(Session& session, const Diagnostics& diagnostics, std::size_t first) {
    for (const Diagnostic& item : faults_from(diagnostics, first)) {
        session.diagnostics.add(item.severity, item.place, item.message, item.count);
    }
}

/// Faults from `first` on that are more than a note, one line each.
std::vector<std::string> warnings_of(const Diagnostics& diagnostics, std::size_t first) {
    std::vector<std::string> warnings;
    for (const Diagnostic& item : faults_from(diagnostics, first)) {
        if (item.severity != Severity::Note) {
            warnings.push_back(fmt::format("{}: {}", item.place, item.message));
        }
    }
    return warnings;
}

/// Recordings stand in the order in which their sources were opened, whichever is read first.
void sort_by_source(Session& session) {
    const auto position = [&](const RecordingState& state) {
        const LoadState* load = load_of(session, state.id);
        if (load == nullptr) {
            return std::pair(session.loads.size(), std::size_t{0});
        }
        const auto within = std::ranges::find(load->recordings, state.id);
        return std::pair(
            static_cast<std::size_t>(load - session.loads.data()),
            static_cast<std::size_t>(within - load->recordings.begin())
        );
    };
    std::ranges::stable_sort(session.recordings, {}, position);
}

}  // namespace

void update_loads(Session& session, const std::vector<ingest::LoadStatus>& statuses) {
    std::vector<LoadState> before = std::exchange(session.loads, {});
    for (const ingest::LoadStatus& status : statuses) {
        LoadState load;
        load.id = status.id;
        load.name = status.name;
        load.source = status.source;
        load.done_bytes = status.progress.done_bytes;
        load.total_bytes = status.progress.total_bytes;
        load.finished = status.finished;
        load.is_live = status.is_live;
        load.recordings = status.recordings;
        const auto known = std::find_if(before.begin(), before.end(), [&](const LoadState& old) {
            return old.id == status.id;
        });
        const bool was_finished = known != before.end() && known->finished;
        load.shown = known != before.end() && known->shown;
        // What was followed may still end with an error.
        const bool is_told = known != before.end() && known->told_error;
        const bool is_new_error = status.error.has_value() && !is_told;
        load.told_error = status.finished && status.error.has_value();
        const std::size_t num_told = known != before.end() ? known->num_told : 0;
        load.num_told = status.finished ? status.diagnostics.items().size() : num_told;
        session.loads.push_back(std::move(load));
        if (!status.finished) {
            continue;
        }
        list_faults(session, status.diagnostics, num_told);
        const auto warnings = warnings_of(status.diagnostics, num_told);
        const std::string& subject = status.source.empty() ? status.name : status.source;
        if (was_finished && !is_new_error && warnings.empty()) {
            continue;
        }
        if (is_new_error && status.error->code != ErrorCode::Cancelled) {
            const bool shows_some = status.messages > 0;
            session.diagnostics.add(Severity::Error, status.name, status.error->message);
            add_toast_only(
                session,
                shows_some ? ToastKind::Warning : ToastKind::Error,
                shows_some ? fmt::format("{} could only be read in part", status.name)
                           : fmt::format("{} could not be opened", status.name),
                status.error->message,
                {shows_some ? "{} files could only be read in part"
                            : "{} files could not be opened",
                 subject}
            );
        } else if (is_new_error && is_any_open(session, status.recordings)) {
            add_toast(
                session,
                ToastKind::Info,
                fmt::format("Stopped reading {}; what was read stays open", status.name),
                ""
            );
        } else if (!warnings.empty()) {
            const std::vector<std::string> all = warnings_of(status.diagnostics, 0);
            add_toast_only(
                session,
                ToastKind::Warning,
                fmt::format("{}: {}", status.name, counted(all.size(), "warning")),
                fmt::format("{}", fmt::join(all, "\n")),
                {"{} files have warnings", subject}
            );
        }
    }
}

void propose_views_anew(Session& session, RecordingState& state) {
    const store::Recording* recording = session.database.find(state.id);
    if (recording != nullptr) {
        propose(session, state, *recording);
    }
}

void refresh_recordings(Session& session) {
    const std::vector<const store::Recording*> stores = session.database.recordings();
    const std::optional<StoreId> active = session.active_state() == nullptr
                                              ? std::nullopt
                                              : std::optional(session.active_state()->id);
    std::erase_if(session.recordings, [&](const RecordingState& state) {
        return session.database.find(state.id) == nullptr;
    });
    for (const store::Recording* recording : stores) {
        const auto is_this = [&](const RecordingState& state) {
            return state.id == recording->id();
        };
        auto& states = session.recordings;
        auto state = std::find_if(states.begin(), states.end(), is_this);
        if (state == states.end()) {
            if (recording->num_chunks() == 0 && is_loading(session, recording->id())) {
                continue;
            }
            states.emplace_back();
            state = states.end() - 1;
            state->id = recording->id();
            for (const ViewMemory::Mask& mask : session.view_memory.masks()) {
                if (mask.application_id == state->id.application_id) {
                    state->mask_looks.insert_or_assign(mask.entity, mask.look);
                }
            }
            name_recording(session, *state);
        }
        refresh(session, *state, *recording);
    }
    sort_by_source(session);
    session.active = active ? index_of(session, *active) : std::nullopt;
    show_opened(session);
    if (!session.active && !session.recordings.empty()) {
        const auto has_data = [&](const RecordingState& state) {
            return session.database.find(state.id)->num_chunks() > 0;
        };
        const auto& states = session.recordings;
        const auto first = std::find_if(states.begin(), states.end(), has_data);
        session.active = first == states.end()
                             ? 0U
                             : static_cast<std::size_t>(std::distance(states.begin(), first));
    }
}

}  // namespace limn::session
