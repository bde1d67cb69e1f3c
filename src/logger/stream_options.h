// SPDX-License-Identifier: MIT
/// How a stream makes chunks of rows: when one is full, and which ids it gives.
///
/// Threads   plain values; a counter may be shared by streams of several threads.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace limn::logger {

/// Second halves of row and chunk ids. Streams that share one make rows in the order of their calls.
struct IdCounter {
    std::atomic<std::uint64_t> next_row{1};
    std::atomic<std::uint64_t> next_chunk{1};
};

struct StreamOptions {
    std::string source = "limn-log";
    /// A batch becomes a chunk when it reaches one of these.
    std::size_t max_batch_bytes = 64U * 1024U;
    std::size_t max_batch_rows = 256;
    /// First half of all row and chunk ids. Two streams that write to one recording need different ones.
    std::uint64_t id_origin = 1;
    std::shared_ptr<IdCounter> ids = nullptr;  ///< Null: a counter of its own.
};

}  // namespace limn::logger
