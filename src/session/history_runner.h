// SPDX-License-Identifier: MIT
/// HistoryRunner: counts the classes of the active recording over time, on a thread of its own.
///
/// What      Begins when a recording is read to its end, when its timeline is changed, when it grew, and
///           when another tensor, or part of one, is shown as classes;
///           takes over the result when it is there. The thread gets the list of chunks and makes an index
///           of its own, so that the store may change meanwhile. Pictures that were counted once are
///           remembered from count to count.
/// Errors    what went wrong stands in `HistoryState::problem`.
/// Threads   the UI thread; the destructor asks the threads to stop and waits for them.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "annotation/statistics.h"
#include "session/session.h"

namespace limn::session {

class HistoryRunner {
  public:
    /// `wake` is called from other threads when a result or some progress can be taken over.
    explicit HistoryRunner(std::function<void()> wake);
    HistoryRunner(const HistoryRunner&) = delete;
    HistoryRunner& operator=(const HistoryRunner&) = delete;
    ~HistoryRunner();

    /// Starts, stops and takes over. Once a frame, after `refresh_recordings`.
    void update(Session& session);

    /// Waits until nothing is running, and takes over: for commands without a window, and tests.
    void finish(Session& session);

  private:
    struct Job;

    void start(Session& session, RecordingState& state);
    void take_over(Session& session);
    void abandon();

    std::function<void()> wake_;
    std::unique_ptr<Job> job_;
    std::vector<std::unique_ptr<Job>> abandoned_;  ///< Asked to stop, not yet ended.
    std::shared_ptr<annotation::PixelCountCache> cache_;
};

}  // namespace limn::session
