// SPDX-License-Identifier: MIT
#include "ui/class_lanes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "base/hash.h"
#include "base/text.h"
#include "model/short_time.h"
#include "ui/class_amounts.h"
#include "ui/widgets.h"
#include "views/icons.h"
#include "views/swatch.h"

namespace limn::ui {
namespace {

/// Lanes of hidden classes stay, dimmed.
constexpr float kHiddenOpacity = 0.35F;

/// The smallest presence is still seen.
constexpr float kSmallestBar = 0.12F;

session::Item item_of(const annotation::ResolvedContext& classes, ClassId id) {
    return {classes.entity(), std::nullopt, id, std::nullopt, true};
}

void hover_class(
    const PanelContext& context,
    const annotation::ResolvedContext& classes,
    ClassId id
) {
    session::HoverInfo info;
    info.item = item_of(classes, id);
    info.context_key = classes.key();
    info.style_index = classes.style_index(id);
    context.hover = info;
}

bool is_class_hovered(
    const PanelContext& context,
    const annotation::ResolvedContext& classes,
    ClassId id
) {
    const auto& hover = context.session.hover;
    return hover && hover->item.class_id == id && hover->context_key == classes.key();
}

struct Bar {
    float left = 0.0F;
    float right = 0.0F;
    float top = 0.0F;
};

/// A color that hardly differs from the ground gets a halo around the bars; gaps between neighbours stay dark.
void draw_bars(
    const PanelContext& context,
    std::span<const Bar> bars,
    float bottom,
    Rgba8 color,
    float opacity
) {
    constexpr float kHaloPx = 1.0F;
    constexpr float kNeighbourPx = 3.0F;
    ImDrawList* draw = ImGui::GetWindowDrawList();
    const auto halo = views::swatch_halo(context.theme, color);
    for (std::size_t i = 0; halo && i < bars.size(); ++i) {
        const bool is_first = i == 0 || bars[i].left - bars[i - 1].right > kNeighbourPx;
        const bool is_last =
            i + 1 == bars.size() || bars[i + 1].left - bars[i].right > kNeighbourPx;
        draw->AddRectFilled(
            ImVec2(bars[i].left - (is_first ? kHaloPx : 0.0F), bars[i].top - kHaloPx),
            ImVec2(bars[i].right + (is_last ? kHaloPx : 0.0F), bottom + kHaloPx),
            views::im_color(*halo, opacity)
        );
    }
    for (const Bar& bar : bars) {
        draw->AddRectFilled(
            ImVec2(bar.left, bar.top),
            ImVec2(bar.right, bottom),
            views::im_color(color, opacity)
        );
    }
}

void message_ui(
    const PanelContext& context,
    const views::Rect& rect,
    std::string_view title,
    std::string_view hint,
    const char* button,
    const session::Command& command
) {
    empty_state(context, rect, title, hint);
    const glm::vec2 at =
        glm::floor(rect.min + glm::vec2(context.theme.px(16), context.theme.px(66)));
    const views::Rect place{at, at + glm::vec2(context.theme.px(90), context.theme.px(26))};
    if (push_button(context, "##count", place, nullptr, button, false, "timeline/count")) {
        context.commands.push(command);
    }
}

}  // namespace

bool class_counts_missing_ui(const PanelContext& context, const views::Rect& rect) {
    const session::HistoryState& counts = context.session.active_state()->class_counts;
    if (context.session.class_history() != nullptr) {
        return false;
    }
    if (counts.stopped) {
        message_ui(
            context,
            rect,
            "Not counted",
            "Counting the classes of all times was stopped",
            "Count",
            session::command::SetClassCounting{true}
        );
    } else if (!counts.running && !counts.problem.empty()) {
        empty_state(context, rect, "The classes could not be counted", counts.problem);
    } else if (!context.session.active_state()->opened) {
        empty_state(context, rect, "Reading", "Classes are counted once the recording is read");
    } else {
        const int percent = static_cast<int>(counts.progress * 100.0F);
        message_ui(
            context,
            rect,
            fmt::format("Counting classes, {} %", percent),
            "How often each class occurs, at every time",
            "Stop",
            session::command::SetClassCounting{false}
        );
    }
    return true;
}

ShownClass
shown_class(const PanelContext& context, const annotation::ResolvedContext& classes, ClassId id) {
    const std::string& application = context.session.active_state()->id.application_id;
    const annotation::ClassChoice choice =
        context.session.choices.get(annotation::choice_key(application, classes, id));
    const std::uint32_t style = classes.style_index(id);
    const auto label = session::StyleCache::label(context.session, classes, style);
    ShownClass shown;
    shown.label = label && !label->empty() ? *label : fmt::format("class {}", id);
    shown.color =
        views::shown_color(choice.color.value_or(classes.color(id)), choice.opacity.value_or(255));
    shown.visible = choice.visible;
    return shown;
}

bool is_class_selected(
    const PanelContext& context,
    const annotation::ResolvedContext& classes,
    ClassId id
) {
    const auto& selection = context.session.active_state()->selection;
    return std::ranges::any_of(selection, [&](const session::Item& item) {
        return item.is_class && item.class_id == id && item.entity == classes.entity();
    });
}

void class_time_menu_ui(
    const PanelContext& context,
    const annotation::ContextPtr& classes,
    ClassId id
) {
    const annotation::ClassHistory* history = context.session.class_history();
    const annotation::ContextHistory* counts = context.session.class_history(*classes);
    const annotation::ClassSeries* series = counts != nullptr ? counts->find(id) : nullptr;
    if (history == nullptr || series == nullptr) {
        ImGui::TextDisabled("Not counted over time");
        return;
    }
    const session::TimeControl& time = context.session.active_state()->time;
    const bool has_next = history->next_with(*series, time.cursor).has_value();
    const bool has_previous = history->previous_with(*series, time.cursor).has_value();
    if (ImGui::MenuItem("Next time with this class", "Ctrl+Right", false, has_next)) {
        context.commands.push(session::command::StepClass{classes, id, true});
    }
    if (ImGui::MenuItem("Previous time with this class", "Ctrl+Left", false, has_previous)) {
        context.commands.push(session::command::StepClass{classes, id, false});
    }
    const TimeRange seen = history->seen(*series);
    const std::string first = fmt::format("First seen at {}", format_short(time.kind, seen.min));
    const std::string last = fmt::format("Last seen at {}", format_short(time.kind, seen.max));
    if (ImGui::MenuItem(first.c_str())) {
        context.commands.push(session::command::SetCursor{seen.min});
    }
    if (ImGui::MenuItem(last.c_str())) {
        context.commands.push(session::command::SetCursor{seen.max});
    }
}

void ClassLanes::draw(
    const PanelContext& context,
    const views::Rect& rect,
    float names_width,
    const TimeAxis& axis,
    const annotation::ContextPtr& classes
) {
    if (classes == nullptr || class_counts_missing_ui(context, rect)) {
        return;
    }
    const annotation::ContextHistory* counts = context.session.class_history(*classes);
    if (counts == nullptr) {
        empty_state(
            context,
            rect,
            "No class of this context ever occurs",
            "Choose another context in the classes panel"
        );
        return;
    }
    shown_ = context.session.active_state()->class_counts.history;
    std::uint64_t key = hash_combine(reinterpret_cast<std::uintptr_t>(counts), 0);
    if (key != amounts_key_ || axis != amounts_axis_) {
        amounts_key_ = key;
        amounts_axis_ = axis;
        amounts_.clear();
    }
    const ScrollArea scroll(context, "##class_lanes", rect);
    const float height = std::floor(context.theme.px(views::measure::kRow));
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(counts->classes.size()), height);
    while (clipper.Step()) {
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
            const ImVec2 at = ImGui::GetCursorScreenPos();
            ImGui::Dummy(ImVec2(rect.size().x, height));
            const LaneRects rects{
                {{at.x, at.y}, {at.x + names_width, at.y + height}},
                {{at.x + names_width, at.y}, {rect.max.x, at.y + height}}};
            lane_ui(context, classes, counts->classes[static_cast<std::size_t>(i)], rects, axis);
        }
    }
}

