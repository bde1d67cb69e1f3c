// SPDX-License-Identifier: MIT
/// TransformTree: where the data of every entity of a view lies in the view's world.
///
/// What      Transforms and pinholes at the cursor, chained along the entity tree. A pinhole splits
///           space: flat (2D) data at and below it lives on its image plane, everything else in space.
///           - 3D view: world is the origin's space. Flat data below a pinhole stands on the image
///             plane; flat data without one has no place.
///           - 2D view: world is the origin's plane. Flat data has a place if it is under the same
///             pinhole as the origin (or both under none); 3D data only under a pinhole's origin,
///             through which it is projected.
/// Limits    frames that are named by text and not by entity path are reported and not applied.
/// Errors    An invalid transform hides its subtree, with one diagnostic.
/// Threads   immutable once made.
/// Cost      O(log n) per lookup in the number of entities that have transforms.
#pragma once

#include <cstdint>
#include <glm/mat4x4.hpp>
#include <optional>
#include <vector>

#include "base/diagnostics.h"
#include "model/entity_path.h"
#include "scene/placement.h"
#include "scene/scene.h"
#include "scene/transform_values.h"
#include "store/recording.h"

namespace limn::scene {

/// In which kind of space an archetype's positions are.
enum class DataSpace : std::uint8_t { Flat, Spatial };

class TransformTree {
  public:
    TransformTree(
        const store::Recording& recording,
        const store::LatestAtQuery& query,
        const ViewSpec& view,
        Diagnostics& diagnostics
    );
    TransformTree(const TransformTree&) = delete;
    TransformTree& operator=(const TransformTree&) = delete;
    ~TransformTree() = default;

    /// Nothing if the data has no place in this view. `draw_order` keeps flat data on one image plane
    /// apart; `plane_distance` is used where a pinhole has none logged.
    [[nodiscard]] std::optional<Placement> place(
        const EntityPath& entity,
        DataSpace space,
        float draw_order = 0.0F,
        float plane_distance = 1.0F
    ) const;

    /// The pinhole exactly at this entity.
    [[nodiscard]] const LoggedPinhole* pinhole_at(const EntityPath& entity) const;

    /// The pinhole at or above the view's origin.
    [[nodiscard]] const LoggedPinhole* origin_pinhole() const;

    /// Identity of everything that `place` depends on.
    [[nodiscard]] std::uint64_t key() const { return key_; }

  private:
    struct Node {
        EntityPath path;
        std::int32_t parent = -1;
        std::int32_t pinhole = -1;  ///< Node of the pinhole at or above.
        bool is_valid = true;
        glm::dmat4 root_from_entity{1.0};  ///< In space: as if there were no pinholes.
        glm::dmat4 plane_from_entity{
            1.0};  ///< Flat data: to pixels of the pinhole (or to the root).
        std::optional<LoggedPinhole> logged_pinhole;
    };

    void add_nodes(
        const store::Recording& recording,
        const store::LatestAtQuery& query,
        const EntityPath& origin,
        Diagnostics& diagnostics
    );
    static void report_named_frames(
        const store::Recording& recording,
        const store::LatestAtQuery& query,
        const EntityPath& origin,
        Diagnostics& diagnostics
    );
    void add_node(
        const EntityPath& path,
        std::optional<LoggedTransform> transform,
        std::optional<LoggedPinhole> pinhole,
        Diagnostics& diagnostics
    );
    [[nodiscard]] const Node& find(const EntityPath& entity) const;
    [[nodiscard]] const Node& node(std::int32_t index) const;
    [[nodiscard]] std::optional<Placement>
    place_on_plane(const Node& at, float draw_order, float plane_distance) const;
    [[nodiscard]] std::optional<Placement> project(const Node& at) const;

    ViewKind kind_;
    std::vector<Node> nodes_;  ///< In path order: parents before children. The first is the root.
    const Node* origin_ = nullptr;
    std::uint64_t key_ = 0;
};

}  // namespace limn::scene
