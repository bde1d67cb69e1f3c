// SPDX-License-Identifier: MIT
// Streams of another implementation (Arrow C++), types that Limn does not read included.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "arrow/ipc.h"
#include "support/array_text.h"

namespace limn::arrow {
namespace {

using test::array_text;
using testing::HasSubstr;

Result<RecordBatch> read(const std::string& name) {
    const auto path = std::filesystem::path(LIMN_TEST_SOURCE) / "fuzz/corpus/arrow_ipc" / name;
    std::ifstream file(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    EXPECT_FALSE(bytes.empty()) << path;
    return read_stream(Buffer::copy_of(std::as_bytes(std::span(bytes))));
}

std::string column(const RecordBatch& batch, std::string_view name) {
    for (std::size_t i = 0; i < batch.columns.size(); ++i) {
        if (batch.schema.fields[i].name == name) {
            return array_text(batch.columns[i]);
        }
    }
    return "no such column";
}

TEST(ForeignIpc, PlainTypesAreReadInEveryEnvelope) {
    for (const char* name : {"plain.arrows", "metadata_v4.arrows", "legacy_prefix.arrows"}) {
        const auto batch = read(name);
        ASSERT_TRUE(batch.has_value()) << name << ": " << batch.error().message;
        EXPECT_EQ(column(*batch, "i"), "[1, null, 3]");
        EXPECT_EQ(column(*batch, "u"), "[1, 2, 3]");
        EXPECT_EQ(column(*batch, "s"), "['a', null, 'ccc']");
        EXPECT_EQ(column(*batch, "l"), "[[1], null, [2, 3]]");
        EXPECT_EQ(column(*batch, "f"), "[[1, 2], [3, 4], null]");
        EXPECT_EQ(column(*batch, "st"), "[{[1]['q']}, null, {[2][null]}]");
        EXPECT_EQ(column(*batch, "b"), "[true, false, null]");
        EXPECT_EQ(column(*batch, "t"), "[1, 2, 3]");
        EXPECT_EQ(column(*batch, "m"), "[[{['k'][1]}], [], [{['z'][null]}]]");
    }
}

TEST(ForeignIpc, DictionariesAreReadNestedToo) {
    const auto batch = read("dictionary.arrows");
    ASSERT_TRUE(batch.has_value()) << batch.error().message;
    EXPECT_EQ(column(*batch, "d"), "[@['x'], @['y'], null, @['x']]");
    EXPECT_EQ(column(*batch, "ld"), "[[@['p']], [@['q']], [], [@['p'], @['q']]]");
}

TEST(ForeignIpc, UnionsAreRead) {
    const auto batch = read("unions.arrows");
    ASSERT_TRUE(batch.has_value()) << batch.error().message;
    EXPECT_EQ(column(*batch, "d"), "[<0:[1]>, <1:['x']>, <0:[2]>]");
    EXPECT_EQ(column(*batch, "s"), "[<0:[1]>, <1:['y']>, <0:[3]>]");
}

TEST(ForeignIpc, WideTypesAreRead) {
    const auto batch = read("wide_types.arrows");
    ASSERT_TRUE(batch.has_value()) << batch.error().message;
    EXPECT_EQ(column(*batch, "ls"), "['a', null]");
    EXPECT_EQ(column(*batch, "ll"), "[[1], [2]]");
    EXPECT_EQ(column(*batch, "h"), "[0x003e, 0x0041]");
    EXPECT_EQ(column(*batch, "fb"), "[b6162, b6364]");
    EXPECT_EQ(column(*batch, "n"), "[null, null]");
}

TEST(ForeignIpc, TypesThatAreNotReadCostOnlyTheirColumn) {
    const auto batch = read("opaque_types.arrows");
    ASSERT_TRUE(batch.has_value()) << batch.error().message;
    EXPECT_EQ(column(*batch, "before"), "[1, 2, 3]");
    EXPECT_EQ(column(*batch, "after"), "['a', 'b', 'c']");
    for (std::size_t i = 1; i + 1 < batch->columns.size(); ++i) {
        EXPECT_EQ(batch->columns[i].type_id(), TypeId::Other) << batch->schema.fields[i].name;
        EXPECT_EQ(batch->columns[i].length(), 3);
    }
}

TEST(ForeignIpc, BodyCompressionIsRefusedByName) {
    const auto lz4 = read("body_lz4.arrows");
    ASSERT_FALSE(lz4.has_value());
    EXPECT_EQ(lz4.error().code, ErrorCode::UnsupportedVersion);
    EXPECT_THAT(lz4.error().message, HasSubstr("LZ4_FRAME"));
    EXPECT_THAT(read("body_zstd.arrows").error().message, HasSubstr("ZSTD"));
}

}  // namespace
}  // namespace limn::arrow