void ClassLanes::lane_ui(
    const PanelContext& context,
    const annotation::ContextPtr& classes,
    const annotation::ClassSeries& series,
    const LaneRects& rects,
    const TimeAxis& axis
) {
    const auto& [name, track] = rects;
    const bool hovered =
        ImGui::IsWindowHovered() &&
        ImGui::IsMouseHoveringRect(ImVec2(name.min.x, name.min.y), ImVec2(name.max.x, name.max.y));
    const bool selected = is_class_selected(context, *classes, series.id);
    const bool lit = hovered || is_class_hovered(context, *classes, series.id);
    if (selected || lit) {
        fill({name.min, track.max}, selected ? context.theme.select : context.theme.hover);
    }
    const ShownClass shown = shown_class(context, *classes, series.id);
    name_ui(context, classes, series, name, selected || lit);
    bars_ui(context, series, track, axis, shown.color, shown.visible ? 1.0F : kHiddenOpacity);
    fill({{name.min.x, name.max.y - 1.0F}, {track.max.x, name.max.y}}, context.theme.line);
    context.probe.add(
        fmt::format("timeline/class/{}", series.id),
        name.min.x,
        name.min.y,
        name.size().x,
        name.size().y
    );
    ImGui::PushID(static_cast<int>(series.id));
    if (hovered) {
        hover_class(context, *classes, series.id);
        if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) {
            context.commands.push(
                session::command::Select{{item_of(*classes, series.id)}, ImGui::GetIO().KeyCtrl}
            );
        }
        if (ImGui::IsMouseClicked(ImGuiMouseButton_Right)) {
            ImGui::OpenPopup("##class_times");
        }
    }
    if (ImGui::BeginPopup("##class_times")) {
        class_time_menu_ui(context, classes, series.id);
        ImGui::EndPopup();
    }
    ImGui::PopID();
}

