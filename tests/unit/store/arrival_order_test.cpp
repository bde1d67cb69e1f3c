// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <tuple>

#include "model/component_names.h"
#include "store/component_view.h"
#include "store/recording.h"
#include "support/chunk_builder.h"

namespace limn::store {
namespace {

using test::ChunkBuilder;
using test::flag;
using test::ids;

constexpr std::string_view kIds = "Points2D:class_ids";

/// A row as the slow, obviously right answer sees it.
struct LoggedRow {
    std::string entity;
    std::uint64_t row_id = 0;
    std::optional<TimeInt> frame;  ///< Nothing: static.
    std::optional<std::uint16_t> value;
    std::optional<bool> clear;

    [[nodiscard]] auto index() const {
        return std::tuple(!frame.has_value(), frame.value_or(0), row_id);
    }
};

struct Logged {
    std::vector<LoggedRow> rows;
    std::vector<ChunkPtr> chunks;
};

/// Chunks of 1 to 150 rows at /a, /a/b and /a/b/c, times in any order and often equal.
Logged make_random(std::uint32_t seed, bool with_clears) {
    std::mt19937 random(seed);
    const auto pick = [&](int min, int max) {
        return std::uniform_int_distribution<int>(min, max)(random);
    };
    const std::vector<std::string> entities{"/a", "/a/b", "/a/b/c"};
    Logged logged;
    std::uint64_t next_row = 1;
    for (int chunk = 0; chunk < 40; ++chunk) {
        const std::string entity = entities[static_cast<std::size_t>(pick(0, 2))];
        const bool is_clear = with_clears && pick(0, 5) == 0;
        const bool is_static = pick(0, 30) == 0;
        const int num_rows = is_clear || is_static || pick(0, 1) == 0 ? 1 : pick(2, 150);
        const int first_frame = pick(0, 400);
        ChunkBuilder builder(entity);
        for (int i = 0; i < num_rows; ++i) {
            LoggedRow row{entity, next_row++ * 7919 % 100003, std::nullopt, std::nullopt, {}};
            if (!is_static) {
                row.frame = first_frame + pick(0, 60);
            }
            builder.row(
                row.row_id,
                is_static ? ChunkBuilder::Times{} : ChunkBuilder::Times{{"frame", *row.frame}}
            );
            if (is_clear) {
                row.clear = pick(0, 1) == 1;
                builder.set(component::kClearIsRecursive, flag(*row.clear));
            } else if (pick(0, 3) != 0) {
                row.value = static_cast<std::uint16_t>(pick(0, 60000));
                builder.set(kIds, ids({*row.value}));
            }
            logged.rows.push_back(row);
        }
        logged.chunks.push_back(builder.build());
    }
    return logged;
}

std::optional<std::uint16_t>
expected_value(const Logged& logged, const std::string& entity, TimeInt frame) {
    const LoggedRow* best = nullptr;
    const LoggedRow* clear = nullptr;
    for (const LoggedRow& row : logged.rows) {
        if (row.frame && *row.frame > frame) {
            continue;
        }
        if (row.entity == entity && row.value && (best == nullptr || best->index() < row.index())) {
            best = &row;
        }
        const bool is_above = entity.starts_with(row.entity + "/") && row.clear == true;
        const bool is_own = entity == row.entity && row.clear;
        if ((is_above || is_own) && (clear == nullptr || clear->index() < row.index())) {
            clear = &row;
        }
    }
    const bool is_hidden = best != nullptr && clear != nullptr && best->index() <= clear->index();
    return best == nullptr || is_hidden ? std::nullopt : best->value;
}

std::vector<std::uint16_t>
expected_range(const Logged& logged, const std::string& entity, const TimeRange& range) {
    std::vector<LoggedRow> rows;
    for (const LoggedRow& row : logged.rows) {
        if (row.entity == entity && row.value && (!row.frame || range.contains(*row.frame))) {
            rows.push_back(row);
        }
    }
    std::ranges::sort(rows, {}, [](const LoggedRow& row) { return row.index(); });
    if (!rows.empty() && !rows.back().frame) {
        rows = {rows.back()};
    }
    std::vector<std::uint16_t> values;
    for (const LoggedRow& row : rows) {
        values.push_back(*row.value);
    }
    return values;
}

void expect_answers(const Recording& recording, const Logged& logged) {
    for (const char* entity : {"/a", "/a/b", "/a/b/c"}) {
        const EntityPath path = EntityPath::parse(entity);
        for (TimeInt frame = -1; frame < 480; frame += 7) {
            const auto cell = recording.latest_at({"frame", frame}, path, kIds);
            const auto value = cell ? std::optional(u16_values(*cell)[0]) : std::nullopt;
            ASSERT_EQ(value, expected_value(logged, entity, frame)) << entity << " at " << frame;
        }
        for (const TimeRange range : {TimeRange{0, 500}, TimeRange{100, 180}, TimeRange{60, 60}}) {
            std::vector<std::uint16_t> values;
            for (const RowPlace& row : recording.range("frame", range, path, kIds)) {
                values.push_back(u16_values(*recording.read(row, kIds))[0]);
            }
            ASSERT_EQ(values, expected_range(logged, entity, range)) << entity;
        }
    }
}

void expect_times_and_density(const Recording& recording, const Logged& logged) {
    std::vector<TimeInt> times;
    std::vector<std::uint32_t> density(10, 0);
    for (const LoggedRow& row : logged.rows) {
        if (!row.frame) {
            continue;
        }
        times.push_back(*row.frame);
        if (*row.frame >= 100 && *row.frame <= 199 && row.entity != "/a") {
            ++density[static_cast<std::size_t>(*row.frame - 100) / 10];
        }
    }
    std::ranges::sort(times);
    times.erase(std::unique(times.begin(), times.end()), times.end());
    std::vector<TimeInt> forward;
    for (auto at = recording.next_time("frame", kMinTime); at;
         at = recording.next_time("frame", *at)) {
        forward.push_back(*at);
    }
    EXPECT_EQ(forward, times);
    std::vector<TimeInt> backward;
    for (auto at = recording.previous_time("frame", kMaxTime); at;
         at = recording.previous_time("frame", *at)) {
        backward.push_back(*at);
    }
    std::ranges::reverse(backward);
    EXPECT_EQ(backward, times);
    EXPECT_EQ(recording.row_density("frame", EntityPath::parse("/a/b"), {100, 199}, 10), density);
}

class ArrivalOrder : public ::testing::TestWithParam<std::uint32_t> {};

TEST_P(ArrivalOrder, DoesNotMatter) {
    const Logged logged = make_random(GetParam(), GetParam() % 2 == 0);
    std::mt19937 random(GetParam() + 1000);
    std::vector<ChunkPtr> chunks = logged.chunks;
    for (int round = 0; round < 4; ++round) {
        Recording recording{StoreId{}};
        for (const ChunkPtr& chunk : chunks) {
            ASSERT_TRUE(recording.insert(chunk));
        }
        expect_answers(recording, logged);
        expect_times_and_density(recording, logged);
        std::ranges::shuffle(chunks, random);
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, ArrivalOrder, ::testing::Range(1U, 13U));

TEST(EqualTimeAndRowId, AreDecidedByTheChunkId) {
    const ChunkPtr first =
        ChunkBuilder("/a").chunk_id(1).row(5, {{"frame", 1}}).set(kIds, ids({1})).build();
    const ChunkPtr second =
        ChunkBuilder("/a").chunk_id(2).row(5, {{"frame", 1}}).set(kIds, ids({2})).build();
    for (const auto& order : {std::vector{first, second}, std::vector{second, first}}) {
        Recording recording{StoreId{}};
        for (const ChunkPtr& chunk : order) {
            recording.insert(chunk);
        }
        const auto cell = recording.latest_at({"frame", 1}, EntityPath::parse("/a"), kIds);
        EXPECT_EQ(u16_values(*cell)[0], 2);
    }
}

}  // namespace
}  // namespace limn::store
