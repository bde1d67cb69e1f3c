// SPDX-License-Identifier: MIT
/// MemoryShare: how the memory limit is divided, and what the status bar says of it.
///
/// What      A quarter for decoded pictures, the rest for data; data of the next frames is read ahead.
/// Threads   the UI thread.
#pragma once

#include <cstdint>
#include <optional>

#include "session/prefetcher.h"
#include "session/session.h"
#include "ui/ui_root.h"

namespace limn::app {

class MemoryShare {
  public:
    /// `limit_bytes` as the command line says; nothing: as the settings say.
    explicit MemoryShare(std::optional<std::uint64_t> limit_bytes = std::nullopt)
        : limit_bytes_(limit_bytes) {}

    void set_limit(std::optional<std::uint64_t> bytes) { limit_bytes_ = bytes; }

    /// Once a frame; `seconds` since the last one.
    void update(session::Session& session, ui::FrameInfo& info, double seconds);

  private:
    std::optional<std::uint64_t> limit_bytes_;
    std::uint64_t shared_bytes_ = 0;
    std::optional<double> resident_age_secs_;  ///< Nothing: never asked.
    session::Prefetcher prefetcher_;
};

}  // namespace limn::app
