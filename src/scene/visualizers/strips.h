// SPDX-License-Identifier: MIT
/// Line strips and arrows: polylines per instance.
#pragma once

#include <glm/vec3.hpp>
#include <span>
#include <vector>

#include "scene/entity_input.h"
#include "scene/scene_builder.h"

namespace limn::scene {

/// Straight pieces of instances, in instance order, and where their labels go.
struct Strokes {
    struct Piece {
        glm::vec3 from{0.0F};
        glm::vec3 to{0.0F};
        std::uint32_t instance = 0;
        bool has_head = false;  ///< The tip of an arrow is at `to`.
    };

    std::vector<Piece> pieces;
    std::vector<glm::vec3> label_anchors;  ///< One per instance; not finite: no label.
    std::uint64_t num_left_out = 0;        ///< Pieces that are not finite.

    /// Adds a piece, or counts it if it is not finite.
    void
    add(const glm::vec3& from, const glm::vec3& to, std::size_t instance, bool has_head = false);
};

/// Lines and labels of one entity.
void visualize_strokes(SceneBuilder& builder, const EntityInput& input, const Strokes& strokes);

/// One instance per strip.
template <typename Point>
[[nodiscard]] Strokes strokes_of_strips(const std::vector<std::span<const Point>>& strips) {
    Strokes strokes;
    strokes.label_anchors.reserve(strips.size());
    std::size_t num_points = 0;
    for (const auto& strip : strips) {
        num_points += strip.size();
    }
    strokes.pieces.reserve(num_points);
    const auto to_point = [](const Point& point) {
        if constexpr (Point::length() == 2) {
            return glm::vec3(point, 0.0F);
        } else {
            return glm::vec3(point);
        }
    };
    for (std::size_t i = 0; i < strips.size(); ++i) {
        glm::dvec3 sum(0.0);
        double num_finite = 0.0;
        for (std::size_t k = 0; k < strips[i].size(); ++k) {
            const glm::vec3 point = to_point(strips[i][k]);
            if (is_finite(point)) {
                sum += glm::dvec3(point);
                num_finite += 1.0;
            }
            if (k > 0) {
                strokes.add(to_point(strips[i][k - 1]), point, i);
            }
        }
        strokes.label_anchors.emplace_back(sum / num_finite);
    }
    return strokes;
}

/// Arrows of one entity: one instance each, one piece with a head. An arrow without length has none.
void visualize_arrows(
    SceneBuilder& builder,
    const EntityInput& input,
    std::span<const glm::vec3> vectors,
    std::span<const glm::vec3> origins
);

}  // namespace limn::scene
