// SPDX-License-Identifier: MIT
#include "arrow/ipc_head.h"

#include <gtest/gtest.h>

#include "arrow/builder.h"
#include "arrow/ipc.h"
#include "support/sample_arrays.h"

namespace limn::arrow {
namespace {

using test::numbers;

RecordBatch batch_of(std::vector<std::pair<std::string, Array>> columns) {
    RecordBatch batch;
    for (auto& [name, array] : columns) {
        batch.num_rows = array.length();
        batch.schema.fields.push_back({name, array.data()->type, true, {}});
        batch.columns.push_back(std::move(array));
    }
    return batch;
}

Array lists(const std::vector<std::optional<std::uint32_t>>& sizes, std::size_t num_items) {
    return make_list(sizes, numbers<std::uint16_t>(std::vector<std::uint16_t>(num_items, 7)));
}

/// The head of the first part of a stream.
std::optional<BatchHead> head_of(const RecordBatch& batch, std::size_t size) {
    const auto bytes = write_stream(batch).value();
    return read_head(Buffer::copy_of(std::span(bytes).first(std::min(size, bytes.size()))));
}

TEST(IpcHead, ColumnsInTheBeginningAreReadAndOthersDescribed) {
    const RecordBatch batch =
        batch_of({{"ids", numbers<std::int64_t>({5, 6})}, {"cells", lists({3000U, 2000U}, 5000)}});
    const auto head = head_of(batch, 2048);
    ASSERT_TRUE(head.has_value());
    EXPECT_EQ(head->batch.num_rows, 2);
    EXPECT_TRUE(head->columns[0].is_whole);
    EXPECT_EQ(head->batch.columns[0].values<std::int64_t>()[1], 6);

    const ColumnHead& cells = head->columns[1];
    EXPECT_FALSE(cells.is_whole);
    EXPECT_EQ(cells.null_count, 0);
    EXPECT_EQ(cells.num_items, 5000);
    EXPECT_EQ(cells.byte_size, batch.columns[1].byte_size());
    EXPECT_EQ(head->batch.columns[1].length(), 2);
    EXPECT_EQ(head->batch.columns[1].type(), batch.columns[1].type());
    EXPECT_TRUE(head->batch.columns[1].list_at(1).empty());
}

TEST(IpcHead, CountsNulls) {
    const RecordBatch batch =
        batch_of({{"ids", numbers<std::int64_t>({5, 6})}, {"cells", lists({3000U, {}}, 3000)}});
    const auto head = head_of(batch, 2048);
    ASSERT_TRUE(head.has_value());
    EXPECT_EQ(head->columns[1].null_count, 1);
    EXPECT_EQ(head->columns[1].byte_size, batch.columns[1].byte_size());
}

TEST(IpcHead, SizesOfEveryTypeAreThoseOfTheWholeColumn) {
    for (const auto& [name, array] : test::sample_arrays()) {
        const std::vector<std::optional<std::uint32_t>> sizes{2U, 0U, 1U};
        const Array cells = make_list(sizes, array);
        // The large column is not there, so the one behind it is not, either.
        const RecordBatch batch = batch_of(
            {{"ids", numbers<std::int64_t>({1, 2, 3})},
             {"large", lists({3000U, 1U, 1U}, 3002)},
             {"cells", cells}}
        );
        const auto head = head_of(batch, 3072);
        if (head) {
            EXPECT_FALSE(head->columns[2].is_whole) << name;
            EXPECT_EQ(head->columns[2].num_items, 3) << name;
            EXPECT_EQ(head->columns[2].byte_size, cells.byte_size()) << name;
        }
    }
}

TEST(IpcHead, NothingIfTheBeginningIsTooShortOrTheColumnIsNoList) {
    const RecordBatch plain =
        batch_of({{"cells", lists({3000U, 2000U}, 5000)}, {"ids", numbers<std::int64_t>({5, 6})}});
    const std::size_t size = write_stream(plain)->size();
    // The ids lie behind the cells: they cannot be made up.
    EXPECT_FALSE(head_of(plain, 4096).has_value());
    const auto whole = head_of(plain, size);
    ASSERT_TRUE(whole.has_value());
    EXPECT_TRUE(whole->columns[0].is_whole && whole->columns[1].is_whole);
}

TEST(IpcHead, NoBeginningOfAnyLengthIsMisread) {
    const RecordBatch batch =
        batch_of({{"ids", numbers<std::int64_t>({5, 6})}, {"cells", lists({300U, 200U}, 500)}});
    const std::size_t size = write_stream(batch)->size();
    std::size_t num_heads = 0;
    for (std::size_t length = 0; length <= size; ++length) {
        const auto head = head_of(batch, length);
        if (!head) {
            continue;
        }
        ++num_heads;
        ASSERT_EQ(head->batch.columns[0].values<std::int64_t>()[0], 5);
        ASSERT_EQ(head->columns[1].byte_size, batch.columns[1].byte_size());
    }
    EXPECT_GT(num_heads, 500U);
}

}  // namespace
}  // namespace limn::arrow
