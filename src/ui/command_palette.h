// SPDX-License-Identifier: MIT
/// CommandPalette: find and run anything by typing a few of its letters.
///
/// What      A floating list below the top bar. Arrows move, Enter runs, Ctrl+Enter solos a class, Esc closes.
/// Threads   the UI thread.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "ui/palette_entries.h"
#include "ui/panel_context.h"
#include "views/rect.h"

namespace limn::ui {

class CommandPalette {
  public:
    /// Draws it while the session says that it is shown.
    void draw(const PanelContext& context, glm::vec2 display_px);

  private:
    void open(const PanelContext& context);
    void rank();
    void query_ui(const PanelContext& context, const views::Rect& rect);
    void list_ui(const PanelContext& context, const views::Rect& rect);
    void entry_ui(const PanelContext& context, std::size_t index);
    void keys_ui(const PanelContext& context);
    void run(const PanelContext& context, const PaletteEntry& entry, bool with_control);

    std::vector<PaletteEntry> entries_;
    std::vector<RankedEntry> ranked_;
    std::string query_;
    std::size_t chosen_ = 0;
    bool was_shown_ = false;
    bool scroll_to_chosen_ = false;
};

}  // namespace limn::ui
