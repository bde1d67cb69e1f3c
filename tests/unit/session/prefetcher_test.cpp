// SPDX-License-Identifier: MIT
#include "session/prefetcher.h"

#include <gtest/gtest.h>

#include <atomic>

#include "support/held_source.h"
#include "unit/session/test_session.h"

namespace limn::session {
namespace {

/// A recording of 30 frames of points, each in a chunk that can be read again, in a cache for about ten.
class PrefetcherTest : public testing::Test {
  protected:
    PrefetcherTest() {
        logger::RecordingStream stream({StoreKind::Recording, "app", "run"}, {.max_batch_rows = 1});
        for (TimeInt frame = 0; frame < 30; ++frame) {
            stream.set_sequence("frame", frame);
            logger::Points2D points;
            points.positions = std::vector<glm::vec2>(1000, glm::vec2(static_cast<float>(frame)));
            EXPECT_TRUE(stream.log(EntityPath::parse("/points"), points));
        }
        for (LogMessage& message : stream.take_messages()) {
            if (auto* chunk = std::get_if<ChunkMessage>(&message)) {
                sources.push_back(std::make_shared<test::HeldSource>(chunk->chunk));
                chunk->source = sources.back();
            }
            test.session.database.apply(message);
        }
        store::PayloadCache& payloads = test.session.database.payloads();
        payloads.set_budget(payloads.use().held_bytes / 3);
        refresh_recordings(test.session);
        test.state().time.set_cursor(0);
    }

    [[nodiscard]] int num_reads() const {
        int sum = 0;
        for (const auto& source : sources) {
            sum += source->num_reads;
        }
        return sum;
    }

    /// Reads the value at the cursor, as a view would.
    void show() {
        const auto cell = test.session.active_recording()->latest_at(
            test.session.query(),
            EntityPath::parse("/points"),
            "Points2D:positions"
        );
        EXPECT_TRUE(cell.has_value());
    }

    TestSession test;
    std::vector<std::shared_ptr<test::HeldSource>> sources;
    Prefetcher prefetcher;
};

TEST_F(PrefetcherTest, WhatComesNextIsThereBeforeItIsShown) {
    test.state().time.playing = true;
    show();
    for (TimeInt frame = 0; frame < 15; ++frame) {
        test.state().time.set_cursor(frame);
        prefetcher.update(test.session);
        prefetcher.finish();
        const int before = num_reads();
        test.state().time.set_cursor(frame + 1);
        show();
        EXPECT_EQ(num_reads(), before) << "frame " << frame + 1;
    }
    EXPECT_LE(num_reads(), 15 + 10) << "nothing is read twice";
}

TEST_F(PrefetcherTest, NothingIsReadWhileNothingPlays) {
    const int before = num_reads();
    prefetcher.update(test.session);
    prefetcher.finish();
    EXPECT_EQ(num_reads(), before);
}

TEST_F(PrefetcherTest, WhatIsReadOfAClosedRecordingIsNotKept) {
    std::atomic<bool> is_begun = false;
    std::atomic<bool> may_go_on = false;
    for (const auto& source : sources) {
        source->before_read = [&] {
            is_begun = true;
            is_begun.notify_all();
            may_go_on.wait(false);
        };
    }
    const int before = num_reads();
    test.state().time.playing = true;
    prefetcher.update(test.session);
    is_begun.wait(false);
    test.run(command::CloseRecording{0});
    may_go_on = true;
    may_go_on.notify_all();
    prefetcher.finish();
    EXPECT_EQ(num_reads(), before + 1) << "the rest was not even begun";
    EXPECT_EQ(test.session.database.payloads().use().held_bytes, 0U);
}

TEST_F(PrefetcherTest, QueriesAndAChangingBudgetBesideIt) {
    test.state().time.playing = true;
    store::PayloadCache& payloads = test.session.database.payloads();
    const std::uint64_t budget = payloads.use().budget_bytes;
    for (int round = 0; round < 60; ++round) {
        test.state().time.set_cursor(round % 30);
        prefetcher.update(test.session);
        payloads.set_budget(budget / static_cast<std::uint64_t>(1 + round % 4));
        show();
    }
    prefetcher.finish();
    EXPECT_TRUE(payloads.take_faults().empty());
    EXPECT_LE(payloads.use().held_bytes, budget);
}

TEST_F(PrefetcherTest, AJumpForgetsWhatWasAhead) {
    test.state().time.playing = true;
    prefetcher.update(test.session);
    prefetcher.finish();
    test.state().time.set_cursor(12);
    prefetcher.update(test.session);
    prefetcher.finish();
    EXPECT_GT(sources[13]->num_reads + sources[20]->num_reads, 0);
}

}  // namespace
}  // namespace limn::session
