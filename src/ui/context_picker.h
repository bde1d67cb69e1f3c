// SPDX-License-Identifier: MIT
/// ContextPicker: which context the classes panel shows, why, and its value over time.
///
/// What      A line below the panel's header, and a popup that lists all contexts of the recording with
///           what they shadow and the times at which they were logged.
/// Threads   the UI thread.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "ui/context_values.h"
#include "ui/panel_context.h"
#include "views/rect.h"

namespace limn::ui {

class ContextPicker {
  public:
    /// Chooses by hand, else by the selection, else the first of the recording.
    [[nodiscard]] annotation::ContextPtr choose(const PanelContext& context);

    /// "the nearest above /camera/mask · shadows /", and steps to the values before and after.
    void line_ui(const PanelContext& context, const views::Rect& rect);

    /// Opens the popup; `popup_ui` draws it while it is open.
    void open();
    void popup_ui(const PanelContext& context);

  private:
    void refresh(const PanelContext& context);
    void context_item_ui(const PanelContext& context, const KnownContext& known);
    void times_ui(const PanelContext& context, const KnownContext& known);
    [[nodiscard]] const KnownContext* known_of(const annotation::ResolvedContext& context) const;
    void steps_ui(const PanelContext& context, const views::Rect& rect, const KnownContext& known);

    annotation::ContextPtr shown_;
    std::optional<EntityPath> picked_;
    std::vector<session::Item> last_selection_;
    std::vector<KnownContext> known_;
    std::uint64_t known_key_ = 0;
};

}  // namespace limn::ui
