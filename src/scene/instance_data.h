// SPDX-License-Identifier: MIT
/// What instances of primitives have in common: styles, colors, radii, labels.
///
/// What      `EntityInput::instances` gives the number of instances; columns are clamped: the last value
///           repeats. Colors and labels come each as a whole column from one source: what was logged, even
///           an empty column, else the annotation; without class id the entity's own color applies. Labels
///           are not repeated: there are as many as were logged, or as there are class or keypoint ids; a
///           single one for several instances stands in the middle of them.
/// Threads   pure; results refer to cells of the input.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <glm/vec3.hpp>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/color.h"
#include "draw/draw_list.h"
#include "scene/entity_input.h"
#include "scene/scene_builder.h"

namespace limn::scene {

/// The last value repeats; `fallback` if there is none.
template <typename T>
[[nodiscard]] T clamped_at(std::span<const T> values, std::size_t index, const T& fallback) {
    if (values.empty()) {
        return fallback;
    }
    return values[index < values.size() ? index : values.size() - 1];
}

/// Logged radii; NaN and infinite ones are the fallback.
class Radii {
  public:
    Radii(std::span<const float> values, float fallback)
        : values_(values)
        , fallback_(fallback) {}

    [[nodiscard]] std::size_t size() const { return values_.size(); }

    [[nodiscard]] float at(std::size_t index) const;

  private:
    std::span<const float> values_;
    float fallback_;
};

/// `field` is where they are logged: solids have radii of their own beside those of their lines.
[[nodiscard]] Radii read_radii(
    SceneBuilder& builder,
    const EntityInput& input,
    float fallback = kDefaultRadius,
    std::string_view field = "radii"
);

/// Colors and styles of n instances.
struct InstanceStyles {
    std::vector<std::uint32_t> style_index;  ///< One per instance, or empty: all kNoStyle.
    std::vector<Rgba8> colors;               ///< Logged: empty, one, or one per instance.
    draw::StyleSlot slot = 0;
    Rgba8 entity_color;  ///< For instances with neither.

    [[nodiscard]] bool has_classes() const { return !style_index.empty(); }

    [[nodiscard]] std::uint32_t style_at(std::size_t instance) const {
        return style_index.empty() ? draw::kNoStyle : style_index[instance];
    }

    /// Logged color, or the entity's color for an instance without class; else the style decides.
    [[nodiscard]] std::optional<Rgba8> color_at(std::size_t instance) const;
};

/// Class and keypoint ids: as logged, class 0 where only keypoint ids were.
struct InstanceIds {
    std::span<const std::uint16_t> class_ids;
    std::span<const std::uint16_t> keypoint_ids;
};

[[nodiscard]] InstanceIds read_ids(SceneBuilder& builder, const EntityInput& input);

[[nodiscard]] InstanceStyles read_styles(
    SceneBuilder& builder,
    const EntityInput& input,
    const InstanceIds& ids,
    std::size_t count
);

/// Where an instance is in entity space; nothing if it is not drawn.
using InstanceAnchor = std::function<std::optional<glm::vec3>(std::size_t)>;

/// Counts the instances of the entity by class, in a camera's picture only those before the camera.
/// Without `anchor`, of a mesh, all. Calls `anchor` with every index below `input.instances.count`.
void add_counts(
    SceneBuilder& builder,
    const EntityInput& input,
    const InstanceStyles& styles,
    const InstanceAnchor& anchor
);

/// Where labels of a batch go.
struct LabelPlaces {
    InstanceAnchor anchor;
    /// Wrap width in entity units; may be empty.
    std::function<float(std::size_t)> wrap_width;
    /// Extent of an instance in entity units; may be empty.
    std::function<float(std::size_t)> extent;
    Bounds bounds;  ///< Of all instances, in entity space: a single label stands at its center.
    bool below = true;
};

/// Adds the anchors of n instances at every placement, unless labels are logged as off. Of very many
/// instances that have no text of their own an even sample gets them: their classes' labels repeat.
void add_labels(
    SceneBuilder& builder,
    const EntityInput& input,
    const InstanceStyles& styles,
    std::size_t count,
    const LabelPlaces& places
);

/// Color and style of a segment or vertex of an instance.
template <typename Primitive>
void set_style(Primitive& primitive, const InstanceStyles& styles, std::size_t instance) {
    primitive.style_index = styles.style_at(instance);
    primitive.instance = static_cast<std::uint32_t>(instance);
    if (const auto color = styles.color_at(instance)) {
        primitive.color = *color;
        primitive.has_color = true;
    }
}

/// Adds the visible part of a segment, with the radius of its middle.
void add_segment(
    draw::LineBatch& batch,
    const Placement& placement,
    draw::LineSegment segment,
    const glm::vec3& from,
    const glm::vec3& to
);

/// Adds the visible part of a triangle whose corners look alike.
void add_triangle(
    draw::MeshBatch& batch,
    const Placement& placement,
    const draw::MeshVertex& vertex,
    const std::array<glm::vec3, 3>& corners
);

/// Adds the visible part of a triangle; each corner keeps its color as long as nothing is cut off.
void add_triangle(
    draw::MeshBatch& batch,
    const Placement& placement,
    const std::array<draw::MeshVertex, 3>& corners
);

}  // namespace limn::scene
