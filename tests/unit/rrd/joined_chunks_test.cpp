// SPDX-License-Identifier: MIT
// Small chunks that are joined while a large file is read.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "support/rrd_bytes.h"

namespace limn::rrd {
namespace {

using test::BatchMaker;
using testing::ElementsAre;
using testing::HasSubstr;

/// One row at time `number` whose value is `number`.
BatchMaker row(int number, const std::string& entity = "/a") {
    BatchMaker maker(entity);
    maker.metadata()[0].second = fmt::format("chunk_{:032X}", number + 1);
    maker.row_ids({static_cast<std::uint8_t>(number)})
        .frames({number})
        .radii({static_cast<float>(number)});
    return maker;
}

std::string message_of(const BatchMaker& maker, const std::string& recording = "rec") {
    return test::arrow_msg(maker.stream(), {.store = test::store_id(recording)});
}

/// A file that is large enough to be read ahead.
std::filesystem::path file_with(const std::string& name, const std::string& messages) {
    BatchMaker large("/large");
    large.metadata()[0].second = "chunk_FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF";
    const std::vector<float> values(std::size_t{1} << 18U, 1.0F);
    const std::vector<std::optional<std::uint32_t>> one{static_cast<std::uint32_t>(values.size())};
    large.row_ids({1}).frames({0}).component(
        "Points2D:radii",
        arrow::make_list(one, arrow::make_primitive<float>(std::span<const float>(values)))
    );
    const std::filesystem::path path = std::filesystem::path(LIMN_TEST_OUTPUT) / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary)
        << test::stream_header() << test::set_store_info("rec") << test::set_store_info("other")
        << messages << message_of(large);
    return path;
}

/// Chunks but the large one, and what was told.
struct Read {
    std::vector<ChunkMessage> chunks;
    std::string talk;
};

Read read(const std::filesystem::path& path) {
    auto reader = RrdReader::open(path, ReadDepth::Joined);
    EXPECT_TRUE(reader.has_value());
    const test::ReadResult result = test::read_all(**reader);
    Read out;
    out.talk = result.talk();
    for (const LogMessage& message : result.messages) {
        const auto* chunk = std::get_if<ChunkMessage>(&message);
        if (chunk != nullptr && chunk->chunk->entity().text() != "/large") {
            out.chunks.push_back(*chunk);
        }
    }
    return out;
}

/// The value of every row.
std::vector<float> values_of(const Chunk& chunk) {
    const auto values = chunk.find_component("Points2D:radii")->cells.flat_items().values<float>();
    return {values.begin(), values.end()};
}

std::vector<TimeInt> times_of(const Chunk& chunk) {
    const auto times = chunk.find_timeline("frame")->values();
    return {times.begin(), times.end()};
}

TEST(JoinedChunks, HaveTheRowsOfTheirMembersInTheirOrder) {
    std::string messages;
    for (int i = 0; i < 8; ++i) {
        messages += message_of(row(i, i % 2 == 0 ? "/a" : "/b"));
    }
    const Read result = read(file_with("joined.rrd", messages));
    EXPECT_EQ(result.talk, "");
    // The first one of each tells of the columns.
    ASSERT_EQ(result.chunks.size(), 4U);
    const auto joined = std::ranges::find_if(result.chunks, [](const ChunkMessage& message) {
        return message.members.size() > 1 && message.chunk->entity().text() == "/b";
    });
    ASSERT_NE(joined, result.chunks.end());
    EXPECT_THAT(times_of(*joined->chunk), ElementsAre(3, 5, 7));
    EXPECT_THAT(values_of(*joined->chunk), ElementsAre(3, 5, 7));
    EXPECT_EQ(joined->chunk->id(), (ChunkId{{0, 4}}));
    EXPECT_EQ(joined->chunk->row_ids()[2].inc & 0xFFU, 7U);
    EXPECT_EQ(joined->members[2].id, (ChunkId{{0, 8}}));

    // It can be read again, as one and in parts.
    const auto again = joined->source->read();
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ((*again)->id(), joined->chunk->id());
    EXPECT_THAT(values_of(**again), ElementsAre(3, 5, 7));
    ASSERT_EQ(joined->source->num_parts(), 3U);
    const auto part = joined->source->part(1)->read();
    ASSERT_TRUE(part.has_value());
    EXPECT_EQ((*part)->id(), joined->members[1].id);
    EXPECT_THAT(values_of(**part), ElementsAre(5));
}

TEST(JoinedChunks, RecordingsStayApart) {
    std::string messages;
    for (int i = 0; i < 40; ++i) {
        messages += message_of(row(i), i % 2 == 0 ? "rec" : "other");
    }
    std::size_t num_rows = 0;
    for (const ChunkMessage& message : read(file_with("apart.rrd", messages)).chunks) {
        for (const TimeInt time : times_of(*message.chunk)) {
            EXPECT_EQ(message.store.recording_id, time % 2 == 0 ? "rec" : "other");
            ++num_rows;
        }
    }
    EXPECT_EQ(num_rows, 40U);
}

TEST(JoinedChunks, AreNotTooLarge) {
    std::string messages;
    for (int i = 0; i < 1200; ++i) {
        messages += message_of(row(i));
    }
    std::vector<std::size_t> sizes;
    for (const ChunkMessage& message : read(file_with("many.rrd", messages)).chunks) {
        sizes.push_back(message.chunk->num_rows());
    }
    EXPECT_THAT(sizes, testing::UnorderedElementsAre(1, 512, 512, 175));
}

TEST(JoinedChunks, WhatSomethingIsToldOfIsReadAlone) {
    std::string messages;
    for (int i = 0; i < 3; ++i) {
        BatchMaker maker = row(i);
        maker.add("odd", arrow::make_primitive<float>(std::array{1.0F}), {{"rerun:kind", "odd"}});
        messages += message_of(maker);
    }
    const Read result = read(file_with("told.rrd", messages));
    EXPECT_EQ(result.chunks.size(), 3U);
    for (const std::string message : {"(message 3)", "(message 4)", "(message 5)"}) {
        EXPECT_THAT(result.talk, HasSubstr(message));
    }
}

TEST(JoinedChunks, StaticOnesAndDamagedOnesAreNot) {
    std::string messages;
    for (int i = 0; i < 3; ++i) {
        BatchMaker maker("/static");
        maker.metadata()[0].second = fmt::format("chunk_{:032X}", i + 100);
        maker.row_ids({static_cast<std::uint8_t>(i)}).radii({1.0F});
        messages += message_of(maker);
        messages += message_of(row(i));
        std::string damaged = row(i + 10).stream();
        damaged.resize(damaged.size() - 40);
        messages += test::arrow_msg(damaged);
    }
    const Read result = read(file_with("kinds.rrd", messages));
    std::multiset<std::string> kinds;
    for (const ChunkMessage& message : result.chunks) {
        kinds.insert(fmt::format("{} {}", message.chunk->entity().text(), message.chunk->num_rows())
        );
    }
    EXPECT_THAT(kinds, ElementsAre("/a 1", "/a 2", "/static 1", "/static 1", "/static 1"));
    for (const std::string message : {"message 5 (chunk)", "message 8 (chunk)"}) {
        EXPECT_THAT(result.talk, HasSubstr(message));
    }
}

TEST(JoinedChunks, WhoseFileWasChangedGiveAnError) {
    std::string messages;
    for (int i = 0; i < 5; ++i) {
        messages += message_of(row(i));
    }
    const auto path = file_with("changed.rrd", messages);
    const Read result = read(path);
    std::filesystem::resize_file(path, 2000);
    for (const ChunkMessage& message : result.chunks) {
        if (message.members.size() > 1) {
            const auto again = message.source->read();
            ASSERT_FALSE(again.has_value());
            EXPECT_THAT(again.error().message, HasSubstr("changed.rrd"));
        }
    }
}

}  // namespace
}  // namespace limn::rrd
