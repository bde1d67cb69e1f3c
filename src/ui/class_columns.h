// SPDX-License-Identifier: MIT
/// Where the columns of a class row stand.
///
/// What      Eye, solo, swatch, id and label always; counts and times as the user chose and as there is room.
/// Units     window pixels.
#pragma once

#include <cstdint>
#include <optional>

#include "ui/class_table.h"
#include "ui/widgets.h"

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

/// Columns that a person asked for; those that find no room are left out, the last ones first.
struct ColumnChoice {
    bool instances = true;
    bool pixels = true;
    bool share = true;
    bool seen = true;
};

[[nodiscard]] Columns
columns_of(const PanelContext& context, const views::Rect& row, const ColumnChoice& choice);

}  // namespace limn::ui
