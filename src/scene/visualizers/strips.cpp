// SPDX-License-Identifier: MIT
#include "scene/visualizers/strips.h"

#include "scene/instance_data.h"
#include "scene/local_origin.h"

namespace limn::scene {
namespace {

Bounds bounds_of(const Strokes& strokes) {
    Bounds bounds;
    for (const Strokes::Piece& piece : strokes.pieces) {
        bounds.extend(piece.from);
        bounds.extend(piece.to);
    }
    return bounds;
}

}  // namespace

void Strokes::add(const glm::vec3& from, const glm::vec3& to, std::size_t instance, bool has_head) {
    if (is_finite(from) && is_finite(to)) {
        pieces.push_back({from, to, static_cast<std::uint32_t>(instance), has_head});
    } else {
        ++num_left_out;
    }
}

void visualize_strokes(SceneBuilder& builder, const EntityInput& input, const Strokes& strokes) {
    const std::size_t count = strokes.label_anchors.size();
    if (count == 0) {
        return;
    }
    if (strokes.num_left_out > 0) {
        builder.report(input, "line pieces that are not finite are left out", strokes.num_left_out);
    }
    const InstanceStyles styles = read_styles(builder, input, read_ids(builder, input), count);
    const Radii radii = read_radii(builder, input);
    LabelPlaces labels;
    labels.bounds = bounds_of(strokes);
    labels.below = false;
    for (const Placement& placement : input.placements) {
        draw::LineBatch batch;
        batch.world_from_batch = placement.batch_matrix();
        batch.style = styles.slot;
        batch.key = input.batch_key(placement, 0);
        batch.segments.reserve(strokes.pieces.size());
        for (const Strokes::Piece& piece : strokes.pieces) {
            draw::LineSegment segment;
            set_style(segment, styles, piece.instance);
            segment.radius = radii.at(piece.instance);
            segment.has_head = piece.has_head;
            add_segment(batch, placement, segment, piece.from, piece.to);
        }
        builder.add_lines(input, std::move(batch));
    }
    labels.anchor = [&](std::size_t i) {
        const glm::vec3& anchor = strokes.label_anchors[i];
        return is_finite(anchor) ? std::optional(anchor) : std::nullopt;
    };
    add_counts(builder, input, styles, labels.anchor);
    add_labels(builder, input, styles, count, labels);
}

void visualize_arrows(
    SceneBuilder& builder,
    const EntityInput& input,
    std::span<const glm::vec3> vectors,
    std::span<const glm::vec3> origins
) {
    // Tips are computed, and are to be as exact far away as near the origin.
    const glm::vec3 local = local_origin(clamped_at(origins, 0, glm::vec3(0.0F)));
    Strokes strokes;
    strokes.pieces.reserve(vectors.size());
    for (std::size_t i = 0; i < vectors.size(); ++i) {
        const glm::vec3 from = clamped_at(origins, i, glm::vec3(0.0F)) - local;
        const glm::vec3 tip = from + vectors[i];
        strokes.add(from, tip, i, from != tip);
        strokes.label_anchors.push_back((from + tip) * 0.5F);
    }
    visualize_strokes(builder, relative_to(local, input), strokes);
}

}  // namespace limn::scene
