// SPDX-License-Identifier: MIT
#include <array>

#include "annotation/class_image.h"
#include "scene/visualizers/class_images.h"
#include "scene/visualizers/images.h"
#include "scene/visualizers/picture_queries.h"
#include "scene/visualizers/visualizer.h"

namespace limn::scene {
namespace {

constexpr std::array<std::string_view, 4> kComponents{
    "SegmentationImage:buffer",
    "SegmentationImage:format",
    "SegmentationImage:opacity",
    "SegmentationImage:draw_order",
};

void visualize(SceneBuilder& builder, const EntityInput& input) {
    const auto logged = read_pixels(builder, input);
    if (!logged) {
        return;
    }
    const auto opacity = read_field(builder, input, "opacity", store::first_f32);
    const std::uint64_t key = picture_key(input, {"buffer", "format"});
    add_class_image(builder, input, key, opacity, [&] {
        return annotation::to_class_image(
            logged->format,
            logged->buffer.bytes,
            logged->buffer.owner
        );
    });
}

}  // namespace

const Visualizer kSegmentationImage{
    .name = "SegmentationImage",
    .space = DataSpace::Flat,
    .kind = DataKind::ClassImage,
    .components = kComponents,
    .draw_order = 0.0F,
    .visualize = visualize,
    .picture = &kRawPicture,
};

}  // namespace limn::scene
