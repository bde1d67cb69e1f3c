// SPDX-License-Identifier: MIT
/// Where the things of a scene are on the screen: boxes around instances, and which joints make up a skeleton.
///
/// What      Made from what is drawn, for the entities that are asked about: the box of an instance is around its lines and
///           faces; that of a joint is around its skeleton.
/// Units     pixels of the view, y down.
/// Cost      by the primitives of an entity, when it is asked about first. Entities with very many have no boxes.
/// Threads   plain value; refers to the scene.
#pragma once

#include <cstdint>
#include <glm/vec2.hpp>
#include <map>
#include <optional>
#include <unordered_map>

#include "draw/camera.h"
#include "scene/scene.h"
#include "views/overlap_grid.h"

namespace limn::views {

inline constexpr std::uint32_t kNoSkeleton = 0xFFFFFFFFU;

class ScreenBoxes {
  public:
    ScreenBoxes(const scene::Scene& scene, const draw::ViewCamera& camera, glm::vec2 view_px)
        : scene_(scene)
        , camera_(camera)
        , view_px_(view_px) {}

    struct Thing {
        LabelBox box;
        bool is_rectangle = false;  ///< Four upright edges and nothing else.
    };

    /// Around the lines and faces of an instance; nothing for points.
    [[nodiscard]] std::optional<Thing> find(std::uint32_t entity, std::uint32_t instance);

    /// Around all joints of a skeleton, or one point.
    [[nodiscard]] std::optional<LabelBox> find_points(std::uint32_t entity, std::uint32_t instance)
        const;

    /// The nearer joint of the bone that is nearest to a pixel; nothing if the entity has no bones.
    [[nodiscard]] std::optional<std::uint32_t> joint_near(std::uint32_t entity, glm::vec2 pixel)
        const;

    /// The number of a joint's skeleton in its entity.
    [[nodiscard]] std::uint32_t skeleton_of(std::uint32_t entity, std::uint32_t instance) const;

  private:
    struct Growing {
        LabelBox box;
        std::uint32_t num_edges = 0;
        std::uint32_t num_upright = 0;
        bool has_faces = false;
    };

    using Instances = std::unordered_map<std::uint32_t, Growing>;

    [[nodiscard]] Instances collect(std::uint32_t entity) const;
    void add_lines(const draw::LineBatch& batch, Instances& instances) const;
    void add_faces(const draw::MeshBatch& batch, Instances& instances) const;

    const scene::Scene& scene_;
    draw::ViewCamera camera_;
    glm::vec2 view_px_;
    std::map<std::uint32_t, Instances> entities_;
};

}  // namespace limn::views
