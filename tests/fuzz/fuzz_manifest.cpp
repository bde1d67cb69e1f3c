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
        require(head->is_deferred && head->row_ids.size() == 1 && !head->columns.empty());
        for (const limn::TimeColumn& column : head->timelines) {
            require(column.times.length() == 1 && column.range.contains(column.values()[0]));
        }
    }
    return 0;
}
