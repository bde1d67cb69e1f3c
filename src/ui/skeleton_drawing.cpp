// SPDX-License-Identifier: MIT
#include "ui/skeleton_drawing.h"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <utility>

#include "ui/widgets.h"

namespace limn::ui {
namespace {

constexpr float kHidden = 0.2F;

struct Shown {
    Rgba8 color;
    bool visible = true;
};

/// A joint or class as the style table has it.
Shown shown_of(const draw::StyleTable& table, std::uint32_t index) {
    const draw::StyleEntry* entry = table.find(index);
    if (entry == nullptr) {
        return {};
    }
    return {entry->color, (entry->flags & draw::kStyleVisible) != 0};
}

}  // namespace

void SkeletonDrawings::begin(std::uint64_t key) {
    if (std::exchange(key_, key) != key) {
        drawings_.clear();
    }
}

const SkeletonDrawings::Drawing& SkeletonDrawings::drawing_of(
    const PanelContext& context,
    const annotation::ResolvedContext& classes,
    const annotation::ClassStyle& style
) {
    const auto known = drawings_.find(style.id);
    if (known != drawings_.end()) {
        return known->second;
    }
    Drawing drawing;
    auto places = annotation::joints_of_instance(
        *context.session.active_recording(),
        context.session.query(),
        context.styles.contexts(),
        classes,
        style.id
    );
    drawing.is_of_instance = places.has_value();
    drawing.places = places ? std::move(*places) : annotation::automatic_joints(style);
    return drawings_.emplace(style.id, std::move(drawing)).first->second;
}

std::optional<KeypointId> SkeletonDrawings::draw(
    const PanelContext& context,
    const annotation::ContextPtr& classes,
    const annotation::ClassStyle& style,
    const views::Rect& all,
    const views::Rect& part
) {
    const Drawing& drawing = drawing_of(context, *classes, style);
    const draw::StyleTable& table = context.styles.table(classes, style.id, context.session);
    const float pad = context.theme.px(10);
    const float side = std::min(all.size().x, all.size().y) - 2.0F * pad;
    const glm::vec2 origin = (all.min + all.max - glm::vec2(side)) * 0.5F;
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->PushClipRect({part.min.x, part.min.y}, {part.max.x, part.max.y}, true);
    const auto at = [&](KeypointId id) -> std::optional<glm::vec2> {
        const auto place = drawing.places.find(id);
        return place == drawing.places.end() ? std::nullopt
                                             : std::optional(origin + place->second * side);
    };
    const Shown of_class = shown_of(table, classes->style_index(style.id));
    for (const KeypointPair& pair : style.connections) {
        const auto from = at(pair.from);
        const auto to = at(pair.to);
        if (!from || !to) {
            continue;
        }
        const bool visible = shown_of(table, classes->style_index(style.id, pair.from)).visible &&
                             shown_of(table, classes->style_index(style.id, pair.to)).visible;
        list->AddLine(
            {from->x, from->y},
            {to->x, to->y},
            views::im_color(of_class.color, visible ? 0.9F : kHidden),
            context.theme.px(2)
        );
    }
    std::optional<KeypointId> nearest;
    float least = context.theme.px(8);
    const ImVec2 mouse = ImGui::GetMousePos();
    for (const annotation::KeypointStyle& joint : style.keypoints) {
        const auto place = at(joint.id);
        if (!place) {
            continue;
        }
        const Shown shown = shown_of(table, joint.style_index);
        list->AddCircleFilled(
            {place->x, place->y},
            context.theme.px(3.5F),
            views::im_color(shown.color, shown.visible ? 1.0F : kHidden)
        );
        const float distance = glm::distance(*place, glm::vec2(mouse.x, mouse.y));
        if (distance < least) {
            least = distance;
            nearest = joint.id;
        }
    }
    if (const auto place = nearest ? at(*nearest) : std::nullopt) {
        list->AddCircle(
            {place->x, place->y},
            context.theme.px(5.5F),
            views::im_color(context.theme.text),
            0,
            context.theme.px(1.5F)
        );
    }
    if (!drawing.is_of_instance) {
        const views::Rect corner{
            {all.min.x + pad, all.max.y - context.theme.px(20)},
            {all.max.x, all.max.y}};
        text_in(context, corner, context.fonts.tick, context.theme.muted, "no instance here");
    }
    list->PopClipRect();
    return nearest;
}

}  // namespace limn::ui
