// SPDX-License-Identifier: MIT
#include "store/payload_cache.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "store/component_view.h"
#include "store/recording.h"
#include "support/chunk_builder.h"
#include "support/held_source.h"

namespace limn::store {
namespace {

using test::ChunkBuilder;
using test::HeldSource;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::string_view kIds = "Points2D:class_ids";

/// A recording of one entity: frame i has class id i, each frame in a chunk of its own.
class PayloadCacheTest : public testing::Test {
  protected:
    void log(std::uint16_t frame) {
        ChunkPtr chunk = ChunkBuilder("/e")
                             .row(frame + 1U, {{"frame", frame}})
                             .set(kIds, test::ids(std::vector<std::uint16_t>(1000, frame)))
                             .build();
        sources.push_back(std::make_shared<HeldSource>(chunk));
        recording->insert(std::move(chunk), sources.back());
    }

    [[nodiscard]] std::optional<std::uint16_t> ask(TimeInt frame) const {
        const auto cell = recording->latest_at({"frame", frame}, EntityPath::parse("/e"), kIds);
        return cell ? std::optional(u16_values(*cell)[0]) : std::nullopt;
    }

    [[nodiscard]] int num_reads() const {
        int sum = 0;
        for (const auto& source : sources) {
            sum += source->num_reads;
        }
        return sum;
    }

