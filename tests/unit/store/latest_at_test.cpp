// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/component_names.h"
#include "store/component_view.h"
#include "store/recording.h"
#include "support/chunk_builder.h"

namespace limn::store {
namespace {

using test::ChunkBuilder;
using test::flag;
using test::ids;
using test::points2;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::string_view kIds = "Points2D:class_ids";
constexpr std::string_view kPositions = "Points2D:positions";
const EntityPath kEntity = EntityPath::parse("/e");

class LatestAt : public ::testing::Test {
  protected:
    void insert(const ChunkBuilder& builder) { EXPECT_TRUE(recording.insert(builder.build())); }

    /// One row with class ids on timeline "frame".
    void log(std::uint64_t row, TimeInt frame, std::vector<std::uint16_t> values) {
        insert(ChunkBuilder("/e").row(row, {{"frame", frame}}).set(kIds, ids(std::move(values))));
    }

    void log_static(std::uint64_t row, std::vector<std::uint16_t> values) {
        insert(ChunkBuilder("/e").row(row).set(kIds, ids(std::move(values))));
    }

    void clear(std::string_view entity, std::uint64_t row, TimeInt frame, bool is_recursive) {
        insert(ChunkBuilder(entity).row(
                                       row,
                                       {{"frame", frame}}
        ).set(component::kClearIsRecursive, flag(is_recursive)));
    }

    /// Class ids at a frame, {65535} if there is no value.
    std::vector<std::uint16_t> at(TimeInt frame, const EntityPath& entity = kEntity) const {
        const auto cell = recording.latest_at({"frame", frame}, entity, kIds);
        if (!cell) {
            return {65535};
        }
        const auto values = u16_values(*cell);
        return {values.begin(), values.end()};
    }

