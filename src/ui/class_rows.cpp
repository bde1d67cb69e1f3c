// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "base/text.h"
#include "model/counted_kind.h"
#include "model/short_time.h"
#include "ui/class_counts_text.h"
#include "ui/classes_panel.h"
#include "views/icons.h"
#include "views/swatch.h"

namespace limn::ui {
namespace {

/// Exact up to `most`, rounded beyond.
std::string count_text(std::uint64_t count, std::uint64_t most) {
    if (count == 0) {
        return {};
    }
    return count < most ? group_digits(count) : short_count(count);
}

/// "950", "47k", "3M": for where there is hardly room.
std::string narrow_count(std::uint64_t count) {
    constexpr std::uint64_t kThousand = 1'000;
    if (count < 10 * kThousand) {
        return fmt::format("{}", count);
    }
    if (count < 10 * kThousand * kThousand) {
        return fmt::format("{}k", (count + kThousand / 2) / kThousand);
    }
    return fmt::format("{}M", (count + kThousand * kThousand / 2) / (kThousand * kThousand));
}

/// "3/5": how many are shown, where some are hidden; else all, exact up to `most`.
std::string shown_of_all(std::uint64_t shown, std::uint64_t all, std::uint64_t most) {
    return shown == all ? count_text(all, most)
                        : fmt::format("{}/{}", narrow_count(shown), narrow_count(all));
}

/// Objects; else points or lines, with their unit.
std::string objects_text(const ClassRow& row) {
    constexpr std::uint64_t kMostExact = 10'000;
    if (row.counts.objects() > 0) {
        return shown_of_all(row.shown.objects(), row.counts.objects(), kMostExact);
    }
    for (const auto& [kind, unit] :
         {std::pair(CountKind::Points, "pt"), std::pair(CountKind::Lines, "ln")}) {
        if (const std::uint64_t all = row.counts[kind]; all > 0) {
            const std::string amount = row.shown[kind] == all
                                           ? narrow_count(all)
                                           : shown_of_all(row.shown[kind], all, kMostExact);
            return fmt::format("{} {}", amount, unit);
        }
    }
    return {};
}

std::string pixels_text(const ClassRow& row) {
    constexpr std::uint64_t kMostExact = 100'000;
    return shown_of_all(row.shown.pixels(), row.counts.pixels(), kMostExact);
}

std::string share_text(float share) {
    if (share <= 0.0F) {
        return {};
    }
    const double percent = static_cast<double>(share) * 100.0;
    return percent < 0.1 ? "<0.1 %" : fmt::format("{:.1f} %", percent);
}

void eye_ui(const PanelContext& context, const views::Rect& place, bool visible, Rgba8 color) {
    icon_in(
        context,
        place,
        visible ? color : context.theme.faint,
        visible ? views::icon::kEye : views::icon::kEyeOff
    );
}

/// Eye and solo of a class row.
void switches_ui(
    const PanelContext& context,
    const ClassRow& row,
    const Columns& columns,
    const RowState& state,
    Rgba8 muted
) {
    const views::Theme& theme = context.theme;
    eye_ui(context, columns.eye, row.visible, state.zone_hovered(columns.eye) ? theme.text : muted);
    Rgba8 solo = state.zone_hovered(columns.solo) ? theme.text : muted;
    if (row.soloed) {
        const glm::vec2 inset(theme.px(1), theme.px(4));
        fill({columns.solo.min + inset, columns.solo.max - inset}, theme.accent, theme.px(3));
        solo = theme.ground;
    }
    const float half = text_width(context.fonts.row, "S") * 0.5F;
    const float middle = (columns.solo.min.x + columns.solo.max.x) * 0.5F;
    const views::Rect letter{
        {middle - half, columns.solo.min.y},
        {columns.solo.max.x + 4.0F, columns.solo.max.y},
    };
    text_in(context, letter, context.fonts.row, solo, "S");
}

void counts_ui(
    const PanelContext& context,
    const ClassRow& row,
    const Columns& columns,
    Rgba8 color,
    Rgba8 muted
) {
    const auto write =
        [&](const std::optional<views::Rect>& place, const std::string& text, Rgba8 in) {
            if (place) {
                text_right(context, *place, context.fonts.row, in, text);
            }
        };
    const TimeKind kind = context.session.active_state()->time.kind;
    const auto time_text = [&](const std::optional<TimeInt>& time) {
        return time ? format_short(kind, *time) : std::string();
    };
    write(columns.instances, objects_text(row), row.counts.objects() > 0 ? color : muted);
    write(columns.pixels, pixels_text(row), color);
    write(columns.share, share_text(row.share), muted);
    write(columns.first_seen, time_text(row.first_seen), muted);
    write(columns.last_seen, time_text(row.last_seen), muted);
}

/// A dot after the label: this is not what was logged.
void edited_mark_ui(const PanelContext& context, const views::Rect& label, float text_end) {
    const float x = std::min(text_end + context.theme.px(7), label.max.x - context.theme.px(3));
    const float y = std::floor((label.min.y + label.max.y) * 0.5F);
    ImGui::GetWindowDrawList()->AddCircleFilled(
        ImVec2(x, y),
        context.theme.px(2.5F),
        views::im_color(context.theme.accent)
    );
}

/// Swatch, id, fold arrow, label of a class row.
void description_ui(
    const PanelContext& context,
    const ClassRow& row,
    const Columns& columns,
    const RowState& state,
    Rgba8 muted
) {
    const views::Theme& theme = context.theme;
    ImFont* font = context.fonts.row;
    views::Swatch mark = views::class_swatch(row.color, row.shown, row.own, row.opacity);
    mark.opacity = row.visible ? 1.0F : 0.35F;
    swatch(context, columns.swatch, mark);
    const Rgba8 id_color = row.visible ? muted : theme.faint;
    text_right(context, columns.id, font, id_color, fmt::format("{}", row.id));
    if (row.expandable) {
        icon_in(
            context,
            columns.arrow,
            state.zone_hovered(columns.arrow) ? theme.text : muted,
            row.expanded ? views::icon::kChevronDown : views::icon::kChevronRight
        );
    }
    views::Rect place = columns.label;
    place.max.x -= row.edited ? theme.px(10) : 0.0F;
    const char* instead = row.described ? "no label" : "not described";
    const float end = text_in(
        context,
        place,
        font,
        row.label.empty() ? id_color
        : row.visible     ? theme.text
                          : theme.faint,
        row.label.empty() ? std::string_view(instead) : std::string_view(row.label)
    );
    if (row.edited) {
        edited_mark_ui(context, columns.label, end);
    }
}

void probe_class_row(const PanelContext& context, const ClassRow& row, const Columns& columns) {
    const auto probe = [&](const char* what, const views::Rect& part) {
        const glm::vec2 size = part.size();
        const std::string name = fmt::format("classes/{}/{}", what, row.id);
        context.probe.add(name, part.min.x, part.min.y, size.x, size.y);
    };
    probe("eye", columns.eye);
    probe("solo", columns.solo);
    probe("swatch", columns.swatch);
    probe("row", columns.label);
    probe("expand", columns.arrow);
}

std::string label_tooltip(const ClassRow& row, const annotation::ResolvedContext& classes) {
    std::string text =
        row.label.empty() ? fmt::format("class {}", row.id) : row.label.substr(0, 2000);
    if (!row.described) {
        text += "\nOccurs in the data, but the context does not describe it";
    }
    if (row.background) {
        text += "\nBackground: transparent";
    }
    if (row.edited) {
        const annotation::ClassStyle* style = classes.find(row.id);
        const std::string logged =
            style != nullptr && style->label ? style->label->substr(0, 200) : "without a label";
        text += fmt::format("\nEdited; logged {}, {}", logged, to_hex(classes.color(row.id)));
    }
    return text;
}

std::string swatch_tooltip(const ClassRow& row) {
    std::string text = to_hex(row.color);
    if (row.opacity != 255) {
        text += fmt::format(", opacity {:.0f} %", static_cast<double>(row.opacity) / 2.55);
    }
    const std::string of_instances = views::own_colors_text(row.shown, row.own);
    if (!of_instances.empty()) {
        text += "\n" + of_instances;
    }
    return text + "\nClick: color, label, opacity";
}

void class_row_tooltips(
    const PanelContext& context,
    const ClassRow& row,
    std::span<const annotation::EntityTally> by_entity,
    const annotation::ResolvedContext& classes,
    const Columns& columns,
    const RowState& state
) {
    const bool on_label = state.zone_hovered(columns.label);
    const bool is_long = text_width(context.fonts.row, row.label) > columns.label.size().x;
    const bool has_more = is_long || row.edited || !row.described || row.background;
    tooltip(
        context,
        state.zone_hovered(columns.eye),
        row.visible ? "Hide this class in every view" : "Show this class"
    );
    tooltip(
        context,
        state.zone_hovered(columns.solo),
        row.soloed ? "Show the other classes again" : "Show only this class"
    );
    tooltip(context, state.zone_hovered(columns.swatch), swatch_tooltip(row));
    tooltip(context, on_label && has_more, label_tooltip(row, classes));
    const bool on_pixels = (columns.pixels && state.zone_hovered(*columns.pixels)) ||
                           (columns.share && state.zone_hovered(*columns.share));
    if (columns.instances && state.zone_hovered(*columns.instances) && row.counts.instances() > 0) {
        tooltip(context, true, counts_text(row, by_entity));
    }
    if (on_pixels && row.counts.pixels() > 0) {
        tooltip(
            context,
            true,
            fmt::format(
                "{}, {} of the masks",
                counted(row.counts.pixels(), CountKind::Pixels),
                share_text(row.share)
            )
        );
    }
}

}  // namespace

void ClassesPanel::class_row_ui(const PanelContext& context, const ClassRow& row) {
    const std::string id = fmt::format("##class{}", row.id);
    const RowLook look = look_of(context, row);
    const RowState state = ui::row(context, id.c_str(), views::measure::kRow, look);
    const Columns columns = columns_at(context, state.rect);
    const bool raised = state.hovered || look != RowLook::Plain;
    const Rgba8 muted = raised ? context.theme.muted_on_raised : context.theme.muted;
    switches_ui(context, row, columns, state, muted);
    if (is_renamed(row)) {
        rename_ui(context, row, columns.label);
        return;
    }
    description_ui(context, row, columns, state, muted);
    counts_ui(
        context,
        row,
        columns,
        row.visible ? context.theme.text : context.theme.faint,
        row.visible ? muted : context.theme.faint
    );
    probe_class_row(context, row, columns);
    if (state.hovered) {
        hover_class(context, row);
        class_row_tooltips(context, row, by_entity_, *shown_, columns, state);
    }
    click_class_ui(context, row, state);
}

void ClassesPanel::click_class_ui(
    const PanelContext& context,
    const ClassRow& row,
    const RowState& state
) {
    const Columns columns = columns_at(context, state.rect);
    if (state.right_clicked) {
        menu_row_ = row;
        menu_asked_ = true;
        return;
    }
    if (state.double_clicked && state.zone_hovered(columns.label)) {
        start_rename(row);
        return;
    }
    if (!state.clicked) {
        return;
    }
    if (state.zone_hovered(columns.eye)) {
        push_visible(context, targets(row.id), !row.visible);
    } else if (state.zone_hovered(columns.solo)) {
        push_solo(context, targets(row.id), !row.soloed);
    } else if (state.zone_hovered(columns.swatch)) {
        editor_.open(shown_, targets(row.id));
    } else if (row.expandable && state.zone_hovered(columns.arrow)) {
        if (expanded_.erase(row.id) == 0) {
            expanded_.insert(row.id);
        }
        table_is_old_ = true;
    } else {
        select_ui(context, row);
    }
}

/// Click: this one; with Ctrl: one more; with Shift: all from the last one to here.
void ClassesPanel::select_ui(const PanelContext& context, const ClassRow& row) {
    const auto item_of = [&](ClassId id) {
        return session::Item{shown_->entity(), {}, id, {}, true};
    };
    const ImGuiIO& io = ImGui::GetIO();
    const auto first = anchor_ ? std::ranges::find(table_.shown, *anchor_) : table_.shown.end();
    if (io.KeyShift && first != table_.shown.end()) {
        const auto here = std::ranges::find(table_.shown, row.id);
        session::command::Select command;
        for (auto at = std::min(first, here); at <= std::max(first, here); ++at) {
            command.items.push_back(item_of(*at));
        }
        context.commands.push(std::move(command));
        return;
    }
    anchor_ = row.id;
    context.commands.push(session::command::Select{{item_of(row.id)}, io.KeyCtrl});
}

void ClassesPanel::group_row_ui(const PanelContext& context, const ClassRow& row, int index) {
    const std::string id = fmt::format("##group{}", index);
    const RowState state = ui::row(context, id.c_str(), views::measure::kRow);
    const Columns columns = columns_at(context, state.rect);
    const views::Theme& theme = context.theme;
    const Rgba8 muted = state.hovered ? theme.muted_on_raised : theme.muted;
    eye_ui(context, columns.eye, row.visible, state.zone_hovered(columns.eye) ? theme.text : muted);
    icon_in(
        context,
        zone(state.rect, theme.px(30), theme.px(46)),
        muted,
        row.expanded ? views::icon::kChevronDown : views::icon::kChevronRight
    );
    const std::string name = row.label.empty() ? "other" : row.label;
    const views::Rect place{
        {state.rect.min.x + theme.px(52), state.rect.min.y},
        {columns.label.max.x, state.rect.max.y}};
    const float end = text_in(context, place, context.fonts.header, theme.text, name);
    text_in(
        context,
        {{end + theme.px(8), place.min.y}, place.max},
        context.fonts.tick,
        muted,
        fmt::format("{}", row.count)
    );
    counts_ui(context, row, columns, muted, muted);
    const views::Rect eye = columns.eye;
    context.probe.add(
        fmt::format("classes/group_eye/{}", row.label),
        eye.min.x,
        eye.min.y,
        eye.size().x,
        eye.size().y
    );
    context.probe.add(
        fmt::format("classes/group/{}", row.label),
        place.min.x,
        place.min.y,
        place.size().x,
        place.size().y
    );
    tooltip(
        context,
        state.zone_hovered(columns.eye),
        row.visible ? "Hide all classes of this group" : "Show all classes of this group"
    );
    if (state.clicked && state.zone_hovered(columns.eye)) {
        if (const auto members = table_.members.find(row.label); members != table_.members.end()) {
            push_visible(context, members->second, !row.visible);
        }
    } else if (state.clicked) {
        if (folded_.erase(row.label) == 0) {
            folded_.insert(row.label);
        }
        table_is_old_ = true;
    }
}

}  // namespace limn::ui
