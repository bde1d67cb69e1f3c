// SPDX-License-Identifier: MIT
#include <array>

#include "scene/image_pixels.h"
#include "scene/visualizers/images.h"
#include "scene/visualizers/picture_queries.h"
#include "scene/visualizers/visualizer.h"

namespace limn::scene {
namespace {

constexpr std::array<std::string_view, 5> kComponents{
    "Image:buffer",
    "Image:format",
    "Image:opacity",
    "Image:draw_order",
    "Image:magnification_filter",
};

/// Luma of studio swing: black is 16, white is 235.
constexpr std::uint8_t kLimitedRangeLuma = 41;
constexpr media::ValueRange kLimitedRange{16.0, 235.0};

void visualize(SceneBuilder& builder, const EntityInput& input) {
    const auto logged = read_pixels(builder, input);
    if (!logged) {
        return;
    }
    const std::uint64_t key = picture_key(input, {"buffer", "format"});
    const media::ImagePtr image = cached_picture(builder, input, key, [&] {
        return to_picture(logged->format, logged->buffer);
    });
    if (image != nullptr) {
        const bool is_limited = logged->format.pixel_format == kLimitedRangeLuma;
        const media::ValueRange range =
            is_limited ? kLimitedRange : cached_range(builder, *image, key, default_range);
        add_picture(builder, input, image, key, ImageRole::Color, {.range = range});
    }
}

}  // namespace

const Visualizer kImage{
    .name = "Image",
    .space = DataSpace::Flat,
    .kind = DataKind::ColorImage,
    .components = kComponents,
    .draw_order = -10.0F,
    .visualize = visualize,
    .picture = &kRawPicture,
};

}  // namespace limn::scene
