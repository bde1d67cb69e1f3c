// SPDX-License-Identifier: MIT
#include "ui/timeline_panel.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "ui/fields.h"
#include "ui/widgets.h"
#include "views/icons.h"
#include "views/popups.h"

namespace limn::ui {
namespace {

constexpr float kNamesWidth = 256.0F;
constexpr float kRuler = 24.0F;

std::string position_text(const session::TimeControl& time) {
    return time.timeline.empty() ? "static" : format_time(time.kind, time.cursor);
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
    ruler_ui(context, {{track.min.x, body.min.y}, {track.max.x, body.min.y + ruler}});
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
    const std::string now = position_text(time);
    const float end = text_in(
        context,
        {{x, rect.min.y}, {rect.max.x, rect.max.y}},
        context.fonts.title,
        context.theme.text,
        now
    );
    text_in(
        context,
        {{end + px(10), rect.min.y}, {lane_chips_ui(context, rect) - px(8), rect.max.y}},
        context.fonts.row,
        context.theme.muted,
        fmt::format("of {}", format_time(time.kind, time.range.max))
    );
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
                "{}   {}, {} rows",
                info.timeline.name,
                to_string(info.timeline.kind),
                info.rows
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
                    fmt::format("{} frames per second", fps).c_str(),
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
    axis_.left_px = lanes.min.x + pad;
    axis_.right_px = std::max(lanes.max.x - pad, axis_.left_px + 1.0F);
    const bool other = state.time.timeline != shown_timeline_ || state.id != shown_recording_;
    if (other || (!zoomed_ && state.time.range != shown_range_)) {
        shown_timeline_ = state.time.timeline;
        shown_recording_ = state.id;
        shown_range_ = state.time.range;
        zoomed_ = false;
        axis_.first = static_cast<double>(state.time.range.min);
        axis_.last = std::max(static_cast<double>(state.time.range.max), axis_.first + 1.0);
    }
}

void TimelinePanel::ruler_ui(const PanelContext& context, const views::Rect& rect) const {
    const session::TimeControl& time = context.session.active_state()->time;
    fill(rect, context.theme.panel);
    if (time.loop == session::LoopMode::Range && !time.loop_range.is_empty()) {
        const float from =
            std::max(axis_.x_of(static_cast<double>(time.loop_range.min)), rect.min.x);
        const float to = std::min(axis_.x_of(static_cast<double>(time.loop_range.max)), rect.max.x);
        fill({{from, rect.min.y}, {to, rect.max.y}}, context.theme.select);
    }
    const float gap = context.theme.px(time.kind == TimeKind::Timestamp ? 190 : 90);
    for (const TimeInt tick : ruler_ticks(axis_, time.kind, gap)) {
        const float x = std::floor(axis_.x_of(static_cast<double>(tick)));
        fill({{x, rect.max.y - context.theme.px(5)}, {x + 1.0F, rect.max.y}}, context.theme.faint);
        const std::string text = format_time(time.kind, tick);
        const float width = text_width(context.fonts.tick, text);
        const float after = x + context.theme.px(4);
        const bool fits = after + width <= rect.max.x;
        const float left = fits ? after : x - context.theme.px(3) - width;
        text_in(
            context,
            {{left, rect.min.y}, {left + gap - context.theme.px(10), rect.max.y}},
            context.fonts.tick,
            context.theme.muted,
            text
        );
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
            const double shift =
                (axis_.last - axis_.first) * 0.1 * static_cast<double>(-io.MouseWheel);
            axis_.first += shift;
            axis_.last += shift;
        }
    }
    if (over && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) {
        zoomed_ = false;
        shown_range_ = {};
    }
    const TimeInt time = to_time(axis_.time_at(mouse.x));
    ImGuiStorage* storage = ImGui::GetStateStorage();
    const ImGuiID dragging_id = ImGui::GetID("##dragging");
    if (over && ImGui::IsMouseClicked(ImGuiMouseButton_Left)) {
        storage->SetBool(dragging_id, true);
        loop_drag_from_ = io.KeyShift ? std::optional<TimeInt>(time) : std::nullopt;
    }
    if (!ImGui::IsMouseDown(ImGuiMouseButton_Left)) {
        storage->SetBool(dragging_id, false);
        loop_drag_from_.reset();
    }
    if (!storage->GetBool(dragging_id)) {
        return;
    }
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
    const float x = std::floor(axis_.x_of(static_cast<double>(time.cursor) + time.fraction));
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
