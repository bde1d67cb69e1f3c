// SPDX-License-Identifier: MIT
// Chunks of which only the index of a file tells: what is answered without reading them, and what after.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "store/payload_cache.h"
#include "store/recording.h"
#include "support/chunk_builder.h"
#include "support/held_source.h"

namespace limn::store {
namespace {

using test::ChunkBuilder;
using test::HeldSource;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kIds = "Points2D:class_ids";
constexpr const char* kRadii = "Points2D:radii";

const EntityPath kEntity = EntityPath::parse("/e");

class LateRowsTest : public testing::Test {
  protected:
    /// Rows at these times; every second one has radii too. All that is told is what an index tells.
    HeldSource& add(const std::vector<TimeInt>& times, const char* entity = "/e") {
        ChunkBuilder builder(entity);
        for (std::size_t i = 0; i < times.size(); ++i) {
            builder.row(
                       next_row++,
                       {{"frame", times[i]}}
            ).set(kIds, test::ids({static_cast<std::uint16_t>(times[i] + 100)}));
            if (i % 2 == 1) {
                builder.set(kRadii, test::numbers({1.0F}));
            }
        }
        const ChunkPtr chunk = builder.build();
        sources.push_back(std::make_shared<HeldSource>(chunk));
        EXPECT_TRUE(recording.insert(test::deferred_head_of(*chunk), sources.back()));
        return *sources.back();
    }

    [[nodiscard]] int num_reads() const {
        int sum = 0;
        for (const auto& source : sources) {
            sum += source->num_reads;
        }
        return sum;
    }

    /// The class id and the time of the latest row; -1, -1 without one.
    [[nodiscard]] std::pair<int, TimeInt> latest(TimeInt time, const char* component = kIds) const {
        const auto cell = recording.latest_at({"frame", time}, kEntity, component);
        if (!cell) {
            return {-1, -1};
        }
        const auto ids = cell->values().values<std::uint16_t>();
        return {ids.empty() ? 0 : ids[0], cell->time};
    }

