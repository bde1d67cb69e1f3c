// SPDX-License-Identifier: MIT
/// Prefetcher: reads what the next times of a playing timeline need, before they are shown.
///
/// What      A thread asks the payload cache for the chunks of the times ahead. Does nothing while everything
///           is in memory anyway.
/// Threads   the UI thread; the destructor waits for the thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "session/chunk_queue.h"
#include "session/session.h"

namespace limn::session {

class Prefetcher {
  public:
    Prefetcher();

    /// Once a frame.
    void update(const Session& session);

    /// Waits until everything that was asked for is read: for tests.
    void finish() { queue_.finish(); }

  private:
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

    std::optional<Ahead> ahead_;
    ChunkQueue queue_;
};

}  // namespace limn::session
