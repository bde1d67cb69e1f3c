// SPDX-License-Identifier: MIT
/// The axes of coordinate frames: x red, y green, z blue. An entity shows those of the frame that its data is
/// in and of every frame that its transforms place.
#include <array>
#include <cmath>

#include "scene/instance_data.h"
#include "scene/visualizers/visualizer.h"
#include "store/component_view.h"

namespace limn::scene {
namespace {

constexpr std::array<std::string_view, 2> kComponents{
    "TransformAxes3D:axis_length",
    "TransformAxes3D:show_frame",
};

constexpr std::array<Rgba8, 3> kColors{
    Rgba8{240, 84, 92, 255},
    Rgba8{76, 190, 96, 255},
    Rgba8{96, 142, 255, 255},
};

/// Where a length is logged, but none that can be drawn.
constexpr float kDefaultLength = 0.3F;

float read_length(SceneBuilder& builder, const EntityInput& input) {
    const auto logged = read_field(builder, input, "axis_length", store::first_f32);
    if (logged && std::isfinite(*logged)) {
        return *logged;
    }
    if (logged) {
        builder.report(input, "the length of axes is not a number; 0.3 is used");
    }
    return kDefaultLength;
}

draw::LineBatch make_axes(float length) {
    draw::LineBatch batch;
    for (int axis = 0; axis < 3; ++axis) {
        draw::LineSegment segment;
        segment.to[axis] = length;
        segment.radius = kDefaultRadius;
        segment.color = kColors.at(static_cast<std::size_t>(axis));
        segment.has_color = true;
        segment.has_head = true;
        batch.segments.push_back(segment);
    }
    return batch;
}

void add_name(
    SceneBuilder& builder,
    const EntityInput& input,
    const Placement& place,
    std::string name,
    float length
) {
    const auto origin = place.to_world(glm::vec3(0.0F));
    if (!origin) {
        return;
    }
    draw::LabelAnchor anchor;
    anchor.position = *origin;
    anchor.text = std::move(name);
    anchor.color = Rgba8{255, 255, 255, 255};
    anchor.entity = input.entity;
    anchor.extent = place.radius(std::abs(length), glm::vec3(0.0F));
    builder.scene().list.labels.push_back(std::move(anchor));
}

void visualize(SceneBuilder& builder, const EntityInput& input) {
    const float length = read_length(builder, input);
    if (length == 0.0F) {
        return;
    }
    const bool shows_names =
        read_field(builder, input, "show_frame", store::first_bool).value_or(false);
    for (const TransformTree::PlacedFrame& frame : builder.transforms().frames_at(input.path)) {
        if (auto reason = builder.transforms().why_detached(frame)) {
            builder.report(input, std::move(*reason));
            continue;
        }
        const auto place = builder.transforms().place_in(frame);
        if (!place) {
            continue;
        }
        draw::LineBatch batch = make_axes(length);
        batch.world_from_batch = place->batch_matrix();
        batch.style = builder.style_slot(input.context, 0);
        batch.key = input.batch_key(*place, 0);
        builder.add_lines(input, std::move(batch));
        if (shows_names) {
            add_name(builder, input, *place, frame.name, length);
        }
    }
}

}  // namespace

const Visualizer kTransformAxes3D{
    .name = "TransformAxes3D",
    .space = DataSpace::Spatial,
    .kind = DataKind::Frame,
    .components = kComponents,
    .draw_order = 0.0F,
    .visualize = visualize,
};

}  // namespace limn::scene
