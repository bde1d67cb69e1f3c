// SPDX-License-Identifier: MIT
#include "ui/timeline_panel.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/counted.h"
#include "model/short_time.h"
#include "ui/fields.h"
#include "ui/ruler_draw.h"
#include "ui/widgets.h"
#include "views/icons.h"
#include "views/open_popup.h"

namespace limn::ui {
namespace {

constexpr float kNamesWidth = 256.0F;
constexpr float kRuler = 24.0F;

constexpr float kTickGap = 90.0F;

/// "2026-08-21 · of 10:05:23.120": what stands after the clock. The date is written once, as long as it is the same.
std::string range_text(const session::TimeControl& time, int digits) {
    const bool has_dates = time.kind == TimeKind::Timestamp;
    const std::string date = has_dates ? format_date(time.cursor) : std::string();
    if (time.range.min == time.range.max) {
        return date;
    }
    const bool same_day = !has_dates || date == format_date(time.range.max);
    const std::string last = same_day ? format_clock(time.kind, time.range.max, digits)
                                      : format_short(time.kind, time.range.max, digits);
    return fmt::format("{}{}of {}", date, has_dates ? " · " : "", last);
}

/// All digits, for the tooltip.
std::string exact_text(const session::TimeControl& time) {
    const std::string exact = format_time(time.kind, time.cursor);
    return fmt::format(
        "{}{}\nFrom {} to {}",
        exact,
        time.kind == TimeKind::Timestamp ? " UTC" : "",
        format_time(time.kind, time.range.min),
        format_time(time.kind, time.range.max)
    );
}

}  // namespace

void TimelinePanel::draw(
    const PanelContext& context,
    const views::Rect& rect,
    const annotation::ContextPtr& classes
) {
    const PanelWindow window(context, "##timeline", rect, context.theme.panel);
    probe_window(context, "timeline");
    const float bar = std::floor(context.theme.px(34));
    const views::Rect transport{rect.min, {rect.max.x, rect.min.y + bar}};
    const views::Rect body{{rect.min.x, transport.max.y}, rect.max};
    const session::RecordingState* state = context.session.active_state();
    if (state == nullptr || context.session.active_recording() == nullptr) {
        empty_state(context, rect, "No timeline", "Times of an open recording are shown here.");
        return;
    }
    if (state->time.timeline.empty()) {
        const float pad = context.theme.px(views::measure::kPadding);
        text_in(
            context,
            {{rect.min.x + pad, rect.min.y}, {rect.max.x - pad, rect.max.y}},
            context.fonts.row,
            context.theme.muted,
            "Static only: nothing in this recording changes over time."
        );
        return;
    }
    transport_ui(context, transport);
    const float names = std::min(context.theme.px(kNamesWidth), rect.size().x * 0.4F);
    const views::Rect track{{rect.min.x + names, body.min.y}, {rect.max.x, body.max.y}};
    update_axis(context, track);
    const float ruler = std::floor(context.theme.px(kRuler));
    const views::Rect lanes{{body.min.x, body.min.y + ruler}, body.max};
    if (context.session.lanes == session::LaneKind::Classes) {
        class_lanes_.draw(context, lanes, names, axis_, classes);
    } else {
        entity_lanes_.draw(context, lanes, names, axis_);
    }
    const float ruler_end = body.min.y + ruler;
    ruler_ui(
        context,
        {{track.min.x, body.min.y}, {track.max.x, ruler_end}},
        {{body.min.x, body.min.y}, {track.min.x - context.theme.px(8), ruler_end}}
    );
    input_ui(context, track);
    cursor_ui(context, track);
    fill({{track.min.x - 1.0F, body.min.y}, {track.min.x, body.max.y}}, context.theme.line);
    context.probe.add(
        "timeline/track",
        axis_.left_px,
        track.min.y,
        axis_.right_px - axis_.left_px,
        track.size().y
    );
}

void TimelinePanel::transport_ui(const PanelContext& context, const views::Rect& rect) {
    const session::TimeControl& time = context.session.active_state()->time;
    const auto px = [&](float points) { return std::floor(context.theme.px(points)); };
    line_below(context, rect);
    float x = buttons_ui(context, rect) + px(10);
    const float top = rect.min.y + std::floor((rect.size().y - px(24)) * 0.5F);
    float width = 0.0F;
    timeline_menu_ui(context, {x, top}, width);
    x += width + px(8);
    speed_menu_ui(context, {x, top}, width);
    x += width + px(14);
    const float chips = lane_chips_ui(context, rect) - px(8);
    const int digits = clock_digits(time.range);
    float end = text_in(
        context,
        {{x, rect.min.y}, {std::max(chips, x), rect.max.y}},
        context.fonts.title,
        context.theme.text,
        format_clock(time.kind, time.cursor, digits)
    );
    const views::Rect rest{{end + px(10), rect.min.y}, {chips, rect.max.y}};
    const std::string range = range_text(time, digits);
    if (rest.size().x > px(24)) {
        end = text_in(context, rest, context.fonts.row, context.theme.muted, range);
    }
    const bool hovered =
        ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect({x, rect.min.y}, {end, rect.max.y});
    tooltip(context, hovered, exact_text(time));
}

/// What the lanes show, and the chart, from the right; returns where they begin.
float TimelinePanel::lane_chips_ui(const PanelContext& context, const views::Rect& rect) {
    struct LaneChip {
        const char* text;
        bool active;
        const char* tip;
        const char* probe;
        session::Command command;
    };

    const auto px = [&](float points) { return std::floor(context.theme.px(points)); };
    const bool classes = context.session.lanes == session::LaneKind::Classes;
    const bool chart = context.session.show_class_chart;
    const std::array chips{
        LaneChip{
            "Classes",
            classes,
            "When each class occurs, and how much of it",
            "timeline/classes",
            session::command::SetLanes{session::LaneKind::Classes}},
        LaneChip{
            "Entities",
            !classes,
            "When each entity has data",
            "timeline/entities",
            session::command::SetLanes{session::LaneKind::Entities}},
        LaneChip{
            "Chart",
            chart,
            "Classes over time as curves",
            "timeline/chart",
            session::command::ShowClassChart{!chart}},
    };
    const float top = rect.min.y + std::floor((rect.size().y - px(24)) * 0.5F);
    float x = rect.max.x - px(views::measure::kPadding);
    for (const LaneChip& one : chips) {
        x -= std::ceil(text_width(context.fonts.row, one.text) + context.theme.px(18));
        if (chip(context, one.probe, {x, top}, one.text, one.active, one.tip, one.probe).clicked) {
            context.commands.push(one.command);
        }
        x -= px(&one == &chips[1] ? 12 : 6);
    }
    return x;
}

float TimelinePanel::buttons_ui(const PanelContext& context, const views::Rect& rect) {
    const session::TimeControl& time = context.session.active_state()->time;
    const float size = std::floor(context.theme.px(24));
    const float gap = std::floor(context.theme.px(6));
    float x = rect.min.x + std::floor(context.theme.px(views::measure::kPadding));
    const float y = rect.min.y + std::floor((rect.size().y - size) * 0.5F);
    const auto button =
        [&](const char* id, const char* icon, const char* tip, bool active, const char* probe) {
            const views::Rect place{{x, y}, {x + size, y + size}};
            fill(place, context.theme.raised, context.theme.px(4));
            x += size + gap;
            return icon_button(context, id, place, icon, tip, active, probe);
        };
    if (button(
            "##prev",
            views::icon::kStepBack,
            "Previous time with data (left)",
            false,
            "timeline/prev"
        )) {
        context.commands.push(session::command::StepTime{-1});
    }
    if (button(
            "##play",
            time.playing ? views::icon::kPause : views::icon::kPlay,
            time.playing ? "Pause (Space)" : "Play (Space)",
            time.playing,
            "timeline/play"
        )) {
        context.commands.push(session::command::SetPlaying{!time.playing});
    }
    if (button(
            "##next",
            views::icon::kStepForward,
            "Next time with data (right)",
            false,
            "timeline/next"
        )) {
        context.commands.push(session::command::StepTime{1});
    }
    const bool loops = time.loop != session::LoopMode::Off;
    const char* tip = time.loop == session::LoopMode::Range
                          ? "Looping over the tinted range; click for the whole timeline"
                      : loops ? "Looping over the whole timeline; click to stop"
                              : "Loop; Shift+drag on the scale chooses a range";
    if (button("##loop", views::icon::kLoop, tip, loops, "timeline/loop")) {
        context.commands.push(session::command::SetLoop{
            time.loop == session::LoopMode::All ? session::LoopMode::Off : session::LoopMode::All,
            std::nullopt});
    }
    return x;
}

void TimelinePanel::timeline_menu_ui(
    const PanelContext& context,
    glm::vec2 position,
    float& width
) {
    const session::TimeControl& time = context.session.active_state()->time;
    if (combo_button(
            context,
            "##timeline_combo",
            position,
            time.timeline,
            "Choose the timeline",
            "timeline/combo",
            width
        )) {
        views::open_popup("##timelines");
    }
    const MenuStyle style(context);
    if (ImGui::BeginPopup("##timelines")) {
        for (const store::TimelineInfo& info : context.session.active_recording()->timelines()) {
            const std::string text = fmt::format(
                "{}   {}, {}",
                info.timeline.name,
                to_string(info.timeline.kind),
                counted(info.rows, "row")
            );
            if (ImGui::MenuItem(text.c_str(), nullptr, info.timeline.name == time.timeline)) {
                context.commands.push(session::command::SetTimeline{info.timeline.name});
            }
        }
        ImGui::EndPopup();
    }
}

void TimelinePanel::speed_menu_ui(const PanelContext& context, glm::vec2 position, float& width) {
    const session::TimeControl& time = context.session.active_state()->time;
    if (combo_button(
            context,
            "##speed",
            position,
            fmt::format("{:.3g}×", time.speed),
            "Speed of playing",
            "timeline/speed",
            width
        )) {
        views::open_popup("##speeds");
    }
    const MenuStyle style(context);
    if (!ImGui::BeginPopup("##speeds")) {
        return;
    }
    for (const double speed : std::array{0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 10.0}) {
        if (ImGui::MenuItem(fmt::format("{:.3g}×", speed).c_str(), nullptr, speed == time.speed)) {
            context.commands.push(session::command::SetSpeed{speed});
        }
    }
    if (time.kind == TimeKind::Sequence) {
        ImGui::Separator();
        for (const double fps : std::array{1.0, 5.0, 10.0, 15.0, 24.0, 30.0, 60.0}) {
            if (ImGui::MenuItem(
                    fmt::format("{} {} per second", fps, fps == 1.0 ? "frame" : "frames").c_str(),
                    nullptr,
                    fps == time.fps
                )) {
                context.commands.push(session::command::SetFps{fps});
            }
        }
    }
    ImGui::EndPopup();
}

void TimelinePanel::update_axis(const PanelContext& context, const views::Rect& lanes) {
    const session::RecordingState& state = *context.session.active_state();
    const float pad = context.theme.px(14);
    const float left = lanes.min.x + pad;
    const float right = std::max(lanes.max.x - pad, left + 1.0F);
    axis_.left_px = left;
    axis_.right_px = right;
    const bool other = state.time.timeline != shown_timeline_ || state.id != shown_recording_;
    if (other || (!zoomed_ && state.time.range != shown_range_)) {
        shown_timeline_ = state.time.timeline;
        shown_recording_ = state.id;
        shown_range_ = state.time.range;
        zoomed_ = false;
        axis_ = TimeAxis::of(state.time.range, left, right);
    }
}

void TimelinePanel::ruler_ui(
    const PanelContext& context,
    const views::Rect& rect,
    const views::Rect& names
) const {
    const session::TimeControl& time = context.session.active_state()->time;
    fill(rect, context.theme.panel);
    if (time.loop == session::LoopMode::Range && !time.loop_range.is_empty()) {
        const float from = std::max(axis_.x_of(time.loop_range.min, -0.5), rect.min.x);
        const float to = std::min(axis_.x_of(time.loop_range.max, 0.5), rect.max.x);
        if (from < to) {
            fill({{from, rect.min.y}, {to, rect.max.y}}, context.theme.select);
        }
    }
    const float gap = context.theme.px(kTickGap);
    for (const PlacedTick& tick : ruler_texts_ui(context, axis_, rect, gap, names)) {
        const float x = tick.x_px;
        fill({{x, rect.max.y - context.theme.px(5)}, {x + 1.0F, rect.max.y}}, context.theme.faint);
    }
    const ImVec2 mouse = ImGui::GetMousePos();
    const bool hovered =
        ImGui::IsWindowHovered() && !ImGui::IsMouseDown(ImGuiMouseButton_Left) &&
        ImGui::IsMouseHoveringRect({rect.min.x, rect.min.y}, {rect.max.x, rect.max.y});
    if (hovered) {
        tooltip(context, true, format_time(time.kind, pointed_time(context, axis_, mouse.x)));
    }
    line_below(context, rect);
}

void TimelinePanel::input_ui(const PanelContext& context, const views::Rect& track) {
    ImGui::SetCursorScreenPos(ImVec2(track.min.x, track.min.y));
    ImGui::SetItemAllowOverlap();
    const bool in_popup = ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId);
    const ImVec2 mouse = ImGui::GetMousePos();
    const bool over = !in_popup &&
                      ImGui::IsMouseHoveringRect(
                          ImVec2(track.min.x, track.min.y),
                          ImVec2(track.max.x, track.max.y),
                          false
                      ) &&
                      ImGui::IsWindowHovered(ImGuiHoveredFlags_ChildWindows);
    const ImGuiIO& io = ImGui::GetIO();
    if (over && io.MouseWheel != 0.0F && (io.KeyCtrl || io.KeyShift)) {
        zoomed_ = true;
        if (io.KeyCtrl) {
            axis_.zoom(mouse.x, std::pow(0.85, static_cast<double>(io.MouseWheel)));
        } else {
            axis_.pan(-0.1 * static_cast<double>(io.MouseWheel));
        }
        axis_.keep_near(context.session.active_state()->time.range);
    }
    if (over && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) {
        zoomed_ = false;
        shown_range_ = {};
    }
    ImGuiStorage* storage = ImGui::GetStateStorage();
    const ImGuiID dragging_id = ImGui::GetID("##dragging");
    if (over && ImGui::IsMouseClicked(ImGuiMouseButton_Left)) {
        storage->SetBool(dragging_id, true);
        loop_drag_from_ = io.KeyShift
                              ? std::optional<TimeInt>(pointed_time(context, axis_, mouse.x))
                              : std::nullopt;
    }
    if (!ImGui::IsMouseDown(ImGuiMouseButton_Left)) {
        storage->SetBool(dragging_id, false);
        loop_drag_from_.reset();
    }
    if (!storage->GetBool(dragging_id)) {
        return;
    }
    const TimeInt time = pointed_time(context, axis_, mouse.x);
    if (loop_drag_from_) {
        const TimeRange range{std::min(*loop_drag_from_, time), std::max(*loop_drag_from_, time)};
        if (range.min < range.max) {
            context.commands.push(session::command::SetLoop{session::LoopMode::Range, range});
        }
    } else if (time != context.session.active_state()->time.cursor) {
        context.commands.push(session::command::SetCursor{time});
    }
}

