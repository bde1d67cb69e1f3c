// SPDX-License-Identifier: MIT
#include "rrd/rrd_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>

#include <filesystem>
#include <fstream>

#include "support/rrd_bytes.h"

namespace limn::rrd {
namespace {

using test::arrow_msg;
using test::ArrowFields;
using test::BatchMaker;
using test::message;
using test::read_rrd;
using test::ReadResult;
using test::set_store_info;
using test::store_id;
using test::stream_header;
using testing::HasSubstr;
using testing::IsEmpty;

std::string good_chunk() {
    return arrow_msg(BatchMaker().row_ids({1, 2}).frames({10, 20}).radii({1, 2}).stream());
}

std::string store_info(std::string_view application_in_info, std::string_view rest = "") {
    std::string info = test::bytes_field(2, store_id("rec", ""));
    if (!application_in_info.empty()) {
        info += test::bytes_field(1, test::bytes_field(1, application_in_info));
    }
    return message(1, test::bytes_field(2, info + std::string(rest)));
}

TEST(RrdReader, DeliversStoresAndChunksInOrder) {
    const ReadResult result = read_rrd(stream_header() + set_store_info("rec") + good_chunk());
    ASSERT_EQ(result.messages.size(), 2U) << result.talk() << result.error;
    const auto& info = std::get<StoreInfo>(result.messages[0]);
    EXPECT_EQ(info.id, (StoreId{StoreKind::Recording, "app", "rec"}));
    EXPECT_EQ(info.version, "0.36.2");
    const auto& chunk = std::get<ChunkMessage>(result.messages[1]);
    EXPECT_EQ(chunk.store, info.id);
    EXPECT_EQ(chunk.chunk->entity().text(), "/points");
    EXPECT_EQ(chunk.chunk->num_rows(), 2U);
    EXPECT_EQ(chunk.chunk->row_ids()[1].inc, 2U);
    EXPECT_THAT(result.talk(), IsEmpty());
}

TEST(RrdReader, BlueprintsAndActivationsAreTold) {
    ArrowFields fields;
    fields.store = store_id("bp", "app", 2);
    const std::string activation = message(
        3,
        test::bytes_field(1, store_id("bp", "app", 2)) + test::number_field(2, 1) +
            test::number_field(3, 1)
    );
    const ReadResult result = read_rrd(
        stream_header() + arrow_msg(BatchMaker().row_ids({1}).radii({1}).stream(), fields) +
        activation
    );
    ASSERT_EQ(result.messages.size(), 2U) << result.talk();
    EXPECT_EQ(std::get<ChunkMessage>(result.messages[0]).store.kind, StoreKind::Blueprint);
    const auto& told = std::get<BlueprintActivation>(result.messages[1]);
    EXPECT_EQ(told.blueprint, (StoreId{StoreKind::Blueprint, "app", "bp"}));
    EXPECT_TRUE(told.make_active);
    EXPECT_TRUE(told.make_default);
}

TEST(RrdReader, OldFilesCarryTheApplicationInTheAnnouncementOnly) {
    ArrowFields fields;
    fields.store = store_id("rec", "");
    const std::string chunk = arrow_msg(BatchMaker().row_ids({1}).radii({1}).stream(), fields);
    const ReadResult result = read_rrd(stream_header(23) + store_info("old_app") + chunk);
    ASSERT_EQ(result.messages.size(), 2U);
    EXPECT_EQ(std::get<StoreInfo>(result.messages[0]).id.application_id, "old_app");
    EXPECT_EQ(std::get<ChunkMessage>(result.messages[1]).store.application_id, "old_app");
    EXPECT_THAT(result.talk(), IsEmpty());
}

TEST(RrdReader, AnOldChunkBeforeItsAnnouncementIsKeptAndTold) {
    ArrowFields fields;
    fields.store = store_id("rec", "");
    const std::string chunk = arrow_msg(BatchMaker().row_ids({1}).radii({1}).stream(), fields);
    const ReadResult result = read_rrd(stream_header(23) + chunk);
    ASSERT_EQ(result.messages.size(), 1U);
    EXPECT_EQ(std::get<ChunkMessage>(result.messages[0]).store.application_id, "unknown_app_id");
    EXPECT_THAT(result.talk(), HasSubstr("before its announcement"));
}

TEST(RrdReader, TellsWhoWroteARecording) {
    const std::string python =
        test::number_field(1, 3) + test::number_field(2, 11) + test::number_field(3, 7);
    const std::string source = test::bytes_field(
        5,
        test::number_field(1, 2) + test::bytes_field(2, test::bytes_field(1, python))
    );
    const ReadResult result = read_rrd(stream_header() + store_info("app", source));
    EXPECT_EQ(std::get<StoreInfo>(result.messages.at(0)).source, "Python SDK 3.11.7");
}

TEST(RrdReader, ADamagedMessageIsSkippedAndNamed) {
    const std::string bad = arrow_msg("this is no Arrow stream");
    const ReadResult result = read_rrd(stream_header() + bad + good_chunk());
    EXPECT_EQ(result.chunks().size(), 1U);
    EXPECT_THAT(result.talk(), HasSubstr("a.rrd: byte 12: message 1 (chunk) skipped:"));
}

TEST(RrdReader, UnknownEnumsAreSkippedAndNamed) {
    ArrowFields compression;
    compression.compression = 99;
    ArrowFields encoding;
    encoding.encoding = 42;
    const std::string stream = BatchMaker().row_ids({1}).radii({1}).stream();
    const ReadResult result = read_rrd(
        stream_header() + arrow_msg(stream, compression) + arrow_msg(stream, encoding) +
        good_chunk()
    );
    EXPECT_EQ(result.chunks().size(), 1U);
    EXPECT_THAT(result.talk(), HasSubstr("unknown chunk compression 99"));
    EXPECT_THAT(result.talk(), HasSubstr("unknown chunk encoding 42"));
}

TEST(RrdReader, ChunksOfLaterStreamsFollow) {
    const std::string one = stream_header() + set_store_info("rec") + good_chunk();
    const ReadResult result = read_rrd(one + one);
    EXPECT_EQ(result.chunks().size(), 2U);
    EXPECT_THAT(result.talk(), IsEmpty());
}

TEST(RrdReader, ProgressEndsAtTheSizeOfTheFile) {
    const std::string bytes = stream_header() + set_store_info("rec") + good_chunk();
    auto reader = RrdReader::from_bytes("a.rrd", test::as_buffer(bytes));
    ASSERT_TRUE(reader.has_value());
    EXPECT_EQ((*reader)->progress().done_bytes, 0U);
    EXPECT_EQ((*reader)->progress().total_bytes, bytes.size());
    (void)test::read_all(**reader);
    EXPECT_EQ((*reader)->progress().done_bytes, bytes.size());
}

TEST(RrdReader, OpenErrorsNameTheFile) {
    const auto missing = RrdReader::open("/nowhere/file.rrd");
    ASSERT_FALSE(missing.has_value());
    EXPECT_EQ(missing.error().code, ErrorCode::NotFound);
    EXPECT_THAT(missing.error().message, HasSubstr("/nowhere/file.rrd"));
    const auto other = RrdReader::from_bytes("picture.png", test::as_buffer("\x89PNG and so on"));
    ASSERT_FALSE(other.has_value());
    EXPECT_EQ(other.error().code, ErrorCode::NotThisFormat);
    EXPECT_THAT(other.error().message, HasSubstr("picture.png"));
}

TEST(RrdReader, ReadsAFileFromDisk) {
    const std::filesystem::path folder(LIMN_TEST_OUTPUT);
    std::filesystem::create_directories(folder);
    const std::filesystem::path path = folder / "reader.rrd";
    std::ofstream(path, std::ios::binary)
        << stream_header() << set_store_info("rec") << good_chunk();
    auto reader = RrdReader::open(path);
    ASSERT_TRUE(reader.has_value());
    EXPECT_EQ((*reader)->name(), path.string());
    EXPECT_EQ(test::read_all(**reader).chunks().size(), 1U);
}

std::filesystem::path file_with(const std::string& name, const std::string& bytes) {
    const std::filesystem::path folder(LIMN_TEST_OUTPUT);
    std::filesystem::create_directories(folder);
    std::ofstream(folder / name, std::ios::binary) << bytes;
    return folder / name;
}

void append(const std::filesystem::path& path, std::string_view bytes) {
    std::ofstream(path, std::ios::binary | std::ios::app) << bytes;
}

TEST(RrdReader, AChunkOfAFileCanBeReadAgain) {
    const auto path =
        file_with("again.rrd", stream_header() + set_store_info("rec") + good_chunk());
    auto reader = RrdReader::open(path);
    const ReadResult result = test::read_all(**reader);
    const auto& message = std::get<ChunkMessage>(result.messages.at(1));
    ASSERT_NE(message.source, nullptr);

    const auto again = message.source->read();

    ASSERT_TRUE(again.has_value()) << again.error().message;
    EXPECT_NE(*again, message.chunk);
    EXPECT_EQ((*again)->id(), message.chunk->id());
    EXPECT_EQ((*again)->num_rows(), 2U);

    std::filesystem::resize_file(path, 40);
    const auto gone = message.source->read();
    ASSERT_FALSE(gone.has_value());
    EXPECT_THAT(gone.error().message, testing::AllOf(HasSubstr("again.rrd"), HasSubstr("byte")));
}

TEST(RrdReader, WhatIsUnpackedAheadComesInOrderWithItsFaults) {
    std::string bytes = stream_header() + set_store_info("rec");
    for (std::int64_t i = 0; i < 3000; ++i) {
        bytes += i % 7 == 3 ? message(2, "damaged")
                            : arrow_msg(BatchMaker().row_ids({1}).frames({i}).radii({1}).stream());
        bytes += i % 500 == 9 ? set_store_info("rec" + std::to_string(i)) : "";
    }
    ASSERT_GT(bytes.size(), std::size_t{1} << 20U);
    const auto path = file_with("ahead.rrd", bytes);
    auto reader = RrdReader::open(path);
    const ReadResult ahead = test::read_all(**reader);
    const ReadResult one_by_one = read_rrd(bytes);

    ASSERT_EQ(ahead.messages.size(), one_by_one.messages.size());
    for (std::size_t i = 0; i < ahead.messages.size(); ++i) {
        ASSERT_EQ(ahead.messages[i].index(), one_by_one.messages[i].index());
        if (const auto* chunk = std::get_if<ChunkMessage>(&ahead.messages[i])) {
            const auto& other = std::get<ChunkMessage>(one_by_one.messages[i]);
            EXPECT_EQ(
                chunk->chunk->find_timeline("frame")->range,
                other.chunk->find_timeline("frame")->range
            );
        }
    }
    ASSERT_EQ(ahead.diagnostics.items().size(), one_by_one.diagnostics.items().size());
    EXPECT_GT(ahead.diagnostics.items().size(), 400U);
    for (std::size_t i = 0; i < ahead.diagnostics.items().size(); ++i) {
        EXPECT_EQ(ahead.diagnostics.items()[i].message, one_by_one.diagnostics.items()[i].message);
    }
}

TEST(RrdReader, FollowsAFileWhileItIsWritten) {
    const std::string header = stream_header();
    const std::string info = set_store_info("rec");
    const std::string chunk = good_chunk();
    const auto path = file_with("growing.rrd", "");
    auto reader = RrdReader::follow(path);
    ASSERT_TRUE(reader.has_value());
    EXPECT_TRUE(test::read_all(**reader).messages.empty());
    EXPECT_TRUE((*reader)->is_waiting());

    std::size_t num_messages = 0;
    for (const char c : header + info + chunk + chunk) {
        append(path, std::string_view(&c, 1));
        const ReadResult result = test::read_all(**reader);
        num_messages += result.messages.size();
        EXPECT_THAT(result.talk(), IsEmpty());
        EXPECT_TRUE((*reader)->is_waiting());
    }
    EXPECT_EQ(num_messages, 3U);

    // A stream may end, and another one begin.
    append(path, message(0, "") + header + set_store_info("other") + chunk);
    EXPECT_EQ(test::read_all(**reader).messages.size(), 2U);
}

TEST(RrdReader, FollowsAFileThroughMessagesOfAnUnknownKind) {
    const auto path = file_with("growing_unknown.rrd", "");
    auto reader = RrdReader::follow(path);
    ASSERT_TRUE(reader.has_value());
    std::size_t num_messages = 0;
    std::string talk;
    const std::string unknown = message(9, "from the future");
    for (const char c : stream_header() + set_store_info("rec") + unknown + good_chunk() + unknown +
                            stream_header() + good_chunk()) {
        append(path, std::string_view(&c, 1));
        const ReadResult result = test::read_all(**reader);
        num_messages += result.messages.size();
        talk = result.talk();
        EXPECT_TRUE((*reader)->is_waiting());
    }
    EXPECT_EQ(num_messages, 3U);
    EXPECT_THAT(talk, HasSubstr("message 2 skipped: 15 bytes of the unknown kind 9"));
    EXPECT_THAT(talk, HasSubstr("message 4 skipped: 15 bytes of the unknown kind 9"));
    EXPECT_THAT(talk, Not(HasSubstr("damaged")));

    // What is no message is told at once.
    append(path, "this is text, and no message at all");
    EXPECT_THAT(test::read_all(**reader).talk(), HasSubstr("damaged after message 5"));
}

TEST(RrdReader, ReadsAPipeToItsEnd) {
    std::array<int, 2> ends{};
    ASSERT_EQ(::pipe(ends.data()), 0);
    auto reader = RrdReader::from_pipe("pipe", ends[0]);
    ASSERT_TRUE(reader.has_value());
    const std::string bytes = stream_header() + set_store_info("rec") + good_chunk();
    const std::string cut = bytes + good_chunk().substr(0, 30);
    ASSERT_EQ(::write(ends[1], cut.data(), cut.size()), static_cast<::ssize_t>(cut.size()));
    ::close(ends[1]);

    ReadResult all;
    do {
        ReadResult some = test::read_all(**reader);
        all.messages.insert(all.messages.end(), some.messages.begin(), some.messages.end());
        all.diagnostics = some.diagnostics;
    } while ((*reader)->is_waiting());

    EXPECT_EQ(all.messages.size(), 2U);
    EXPECT_THAT(all.talk(), HasSubstr("cut off"));
    EXPECT_NE(std::get<ChunkMessage>(all.messages.at(1)).source, nullptr);
    reader->reset();  // Its thread reads the pipe.
    ::close(ends[0]);
}

TEST(RrdReader, APipeOfSomethingElseIsAnError) {
    std::array<int, 2> ends{};
    ASSERT_EQ(::pipe(ends.data()), 0);
    auto reader = RrdReader::from_pipe("pipe", ends[0]);
    ASSERT_EQ(::write(ends[1], "hello, this is text", 19), 19);
    ::close(ends[1]);
    std::string error;
    do {
        error = test::read_all(**reader).error;
    } while (error.empty() && (*reader)->is_waiting());
    EXPECT_THAT(error, HasSubstr("RRF2"));
    reader->reset();  // Its thread reads the pipe.
    ::close(ends[0]);
}

TEST(IsRrd, KnowsRecordingsOfEveryVersion) {
    const auto sniff = [](std::string_view text) {
        return is_rrd(std::as_bytes(std::span(text.data(), text.size())));
    };
    EXPECT_TRUE(sniff("RRF2...."));
    EXPECT_TRUE(sniff("RRF0"));
    EXPECT_TRUE(sniff("RRF1"));
    EXPECT_FALSE(sniff("RRF"));
    EXPECT_FALSE(sniff("{\"images\""));
    EXPECT_FALSE(sniff(""));
}

}  // namespace
}  // namespace limn::rrd
