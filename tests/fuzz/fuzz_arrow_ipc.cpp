// SPDX-License-Identifier: MIT
// Any bytes as an Arrow IPC stream; what can be read is touched, and written and read again.
#include <cstdint>
#include <cstdlib>

#include "arrow/ipc.h"
#include "arrow/schema_cache.h"
#include "support/array_text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using limn::arrow::Buffer;
    const Buffer stream = Buffer::copy_of(std::as_bytes(std::span(data, size)));
    (void)limn::arrow::read_schema(stream);
    const auto batch = limn::arrow::read_stream(stream);
    // A schema that is known already changes nothing.
    limn::arrow::SchemaCache cache("rerun:id");
    for (int time = 0; time < 2; ++time) {
        const auto cached = limn::arrow::read_stream(stream, &cache);
        if (cached.has_value() != batch.has_value() ||
            (batch && cached->schema.metadata != batch->schema.metadata)) {
            std::abort();
        }
    }
    if (!batch) {
        return 0;
    }
    const auto again = limn::arrow::write_stream(*batch);
    const auto back = again ? limn::arrow::read_stream(Buffer::copy_of(*again)) : batch;
    if (!back) {
        std::abort();  // What was read must be writable and readable again.
    }
    for (std::size_t i = 0; i < batch->columns.size(); ++i) {
        if (limn::test::array_text(batch->columns[i]) != limn::test::array_text(back->columns[i])) {
            std::abort();
        }
    }
    return 0;
}
