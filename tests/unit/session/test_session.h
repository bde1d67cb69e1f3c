// SPDX-License-Identifier: MIT
/// A session with recordings in it, for tests.
///
/// What      `add_street` logs two contexts that share the class 1 "car": at "/" (1 car, 2 tree) and at
///           "/camera" (1 car, 2 lamp); points below both, at the times 10, 20 and 30 of "frame".
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "ingest/loader.h"
#include "logger/archetypes.h"
#include "logger/recording_stream.h"
#include "session/commands.h"
#include "session/refresh.h"
#include "session/session.h"

namespace limn::session {

struct TestSession {
    Session session;
    History history;

    static ClassDescription description(std::uint16_t id, std::string label) {
        ClassDescription one;
        one.key = id;
        one.info.id = id;
        one.info.label = std::move(label);
        return one;
    }

    void take(logger::RecordingStream& stream) {
        for (const LogMessage& message : stream.take_messages()) {
            session.database.apply(message);
        }
    }

    void add_street(const std::string& recording_id = "street") {
        logger::RecordingStream stream({StoreKind::Recording, "app", recording_id});
        const EntityPath root;
        const EntityPath camera = EntityPath::parse("/camera");
        ASSERT_TRUE(stream.log_static(
            root,
            AnnotationContext{{description(1, "car"), description(2, "tree")}}
        ));
        ASSERT_TRUE(stream.log_static(
            camera,
            AnnotationContext{{description(1, "car"), description(2, "lamp")}}
        ));
        for (const TimeInt frame : {10, 20, 30}) {
            stream.set_sequence("frame", frame);
            logger::Points2D points;
            points.positions = {{static_cast<float>(frame), 1.0F}, {2.0F, 3.0F}};
            points.class_ids = {1, 2};
            ASSERT_TRUE(stream.log(EntityPath::parse("/camera/points"), points));
            ASSERT_TRUE(stream.log(EntityPath::parse("/points"), points));
        }
        take(stream);
        refresh_recordings(session);
    }

    std::optional<Request> run(const Command& command) { return apply(session, history, command); }

    RecordingState& state() { return *session.active_state(); }

    annotation::ContextPtr context(const char* entity) {
        const annotation::ContextMap map(*session.active_recording(), session.query());
        return map.find(EntityPath::parse(entity));
    }

    annotation::ClassChoice choice(const char* entity, ClassId id) {
        const std::string& application = state().id.application_id;
        return session.choices.get(annotation::choice_key(application, *context(entity), id));
    }
};

}  // namespace limn::session
