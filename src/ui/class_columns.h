// SPDX-License-Identifier: MIT
/// Where the columns of a class row stand.
///
/// Units     window pixels.
#pragma once

#include "ui/widgets.h"

namespace limn::ui {

struct Columns {
    views::Rect eye;
    views::Rect solo;
    views::Rect swatch;
    views::Rect id;
    views::Rect arrow;
    views::Rect label;
    views::Rect instances;
    views::Rect pixels;
};

[[nodiscard]] inline Columns columns_of(const PanelContext& context, const views::Rect& row) {
    const auto px = [&](float points) { return context.theme.px(points); };
    const float width = row.size().x;
    const float pixels_right = width - px(12);
    const float pixels_left = pixels_right - px(62);
    const float instances_left = pixels_left - px(44);
    Columns columns;
    columns.eye = zone(row, px(4), px(28));
    columns.solo = zone(row, px(28), px(48));
    columns.swatch = zone(row, px(48), px(74));
    columns.id = zone(row, px(72), px(106));
    columns.arrow = zone(row, px(108), px(122));
    columns.label = zone(row, px(122), instances_left - px(4));
    columns.instances = zone(row, instances_left, pixels_left - px(4));
    columns.pixels = zone(row, pixels_left, pixels_right);
    return columns;
}

}  // namespace limn::ui
