// SPDX-License-Identifier: MIT
#include "ui/timeline_panel.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/hash.h"
#include "ui/widgets.h"
#include "views/icons.h"

namespace limn::ui {
namespace {

constexpr float kNamesWidth = 256.0F;
constexpr float kRuler = 24.0F;

TimeInt to_time(double time) {
    constexpr double kLimit = 9.2e18;
    return static_cast<TimeInt>(std::llround(std::clamp(time, -kLimit, kLimit)));
}

/// "frame ▾" in a frame; true if clicked.
bool combo_button(
    const PanelContext& context,
    const char* id,
    glm::vec2 position,
    std::string_view text,
    const char* tip,
    const char* probe,
    float& width
) {
    const auto px = [&](float points) { return context.theme.px(points); };
    width = std::ceil(text_width(context.fonts.row, text) + px(32));
    const views::Rect rect{position, position + glm::vec2(width, std::floor(px(24)))};
    ImGui::SetCursorScreenPos(ImVec2(rect.min.x, rect.min.y));
    const bool clicked = ImGui::InvisibleButton(id, ImVec2(width, rect.size().y));
    const bool hovered = ImGui::IsItemHovered();
    fill(rect, hovered ? context.theme.hover : context.theme.raised, px(4));
    outline(rect, context.theme.line, px(4));
    text_in(
        context,
        {{rect.min.x + px(9), rect.min.y}, rect.max},
        context.fonts.row,
        context.theme.text,
        text
    );
    icon_in(
        context,
        {{rect.max.x - px(20), rect.min.y}, {rect.max.x - px(4), rect.max.y}},
        context.theme.muted,
        views::icon::kCaretDown
    );
    tooltip(context, hovered, tip);
    context.probe.add(probe, rect.min.x, rect.min.y, width, rect.size().y);
    return clicked;
}

std::string position_text(const session::TimeControl& time) {
    return time.timeline.empty() ? "static" : format_time(time.kind, time.cursor);
}

}  // namespace

void TimelinePanel::draw(const PanelContext& context, const views::Rect& rect) {
    const PanelWindow window(context, "##timeline", rect, context.theme.panel);
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
    refresh_lanes(context);
    const float ruler = std::floor(context.theme.px(kRuler));
    const views::Rect lanes{{body.min.x, body.min.y + ruler}, body.max};
    lanes_ui(context, lanes, names);
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
        {{end + px(10), rect.min.y}, {rect.max.x - px(8), rect.max.y}},
        context.fonts.row,
        context.theme.muted,
        fmt::format("of {}", format_time(time.kind, time.range.max))
    );
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
        ImGui::OpenPopup("##timelines");
    }
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
        ImGui::OpenPopup("##speeds");
    }
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

void TimelinePanel::refresh_lanes(const PanelContext& context) {
    const store::Recording& recording = *context.session.active_recording();
    const std::uint64_t key =
        hash_combine(recording.entities().size(), hash_text(recording.id().recording_id));
    if (key == lanes_key_) {
        return;
    }
    lanes_key_ = key;
    lanes_.clear();
    densities_.clear();
    recording.entities().visit(EntityPath(), [&](const store::EntityTree::Node& node) {
        if (node.path.is_reserved()) {
            return false;
        }
        if (!node.path.is_root() || node.has_data) {
            lanes_.push_back(
                {node.path, std::max(static_cast<int>(node.path.parts().size()) - 1, 0)}
            );
        }
        return lanes_.size() < 200'000;
    });
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
    std::uint64_t key =
        hash_combine(context.session.active_recording()->generation(), hash_text(shown_timeline_));
    key = hash_combine(key, static_cast<std::uint64_t>(to_time(axis_.first)));
    key = hash_combine(key, static_cast<std::uint64_t>(to_time(axis_.last)));
    key = hash_combine(key, static_cast<std::uint64_t>(axis_.right_px - axis_.left_px));
    if (key != densities_key_) {
        densities_key_ = key;
        densities_.clear();
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

void TimelinePanel::lanes_ui(
    const PanelContext& context,
    const views::Rect& rect,
    float names_width
) {
    const ScrollArea scroll(context, "##lanes", rect);
    const float height = std::floor(context.theme.px(views::measure::kNestedRow));
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(lanes_.size()), height);
    while (clipper.Step()) {
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
            const ImVec2 at = ImGui::GetCursorScreenPos();
            ImGui::Dummy(ImVec2(rect.size().x, height));
            const views::Rect name{{at.x, at.y}, {at.x + names_width, at.y + height}};
            const views::Rect track{{at.x + names_width, at.y}, {rect.max.x, at.y + height}};
            lane_ui(context, lanes_[static_cast<std::size_t>(i)], name, track);
        }
    }
}