void TimelinePanel::cursor_ui(const PanelContext& context, const views::Rect& track) const {
    const session::TimeControl& time = context.session.active_state()->time;
    const float x = std::floor(axis_.x_of(time.cursor, time.fraction));
    if (x < track.min.x || x > track.max.x) {
        return;
    }
    // A child of its own: above the lanes, which scroll in one, and below pages, toasts and menus.
    const float margin = context.theme.px(6);
    ImGui::SetCursorScreenPos(ImVec2(track.min.x - margin, track.min.y));
    ImGui::BeginChild(
        "##time_cursor",
        ImVec2(track.size().x + 2.0F * margin, track.size().y),
        false,
        ImGuiWindowFlags_NoInputs | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNav |
            ImGuiWindowFlags_NoScrollbar
    );
    ImDrawList* draw = ImGui::GetWindowDrawList();
    const ImU32 color = views::im_color(context.theme.text);
    const float size = context.theme.px(5);
    draw->AddRectFilled(
        ImVec2(x, track.min.y + size),
        ImVec2(x + std::max(1.0F, std::floor(context.theme.scale)), track.max.y),
        color
    );
    draw->AddTriangleFilled(
        ImVec2(x - size + 0.5F, track.min.y),
        ImVec2(x + size + 0.5F, track.min.y),
        ImVec2(x + 0.5F, track.min.y + size * 1.8F),
        color
    );
    ImGui::EndChild();
}

}  // namespace limn::ui
