// SPDX-License-Identifier: MIT
/// Dialog: a modal window in the middle of the display, with a title, for the lifetime of the object.
///
/// What      Whoever shows it calls `ImGui::OpenPopup` with its name once, and draws into `rect` while `is_open`.
/// Threads   the UI thread, inside an ImGui frame.
#pragma once

#include <string_view>

#include "ui/panel_context.h"
#include "views/rect.h"

namespace limn::ui {

class Dialog {
  public:
    Dialog(
        const PanelContext& context,
        const char* name,
        std::string_view title,
        glm::vec2 size_pt,
        glm::vec2 display_px
    );
    Dialog(const Dialog&) = delete;
    Dialog& operator=(const Dialog&) = delete;
    ~Dialog();

    [[nodiscard]] bool is_open() const { return is_open_; }

    /// All of it, and what is below the title.
    [[nodiscard]] const views::Rect& rect() const { return rect_; }

    [[nodiscard]] const views::Rect& body() const { return body_; }

  private:
    views::Rect rect_;
    views::Rect body_;
    bool is_open_ = false;
};

/// The buttons at the bottom of a dialog, right-aligned: the one that goes on, and Cancel.
struct DialogAnswer {
    bool accepted = false;
    bool cancelled = false;
};

struct DialogButtons {
    const char* accept = "";
    bool can_accept = true;
    std::string_view probe_accept;
    std::string_view probe_cancel;
};

constexpr float kDialogFooter = 52.0F;

[[nodiscard]] DialogAnswer dialog_buttons(
    const PanelContext& context,
    const views::Rect& footer,
    const DialogButtons& buttons
);

}  // namespace limn::ui
