// SPDX-License-Identifier: MIT
#include "ui/recording_length.h"

#include <gtest/gtest.h>

#include "support/chunk_builder.h"
#include "support/held_source.h"

namespace limn::ui {
namespace {

constexpr TimeInt kNow = 1'787'306'405'625'000'000;

class RecordingLengthTest : public ::testing::Test {
  protected:
    void log(TimeKind kind, const std::vector<TimeInt>& times) {
        for (const TimeInt time : times) {
            recording.insert(test::ChunkBuilder("/e")
                                 .kind("t", kind)
                                 .row(next_row++, {{"t", time}})
                                 .set("Points2D:class_ids", test::ids({1}))
                                 .build());
        }
        take_timeline();
    }

    void take_timeline() {
        const store::TimelineInfo* info = recording.find_timeline("t");
        ASSERT_NE(info, nullptr);
        state.time.timeline = "t";
        state.time.kind = info->timeline.kind;
        state.time.range = info->range;
        state.opened = true;
    }

    [[nodiscard]] std::string length() { return lengths.text(recording, state, 0); }

    store::Recording recording{{StoreKind::Recording, "app", "run"}};
    session::RecordingState state;
    RecordingLengths lengths;
    std::uint64_t next_row = 1;
};

TEST_F(RecordingLengthTest, FramesAreCounted) {
    log(TimeKind::Sequence, {0, 10, 20, 10});
    EXPECT_EQ(length(), "3 frames");
}

TEST_F(RecordingLengthTest, OneFrameIsOneFrame) {
    log(TimeKind::Sequence, {kNow, kNow});
    EXPECT_EQ(length(), "1 frame");
}

TEST_F(RecordingLengthTest, FramesFarApartDoNotOverflow) {
    log(TimeKind::Sequence, {kMinTime, kMaxTime});
    EXPECT_EQ(length(), "2 frames");
}

TEST_F(RecordingLengthTest, OtherTimelinesSayHowLongTheyAre) {
    log(TimeKind::Timestamp, {kNow, kNow + 12'500'000'000});
    EXPECT_EQ(length(), "12.5 s");
    log(TimeKind::Timestamp, {kMinTime, kMaxTime});
    EXPECT_EQ(length(), "5124095:34:33");
}

TEST_F(RecordingLengthTest, FramesAreCountedAgainWhenThereAreMore) {
    log(TimeKind::Sequence, {0, 10});
    EXPECT_EQ(length(), "2 frames");
    log(TimeKind::Sequence, {5});
    EXPECT_EQ(length(), "3 frames");
}

TEST_F(RecordingLengthTest, FramesOfRowsThatWereNotReadAreNotGuessed) {
    const ChunkPtr chunk = test::ChunkBuilder("/e")
                               .row(1, {{"t", 0}})
                               .set("Points2D:class_ids", test::ids({1}))
                               .row(2, {{"t", 20}})
                               .set("Points2D:class_ids", test::ids({1}))
                               .build();
    ASSERT_TRUE(recording.insert(
        test::deferred_head_of(*chunk),
        std::make_shared<const test::HeldSource>(chunk)
    ));
    take_timeline();

    EXPECT_EQ(length(), "#0 – #20");

    auto history = std::make_shared<annotation::ClassHistory>();
    history->timeline = "t";
    history->times = {0, 20};
    state.class_counts.history = history;
    state.class_counts.generation = recording.generation();
    EXPECT_EQ(length(), "2 frames");
}

TEST_F(RecordingLengthTest, WithoutATimelineItIsStatic) {
    EXPECT_EQ(length(), "static");
}

}  // namespace
}  // namespace limn::ui
