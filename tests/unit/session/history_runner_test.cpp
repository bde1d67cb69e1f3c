// SPDX-License-Identifier: MIT
#include "session/history_runner.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>

#include "support/counted.h"
#include "unit/scene/recordings.h"
#include "unit/session/test_session.h"

namespace limn::session {
namespace {

using testing::ElementsAre;

class HistoryRunnerTest : public ::testing::Test {
  protected:
    void SetUp() override { street_.add_street(); }

    /// Points of the class 1 under "/camera" at one more frame.
    void log_car(TimeInt frame) {
        logger::StreamOptions options;
        options.id_origin = ++id_origin_;
        logger::RecordingStream stream({StoreKind::Recording, "app", "street"}, options);
        stream.set_sequence("frame", frame);
        logger::Points2D points;
        points.positions = {{1.0F, 1.0F}, {1.0F, 1.0F}, {1.0F, 1.0F}};
        points.class_ids = {1};
        ASSERT_TRUE(stream.log(EntityPath::parse("/camera/points"), points));
        street_.take(stream);
        refresh_recordings(street_.session);
    }

    const annotation::ContextHistory* camera() {
        return street_.session.class_history(*street_.context("/camera"));
    }

    TestSession street_;
    std::uint64_t id_origin_ = 1;  ///< Of the last stream: streams of one recording need their own.
    std::atomic<int> wakes_ = 0;
    HistoryRunner runner_{[this] { ++wakes_; }};
};

TEST_F(HistoryRunnerTest, CountsTheActiveRecordingByContext) {
    EXPECT_EQ(street_.session.class_history(), nullptr);

    runner_.finish(street_.session);

    ASSERT_NE(street_.session.class_history(), nullptr);
    EXPECT_THAT(street_.session.class_history()->times, ElementsAre(10, 20, 30));
    ASSERT_NE(camera(), nullptr);
    ASSERT_NE(camera()->find(1), nullptr);
    EXPECT_THAT(test::counted(camera()->find(1)->steps), ElementsAre(test::Counted{10, 1, 0}));
    EXPECT_FALSE(street_.state().class_counts.running);
    EXPECT_GT(wakes_, 0);
}

TEST_F(HistoryRunnerTest, CountsAnewWhenTheRecordingGrew) {
    runner_.finish(street_.session);
    log_car(40);

    runner_.finish(street_.session);

    EXPECT_THAT(
        test::counted(camera()->find(1)->steps),
        ElementsAre(test::Counted{10, 1, 0}, test::Counted{40, 3, 0})
    );
}

TEST_F(HistoryRunnerTest, DoesNothingMoreWhileNothingChanges) {
    runner_.finish(street_.session);
    const auto before = street_.state().class_counts.history;

    runner_.finish(street_.session);

    EXPECT_EQ(street_.state().class_counts.history, before);
}

TEST_F(HistoryRunnerTest, ATimelineHasCountsOfItsOwn) {
    runner_.finish(street_.session);
    street_.state().time.timeline = "log_time";

    EXPECT_EQ(street_.session.class_history(), nullptr) << "not those of another timeline";

    runner_.finish(street_.session);

    EXPECT_EQ(street_.state().class_counts.timeline, "log_time");
}

TEST_F(HistoryRunnerTest, StopsAndGoesOnByCommand) {
    street_.run(command::SetClassCounting{false});
    runner_.finish(street_.session);
    EXPECT_EQ(street_.session.class_history(), nullptr);

    street_.run(command::SetClassCounting{true});
    runner_.finish(street_.session);
    EXPECT_NE(street_.session.class_history(), nullptr);
}

TEST_F(HistoryRunnerTest, OutlivesTheRecordingItCounts) {
    runner_.update(street_.session);
    street_.run(command::CloseRecording{0});

    runner_.finish(street_.session);

    EXPECT_EQ(street_.session.class_history(), nullptr);
}

TEST_F(HistoryRunnerTest, StepsToTheTimesOfAClass) {
    log_car(40);
    log_car(50);
    runner_.finish(street_.session);
    street_.run(command::SetCursor{10});

    street_.run(command::StepClass{street_.context("/camera"), 2, true});
    EXPECT_EQ(street_.state().time.cursor, 20);
    street_.run(command::SetCursor{50});
    street_.run(command::StepClass{street_.context("/camera"), 2, false});
    EXPECT_EQ(street_.state().time.cursor, 30) << "from 40 on there are only cars";
    street_.run(command::StepClass{street_.context("/camera"), 2, true});
    EXPECT_EQ(street_.state().time.cursor, 30) << "there is no later one";
}

TEST_F(HistoryRunnerTest, StepsToTheEventsOfTheSelection) {
    log_car(40);
    runner_.finish(street_.session);
    Item tree;
    tree.class_id = ClassId{2};
    tree.is_class = true;
    tree.entity = EntityPath::parse("/camera");
    street_.run(command::SetCursor{40});

    street_.run(command::Select{{tree}, false});
    street_.run(command::StepEvent{-1});
    EXPECT_EQ(street_.state().time.cursor, 30);

    street_.run(command::Select{{Item{EntityPath::parse("/points"), {}, {}, {}, false}}, false});
    street_.run(command::StepEvent{-1});
    EXPECT_EQ(street_.state().time.cursor, 20);
    street_.run(command::StepEvent{5});
    EXPECT_EQ(street_.state().time.cursor, 30) << "the last of this entity, not of all";

    street_.run(command::Select{{}, false});
    street_.run(command::StepEvent{1});
    EXPECT_EQ(street_.state().time.cursor, 40) << "without a selection: any data";
}

TEST(HistoryRunnerTensors, AreCountedWhereTheyAreShownAsClasses) {
    TestSession test;
    test::load_fixture(test.session.database, "other_archetypes");
    refresh_recordings(test.session);
    HistoryRunner runner([] {});
    const auto pixels_of = [&](ClassId id) {
        runner.finish(test.session);
        const auto* counts = test.session.class_history()->find(std::nullopt);
        const auto* series = counts != nullptr ? counts->find(id) : nullptr;
        return series == nullptr ? 0U : series->steps.back().counts.pixels();
    };
    const EntityPath tensor = EntityPath::parse("/tensor");  // Floats 0…23 of 2 × 3 × 4.

    EXPECT_EQ(pixels_of(20), 0U);
    test.run(command::EditTensor{.entity = tensor, .as_classes = true});
    EXPECT_EQ(pixels_of(11), 1U);
    EXPECT_EQ(pixels_of(20), 0U);
    test.run(command::EditTensor{.entity = tensor, .slider = command::EditTensor::Slider{0, 1}});
    EXPECT_EQ(pixels_of(20), 1U);
    test.run(command::EditTensor{.entity = tensor, .as_classes = false});
    EXPECT_EQ(pixels_of(20), 0U);
}

}  // namespace
}  // namespace limn::session
