// SPDX-License-Identifier: MIT
/// Where the columns of a class row stand.
///
/// What      Eye, solo, swatch, id and label always; counts and times as the user chose and as there is room.
/// Units     window pixels.
#pragma once

#include <cstdint>
#include <optional>

#include "session/settings.h"
#include "ui/widgets.h"
#include "views/rect.h"

namespace limn::ui {

struct Columns {
    views::Rect eye;
    views::Rect solo;
    views::Rect swatch;
    views::Rect id;
    views::Rect arrow;
    views::Rect label;
    std::optional<views::Rect> instances;
    std::optional<views::Rect> pixels;
    std::optional<views::Rect> share;
    std::optional<views::Rect> first_seen;
    std::optional<views::Rect> last_seen;
};

/// `wanted`: what a person asked for, as far as there is something to show.
[[nodiscard]] Columns columns_of(
    const PanelContext& context,
    const views::Rect& row,
    const session::ClassColumns& wanted
);

/// An item per column, with a tick if it is wanted; inside of an open menu.
void column_items_ui(const PanelContext& context);

}  // namespace limn::ui
