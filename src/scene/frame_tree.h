// SPDX-License-Identifier: MIT
/// FrameTree: all coordinate frames at one cursor, chained to the roots of their trees.
///
/// What      A frame without a link is a root, if it has a name; an entity's own frame lies where that
///           of its nearest ancestor with a link does. Frames that form a loop are cut apart, each its
///           own invalid root, with one word.
/// Threads   immutable once made.
/// Cost      O(n log n) to make for n links; a look-up is O(log n) and, along the entity tree, one step
///           per ancestor that has a link.
#pragma once

#include <cstdint>
#include <glm/mat4x4.hpp>
#include <map>
#include <optional>
#include <vector>

#include "base/diagnostics.h"
#include "model/entity_path.h"
#include "scene/frame_id.h"
#include "scene/frame_links.h"
#include "scene/transform_values.h"

namespace limn::scene {

struct FrameNode {
    FrameId id;
    std::int32_t parent = -1;   ///< The frame it lies in.
    std::int32_t above = -1;    ///< Entities' frames: the nearest one above that is a node.
    std::int32_t root = -1;     ///< Of its tree.
    std::int32_t pinhole = -1;  ///< Node of the pinhole that it is or lies in.
    bool is_valid = true;
    glm::dmat4 root_from_frame{1.0};   ///< In space: as if there were no pinholes.
    glm::dmat4 plane_from_frame{1.0};  ///< Flat data: to pixels of the pinhole (or to the root).
    std::optional<LoggedPinhole> logged_pinhole;
    EntityPath pinhole_entity;  ///< Where it was logged.
};

class FrameTree {
  public:
    /// `data_frames` are made known as roots where nothing places them.
    FrameTree(
        std::vector<FrameLink> links,
        const std::map<EntityPath, FrameId>& data_frames,
        Diagnostics& diagnostics
    );

    /// Sorted by id; the first is the root entity's.
    [[nodiscard]] const std::vector<FrameNode>& nodes() const { return nodes_; }

    [[nodiscard]] const FrameNode& operator[](std::int32_t index) const {
        return nodes_[static_cast<std::size_t>(index)];
    }

    /// The node that an entity's own frame coincides with.
    [[nodiscard]] std::int32_t find(const EntityPath& entity) const;

    /// Any frame that a link or a datum names; the root entity's for others.
    [[nodiscard]] std::int32_t find(const FrameId& frame) const;

    /// The frames whose link was logged at an entity.
    [[nodiscard]] std::vector<std::int32_t> linked_by(const EntityPath& entity) const;

    /// Identity of all that the nodes say.
    [[nodiscard]] std::uint64_t key() const;

  private:
    void add_nodes(
        const std::vector<FrameLink>& links,
        const std::map<EntityPath, FrameId>& data_frames
    );
    void apply(FrameNode& node, FrameLink& link, Diagnostics& diagnostics) const;
    void resolve(Diagnostics& diagnostics);
    void cut_loop(std::vector<std::int32_t> loop, Diagnostics& diagnostics);
    void resolve_one(FrameNode& node);

    std::vector<FrameNode> nodes_;
    std::size_t num_entity_nodes_ = 0;     ///< They come first.
    std::vector<EntityPath> link_entity_;  ///< Per node, where its link was logged.
};

}  // namespace limn::scene
