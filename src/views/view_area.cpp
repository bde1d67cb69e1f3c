// SPDX-License-Identifier: MIT
#include "views/view_area.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "views/empty_state.h"
#include "views/overlay_canvas.h"
#include "views/tile.h"

namespace limn::views {
namespace {

namespace command = session::command;

constexpr float kSplitterGrabPt = 7.0F;
constexpr float kMinTilePx = 40.0F;

constexpr ImGuiWindowFlags kWindowFlags =
    ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
    ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoScrollWithMouse |
    ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNav;

/// Rectangle of every node, from the root down.
std::map<std::uint32_t, session::TileRect>
node_rects(const session::Layout& layout, const session::TileRect& area, float gap) {
    std::map<std::uint32_t, session::TileRect> rects;
    const auto& nodes = layout.nodes();
    std::vector<std::pair<std::uint32_t, session::TileRect>> open{{0, area}};
    while (!open.empty()) {
        const auto [index, rect] = open.back();
        open.pop_back();
        if (index >= nodes.size()) {
            continue;
        }
        rects[index] = rect;
        const session::LayoutNode& node = nodes[index];
        if (node.kind == session::LayoutNode::Kind::Row) {
            const float first = (rect.w - gap) * node.ratio;
            open.push_back({node.first, {rect.x, rect.y, first, rect.h}});
            open.push_back(
                {node.second, {rect.x + first + gap, rect.y, rect.w - gap - first, rect.h}}
            );
        } else if (node.kind == session::LayoutNode::Kind::Column) {
            const float first = (rect.h - gap) * node.ratio;
            open.push_back({node.first, {rect.x, rect.y, rect.w, first}});
            open.push_back(
                {node.second, {rect.x, rect.y + first + gap, rect.w, rect.h - gap - first}}
            );
        }
    }
    return rects;
}

}  // namespace

struct ViewArea::Impl {
    explicit Impl(render::ViewRenderer& r)
        : renderer(r) {}

    render::ViewRenderer& renderer;
    StoreId recording;
    std::map<session::ViewId, Tile> tiles;
    OverlayCanvas canvas;
    Theme theme;
    Fonts fonts;

    void follow_recording(const session::RecordingState& state) {
        const bool is_other = state.id != recording;
        std::erase_if(tiles, [&](auto& item) {
            const bool is_gone =
                is_other || std::ranges::none_of(state.views, [&](const session::ViewState& view) {
                    return view.id == item.first;
                });
            if (is_gone) {
                renderer.drop(item.second.target());
            }
            return is_gone;
        });
        recording = state.id;
    }

    void splitters_ui(
        const ViewContext& context,
        const session::RecordingState& state,
        const session::PlacedTiles& placed,
        const session::TileRect& area,
        float gap
    ) const {
        const auto rects = node_rects(state.layout, area, gap);
        ImDrawList& list = *ImGui::GetWindowDrawList();
        for (const session::Splitter& splitter : placed.splitters) {
            const float grow = std::max(0.0F, (context.theme.px(kSplitterGrabPt) - gap) * 0.5F);
            const glm::vec2 room =
                splitter.vertical ? glm::vec2(grow, 0.0F) : glm::vec2(0.0F, grow);
            const glm::vec2 min{splitter.rect.x, splitter.rect.y};
            const glm::vec2 max = min + glm::vec2(splitter.rect.w, splitter.rect.h);
            const std::string id = fmt::format("##splitter{}", splitter.node);
            const HotSpot spot = hot_spot(id.c_str(), {min - room, max + room});
            const bool active = ImGui::IsItemActive();
            context.probe.add(
                fmt::format("splitter/{}", splitter.node),
                min.x - room.x,
                min.y - room.y,
                max.x - min.x + 2.0F * room.x,
                max.y - min.y + 2.0F * room.y
            );
            if (spot.hovered || active) {
                ImGui::SetMouseCursor(
                    splitter.vertical ? ImGuiMouseCursor_ResizeEW : ImGuiMouseCursor_ResizeNS
                );
            }
            const Rgba8 color = spot.hovered || active ? context.theme.accent : context.theme.line;
            list.AddRectFilled({min.x, min.y}, {max.x, max.y}, im_color(color));
            const auto rect = rects.find(splitter.node);
            if (spot.hovered && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) {
                context.commands.push(command::SetSplit{splitter.node, 0.5F});
            } else if (active && rect != rects.end() && ImGui::IsMouseDragging(ImGuiMouseButton_Left, 2.0F)) {
                const ImVec2 mouse = ImGui::GetIO().MousePos;
                const session::TileRect& r = rect->second;
                const float ratio = splitter.vertical ? (mouse.x - r.x) / std::max(r.w, 1.0F)
                                                      : (mouse.y - r.y) / std::max(r.h, 1.0F);
                context.commands.push(command::SetSplit{splitter.node, ratio});
            }
        }
    }

