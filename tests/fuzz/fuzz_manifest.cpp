// SPDX-License-Identifier: MIT
// Any manifest of a footer, and the heads that are made of it.
#include <cstdint>

#include "rrd/manifest_table.h"
#include "support/require.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

using limn::test::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    const auto table = limn::rrd::ManifestTable::parse(bytes);
    if (!table) {
        return 0;
    }
    for (std::size_t i = 0; i < table->num_chunks(); ++i) {
        const auto head = table->head(i);
        if (head == nullptr) {
            continue;
        }
        require(head->is_deferred && head->row_ids.empty() && !head->columns.empty());
        require(head->num_rows() == table->num_rows(i) && head->num_rows() > 0);
        for (const limn::TimeColumn& column : head->timelines) {
            require(!column.range.is_empty() && column.times.length() == (head->num_rows() == 1));
        }
        for (const limn::ChunkHead::Column& column : head->columns) {
            const bool has_ranges = column.announced_rows != head->num_rows();
            require(column.announced_rows > 0 && column.announced_rows <= head->num_rows());
            require(column.row_ranges.size() == (has_ranges ? head->timelines.size() : 0U));
        }
    }
    return 0;
}
