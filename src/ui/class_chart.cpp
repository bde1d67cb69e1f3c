// SPDX-License-Identifier: MIT
#include "ui/class_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "annotation/class_history_text.h"
#include "base/text.h"
#include "model/short_time.h"
#include "ui/class_lanes.h"
#include "ui/ruler_draw.h"
#include "ui/widgets.h"
#include "views/icons.h"

namespace limn::ui {
namespace {

using annotation::ClassSeries;

/// Number of classes that are shown without a selection: the largest ones.
constexpr std::size_t kMaxUnselected = 6;
constexpr std::size_t kMaxCurves = 9;

constexpr float kTickGap = 80.0F;

/// Whose curves are drawn, sorted by id.
std::vector<const ClassSeries*> choose(
    const PanelContext& context,
    const annotation::ResolvedContext& classes,
    const annotation::ContextHistory& counts
) {
    std::vector<const ClassSeries*> chosen;
    for (const ClassSeries& series : counts.classes) {
        if (is_class_selected(context, classes, series.id)) {
            chosen.push_back(&series);
        }
    }
    if (!chosen.empty()) {
        chosen.resize(std::min(chosen.size(), kMaxCurves));
        return chosen;
    }
    for (const ClassSeries& series : counts.classes) {
        chosen.push_back(&series);
    }
    const auto size = [](const ClassSeries* series) {
        const AmountKind kind = amount_kind(*series);
        return std::pair(kind == AmountKind::Pixels, largest_amount(*series, kind));
    };
    std::ranges::stable_sort(chosen, std::ranges::greater(), size);
    chosen.resize(std::min(chosen.size(), kMaxUnselected));
    std::ranges::sort(chosen, {}, &ClassSeries::id);
    return chosen;
}

void save(
    const PanelContext& context,
    const annotation::ResolvedContext& classes,
    const std::vector<const ClassSeries*>& chosen,
    bool as_json
) {
    const annotation::ClassHistory& history = *context.session.class_history();
    std::vector<annotation::HistoryRow> rows;
    for (const ClassSeries* series : chosen) {
        const auto label =
            session::StyleCache::label(context.session, classes, classes.style_index(series->id));
        rows.push_back({series, history.seen(*series), label});
    }
    const std::string& name = context.session.active_state()->file_name;
    context.commands.push(session::command::SaveText{
        fmt::format("{} classes over {}", name, history.timeline),
        as_json ? ".json" : ".csv",
        as_json ? annotation::to_json(history, rows, classes.entity().text()) + "\n"
                : annotation::to_csv(history, rows, annotation::CsvTimes::All)});
}

/// "1.2 M", "40 k": exact for the round numbers of a scale.
std::string short_number(std::uint64_t value) {
    const auto number = static_cast<double>(value);
    return value >= 1'000'000 ? fmt::format("{:g} M", number / 1.0e6)
           : value >= 1'000   ? fmt::format("{:g} k", number / 1.0e3)
                              : fmt::format("{}", value);
}

void vertical_line(const views::Rect& plot, float x, Rgba8 color, float alpha) {
    if (x >= plot.min.x && x <= plot.max.x) {
        ImGui::GetWindowDrawList()->AddRectFilled(
            ImVec2(std::floor(x), plot.min.y),
            ImVec2(std::floor(x) + 1.0F, plot.max.y),
            views::im_color(color, alpha)
        );
    }
}

}  // namespace

AmountKind ClassChart::kind_of(const Chosen& chosen) const {
    const auto any = [&](AmountKind kind) {
        return std::ranges::any_of(chosen, [&](const ClassSeries* series) {
            return amount_kind(*series) == kind;
        });
    };
    if (kind_.value_or(AmountKind::Pixels) == AmountKind::Pixels &&
        (kind_ || any(AmountKind::Pixels))) {
        return AmountKind::Pixels;
    }
    return any(AmountKind::Objects) ? AmountKind::Objects : AmountKind::Instances;
}

void ClassChart::draw(
    const PanelContext& context,
    const views::Rect& room,
    const TimeAxis& axis,
    const annotation::ContextPtr& classes
) {
    if (!context.session.show_class_chart || context.session.active_recording() == nullptr ||
        classes == nullptr) {
        return;
    }
    const auto px = [&](float points) { return std::floor(context.theme.px(points)); };
    const glm::vec2 margin(px(12));
    const glm::vec2 size = glm::min(glm::vec2(px(640), px(260)), room.size() - 2.0F * margin);
    const views::Rect rect{room.max - margin - size, room.max - margin};
    const PanelWindow
        window(context, "##class_chart", rect, context.theme.panel, PanelLayer::Floating);
    probe_window(context, "chart");
    const views::Rect header{rect.min, {rect.max.x, rect.min.y + px(36)}};
    const views::Rect body{{rect.min.x, header.max.y}, rect.max};
    const annotation::ContextHistory* counts = context.session.class_history(*classes);
    const Chosen chosen =
        counts != nullptr ? choose(context, *classes, *counts) : std::vector<const ClassSeries*>();
    header_ui(context, header, *classes, chosen);
    if (!class_counts_missing_ui(context, body)) {
        if (chosen.empty()) {
            empty_state(context, body, "No class of this context ever occurs", "");
        } else {
            plot_ui(context, body, axis, *classes, chosen);
        }
    }
    outline(rect, context.theme.line, px(views::measure::kFloatRadius));
}

void ClassChart::header_ui(
    const PanelContext& context,
    const views::Rect& rect,
    const annotation::ResolvedContext& classes,
    const Chosen& chosen
) {
    const auto px = [&](float points) { return std::floor(context.theme.px(points)); };
    section_header(context, rect, "Classes over time");
    const float top = rect.min.y + px(6);
    const views::Rect close{{rect.max.x - px(32), top}, {rect.max.x - px(8), top + px(24)}};
    if (icon_button(
            context,
            "##close_chart",
            close,
            views::icon::kClose,
            "Close",
            false,
            "chart/close"
        )) {
        context.commands.push(session::command::ShowClassChart{false});
    }
    if (chosen.empty()) {
        return;
    }
    float x = rect.min.x + px(150);
    const auto next =
        [&](const char* id, const char* text, bool active, const char* tip, const char* probe) {
            const ChipResult result = chip(context, id, {x, top}, text, active, tip, probe);
            x += result.width + px(6);
            return result.clicked;
        };
    const AmountKind kind = kind_of(chosen);
    if (next("##px", "Pixels", kind == AmountKind::Pixels, "Pixels of masks", "chart/pixels")) {
        kind_ = AmountKind::Pixels;
    }
    if (next(
            "##inst",
            "Instances",
            kind != AmountKind::Pixels,
            "Boxes, points, skeletons and the like",
            "chart/instances"
        )) {
        kind_ = AmountKind::Instances;
    }
    x = std::max(x, close.min.x - px(122));
    if (next("##csv", "CSV", false, "Save these classes as a table", "chart/csv")) {
        save(context, classes, chosen, false);
    }
    if (next("##json", "JSON", false, "Save these classes as JSON", "chart/json")) {
        save(context, classes, chosen, true);
    }
}

void ClassChart::plot_ui(
    const PanelContext& context,
    const views::Rect& rect,
    const TimeAxis& axis,
    const annotation::ResolvedContext& classes,
    const Chosen& chosen
) const {
    const auto px = [&](float points) { return std::floor(context.theme.px(points)); };
    const session::TimeControl& time = context.session.active_state()->time;
    const AmountKind kind = kind_of(chosen);
    const float legend = px(196);
    const views::Rect plot{
        {rect.min.x + px(52), rect.min.y + px(10)},
        {rect.max.x - legend, rect.max.y - px(26)}};
    std::uint64_t most = 1;
    for (const ClassSeries* series : chosen) {
        most = std::max(most, largest_amount(*series, kind));
    }
    const AmountTicks lines = amount_ticks(most);
    for (std::uint64_t amount = 0; amount <= lines.top; amount += lines.step) {
        const float share = static_cast<float>(amount) / static_cast<float>(lines.top);
        const float y = std::floor(plot.max.y - share * plot.size().y);
        fill({{plot.min.x, y}, {plot.max.x, y + 1.0F}}, context.theme.line);
        text_right(
            context,
            {{rect.min.x, y - px(9)}, {plot.min.x - px(6), y + px(9)}},
            context.fonts.tick,
            context.theme.muted,
            short_number(amount)
        );
    }
    TimeAxis own = axis;
    own.left_px = plot.min.x;
    own.right_px = plot.max.x;
    const views::Rect scale{
        {plot.min.x, plot.max.y + px(3)},
        {plot.max.x + px(14), plot.max.y + px(21)}};
    const std::vector<PlacedTick> ticks = ruler_texts_ui(context, own, scale, px(kTickGap));
    for (const PlacedTick& tick : ticks) {
        vertical_line(plot, tick.x_px, context.theme.line, 1.0F);
    }
    for (const ClassSeries* series : chosen) {
        const ShownClass shown = shown_class(context, classes, series->id);
        curve_ui(context, plot, own, *series, shown.color, {kind, lines.top});
    }
    vertical_line(plot, own.x_of(time.cursor, time.fraction), context.theme.text, 0.9F);
    ImGui::SetCursorScreenPos(ImVec2(plot.min.x, plot.min.y));
    ImGui::InvisibleButton("##plot", ImVec2(plot.size().x, plot.size().y));
    const bool hovered = ImGui::IsItemHovered();
    const TimeInt pointed = hovered || ImGui::IsItemActive()
                                ? pointed_time(context, own, ImGui::GetMousePos().x)
                                : time.cursor;
    if (hovered) {
        vertical_line(plot, ImGui::GetMousePos().x, context.theme.muted, 0.8F);
    }
    if (ImGui::IsItemActive() && pointed != time.cursor) {
        context.commands.push(session::command::SetCursor{pointed});
    }
    context.probe.add("chart/plot", plot.min.x, plot.min.y, plot.size().x, plot.size().y);
    const views::Rect side{{plot.max.x + px(14), rect.min.y + px(4)}, rect.max};
    legend_ui(context, side, classes, chosen, hovered ? pointed : time.cursor);
}

void ClassChart::curve_ui(
    const PanelContext& context,
    const views::Rect& plot,
    const TimeAxis& axis,
    const ClassSeries& series,
    Rgba8 color,
    AmountScale scale
) const {
    const std::vector<TimeInt>& times = context.session.class_history()->times;
    const store::TimeBuckets buckets = axis_buckets(axis, std::max(context.theme.px(2), 1.0F));
    const std::vector<float> shares = amounts_in_buckets(series, scale.kind, buckets, times.back());
    const float height = plot.size().y * static_cast<float>(largest_amount(series, scale.kind)) /
                         static_cast<float>(scale.most);
    std::vector<ImVec2> points;
    points.reserve(2 * shares.size());
    const auto add_point = [&points](float x, float y) {
        const std::size_t count = points.size();
        const bool is_level = count >= 2 && points[count - 2].y == y && points[count - 1].y == y;
        if (is_level) {
            points.back().x = x;
        } else if (count == 0 || points.back().x != x || points.back().y != y) {
            // A piece without length would change the width of the line there.
            points.emplace_back(x, y);
        }
    };
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const TimeRange covered = buckets.times(i);
        if (covered.max < times.front() || covered.min > times.back()) {
            continue;
        }
        // An amount holds until the next one: there is nothing between two whole numbers.
        const float y = plot.max.y - shares[i] * height;
        add_point(std::max(axis.x_of(covered.min, -0.5), plot.min.x), y);
        add_point(std::min(axis.x_of(covered.max, 0.5), plot.max.x), y);
    }
    const auto stroke = [&](Rgba8 in, float width) {
        ImGui::GetWindowDrawList()->AddPolyline(
            points.data(),
            static_cast<int>(points.size()),
            views::im_color(in),
            ImDrawFlags_None,
            width
        );
    };
    const float width = std::max(2.0F, context.theme.px(2.0F));
    const Rgba8 opaque{color.r, color.g, color.b, 255};
    if (const auto halo = views::swatch_halo(context.theme, opaque)) {
        stroke(*halo, width + 2.0F);
    }
    stroke(opaque, width);
}

