// SPDX-License-Identifier: MIT
/// RowFinder: finds out behind the scenes where the rows of chunks lie that only the index of a file tells of.
///
/// What      A thread reads the chunks one after another. Until it has, whoever needs the rows of one reads it himself;
///           then lanes are exact, steps need not wait, and what is damaged was told.
/// Errors    a chunk that is not what the index says is a diagnostic of the payload cache.
/// Threads   the UI thread; `wake` is called from the thread that reads; the destructor waits for that.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>

#include "session/chunk_queue.h"
#include "session/session.h"

namespace limn::session {

class RowFinder {
  public:
    /// `wake` is called when all that was asked for is there.
    explicit RowFinder(std::function<void()> wake = {});

    /// Once a frame: looks for new chunks, and tells the session how many were read (`Session::num_found`).
    void update(Session& session);

    /// Waits until everything that was asked for is read: for tests.
    void finish() { queue_.finish(); }

  private:
    /// How far the chunks of a recording were looked through.
    struct Seen {
        std::weak_ptr<const ChunkOutline> first;  ///< Another one: the recording was opened anew.
        std::size_t next = 0;
    };

    void look_through(const store::Recording& recording);

    std::map<StoreId, Seen> seen_;
    ChunkQueue queue_;
};

}  // namespace limn::session
