// SPDX-License-Identifier: MIT
#include "ui/entity_lanes.h"

#include <algorithm>
#include <utility>

#include "base/hash.h"
#include "ui/widgets.h"
#include "views/path_text.h"

namespace limn::ui {

void EntityLanes::refresh(const PanelContext& context, const TimeAxis& axis) {
    const store::Recording& recording = *context.session.active_recording();
    std::uint64_t key = hash_combine(
        recording.generation(),
        hash_text(context.session.active_state()->time.timeline)
    );
    key = hash_combine(key, context.session.num_found);
    if (key != densities_key_ || axis != densities_axis_) {
        densities_key_ = key;
        densities_axis_ = axis;
        densities_.clear();
    }
    key = hash_combine(recording.entities().size(), hash_text(recording.id().recording_id));
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

void EntityLanes::draw(
    const PanelContext& context,
    const views::Rect& rect,
    float names_width,
    const TimeAxis& axis
) {
    refresh(context, axis);
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
            lane_ui(context, lanes_[static_cast<std::size_t>(i)], {name, track}, axis);
        }
    }
}

void EntityLanes::lane_ui(
    const PanelContext& context,
    const Lane& lane,
    const LaneRects& rects,
    const TimeAxis& axis
) {
    const auto& [name, track] = rects;
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
    const views::Rect words{{left, name.min.y}, {name.max.x - context.theme.px(6), name.max.y}};
    text_in(
        context,
        words,
        context.fonts.row,
        selected || lit ? context.theme.text : context.theme.muted,
        views::fit_path(context.fonts.row, lane.entity.name(), words.size().x)
    );
    tooltip(context, hovered, lane.entity.text());
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
    density_ui(context, lane.entity, track, axis, selected || lit);
    const views::Rect whole{{name.min.x, name.max.y - 1.0F}, {track.max.x, name.max.y}};
    fill(whole, context.theme.line);
}

void EntityLanes::density_ui(
    const PanelContext& context,
    const EntityPath& entity,
    const views::Rect& track,
    const TimeAxis& axis,
    bool bright
) {
    const session::TimeControl& time = context.session.active_state()->time;
    const float smallest_px = std::max(context.theme.px(kMarkPoints), 1.0F);
    const store::TimeBuckets buckets = axis_buckets(axis, smallest_px);
    auto found = densities_.find(entity);
    if (found == densities_.end()) {
        auto counts = context.session.active_recording()
                          ->row_density(time.timeline, entity, buckets.range(), buckets.size());
        found = densities_.emplace(entity, std::move(counts)).first;
    }
    const bool lasts = time.kind == TimeKind::Sequence && time.range.min != time.range.max;
    const float largest_px = lasts ? axis.right_px - axis.left_px : context.theme.px(kMomentPoints);
    const std::vector<std::uint32_t>& density = found->second;
    const std::uint32_t most = density.empty() ? 0 : *std::ranges::max_element(density);
    ImDrawList* draw = ImGui::GetWindowDrawList();
    const float bottom = track.max.y - context.theme.px(4);
    const float room = track.size().y - context.theme.px(8);
    for (std::size_t i = 0; i < density.size() && most > 0; ++i) {
        if (density[i] == 0) {
            continue;
        }
        const MarkSpan mark = mark_span(axis, buckets.times(i), smallest_px, largest_px);
        const float share =
            0.35F + 0.65F * static_cast<float>(density[i]) / static_cast<float>(most);
        draw->AddRectFilled(
            ImVec2(mark.left_px, bottom - room * share),
            ImVec2(mark.right_px, bottom),
            views::im_color(
                bright ? context.theme.accent : context.theme.muted,
                bright ? 0.9F : 0.45F
            )
        );
    }
}

}  // namespace limn::ui
