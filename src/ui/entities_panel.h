// SPDX-License-Identifier: MIT
/// EntitiesPanel: the entity tree of the active recording, with an eye per entity.
///
/// What      Switching an entity off hides its subtree in every view. Virtualised: 100 000 entities
///           scroll at frame rate; the flat list is made anew only when the tree or its folds change.
/// Threads   the UI thread.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "ui/entity_summary.h"
#include "ui/panel_context.h"
#include "ui/widgets.h"
#include "views/rect.h"

namespace limn::ui {

class EntitiesPanel {
  public:
    void draw(const PanelContext& context, const views::Rect& rect);

  private:
    struct Row {
        EntityPath path;
        int depth = 0;
        bool has_children = false;
        bool has_data = false;
    };

    /// Parts of a row.
    struct Zones {
        views::Rect arrow;
        views::Rect icon;
        views::Rect name;
        views::Rect eye;
    };

    [[nodiscard]] static Zones
    zones_of(const PanelContext& context, const Row& entity, const views::Rect& rect);
    void row_input(
        const PanelContext& context,
        const Row& entity,
        const RowState& state,
        const Zones& zones
    );
    void refresh(const PanelContext& context);

    /// Counting looks at all values, so it is done once per cursor and state of the recording.
    const EntitySummary& summary_of(const PanelContext& context, const Row& entity);
    void row_ui(const PanelContext& context, const Row& row, int index);

    std::vector<Row> rows_;
    std::map<EntityPath, EntitySummary> summaries_;  ///< Of rows that were visible.
    std::uint64_t summaries_key_ = 0;
    std::set<EntityPath> folded_;
    std::string search_;
    bool searching_ = false;
    std::uint64_t rows_key_ = 0;
    std::uint64_t folds_ = 0;
};

}  // namespace limn::ui
