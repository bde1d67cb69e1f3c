// SPDX-License-Identifier: MIT
#include <array>

#include "media/codec.h"
#include "scene/image_pixels.h"
#include "scene/visualizers/images.h"
#include "scene/visualizers/picture_queries.h"
#include "scene/visualizers/visualizer.h"

namespace limn::scene {
namespace {

constexpr std::array<std::string_view, 4> kComponents{
    "EncodedImage:blob",
    "EncodedImage:opacity",
    "EncodedImage:draw_order",
    "EncodedImage:magnification_filter",
};

constexpr std::array<std::string_view, 1> kOtherColumns{"EncodedImage:media_type"};

void visualize(SceneBuilder& builder, const EntityInput& input) {
    const auto blob = read_field(builder, input, "blob", store::first_blob);
    if (!blob) {
        return;
    }
    // The logged media type is not needed: the bytes say what they are.
    const std::uint64_t key = picture_key(input, {"blob"});
    const media::ImagePtr image =
        cached_picture(builder, input, key, [&] { return media::decode_image(blob->bytes); });
    if (image != nullptr) {
        const media::ValueRange range = cached_range(builder, *image, key, default_range);
        add_picture(builder, input, image, key, ImageRole::Color, {.range = range});
    }
}

}  // namespace

const Visualizer kEncodedImage{
    .name = "EncodedImage",
    .space = DataSpace::Flat,
    .kind = DataKind::ColorImage,
    .components = kComponents,
    .draw_order = -10.0F,
    .visualize = visualize,
    .picture = &kEncodedPicture,
    .other_columns = kOtherColumns,
};

}  // namespace limn::scene