void TimelinePanel::lane_ui(
    const PanelContext& context,
    const Lane& lane,
    const views::Rect& name,
    const views::Rect& track
) {
    const session::RecordingState& state = *context.session.active_state();
    const auto& hover = context.session.hover;
    const bool selected = std::ranges::any_of(state.selection, [&](const session::Item& item) {
        return item.entity == lane.entity && !item.is_class;
    });
    const bool hovered =
        ImGui::IsWindowHovered() &&
        ImGui::IsMouseHoveringRect(ImVec2(name.min.x, name.min.y), ImVec2(name.max.x, name.max.y));
    const bool lit =
        hovered || (hover && !hover->item.is_class && hover->item.entity == lane.entity);
    if (selected || lit) {
        fill({name.min, track.max}, selected ? context.theme.select : context.theme.hover);
    }
    const float left = name.min.x + context.theme.px(views::measure::kPadding) +
                       context.theme.px(14) * static_cast<float>(std::min(lane.depth, 12));
    text_in(
        context,
        {{left, name.min.y}, {name.max.x - context.theme.px(6), name.max.y}},
        context.fonts.row,
        selected || lit ? context.theme.text : context.theme.muted,
        lane.entity.name()
    );
    if (hovered) {
        session::HoverInfo info;
        info.item.entity = lane.entity;
        context.hover = info;
        if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) {
            context.commands.push(session::command::Select{
                {session::Item{lane.entity, {}, {}, {}, false}},
                ImGui::GetIO().KeyCtrl});
        }
    }
    density_ui(context, lane.entity, track, selected || lit);
    const views::Rect whole{{name.min.x, name.max.y - 1.0F}, {track.max.x, name.max.y}};
    fill(whole, context.theme.line);
}

void TimelinePanel::density_ui(
    const PanelContext& context,
    const EntityPath& entity,
    const views::Rect& track,
    bool bright
) {
    constexpr float kBarPx = 3.0F;
    const float width = axis_.right_px - axis_.left_px;
    auto buckets = static_cast<std::size_t>(std::max(width / kBarPx, 1.0F));
    if (context.session.active_state()->time.kind == TimeKind::Sequence) {
        // One bar per number where there is room: no beat between numbers and bars.
        buckets = std::min(
            buckets,
            static_cast<std::size_t>(std::max(axis_.last - axis_.first, 1.0)) + 1
        );
    }
    auto found = densities_.find(entity);
    if (found == densities_.end()) {
        const TimeRange range{to_time(axis_.first), to_time(axis_.last)};
        found = densities_
                    .emplace(
                        entity,
                        context.session.active_recording()
                            ->row_density(shown_timeline_, entity, range, buckets)
                    )
                    .first;
    }
    const std::vector<std::uint32_t>& density = found->second;
    const std::uint32_t most = density.empty() ? 0 : *std::ranges::max_element(density);
    ImDrawList* draw = ImGui::GetWindowDrawList();
    const float bottom = track.max.y - context.theme.px(4);
    const float room = track.size().y - context.theme.px(8);
    for (std::size_t i = 0; i < density.size() && most > 0; ++i) {
        if (density[i] == 0) {
            continue;
        }
        const float x0 =
            axis_.left_px + width * static_cast<float>(i) / static_cast<float>(density.size());
        const float x1 =
            axis_.left_px + width * static_cast<float>(i + 1) / static_cast<float>(density.size());
        const float share =
            0.35F + 0.65F * static_cast<float>(density[i]) / static_cast<float>(most);
        draw->AddRectFilled(
            ImVec2(x0, bottom - room * share),
            ImVec2(std::max(x1 - 1.0F, x0 + 1.0F), bottom),
            views::im_color(
                bright ? context.theme.accent : context.theme.muted,
                bright ? 0.9F : 0.45F
            )
        );
    }
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
