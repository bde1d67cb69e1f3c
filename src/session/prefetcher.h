// SPDX-License-Identifier: MIT
/// Prefetcher: reads what the next times of a playing timeline need, before they are shown.
///
/// What      A thread asks the payload cache for the chunks of the times ahead. Does nothing while everything
///           is in memory anyway.
/// Threads   the UI thread; the destructor stops the thread and waits for it.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "model/chunk_outline.h"
#include "session/session.h"
#include "store/payload_cache.h"

namespace limn::session {

class Prefetcher {
  public:
    Prefetcher();
    Prefetcher(const Prefetcher&) = delete;
    Prefetcher& operator=(const Prefetcher&) = delete;
    ~Prefetcher();

    /// Once a frame.
    void update(const Session& session);

    /// Waits until everything that was asked for is read: for tests.
    void finish();

  private:
    struct Item {
        std::shared_ptr<store::PayloadCache> payloads;
        std::weak_ptr<const ChunkOutline> chunk;  ///< Its recording may be closed meanwhile.
    };

    /// How far ahead of the cursor was looked.
    struct Ahead {
        StoreId recording;
        std::string timeline;
        TimeInt cursor = 0;
        TimeInt until = 0;
        std::uint64_t bytes_per_time = 0;  ///< Of the last time that was looked at.
    };

    /// Asks for what is missing; returns the bytes of all that is needed there.
    std::uint64_t look_at(const store::Recording& recording, const store::LatestAtQuery& query);
    void work(const std::stop_token& stop);

    std::optional<Ahead> ahead_;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::deque<Item> items_;
    bool is_reading_ = false;
    std::jthread thread_;  ///< Last: ends before what it uses.
};

}  // namespace limn::session
