// SPDX-License-Identifier: MIT
/// RobustBounds: what a view frames first, from the batches that it draws.
///
/// What      Measures finished batches, so that whatever is drawn counts: points with their radii, lines,
///           arrow heads, fills, pictures. One place that is far away from all others does not empty the
///           picture:
///           - Coordinates beyond ±10¹⁵ (or not finite) are never counted.
///           - Far out: farther than twenty times the spread (largest interquartile range of the three axes)
///             from the quartiles, a hundred times of fewer than 50 places. Left out if these are at most 2 %
///             of the batch's places, or one.
///           - 3D clouds of 1000 points and more reach from their 1 % to their 99 % quantile, and a tenth of that
///             beyond where there are points.
///           - Of five and more batches, those a hundred times out are left out in the same way.
/// Units     world of the view; UI points for `edge_pt`.
/// Threads   plain value.
/// Cost      one pass over the positions of a batch, and quantiles of a sample.
#pragma once

#include <cstdint>
#include <glm/mat4x4.hpp>
#include <glm/vec3.hpp>
#include <vector>

#include "draw/draw_list.h"
#include "scene/scene.h"

namespace limn::scene {

class RobustBounds {
  public:
    explicit RobustBounds(ViewKind kind)
        : kind_(kind) {}

    void add(const draw::PointBatch& batch);
    void add(const draw::LineBatch& batch);
    void add(const draw::MeshBatch& batch);
    void add(const draw::ImageDraw& image);

    [[nodiscard]] WorldBounds bounds() const;

    /// How far discs and lines whose size is in UI points reach beyond the bounds, at most.
    [[nodiscard]] float edge_pt() const { return edge_pt_; }

  private:
    void add_box(const glm::dmat4& world_from_batch, const Bounds& local);
    void add_ui_radius(float radius);
    [[nodiscard]] float local_per_world(const glm::dmat4& world_from_batch) const;

    ViewKind kind_;
    std::vector<WorldBounds> boxes_;  ///< One per batch.
    float edge_pt_ = 0.0F;
};

}  // namespace limn::scene
