// SPDX-License-Identifier: MIT
/// InputQueue: hands the window's events to Dear ImGui so that none is lost.
///
/// What      ImGui sees states once per frame. A press and its release (or the move after it) that came
///           between two frames are given in two frames, in order. What is typed into a text field comes at
///           once, however slow frames are: of a key that writes only the character counts.
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

    /// Gives ImGui as much as one frame can take; the key events among it.
    [[nodiscard]] std::vector<event::Key> feed(bool text_has_keyboard);

    /// Something was opened: the keyboard waits until it has the focus.
    void settle();

    /// Something is left for the next frame.
    [[nodiscard]] bool has_more() const { return !waiting_.empty(); }

    /// The cursor that ImGui asks for.
    static void update_cursor(Window& window);

  private:
    std::deque<Event> waiting_;
    int settling_frames_ = 0;
    std::string clipboard_;
    Window* window_ = nullptr;
};

}  // namespace limn::app
