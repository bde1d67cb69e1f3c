// SPDX-License-Identifier: MIT
/// ViewsBar: the line below the tiles that says what of the recording they do not show: proposed views that
/// are not open, and data that is in none of the open ones and not drawn.
///
/// Threads   the UI thread, inside an ImGui frame.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ui/panel_context.h"
#include "views/rect.h"

namespace limn::ui {

class ViewsBar {
  public:
    /// Takes its height from the bottom of `area`; nothing where the views show everything.
    void draw(const PanelContext& context, views::Rect& area);

  private:
    /// What `outside_` was asked for.
    struct Memo {
        StoreId recording;
        std::uint64_t version = 0;
        std::vector<scene::ViewSpec> open;

        friend bool operator==(const Memo&, const Memo&) = default;
    };

    void refresh(const session::RecordingState& state);
    float closed_ui(
        const PanelContext& context,
        const session::RecordingState& state,
        const views::Rect& bar,
        std::size_t num_closed
    ) const;
    void outside_ui(const PanelContext& context, const views::Rect& rect) const;
    void list_ui(const PanelContext& context, const session::RecordingState& state);

    std::string search_;
    Memo memo_;
    std::vector<scene::UndrawnReason> outside_;  ///< Not drawn, and in no open view.
};

}  // namespace limn::ui
