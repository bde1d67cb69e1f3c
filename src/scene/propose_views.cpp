// SPDX-License-Identifier: MIT
// Which views show a recording.
//
// 2D: flat data is grouped by the pinhole at or above it (or none), or by the frame that its
// CoordinateFrame names. A group is one view if its pictures
// are all of one size and at most one is a color and one a depth picture; any number of masks may lie on
// them. Else it is split along the entity tree until that holds; an entity whose nested pictures do not
// fit gets a view without them. The origin is the pinhole if all is at or below it, else the deepest entity that holds all.
// 3D: spatial data and cameras are grouped by the outermost entity with view coordinates. Its origin, or
// for the rest the first path part that all share, makes one view.
#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "model/component_names.h"
#include "scene/frame_id.h"
#include "scene/image_pixels.h"
#include "scene/scene.h"
#include "scene/visualizers/visualizer.h"
#include "store/component_view.h"

namespace limn::scene {
namespace {

constexpr std::size_t kMaxViewsPerKind = 8;

struct Picture {
    DataKind kind = DataKind::ColorImage;
    PictureSize size;  ///< {0, 0}: unknown, fits every size.
};

struct FlatEntity {
    EntityPath path;
    std::vector<Picture> pictures;
};

using FlatSpan = std::span<const FlatEntity>;

/// Some value of the component: the last one on the default timeline, else on any.
std::optional<store::Cell>
any_cell(const store::Recording& recording, const EntityPath& entity, std::string_view component) {
    auto cell = recording.latest_at({recording.default_timeline(), kMaxTime}, entity, component);
    if (cell) {
        return cell;
    }
    for (const store::TimelineInfo& info : recording.timelines()) {
        const auto rows = recording.range(info.timeline.name, info.range, entity, component);
        if (!rows.empty()) {
            return recording.read(rows.front(), component);
        }
    }
    return std::nullopt;
}

PictureSize tensor_size(const store::Tensor& tensor, const annotation::TensorPlane& plane) {
    return {
        static_cast<std::uint32_t>(tensor.shape[plane.columns]),
        static_cast<std::uint32_t>(tensor.shape[plane.rows]),
    };
}

PictureSize picture_size(
    const store::Recording& recording,
    const EntityPath& entity,
    const Visualizer& visualizer
) {
    // Raw pictures have their format second, encoded ones begin with the file.
    const auto first =
        visualizer.components.first(std::min<std::size_t>(2, visualizer.components.size()));
    for (const std::string_view component : first) {
        const auto cell = any_cell(recording, entity, component);
        if (!cell) {
            continue;
        }
        if (component == kTensor.required()) {
            const auto tensor = store::first_tensor(*cell);
            const auto plane = tensor ? annotation::tensor_plane(*tensor) : std::nullopt;
            return plane ? tensor_size(*tensor, *plane) : PictureSize{};
        }
        if (component.ends_with(":format")) {
            const auto format = store::first_image_format(*cell);
            return format ? PictureSize{format->width, format->height} : PictureSize{};
        }
        if (component.ends_with(":blob")) {
            const auto blob = store::first_blob(*cell);
            return blob ? encoded_size(blob->bytes) : PictureSize{};
        }
    }
    return {};
}

/// The rule of visualizers/tensor.cpp, asked of the last value.
bool is_shown_tensor(
    const store::Recording& recording,
    const EntityPath& path,
    const annotation::TensorChoices& tensors
) {
    const auto chosen = tensors.find(path);
    if (chosen != tensors.end() && chosen->second.as_classes) {
        return *chosen->second.as_classes;
    }
    const auto cell = any_cell(recording, path, kTensor.required());
    const auto tensor = cell ? store::first_tensor(*cell) : std::nullopt;
    if (!tensor || !annotation::tensor_plane(*tensor)) {
        return false;
    }
    const store::LatestAtQuery last{recording.default_timeline(), kMaxTime};
    const annotation::ContextMap contexts(recording, last);
    return annotation::describes_every_id(*contexts.find(path), *tensor);
}

/// Flat data of the recording, in path order.
std::vector<FlatEntity>
find_flat_data(const store::Recording& recording, const annotation::TensorChoices& tensors) {
    std::map<EntityPath, FlatEntity> found;
    for (const Visualizer* visualizer : all_visualizers()) {
        if (visualizer->space != DataSpace::Flat) {
            continue;
        }
        for (const EntityPath& path : recording.entities_with(visualizer->required())) {
            const bool is_no_mask =
                visualizer == &kTensor && !is_shown_tensor(recording, path, tensors);
            if (path.is_reserved() || is_no_mask) {
                continue;
            }
            FlatEntity& entity = found[path];
            entity.path = path;
            if (visualizer->kind != DataKind::Geometry) {
                entity.pictures.push_back(
                    {visualizer->kind, picture_size(recording, path, *visualizer)}
                );
            }
        }
    }
    std::vector<FlatEntity> entities;
    entities.reserve(found.size());
    for (auto& [path, entity] : found) {
        entities.push_back(std::move(entity));
    }
    return entities;
}

/// Can all of them lie on one another in one view?
bool fit_together(FlatSpan entities) {
    PictureSize size;
    std::array<std::size_t, 2> num_of_kind{};
    for (const FlatEntity& entity : entities) {
        for (const Picture& picture : entity.pictures) {
            if (picture.kind == DataKind::ColorImage && ++num_of_kind[0] > 1) {
                return false;
            }
            if (picture.kind == DataKind::DepthImage && ++num_of_kind[1] > 1) {
                return false;
            }
            if (picture.size == PictureSize{}) {
                continue;
            }
            if (size != PictureSize{} && picture.size != size) {
                return false;
            }
            size = picture.size;
        }
    }
    return true;
}

EntityPath common_ancestor(const EntityPath& a, const EntityPath& b) {
    const auto& left = a.parts();
    const auto& right = b.parts();
    const auto end = std::mismatch(left.begin(), left.end(), right.begin(), right.end()).first;
    return EntityPath::from_parts({left.begin(), end});
}

/// In path order the first and the last have the fewest parts in common.
EntityPath common_ancestor(FlatSpan entities) {
    return common_ancestor(entities.front().path, entities.back().path);
}

/// The entities from the front that share the path part below `origin`.
FlatSpan first_child_group(FlatSpan entities, const EntityPath& origin) {
    const std::size_t depth = origin.parts().size();
    const auto& part = entities.front().path.parts()[depth];
    std::size_t count = 1;
    while (count < entities.size() && entities[count].path.parts()[depth] == part) {
        ++count;
    }
    return entities.first(count);
}

/// Views of flat data that all lies at or below `origin`.
std::vector<ViewSpec> split_flat(FlatSpan all, EntityPath origin) {
    struct Task {
        FlatSpan entities;
        EntityPath origin;
    };

    std::vector<ViewSpec> views;
    std::vector<Task> tasks{{all, std::move(origin)}};
    while (!tasks.empty() && views.size() < kMaxViewsPerKind) {
        const Task task = tasks.back();
        tasks.pop_back();
        if (task.entities.size() == 1 || fit_together(task.entities)) {
            views.push_back({ViewKind::Spatial2D, task.origin, {}});
            continue;
        }
        FlatSpan rest = task.entities;
        const bool has_own_data = rest.front().path == task.origin;
        rest = has_own_data ? rest.subspan(1) : rest;
        ViewSpec own{ViewKind::Spatial2D, task.origin, {}};
        std::vector<Task> children;
        while (!rest.empty()) {
            const FlatSpan group = first_child_group(rest, task.origin);
            rest = rest.subspan(group.size());
            const auto& parts = group.front().path.parts();
            const auto end = static_cast<std::ptrdiff_t>(task.origin.parts().size()) + 1;
            own.excluded.insert(EntityPath::from_parts({parts.begin(), parts.begin() + end}));
            children.push_back({group, common_ancestor(group)});
        }
        if (has_own_data) {
            views.push_back(std::move(own));
        }
        tasks.insert(tasks.end(), children.rbegin(), children.rend());
    }
    return views;
}

/// The nearest of `roots` (in path order) at or above the entity.
const EntityPath* nearest_root(const std::vector<EntityPath>& roots, const EntityPath& entity) {
    for (auto at = std::upper_bound(roots.begin(), roots.end(), entity); at != roots.begin();) {
        --at;
        if (entity.is_in_subtree_of(*at)) {
            return &*at;
        }
        // Siblings in between: nothing at or above shares less with the entity than they do.
        const EntityPath shared = common_ancestor(*at, entity);
        at = std::upper_bound(roots.begin(), at, shared);
    }
    return nullptr;
}

/// What flat data has to share to be shown together: the plane that it lies on.
struct FlatSpace {
    std::optional<EntityPath> pinhole;  ///< Where it was logged.
    FrameId frame;                      ///< Of the data, if it has a name; else the root's.

