// SPDX-License-Identifier: MIT
#include "exporter/prepare_session.h"

#include <algorithm>

#include "annotation/context.h"
#include "exporter/styles.h"
#include "scene/build_scene.h"
#include "session/commands.h"
#include "session/refresh.h"
#include "views/view_framing.h"

namespace limn::exporter {
namespace {

using session::ViewState;

/// Hides and solos as a person would: linked contexts follow.
Result<void> apply_selectors(const RenderJob& job, session::Session& session) {
    const store::Recording& recording = *session.active_recording();
    const annotation::ContextMap contexts(recording, session.query());
    session::History history;
    const auto run = [&](const session::Command& command) {
        static_cast<void>(session::apply(session, history, command));
    };
    for (const ClassSelector& selector : job.hide) {
        LIMN_TRY(const EntityPath entity, find_entity(recording, selector.entity));
        session::command::SetClassesVisible command;
        command.context = contexts.find(entity);
        for (const ClassId id : selector.classes) {
            command.classes.emplace_back(id, false);
        }
        run(command);
    }
    for (const ClassSelector& selector : job.solo) {
        LIMN_TRY(const EntityPath entity, find_entity(recording, selector.entity));
        for (const ClassId id : selector.classes) {
            run(session::command::SetClassSolo{contexts.find(entity), id, true});
        }
    }
    return {};
}

Result<void> show_as_classes(
    const RenderJob& job,
    const store::Recording& recording,
    session::Session& session
) {
    LIMN_TRY(const auto choices, tensors_as_classes(recording, job.as_classes));
    session::History history;
    for (const auto& [entity, choice] : choices) {
        static_cast<void>(session::apply(
            session,
            history,
            session::command::EditTensor{.entity = entity, .as_classes = choice.as_classes}
        ));
    }
    return {};
}

void apply_options(const RenderJob& job, const session::Session& session, ViewState& view) {
    session::apply_patch(view, job.look);
    if (view.spec.kind != scene::ViewKind::Spatial3D || (!job.eye && !job.look_at)) {
        return;
    }
    // As in a picture of this view alone: what is not given is the default camera's.
    const annotation::ContextMap contexts(*session.active_recording(), session.query());
    scene::SceneInput input;
    input.recording = session.active_recording();
    input.query = session.query();
    input.contexts = &contexts;
    input.view = view.spec;
    input.tensors = session.active_state()->tensors;
    const scene::ScenePtr scene = scene::build_scene(input);
    const glm::vec2 size(job.size.value_or(glm::uvec2(1)));
    view.camera_3d = views::chosen_camera(*scene, job.eye, job.look_at, size);
}

/// `--view` and `--origin` leave one tile of the window.
void keep_only(session::RecordingState& state, session::ViewId id, scene::ViewSpec spec) {
    const auto known = std::find_if(state.views.begin(), state.views.end(), [&](const auto& view) {
        return view.spec == spec;
    });
    ViewState only;
    if (known != state.views.end()) {
        only = std::move(*known);
    } else {
        only.id = id;
        only.spec = std::move(spec);
    }
    state.layout = session::Layout::automatic({only.id});
    state.views.clear();
    state.views.push_back(std::move(only));
}

}  // namespace

Result<scene::ViewSpec> choose_view(const RenderJob& job, const session::Session& session) {
    const session::RecordingState& state = *session.active_state();
    const std::vector<scene::ViewSpec>& proposals = state.proposals;
    const auto matches = [&](const scene::ViewSpec& view) {
        return !job.view || view.kind == *job.view;
    };
    if (job.origin) {
        LIMN_TRY(EntityPath origin, find_entity(*session.active_recording(), *job.origin));
        scene::ViewSpec spec;
        const auto same_origin = [&](const scene::ViewSpec& view) {
            return matches(view) && view.origin == origin;
        };
        auto like = std::find_if(proposals.begin(), proposals.end(), same_origin);
        if (like == proposals.end()) {
            like = std::find_if(proposals.begin(), proposals.end(), matches);
        }
        spec.kind = like != proposals.end() ? like->kind : job.view.value_or(spec.kind);
        spec.origin = std::move(origin);
        return spec;
    }
    const auto first = std::find_if(proposals.begin(), proposals.end(), matches);
    if (first != proposals.end()) {
        return *first;
    }
    scene::ViewSpec everything;
    everything.kind = job.view.value_or(scene::ViewKind::Spatial2D);
    return everything;
}

Result<void> prepare_session(const RenderJob& job, session::Session& session, Output output) {
    LIMN_TRY_VOID(load(job.input, session.database, output));
    LIMN_TRY(const store::Recording* recording, first_recording(session.database, job.input));
    LIMN_TRY(const store::LatestAtQuery cursor, find_cursor(*recording, job.cursor));
    LIMN_TRY(session.choices, load_styles(job.styles, *recording, cursor, output.talk));
    session::refresh_recordings(session);

    const auto& states = session.recordings;
    const auto shown = std::find_if(states.begin(), states.end(), [&](const auto& state) {
        return state.id == recording->id();
    });
    session.active = static_cast<std::size_t>(std::distance(states.begin(), shown));
    session::RecordingState& state = *session.active_state();
    state.file_name = job.input.demo ? "demo" : job.input.files.front();
    state.file_name = state.file_name.substr(state.file_name.find_last_of('/') + 1);
    state.source = job.input.demo ? "demo" : job.input.files.front();
    state.time.timeline = cursor.timeline;
    if (const auto* info = recording->find_timeline(cursor.timeline); info != nullptr) {
        state.time.kind = info->timeline.kind;
        state.time.range = info->range;
    }
    // Not set_cursor: a time outside the range is asked for as it is.
    state.time.cursor = cursor.time;

    LIMN_TRY_VOID(show_as_classes(job, *recording, session));
    if (job.view || job.origin) {
        LIMN_TRY(scene::ViewSpec spec, choose_view(job, session));
        keep_only(state, static_cast<session::ViewId>(session.next_id++), std::move(spec));
    }
    for (ViewState& view : state.views) {
        apply_options(job, session, view);
    }
    return apply_selectors(job, session);
}

}  // namespace limn::exporter
