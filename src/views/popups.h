// SPDX-License-Identifier: MIT
/// Popups: how menus, drop-downs and other popups close; the same for all of them.
///
/// What      Escape closes the topmost popup and nothing else. A press outside closes them and still does what it
///           is for, so that a right click moves a context menu and no click is lost; a press on the button that
///           opened a popup only closes it. A popup that its owner no longer draws is closed and blocks nothing.
/// Threads   the UI thread.
#pragma once

#include <vector>

namespace limn::views {

class Popups {
  public:
    /// Before ImGui begins its frame, as it decides then what is under the mouse.
    static void close_abandoned();

    /// After ImGui began its frame, before anything is drawn.
    void begin_frame();

    /// True if the press that ends now closed this popup.
    [[nodiscard]] bool was_closed_by_press(unsigned int id) const;

  private:
    std::vector<unsigned int> closed_;  ///< ImGui's ids, until the button is let go.
};

/// Escape was used: nobody else sees it in this frame.
void swallow_escape();

/// A text field has the keyboard. `ImGuiIO::WantTextInput` says it one frame later.
[[nodiscard]] bool is_text_active();

/// Any popup or modal dialog is open: Escape is theirs.
[[nodiscard]] bool is_any_popup_open();

}  // namespace limn::views
