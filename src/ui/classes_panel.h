// SPDX-License-Identifier: MIT
/// ClassesPanel: the contexts of the recording and the classes of one of them.
///
/// What      Per class: eye, solo, swatch, id, label, counts at the cursor; skeleton, keypoints and
///           connections unfold. Says which context this is and why. Rows can be selected together and are
///           then changed together.
/// Cost      The table is made when something changed; a frame draws the rows that are seen.
/// Threads   the UI thread.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "annotation/context.h"
#include "annotation/statistics.h"
#include "ui/class_columns.h"
#include "ui/class_editor.h"
#include "ui/class_menu.h"
#include "ui/class_table.h"
#include "ui/context_picker.h"
#include "ui/panel_context.h"
#include "ui/skeleton_drawing.h"
#include "ui/widgets.h"

namespace limn::ui {

class ClassesPanel {
  public:
    void draw(const PanelContext& context, const views::Rect& rect);

    /// Instead of `draw` while the panel is hidden: lanes and chart still show the context that it would show.
    void follow(const PanelContext& context);

    /// The context whose classes are shown.
    [[nodiscard]] const annotation::ContextPtr& shown() const { return shown_; }

  private:
    /// A label that is being typed into its row.
    struct Rename {
        ClassId id = 0;
        std::optional<KeypointId> keypoint;
        std::string text;
        bool is_new = true;
    };

    void refresh_tallies(const PanelContext& context);
    void refresh_seen(const PanelContext& context);
    void refresh_selected(const PanelContext& context);
    void refresh_table(const PanelContext& context);
    void header_ui(const PanelContext& context, const views::Rect& rect);
    void filters_ui(const PanelContext& context, const views::Rect& rect);
    void chips_ui(const PanelContext& context, const views::Rect& rect);
    void columns_ui(const PanelContext& context, const views::Rect& rect);
    void column_title_ui(
        const PanelContext& context,
        const views::Rect& rect,
        ClassColumn column,
        const char* title,
        const char* tip
    );
    void column_menu_ui(const PanelContext& context, const views::Rect& rect) const;
    void rows_ui(const PanelContext& context, const views::Rect& rect);
    void row_ui(const PanelContext& context, const ClassRow& row, int index);
    void group_row_ui(const PanelContext& context, const ClassRow& row, int index);
    void class_row_ui(const PanelContext& context, const ClassRow& row);
    void click_class_ui(const PanelContext& context, const ClassRow& row, const RowState& state);
    void select_ui(const PanelContext& context, const ClassRow& row);
    void skeleton_row_ui(const PanelContext& context, const ClassRow& row, int index);
    void keypoint_row_ui(const PanelContext& context, const ClassRow& row, int index);
    void connection_row_ui(const PanelContext& context, const ClassRow& row, int index);
    void row_menu_ui(const PanelContext& context);
    void rename_ui(const PanelContext& context, const ClassRow& row, const views::Rect& rect);
    void start_rename(const ClassRow& row);
    void hover_class(const PanelContext& context, const ClassRow& row) const;
    [[nodiscard]] RowLook look_of(const PanelContext& context, const ClassRow& row) const;
    [[nodiscard]] bool is_lit(const PanelContext& context, const ClassRow& row) const;
    [[nodiscard]] bool is_selected(const PanelContext& context, const ClassRow& row) const;
    [[nodiscard]] bool is_renamed(const ClassRow& row) const;
    [[nodiscard]] Columns columns_at(const PanelContext& context, const views::Rect& row) const;

    /// The class, or all selected ones if it is one of them.
    [[nodiscard]] std::vector<ClassId> targets(ClassId id) const;
    void push_visible(const PanelContext& context, const std::vector<ClassId>& ids, bool visible);
    void push_solo(const PanelContext& context, const std::vector<ClassId>& ids, bool soloed);

    annotation::ContextPtr shown_;
    ContextPicker picker_;
    ClassEditor editor_;
    ClassMenu menu_;
    SkeletonDrawings drawings_;

    // What the user set.
    std::string search_;
    bool only_present_ = false;
    bool grouped_ = true;
    ClassOrder order_;
    std::set<ClassId> expanded_;
    std::set<ClassId> connections_expanded_;
    std::set<std::string> folded_;
    std::optional<ClassId> anchor_;  ///< Where a range of rows starts.
    std::optional<Rename> rename_;
    ClassRow menu_row_;  ///< Whose context menu is open.
    bool menu_asked_ = false;

    // What was counted and made from it.
    std::vector<annotation::EntityTally> by_entity_;
    std::vector<annotation::ClassTally> tallies_;        ///< Of all entities.
    std::vector<annotation::ClassTally> shown_tallies_;  ///< Of those that are not hidden.
    std::uint64_t counted_key_ = 0;
    std::uint64_t tallies_key_ = 0;
    std::vector<ClassSeen> seen_;  ///< Sorted by id.
    annotation::ClassHistoryPtr seen_of_;
    std::uint64_t seen_key_ = 0;
    ClassTable table_;
    annotation::ClassChoices table_choices_;
    std::uint64_t table_key_ = 0;
    bool own_colors_win_ = true;
    bool table_is_old_ = true;
    std::set<ClassId> selected_;
};

}  // namespace limn::ui
