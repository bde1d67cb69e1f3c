// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "arrow/builder.h"
#include "arrow/ipc.h"
#include "support/array_text.h"
#include "support/sample_arrays.h"

namespace limn::arrow {
namespace {

using test::array_text;
using test::numbers;

RecordBatch one_column(const Array& array) {
    RecordBatch batch;
    batch.num_rows = array.length();
    batch.schema.fields.push_back({"c", array.data()->type, true, {}});
    batch.columns.push_back(array);
    return batch;
}

Result<RecordBatch> round_trip(const RecordBatch& batch) {
    LIMN_TRY(const auto bytes, write_stream(batch));
    return read_stream(Buffer::copy_of(bytes));
}

TEST(IpcStream, EveryTypeComesBack) {
    for (const auto& [name, array] : test::sample_arrays()) {
        const auto back = round_trip(one_column(array));
        ASSERT_TRUE(back.has_value()) << name << ": " << back.error().message;
        EXPECT_EQ(back->columns[0].type(), array.type()) << name;
        EXPECT_EQ(array_text(back->columns[0]), array_text(array)) << name;
    }
}

TEST(IpcStream, SlicesOfEveryTypeComeBack) {
    for (const auto& [name, array] : test::sample_arrays()) {
        for (std::int64_t begin = 0; begin <= 3; ++begin) {
            const Array slice = array.slice(begin, 2);
            const auto back = round_trip(one_column(slice));
            ASSERT_TRUE(back.has_value()) << name << ": " << back.error().message;
            EXPECT_EQ(array_text(back->columns[0]), array_text(slice)) << name << " " << begin;
        }
    }
}

TEST(IpcStream, ListsAndStructsOfEveryTypeComeBack) {
    const std::vector<std::optional<std::uint32_t>> sizes{1U, std::nullopt, 2U};
    for (const auto& [name, array] : test::sample_arrays()) {
        const Array nested = make_struct({{"inner", array.data()->type, true, {}}}, {array});
        const Array list = make_list(sizes, nested);
        for (const Array& sample : {list, list.slice(1, 2)}) {
            const auto back = round_trip(one_column(sample));
            ASSERT_TRUE(back.has_value()) << name << ": " << back.error().message;
            EXPECT_EQ(array_text(back->columns[0]), array_text(sample)) << name;
        }
    }
}

TEST(IpcStream, SchemaMetadataAndColumnsStayTogether) {
    const RecordBatch batch = test::sample_batch();
    const auto back = round_trip(batch);
    ASSERT_TRUE(back.has_value()) << back.error().message;
    ASSERT_EQ(back->columns.size(), batch.columns.size());
    EXPECT_EQ(*back->schema.find("schema key"), "schema value");
    for (std::size_t i = 0; i < batch.columns.size(); ++i) {
        EXPECT_EQ(back->schema.fields[i].name, batch.schema.fields[i].name);
        EXPECT_EQ(*back->schema.fields[i].find("key of"), batch.schema.fields[i].name);
        EXPECT_EQ(array_text(back->columns[i]), array_text(batch.columns[i]));
    }
}

TEST(IpcStream, SchemaAloneCanBeRead) {
    const auto bytes = write_stream(test::sample_batch());
    ASSERT_TRUE(bytes.has_value());
    const auto schema = read_schema(Buffer::copy_of(*bytes));
    ASSERT_TRUE(schema.has_value());
    EXPECT_EQ(schema->fields.size(), test::sample_batch().columns.size());
}

TEST(IpcStream, PayloadIsViewedAndNotCopied) {
    const auto bytes = write_stream(one_column(numbers<double>(std::vector<double>(1000))));
    const Buffer stream = Buffer::copy_of(*bytes);
    const auto back = read_stream(stream);
    ASSERT_TRUE(back.has_value());
    const auto* first =
        reinterpret_cast<const std::byte*>(back->columns[0].values<double>().data());
    EXPECT_GE(first, stream.bytes().data());
    EXPECT_LT(first, stream.bytes().data() + stream.size());
}

TEST(IpcStream, AMisalignedStreamIsStillRead) {
    const auto bytes = write_stream(test::sample_batch());
    std::vector<std::byte> shifted(3);
    shifted.insert(shifted.end(), bytes->begin(), bytes->end());
    const Buffer buffer = Buffer::copy_of(shifted);
    const auto back = read_stream(buffer.slice(3, bytes->size()));
    ASSERT_TRUE(back.has_value()) << back.error().message;
    const RecordBatch expected = test::sample_batch();
    for (std::size_t i = 0; i < expected.columns.size(); ++i) {
        EXPECT_EQ(array_text(back->columns[i]), array_text(expected.columns[i]));
    }
}

TEST(IpcStream, ABatchWithoutColumnsComesBack) {
    const auto back = round_trip(RecordBatch{});
    ASSERT_TRUE(back.has_value()) << back.error().message;
    EXPECT_TRUE(back->columns.empty());
}

TEST(IpcStream, WriterRefusesColumnsThatDoNotFit) {
    RecordBatch batch = one_column(numbers<std::int32_t>({1, 2}));
    batch.num_rows = 3;
    EXPECT_EQ(write_stream(batch).error().code, ErrorCode::InvalidArgument);
    batch = one_column(numbers<std::int32_t>({1, 2}));
    batch.schema.fields[0].type = primitive(TypeId::Float32);
    EXPECT_EQ(write_stream(batch).error().code, ErrorCode::InvalidArgument);
    batch.schema.fields.clear();
    EXPECT_EQ(write_stream(batch).error().code, ErrorCode::InvalidArgument);
}

TEST(IpcStream, WriterNamesAColumnOfUnknownType) {
    ArrayData data;
    data.type = primitive(TypeId::Other);
    const auto result = write_stream(one_column(test::finish(std::move(data))));
    ASSERT_FALSE(result.has_value());
    EXPECT_NE(result.error().message.find("'c'"), std::string::npos);
}

TEST(IpcStream, ADictionaryNobodyUsesMayBeAbsent) {
    ArrayData data = *test::dictionary_sample(TypeId::Int8).data();
    data.validity = test::buffer_of(std::vector<std::uint8_t>{0});
    data.dictionary = nullptr;
    const auto back = round_trip(one_column(test::finish(std::move(data))));
    ASSERT_TRUE(back.has_value()) << back.error().message;
    EXPECT_EQ(array_text(back->columns[0]), "[null, null, null]");
}

}  // namespace
}  // namespace limn::arrow
