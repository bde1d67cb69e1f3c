// SPDX-License-Identifier: MIT
#include "arrow/schema_cache.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

#include "arrow/builder.h"
#include "arrow/ipc.h"

namespace limn::arrow {
namespace {

/// One list column; the id is what varies from chunk to chunk.
Buffer stream_of(const std::string& id, const std::string& column = "ids") {
    const std::array<std::uint16_t, 3> values{1, 2, 3};
    const std::array<std::optional<std::uint32_t>, 2> sizes{1U, 2U};
    RecordBatch batch;
    batch.columns.push_back(
        make_list(sizes, make_primitive<std::uint16_t>(std::span<const std::uint16_t>(values)))
    );
    batch.schema.fields.push_back({column, batch.columns[0].data()->type, true, {{"kind", "x"}}});
    batch.schema.metadata = {{"entity", "/a"}, {"id", id}, {"version", "1"}};
    batch.num_rows = 2;
    return Buffer::copy_of(*write_stream(batch));
}

const DataType* type_of(const RecordBatch& batch) {
    return batch.columns.at(0).data()->type.get();
}

TEST(SchemaCache, EqualSchemasShareTheirTypes) {
    SchemaCache cache("id");
    const auto first = read_stream(stream_of("chunk_1"), &cache);
    const auto second = read_stream(stream_of("chunk_2"), &cache);
    ASSERT_TRUE(first && second);
    EXPECT_EQ(type_of(*first), type_of(*second));
    EXPECT_EQ(*first->schema.find("id"), "chunk_1");
    EXPECT_EQ(*second->schema.find("id"), "chunk_2");
    EXPECT_EQ(*second->schema.find("version"), "1");
    EXPECT_EQ(*second->schema.fields.at(0).find("kind"), "x");
    EXPECT_EQ(second->columns.at(0).list_at(1).values<std::uint16_t>()[1], 3);
}

TEST(SchemaCache, ADifferenceElsewhereIsAnotherSchema) {
    SchemaCache cache("id");
    ASSERT_TRUE(read_stream(stream_of("chunk_1", "ids"), &cache));
    const auto other = read_stream(stream_of("chunk_2", "isd"), &cache);
    ASSERT_TRUE(other);
    EXPECT_EQ(other->schema.fields.at(0).name, "isd");
}

TEST(SchemaCache, ValuesOfOtherLengthsAreRead) {
    SchemaCache cache("id");
    for (const std::string id : {"chunk_1", "chunk_22", "", "chunk_333"}) {
        const auto batch = read_stream(stream_of(id), &cache);
        ASSERT_TRUE(batch);
        EXPECT_EQ(*batch->schema.find("id"), id);
    }
}

TEST(SchemaCache, SchemasWithoutTheKeyAreReadEachTime) {
    SchemaCache cache("no such key");
    const auto first = read_stream(stream_of("chunk_1"), &cache);
    const auto second = read_stream(stream_of("chunk_1"), &cache);
    ASSERT_TRUE(first && second);
    EXPECT_NE(type_of(*first), type_of(*second));
}

TEST(SchemaCache, AStreamThatEndsBehindAKnownSchemaIsCorrupt) {
    SchemaCache cache("id");
    const Buffer whole = stream_of("chunk_1");
    ASSERT_TRUE(read_stream(whole, &cache));
    for (std::size_t size = 0; size + 8 < whole.size(); size += 8) {
        EXPECT_EQ(
            read_stream(Buffer::copy_of(whole.bytes().first(size)), &cache).has_value(),
            read_stream(Buffer::copy_of(whole.bytes().first(size))).has_value()
        ) << size;
    }
}

TEST(SchemaCache, ForgetsWhenItIsFullAndGoesOn) {
    SchemaCache cache("id");
    const std::string long_name(std::size_t{3} << 20U, 'n');
    for (int i = 0; i < 8; ++i) {
        const std::string column = long_name + std::to_string(i);
        const auto batch = read_stream(stream_of("chunk_1", column), &cache);
        ASSERT_TRUE(batch);
        EXPECT_EQ(batch->schema.fields.at(0).name, column);
    }
}

}  // namespace
}  // namespace limn::arrow