    std::optional<session::HoverInfo> tiles_ui(
        const ViewContext& context,
        const session::RecordingState& state,
        const session::PlacedTiles& placed
    ) {
        std::optional<session::HoverInfo> hovered;
        for (std::size_t i = 0; i < placed.tiles.size(); ++i) {
            const auto& [id, rect] = placed.tiles[i];
            const auto view = std::ranges::find(state.views, id, &session::ViewState::id);
            if (view == state.views.end() || rect.w < 2.0F || rect.h < 2.0F) {
                continue;
            }
            Tile& tile = tiles.try_emplace(id, id).first->second;
            const glm::vec2 min = glm::round(glm::vec2(rect.x, rect.y));
            const glm::vec2 max = glm::round(glm::vec2(rect.x + rect.w, rect.y + rect.h));
            const auto found = tile.draw(context, state, *view, i, {min, max}, renderer);
            hovered = hovered ? hovered : found;
        }
        return hovered;
    }
};

ViewArea::ViewArea(render::ViewRenderer& renderer)
    : impl_(std::make_unique<Impl>(renderer)) {}

ViewArea::~ViewArea() = default;

std::optional<session::HoverInfo> ViewArea::draw(const ViewContext& context, const Rect& area) {
    const session::RecordingState* state = context.session.active_state();
    const glm::vec2 size = area.size();
    if (state == nullptr || size.x < kMinTilePx || size.y < kMinTilePx) {
        return std::nullopt;
    }
    impl_->follow_recording(*state);
    impl_->theme = context.theme;
    impl_->fonts = context.fonts;

    ImGui::SetNextWindowPos({area.min.x, area.min.y});
    ImGui::SetNextWindowSize({size.x, size.y});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0.0F, 0.0F});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0.0F);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0.0F);
    ImGui::Begin("##view_area", nullptr, kWindowFlags);
    ImGui::PopStyleVar(3);
    std::optional<session::HoverInfo> hovered;
    if (state->views.empty()) {
        ImGui::GetWindowDrawList()->AddRectFilled(
            {area.min.x, area.min.y},
            {area.max.x, area.max.y},
            im_color(context.theme.ground)
        );
        const EmptyState empty = why_no_view(context.session, *state);
        if (empty_state_ui(empty, area, "##no_views", context.theme, context.fonts) &&
            empty.command) {
            context.commands.push(*empty.command);
        }
    } else {
        const float gap = std::max(1.0F, std::round(context.theme.px(1.0F)));
        const session::TileRect rect{area.min.x, area.min.y, size.x, size.y};
        const session::PlacedTiles placed = state->layout.place(rect, gap);
        impl_->splitters_ui(context, *state, placed, rect, gap);
        hovered = impl_->tiles_ui(context, *state, placed);
    }
    ImGui::End();
    return hovered;
}

scene::ScenePtr ViewArea::scene(session::ViewId view) const {
    const auto found = impl_->tiles.find(view);
    return found == impl_->tiles.end() ? nullptr : found->second.scene();
}

Result<ViewArea::Picture> ViewArea::picture(session::ViewId view) {
    const auto found = impl_->tiles.find(view);
    if (found == impl_->tiles.end() || found->second.shown().size.x == 0) {
        return fail(ErrorCode::NotFound, "this view has no picture yet");
    }
    const Tile& tile = found->second;
    const Tile::Shown& shown = tile.shown();
    Picture picture;
    picture.size = shown.size;
    LIMN_TRY(picture.rgba, impl_->renderer.read_pixels(tile.target()));
    Overlay overlay;
    overlay.labels = shown.labels;
    overlay.legend = shown.legend;
    overlay.legend_corner = shown.legend_corner;
    overlay.label_size = shown.label_size;
    overlay.picture = shown.picture;
    LIMN_TRY_VOID(
        impl_->canvas.draw_onto(picture.size, picture.rgba, overlay, impl_->theme, impl_->fonts)
    );
    return picture;
}

Diagnostics ViewArea::problems() const {
    Diagnostics problems;
    for (const auto& [id, tile] : impl_->tiles) {
        if (tile.scene() != nullptr) {
            problems.merge(tile.scene()->diagnostics);
        }
    }
    return problems;
}

bool ViewArea::animating() const {
    return std::ranges::any_of(impl_->tiles, [](const auto& item) {
        return item.second.animating();
    });
}

}  // namespace limn::views
