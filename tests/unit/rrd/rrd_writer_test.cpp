// SPDX-License-Identifier: MIT
#include "rrd/rrd_writer.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <xxhash.h>

#include <cstring>
#include <filesystem>

#include "rrd/sha256.h"
#include "support/array_text.h"
#include "support/rrd_bytes.h"
#include "support/sample_arrays.h"

namespace limn::rrd {
namespace {

using test::array_text;
using testing::HasSubstr;
using testing::IsEmpty;

const StoreId kStore{StoreKind::Recording, "app", "rec"};

ChunkPtr sample_chunk() {
    Chunk::Parts parts;
    parts.id = ChunkId{{1, 0xAB}};
    parts.entity = EntityPath::parse("/a b/c");
    parts.row_ids = {RowId{{5, 1}}, RowId{{5, 2}}, RowId{{6, 0}}};
    parts.timelines.push_back(
        {{"frame", TimeKind::Sequence}, test::numbers<std::int64_t>({3, 1, 2}), {}, false}
    );
    parts.timelines.push_back(
        {{"stamp", TimeKind::Timestamp}, test::numbers<std::int64_t>({10, 20, 30}), {}, false}
    );
    for (const auto& [name, array] : test::sample_arrays()) {
        const std::vector<std::optional<std::uint32_t>> sizes{1U, std::nullopt, 2U};
        parts.components.push_back({name, "archetype", "type", arrow::make_list(sizes, array)});
    }
    return Chunk::create(std::move(parts)).value();
}

test::ReadResult written_and_read(const std::vector<LogMessage>& messages, bool compress = true) {
    std::vector<std::byte> bytes;
    RrdWriter writer(
        [&](std::span<const std::byte> more) {
            bytes.insert(bytes.end(), more.begin(), more.end());
            return Result<void>{};
        },
        {compress, true}
    );
    for (const LogMessage& item : messages) {
        const auto written = writer.write(item);
        EXPECT_TRUE(written.has_value()) << written.error().message;
    }
    EXPECT_TRUE(writer.finish().has_value());
    return test::read_rrd(test::as_string(bytes));
}

TEST(RrdWriter, ChunksComeBackAsTheyWere) {
    const ChunkPtr chunk = sample_chunk();
    for (const bool compress : {true, false}) {
        const auto result = written_and_read({ChunkMessage{kStore, chunk}}, compress);
        ASSERT_EQ(result.chunks().size(), 1U) << result.talk();
        const Chunk& back = *result.chunks()[0];
        EXPECT_EQ(back.id(), chunk->id());
        EXPECT_EQ(back.entity(), chunk->entity());
        EXPECT_TRUE(std::ranges::equal(back.row_ids(), chunk->row_ids()));
        ASSERT_EQ(back.timelines().size(), 2U);
        EXPECT_EQ(back.timelines()[0].timeline, chunk->timelines()[0].timeline);
        EXPECT_EQ(back.timelines()[1].timeline.kind, TimeKind::Timestamp);
        ASSERT_EQ(back.components().size(), chunk->components().size());
        for (std::size_t i = 0; i < back.components().size(); ++i) {
            EXPECT_EQ(back.components()[i].name, chunk->components()[i].name);
            EXPECT_EQ(back.components()[i].archetype, "archetype");
            EXPECT_EQ(back.components()[i].type, "type");
            EXPECT_EQ(
                array_text(back.components()[i].cells),
                array_text(chunk->components()[i].cells)
            );
        }
        EXPECT_THAT(result.talk(), IsEmpty());
    }
}

TEST(RrdWriter, StoresAndActivationsComeBack) {
    const StoreId blueprint{StoreKind::Blueprint, "app", "bp"};
    const auto result = written_and_read(
        {StoreInfo{kStore, "my logger", ""}, BlueprintActivation{blueprint, true, false}}
    );
    ASSERT_EQ(result.messages.size(), 2U);
    EXPECT_EQ(std::get<StoreInfo>(result.messages[0]).id, kStore);
    EXPECT_EQ(std::get<StoreInfo>(result.messages[0]).source, "my logger");
    EXPECT_EQ(std::get<BlueprintActivation>(result.messages[1]).blueprint, blueprint);
    EXPECT_TRUE(std::get<BlueprintActivation>(result.messages[1]).make_active);
    EXPECT_FALSE(std::get<BlueprintActivation>(result.messages[1]).make_default);
}

TEST(RrdWriter, AnEmptyRecordingIsReadable) {
    const auto result = written_and_read({});
    EXPECT_THAT(result.messages, IsEmpty());
    EXPECT_THAT(result.error, IsEmpty());
    EXPECT_THAT(result.talk(), HasSubstr("no messages"));
}

TEST(RrdWriter, AFileThatCannotBeMadeIsNamed) {
    const auto writer = RrdWriter::create("/nowhere/out.rrd");
    ASSERT_FALSE(writer.has_value());
    EXPECT_EQ(writer.error().code, ErrorCode::Unreadable);
    EXPECT_THAT(writer.error().message, HasSubstr("/nowhere/out.rrd: No such file"));
}

TEST(RrdWriter, AFullDiskIsAnError) {
    if (!std::filesystem::exists("/dev/full")) {
        GTEST_SKIP() << "no /dev/full here";
    }
    auto writer = RrdWriter::create("/dev/full");
    ASSERT_TRUE(writer.has_value());
    (void)(*writer)->write(ChunkMessage{kStore, sample_chunk()});
    EXPECT_FALSE((*writer)->finish().has_value());
}

TEST(RrdWriter, ARefusingSinkIsPassedOn) {
    RrdWriter writer([](std::span<const std::byte>) {
        return Result<void>(fail(ErrorCode::Cancelled, "stop"));
    });
    const auto result = writer.write(ChunkMessage{kStore, sample_chunk()});
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().code, ErrorCode::Cancelled);
}

TEST(RrdWriter, TheFooterPointsAtTheIndex) {
    std::vector<std::byte> bytes;
    const auto writer = RrdWriter::to_memory(bytes);
    ASSERT_TRUE(writer->write(ChunkMessage{kStore, sample_chunk()}).has_value());
    const std::size_t end_at = bytes.size();
    ASSERT_TRUE(writer->finish().has_value());
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
    std::uint32_t check = 0;
    const std::byte* footer = bytes.data() + bytes.size() - 32;
    std::memcpy(&offset, footer, 8);
    std::memcpy(&size, footer + 8, 8);
    std::memcpy(&check, footer + 16, 4);
    EXPECT_EQ(offset, end_at + 16);
    ASSERT_EQ(offset + size, bytes.size() - 32);
    EXPECT_EQ(check, XXH32(bytes.data() + offset, size, 7850921));
    EXPECT_EQ(test::as_string(std::span(bytes).last(12)), std::string("RRF2FOOT\1\0\0\0", 12));
}

TEST(RrdWriter, NothingCanFollowTheEnd) {
    std::vector<std::byte> bytes;
    const auto writer = RrdWriter::to_memory(bytes);
    ASSERT_TRUE(writer->write(ChunkMessage{kStore, sample_chunk()}).has_value());
    ASSERT_TRUE(writer->finish().has_value());
    const std::size_t size = bytes.size();
    ASSERT_TRUE(writer->finish().has_value()) << "twice does no harm";
    EXPECT_FALSE(writer->write(StoreInfo{kStore, "", ""}).has_value());
    EXPECT_EQ(bytes.size(), size);
}

TEST(RrdWriter, WithoutIndexTheStreamJustEnds) {
    std::vector<std::byte> bytes;
    RrdWriter writer(
        [&](std::span<const std::byte> more) {
            bytes.insert(bytes.end(), more.begin(), more.end());
            return Result<void>{};
        },
        {true, false}
    );
    ASSERT_TRUE(writer.write(ChunkMessage{kStore, sample_chunk()}).has_value());
    const std::size_t size = bytes.size();
    ASSERT_TRUE(writer.finish().has_value());
    EXPECT_EQ(bytes.size(), size);
}

TEST(Sha256, KnownDigests) {
    const auto hex = [](std::string_view text) {
        std::string out;
        for (const std::uint8_t byte : sha256(std::as_bytes(std::span(text.data(), text.size())))) {
            out += fmt::format("{:02x}", byte);
        }
        return out;
    };
    EXPECT_EQ(hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(
        hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    );
}

TEST(RrdWriter, FilesAreReadBack) {
    std::filesystem::create_directories(LIMN_TEST_OUTPUT);
    const std::filesystem::path path = std::filesystem::path(LIMN_TEST_OUTPUT) / "writer.rrd";
    {
        auto writer = RrdWriter::create(path);
        ASSERT_TRUE(writer.has_value());
        ASSERT_TRUE((*writer)->write(StoreInfo{kStore, "", ""}).has_value());
        ASSERT_TRUE((*writer)->write(ChunkMessage{kStore, sample_chunk()}).has_value());
        ASSERT_TRUE((*writer)->finish().has_value());
    }
    auto reader = RrdReader::open(path);
    ASSERT_TRUE(reader.has_value());
    EXPECT_EQ(test::read_all(**reader).chunks().size(), 1U);
}

}  // namespace
}  // namespace limn::rrd