    Recording recording{StoreId{StoreKind::Recording, "app", "rec"}};
};

const auto kNothing = ElementsAre(65535);

TEST_F(LatestAt, TakesTheHighestTimeAtOrBeforeTheCursor) {
    log(1, 10, {1});
    log(2, 20, {2});

    EXPECT_THAT(at(9), kNothing);
    EXPECT_THAT(at(10), ElementsAre(1));
    EXPECT_THAT(at(19), ElementsAre(1));
    EXPECT_THAT(at(20), ElementsAre(2));
    EXPECT_THAT(at(kMaxTime), ElementsAre(2));
}

TEST_F(LatestAt, GreaterRowIdWinsAtOneTime) {
    log(7, 10, {7});
    log(3, 10, {3});

    EXPECT_THAT(at(10), ElementsAre(7));
}

TEST_F(LatestAt, StaticRowWinsOverTimedRow) {
    log(5, 10, {5});
    log_static(1, {1});

    EXPECT_THAT(at(10), ElementsAre(1));
    EXPECT_THAT(at(0), ElementsAre(1));
    EXPECT_TRUE(recording.latest_at({"", 0}, kEntity, kIds)->is_static());
}

TEST_F(LatestAt, GreatestRowIdWinsAmongStaticRowsWhateverArrivesLast) {
    log_static(9, {9});
    log_static(2, {2});

    EXPECT_THAT(at(0), ElementsAre(9));
}

TEST_F(LatestAt, EmptyListIsAValueAndNullIsNot) {
    insert(ChunkBuilder("/e")
               .row(1, {{"frame", 1}})
               .set(kIds, ids({4}))
               .set(kPositions, points2({{1, 2}}))
               .row(2, {{"frame", 2}})
               .set(kPositions, points2({{3, 4}}))
               .row(3, {{"frame", 3}})
               .set(kIds, ids({})));

    EXPECT_THAT(at(2), ElementsAre(4));
    EXPECT_THAT(at(3), IsEmpty());
    EXPECT_EQ(recording.latest_at({"frame", 3}, kEntity, kPositions)->time, 2);
}

TEST_F(LatestAt, ChunkWithoutTheTimelineContributesNothing) {
    insert(ChunkBuilder("/e").row(1, {{"other", 1}}).set(kIds, ids({1})));

    EXPECT_THAT(at(100), kNothing);
    EXPECT_FALSE(recording.latest_at({"", 100}, kEntity, kIds));
    EXPECT_TRUE(recording.latest_at({"other", 1}, kEntity, kIds));
}

TEST_F(LatestAt, RowsOfAChunkMayBeUnsorted) {
    ChunkBuilder builder("/e");
    for (const TimeInt frame : {50, 10, 40, 20, 30}) {
        builder.row(
                   static_cast<std::uint64_t>(frame),
                   {{"frame", frame}}
        ).set(kIds, ids({static_cast<std::uint16_t>(frame)}));
    }
    insert(builder);

    EXPECT_THAT(at(9), kNothing);
    EXPECT_THAT(at(35), ElementsAre(30));
    EXPECT_THAT(at(99), ElementsAre(50));
}

TEST_F(LatestAt, ChunkThatIsThereAlreadyIsRefused) {
    const ChunkPtr chunk = ChunkBuilder("/e").row(1, {{"frame", 1}}).set(kIds, ids({1})).build();

    EXPECT_TRUE(recording.insert(chunk));
    EXPECT_FALSE(recording.insert(chunk));
    EXPECT_EQ(recording.num_rows(), 1U);
}

TEST_F(LatestAt, TheSmallestTimeOnTheWireIsStillATime) {
    log(1, kStaticTime, {1});

    const auto cell = recording.latest_at({"frame", 0}, kEntity, kIds);
    ASSERT_TRUE(cell);
    EXPECT_FALSE(cell->is_static());
    EXPECT_EQ(cell->time, kMinTime);
}

TEST_F(LatestAt, FlatClearHidesWhatCameBeforeOnThatEntityAlone) {
    log(1, 10, {1});
    insert(ChunkBuilder("/e/child").row(2, {{"frame", 10}}).set(kIds, ids({2})));
    clear("/e", 3, 20, false);
    log(4, 30, {4});

    EXPECT_THAT(at(19), ElementsAre(1));
    EXPECT_THAT(at(20), kNothing);
    EXPECT_THAT(at(30), ElementsAre(4));
    EXPECT_THAT(at(25, EntityPath::parse("/e/child")), ElementsAre(2));
}

TEST_F(LatestAt, RecursiveClearOfAnAncestorHidesTheSubtree) {
    insert(ChunkBuilder("/e/deep/child").row(1, {{"frame", 10}}).set(kIds, ids({1})));
    clear("/e", 2, 20, true);
    clear("/e", 3, 25, false);

    const EntityPath child = EntityPath::parse("/e/deep/child");
    EXPECT_THAT(at(19, child), ElementsAre(1));
    EXPECT_THAT(at(20, child), kNothing);
    EXPECT_THAT(at(30, child), kNothing);
}

TEST_F(LatestAt, RecursiveClearOfASiblingHidesNothing) {
    log(1, 10, {1});
    clear("/ee", 2, 20, true);
    clear("/e/child", 3, 20, true);

    EXPECT_THAT(at(30), ElementsAre(1));
}

TEST_F(LatestAt, ClearAtTheSameTimeComparesByRowId) {
    log(5, 10, {5});
    clear("/e", 4, 10, false);
    EXPECT_THAT(at(10), ElementsAre(5));

    clear("/e", 6, 10, false);
    EXPECT_THAT(at(10), kNothing);
}

TEST_F(LatestAt, StaticClearHidesAllTimedValuesAndOlderStaticOnes) {
    log(100, 10, {1});
    insert(ChunkBuilder("/e").row(50).set(component::kClearIsRecursive, flag(false)));
    EXPECT_THAT(at(10), kNothing);

    log_static(40, {40});
    EXPECT_THAT(at(10), kNothing);

    log_static(60, {60});
    EXPECT_THAT(at(10), ElementsAre(60));
}

TEST_F(LatestAt, TimedClearCannotHideStaticValues) {
    log_static(1, {1});
    clear("/e", 2, 20, true);

    EXPECT_THAT(at(30), ElementsAre(1));
}

TEST_F(LatestAt, ClearItselfIsNeverCleared) {
    clear("/e", 1, 10, false);
    clear("/e", 2, 20, true);

    const auto cell = recording.latest_at({"frame", 15}, kEntity, component::kClearIsRecursive);
    ASSERT_TRUE(cell);
    EXPECT_EQ(first_bool(*cell), false);
}

TEST_F(LatestAt, ClearLoggedAsEmptyClearsNothing) {
    log(1, 10, {1});
    insert(
        ChunkBuilder("/e").row(2, {{"frame", 20}}).set(component::kClearIsRecursive, test::Flags{})
    );

    EXPECT_THAT(at(30), ElementsAre(1));
}

TEST_F(LatestAt, UnknownEntityComponentOrTimelineGivesNothing) {
    log(1, 10, {1});

    EXPECT_FALSE(recording.latest_at({"frame", 10}, EntityPath::parse("/x"), kIds));
    EXPECT_FALSE(recording.latest_at({"frame", 10}, kEntity, "Points2D:radii"));
    EXPECT_FALSE(recording.latest_at({"clock", 10}, kEntity, kIds));
}

class LatestRow : public LatestAt {
  protected:
    static constexpr std::array<std::string_view, 2> kComponents{kIds, kPositions};

