// SPDX-License-Identifier: MIT
// Streams that are legal but rare, and damage between sound messages: what is shown, and what is told of it.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "support/lz4_block.h"
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
using testing::ElementsAre;
using testing::IsEmpty;

/// A file put together piece by piece, which knows where its pieces lie.
class OddFile {
  public:
    /// Returns where it begins.
    std::uint64_t add(std::string_view piece) {
        const std::uint64_t at = bytes.size();
        bytes += piece;
        return at;
    }

    std::string bytes;
};

BatchMaker batch(const std::string& entity) {
    return BatchMaker(entity).row_ids({1, 2}).frames({10, 20}).radii({1, 2});
}

ArrowFields of_store(std::string_view recording, std::string_view application = "app") {
    ArrowFields fields;
    fields.store = store_id(recording, application);
    return fields;
}

std::string chunk(const std::string& entity) {
    return arrow_msg(batch(entity).stream(), of_store("rec"));
}

std::string packed_chunk(const std::string& entity) {
    const std::string stream = batch(entity).stream();
    ArrowFields fields = of_store("rec");
    fields.compression = 2;
    fields.uncompressed_size = stream.size();
    return arrow_msg(test::lz4_block(stream), fields);
}

/// An LZ4 block that ends too early.
std::string packed_chunk_cut_by(const std::string& entity, std::size_t num_bytes) {
    const std::string stream = batch(entity).stream();
    const std::string block = test::lz4_block(stream);
    ArrowFields fields = of_store("rec");
    fields.compression = 2;
    fields.uncompressed_size = stream.size();
    return arrow_msg(block.substr(0, block.size() - num_bytes), fields);
}

std::string end() {
    return message(0, "");
}

/// An end whose footer points to it, in a stream of which `before` stands there already.
std::string end_with_footer(std::size_t num_before) {
    return end() + test::le64(num_before + 16) + test::le64(0) +
           std::string("\x71\x36\x97\x2A", 4) + "RRF2FOOT" + std::string("\x01\0\0\0", 4);
}

std::vector<std::string> entities(const ReadResult& result) {
    std::vector<std::string> names;
    for (const ChunkPtr& one : result.chunks()) {
        names.push_back(one->entity().text());
    }
    return names;
}

std::vector<StoreId> stores(const ReadResult& result) {
    std::vector<StoreId> ids;
    for (const LogMessage& item : result.messages) {
        if (const auto* one = std::get_if<ChunkMessage>(&item)) {
            ids.push_back(one->store);
        }
    }
    return ids;
}

struct Concatenation {
    const char* name;
    int num_streams;
    bool has_end;
    bool has_footer;
};

class Concatenated : public testing::TestWithParam<Concatenation> {};

