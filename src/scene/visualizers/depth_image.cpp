// SPDX-License-Identifier: MIT
/// Depth pictures are drawn in the colors of the logged map (Turbo without one), from the near end of the range
/// to the far one. In 3D they lie flat on the plane of their pinhole.
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "media/codec.h"
#include "scene/image_pixels.h"
#include "scene/visualizers/images.h"
#include "scene/visualizers/picture_queries.h"
#include "scene/visualizers/visualizer.h"

namespace limn::scene {
namespace {

constexpr std::array<std::string_view, 7> kComponents{
    "DepthImage:buffer",
    "DepthImage:format",
    "DepthImage:meter",
    "DepthImage:colormap",
    "DepthImage:depth_range",
    "DepthImage:draw_order",
    "DepthImage:magnification_filter",
};

constexpr std::array<std::string_view, 6> kEncodedComponents{
    "EncodedDepthImage:blob",
    "EncodedDepthImage:meter",
    "EncodedDepthImage:colormap",
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

/// The SDK counts maps from 1.
draw::Colormap logged_colormap(SceneBuilder& builder, const EntityInput& input) {
    const auto number = read_field(builder, input, "colormap", store::first_u8);
    if (!number) {
        return draw::Colormap::Turbo;
    }
    if (*number < 1 || *number > draw::kNumColormaps) {
        builder.report(input, fmt::format("there is no colormap {}; Turbo is shown", *number));
        return draw::Colormap::Turbo;
    }
    return static_cast<draw::Colormap>(*number - 1);
}

/// Without a logged number, integers are millimeters and other values meters.
double default_units(ChannelType type) {
    const bool is_real =
        type == ChannelType::F16 || type == ChannelType::F32 || type == ChannelType::F64;
    return is_real ? 1.0 : 1000.0;
}

double units_per_meter(SceneBuilder& builder, const EntityInput& input, double usual) {
    const auto meter = read_field(builder, input, "meter", store::first_f32);
    if (meter && !(std::isfinite(*meter) && *meter > 0.0F)) {
        builder.report(input, fmt::format("a meter cannot be {} units; ignored", *meter));
        return usual;
    }
    return meter ? static_cast<double>(*meter) : usual;
}

/// The values of an 8-bit file, which decodes to a gray color picture.
Result<media::ImagePtr> to_values(media::ImagePtr image) {
    if (image->kind() != media::ImageKind::Color) {
        return image;
    }
    constexpr std::size_t kChannels = 4;
    auto values = std::make_shared<std::vector<std::byte>>();
    values->reserve(image->bytes().size() / kChannels);
    for (std::size_t at = 0; at < image->bytes().size(); at += kChannels) {
        values->push_back(image->bytes()[at]);
    }
    const std::span<const std::byte> bytes(*values);
    return media::Image::create(
        media::ImageKind::Value,
        media::PixelType::U8,
        image->width(),
        image->height(),
        bytes,
        std::move(values)
    );
}

void add_depth(
    SceneBuilder& builder,
    const EntityInput& input,
    const media::ImagePtr& image,
    std::uint64_t key,
    ChannelType type
) {
    if (image == nullptr) {
        return;
    }
    const auto logged = logged_range(input);
    const media::ValueRange range =
        logged ? *logged : cached_range(builder, *image, key, depth_range);
    const ValueLook look{
        .range = range,
        .colormap = logged_colormap(builder, input),
        .units_per_meter = units_per_meter(builder, input, default_units(type)),
    };
    add_picture(builder, input, image, key, ImageRole::Depth, look);
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
        key,
        logged->format.channel_type
    );
}

void visualize_encoded(SceneBuilder& builder, const EntityInput& input) {
    const auto blob = read_field(builder, input, "blob", store::first_blob);
    if (!blob) {
        return;
    }
    // The part keeps it apart from the same file shown as a color picture.
    const std::uint64_t key = hash_combine(picture_key(input, {"blob"}), hash_text("depth"));
    add_depth(
        builder,
        input,
        cached_picture(
            builder,
            input,
            key,
            [&]() -> Result<media::ImagePtr> {
                LIMN_TRY(media::ImagePtr decoded, media::decode_image(blob->bytes));
                return to_values(std::move(decoded));
            }
        ),
        key,
        ChannelType::U16
    );
}

/// In a view of the camera's world.
constexpr std::string_view kCloud = "its points in 3D";

constexpr std::array<UndrawnColumn, 1> kUndrawn{{{"DepthImage:buffer", kCloud, true}}};
constexpr std::array<UndrawnColumn, 1> kUndrawnEncoded{{{"EncodedDepthImage:blob", kCloud, true}}};

/// The size of such points.
constexpr std::array<std::string_view, 1> kOtherColumns{"DepthImage:point_fill_ratio"};
constexpr std::array<std::string_view, 2> kOtherEncoded{
    "EncodedDepthImage:point_fill_ratio",
    "EncodedDepthImage:media_type",
};

}  // namespace

const Visualizer kDepthImage{
    .name = "DepthImage",
    .space = DataSpace::Flat,
    .kind = DataKind::DepthImage,
    .components = kComponents,
    .draw_order = -20.0F,
    .visualize = visualize,
    .picture = &kRawPicture,
    .undrawn_columns = kUndrawn,
    .other_columns = kOtherColumns,
};

const Visualizer kEncodedDepthImage{
    .name = "EncodedDepthImage",
    .space = DataSpace::Flat,
    .kind = DataKind::DepthImage,
    .components = kEncodedComponents,
    .draw_order = -20.0F,
    .visualize = visualize_encoded,
    .picture = &kEncodedPicture,
    .undrawn_columns = kUndrawnEncoded,
    .other_columns = kOtherEncoded,
};

}  // namespace limn::scene
