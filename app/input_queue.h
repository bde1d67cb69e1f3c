// SPDX-License-Identifier: MIT
/// InputQueue: hands the window's events to Dear ImGui so that none is lost.
///
/// What      ImGui sees states once per frame. A press and its release (or the move after it) that came
///           between two frames are given in two frames, in order.
/// Threads   the main thread, between ImGui's frames.
#pragma once

#include <deque>
#include <vector>

#include "window.h"

namespace limn::app {

class InputQueue {
  public:
    /// Once, after ImGui's context was made: key map and clipboard.
    void connect(Window& window);

    /// Takes what came. Dropped files are not for ImGui and are returned.
    [[nodiscard]] std::vector<std::string> add(std::vector<Event> events);

    /// Gives ImGui as much as one frame can tell; the key events among it.
    [[nodiscard]] std::vector<event::Key> feed();

    /// Something is left for the next frame.
    [[nodiscard]] bool has_more() const { return !waiting_.empty(); }

    /// The cursor that ImGui asks for.
    static void update_cursor(Window& window);

  private:
    std::deque<Event> waiting_;
    std::string clipboard_;
    Window* window_ = nullptr;
};

}  // namespace limn::app
