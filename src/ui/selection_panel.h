// SPDX-License-Identifier: MIT
/// SelectionPanel: every component of the selected thing at the cursor, with ids and colors resolved.
///
/// What      Values wrap, long lists and texts are opened in place, everything can be copied.
/// Threads   the UI thread.
#pragma once

#include <vector>

#include "ui/panel_context.h"
#include "ui/selection_rows.h"
#include "views/rect.h"

namespace limn::ui {

class SelectionPanel {
  public:
    void draw(const PanelContext& context, const views::Rect& rect);

  private:
    void row_ui(const PanelContext& context, const ValueRow& value, int index);
    void value_ui(const PanelContext& context, const ValueRow& value, int index);
    void more_ui(const PanelContext& context, const ValueRow& value, int index);
    void pager_ui(const PanelContext& context, const ValueRow& value, int index);
    void copy_button_ui(
        const PanelContext& context,
        const views::Rect& head,
        const std::vector<ValueRow>& rows
    );
    void menu_ui(const PanelContext& context, const std::vector<ValueRow>& rows);

    session::Item item_;
    OpenedValues opened_;
    ValueRow menu_row_;  ///< What the context menu is about.
    bool menu_asked_ = false;
};

}  // namespace limn::ui