    std::shared_ptr<PayloadCache> payloads = std::make_shared<PayloadCache>();
    Recording recording{{StoreKind::Recording, "app", "run"}, payloads};
    std::vector<std::shared_ptr<HeldSource>> sources;
    std::uint64_t next_row = 1;
};

TEST_F(LateRowsTest, WhatThereIsIsKnownWithoutReading) {
    add({1, 3, 5, 7});
    add({11, 13, 15, 17});
    add({4, 5, 6}, "/other");

    EXPECT_EQ(recording.num_rows(), 11U);
    EXPECT_EQ(recording.find_timeline("frame")->range, (TimeRange{1, 17}));
    EXPECT_EQ(recording.find_timeline("frame")->rows, 11U);
    EXPECT_TRUE(recording.has_component(kEntity, kRadii));
    EXPECT_EQ(recording.components(kEntity).size(), 2U);
    EXPECT_EQ(recording.entities_with(kIds).size(), 2U);
    EXPECT_THAT(recording.row_density("frame", kEntity, {0, 19}, 2), ElementsAre(4, 4));
    EXPECT_EQ(latest(0), (std::pair<int, TimeInt>{-1, -1}));
    EXPECT_EQ(num_reads(), 0);
}

TEST_F(LateRowsTest, OnlyTheChunkThatHasTheAnswerIsRead) {
    const HeldSource& first = add({1, 3, 5, 7});
    const HeldSource& second = add({11, 13, 15, 17});

    EXPECT_EQ(latest(14), (std::pair<int, TimeInt>{113, 13}));
    EXPECT_EQ(latest(100), (std::pair<int, TimeInt>{117, 17}));
    EXPECT_EQ(first.num_reads, 0);
    EXPECT_EQ(second.num_reads, 2) << "its rows and its values";

    EXPECT_EQ(latest(10), (std::pair<int, TimeInt>{107, 7}));
    EXPECT_EQ(latest(2), (std::pair<int, TimeInt>{101, 1}));
    EXPECT_EQ(first.num_reads, 2);
}

TEST_F(LateRowsTest, AColumnThatIsPartlyNullHasTimesOfItsOwn) {
    add({1, 3, 5, 7});  // Radii at 3 and 7.

    EXPECT_EQ(latest(2, kRadii).second, -1);
    EXPECT_EQ(num_reads(), 0) << "the index says when the first one is";
    EXPECT_EQ(latest(6, kRadii).second, 3);
    EXPECT_EQ(latest(9, kRadii).second, 7);
}

TEST_F(LateRowsTest, StepsFromChunkToChunkReadNothing) {
    add({1, 3, 5});
    add({11, 13, 15});
    add({30});

    EXPECT_EQ(recording.next_time("frame", -5), 1);
    EXPECT_EQ(recording.next_time("frame", 5), 11);
    EXPECT_EQ(recording.next_time("frame", 15), 30);
    EXPECT_EQ(recording.next_time("frame", 30), std::nullopt);
    EXPECT_EQ(recording.previous_time("frame", 40), 30);
    EXPECT_EQ(recording.previous_time("frame", 30), 15);
    EXPECT_EQ(recording.previous_time("frame", 11), 5);
    EXPECT_EQ(recording.previous_time("frame", 1), std::nullopt);
    EXPECT_EQ(num_reads(), 0);

    EXPECT_EQ(recording.next_time("frame", 11), 13);
    EXPECT_EQ(recording.previous_time("frame", 5), 3);
    EXPECT_EQ(recording.next_time("frame", kEntity, 3), 5);
    EXPECT_EQ(num_reads(), 2);
}

TEST_F(LateRowsTest, TheVeryNextTimeNeedsNoReading) {
    add({6, 8});
    add({1, 5, 9}, "/other");

    EXPECT_EQ(recording.next_time("frame", 5), 6);
    EXPECT_LE(num_reads(), 1) << "what begins at 6 cannot be undercut";
}

TEST_F(LateRowsTest, ChunksThatInterleaveAnswerTogether) {
    // More than stand side by side: the last ones are listed row by row.
    for (TimeInt chunk = 0; chunk < 40; ++chunk) {
        add({chunk, 100 + chunk, 200 + chunk});
    }
    for (TimeInt time = 0; time < 250; ++time) {
        const TimeInt wanted = time / 100 * 100 + std::min<TimeInt>(time % 100, 39);
        EXPECT_EQ(latest(time), (std::pair<int, TimeInt>{static_cast<int>(wanted) + 100, wanted}));
    }
    EXPECT_EQ(recording.range("frame", {0, 300}, kEntity, kIds).size(), 120U);
    EXPECT_EQ(recording.next_time("frame", 39), 100);
    EXPECT_EQ(recording.previous_time("frame", 105), 104);
}

TEST_F(LateRowsTest, AtTheSameTimeTheGreaterRowIdWins) {
    add({5, 5, 5});
    add({5, 5, 9});
    EXPECT_EQ(recording.latest_at({"frame", 5}, kEntity, kIds)->row_id.inc, 5U);
    const auto rows = recording.range("frame", {5, 5}, kEntity, kIds);
    ASSERT_EQ(rows.size(), 5U);
    EXPECT_EQ(rows[0].row_id.inc, 1U);
    EXPECT_EQ(rows[4].row_id.inc, 5U);
}

TEST_F(LateRowsTest, AChunkThatIsNotWhatTheIndexSaysIsAFault) {
    const ChunkPtr chunk = ChunkBuilder("/e")
                               .row(1, {{"frame", 1}})
                               .set(kIds, test::ids({1}))
                               .row(2, {{"frame", 4}})
                               .set(kIds, test::ids({2}))
                               .build();
    ChunkHead head = test::deferred_head_of(*chunk);
    head.timelines[0].range.max = 7;
    ASSERT_TRUE(recording.insert(head, std::make_shared<HeldSource>(chunk)));

    EXPECT_EQ(latest(5).second, -1);
    const Diagnostics faults = payloads->take_faults();
    ASSERT_EQ(faults.items().size(), 1U);
    EXPECT_THAT(faults.items()[0].message, HasSubstr("not what the index of the file says"));
    EXPECT_EQ(recording.next_time("frame", 1), 7) << "as it was announced";
}

TEST_F(LateRowsTest, AChunkThatCannotBeReadIsAFaultAndNoEnd) {
    add({1, 3, 5}).is_gone = true;
    add({11, 13, 15});

    EXPECT_EQ(latest(4).second, -1);
    EXPECT_EQ(latest(14).second, 13);
    EXPECT_EQ(recording.range("frame", {0, 20}, kEntity, kIds).size(), 6U);
    EXPECT_EQ(payloads->take_faults().items().size(), 1U);
}

}  // namespace
}  // namespace limn::store
