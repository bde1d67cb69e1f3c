// SPDX-License-Identifier: MIT
/// ClassMenu: what can be done to all classes of a context: palettes, files, columns.
///
/// Threads   the UI thread.
#pragma once

#include <cstdint>
#include <vector>

#include "annotation/context.h"
#include "annotation/palette.h"
#include "annotation/statistics.h"
#include "annotation/touching_classes.h"
#include "ui/class_table.h"
#include "ui/panel_context.h"

namespace limn::ui {

/// What the menu is about, and what it may change of the panel.
struct ClassMenuInput {
    annotation::ContextPtr classes;
    const std::vector<annotation::ClassTally>& tallies;
    const ClassTable& table;
    std::uint64_t frame_key = 0;  ///< Of time, data and context: touching classes are kept for it.
    bool& grouped;
};

class ClassMenu {
  public:
    void open();
    void draw(const PanelContext& context, const ClassMenuInput& input);

  private:
    void palettes_ui(const PanelContext& context, const ClassMenuInput& input);
    void distinguish_ui(const PanelContext& context, const ClassMenuInput& input);
    const std::vector<annotation::Recolored>&
    recolored(const PanelContext& context, const ClassMenuInput& input);

    std::vector<annotation::Palette> presets_;  ///< Read when first shown.
    std::vector<annotation::Recolored> recolored_;
    annotation::ClassChoices recolored_for_;
    std::uint64_t recolored_key_ = 0;
};

}  // namespace limn::ui