    std::vector<std::optional<Cell>> row_at(TimeInt frame) const {
        return recording.latest_row({"frame", frame}, kEntity, kComponents);
    }
};

TEST_F(LatestRow, ComesFromOneRowOnly) {
    insert(ChunkBuilder("/e")
               .row(1, {{"frame", 1}})
               .set(kIds, ids({1}))
               .set(kPositions, points2({{1, 1}}))
               .row(2, {{"frame", 2}})
               .set(kIds, ids({2})));

    const auto first = row_at(1);
    EXPECT_TRUE(first[0] && first[1]);
    const auto second = row_at(2);
    ASSERT_TRUE(second[0]);
    EXPECT_EQ(second[0]->time, 2);
    EXPECT_FALSE(second[1]);
}

TEST_F(LatestRow, IsTakenTogetherAgainIfAToolSplitItIntoTwoChunks) {
    insert(ChunkBuilder("/e").chunk_id(1).row(5, {{"frame", 1}}).set(kIds, ids({1})));
    insert(ChunkBuilder("/e").chunk_id(2).row(5, {{"frame", 1}}).set(kPositions, points2({{1, 1}}))
    );

    const auto row = row_at(1);
    EXPECT_TRUE(row[0] && row[1]);
}

TEST_F(LatestRow, TimedRowOverridesTheStaticBase) {
    log_static(9, {9});
    log(1, 10, {1});

    EXPECT_THAT(u16_values(*row_at(9)[0]), ElementsAre(9));
    EXPECT_THAT(u16_values(*row_at(10)[0]), ElementsAre(1));
}

TEST_F(LatestRow, ClearedTimedRowFallsBackToTheStaticBase) {
    log_static(9, {9});
    log(1, 10, {1});
    clear("/e", 2, 20, false);

    EXPECT_THAT(u16_values(*row_at(20)[0]), ElementsAre(9));
}

TEST_F(LatestRow, IsNothingForAnEntityThatLoggedNoneOfThem) {
    const auto row = row_at(5);
    EXPECT_EQ(row.size(), 2U);
    EXPECT_FALSE(row[0] || row[1]);
}

class Range : public LatestAt {
  protected:
    std::vector<TimeInt> times(const TimeRange& range) const {
        std::vector<TimeInt> result;
        for (const RowPlace& row : recording.range("frame", range, kEntity, kIds)) {
            result.push_back(row.time);
        }
        return result;
    }
};

TEST_F(Range, IsInclusiveAndOrderedByTimeThenRow) {
    log(3, 30, {3});
    log(1, 10, {1});
    log(9, 20, {9});
    log(2, 20, {2});

    EXPECT_THAT(times({10, 20}), ElementsAre(10, 20, 20));
    EXPECT_THAT(times({11, 29}), ElementsAre(20, 20));
    EXPECT_EQ(recording.range("frame", {20, 20}, kEntity, kIds)[0].row_id.inc, 2U);
    EXPECT_THAT(times({31, 99}), IsEmpty());
    EXPECT_THAT(times({20, 10}), IsEmpty());
}

TEST_F(Range, IsNotCutByClears) {
    log(1, 10, {1});
    clear("/e", 2, 20, true);
    log(3, 30, {3});

    EXPECT_THAT(times({0, 99}), ElementsAre(10, 30));
}

TEST_F(Range, StaticValueStandsAlone) {
    log(1, 10, {1});
    log_static(2, {2});
    log_static(3, {3});

    EXPECT_THAT(times({0, 99}), ElementsAre(kStaticTime));
}

}  // namespace
}  // namespace limn::store
