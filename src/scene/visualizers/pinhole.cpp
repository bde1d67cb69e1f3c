// SPDX-License-Identifier: MIT
#include <array>
#include <cmath>
#include <glm/gtc/matrix_transform.hpp>

#include "base/hash.h"
#include "scene/instance_data.h"
#include "scene/visualizers/visualizer.h"
#include "store/component_view.h"

namespace limn::scene {
namespace {

constexpr std::array<std::string_view, 3> kComponents{
    "Pinhole:image_from_camera",
    "Pinhole:color",
    "Pinhole:line_width",
};

/// What places and projects: transform_values.h.
constexpr std::array<std::string_view, 5> kOtherColumns{
    "Pinhole:resolution",
    "Pinhole:camera_xyz",
    "Pinhole:image_plane_distance",
    "Pinhole:child_frame",
    "Pinhole:parent_frame",
};

constexpr Rgba8 kDefaultColor{150, 150, 150, 255};
constexpr float kDefaultLineRadius = -1.0F;

/// Share of the picture's height by which the mark of its upper side stands out.
constexpr float kUpMark = 0.12F;

/// What the camera sees: the resolution, or (where none is logged) as if the principal point were
/// in the middle.
glm::vec2 picture_size(const LoggedPinhole& pinhole) {
    if (pinhole.resolution) {
        return *pinhole.resolution;
    }
    return glm::abs(glm::vec2(pinhole.image_from_camera[2])) * 2.0F;
}

/// The lines have the axes of the view's world, so they change when the camera turns.
std::uint64_t key_of(const EntityInput& input, const draw::LineBatch& batch) {
    std::uint64_t key = input.cells_key;
    for (const draw::LineSegment& segment : batch.segments) {
        const std::array<glm::vec3, 2> ends{segment.from, segment.to};
        key = hash_bytes(std::as_bytes(std::span(ends)), key);
    }
    return key == 0 ? 1 : key;
}

/// A camera as lines in a 3D view: four rays to the corners of its image plane, its frame, and a mark
/// on its upper side.
void draw_camera(
    SceneBuilder& builder,
    const EntityInput& input,
    const TransformTree::Camera& camera
) {
    const LoggedPinhole& pinhole = *camera.pinhole;
    if (!pinhole.problem.empty()) {
        return;
    }
    const TransformTree& transforms = builder.transforms();
    const auto plane = transforms.place_in(camera, DataSpace::Flat, builder.plane_distance());
    const auto place = transforms.place_in(camera, DataSpace::Spatial, 0.0F);
    const auto eye = place ? place->to_world(glm::vec3(0.0F)) : std::nullopt;
    const glm::vec2 size = picture_size(pinhole);
    if (!plane || !eye || size.x <= 0.0F || size.y <= 0.0F) {
        return;
    }
    const std::array<glm::vec3, 7> pixels{
        glm::vec3(0.0F, 0.0F, 0.0F),
        glm::vec3(size.x, 0.0F, 0.0F),
        glm::vec3(size.x, size.y, 0.0F),
        glm::vec3(0.0F, size.y, 0.0F),
        glm::vec3(size.x * 0.4F, 0.0F, 0.0F),
        glm::vec3(size.x * 0.6F, 0.0F, 0.0F),
        glm::vec3(size.x * 0.5F, -size.y * kUpMark, 0.0F),
    };
    // Relative to the eye, which may be far from the origin of the world.
    std::array<glm::vec3, 7> corners;
    for (std::size_t i = 0; i < pixels.size(); ++i) {
        const auto world = plane->to_world(pixels.at(i));
        if (!world) {
            return;
        }
        corners.at(i) = glm::vec3(*world - *eye);
    }
    const auto colors = read_field(builder, input, "color", store::color_values);
    const auto width = read_field(builder, input, "line_width", store::first_f32);
    draw::LineSegment segment;
    segment.radius = width && std::isfinite(*width) ? *width : kDefaultLineRadius;
    segment.color = colors.empty() ? kDefaultColor : colors.front();
    segment.has_color = true;
    draw::LineBatch batch;
    batch.is_overlay = true;
    batch.world_from_batch = glm::translate(glm::dmat4(1.0), *eye);
    batch.style = builder.style_slot(input.context, 0);
    const auto add = [&](const glm::vec3& from, const glm::vec3& to) {
        segment.from = from;
        segment.to = to;
        batch.segments.push_back(segment);
    };
    for (std::size_t i = 0; i < 4; ++i) {
        add(glm::vec3(0.0F), corners.at(i));
        add(corners.at(i), corners.at((i + 1) % 4));
    }
    add(corners[4], corners[6]);
    add(corners[6], corners[5]);
    batch.key = key_of(input, batch);
    builder.add_lines(input, std::move(batch));
}

void visualize(SceneBuilder& builder, const EntityInput& input) {
    for (const TransformTree::Camera& camera : builder.transforms().cameras_at(input.path)) {
        if (auto reason = builder.transforms().why_detached(camera)) {
            builder.report(input, std::move(*reason));
        } else {
            draw_camera(builder, input, camera);
        }
    }
}

}  // namespace

const Visualizer kPinhole{
    .name = "Pinhole",
    .space = DataSpace::Spatial,
    .kind = DataKind::Camera,
    .components = kComponents,
    .draw_order = 0.0F,
    .visualize = visualize,
    .other_columns = kOtherColumns,
};

}  // namespace limn::scene
