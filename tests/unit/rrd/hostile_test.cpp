// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rrd/rrd_writer.h"
#include "support/array_text.h"
#include "support/rrd_bytes.h"

namespace limn::rrd {
namespace {

using test::BatchMaker;
using test::read_rrd;

void touch(const test::ReadResult& result) {
    for (const ChunkPtr& chunk : result.chunks()) {
        for (const TimeColumn& column : chunk->timelines()) {
            (void)test::array_text(column.times);
        }
        for (const ComponentColumn& column : chunk->components()) {
            (void)test::array_text(column.cells);
        }
    }
}

/// A store, a compressed chunk and an uncompressed one.
std::string small_recording() {
    const std::string stream = BatchMaker().row_ids({1, 2}).frames({1, 2}).radii({1, 2}).stream();
    auto reader = RrdReader::from_bytes(
        "small",
        test::as_buffer(
            test::stream_header() + test::set_store_info("rec") + test::arrow_msg(stream)
        )
    );
    std::vector<std::byte> bytes;
    const auto writer = RrdWriter::to_memory(bytes);
    while (auto message = (*reader)->next().value()) {
        EXPECT_TRUE(writer->write(*message).has_value());
    }
    return test::as_string(bytes) + test::arrow_msg(stream);
}

TEST(HostileRrd, AnyEndMayBeMissing) {
    const std::string good = small_recording();
    std::size_t most = 0;
    for (std::size_t size = 0; size <= good.size(); ++size) {
        const auto result = read_rrd(std::string_view(good).substr(0, size));
        EXPECT_GE(result.messages.size(), most) << "a longer file never shows less";
        most = std::max(most, result.messages.size());
        EXPECT_LE(result.diagnostics.items().size(), 1U);
        EXPECT_EQ(result.error.empty(), size >= 12);
    }
    EXPECT_EQ(most, 3U);
}

TEST(HostileRrd, AnyByteMayBeWrong) {
    const std::string good = small_recording();
    for (std::size_t at = 0; at < good.size(); ++at) {
        for (const int mask : {0xFF, 0x01, 0x80}) {
            std::string bad = good;
            bad[at] = static_cast<char>(bad[at] ^ mask);
            touch(read_rrd(bad));
        }
    }
}

TEST(HostileRrd, ANegativeSizeOfOldWritersIsRefused) {
    test::ArrowFields fields;
    fields.compression = 2;
    fields.uncompressed_size = static_cast<std::uint64_t>(-1);
    const auto result = read_rrd(test::stream_header(23) + test::arrow_msg("block", fields));
    EXPECT_TRUE(result.chunks().empty());
    EXPECT_THAT(result.talk(), testing::HasSubstr("cannot hold"));
}

TEST(HostileRrd, ManyBadMessagesDoNotFloodTheDiagnostics) {
    std::string bytes = test::stream_header();
    for (int i = 0; i < 3000; ++i) {
        bytes += test::message(2, "\x01");
    }
    const auto result = read_rrd(bytes);
    EXPECT_LE(result.diagnostics.items().size(), 1000U);
    EXPECT_GT(result.diagnostics.dropped(), 0U);
}

}  // namespace
}  // namespace limn::rrd
