// SPDX-License-Identifier: MIT
/// TransformTree: where the data of every entity of a view lies in the view's world.
///
/// What      An entity's data is in its own frame, or in the one that its CoordinateFrame names. A
///           pinhole splits space: flat (2D) data in and below its frame lives on its image plane,
///           everything else in space. The view's frame is that of its origin, see the source.
///           - 3D view: world is the view's frame. Flat data below a pinhole stands on the image
///             plane; flat data without one has no place.
///           - 2D view: world is the plane of the view's frame. Flat data has a place if it is under
///             the same pinhole as the view's frame (or both under none); 3D data only under a
///             pinhole, through which it is projected.
/// Errors    An invalid transform hides what is in and below its frame, with one diagnostic. Data whose
///           frame is not connected with the view's has no place.
/// Threads   immutable once made.
/// Cost      O(log n) per lookup in the number of frames.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/diagnostics.h"
#include "model/entity_path.h"
#include "scene/frame_tree.h"
#include "scene/placement.h"
#include "scene/transform_values.h"
#include "scene/view_spec.h"
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

    /// A pinhole that was logged at an entity.
    struct Camera {
        const LoggedPinhole* pinhole = nullptr;
        std::int32_t frame = 0;
    };

    /// One for each child frame.
    [[nodiscard]] std::vector<Camera> cameras_at(const EntityPath& entity) const;

    /// Like `place`, of what is in a camera's own frame.
    [[nodiscard]] std::optional<Placement>
    place_in(const Camera& camera, DataSpace space, float plane_distance) const;

    /// The frame that an entity's data is in, or one that its transforms place.
    struct PlacedFrame {
        std::int32_t frame = 0;
        std::string name;
    };

    /// The entity's own one first.
    [[nodiscard]] std::vector<PlacedFrame> frames_at(const EntityPath& entity) const;

    /// Where what is spatial and in this frame lies.
    [[nodiscard]] std::optional<Placement> place_in(const PlacedFrame& frame) const;

    /// Why an entity's data is in no view of this origin; nothing if its frame is connected.
    [[nodiscard]] std::optional<std::string> why_detached(const EntityPath& entity) const;
    [[nodiscard]] std::optional<std::string> why_detached(const Camera& camera) const;
    [[nodiscard]] std::optional<std::string> why_detached(const PlacedFrame& frame) const;

    /// The pinhole that the view's frame is or lies in.
    [[nodiscard]] const LoggedPinhole* origin_pinhole() const;

    /// Identity of everything that `place` depends on.
    [[nodiscard]] std::uint64_t key() const { return key_; }

  private:
    /// Index of the node that an entity's data is in.
    [[nodiscard]] std::int32_t data_frame(const EntityPath& entity) const;

    [[nodiscard]] std::int32_t choose_frame(const ViewSpec& view) const;
    [[nodiscard]] std::vector<std::int32_t> roots_of_data(const ViewSpec& view) const;
    [[nodiscard]] std::int32_t flat_root(std::int32_t frame) const;
    [[nodiscard]] std::optional<std::string> why_detached(const FrameNode& at) const;

    [[nodiscard]] std::optional<Placement>
    place_at(const FrameNode& at, DataSpace space, float draw_order, float plane_distance) const;
    [[nodiscard]] std::optional<Placement>
    place_on_plane(const FrameNode& at, float draw_order, float plane_distance) const;
    [[nodiscard]] std::optional<Placement> project(const FrameNode& at) const;

    ViewKind kind_;
    std::map<EntityPath, FrameId> data_frames_;
    FrameTree frames_;
    std::vector<std::pair<EntityPath, std::int32_t>> cameras_;  ///< Where logged, and their frames.
    const FrameNode* origin_ = nullptr;
    std::uint64_t key_ = 0;
};

}  // namespace limn::scene
