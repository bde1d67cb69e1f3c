// SPDX-License-Identifier: MIT
// What of a tile's scene is marked as hovered or selected, and what a click or double click means there.
#include <imgui.h>

#include <algorithm>
#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include "media/stats.h"
#include "views/tile.h"

namespace limn::views {
namespace {

namespace command = session::command;

/// Bounds of an entity, or of one instance of it; of a skeleton's joint, of its whole skeleton.
class ExtentFinder {
  public:
    ExtentFinder(const draw::DrawList& list, std::uint32_t entity, std::optional<std::uint32_t> one)
        : list_(list)
        , entity_(entity)
        , instance_(one) {}

    scene::WorldBounds find() {
        for (const draw::PointBatch& batch : list_.points) {
            if (batch.entity == entity_) {
                add_points(batch);
            }
        }
        for (const draw::LineBatch& batch : list_.lines) {
            for (const draw::LineSegment& segment : batch.segments) {
                if (batch.entity == entity_ && is_meant(segment)) {
                    extend(batch.world_from_batch, segment.from);
                    extend(batch.world_from_batch, segment.to);
                }
            }
        }
        for (const draw::MeshBatch& batch : list_.meshes) {
            for (const draw::MeshVertex& vertex : batch.vertices) {
                if (batch.entity == entity_ && (!instance_ || vertex.instance == *instance_)) {
                    extend(batch.world_from_batch, vertex.position);
                }
            }
        }
        return bounds_;
    }

  private:
    [[nodiscard]] bool is_meant(const draw::LineSegment& segment) const {
        const bool is_bone = segment.joint_from != draw::kNoStyle;
        return !instance_ ||
               (is_bone ? skeleton_ == segment.skeleton : segment.instance == *instance_);
    }

    void add_points(const draw::PointBatch& batch) {
        const auto instance_at = [&](std::size_t i) {
            return i < batch.instance.size() ? batch.instance[i] : static_cast<std::uint32_t>(i);
        };
        for (std::size_t i = 0; instance_ && i < batch.group.size(); ++i) {
            if (instance_at(i) == *instance_) {
                skeleton_ = batch.group[i];
            }
        }
        for (std::size_t i = 0; i < batch.positions.size(); ++i) {
            const bool is_of_skeleton =
                skeleton_ && i < batch.group.size() && batch.group[i] == *skeleton_;
            if (!instance_ || instance_at(i) == *instance_ || is_of_skeleton) {
                extend(batch.world_from_batch, batch.positions[i]);
            }
        }
    }

    void extend(const glm::dmat4& world, const glm::vec3& point) {
        bounds_.extend(glm::dvec3(world * glm::dvec4(point, 1.0)));
    }

    const draw::DrawList& list_;
    std::uint32_t entity_ = 0;
    std::optional<std::uint32_t> instance_;
    std::optional<std::uint32_t> skeleton_;
    scene::WorldBounds bounds_;
};

/// What encloses the pixels of a class in the masks of an entity.
scene::WorldBounds region_bounds(const draw::DrawList& list, const render::Region& region) {
    scene::WorldBounds bounds;
    for (const draw::ImageDraw& image : list.images) {
        if (image.entity != region.entity || !image.has_class_ids()) {
            continue;
        }
        if (const auto box = media::class_box(*image.image, region.class_id)) {
            const glm::dvec4 low(box->min_x, box->min_y, 0.0, 1.0);
            const glm::dvec4 high(box->max_x + 1U, box->max_y + 1U, 0.0, 1.0);
            bounds.extend(glm::dvec3(image.world_from_image * low));
            bounds.extend(glm::dvec3(image.world_from_image * high));
        }
    }
    return bounds;
}

}  // namespace

std::optional<std::uint32_t> Tile::entity_index(const EntityPath& entity) const {
    const auto found = std::ranges::find(scene_->entities, entity);
    return found == scene_->entities.end()
               ? std::nullopt
               : std::optional(static_cast<std::uint32_t>(found - scene_->entities.begin()));
}

render::Region Tile::region_of(const session::Item& item) const {
    const auto entity = entity_index(item.entity);
    const bool is_pixel =
        entity && !item.is_class && item.class_id && !item.instance &&
        std::ranges::any_of(scene_->list.images, [&](const draw::ImageDraw& image) {
            return image.entity == *entity && image.has_class_ids();
        });
    return is_pixel ? render::Region{*entity, *item.class_id} : render::Region();
}

render::Highlight Tile::highlight_of(const session::Item& item) const {
    const auto entity = item.is_class ? std::nullopt : entity_index(item.entity);
    // A pixel of a mask marks its region and its class, not the whole picture.
    if (!entity || region_of(item).entity != draw::kNoEntity) {
        return {};
    }
    return {*entity, item.instance.value_or(draw::kAllInstances)};
}

render::Region Tile::selected_region(const session::RecordingState& state) const {
    for (auto item = state.selection.rbegin(); item != state.selection.rend(); ++item) {
        const render::Region region = region_of(*item);
        if (region.entity != draw::kNoEntity) {
            return region;
        }
    }
    return {};
}

render::Highlight Tile::selection_highlight(const session::RecordingState& state) const {
    for (auto item = state.selection.rbegin(); item != state.selection.rend(); ++item) {
        const render::Highlight highlight = highlight_of(*item);
        if (highlight.entity != draw::kNoEntity) {
            return highlight;
        }
    }
    return {};
}

std::optional<FocusTarget> Tile::focus_target(const HoverResult& hover) const {
    if (!hover.info || hover.info->item.is_class) {
        return std::nullopt;
    }
    const session::Item& item = hover.info->item;
    const render::Region region = region_of(item);
    const auto entity = entity_index(item.entity);
    const scene::WorldBounds bounds =
        region.entity != draw::kNoEntity ? region_bounds(scene_->list, region)
        : entity                         ? ExtentFinder(scene_->list, *entity, item.instance).find()
                                         : scene::WorldBounds();
    if (!is_3d_) {
        if (bounds.is_empty) {
            return std::nullopt;
        }
        FocusTarget target{(bounds.min + bounds.max) * 0.5, 0.0, bounds.min, bounds.max};
        return target;
    }
    // Of a large thing, such as a point cloud, only the surroundings of what was hit.
    const glm::dvec3 eye = camera_.camera_3d().eye;
    const double near_radius = glm::length(hover.info->position - eye) * 0.15;
    FocusTarget target{hover.info->position, near_radius, {}, {}};
    if (!bounds.is_empty) {
        const double radius = glm::length(bounds.max - bounds.min) * 0.5;
        if (radius < 2.0 * near_radius) {
            target.center = (bounds.min + bounds.max) * 0.5;
            target.radius = std::max(radius, near_radius * 0.1);
        }
    }
    return target;
}

void Tile::select(const ViewContext& context, const HoverResult& hover) const {
    command::Select select;
    select.toggle = ImGui::GetIO().KeyCtrl;
    if (hover.info) {
        select.items.push_back(hover.info->item);
    } else if (select.toggle) {
        return;
    }
    context.commands.push(std::move(select));
}

}  // namespace limn::views
