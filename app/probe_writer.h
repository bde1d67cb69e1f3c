// SPDX-License-Identifier: MIT
/// ProbeWriter: what is on the screen and in the session, as JSON for tests that click like a person.
///
/// What      {"frame", "widgets": [{"name", "x", "y", "w", "h"}], "session": {"time", "timeline",
///           "selection", "recordings", "hidden", "solo", "loading", "toasts"}}; replaced as a whole, and only
///           when something in it changed.
/// Threads   the main thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "session/session.h"
#include "views/ui_probe.h"

namespace limn::app {

class ProbeWriter {
  public:
    explicit ProbeWriter(std::filesystem::path file)
        : file_(std::move(file)) {}

    void write(const views::UiProbe& probe, const session::Session& session, bool loading);

  private:
    std::filesystem::path file_;
    std::string last_;
    std::uint64_t frame_ = 0;
    std::uint64_t drawn_ = 0;  ///< Frames, with those that changed nothing.
};

}  // namespace limn::app
