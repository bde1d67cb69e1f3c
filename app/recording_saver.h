// SPDX-License-Identifier: MIT
/// RecordingSaver: writes open recordings to files in the background, and says what came of it.
///
/// Owns      a thread per file being written. Destroying it stops them: what is not whole is removed.
/// Errors    become toasts with file and cause.
/// Threads   the UI thread.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "session/commands.h"
#include "session/session.h"

namespace limn::app {

class RecordingSaver {
  public:
    RecordingSaver();
    RecordingSaver(const RecordingSaver&) = delete;
    RecordingSaver& operator=(const RecordingSaver&) = delete;
    ~RecordingSaver();

    /// The active recording as it is now.
    void start(const session::command::SaveRecording& request, session::Session& session);
    void cancel(const session::command::CancelSave& request);

    /// Progress to the session; what ended becomes a toast. Once a frame. True while something is written.
    bool update(session::Session& session);

  private:
    struct Work;

    std::vector<std::unique_ptr<Work>> works_;
};

}  // namespace limn::app
