// SPDX-License-Identifier: MIT
#include "store/recording.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <thread>
#include <vector>

#include "store/component_view.h"
#include "support/chunk_builder.h"

namespace limn::store {
namespace {

using test::ChunkBuilder;
using test::ids;
using test::points2;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::string_view kIds = "Points2D:class_ids";

ChunkPtr one_row(std::string_view entity, std::uint64_t row, ChunkBuilder::Times times) {
    return ChunkBuilder(entity).row(row, std::move(times)).set(kIds, ids({1})).build();
}

std::string default_timeline_of(const std::vector<ChunkBuilder::Times>& rows) {
    Recording recording{StoreId{}};
    std::uint64_t row = 0;
    for (const ChunkBuilder::Times& times : rows) {
        recording.insert(one_row("/e", ++row, times));
    }
    return recording.default_timeline();
}

TEST(DefaultTimeline, IsTheUserTimelineWithMostRows) {
    EXPECT_EQ(default_timeline_of({{{"a", 1}, {"log_time", 1}}, {{"b", 1}}, {{"b", 2}}}), "b");
}

TEST(DefaultTimeline, TieGoesToTheNameThatSortsLast) {
    EXPECT_EQ(default_timeline_of({{{"a", 1}, {"b", 1}, {"Z", 1}}}), "b");
}

TEST(DefaultTimeline, MessageLogTimeComesFirstAndLogTickLast) {
    EXPECT_EQ(
        default_timeline_of({{{"a", 1}}, {{"a", 2}}, {{"message_log_time", 1}}}),
        "message_log_time"
    );
    EXPECT_EQ(default_timeline_of({{{"log_tick", 1}, {"log_time", 1}}}), "log_time");
    EXPECT_EQ(default_timeline_of({{{"log_tick", 1}}}), "log_tick");
    EXPECT_EQ(default_timeline_of({{}}), "");
}

TEST(Timelines, RowsOfPropertiesAreNotCounted) {
    Recording recording{StoreId{}};
    recording.insert(one_row("/e", 1, {{"frame", 5}}));
    recording.insert(one_row("/__properties/x", 2, {{"frame", 9}}));

    const auto timelines = recording.timelines();
    ASSERT_EQ(timelines.size(), 1U);
    EXPECT_EQ(timelines[0].rows, 1U);
    EXPECT_EQ(timelines[0].range, (TimeRange{5, 9}));
    EXPECT_EQ(recording.find_timeline("nope"), nullptr);
}

TEST(Timelines, GreatestChunkIdDecidesAboutTheKind) {
    const auto chunk = [](std::uint64_t id, TimeKind kind) {
        return ChunkBuilder("/e").chunk_id(id).kind("t", kind).row(id, {{"t", 1}}).build();
    };
    Recording recording{StoreId{}};
    recording.insert(chunk(2, TimeKind::Duration));
    recording.insert(chunk(1, TimeKind::Timestamp));

    EXPECT_EQ(recording.find_timeline("t")->timeline.kind, TimeKind::Duration);
}

TEST(Components, AreListedByNameWithRowsAndBytes) {
    Recording recording{StoreId{}};
    recording.insert(ChunkBuilder("/e")
                         .row(1, {{"frame", 1}})
                         .set(kIds, ids({1, 2}))
                         .row(2, {{"frame", 2}})
                         .set("Points2D:positions", points2({{1, 2}}))
                         .row(3, {{"frame", 3}})
                         .set(kIds, ids({}))
                         .build());
    recording.insert(one_row("/e", 4, {}));

    const auto components = recording.components(EntityPath::parse("/e"));
    ASSERT_EQ(components.size(), 2U);
    EXPECT_EQ(components[0].name, kIds);
    EXPECT_EQ(components[0].rows, 2U);
    EXPECT_EQ(components[0].static_rows, 1U);
    EXPECT_GE(recording.byte_size(EntityPath::parse("/e"), kIds), 6U);
    EXPECT_EQ(recording.byte_size(EntityPath::parse("/x"), kIds), 0U);
    EXPECT_EQ(components[0].archetype, "rerun.archetypes.Points2D");
    EXPECT_EQ(components[0].arrow_type, "uint16");
    EXPECT_EQ(components[1].rows, 1U);
    EXPECT_THAT(recording.components(EntityPath::parse("/x")), IsEmpty());
}

TEST(Components, EntitiesWithAComponentComeInNaturalOrder) {
    Recording recording{StoreId{}};
    std::uint64_t row = 0;
    for (const char* entity : {"/image10", "/image2", "/__properties", "/a/b"}) {
        recording.insert(one_row(entity, ++row, {{"frame", 1}}));
    }
    recording.insert(
        ChunkBuilder("/other").row(9).set("Points2D:positions", points2({{0, 0}})).build()
    );

    EXPECT_THAT(
        recording.entities_with(kIds),
        ElementsAre(
            EntityPath::parse("/a/b"),
            EntityPath::parse("/image2"),
            EntityPath::parse("/image10"),
            EntityPath::parse("/__properties")
        )
    );
    EXPECT_TRUE(recording.has_component(EntityPath::parse("/a/b"), kIds));
    EXPECT_FALSE(recording.has_component(EntityPath::parse("/a"), kIds));
    EXPECT_THAT(recording.entities_with("nope"), IsEmpty());
}

TEST(Recording, GenerationGrowsWithEveryChange) {
    Recording recording{StoreId{}};
    const std::uint64_t before = recording.generation();
    recording.insert(one_row("/e", 1, {}));
    const std::uint64_t after = recording.generation();
    EXPECT_GT(after, before);
    recording.insert(one_row("/e", 1, {}));
    EXPECT_EQ(recording.generation(), after);
}

TEST(Recording, ChunkWithoutRowsAddsNoEntity) {
    Recording recording{StoreId{}};
    EXPECT_TRUE(recording.insert(ChunkBuilder("/e").build()));
    EXPECT_THAT(recording.entities().paths(), IsEmpty());
    EXPECT_EQ(recording.num_chunks(), 1U);
}

TEST(Recording, ManyOneRowChunksInAnyOrderStayQueryable) {
    // With an index that is moved or searched row by row, each of these would take minutes.
    const auto times_of = [](std::uint64_t i, int order) -> TimeInt {
        const auto n = static_cast<TimeInt>(i);
        switch (order) {
            case 0:
                return -n;
            case 1:
                return n * 7919 % 100003;
            default:
                return 5;
        }
    };
    const ChunkPtr model = one_row("/e", 1, {{"frame", 1}});
    for (int order = 0; order < 3; ++order) {
        Recording recording{StoreId{}};
        TimeInt last = kMinTime;
        constexpr std::uint64_t kCount = 60'000;
        for (std::uint64_t i = 1; i <= kCount; ++i) {
            const TimeInt time = times_of(i, order);
            last = std::max(last, time);
            Chunk::Parts parts;
            parts.id = ChunkId{{0, i}};
            parts.entity = model->entity();
            parts.row_ids = {RowId{{0, i}}};
            TimeColumn column;
            column.timeline.name = "frame";
            column.times = arrow::make_primitive<std::int64_t>(std::span(&time, 1));
            parts.timelines.push_back(std::move(column));
            parts.components = {model->components()[0]};
            recording.insert(*Chunk::create(std::move(parts)));
        }
        for (int i = 0; i < 5'000; ++i) {
            ASSERT_TRUE(recording.latest_at({"frame", kMaxTime - i}, model->entity(), kIds));
        }
        const auto cell = recording.latest_at({"frame", kMaxTime}, model->entity(), kIds);
        EXPECT_EQ(cell->time, last);
        EXPECT_EQ(recording.num_rows(), kCount);
    }
}

TEST(Recording, ManyThreadsMayAskAtOnce) {
    Recording recording{StoreId{}};
    for (std::uint64_t i = 0; i < 500; ++i) {
        const auto frame = static_cast<TimeInt>(i * 7919 % 503);
        recording.insert(one_row(i % 2 == 0 ? "/a" : "/b", i, {{"frame", frame}}));
    }
    std::array<std::size_t, 4> found{};
    std::vector<std::thread> threads;
    for (std::size_t& count : found) {
        threads.emplace_back([&recording, &count] {
            for (TimeInt frame = 0; frame < 503; ++frame) {
                for (const EntityPath& entity : recording.entities_with(kIds)) {
                    count += recording.latest_at({"frame", frame}, entity, kIds) ? 1U : 0U;
                    count += recording.range("frame", {frame, frame}, entity, kIds).size();
                }
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }

    EXPECT_GT(found[0], 500U);
    EXPECT_THAT(found, ::testing::Each(found[0]));
}

TEST(RowDensity, CountsALargeSortedChunkPerBucket) {
    ChunkBuilder builder("/e");
    for (std::uint64_t i = 0; i < 1000; ++i) {
        builder.row(i, {{"frame", static_cast<TimeInt>(i)}}).set(kIds, ids({1}));
    }
    Recording recording{StoreId{}};
    recording.insert(builder.build());

    const EntityPath root;
    EXPECT_THAT(recording.row_density("frame", root, {0, 999}, 4), ElementsAre(250, 250, 250, 250));
    EXPECT_THAT(recording.row_density("frame", root, {500, 503}, 2), ElementsAre(2, 2));
    EXPECT_THAT(recording.row_density("frame", root, {7, 7}, 1), ElementsAre(1));
    EXPECT_THAT(recording.row_density("frame", root, {kMinTime, kMaxTime}, 2), ElementsAre(1, 999))
        << "0 is the very middle of all times";
    EXPECT_THAT(recording.row_density("clock", root, {0, 9}, 2), ElementsAre(0, 0));
    EXPECT_THAT(recording.row_density("frame", root, {0, 9}, 0), IsEmpty());
}

TEST(RowDensity, BucketPerNumberHoldsExactlyThatNumber) {
    ChunkBuilder builder("/e");
    for (std::uint64_t i = 0; i < 300; ++i) {
        builder.row(i, {{"frame", static_cast<TimeInt>(i)}}).set(kIds, ids({1}));
    }
    Recording recording{StoreId{}};
    recording.insert(builder.build());

    EXPECT_THAT(recording.row_density("frame", EntityPath(), {0, 299}, 300), ::testing::Each(1U));
}

TEST(Database, RoutesMessagesByStoreAndKeepsBlueprintsAside) {
    const StoreId first{StoreKind::Recording, "app", "one"};
    const StoreId second{StoreKind::Recording, "app", "two"};
    const StoreId blueprint{StoreKind::Blueprint, "app", "bp"};
    Database database;
    database.apply(ChunkMessage{second, one_row("/e", 1, {})});
    database.apply(StoreInfo{first, "SDK", "0.41.0"});
    database.apply(ChunkMessage{blueprint, one_row("/viewport", 1, {})});
    database.apply(BlueprintActivation{blueprint, true, true});

    ASSERT_EQ(database.recordings().size(), 2U);
    EXPECT_EQ(database.recordings()[0]->id(), second);
    EXPECT_EQ(database.find(first)->info().version, "0.41.0");
    EXPECT_EQ(database.find(first)->num_chunks(), 0U);
    ASSERT_EQ(database.recordings(StoreKind::Blueprint).size(), 1U);
    EXPECT_EQ(database.recordings(StoreKind::Blueprint)[0]->num_chunks(), 1U);

    database.remove(second);
    EXPECT_EQ(database.find(second), nullptr);
    EXPECT_EQ(database.recordings().size(), 1U);
}

}  // namespace
}  // namespace limn::store
