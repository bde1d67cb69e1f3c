// SPDX-License-Identifier: MIT
#include "model/chunk_outline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/chunk_builder.h"
#include "support/held_source.h"

namespace limn {
namespace {

using test::ChunkBuilder;
using test::ids;
using testing::ElementsAre;

constexpr std::string_view kIds = "Points2D:class_ids";
constexpr std::string_view kRadii = "Points2D:radii";

/// Three rows: [1, 2], nothing, empty; radii in the last one only.
ChunkPtr sample() {
    return ChunkBuilder("/e")
        .row(1, {{"frame", 10}, {"log_time", 7}})
        .set(kIds, ids({1, 2}))
        .row(2, {{"frame", 30}, {"log_time", 8}})
        .row(3, {{"frame", 20}, {"log_time", 9}})
        .set(kIds, ids({}))
        .set(kRadii, test::numbers({1}))
        .build();
}

std::vector<TimeInt> times_of(const ChunkOutline& outline, std::string_view timeline) {
    const TimelineOutline* found = outline.find_timeline(timeline);
    if (found == nullptr) {
        return {};
    }
    const auto times = outline.times_on(*found);
    return {times.begin(), times.end()};
}

TEST(ChunkOutline, KeepsRowsTimesAndWhichCellsAreThere) {
    ChunkNames names;
    ChunkPtr chunk = sample();
    const std::uint64_t bytes = chunk->byte_size();
    const ChunkOutline outline(chunk, std::make_shared<test::HeldSource>(chunk), names);
    chunk.reset();

    EXPECT_EQ(outline.entity().text(), "/e");
    EXPECT_EQ(outline.num_rows(), 3U);
    EXPECT_FALSE(outline.is_static());
    EXPECT_EQ(outline.row_ids()[2].inc, 3U);
    EXPECT_THAT(times_of(outline, "frame"), ElementsAre(10, 30, 20));
    EXPECT_THAT(times_of(outline, "log_time"), ElementsAre(7, 8, 9));
    EXPECT_EQ(outline.find_timeline("frame")->range, (TimeRange{10, 30}));
    EXPECT_EQ(outline.find_timeline("other"), nullptr);
    EXPECT_EQ(outline.byte_size(), bytes);

    const ColumnOutline* class_ids = outline.find_column(kIds);
    ASSERT_NE(class_ids, nullptr);
    EXPECT_EQ(class_ids->num_valid(), 2U);
    EXPECT_TRUE(outline.is_valid(*class_ids, 0) && outline.has_instances(*class_ids, 0));
    EXPECT_FALSE(outline.is_valid(*class_ids, 1));
    EXPECT_TRUE(outline.is_valid(*class_ids, 2));
    EXPECT_FALSE(outline.has_instances(*class_ids, 2));
    EXPECT_EQ(outline.find_column(kRadii)->num_valid(), 1U);
    EXPECT_EQ(outline.find_column("other"), nullptr);
}

TEST(ChunkOutline, LetsGoOfAChunkThatCanBeReadAgainAndOfNoOther) {
    ChunkNames names;
    ChunkPtr chunk = sample();
    const std::weak_ptr<const Chunk> alive = chunk;
    const ChunkOutline held(chunk, nullptr, names);
    EXPECT_EQ(held.resident(), chunk);

    ChunkPtr other = sample();
    const std::weak_ptr<const Chunk> other_alive = other;
    const auto source = std::make_shared<test::HeldSource>(sample());
    const ChunkOutline read_again(other, source, names);
    EXPECT_EQ(read_again.resident(), nullptr);
    other.reset();
    EXPECT_TRUE(other_alive.expired());
    chunk.reset();
    EXPECT_FALSE(alive.expired());
}

TEST(ChunkOutline, NamesAreSharedBetweenChunks) {
    ChunkNames names;
    const ChunkOutline a(sample(), nullptr, names);
    const ChunkOutline b(sample(), nullptr, names);

    EXPECT_EQ(&a.find_column(kIds)->names(), &b.find_column(kIds)->names());
    EXPECT_EQ(a.find_timeline("frame")->timeline, b.find_timeline("frame")->timeline);
    EXPECT_NE(&a.find_column(kIds)->names(), &a.find_column(kRadii)->names());
}

TEST(ChunkOutline, ColumnsOfOneNameAndAnotherTypeAreToldApart) {
    ChunkNames names;
    const ChunkOutline numbers(
        ChunkBuilder("/e").row(1).set(kIds, test::numbers({1})).build(),
        nullptr,
        names
    );
    const ChunkOutline ids_of(
        ChunkBuilder("/e").row(2).set(kIds, ids({1})).build(),
        nullptr,
        names
    );
    EXPECT_NE(
        *numbers.find_column(kIds)->names().cells_type,
        *ids_of.find_column(kIds)->names().cells_type
    );
}

}  // namespace
}  // namespace limn
