// SPDX-License-Identifier: MIT
#include "rrd/arrow_msg.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/lz4_block.h"
#include "support/rrd_bytes.h"

namespace limn::rrd {
namespace {

using test::lz4_block;
using testing::HasSubstr;

std::span<const std::byte> bytes_of(const std::string& text) {
    return std::as_bytes(std::span(text));
}

ArrowMsgView view_of(const std::string& payload, std::uint64_t compression, std::uint64_t size) {
    ArrowMsgView view;
    view.payload = bytes_of(payload);
    view.compression = compression;
    view.uncompressed_size = size;
    view.encoding = 1;
    return view;
}

TEST(ArrowMsg, PayloadIsASpanOfTheMessage) {
    const std::string body = test::bytes_field(1, "store") + test::number_field(2, 2) +
                             test::number_field(3, 1000) + test::number_field(4, 1) +
                             test::bytes_field(5, "payload");
    const auto view = walk_arrow_msg(bytes_of(body));
    ASSERT_TRUE(view.has_value());
    EXPECT_EQ(test::as_string(view->payload), "payload");
    EXPECT_GE(view->payload.data(), bytes_of(body).data());
    EXPECT_LT(view->payload.data(), bytes_of(body).data() + body.size());
    EXPECT_EQ(view->compression, 2U);
    EXPECT_EQ(view->uncompressed_size, 1000U);
    EXPECT_FALSE(view->chunk_id.has_value());
}

TEST(ArrowMsg, UnknownFieldsAreSkipped) {
    const std::string body = test::bytes_field(77, "new") + test::number_field(78, 5) +
                             test::bytes_field(5, "p") + test::varint(79 << 3U | 1U) +
                             std::string(8, 'f') + test::varint(80 << 3U | 5U) + "four";
    const auto view = walk_arrow_msg(bytes_of(body));
    ASSERT_TRUE(view.has_value());
    EXPECT_EQ(test::as_string(view->payload), "p");
}

TEST(ArrowMsg, LengthsThatLeaveTheMessageAreRefused) {
    const std::string body = test::varint(5 << 3U | 2U) + test::varint(1000) + "short";
    EXPECT_FALSE(walk_arrow_msg(bytes_of(body)).has_value());
    const std::string endless = test::varint(5 << 3U | 2U) + test::varint(0xFFFFFFFFU);
    EXPECT_FALSE(walk_arrow_msg(bytes_of(endless)).has_value());
}

TEST(ArrowMsg, Lz4BlocksAreUnpackedIntoAlignedMemory) {
    const std::string text(10'000, 'x');
    const std::string block = lz4_block(text);
    const auto buffer = unpack_payload(view_of(block, 2, text.size()));
    ASSERT_TRUE(buffer.has_value());
    EXPECT_EQ(test::as_string(buffer->bytes()), text);
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(buffer->bytes().data()) % 64, 0U);
}

TEST(ArrowMsg, AWrongUncompressedSizeIsRefused) {
    const std::string text(1000, 'x');
    const std::string block = lz4_block(text);
    for (const std::size_t size : {999U, 1001U, 0U}) {
        EXPECT_EQ(unpack_payload(view_of(block, 2, size)).error().code, ErrorCode::Corrupt);
    }
}

TEST(ArrowMsg, SizesBeyondWhatLz4CanHoldAllocateNothing) {
    const std::string block = lz4_block("tiny");
    for (const std::uint64_t size : {std::uint64_t{100'000}, ~std::uint64_t{0}}) {
        const auto buffer = unpack_payload(view_of(block, 2, size));
        ASSERT_FALSE(buffer.has_value());
        EXPECT_THAT(buffer.error().message, HasSubstr("cannot hold"));
    }
}

TEST(ArrowMsg, TheBeginningOfADamagedBlockIsStillThere) {
    const std::string text = "it begins " + std::string(1000, 'x') + " and ends";
    const std::string block = lz4_block(text);
    const std::string cut = block.substr(0, block.size() - 3);
    EXPECT_FALSE(unpack_payload(view_of(cut, 2, text.size())).has_value());
    EXPECT_EQ(test::as_string(unpack_remains(view_of(cut, 2, 0), 10).bytes()), "it begins ");
    EXPECT_EQ(test::as_string(unpack_remains(view_of("plain", 1, 0), 3).bytes()), "pla");
    EXPECT_EQ(test::as_string(unpack_remains(view_of("plain", 1, 0), 99).bytes()), "plain");
    EXPECT_EQ(unpack_remains(view_of(std::string(4, '\xFF'), 2, 0), 9).size(), 9U);
    EXPECT_EQ(unpack_remains(view_of("plain", 7, 0), 9).size(), 0U);
}

TEST(ArrowMsg, UncompressedPayloadsAreCopiedAligned) {
    const std::string text = "_payload";
    for (const std::uint64_t compression : {0U, 1U}) {
        ArrowMsgView view = view_of(text, compression, 12345);
        view.payload = view.payload.subspan(1);
        const auto buffer = unpack_payload(view);
        ASSERT_TRUE(buffer.has_value());
        EXPECT_EQ(test::as_string(buffer->bytes()), "payload");
        EXPECT_EQ(reinterpret_cast<std::uintptr_t>(buffer->bytes().data()) % 64, 0U);
    }
}

TEST(ArrowMsg, UnknownCompressionAndEncodingAreNamed) {
    const auto compression = unpack_payload(view_of("p", 7, 1));
    EXPECT_EQ(compression.error().code, ErrorCode::UnsupportedVersion);
    EXPECT_THAT(compression.error().message, HasSubstr("7"));
    ArrowMsgView view = view_of("p", 1, 1);
    view.encoding = 0;
    EXPECT_EQ(unpack_payload(view).error().code, ErrorCode::UnsupportedVersion);
}

}  // namespace
}  // namespace limn::rrd
