// SPDX-License-Identifier: MIT
#include "arrow/batch_joiner.h"

#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <random>
#include <string>

#include "arrow/builder.h"
#include "arrow/concat.h"
#include "arrow/ipc.h"
#include "arrow/schema_cache.h"

namespace limn::arrow {
namespace {

constexpr std::int64_t kAnyRows = std::numeric_limits<std::int64_t>::max();
constexpr std::size_t kAnyBytes = std::numeric_limits<std::size_t>::max();

/// A list of structs of everything that can be joined; some of it null.
class RandomBatches {
  public:
    explicit RandomBatches(std::uint32_t seed)
        : random_(seed) {}

    RecordBatch next(const std::string& id) {
        const std::size_t num_rows = number(1, 4);
        RecordBatch batch;
        batch.num_rows = static_cast<std::int64_t>(num_rows);
        std::vector<std::byte> ids(num_rows * 16);
        for (std::byte& byte : ids) {
            byte = static_cast<std::byte>(number(0, 255));
        }
        add(batch, "row", make_fixed_size_binary(16, ids), false);
        add(batch, "time", times(num_rows), false);
        std::vector<std::optional<std::uint32_t>> sizes(num_rows);
        std::size_t num_items = 0;
        for (auto& size : sizes) {
            if (number(0, 4) != 0) {
                size = static_cast<std::uint32_t>(number(0, 3));
                num_items += *size;
            }
        }
        add(batch, "cells", make_list(sizes, items(num_items)), true);
        batch.schema.metadata = {{"entity", "/a"}, {"id", id}};
        return batch;
    }

  private:
    std::size_t number(std::size_t least, std::size_t most) {
        return std::uniform_int_distribution<std::size_t>(least, most)(random_);
    }

    static void add(RecordBatch& batch, const char* name, Array column, bool is_nullable) {
        batch.schema.fields.push_back({name, column.data()->type, is_nullable, {}});
        batch.columns.push_back(std::move(column));
    }

    Array times(std::size_t count) {
        std::vector<std::int64_t> values(count);
        for (std::int64_t& value : values) {
            value = static_cast<std::int64_t>(number(0, 1'000'000));
        }
        return make_times(timestamp_ns(), values);
    }

