// SPDX-License-Identifier: MIT
#include "ui/class_color.h"

#include "views/swatch.h"

namespace limn::ui {

Rgba8 color_on_screen(
    const PanelContext& context,
    const annotation::ContextPtr& classes,
    ClassId id,
    std::optional<KeypointId> keypoint
) {
    const draw::StyleTable& table = context.styles.table(classes, id, context.session);
    const draw::StyleEntry* entry =
        keypoint ? table.find(classes->style_index(id, keypoint)) : table.find_class(id);
    return entry != nullptr ? views::shown_color(entry->color, entry->opacity)
                            : draw::class_color(table, id);
}

}  // namespace limn::ui
