// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cstring>

#include "arrow/ipc.h"
#include "support/array_text.h"
#include "support/sample_arrays.h"

namespace limn::arrow {
namespace {

/// Reads and touches everything; what counts is that nothing else is touched.
void read_all(std::span<const std::byte> bytes) {
    const Buffer stream = Buffer::copy_of(bytes);
    if (const auto batch = read_stream(stream)) {
        for (const Array& column : batch->columns) {
            (void)test::array_text(column);
        }
    }
    (void)read_schema(stream);
}

/// A small batch with nesting, so that trying every byte stays quick.
std::vector<std::byte> small_stream() {
    const std::vector<std::optional<std::uint32_t>> sizes{1U, std::nullopt, 2U};
    RecordBatch batch;
    batch.num_rows = 3;
    for (const Array& array :
         {make_list(sizes, test::texts({"a", "bc", std::nullopt})),
          test::union_sample(true),
          test::dictionary_sample(TypeId::Int8),
          make_fixed_size_list(2, test::numbers<float>({1, 2, 3, 4, 5, 6}))}) {
        batch.schema.fields.push_back({"c", array.data()->type, true, {{"k", "v"}}});
        batch.columns.push_back(array);
    }
    return write_stream(batch).value();
}

TEST(HostileIpc, AnyByteMayBeWrong) {
    const std::vector<std::byte> good = small_stream();
    for (std::size_t at = 0; at < good.size(); ++at) {
        for (const unsigned mask : {0xFFU, 0x01U, 0x80U, 0x7FU}) {
            std::vector<std::byte> bad = good;
            bad[at] ^= static_cast<std::byte>(mask);
            read_all(bad);
        }
    }
}

TEST(HostileIpc, EveryTypeMayBeWrongSomewhere) {
    const std::vector<std::byte> good = write_stream(test::sample_batch()).value();
    for (std::size_t at = 0; at < good.size(); at += 3) {
        std::vector<std::byte> bad = good;
        bad[at] ^= std::byte{0xFF};
        read_all(bad);
    }
}

TEST(HostileIpc, AnyEndMayBeMissing) {
    const std::vector<std::byte> good = small_stream();
    for (std::size_t size = 0; size + 8 < good.size(); ++size) {
        const auto part = std::span(good).first(size);
        EXPECT_FALSE(read_stream(Buffer::copy_of(part)).has_value()) << size;
    }
}

TEST(HostileIpc, TheEndMarkerIsNotNeeded) {
    const std::vector<std::byte> good = small_stream();
    EXPECT_TRUE(read_stream(Buffer::copy_of(std::span(good).first(good.size() - 8))).has_value());
}

TEST(HostileIpc, RandomBytesAreRefused) {
    std::uint32_t state = 1;
    for (int round = 0; round < 200; ++round) {
        std::vector<std::byte> noise(300);
        for (std::byte& byte : noise) {
            state = state * 1664525U + 1013904223U;
            byte = static_cast<std::byte>(state >> 24U);
        }
        EXPECT_FALSE(read_stream(Buffer::copy_of(noise)).has_value());
    }
}

TEST(HostileIpc, MessagesSayWhatIsWrong) {
    std::vector<std::byte> stream = small_stream();
    const std::uint32_t huge = 0x7FFFFFF0;
    std::memcpy(stream.data() + 4, &huge, sizeof(huge));
    const auto result = read_stream(Buffer::copy_of(stream));
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().code, ErrorCode::Corrupt);
    EXPECT_NE(result.error().message.find("2147483632 bytes"), std::string::npos)
        << result.error().message;
}

}  // namespace
}  // namespace limn::arrow
