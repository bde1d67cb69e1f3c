// SPDX-License-Identifier: MIT
#include "rrd/chunk_from_batch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "support/array_text.h"
#include "support/rrd_bytes.h"
#include "support/sample_arrays.h"

namespace limn::rrd {
namespace {

using test::array_text;
using test::BatchMaker;
using test::numbers;
using testing::HasSubstr;
using testing::IsEmpty;

struct Made {
    ChunkPtr chunk;
    std::string talk;
    std::string error;
};

Made make(const arrow::RecordBatch& batch, std::uint64_t offset = 100) {
    ChunkOrigin origin;
    origin.file = "a.rrd";
    origin.offset = offset;
    origin.message = 7;
    Diagnostics diagnostics;
    auto chunk = chunk_from_batch(batch, origin, diagnostics);
    Made made;
    if (chunk) {
        made.chunk = *chunk;
    } else {
        made.error = chunk.error().message;
    }
    for (const Diagnostic& item : diagnostics.items()) {
        made.talk += item.place + ": " + item.message + "\n";
    }
    return made;
}

Made make(const BatchMaker& maker) {
    return make(maker.batch());
}

TEST(ChunkFromBatch, ColumnsAreKnownByMetadataAndNotByPlaceOrName) {
    BatchMaker maker;
    maker.radii({1, 2}).add(
        "some name",
        numbers<std::int64_t>({3, 4}),
        {{"rerun:kind", "time"}, {"rerun:index_name", "frame"}}
    );
    maker.row_ids({1, 2});
    const Made made = make(maker);
    ASSERT_NE(made.chunk, nullptr) << made.error;
    ASSERT_NE(made.chunk->find_timeline("frame"), nullptr);
    EXPECT_EQ(made.chunk->find_timeline("frame")->range, (TimeRange{3, 4}));
    ASSERT_NE(made.chunk->find_component("Points2D:radii"), nullptr);
    EXPECT_EQ(to_hex(made.chunk->id()), "0000000000000a00000000000000000b");
    EXPECT_THAT(made.talk, IsEmpty());
}

TEST(ChunkFromBatch, AColumnWithoutKindIsData) {
    BatchMaker maker;
    maker.row_ids({1}).add("custom", test::numbers<double>({4}), {});
    const Made made = make(maker);
    ASSERT_NE(made.chunk, nullptr);
    ASSERT_NE(made.chunk->find_component("custom"), nullptr);
}

TEST(ChunkFromBatch, AnUnknownKindLosesOnlyThatColumn) {
    BatchMaker maker;
    maker.row_ids({1}).radii({1}).add("odd", numbers<double>({4}), {{"rerun:kind", "magic"}});
    const Made made = make(maker);
    ASSERT_NE(made.chunk, nullptr);
    EXPECT_EQ(made.chunk->components().size(), 1U);
    EXPECT_THAT(made.talk, HasSubstr("a.rrd: byte 100 (message 7): /points: column 'odd'"));
    EXPECT_THAT(made.talk, HasSubstr("magic"));
}

TEST(ChunkFromBatch, RowIdsAreBigEndian) {
    std::vector<std::byte> id(16);
    id[0] = std::byte{1};
    id[7] = std::byte{2};
    id[15] = std::byte{3};
    BatchMaker maker;
    maker.add("ids", arrow::make_fixed_size_binary(16, id), {{"rerun:kind", "control"}}).radii({1});
    const Made made = make(maker);
    ASSERT_NE(made.chunk, nullptr);
    EXPECT_EQ(made.chunk->row_ids()[0].time_ns, 0x0100000000000002U);
    EXPECT_EQ(made.chunk->row_ids()[0].inc, 3U);
}

TEST(ChunkFromBatch, RowIdsMayBeAStructOfTwoNumbers) {
    const arrow::DataTypePtr u64 = arrow::primitive(arrow::TypeId::UInt64);
    const arrow::Array ids = arrow::make_struct(
        {{"time_ns", u64, false, {}}, {"inc", u64, false, {}}},
        {numbers<std::uint64_t>({5, 6}), numbers<std::uint64_t>({7, 8})}
    );
    BatchMaker maker;
    maker.add("ids", ids, {{"rerun:kind", "row_id"}}).radii({1, 2});
    const Made made = make(maker);
    ASSERT_NE(made.chunk, nullptr);
    EXPECT_EQ(made.chunk->row_ids()[1], (RowId{{6, 8}}));
    EXPECT_THAT(made.talk, IsEmpty());
}

TEST(ChunkFromBatch, MissingRowIdsAreMadeAlikeEachTimeAndTold) {
    BatchMaker maker;
    maker.radii({1, 2, 3});
    const Made made = make(maker.batch(), 100);
    ASSERT_NE(made.chunk, nullptr);
    ASSERT_EQ(made.chunk->row_ids().size(), 3U);
    EXPECT_LT(made.chunk->row_ids()[0], made.chunk->row_ids()[1]);
    EXPECT_THAT(made.talk, HasSubstr("without row ids"));
    const Made again = make(maker.batch(), 100);
    EXPECT_TRUE(std::ranges::equal(made.chunk->row_ids(), again.chunk->row_ids()));
    const Made later = make(maker.batch(), 200);
    EXPECT_LT(made.chunk->row_ids()[2], later.chunk->row_ids()[0]) << "what stands later wins";
}

TEST(ChunkFromBatch, AComponentThatStandsTwiceKeepsTheFirst) {
    BatchMaker maker;
    maker.row_ids({1}).radii({1}).radii({2});
    const Made made = make(maker);
    ASSERT_NE(made.chunk, nullptr);
    ASSERT_EQ(made.chunk->components().size(), 1U);
    EXPECT_EQ(array_text(made.chunk->components()[0].cells), "[[1]]");
    EXPECT_THAT(made.talk, HasSubstr("stands twice"));
}

TEST(ChunkFromBatch, PlainColumnsBecomeListsOfOne) {
    BatchMaker maker;
    constexpr std::array<bool, 3> kValid{true, false, true};
    constexpr std::array<double, 3> kValues{1, 2, 3};
    maker.row_ids({1, 2, 3}).component("scalar", arrow::make_primitive<double>(kValues, kValid));
    const Made made = make(maker);
    ASSERT_NE(made.chunk, nullptr) << made.error;
    EXPECT_EQ(array_text(made.chunk->components()[0].cells), "[[1], null, [3]]");
}

TEST(ChunkFromBatch, LargeAndFixedSizeListsStayAsTheyAre) {
    BatchMaker maker;
    maker.row_ids({1, 2, 3})
        .component("large", test::large_list_sample())
        .component("fixed", arrow::make_fixed_size_list(2, numbers<float>({1, 2, 3, 4, 5, 6})));
    const Made made = make(maker);
    ASSERT_NE(made.chunk, nullptr) << made.error;
    EXPECT_EQ(array_text(made.chunk->find_component("large")->cells), "[[7, 8], [], [9]]");
    EXPECT_EQ(array_text(made.chunk->find_component("fixed")->cells), "[[1, 2], [3, 4], [5, 6]]");
}

TEST(ChunkFromBatch, TheTimeThatMeansStaticIsClamped) {
    BatchMaker maker;
    maker.row_ids({1, 2}).frames({std::numeric_limits<std::int64_t>::min(), 5}).radii({1, 2});
    const Made made = make(maker);
    ASSERT_NE(made.chunk, nullptr);
    EXPECT_EQ(made.chunk->timelines()[0].values()[0], kMinTime);
    EXPECT_EQ(made.chunk->timelines()[0].range.min, kMinTime);
}

TEST(ChunkFromBatch, TimesInOtherUnitsBecomeNanoseconds) {
    arrow::DataType millis = *arrow::timestamp_ns();
    millis.unit = arrow::TimeUnit::Milli;
    const std::vector<std::int64_t> times{2, std::numeric_limits<std::int64_t>::max()};
    BatchMaker maker;
    maker.row_ids({1, 2})
        .timeline("t", arrow::make_times(std::make_shared<const arrow::DataType>(millis), times))
        .radii({1, 2});
    const Made made = make(maker);
    ASSERT_NE(made.chunk, nullptr);
    EXPECT_EQ(made.chunk->timelines()[0].values()[0], 2'000'000);
    EXPECT_EQ(made.chunk->timelines()[0].values()[1], kMaxTime);
    EXPECT_EQ(made.chunk->timelines()[0].timeline.kind, TimeKind::Timestamp);
}

TEST(ChunkFromBatch, AnUnreadableTimelineIsLeftOutButNeverMakesDataStatic) {
    BatchMaker both;
    both.row_ids({1}).timeline("odd", numbers<float>({1})).frames({1}).radii({1});
    const Made kept = make(both);
    ASSERT_NE(kept.chunk, nullptr);
    EXPECT_EQ(kept.chunk->timelines().size(), 1U);
    EXPECT_THAT(kept.talk, HasSubstr("timeline 'odd'"));
    BatchMaker only;
    only.row_ids({1}).timeline("odd", numbers<float>({1})).radii({1});
    const Made refused = make(only);
    EXPECT_EQ(refused.chunk, nullptr);
    EXPECT_THAT(refused.error, HasSubstr("without a readable timeline"));
}

TEST(ChunkFromBatch, RowsWithoutATimeLoseTheTimeline) {
    constexpr std::array<bool, 2> kValid{true, false};
    constexpr std::array<std::int64_t, 2> kTimes{1, 2};
    BatchMaker maker;
    maker.row_ids({1, 2})
        .timeline("gaps", arrow::make_primitive<std::int64_t>(kTimes, kValid))
        .frames({1, 2})
        .radii({1, 2});
    const Made made = make(maker);
    ASSERT_NE(made.chunk, nullptr);
    EXPECT_EQ(made.chunk->find_timeline("gaps"), nullptr);
    EXPECT_THAT(made.talk, HasSubstr("rows without a time"));
}

TEST(ChunkFromBatch, NoEntityIsAnError) {
    BatchMaker maker;
    maker.metadata().erase(maker.metadata().begin() + 1);
    maker.row_ids({1}).radii({1});
    EXPECT_THAT(make(maker).error, HasSubstr("entity path"));
}

TEST(ChunkFromBatch, AMissingChunkIdIsTakenFromTheMessage) {
    BatchMaker maker;
    maker.metadata()[0].second = "no id";
    maker.row_ids({1}).radii({1});
    ChunkOrigin origin;
    origin.chunk_id = ChunkId{{1, 2}};
    Diagnostics diagnostics;
    const auto chunk = chunk_from_batch(maker.batch(), origin, diagnostics);
    ASSERT_TRUE(chunk.has_value());
    EXPECT_EQ((*chunk)->id(), (ChunkId{{1, 2}}));
    EXPECT_TRUE(diagnostics.empty());
}

TEST(ChunkFromBatch, TextsThatAreNoUtf8AreRepaired) {
    BatchMaker maker("/a\xFF");
    maker.row_ids({1}).radii({1}, "bad\xFFname");
    const Made made = make(maker);
    ASSERT_NE(made.chunk, nullptr);
    EXPECT_EQ(made.chunk->entity().text(), "/a\uFFFD");
    EXPECT_EQ(made.chunk->components()[0].name, "bad\uFFFDname");
}

TEST(ChunkFromBatch, NoIndexColumnMeansStatic) {
    BatchMaker maker;
    maker.row_ids({1}).radii({1});
    const Made made = make(maker);
    ASSERT_NE(made.chunk, nullptr);
    EXPECT_TRUE(made.chunk->is_static());
}

}  // namespace
}  // namespace limn::rrd
