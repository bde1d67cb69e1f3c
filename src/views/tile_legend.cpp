// SPDX-License-Identifier: MIT
// The legend of a tile under the mouse: rows do what rows of the class table do; dragged, it goes to the
// nearest corner.
#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>

#include "views/tile.h"
#include "views/tooltip.h"

namespace limn::views {
namespace {

namespace command = session::command;

constexpr float kDragThresholdPx = 4.0F;

}  // namespace

bool Tile::move_legend(
    const ViewContext& context,
    const session::ViewState& view,
    const Rect& body
) {
    const ImGuiIO& io = ImGui::GetIO();
    const Rect home = legend_layout_.box;
    const auto contains = [&home](ImVec2 at) {
        return at.x >= home.min.x && at.x < home.max.x && at.y >= home.min.y && at.y < home.max.y;
    };
    if (!legend_layout_.is_empty() && ImGui::IsMouseClicked(ImGuiMouseButton_Left) &&
        ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem) &&
        contains(io.MousePos)) {
        legend_pressed_ = true;
        legend_dragged_ = false;
    }
    if (!legend_pressed_) {
        return false;
    }
    const glm::vec2 moved{
        io.MousePos.x - io.MouseClickedPos[0].x,
        io.MousePos.y - io.MouseClickedPos[0].y};
    legend_dragged_ =
        legend_dragged_ || std::max(std::abs(moved.x), std::abs(moved.y)) > kDragThresholdPx;
    const bool was_dragged = legend_dragged_;
    if (was_dragged) {
        const glm::vec2 room = glm::max(body.max - body.min - home.size(), glm::vec2(0.0F));
        legend_layout_.box.min = glm::clamp(home.min + moved, body.min, body.min + room);
        legend_layout_.box.max = legend_layout_.box.min + home.size();
        if (ImGui::IsMouseReleased(ImGuiMouseButton_Left)) {
            context.commands.push(command::EditView{
                view.id,
                {.legend_corner = nearest_corner(legend_layout_.box, body)}});
        }
    }
    if (!ImGui::IsMouseDown(ImGuiMouseButton_Left)) {
        legend_pressed_ = false;
        legend_dragged_ = false;
    }
    return was_dragged;
}

LegendLayout
Tile::place_legend(const ViewContext& context, const session::ViewState& view, const Rect& body) {
    shown_.picture = picture_in_view(*scene_, view_camera_, body.size());
    std::optional<Rect> picture = shown_.picture;
    if (picture) {
        picture = Rect{body.min + picture->min, body.min + picture->max};
    }
    return layout_legend(
        shown_.legend,
        body,
        context.theme,
        context.fonts,
        legend_expanded_ ? LegendExtent::Expanded : LegendExtent::Short,
        view.legend_corner,
        picture
    );
}

std::optional<session::HoverInfo> Tile::legend_input(
    const ViewContext& context,
    const session::ViewState& view,
    std::size_t index,
    const Rect& body
) {
    legend_highlight_ = {};
    legend_layout_ = {};
    if (!shown_.has_legend) {
        return std::nullopt;
    }
    legend_layout_ = place_legend(context, view, body);
    const bool was_moved = move_legend(context, view, body);
    std::optional<session::HoverInfo> hovered;
    const session::Session& session = context.session;
    for (std::size_t i = 0; i < legend_layout_.shown; ++i) {
        const LegendRow& row = shown_.legend[i];
        const Rect rect = legend_layout_.row(i, context.theme);
        const Rect eye = legend_eye(legend_layout_, i, context.theme);
        context.probe.add(
            fmt::format("legend/{}/{}", index, row.label),
            rect.min.x,
            rect.min.y,
            rect.size().x,
            rect.size().y
        );
        const HotSpot on_eye = hot_spot(fmt::format("##eye{}", i).c_str(), eye);
        const HotSpot on_row =
            hot_spot(fmt::format("##row{}", i).c_str(), {rect.min, {eye.min.x, rect.max.y}});
        if (on_row.hovered) {
            const TipStyle style{context.theme, context.fonts, context.probe};
            tooltip_ui(style, row.own_text, legend_layout_.box);
        }
        const bool is_lit = session.hover && row.context &&
                            session.hover->context_key == row.context->key() &&
                            session.hover->item.class_id == row.id;
        if (on_eye.hovered || on_row.hovered) {
            legend_highlight_.row = i;
        } else if (is_lit) {
            legend_highlight_.lit = i;
        }
        if (on_eye.hovered) {
            legend_highlight_.eye = i;
        }
        if ((on_eye.hovered || on_row.hovered) && row.context) {
            session::HoverInfo info;
            info.item.entity = row.context->entity();
            info.item.class_id = row.id;
            info.item.is_class = true;
            info.context_key = row.context->key();
            info.style_index = row.style_index;
            hovered = info;
        }
        if (was_moved) {
            continue;
        }
        const bool alt = ImGui::GetIO().KeyAlt;
        if (on_eye.clicked && row.context) {
            context.commands.push(
                command::SetClassVisible{row.context, row.id, std::nullopt, !row.visible}
            );
        } else if (on_row.clicked && alt && row.context) {
            context.commands.push(command::SetClassSolo{row.context, row.id, true});
        } else if (on_row.clicked && hovered) {
            context.commands.push(command::Select{{hovered->item}, ImGui::GetIO().KeyCtrl});
        }
    }
    if (legend_layout_.has_last_line()) {
        const HotSpot more =
            hot_spot("##more", legend_layout_.row(legend_layout_.shown, context.theme));
        legend_highlight_.more = more.hovered;
        if (more.clicked && !was_moved) {
            legend_expanded_ = !legend_expanded_;
        }
    }
    return hovered;
}

}  // namespace limn::views
