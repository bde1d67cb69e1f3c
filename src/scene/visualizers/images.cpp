// SPDX-License-Identifier: MIT
#include "scene/visualizers/images.h"

#include "base/hash.h"

namespace limn::scene {
namespace {

constexpr std::uint8_t kLinear = 2;

}  // namespace

std::optional<LoggedPixels> read_pixels(SceneBuilder& builder, const EntityInput& input) {
    auto buffer = read_field(builder, input, "buffer", store::first_blob);
    auto format = read_field(builder, input, "format", store::first_image_format);
    if (!buffer) {
        // Logged as empty: nothing to show, and nothing wrong.
        return std::nullopt;
    }
    if (!format) {
        builder.report(input, "a picture without format; not drawn");
        return std::nullopt;
    }
    return LoggedPixels{*format, std::move(*buffer)};
}

std::uint64_t
picture_key(const EntityInput& input, std::initializer_list<std::string_view> fields) {
    std::uint64_t key = input.source_key;
    for (const std::string_view field : fields) {
        key = hash_combine(hash_cell(key, input.cell(field)), hash_text(field));
    }
    return key == 0 ? 1 : key;
}

media::ImagePtr cached_picture(
    SceneBuilder& builder,
    const EntityInput& input,
    std::uint64_t key,
    const std::function<Result<media::ImagePtr>()>& make
) {
    if (media::ImagePtr found = builder.cache().find_image(key)) {
        return found;
    }
    Result<media::ImagePtr> made = make();
    if (!made) {
        builder.report(input, made.error().message + "; not drawn");
        return nullptr;
    }
    builder.cache().put_image(key, *made);
    return *made;
}

media::ValueRange cached_range(
    SceneBuilder& builder,
    const media::Image& image,
    std::uint64_t key,
    const std::function<media::ValueRange(const media::Image&)>& make
) {
    if (image.kind() != media::ImageKind::Value) {
        return {0.0, 1.0};
    }
    if (const auto found = builder.cache().find_fact<media::ValueRange>(key)) {
        return *found;
    }
    const media::ValueRange range = make(image);
    builder.cache().put_fact(key, range);
    return range;
}

void add_picture(
    SceneBuilder& builder,
    const EntityInput& input,
    const media::ImagePtr& image,
    std::uint64_t key,
    ImageRole role,
    const ValueLook& look
) {
    const auto filter = read_field(builder, input, "magnification_filter", store::first_u8);
    const auto opacity = read_field(builder, input, "opacity", store::first_f32);
    for (const Placement& placement : input.placements) {
        draw::ImageDraw drawn;
        drawn.image = image;
        drawn.world_from_image = placement.batch_matrix();
        drawn.filter = filter && *filter >= kLinear ? draw::MagnificationFilter::Linear
                                                    : draw::MagnificationFilter::Nearest;
        drawn.value_min = look.range.min;
        drawn.value_max = look.range.max;
        drawn.colormap = look.colormap;
        drawn.units_per_meter = look.units_per_meter;
        drawn.key = key;
        builder.add_image(input, std::move(drawn), role, opacity);
    }
}

}  // namespace limn::scene