    Array items(std::size_t count) {
        std::vector<float> floats(count * 2);
        std::vector<std::uint16_t> numbers(count);
        std::vector<std::optional<std::string>> texts(count);
        const auto flags = std::make_unique<bool[]>(count);
        const auto valid = std::make_unique<bool[]>(count);
        for (std::size_t i = 0; i < count; ++i) {
            floats[i * 2] = static_cast<float>(number(0, 100)) / 3.0F;
            floats[i * 2 + 1] = -1.5F;
            numbers[i] = static_cast<std::uint16_t>(number(0, 60'000));
            if (number(0, 3) != 0) {
                texts[i] = std::string(number(0, 5), static_cast<char>('a' + number(0, 25)));
            }
            flags[i] = number(0, 1) == 1;
            valid[i] = has_nulls_ && number(0, 2) != 0;
        }
        const std::span<const bool> validity(valid.get(), has_nulls_ ? count : 0);
        has_nulls_ = !has_nulls_;  // Joined in either order.
        std::vector<Array> children{
            make_fixed_size_list(2, make_primitive<float>(std::span<const float>(floats))),
            make_primitive<std::uint16_t>(std::span<const std::uint16_t>(numbers), validity),
            make_utf8(texts),
            make_bool({flags.get(), count}),
        };
        std::vector<Field> fields;
        for (std::size_t i = 0; i < children.size(); ++i) {
            fields.push_back({"field" + std::to_string(i), children[i].data()->type, i > 0, {}});
        }
        return make_struct(std::move(fields), std::move(children));
    }

    std::mt19937 random_;
    bool has_nulls_ = false;
};

Buffer stream_of(const RecordBatch& batch) {
    return Buffer::copy_of(*write_stream(batch));
}

Schema schema_of(const BatchJoiner& joiner, const std::string& id) {
    return with_value(joiner.schema(), "id", id);
}

class JoinedBatches : public testing::TestWithParam<std::uint32_t> {};

TEST_P(JoinedBatches, AreWhatTheirArraysJoinedAre) {
    SchemaCache cache("id");
    RandomBatches random(GetParam());
    ASSERT_TRUE(read_stream(stream_of(random.next("0")), &cache));
    std::optional<BatchJoiner> joiner;
    std::vector<std::vector<Array>> pieces(3);
    std::int64_t num_rows = 0;
    for (int i = 1; i <= 30; ++i) {
        const Buffer bytes = stream_of(random.next(std::to_string(i % 10)));
        const auto stream = find_known_stream(bytes, cache);
        ASSERT_TRUE(stream.has_value());
        EXPECT_EQ(stream->varying, std::to_string(i % 10));
        if (!joiner) {
            joiner.emplace(stream->schema);
            ASSERT_TRUE(joiner->can_join());
        }
        const auto alone = read_stream(bytes, &cache);
        ASSERT_TRUE(alone.has_value());
        EXPECT_EQ(joiner->append(*stream, kAnyRows, kAnyBytes), alone->num_rows);
        num_rows += alone->num_rows;
        for (std::size_t column = 0; column < pieces.size(); ++column) {
            pieces[column].push_back(alone->columns[column]);
        }
    }
    EXPECT_EQ(joiner->num_rows(), num_rows);
    RecordBatch expected;
    expected.num_rows = num_rows;
    expected.schema = schema_of(*joiner, "7");
    for (const auto& column : pieces) {
        expected.columns.push_back(concat(column));
    }
    // The writer puts equal values into equal bytes.
    EXPECT_EQ(*write_stream(joiner->finish(schema_of(*joiner, "7"))), *write_stream(expected));
}

INSTANTIATE_TEST_SUITE_P(Seeds, JoinedBatches, testing::Range(1U, 41U));

/// One row of one number in a list, as a stream whose schema is known.
class OneNumber {
  public:
    OneNumber() { EXPECT_TRUE(read_stream(bytes_of(0), &cache)); }

    static Buffer bytes_of(std::uint16_t number, std::size_t count = 1) {
        const std::vector<std::uint16_t> values(count, number);
        const std::array<std::optional<std::uint32_t>, 1> sizes{static_cast<std::uint32_t>(count)};
        RecordBatch batch;
        batch.columns.push_back(
            make_list(sizes, make_primitive<std::uint16_t>(std::span<const std::uint16_t>(values)))
        );
        batch.schema.fields.push_back({"ids", batch.columns[0].data()->type, true, {}});
        batch.schema.metadata = {{"id", "x"}};
        batch.num_rows = 1;
        return stream_of(batch);
    }

    KnownStream stream_of_bytes(const Buffer& bytes) const {
        auto stream = find_known_stream(bytes, cache);
        EXPECT_TRUE(stream.has_value());
        return std::move(*stream);
    }

    SchemaCache cache{"id"};

  private:
    static Buffer stream_of(const RecordBatch& batch) {
        return Buffer::copy_of(*write_stream(batch));
    }
};

TEST(BatchJoiner, RefusesWhatIsTooLargeAndStaysAsItWas) {
    const OneNumber one;
    const Buffer first = OneNumber::bytes_of(7);
    const Buffer second = OneNumber::bytes_of(8, 500);
    BatchJoiner joiner(one.stream_of_bytes(first).schema);
    ASSERT_TRUE(joiner.append(one.stream_of_bytes(first), 1, 200));
    EXPECT_FALSE(joiner.append(one.stream_of_bytes(second), 1, 200));
    EXPECT_FALSE(joiner.append(one.stream_of_bytes(first), 0, 200));
    const RecordBatch batch = joiner.finish(joiner.schema());
    EXPECT_EQ(batch.num_rows, 1);
    EXPECT_EQ(batch.columns[0].list_at(0).values<std::uint16_t>()[0], 7);
}

TEST(BatchJoiner, TakesNothingOfABatchThatReadingRefuses) {
    const OneNumber one;
    const Buffer good = OneNumber::bytes_of(7, 3);
    BatchJoiner joiner(one.stream_of_bytes(good).schema);
    ASSERT_TRUE(joiner.append(one.stream_of_bytes(good), 32, 4096));
    // Every byte behind the schema is changed in turn: what is taken is what would be read alone.
    const KnownStream known = one.stream_of_bytes(good);
    const std::size_t begin = good.size() - known.messages.size();
    int num_refused = 0;
    for (std::size_t at = begin; at < good.size(); ++at) {
        for (const auto change : {std::byte{0x01}, std::byte{0x80}, std::byte{0xFF}}) {
            std::vector<std::byte> bytes(good.bytes().begin(), good.bytes().end());
            bytes[at] ^= change;
            const Buffer changed = Buffer::copy_of(bytes);
            BatchJoiner copy(known.schema);
            const auto alone = read_stream(changed);
            const auto num_rows = copy.append(one.stream_of_bytes(changed), 32, 4096);
            if (!num_rows) {
                ++num_refused;
                continue;
            }
            ASSERT_TRUE(alone.has_value()) << at << ": " << alone.error().message;
            EXPECT_EQ(*num_rows, alone->num_rows);
            const RecordBatch joined = copy.finish(alone->schema);
            EXPECT_EQ(*write_stream(joined), *write_stream(*alone)) << at;
        }
    }
    EXPECT_GT(num_refused, 100);
    EXPECT_EQ(joiner.num_rows(), 1);
}

TEST(BatchJoiner, StreamsThatEndEarlyAreRefused) {
    const OneNumber one;
    const Buffer whole = OneNumber::bytes_of(7);
    BatchJoiner joiner(one.stream_of_bytes(whole).schema);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const Buffer cut = Buffer::copy_of(whole.bytes().first(size));
        const auto stream = find_known_stream(cut, one.cache);
        const bool is_read = read_stream(cut).has_value();
        EXPECT_EQ(stream && joiner.append(*stream, 32, 4096), is_read) << size;
    }
}

TEST(BatchJoiner, TypesThatCannotBeJoinedAreRefused) {
    SchemaCache cache("id");
    RecordBatch batch;
    DataType type = *primitive(TypeId::Null);
    auto data = std::make_shared<ArrayData>();
    data->type = std::make_shared<const DataType>(type);
    data->length = 2;
    batch.columns.emplace_back(data);
    batch.schema.fields.push_back({"nothing", data->type, true, {}});
    batch.schema.metadata = {{"id", "x"}};
    batch.num_rows = 2;
    const Buffer bytes = stream_of(batch);
    ASSERT_TRUE(read_stream(bytes, &cache));
    const auto stream = find_known_stream(bytes, cache);
    ASSERT_TRUE(stream.has_value());
    BatchJoiner joiner(stream->schema);
    EXPECT_FALSE(joiner.can_join());
    EXPECT_FALSE(joiner.append(*stream, kAnyRows, kAnyBytes));
}

}  // namespace
}  // namespace limn::arrow
