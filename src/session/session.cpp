// SPDX-License-Identifier: MIT
#include "session/session.h"

#include <algorithm>
#include <utility>

namespace limn::session {

std::vector<EntityPath> selected_entities(const RecordingState& state) {
    std::vector<EntityPath> entities;
    for (const Item& item : state.selection) {
        if (!item.is_class && std::ranges::find(entities, item.entity) == entities.end()) {
            entities.push_back(item.entity);
        }
    }
    return entities;
}

RecordingState* Session::active_state() {
    return active && *active < recordings.size() ? &recordings[*active] : nullptr;
}

const RecordingState* Session::active_state() const {
    return active && *active < recordings.size() ? &recordings[*active] : nullptr;
}

const store::Recording* Session::active_recording() const {
    const RecordingState* state = active_state();
    return state == nullptr ? nullptr : database.find(state->id);
}

store::LatestAtQuery Session::query() const {
    const RecordingState* state = active_state();
    if (state == nullptr || state->time.timeline.empty()) {
        return {};
    }
    return {state->time.timeline, state->time.cursor};
}

const annotation::ClassHistory* Session::class_history() const {
    const RecordingState* state = active_state();
    const bool is_there = state != nullptr && state->class_counts.history != nullptr &&
                          state->class_counts.timeline == state->time.timeline;
    return is_there ? state->class_counts.history.get() : nullptr;
}

const annotation::ContextHistory* Session::class_history(const annotation::ResolvedContext& context
) const {
    const annotation::ClassHistory* history = class_history();
    return history == nullptr ? nullptr
           : context.exists() ? history->find(context.entity())
                              : history->find(std::nullopt);
}

std::vector<scene::UndrawnReason> undrawn_reasons(const RecordingState& state) {
    std::vector<scene::UndrawnReason> reasons = scene::reasons_of(state.undrawn);
    if (state.num_blueprints > 0) {
        scene::UndrawnReason blueprint;
        blueprint.text = "Blueprint not applied: Limn arranges views itself";
        reasons.push_back(std::move(blueprint));
    }
    return reasons;
}

}  // namespace limn::session