void ClassChart::legend_ui(
    const PanelContext& context,
    const views::Rect& rect,
    const annotation::ResolvedContext& classes,
    const Chosen& chosen,
    TimeInt time
) const {
    const auto px = [&](float points) { return std::floor(context.theme.px(points)); };
    const AmountKind kind = kind_of(chosen);
    const session::TimeControl& control = context.session.active_state()->time;
    float y = rect.min.y;
    const auto line = [&](float height) {
        const views::Rect place{{rect.min.x, y}, {rect.max.x - px(12), y + height}};
        y += height;
        return place;
    };
    text_in(
        context,
        line(px(22)),
        context.fonts.row,
        context.theme.muted,
        format_short(control.kind, time, clock_digits(control.range))
    );
    for (const ClassSeries* series : chosen) {
        if (y + px(20) > rect.max.y) {
            return;
        }
        const views::Rect place = line(px(20));
        const ShownClass shown = shown_class(context, classes, series->id);
        swatch(context, zone(place, 0, px(20)), shown.color, false);
        const float value_left = place.size().x - px(64);
        text_in(
            context,
            zone(place, px(26), value_left),
            context.fonts.row,
            context.theme.text,
            shown.label
        );
        text_right(
            context,
            zone(place, value_left, place.size().x),
            context.fonts.row,
            context.theme.muted,
            group_digits(amount_of(series->at(time), kind))
        );
    }
}

}  // namespace limn::ui
