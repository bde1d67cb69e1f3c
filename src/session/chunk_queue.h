// SPDX-License-Identifier: MIT
/// ChunkQueue: chunks that a thread reads one after another.
///
/// Threads   all members from any thread; the two functions are called from the thread that reads. The destructor stops that
///           and waits for it.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "model/chunk_outline.h"
#include "store/payload_cache.h"

namespace limn::session {

class ChunkQueue {
  public:
    using Read = std::function<void(store::PayloadCache& payloads, const OutlinePtr& chunk)>;

    /// `when_empty` is called after the last one of all was read.
    explicit ChunkQueue(Read read, std::function<void()> when_empty = {});

    /// The chunk is not read if nobody holds it any more: its recording was closed.
    void push(std::shared_ptr<store::PayloadCache> payloads, const OutlinePtr& chunk);

    /// Forgets what was not begun.
    void clear();

    [[nodiscard]] std::size_t num_waiting() const;

    /// How many came out of it, once it is empty; nothing before.
    [[nodiscard]] std::optional<std::uint64_t> num_done() const;

    /// Waits until it is empty: for tests.
    void finish();

  private:
    struct Item {
        std::shared_ptr<store::PayloadCache> payloads;
        std::weak_ptr<const ChunkOutline> chunk;
    };

    void work(const std::stop_token& stop);

    Read read_;
    std::function<void()> when_empty_;
    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    std::deque<Item> items_;
    std::uint64_t num_done_ = 0;
    bool is_reading_ = false;
    std::jthread thread_;  ///< Last: ends before what it uses.
};

}  // namespace limn::session
