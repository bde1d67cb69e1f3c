// SPDX-License-Identifier: MIT
/// SkeletonDrawings: the small picture of a class's joints and bones in the classes panel.
///
/// What      Laid out from the current instance, else from the connections. Hidden joints and bones are faint.
/// Threads   the UI thread.
#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "annotation/skeleton_layout.h"
#include "ui/panel_context.h"
#include "views/rect.h"

namespace limn::ui {

class SkeletonDrawings {
  public:
    /// Forgets layouts when `key` (of time and data) is another one.
    void begin(std::uint64_t key);

    /// Draws into `all`, clipped to `part`. The joint under the mouse, if `part` is hovered.
    std::optional<KeypointId> draw(
        const PanelContext& context,
        const annotation::ContextPtr& classes,
        const annotation::ClassStyle& style,
        const views::Rect& all,
        const views::Rect& part
    );

  private:
    struct Drawing {
        annotation::JointPlaces places;
        bool is_of_instance = false;
    };

    const Drawing& drawing_of(
        const PanelContext& context,
        const annotation::ResolvedContext& classes,
        const annotation::ClassStyle& style
    );

    std::uint64_t key_ = 0;
    std::map<ClassId, Drawing> drawings_;
};

}  // namespace limn::ui
