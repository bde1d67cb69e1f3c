// SPDX-License-Identifier: MIT
/// SceneBuilder: collects what the visualizers make into one scene.
///
/// What      Keeps style slots, draw orders and bounds; decides at the end what depends on the whole
///           view: default opacities and the painter's order.
/// Threads   one scene, one thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "annotation/context.h"
#include "draw/draw_list.h"
#include "scene/entity_input.h"
#include "scene/robust_bounds.h"
#include "scene/scene.h"
#include "scene/scene_cache.h"
#include "scene/scene_input.h"
#include "scene/transform_tree.h"

namespace limn::scene {

/// What a picture means for the default opacity of others.
enum class ImageRole : std::uint8_t { Color, Depth, Segmentation };

/// Default radius of points, lines and bones: 1.5 UI points.
inline constexpr float kDefaultRadius = -1.5F;

class SceneBuilder {
  public:
    SceneBuilder(const SceneInput& input, const TransformTree& transforms, Scene& scene);

    [[nodiscard]] const SceneInput& input() const { return input_; }

    [[nodiscard]] const TransformTree& transforms() const { return transforms_; }

    [[nodiscard]] Scene& scene() { return scene_; }

    /// Never null: the caller's cache, or one that lives as long as this build.
    [[nodiscard]] SceneCache& cache() {
        return input_.cache == nullptr ? own_cache_ : *input_.cache;
    }

    /// Where a pinhole has no logged image plane distance.
    [[nodiscard]] float plane_distance() const { return plane_distance_; }

    void set_plane_distance(float distance) { plane_distance_ = distance; }

    /// The slot of a context; its table will reach at least to `max_class`.
    [[nodiscard]] draw::StyleSlot
    style_slot(const annotation::ContextPtr& context, ClassId max_class);

    void report(const EntityInput& input, std::string message, std::uint64_t count = 1);
    void note(const EntityInput& input, std::string message, std::uint64_t count = 1);

    /// The cell is of an Arrow type that this field cannot have.
    void report_type(const EntityInput& input, std::string_view field, const store::Cell& cell);

    /// An absent opacity is decided when all pictures of the view are known.
    void add_image(
        const EntityInput& input,
        draw::ImageDraw image,
        ImageRole role,
        std::optional<float> opacity
    );
    void add_points(const EntityInput& input, draw::PointBatch batch);
    void add_lines(const EntityInput& input, draw::LineBatch batch);
    void add_mesh(const EntityInput& input, draw::MeshBatch batch);

    /// Of what was added until now.
    [[nodiscard]] WorldBounds bounds() const { return bounds_.bounds(); }

    /// Opacities, painter's order, bounds and image size.
    void finish();

  private:
    void add_item(const EntityInput& input, draw::ItemKind kind, std::size_t index);
    void resolve_opacities();
    void sort_items();
    void find_image_size();

    struct PendingImage {
        ImageRole role = ImageRole::Color;
        std::optional<float> opacity;
    };

    struct PendingItem {
        draw::DrawItem item;
        std::uint32_t entity = 0;
    };

    const SceneInput& input_;
    const TransformTree& transforms_;
    Scene& scene_;
    SceneCache own_cache_;
    RobustBounds bounds_;
    float plane_distance_ = 1.0F;
    std::unordered_map<std::uint64_t, draw::StyleSlot> slots_;  ///< By context key.
    std::vector<PendingImage> images_;                          ///< Parallel to the list's images.
    std::vector<PendingItem> items_;
};

/// Reads a field with a function of component_view.h; a wrong type is reported and gives nothing.
template <typename Read>
auto read_field(
    SceneBuilder& builder,
    const EntityInput& input,
    std::string_view field,
    const Read& read
) {
    using Values = decltype(read(*input.cell(field)));
    const auto& cell = input.cell(field);
    if (!cell) {
        return Values{};
    }
    Values values = read(*cell);
    bool is_missing = false;
    if constexpr (requires { values.empty(); }) {
        is_missing = values.empty();
    } else {
        is_missing = !values.has_value();
    }
    if (is_missing && !cell->values().empty()) {
        builder.report_type(input, field, *cell);
    }
    return values;
}

}  // namespace limn::scene
