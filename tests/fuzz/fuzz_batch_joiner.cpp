// SPDX-License-Identifier: MIT
// Any Arrow stream, joined with itself: what is taken is what reading it gives, twice.
#include <cstdint>
#include <limits>

#include "arrow/batch_joiner.h"
#include "arrow/ipc.h"
#include "arrow/schema_cache.h"
#include "support/array_text.h"
#include "support/require.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

using limn::test::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::int64_t kMostRows = 1000;
    const auto bytes = limn::arrow::Buffer::copy_of(std::as_bytes(std::span(data, size)));
    limn::arrow::SchemaCache cache("rerun:id");
    const auto alone = limn::arrow::read_stream(bytes, &cache);
    const auto known = limn::arrow::find_known_stream(bytes, cache);
    if (!known) {
        return 0;
    }
    limn::arrow::BatchJoiner joiner(known->schema);
    const auto num_rows = joiner.append(*known, kMostRows, size);
    require(num_rows == joiner.append(*known, kMostRows, size));
    if (!num_rows) {
        require(joiner.num_rows() == 0 && joiner.num_bytes() == 0);
        return 0;
    }
    require(alone.has_value() && alone->num_rows == *num_rows);
    const auto joined = joiner.finish(joiner.schema());
    require(joined.num_rows == 2 * *num_rows);
    require(joined.columns.size() == alone->columns.size());
    for (std::size_t i = 0; i < joined.columns.size(); ++i) {
        const std::string text = limn::test::array_text(alone->columns[i]);
        require(limn::test::array_text(joined.columns[i].slice(0, *num_rows)) == text);
        require(limn::test::array_text(joined.columns[i].slice(*num_rows, *num_rows)) == text);
    }
    return 0;
}
