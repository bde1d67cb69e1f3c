// SPDX-License-Identifier: MIT
/// RowFinder: finds out behind the scenes where the rows of chunks lie that only the index of a file tells of.
///
/// What      A thread reads the chunks one after another. Until it has, whoever needs the rows of one reads it himself;
///           then lanes are exact, steps need not wait, and what is damaged was told.
/// Errors    a chunk that is not what the index says is a diagnostic of the payload cache.
/// Threads   the UI thread; `wake` is called from the thread that reads. The destructor stops that and waits for it.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

#include "model/chunk_outline.h"
#include "session/session.h"
#include "store/payload_cache.h"

namespace limn::session {

class RowFinder {
  public:
    /// `wake` is called when all that was asked for is there.
    explicit RowFinder(std::function<void()> wake = {});
    RowFinder(const RowFinder&) = delete;
    RowFinder& operator=(const RowFinder&) = delete;
    ~RowFinder();

    /// Once a frame: looks for new chunks, and tells the session how many were read (`Session::num_found`).
    void update(Session& session);

    /// Waits until everything that was asked for is read: for tests.
    void finish();

  private:
    struct Item {
        std::shared_ptr<store::PayloadCache> payloads;
        std::weak_ptr<const ChunkOutline> chunk;  ///< Its recording may be closed meanwhile.
    };

    /// How far the chunks of a recording were looked through.
    struct Seen {
        std::weak_ptr<const ChunkOutline> first;  ///< Another one: the recording was opened anew.
        std::size_t next = 0;
    };

    void look_through(const store::Recording& recording);
    void work(const std::stop_token& stop);

    std::function<void()> wake_;
    std::map<StoreId, Seen> seen_;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::deque<Item> items_;
    std::uint64_t num_found_ = 0;
    bool is_reading_ = false;
    std::jthread thread_;  ///< Last: ends before what it uses.
};

}  // namespace limn::session
