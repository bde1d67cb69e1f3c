// SPDX-License-Identifier: MIT
/// Depth pictures are drawn gray: black at the near end of the range, white at the far one. They are not
/// spread out in 3D; color maps are not applied.
#include <array>
#include <cmath>

#include "media/codec.h"
#include "scene/image_pixels.h"
#include "scene/visualizers/images.h"
#include "scene/visualizers/visualizer.h"

namespace limn::scene {
namespace {

constexpr std::array<std::string_view, 5> kComponents{
    "DepthImage:buffer",
    "DepthImage:format",
    "DepthImage:depth_range",
    "DepthImage:draw_order",
    "DepthImage:magnification_filter",
};

constexpr std::array<std::string_view, 4> kEncodedComponents{
    "EncodedDepthImage:blob",
    "EncodedDepthImage:depth_range",
    "EncodedDepthImage:draw_order",
    "EncodedDepthImage:magnification_filter",
};

/// 0 … largest finite value.
media::ValueRange depth_range(const media::Image& image) {
    const media::ValueRange values = media::value_range(image);
    return {0.0, values.max > 0.0 ? values.max : 1.0};
}

std::optional<media::ValueRange> logged_range(const EntityInput& input) {
    const auto& cell = input.cell("depth_range");
    if (!cell) {
        return std::nullopt;
    }
    const arrow::Array ends = cell->values().flat_items();
    const auto values = ends.values<double>();
    const bool is_range = values.size() >= 2 && std::isfinite(values[0]) &&
                          std::isfinite(values[1]) && values[0] < values[1];
    return is_range ? std::optional(media::ValueRange{values[0], values[1]}) : std::nullopt;
}

void add_depth(
    SceneBuilder& builder,
    const EntityInput& input,
    const media::ImagePtr& image,
    std::uint64_t key
) {
    if (image == nullptr) {
        return;
    }
    const auto logged = logged_range(input);
    const media::ValueRange range =
        logged ? *logged : cached_range(builder, *image, key, depth_range);
    add_picture(builder, input, image, key, ImageRole::Depth, range);
}

void visualize(SceneBuilder& builder, const EntityInput& input) {
    const auto logged = read_pixels(builder, input);
    if (!logged) {
        return;
    }
    const std::uint64_t key = picture_key(input, {"buffer", "format"});
    add_depth(
        builder,
        input,
        cached_picture(
            builder,
            input,
            key,
            [&] { return to_picture(logged->format, logged->buffer); }
        ),
        key
    );
}

void visualize_encoded(SceneBuilder& builder, const EntityInput& input) {
    const auto blob = read_field(builder, input, "blob", store::first_blob);
    if (!blob) {
        return;
    }
    const std::uint64_t key = picture_key(input, {"blob"});
    add_depth(
        builder,
        input,
        cached_picture(builder, input, key, [&] { return media::decode_image(blob->bytes); }),
        key
    );
}

}  // namespace

const Visualizer kDepthImage{
    .name = "DepthImage",
    .space = DataSpace::Flat,
    .kind = DataKind::DepthImage,
    .components = kComponents,
    .draw_order = -20.0F,
    .visualize = visualize,
};

const Visualizer kEncodedDepthImage{
    .name = "EncodedDepthImage",
    .space = DataSpace::Flat,
    .kind = DataKind::DepthImage,
    .components = kEncodedComponents,
    .draw_order = -20.0F,
    .visualize = visualize_encoded,
};

}  // namespace limn::scene
