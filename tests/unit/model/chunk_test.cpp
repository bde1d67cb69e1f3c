// SPDX-License-Identifier: MIT
#include "model/chunk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <optional>

#include "arrow/builder.h"

namespace limn {
namespace {

using testing::HasSubstr;

arrow::Array times(const std::vector<std::int64_t>& values) {
    return arrow::make_primitive<std::int64_t>(std::span<const std::int64_t>(values));
}

arrow::Array cells(std::size_t rows) {
    const std::vector<std::optional<std::uint32_t>> ones(rows, 1U);
    const std::vector<float> values(rows, 1.0F);
    return arrow::make_list(ones, arrow::make_primitive<float>(std::span<const float>(values)));
}

Chunk::Parts good_parts() {
    Chunk::Parts parts;
    parts.entity = EntityPath::parse("/e");
    parts.row_ids = {RowId{{1, 0}}, RowId{{2, 0}}, RowId{{3, 0}}};
    parts.timelines.push_back({{"up", TimeKind::Sequence}, times({1, 2, 3}), {}, false});
    parts.timelines.push_back({{"down", TimeKind::Sequence}, times({9, 5, 7}), {}, false});
    parts.components.push_back({"A:x", "", "", cells(3)});
    return parts;
}

std::string error_of(Chunk::Parts parts) {
    const auto chunk = Chunk::create(std::move(parts));
    return chunk ? "" : chunk.error().message;
}

TEST(Chunk, RangesAndOrderAreComputedPerTimeline) {
    const ChunkPtr chunk = Chunk::create(good_parts()).value();
    EXPECT_EQ(chunk->num_rows(), 3U);
    EXPECT_FALSE(chunk->is_static());
    EXPECT_EQ(chunk->find_timeline("up")->range, (TimeRange{1, 3}));
    EXPECT_TRUE(chunk->find_timeline("up")->is_sorted);
    EXPECT_EQ(chunk->find_timeline("down")->range, (TimeRange{5, 9}));
    EXPECT_FALSE(chunk->find_timeline("down")->is_sorted);
    EXPECT_EQ(chunk->find_timeline("other"), nullptr);
    EXPECT_EQ(chunk->find_component("A:y"), nullptr);
    EXPECT_GT(chunk->byte_size(), 3 * 16 + 2 * 24U);
}

TEST(Chunk, WithoutTimelinesIsStatic) {
    Chunk::Parts parts = good_parts();
    parts.timelines.clear();
    EXPECT_TRUE(Chunk::create(std::move(parts)).value()->is_static());
}

TEST(Chunk, ColumnsOfAnotherLengthAreRefused) {
    Chunk::Parts parts = good_parts();
    parts.timelines[0].times = times({1, 2});
    EXPECT_THAT(error_of(std::move(parts)), HasSubstr("timeline 'up' has 2 rows instead of 3"));
    parts = good_parts();
    parts.components[0].cells = cells(4);
    EXPECT_THAT(error_of(std::move(parts)), HasSubstr("component 'A:x' has 4 rows instead of 3"));
}

TEST(Chunk, ColumnsOfAWrongTypeAreRefused) {
    Chunk::Parts parts = good_parts();
    constexpr std::array<float, 3> kFloats{1, 2, 3};
    parts.timelines[0].times = arrow::make_primitive<float>(kFloats);
    EXPECT_THAT(error_of(std::move(parts)), HasSubstr("not a 64-bit time column"));
    parts = good_parts();
    parts.components[0].cells = arrow::make_primitive<float>(kFloats);
    EXPECT_THAT(error_of(std::move(parts)), HasSubstr("not a list column"));
}

TEST(Chunk, ARowWithoutATimeIsRefused) {
    Chunk::Parts parts = good_parts();
    constexpr std::array<std::int64_t, 3> kTimes{1, 2, 3};
    constexpr std::array<bool, 3> kValid{true, false, true};
    parts.timelines[0].times = arrow::make_primitive<std::int64_t>(kTimes, kValid);
    EXPECT_THAT(error_of(std::move(parts)), HasSubstr("no time in row 1"));
}

TEST(Chunk, TwoComponentsOfOneNameAreRefused) {
    Chunk::Parts parts = good_parts();
    parts.components.push_back({"A:x", "", "", cells(3)});
    EXPECT_THAT(error_of(std::move(parts)), HasSubstr("stands twice"));
}

TEST(Chunk, TheTimeThatMeansStaticStaysOutOfTheRange) {
    Chunk::Parts parts = good_parts();
    parts.timelines[0].times = times({kStaticTime, 2, 3});
    const ChunkPtr chunk = Chunk::create(std::move(parts)).value();
    EXPECT_EQ(chunk->find_timeline("up")->range.min, kMinTime);
}

}  // namespace
}  // namespace limn