    friend auto operator<=>(const FlatSpace&, const FlatSpace&) = default;
};

FrameId
frame_at(const store::Recording& recording, const EntityPath& entity, std::string_view component) {
    const auto cell = any_cell(recording, entity, component);
    const auto name = cell ? store::first_text(*cell) : std::nullopt;
    return name && !name->empty() ? FrameId::parse(*name) : FrameId(entity);
}

/// Pinholes of the recording, by the frames that they make planes.
class Pinholes {
  public:
    explicit Pinholes(const store::Recording& recording) {
        for (EntityPath& path : recording.entities_with(component::kPinholeImageFromCamera)) {
            const FrameId frame = frame_at(recording, path, component::kPinholeChildFrame);
            if (frame.is_named()) {
                named_.emplace(frame, path);
            } else {
                unnamed_.push_back(frame.entity());
            }
        }
        std::ranges::sort(unnamed_);
    }

    [[nodiscard]] FlatSpace space_of(const FrameId& frame) const {
        if (frame.is_named()) {
            const auto found = named_.find(frame);
            return {found != named_.end() ? std::optional(found->second) : std::nullopt, frame};
        }
        const EntityPath* pinhole = nearest_root(unnamed_, frame.entity());
        return {pinhole != nullptr ? std::optional(*pinhole) : std::nullopt, FrameId()};
    }

