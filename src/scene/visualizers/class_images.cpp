// SPDX-License-Identifier: MIT
#include "scene/visualizers/class_images.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "scene/visualizers/images.h"

namespace limn::scene {
namespace {

/// Largest id that has a place in a style table.
template <typename T>
ClassId largest_id(std::span<const std::byte> bytes) {
    ClassId largest = 0;
    for (std::size_t at = 0; at + sizeof(T) <= bytes.size(); at += sizeof(T)) {
        T id{};
        std::memcpy(&id, bytes.data() + at, sizeof(T));
        const ClassId clipped = ClassId{id} <= kMaxTableClass ? ClassId{id} : 0;
        largest = std::max(largest, clipped);
    }
    return largest;
}

ClassId largest_id(const media::Image& image) {
    switch (image.pixel_type()) {
        case media::PixelType::U16:
            return largest_id<std::uint16_t>(image.bytes());
        case media::PixelType::U32:
            return largest_id<std::uint32_t>(image.bytes());
        default:
            return 255;
    }
}

}  // namespace

void add_class_image(
    SceneBuilder& builder,
    const EntityInput& input,
    std::uint64_t key,
    std::optional<float> opacity,
    const std::function<Result<annotation::ClassImage>()>& make
) {
    MaskFacts facts;
    const media::ImagePtr image =
        cached_picture(builder, input, key, [&]() -> Result<media::ImagePtr> {
            LIMN_TRY(annotation::ClassImage made, make());
            facts = {largest_id(*made.image), made.invalid_pixels};
            builder.cache().put_fact(key, facts);
            return made.image;
        });
    if (image == nullptr) {
        return;
    }
    if (const auto known = builder.cache().find_fact<MaskFacts>(key)) {
        facts = *known;
    } else {
        facts.max_class = largest_id(*image);
    }
    if (facts.invalid_pixels > 0) {
        builder.report(
            input,
            "pixels whose value is no class id are not painted",
            facts.invalid_pixels
        );
    }
    for (const Placement& placement : input.placements) {
        draw::ImageDraw drawn;
        drawn.image = image;
        drawn.world_from_image = placement.batch_matrix();
        drawn.style = builder.style_slot(input.context, facts.max_class);
        drawn.key = key;
        builder.add_image(input, std::move(drawn), ImageRole::Segmentation, opacity);
    }
}

}  // namespace limn::scene