TEST_P(Concatenated, StreamsAreOneRecordingWithoutAWord) {
    const auto& [name, num_streams, has_end, has_footer] = GetParam();
    std::string bytes;
    std::vector<std::string> expected;
    for (int i = 0; i < num_streams; ++i) {
        expected.push_back(fmt::format("/stream_{}", i));
        const std::string stream = stream_header() + set_store_info("rec") + chunk(expected.back());
        bytes += stream;
        bytes += has_footer ? end_with_footer(stream.size()) : has_end ? end() : "";
    }
    const ReadResult result = read_rrd(bytes);
    EXPECT_EQ(entities(result), expected);
    EXPECT_EQ(result.messages.size(), 2 * expected.size());
    EXPECT_THAT(result.talk() + result.error, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    Streams,
    Concatenated,
    testing::Values(
        Concatenation{"OneWithoutEnd", 1, false, false},
        Concatenation{"TwoWithoutEnd", 2, false, false},
        Concatenation{"TwoWithEnd", 2, true, false},
        Concatenation{"TwoWithFooter", 2, true, true},
        Concatenation{"ThreeWithoutEnd", 3, false, false},
        Concatenation{"ThreeWithEnd", 3, true, false},
        Concatenation{"ThreeWithFooter", 3, true, true}
    ),
    [](const auto& param) { return std::string(param.param.name); }
);

TEST(OddStreams, PlacesCountOverTheWholeFile) {
    OddFile file;
    file.add(stream_header() + set_store_info("rec") + chunk("/a"));
    file.add(end_with_footer(file.bytes.size()));  // The third message.
    file.add(stream_header() + set_store_info("rec") + end());
    file.add(stream_header() + set_store_info("rec"));
    const std::uint64_t damaged = file.add(packed_chunk_cut_by("/b", 5));
    file.add(chunk("/c"));
    const ReadResult result = read_rrd(file.bytes);
    EXPECT_THAT(entities(result), ElementsAre("/a", "/c"));
    EXPECT_EQ(
        result.talk(),
        fmt::format(
            "a.rrd: byte {}: message 7 (chunk) skipped: /b: LZ4 block is damaged\n",
            damaged
        )
    );
}

TEST(OddStreams, ADamagedLz4BlockIsListedWithItsEntityAndItsNeighboursStay) {
    OddFile file;
    file.add(stream_header() + set_store_info("rec") + packed_chunk("/before"));
    const std::uint64_t at = file.add(packed_chunk_cut_by("/damaged here", 5));
    file.add(packed_chunk("/after"));
    const ReadResult result = read_rrd(file.bytes);
    EXPECT_THAT(entities(result), ElementsAre("/before", "/after"));
    ASSERT_EQ(result.diagnostics.items().size(), 1U);
    EXPECT_EQ(result.diagnostics.items()[0].severity, Severity::Error);
    EXPECT_EQ(result.diagnostics.items()[0].place, fmt::format("a.rrd: byte {}", at));
    EXPECT_EQ(
        result.diagnostics.items()[0].message,
        R"(message 3 (chunk) skipped: /damaged\ here: LZ4 block is damaged)"
    );
}

TEST(OddStreams, AnLz4BlockDamagedFromItsStartIsListedWithoutAnEntity) {
    ArrowFields fields = of_store("rec");
    fields.compression = 2;
    fields.uncompressed_size = 500;
    OddFile file;
    file.add(stream_header() + set_store_info("rec"));
    const std::uint64_t at = file.add(arrow_msg(std::string(300, '\xF3'), fields));
    file.add(chunk("/after"));
    const ReadResult result = read_rrd(file.bytes);
    EXPECT_THAT(entities(result), ElementsAre("/after"));
    EXPECT_EQ(
        result.talk(),
        fmt::format("a.rrd: byte {}: message 2 (chunk) skipped: LZ4 block is damaged\n", at)
    );
}

TEST(OddStreams, ADamagedArrowStreamIsListedWithItsEntityAndItsNeighboursStay) {
    const std::string stream = batch("/damaged").stream();
    OddFile file;
    file.add(stream_header() + set_store_info("rec") + chunk("/before"));
    const std::uint64_t cut = file.add(arrow_msg(stream.substr(0, stream.size() - 100)));
    file.add(chunk("/between"));
    const std::uint64_t zeros = file.add(arrow_msg(std::string(400, '\0')));
    file.add(chunk("/after"));
    const ReadResult result = read_rrd(file.bytes);
    EXPECT_THAT(entities(result), ElementsAre("/before", "/between", "/after"));
    const auto& items = result.diagnostics.items();
    ASSERT_EQ(items.size(), 2U) << result.talk();
    EXPECT_EQ(items[0].place, fmt::format("a.rrd: byte {}", cut));
    EXPECT_THAT(
        items[0].message,
        testing::StartsWith("message 3 (chunk) skipped: /damaged: Arrow message at byte ")
    );
    EXPECT_EQ(items[1].place, fmt::format("a.rrd: byte {}", zeros));
    EXPECT_THAT(items[1].message, testing::StartsWith("message 5 (chunk) skipped: Arrow "));
}

TEST(OddStreams, AChunkThatContradictsItselfIsListedWithItsEntity) {
    const std::array<std::optional<std::string>, 1> texts{"noon"};
    BatchMaker maker("/clock");
    maker.row_ids({1}).timeline("when", arrow::make_utf8(texts)).radii({1});
    OddFile file;
    file.add(stream_header());
    const std::uint64_t at = file.add(arrow_msg(maker.stream()));
    file.add(chunk("/after"));
    const ReadResult result = read_rrd(file.bytes);
    EXPECT_THAT(entities(result), ElementsAre("/after"));
    EXPECT_EQ(
        result.talk(),
        fmt::format(
            "a.rrd: byte {0} (message 1): /clock: timeline 'when' has times of an unreadable type; "
            "it is left out\n"
            "a.rrd: byte {0}: message 1 (chunk) skipped: /clock: chunk without a readable timeline\n",
            at
        )
    );
}

TEST(OddStreams, CompressedAndUncompressedPayloadsAreTheSame) {
    ArrowFields unspecified = of_store("rec");
    unspecified.compression = 0;
    const ReadResult result = read_rrd(
        stream_header(36, 2, 0) + packed_chunk("/a") + chunk("/a") +
        arrow_msg(batch("/a").stream(), unspecified)
    );
    ASSERT_EQ(result.chunks().size(), 3U);
    EXPECT_THAT(result.talk(), IsEmpty());
    for (const ChunkPtr& one : result.chunks()) {
        EXPECT_EQ(one->num_rows(), 2U);
        EXPECT_EQ(one->byte_size(), result.chunks()[0]->byte_size());
    }
}

TEST(OddStreams, ChunksGoToTheirOwnRecordingAndApplication) {
    const std::string stream = batch("/a").stream();
    const ReadResult result = read_rrd(
        stream_header() + set_store_info("one", "x") + set_store_info("two", "x") +
        arrow_msg(stream, of_store("two", "x")) + arrow_msg(stream, of_store("one", "y")) +
        set_store_info("one", "y") + arrow_msg(stream, of_store("one", "x"))
    );
    EXPECT_THAT(
        stores(result),
        ElementsAre(
            StoreId{StoreKind::Recording, "x", "two"},
            StoreId{StoreKind::Recording, "y", "one"},
            StoreId{StoreKind::Recording, "x", "one"}
        )
    );
    EXPECT_THAT(result.talk(), IsEmpty());
}

TEST(OddStreams, AnAnnouncementMayComeLateOrAgain) {
    const ReadResult result = read_rrd(
        stream_header() + chunk("/a") + set_store_info("rec") + chunk("/b") +
        set_store_info("rec") + chunk("/c")
    );
    EXPECT_THAT(entities(result), ElementsAre("/a", "/b", "/c"));
    EXPECT_THAT(stores(result), testing::Each(StoreId{StoreKind::Recording, "app", "rec"}));
    EXPECT_THAT(result.talk(), IsEmpty());
}

TEST(OddStreams, AnOldChunkBeforeItsAnnouncementIsListedOnceForEachRecording) {
    const std::string stream = batch("/a").stream();
    OddFile file;
    file.add(stream_header(23));
    const std::uint64_t one = file.add(arrow_msg(stream, of_store("one", "")));
    const std::uint64_t two = file.add(arrow_msg(stream, of_store("two", "")));
    file.add(arrow_msg(stream, of_store("one", "")));
    const ReadResult result = read_rrd(file.bytes);
    EXPECT_EQ(result.chunks().size(), 3U);
    EXPECT_THAT(
        stores(result),
        testing::Each(testing::Field(&StoreId::application_id, "unknown_app_id"))
    );
    EXPECT_EQ(
        result.talk(),
        fmt::format(
            "a.rrd: byte {}: message 1 (chunk) of recording 'one' comes before its announcement; "
            "application unknown\n"
            "a.rrd: byte {}: message 2 (chunk) of recording 'two' comes before its announcement; "
            "application unknown\n",
            one,
            two
        )
    );
}

TEST(OddStreams, ACutInAHeaderIsListedWithPlaceAndNumber) {
    OddFile file;
    file.add(stream_header() + set_store_info("rec") + chunk("/a"));
    const std::uint64_t at = file.add(chunk("/b").substr(0, 7));
    const ReadResult result = read_rrd(file.bytes);
    EXPECT_THAT(entities(result), ElementsAre("/a"));
    EXPECT_EQ(
        result.talk(),
        fmt::format(
            "a.rrd: byte {}: the file is cut off in message 3: 7 of 16 header bytes are there; "
            "everything before it was read\n",
            at
        )
    );
}

TEST(OddStreams, ACutInAPayloadIsListedWithPlaceAndNumber) {
    OddFile file;
    file.add(stream_header() + set_store_info("rec") + chunk("/a"));
    const std::string last = chunk("/b");
    const std::uint64_t at = file.add(last.substr(0, 100));
    const ReadResult result = read_rrd(file.bytes);
    EXPECT_THAT(entities(result), ElementsAre("/a"));
    EXPECT_EQ(
        result.talk(),
        fmt::format(
            "a.rrd: byte {}: the file is cut off in message 3: 84 of {} bytes are there; everything "
            "before it was read\n",
            at,
            last.size() - 16
        )
    );
}

TEST(OddStreams, DamagedAnnouncementsCostThemselvesOnly) {
    OddFile file;
    file.add(stream_header());
    const std::uint64_t announcement = file.add(message(1, "\xFF\xFF"));
    const std::uint64_t activation = file.add(message(3, "\xFF\xFF"));
    file.add(chunk("/a"));
    const ReadResult result = read_rrd(file.bytes);
    EXPECT_THAT(entities(result), ElementsAre("/a"));
    EXPECT_EQ(
        result.talk(),
        fmt::format(
            "a.rrd: byte {}: message 1 (store announcement) skipped: damaged store announcement\n"
            "a.rrd: byte {}: message 2 (blueprint activation) skipped: damaged blueprint activation\n",
            announcement,
            activation
        )
    );
}

}  // namespace
}  // namespace limn::rrd
