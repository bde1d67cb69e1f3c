// SPDX-License-Identifier: MIT
#include "scene/propose_views.h"

// Which views show a recording.
//
// 2D: flat data is grouped by the pinhole at or above it (or none), or by the frame that its
// CoordinateFrame names. A group is one view if its pictures are all of one size and at most one is a
// color and one a depth picture; any number of masks may lie on them. The origin is the pinhole if all is
// at or below it, else the deepest entity that holds all. Else it is split into stacks
// (picture_stacks.h): every picture is shown once, and geometry with the picture beside it.
// 3D: spatial data and cameras are grouped by the outermost entity with view coordinates. Its origin, or
// for the rest the first path part that all share, makes one view.
#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>

#include "model/component_names.h"
#include "scene/frame_id.h"
#include "scene/last_value.h"
#include "scene/picture_stacks.h"
#include "scene/subtrees.h"
#include "scene/view_spec.h"
#include "scene/visualizers/picture_queries.h"
#include "scene/visualizers/visualizer.h"
#include "store/component_view.h"

namespace limn::scene {
namespace {

/// Flat data of the recording, in path order.
std::vector<FlatEntity>
find_flat_data(const store::Recording& recording, const annotation::TensorChoices& tensors) {
    std::map<EntityPath, FlatEntity> found;
    for (const Visualizer* visualizer : all_visualizers()) {
        if (visualizer->space != DataSpace::Flat) {
            continue;
        }
        for (const EntityPath& path : recording.entities_with(visualizer->required())) {
            const PictureQueries* queries = visualizer->picture;
            const bool is_undrawn =
                queries != nullptr &&
                queries->why_undrawn(recording, path, *visualizer, tensors).has_value();
            if (path.is_reserved() || (is_undrawn && !queries->has_view_undrawn)) {
                continue;
            }
            FlatEntity& entity = found[path];
            entity.path = path;
            if (queries != nullptr) {
                const PictureSize size =
                    is_undrawn ? PictureSize{} : queries->size(recording, path, *visualizer);
                entity.pictures.push_back({visualizer->kind, size, is_undrawn});
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

/// What flat data has to share to be shown together: the plane that it lies on.
struct FlatSpace {
    std::optional<EntityPath> pinhole;  ///< Where it was logged.
    FrameId frame;                      ///< Of the data, if it has a name; else the root's.

    friend auto operator<=>(const FlatSpace&, const FlatSpace&) = default;
};

FrameId
frame_at(const store::Recording& recording, const EntityPath& entity, std::string_view component) {
    const auto cell = last_value(recording, entity, component);
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

/// The views of data on one plane.
std::vector<ViewSpec> propose_plane(const FlatSpace& space, FlatSpan entities) {
    if (entities.size() > 1 && !fit_together(entities)) {
        std::vector<ViewSpec> views = views_of_stacks(entities, stack_pictures(entities));
        std::ranges::sort(views, {}, &ViewSpec::origin);
        return views;
    }
    EntityPath origin = common_ancestor(entities.front().path, entities.back().path);
    if (space.pinhole && origin.is_in_subtree_of(*space.pinhole)) {
        origin = *space.pinhole;
    }
    return {{ViewKind::Spatial2D, std::move(origin), {}}};
}

/// Exactly these, from the first picture (else entity) that no other view begins at.
ViewSpec narrowed(
    FlatSpan entities,
    const std::vector<std::size_t>& members,
    const std::set<EntityPath>& taken
) {
    const EntityPath* origin = nullptr;
    for (const std::size_t member : members) {
        const FlatEntity& entity = entities[member];
        const bool is_better = origin == nullptr || !entity.pictures.empty();
        if (is_better && !taken.contains(entity.path)) {
            origin = &entity.path;
            if (!entity.pictures.empty()) {
                break;
            }
        }
    }
    return view_of(entities, members, origin != nullptr ? *origin : entities[members.front()].path);
}

/// The view without data of other planes, and with an origin of its own.
ViewSpec unmixed(
    const ViewSpec& view,
    const FlatSpace& space,
    FlatSpan entities,
    std::span<const FlatSpace> spaces,
    const std::set<EntityPath>& taken
) {
    const ViewContents contents(view);
    std::vector<std::size_t> members;
    bool is_mixed = taken.contains(view.origin);
    for (std::size_t i = 0; i < entities.size(); ++i) {
        if (!contents.contains(entities[i].path)) {
            continue;
        }
        if (spaces[i] == space) {
            members.push_back(i);
        } else {
            is_mixed = is_mixed || (space.frame.is_named() && spaces[i].frame.is_named());
        }
    }
    return is_mixed ? narrowed(entities, members, taken) : view;
}

std::vector<ViewSpec>
propose_flat(const store::Recording& recording, const std::vector<FlatEntity>& entities) {
    const Pinholes pinholes(recording);
    std::vector<FlatSpace> spaces;
    // The group without pinhole comes first; path order within a group is kept.
    std::map<FlatSpace, std::vector<FlatEntity>> groups;
    for (const FlatEntity& entity : entities) {
        const FrameId frame = frame_at(recording, entity.path, component::kCoordinateFrame);
        spaces.push_back(pinholes.space_of(frame));
        groups[spaces.back()].push_back(entity);
    }
    const bool can_be_mixed = std::ranges::count_if(groups, [](const auto& group) {
                                  return group.first.frame.is_named();
                              }) > 1;
    // A view is known by its origin. Planes that are named, not held by the tree, may lie between one
    // another in it: their views say exactly what they show.
    std::set<EntityPath> taken;
    std::vector<ViewSpec> views;
    for (const auto& [space, group] : groups) {
        for (ViewSpec& view : propose_plane(space, group)) {
            if (taken.contains(view.origin) || (can_be_mixed && space.frame.is_named())) {
                view = unmixed(view, space, entities, spaces, taken);
            }
            taken.insert(view.origin);
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
    std::ranges::move(propose_spatial(recording), std::back_inserter(views));
    return views;
}

}  // namespace limn::scene