  private:
    std::map<FrameId, EntityPath> named_;
    std::vector<EntityPath> unnamed_;  ///< In path order.
};

std::vector<ViewSpec>
propose_flat(const store::Recording& recording, const std::vector<FlatEntity>& entities) {
    const Pinholes pinholes(recording);
    // The group without pinhole comes first; path order within a group is kept.
    std::map<FlatSpace, std::vector<FlatEntity>> groups;
    for (const FlatEntity& entity : entities) {
        const FrameId frame = frame_at(recording, entity.path, component::kCoordinateFrame);
        groups[pinholes.space_of(frame)].push_back(entity);
    }
    std::vector<ViewSpec> views;
    for (const auto& [space, group] : groups) {
        EntityPath origin = common_ancestor(group);
        if (space.pinhole && origin.is_in_subtree_of(*space.pinhole)) {
            origin = *space.pinhole;
        }
        for (ViewSpec& view : split_flat(group, std::move(origin))) {
            views.push_back(std::move(view));
        }
    }
    return views;
}

/// Entities with data for a 3D view, in path order: spatial data, and cameras.
std::vector<EntityPath> find_spatial_data(const store::Recording& recording) {
    std::vector<EntityPath> entities;
    for (const Visualizer* visualizer : all_visualizers()) {
        if (visualizer->space == DataSpace::Spatial) {
            for (EntityPath& path : recording.entities_with(visualizer->required())) {
                if (!path.is_reserved()) {
                    entities.push_back(std::move(path));
                }
            }
        }
    }
    std::sort(entities.begin(), entities.end());
    entities.erase(std::unique(entities.begin(), entities.end()), entities.end());
    return entities;
}

/// Entities with view coordinates that are in no other's subtree.
std::vector<EntityPath> find_worlds(const store::Recording& recording) {
    std::vector<EntityPath> worlds;
    for (EntityPath& path : recording.entities_with(component::kViewCoordinatesXyz)) {
        if (worlds.empty() || !path.is_in_subtree_of(worlds.back())) {
            worlds.push_back(std::move(path));
        }
    }
    return worlds;
}

bool has_transform(const store::Recording& recording, const EntityPath& entity) {
    const auto components = store::components_of(store::FrameRelation::Transform);
    return std::any_of(components.begin(), components.end(), [&](std::string_view component) {
        return recording.has_component(entity, component);
    });
}

/// The first path part that all share; the root if there is none, or if that entity is itself moved or
/// one of the data (its own transform would not be seen).
EntityPath shared_world(const store::Recording& recording, std::span<const EntityPath> entities) {
    const EntityPath shared = common_ancestor(entities.front(), entities.back());
    if (shared.is_root()) {
        return shared;
    }
    const EntityPath first = EntityPath::from_parts({shared.parts().front()});
    return first == entities.front() || has_transform(recording, first) ? EntityPath() : first;
}

std::vector<ViewSpec> propose_spatial(const store::Recording& recording) {
    const std::vector<EntityPath> entities = find_spatial_data(recording);
    const std::vector<EntityPath> worlds = find_worlds(recording);
    std::set<EntityPath> origins;
    std::vector<EntityPath> rest;
    for (const EntityPath& entity : entities) {
        if (const EntityPath* world = nearest_root(worlds, entity)) {
            origins.insert(*world);
        } else {
            rest.push_back(entity);
        }
    }
    if (!rest.empty()) {
        origins.insert(shared_world(recording, rest));
    }
    std::vector<ViewSpec> views;
    for (const EntityPath& origin : origins) {
        views.push_back({ViewKind::Spatial3D, origin, {}});
    }
    return views;
}

}  // namespace

std::vector<ViewSpec>
propose_views(const store::Recording& recording, const annotation::TensorChoices& tensors) {
    std::vector<ViewSpec> views = propose_flat(recording, find_flat_data(recording, tensors));
    views.resize(std::min(views.size(), kMaxViewsPerKind));
    std::vector<ViewSpec> spatial = propose_spatial(recording);
    spatial.resize(std::min(spatial.size(), kMaxViewsPerKind));
    views.insert(views.end(), spatial.begin(), spatial.end());
    return views;
}

}  // namespace limn::scene