    std::shared_ptr<PayloadCache> payloads = std::make_shared<PayloadCache>();
    std::unique_ptr<Recording> recording = std::make_unique<Recording>(StoreId{}, payloads);
    std::vector<std::shared_ptr<HeldSource>> sources;
};

TEST_F(PayloadCacheTest, WithoutALimitNothingIsReadAgain) {
    for (std::uint16_t frame = 0; frame < 20; ++frame) {
        log(frame);
    }
    for (std::uint16_t frame = 0; frame < 20; ++frame) {
        EXPECT_EQ(ask(frame), frame);
    }
    EXPECT_EQ(num_reads(), 0);
}

TEST_F(PayloadCacheTest, TheLeastRecentlyUsedGoes) {
    log(0);
    const std::uint64_t one = payloads->use().held_bytes;
    payloads->set_budget(2 * one);
    log(1);
    EXPECT_EQ(ask(0), 0);
    log(2);  // Frame 1 must go.
    EXPECT_EQ(payloads->use().num_dropped, 1U);
    EXPECT_EQ(ask(0), 0);
    EXPECT_EQ(ask(2), 2);
    EXPECT_EQ(num_reads(), 0);
    EXPECT_EQ(ask(1), 1);
    EXPECT_EQ(sources[1]->num_reads, 1);
    EXPECT_LE(payloads->use().held_bytes, 2 * one);
}

TEST_F(PayloadCacheTest, AnswersAreTheSameWithinAnyBudget) {
    payloads->set_budget(1);
    for (std::uint16_t frame = 0; frame < 50; ++frame) {
        log(frame);
    }
    for (int i = 0; i < 200; ++i) {
        const TimeInt frame = (i * 37) % 60;
        EXPECT_EQ(ask(frame), static_cast<std::uint16_t>(std::min<TimeInt>(frame, 49)));
    }
    const std::uint64_t one = payloads->use().held_bytes;
    EXPECT_LT(one, 10'000U) << "one chunk stays, however small the budget is";
    EXPECT_EQ(recording->range("frame", {10, 19}, EntityPath::parse("/e"), kIds).size(), 10U);
}

TEST_F(PayloadCacheTest, WhatSomebodyHoldsIsNotReadTwice) {
    payloads->set_budget(1);
    log(0);
    log(1);
    const auto cell = recording->latest_at({"frame", 0}, EntityPath::parse("/e"), kIds);
    EXPECT_EQ(ask(1), 1);
    const auto again = recording->latest_at({"frame", 0}, EntityPath::parse("/e"), kIds);
    EXPECT_EQ(cell->chunk, again->chunk);
    EXPECT_EQ(sources[0]->num_reads, 1);
}

TEST_F(PayloadCacheTest, WhatIsGoneIsADiagnosticAndNoValue) {
    payloads->set_budget(1);
    log(0);
    log(1);
    sources[0]->is_gone = true;
    EXPECT_EQ(ask(0), std::nullopt);
    EXPECT_EQ(ask(1), 1);
    const Diagnostics faults = payloads->take_faults();
    ASSERT_EQ(faults.items().size(), 1U);
    EXPECT_EQ(faults.items()[0].place, "/e");
    EXPECT_THAT(faults.items()[0].message, HasSubstr("byte 12"));
    EXPECT_TRUE(payloads->take_faults().empty());
}

TEST_F(PayloadCacheTest, WhatCouldNotBeReadOnceMayBeReadLater) {
    payloads->set_budget(1);
    log(0);
    log(1);
    sources[0]->is_gone = true;
    EXPECT_EQ(ask(0), std::nullopt);
    sources[0]->is_gone = false;
    EXPECT_EQ(ask(0), 0);
}

TEST_F(PayloadCacheTest, AnotherChunkInItsPlaceIsNotTaken) {
    class OtherSource final : public ChunkSource {
      public:
        [[nodiscard]] Result<ChunkPtr> read() const override {
            return ChunkBuilder("/e").row(99, {{"frame", 0}}).set(kIds, test::ids({7})).build();
        }
    };

    payloads->set_budget(1);
    ChunkPtr chunk = ChunkBuilder("/e").row(1, {{"frame", 0}}).set(kIds, test::ids({1})).build();
    recording->insert(std::move(chunk), std::make_shared<const OtherSource>());
    log(5);
    EXPECT_EQ(ask(0), std::nullopt);
    EXPECT_THAT(payloads->take_faults().items().at(0).message, HasSubstr("changed"));
}

TEST_F(PayloadCacheTest, ARecordingThatIsClosedHoldsNothing) {
    log(0);
    log(1);
    EXPECT_GT(payloads->use().held_bytes, 0U);
    recording.reset();
    EXPECT_EQ(payloads->use().held_bytes, 0U);
}

TEST_F(PayloadCacheTest, ChunksOfAnotherRecordingAreSharedWithIt) {
    payloads->set_budget(1);
    log(0);
    log(1);
    auto other = std::make_unique<Recording>(StoreId{}, payloads);
    for (const OutlinePtr& chunk : recording->chunks()) {
        EXPECT_TRUE(other->insert(chunk));
    }
    recording.swap(other);
    EXPECT_EQ(ask(0), 0);
    recording.swap(other);
    other.reset();
    EXPECT_EQ(ask(1), 1);
}

TEST_F(PayloadCacheTest, ClearsAndFramesOfChunksThatWereDroppedStillCount) {
    payloads->set_budget(1);
    log(0);
    ChunkPtr clear = ChunkBuilder("/e")
                         .row(100, {{"frame", 10}})
                         .set("Clear:is_recursive", test::flag(false))
                         .build();
    sources.push_back(std::make_shared<HeldSource>(clear));
    recording->insert(std::move(clear), sources.back());
    auto other = std::make_unique<Recording>(StoreId{}, payloads);
    for (const OutlinePtr& chunk : recording->chunks()) {
        other->insert(chunk);
    }
    EXPECT_EQ(ask(9), 0);
    EXPECT_EQ(ask(10), std::nullopt);
    recording.swap(other);
    EXPECT_EQ(ask(9), 0);
    EXPECT_EQ(ask(10), std::nullopt);
}

TEST_F(PayloadCacheTest, ManyThreadsMayAsk) {
    payloads->set_budget(20'000);
    for (std::uint16_t frame = 0; frame < 64; ++frame) {
        log(frame);
    }
    std::vector<std::jthread> threads;
    std::atomic<int> wrong = 0;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([&, thread] {
            for (int i = 0; i < 500; ++i) {
                const auto frame = static_cast<std::uint16_t>((i * 7 + thread * 13) % 64);
                wrong += ask(frame) == frame ? 0 : 1;
            }
        });
    }
    threads.clear();
    EXPECT_EQ(wrong, 0);
    EXPECT_LE(payloads->use().held_bytes, 20'000U);
}

}  // namespace
}  // namespace limn::store
