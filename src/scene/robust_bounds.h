// SPDX-License-Identifier: MIT
/// RobustBounds: what a view frames first, from the batches that it draws.
///
/// What      Measures finished batches, so that whatever is drawn counts: points with their radii, lines,
///           arrow heads, fills, pictures. One thing that is far away from all others does not empty the
///           picture. A thing is a point, box, shape, arrow, strip, skeleton, or triangle of a mesh.
///           - Coordinates beyond ±10¹⁵ (or not finite) are never counted.
///           - Of five and more things of a batch those that lie wholly farther than twenty times the spread
///             from the quartiles of their middles, a hundred times of fewer than 50, if they are at most 2 %
///             or one. The spread is the largest interquartile range of the three axes, or the median size
///             if that is larger.
///           - Points, vertices of strips, skeletons and meshes in the same way, one by one, without the size.
///           - Of five and more parts (the data of an entity at one pose) those a hundred times out, in the
///             same way.
///           - Of four things, or of two to four parts, the one that is a thousand times the size of all others
///             away from them, if it is one thing or at most 2 % of at least four.
///           - 3D clouds of 1000 points and more reach from their 1 % to their 99 % quantile, and a tenth of that
///             beyond where there are points.
/// Units     world of the view; UI points for `edge_pt`.
/// Threads   plain value.
/// Cost      one pass over the positions of a batch, and quantiles of a sample.
#pragma once

#include <cstdint>
#include <glm/mat4x4.hpp>
#include <glm/vec3.hpp>
#include <vector>

#include "draw/draw_list.h"
#include "scene/bounds.h"
#include "scene/far_out.h"
#include "scene/view_spec.h"

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

    /// 3D: places of what is within the bounds, all or an even sample of about 4096 with what reaches
    /// farthest, of many entities the corners of their boxes. Null where these are too many.
    [[nodiscard]] FramedPlaces places() const;

    /// How far discs and lines whose size is in UI points reach beyond the bounds, at most.
    [[nodiscard]] float edge_pt() const { return edge_pt_; }

  private:
    /// One entity's data at one pose.
    struct Part {
        Weighted<double> extent;
        std::uint32_t entity = 0;
        glm::dmat4 world_from_batch{1.0};
        std::vector<FramedPlace> places;
    };

    [[nodiscard]] std::vector<const Part*> framed_parts() const;

    /// The part that was added or extended, null if it is nowhere.
    Part* add_part(
        std::uint32_t entity,
        const glm::dmat4& world_from_batch,
        const Bounds& local,
        std::size_t num_things
    );
    template <typename Batch, typename Measured>
    void add_measured(const Batch& batch, std::size_t num_things, const Measured& data);
    void add_ui_radius(float radius);
    [[nodiscard]] float local_per_world(const glm::dmat4& world_from_batch) const;

    ViewKind kind_;
    std::vector<Part> parts_;
    float edge_pt_ = 0.0F;
};

}  // namespace limn::scene
