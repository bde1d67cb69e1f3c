// SPDX-License-Identifier: MIT
#include "ui/class_columns.h"

#include <array>

namespace limn::ui {
namespace {

constexpr float kLabelLeft = 122.0F;
constexpr float kLeastLabel = 84.0F;
constexpr float kRightMargin = 12.0F;

}  // namespace

Columns
columns_of(const PanelContext& context, const views::Rect& row, const ColumnChoice& choice) {
    const auto px = [&](float points) { return context.theme.px(points); };
    Columns columns;
    columns.eye = zone(row, px(4), px(28));
    columns.solo = zone(row, px(28), px(48));
    columns.swatch = zone(row, px(48), px(74));
    columns.id = zone(row, px(72), px(106));
    columns.arrow = zone(row, px(108), px(122));

    struct Wanted {
        std::optional<views::Rect>* column;
        float width;
        bool is_wanted;
        bool is_shown = false;
    };

    // In order of importance; they stand from left to right in the same order.
    std::array<Wanted, 5> wanted{{
        {&columns.instances, 48.0F, choice.instances},
        {&columns.pixels, 60.0F, choice.pixels},
        {&columns.share, 50.0F, choice.share},
        {&columns.first_seen, 70.0F, choice.seen},
        {&columns.last_seen, 70.0F, choice.seen},
    }};
    float room = row.size().x - px(kLabelLeft + kLeastLabel + kRightMargin);
    for (Wanted& one : wanted) {
        one.is_shown = one.is_wanted && px(one.width) <= room;
        room -= one.is_shown ? px(one.width) : 0.0F;
    }
    float right = row.size().x - px(kRightMargin);
    for (auto one = wanted.rbegin(); one != wanted.rend(); ++one) {
        if (one->is_shown) {
            *one->column = zone(row, right - px(one->width) + px(4), right);
            right -= px(one->width);
        }
    }
    columns.label = zone(row, px(kLabelLeft), right - px(4));
    return columns;
}

}  // namespace limn::ui
