// SPDX-License-Identifier: MIT
// The beginning of any Arrow stream. What it says of columns that are there is what the whole stream says.
#include <cstdint>
#include <cstring>

#include "arrow/ipc.h"
#include "arrow/ipc_head.h"
#include "support/array_text.h"
#include "support/require.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

using limn::test::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::uint16_t length = 0;
    if (size < sizeof(length)) {
        return 0;
    }
    std::memcpy(&length, data, sizeof(length));
    const auto stream = std::as_bytes(std::span(data, size)).subspan(sizeof(length));
    const auto beginning = stream.first(std::min<std::size_t>(length, stream.size()));
    const auto head = limn::arrow::read_head(limn::arrow::Buffer::copy_of(beginning));
    if (!head) {
        return 0;
    }
    for (const limn::arrow::Array& column : head->batch.columns) {
        require(column.length() == head->batch.num_rows);
        (void)limn::test::array_text(column);
    }
    const auto whole = limn::arrow::read_stream(limn::arrow::Buffer::copy_of(stream));
    if (!whole) {
        return 0;
    }
    require(whole->num_rows == head->batch.num_rows);
    require(whole->columns.size() == head->columns.size());
    for (std::size_t i = 0; i < head->columns.size(); ++i) {
        const limn::arrow::Array& column = whole->columns[i];
        require(column.type() == head->batch.columns[i].type());
        if (head->columns[i].is_whole) {
            require(
                limn::test::array_text(column) == limn::test::array_text(head->batch.columns[i])
            );
        }
    }
    return 0;
}
