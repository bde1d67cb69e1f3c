// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "session/refresh.h"
#include "session/session.h"
#include "unit/session/test_session.h"

namespace limn::session {
namespace {

ingest::LoadStatus status_of(std::uint64_t id, bool finished, std::vector<StoreId> recordings) {
    ingest::LoadStatus status;
    status.id = id;
    status.name = "street.rrd";
    status.source = "/data/street.rrd";
    status.finished = finished;
    status.recordings = std::move(recordings);
    return status;
}

const StoreId kStreet{StoreKind::Recording, "app", "street"};
const StoreId kSecond{StoreKind::Recording, "app", "second"};

logger::Points2D one_point() {
    logger::Points2D points;
    points.positions = {{1.0F, 2.0F}};
    return points;
}

void log_static_points(TestSession& test, logger::RecordingStream& stream) {
    ASSERT_TRUE(stream.log_static(EntityPath::parse("/points"), one_point()));
    test.take(stream);
}

TEST(RefreshRecordings, NewRecordingGetsViewsTimelineAndCursor) {
    TestSession test;
    test.add_street();
    ASSERT_EQ(test.session.recordings.size(), 1U);
    EXPECT_FALSE(test.state().views.empty());
    EXPECT_FALSE(test.state().layout.empty());
    EXPECT_EQ(test.state().time.timeline, "frame");
    EXPECT_EQ(test.state().time.range, (TimeRange{10, 30}));
    EXPECT_EQ(test.state().time.cursor, 10);
    EXPECT_FALSE(test.state().time.playing);
    EXPECT_EQ(test.session.query().time, 10);
}

TEST(RefreshRecordings, NameComesFromTheLoad) {
    TestSession test;
    update_loads(test.session, {status_of(1, true, {kStreet})});
    test.add_street();
    EXPECT_EQ(test.state().file_name, "street.rrd");
    EXPECT_EQ(test.state().source, "/data/street.rrd");
}

TEST(RefreshRecordings, CursorOfTheUserStays) {
    TestSession test;
    test.add_street();
    test.run(command::SetCursor{30});
    logger::RecordingStream stream(kStreet, {.id_origin = 7});
    stream.set_sequence("frame", 5);
    ASSERT_TRUE(stream.log(EntityPath::parse("/points"), logger::Clear{}));
    test.take(stream);
    refresh_recordings(test.session);
    EXPECT_EQ(test.state().time.cursor, 30);
    EXPECT_EQ(test.state().time.range.min, 5);
}

TEST(RefreshRecordings, FollowingStaysAtTheEnd) {
    TestSession test;
    test.add_street();
    test.run(command::JumpTime{true});
    logger::RecordingStream stream(kStreet, {.id_origin = 7});
    stream.set_sequence("frame", 99);
    ASSERT_TRUE(stream.log(EntityPath::parse("/points"), logger::Clear{}));
    test.take(stream);
    refresh_recordings(test.session);
    EXPECT_EQ(test.state().time.cursor, 99);
}

TEST(RefreshRecordings, ViewsThatWereThereKeepTheirState) {
    TestSession test;
    test.add_street();
    const ViewId view = test.state().views[0].id;
    test.run(command::EditView{view, {.show_legend = false}});
    logger::RecordingStream stream(kStreet, {.id_origin = 7});
    stream.set_sequence("frame", 10);
    logger::Points3D points;
    points.positions = {{1.0F, 2.0F, 3.0F}};
    ASSERT_TRUE(stream.log(EntityPath::parse("/deep/points"), points));
    test.take(stream);
    refresh_recordings(test.session);
    ASSERT_GT(test.state().views.size(), 1U);
    EXPECT_EQ(test.state().views[0].id, view);
    EXPECT_FALSE(test.state().views[0].show_legend);
}

TEST(RefreshRecordings, AMaximisedViewStaysSoWhenViewsAreAdded) {
    TestSession test;
    test.add_street();
    const ViewId view = test.state().views[0].id;
    test.run(command::Maximise{view});
    logger::RecordingStream stream(kStreet, {.id_origin = 7});
    stream.set_sequence("frame", 10);
    logger::Points3D points;
    points.positions = {{1.0F, 2.0F, 3.0F}};
    ASSERT_TRUE(stream.log(EntityPath::parse("/deep/points"), points));
    test.take(stream);

    refresh_recordings(test.session);

    ASSERT_GT(test.state().views.size(), 1U);
    EXPECT_EQ(test.state().layout.maximised, view);
}

TEST(RefreshRecordings, StandInTheOrderInWhichTheirFilesWereOpened) {
    TestSession test;
    update_loads(test.session, {status_of(1, false, {}), status_of(2, true, {kSecond})});
    test.add_street("second");
    ASSERT_EQ(test.state().id, kSecond);

    update_loads(test.session, {status_of(1, true, {kStreet}), status_of(2, true, {kSecond})});
    test.add_street();

    ASSERT_EQ(test.session.recordings.size(), 2U);
    EXPECT_EQ(test.session.recordings[0].id, kStreet);
    EXPECT_EQ(test.session.recordings[1].id, kSecond);
    EXPECT_EQ(test.state().id, kSecond);  // What was looked at stays.
}

TEST(RefreshRecordings, ArrangedLayoutStays) {
    TestSession test;
    test.add_street();
    test.state().user_arranged = true;
    const std::size_t before = test.state().views.size();
    logger::RecordingStream stream(kStreet, {.id_origin = 7});
    stream.set_sequence("frame", 10);
    logger::Points3D points;
    points.positions = {{1.0F, 2.0F, 3.0F}};
    ASSERT_TRUE(stream.log(EntityPath::parse("/deep/points"), points));
    test.take(stream);
    refresh_recordings(test.session);
    EXPECT_EQ(test.state().views.size(), before);
}

TEST(RefreshRecordings, StaticOnlyRecordingHasNoTimeline) {
    TestSession test;
    logger::RecordingStream stream(kStreet);
    log_static_points(test, stream);
    refresh_recordings(test.session);
    EXPECT_EQ(test.state().time.timeline, "");
    EXPECT_FALSE(test.state().views.empty());
    EXPECT_EQ(test.session.query(), store::LatestAtQuery());
}

TEST(RefreshRecordings, WhatIsFollowedStaysAtItsEndFromTheFirstTimeOn) {
    TestSession test;
    logger::RecordingStream stream(kStreet);
    log_static_points(test, stream);
    ingest::LoadStatus live = status_of(1, true, {kStreet});
    live.is_live = true;
    update_loads(test.session, {live});
    refresh_recordings(test.session);
    EXPECT_EQ(test.state().time.timeline, "") << "static data only, so far";
    for (const TimeInt frame : {7, 8}) {
        stream.set_sequence("frame", frame);
        ASSERT_TRUE(stream.log(EntityPath::parse("/points"), one_point()));
        test.take(stream);
        refresh_recordings(test.session);
        EXPECT_EQ(test.state().time.timeline, "frame");
        EXPECT_EQ(test.state().time.cursor, frame);
    }
}

TEST(RefreshRecordings, WhatWasOpenedComesToTheFront) {
    TestSession test;
    test.add_street();
    test.run(command::OpenFiles{{"/data/second.rrd"}});
    update_loads(test.session, {status_of(2, false, {kSecond})});
    test.add_street("second");
    EXPECT_EQ(test.state().id, kSecond);
}

TEST(RefreshRecordings, OpenedAgainComesToTheFrontToo) {
    TestSession test;
    test.add_street();
    test.add_street("second");
    ASSERT_EQ(test.state().id, kStreet);
    test.run(command::OpenFiles{{"/data/second.rrd"}});
    update_loads(test.session, {status_of(2, true, {kSecond})});
    refresh_recordings(test.session);
    EXPECT_EQ(test.state().id, kSecond);
}

TEST(RefreshRecordings, RemovedStoreIsForgotten) {
    TestSession test;
    test.add_street();
    test.session.database.remove(kStreet);
    refresh_recordings(test.session);
    EXPECT_TRUE(test.session.recordings.empty());
    EXPECT_FALSE(test.session.active);
}

TEST(UpdateLoads, FailureIsToldOnce) {
    TestSession test;
    ingest::LoadStatus failed = status_of(1, true, {});
    failed.error = Error{ErrorCode::NotFound, "/data/street.rrd: no such file"};
    update_loads(test.session, {failed});
    update_loads(test.session, {failed});
    ASSERT_EQ(test.session.toasts.size(), 1U);
    EXPECT_EQ(test.session.toasts[0].kind, ToastKind::Error);
    EXPECT_THAT(test.session.toasts[0].title, testing::HasSubstr("street.rrd"));
    EXPECT_THAT(test.session.toasts[0].details, testing::HasSubstr("no such file"));
    EXPECT_EQ(test.session.diagnostics.items().size(), 1U);
}

TEST(UpdateLoads, FilesThatCannotBeOpenedShareAToast) {
    TestSession test;
    std::vector<ingest::LoadStatus> statuses{status_of(1, true, {}), status_of(2, true, {})};
    statuses[0].error = Error{ErrorCode::NotFound, "a.rrd: no such file"};
    statuses[1].error = Error{ErrorCode::Corrupt, "b.rrd: not a recording"};
    statuses[1].source = "/data/b.rrd";

    update_loads(test.session, statuses);

    ASSERT_EQ(test.session.toasts.size(), 1U);
    EXPECT_EQ(test.session.toasts[0].title, "2 files could not be opened");
    EXPECT_THAT(test.session.toasts[0].details, testing::HasSubstr("b.rrd: not a recording"));
    EXPECT_EQ(test.session.diagnostics.items().size(), 2U);
}

TEST(UpdateLoads, WhatIsFollowedMayEndWithAnError) {
    TestSession test;
    ingest::LoadStatus live = status_of(1, true, {});
    live.is_live = true;
    update_loads(test.session, {live});
    EXPECT_TRUE(test.session.toasts.empty());
    live.is_live = false;
    live.error = Error{ErrorCode::Unreadable, "street.rrd: the file has become shorter"};
    update_loads(test.session, {live});
    update_loads(test.session, {live});
    ASSERT_EQ(test.session.toasts.size(), 1U);
    EXPECT_THAT(test.session.toasts[0].details, testing::HasSubstr("shorter"));
}

TEST(UpdateLoads, CancelledIsNoFault) {
    TestSession test;
    ingest::LoadStatus cancelled = status_of(1, true, {});
    cancelled.error = Error{ErrorCode::Cancelled, "street.rrd: cancelled"};
    update_loads(test.session, {cancelled});
    EXPECT_TRUE(test.session.toasts.empty());
}

TEST(UpdateLoads, StoppedIsToldWhileWhatWasReadIsOpen) {
    TestSession test;
    test.add_street();
    ingest::LoadStatus stopped = status_of(1, true, {kStreet});
    stopped.error = Error{ErrorCode::Cancelled, "street.rrd: cancelled"};
    update_loads(test.session, {stopped});
    update_loads(test.session, {stopped});
    ASSERT_EQ(test.session.toasts.size(), 1U);
    EXPECT_EQ(test.session.toasts[0].kind, ToastKind::Info);
    EXPECT_THAT(test.session.toasts[0].title, testing::HasSubstr("stays open"));
}

TEST(RefreshRecordings, AFileThatIsOpenedAgainIsLoadingAlthoughItsFirstLoadEnded) {
    TestSession test;
    update_loads(test.session, {status_of(1, true, {kStreet}), status_of(2, false, {kStreet})});
    test.add_street();
    EXPECT_FALSE(test.state().opened);
    update_loads(test.session, {status_of(1, true, {kStreet}), status_of(2, true, {kStreet})});
    refresh_recordings(test.session);
    EXPECT_TRUE(test.state().opened);
}

TEST(UpdateLoads, PartlyReadIsAWarning) {
    TestSession test;
    ingest::LoadStatus damaged = status_of(1, true, {kStreet});
    damaged.messages = 3;
    damaged.diagnostics.add(Severity::Warning, "street.rrd, byte 7", "a chunk was skipped");
    update_loads(test.session, {damaged});
    ASSERT_EQ(test.session.toasts.size(), 1U);
    EXPECT_EQ(test.session.toasts[0].kind, ToastKind::Warning);
    EXPECT_THAT(test.session.toasts[0].details, testing::HasSubstr("a chunk was skipped"));
}

TEST(UpdateLoads, FaultsOfWhatIsFollowedAreListedAsTheyCome) {
    TestSession test;
    ingest::LoadStatus live = status_of(1, true, {kStreet});
    live.is_live = true;
    live.diagnostics.add(Severity::Warning, "street.rrd: byte 7", "the first");
    update_loads(test.session, {live});
    live.diagnostics.add(Severity::Error, "street.rrd: byte 99", "the second");
    update_loads(test.session, {live});
    update_loads(test.session, {live});

    const auto& items = test.session.diagnostics.items();
    ASSERT_EQ(items.size(), 2U);
    EXPECT_EQ(items[1].place, "street.rrd: byte 99");
    EXPECT_EQ(items[1].severity, Severity::Error);
    EXPECT_EQ(items[0].count, 1U) << "nothing is listed twice";
    ASSERT_EQ(test.session.toasts.size(), 1U) << "one file, one toast";
    EXPECT_EQ(test.session.toasts[0].title, "street.rrd: 2 warnings");
    EXPECT_EQ(
        test.session.toasts[0].details,
        "street.rrd: byte 7: the first\nstreet.rrd: byte 99: the second"
    );
}

TEST(UpdateLoads, ANoteIsListedButNoWarning) {
    TestSession test;
    ingest::LoadStatus newer = status_of(1, true, {kStreet});
    newer.diagnostics.add(Severity::Note, "street.rrd", "written by a newer version");
    update_loads(test.session, {newer});
    EXPECT_EQ(test.session.diagnostics.items().size(), 1U);
    EXPECT_TRUE(test.session.toasts.empty());
}

}  // namespace
}  // namespace limn::session