void ClassLanes::name_ui(
    const PanelContext& context,
    const annotation::ContextPtr& classes,
    const annotation::ClassSeries& series,
    const views::Rect& rect,
    bool bright
) {
    const auto px = [&](float points) { return std::floor(context.theme.px(points)); };
    const ShownClass shown = shown_class(context, *classes, series.id);
    const float left = rect.min.x + px(views::measure::kPadding);
    swatch(
        context,
        {{left, rect.min.y}, {left + px(20), rect.max.y}},
        shown.color,
        false,
        shown.visible ? 1.0F : kHiddenOpacity
    );
    const session::TimeControl& time = context.session.active_state()->time;
    const annotation::ClassStep now = series.at(time.cursor);
    const AmountKind kind = amount_kind(series);
    const std::string amount = now.is_present() ? group_digits(amount_of(now, kind)) : "";
    const float amount_left = rect.max.x - px(70);
    text_right(
        context,
        {{amount_left, rect.min.y}, {rect.max.x - px(10), rect.max.y}},
        context.fonts.row,
        bright ? context.theme.muted_on_raised : context.theme.muted,
        amount
    );
    text_in(
        context,
        {{left + px(28), rect.min.y}, {amount_left - px(4), rect.max.y}},
        context.fonts.row,
        bright             ? context.theme.text
        : now.is_present() ? context.theme.text
                           : context.theme.muted,
        shown.label
    );
}

void ClassLanes::bars_ui(
    const PanelContext& context,
    const annotation::ClassSeries& series,
    const views::Rect& track,
    const TimeAxis& axis,
    Rgba8 color,
    float opacity
) {
    const float smallest_px = std::max(context.theme.px(kMarkPoints), 1.0F);
    const store::TimeBuckets buckets = axis_buckets(axis, smallest_px);
    auto found = amounts_.find(series.id);
    if (found == amounts_.end()) {
        const TimeInt end = context.session.class_history()->times.back();
        auto shares = amounts_in_buckets(series, amount_kind(series), buckets, end);
        found = amounts_.emplace(series.id, std::move(shares)).first;
    }
    const TimeRange& range = context.session.active_state()->time.range;
    const float largest_px =
        range.min != range.max ? axis.right_px - axis.left_px : context.theme.px(kMomentPoints);
    const std::vector<float>& shares = found->second;
    const float bottom = track.max.y - context.theme.px(4);
    const float room = track.size().y - context.theme.px(8);
    std::vector<Bar> bars;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        if (shares[i] > 0.0F) {
            const MarkSpan mark = mark_span(axis, buckets.times(i), smallest_px, largest_px);
            const float height = room * (kSmallestBar + (1.0F - kSmallestBar) * shares[i]);
            bars.push_back({mark.left_px, mark.right_px, bottom - height});
        }
    }
    draw_bars(context, bars, bottom, {color.r, color.g, color.b, 255}, opacity);
}

}  // namespace limn::ui
