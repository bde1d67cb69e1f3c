// SPDX-License-Identifier: MIT
#include "ui/class_columns.h"

#include <fmt/format.h>
#include <imgui.h>

#include <array>
#include <utility>

#include "views/rect.h"

namespace limn::ui {
namespace {

constexpr float kLabelLeft = 122.0F;
constexpr float kLeastLabel = 84.0F;
constexpr float kRightMargin = 12.0F;

}  // namespace

Columns columns_of(
    const PanelContext& context,
    const views::Rect& row,
    const session::ClassColumns& wanted
) {
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
    std::array<Wanted, 5> all{{
        {&columns.instances, 56.0F, wanted.instances},
        {&columns.pixels, 60.0F, wanted.pixels},
        {&columns.share, 50.0F, wanted.share},
        {&columns.first_seen, 70.0F, wanted.first_seen},
        {&columns.last_seen, 70.0F, wanted.last_seen},
    }};
    float room = row.size().x - px(kLabelLeft + kLeastLabel + kRightMargin);
    for (Wanted& one : all) {
        one.is_shown = one.is_wanted && px(one.width) <= room;
        room -= one.is_shown ? px(one.width) : 0.0F;
    }
    float right = row.size().x - px(kRightMargin);
    for (auto one = all.rbegin(); one != all.rend(); ++one) {
        if (one->is_shown) {
            *one->column = zone(row, right - px(one->width) + px(4), right);
            right -= px(one->width);
        }
    }
    columns.label = zone(row, px(kLabelLeft), right - px(4));
    return columns;
}

void column_items_ui(const PanelContext& context) {
    struct Item {
        const char* text;
        const char* name;
        bool session::ClassColumns::*shown;
    };

    constexpr std::array kItems{
        Item{"Instances", "instances", &session::ClassColumns::instances},
        Item{"Pixels", "pixels", &session::ClassColumns::pixels},
        Item{"Share of the mask pixels", "share", &session::ClassColumns::share},
        Item{"First time seen", "first_seen", &session::ClassColumns::first_seen},
        Item{"Last time seen", "last_seen", &session::ClassColumns::last_seen}};
    const session::ClassColumns& now = context.session.settings.class_columns;
    for (const Item& item : kItems) {
        const bool is_shown = now.*item.shown;
        if (ImGui::MenuItem(item.text, nullptr, is_shown)) {
            session::SettingsPatch patch;
            patch.class_column = {item.shown, !is_shown};
            context.commands.push(session::command::ChangeSettings{patch});
        }
        probe_last_item(context, fmt::format("column_menu/{}", item.name));
    }
}

}  // namespace limn::ui
