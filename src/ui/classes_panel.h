// SPDX-License-Identifier: MIT
/// ClassesPanel: the contexts of the recording and the classes of one of them.
///
/// What      Per class: eye, solo, swatch, id, label, instances and pixels at the cursor; keypoints
///           and connections unfold. Says which entity and time the context comes from.
/// Threads   the UI thread.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "annotation/context.h"
#include "annotation/statistics.h"
#include "ui/class_table.h"
#include "ui/panel_context.h"
#include "ui/widgets.h"

namespace limn::ui {

class ClassesPanel {
  public:
    void draw(const PanelContext& context, const views::Rect& rect);

    /// The context whose classes were shown last.
    [[nodiscard]] const annotation::ContextPtr& shown() const { return shown_; }

  private:
    void choose_context(const PanelContext& context);
    void refresh_tallies(const PanelContext& context);
    void header_ui(const PanelContext& context, const views::Rect& rect);
    void context_menu_ui(const PanelContext& context);
    void filters_ui(const PanelContext& context, const views::Rect& rect, const ClassTable& table);
    void columns_ui(const PanelContext& context, const views::Rect& rect) const;
    void rows_ui(const PanelContext& context, const views::Rect& rect, const ClassTable& table);
    void class_row_ui(const PanelContext& context, const ClassRow& row);
    void click_class_ui(const PanelContext& context, const ClassRow& row, const RowState& state);
    void keypoint_row_ui(const PanelContext& context, const ClassRow& row, int index);
    void connection_row_ui(const PanelContext& context, const ClassRow& row, int index);
    void hover_class(const PanelContext& context, const ClassRow& row) const;
    [[nodiscard]] RowLook look_of(const PanelContext& context, const ClassRow& row) const;
    [[nodiscard]] bool is_lit(const PanelContext& context, const ClassRow& row) const;
    [[nodiscard]] bool is_selected(const PanelContext& context, const ClassRow& row) const;

    annotation::ContextPtr shown_;
    std::optional<EntityPath>
        picked_;  ///< Chosen by hand; else the one that applies to the selection.
    std::vector<session::Item> last_selection_;
    std::string search_;
    bool only_present_ = false;
    std::set<ClassId> expanded_;
    std::set<ClassId> connections_expanded_;
    std::vector<annotation::ClassTally> tallies_;
    std::uint64_t tallies_key_ = 0;
};

}  // namespace limn::ui
