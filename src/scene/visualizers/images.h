// SPDX-License-Identifier: MIT
/// What picture archetypes share: reading buffer and format, caching, adding to the scene.
#pragma once

#include <functional>
#include <optional>

#include "base/result.h"
#include "media/image.h"
#include "media/stats.h"
#include "model/image_format.h"
#include "scene/entity_input.h"
#include "scene/scene_builder.h"
#include "store/component_view.h"

namespace limn::scene {

struct LoggedPixels {
    ImageFormat format;
    store::Blob buffer;
};

/// Buffer and format of a raw picture; nothing (and a report) if one of them is missing.
[[nodiscard]] std::optional<LoggedPixels>
read_pixels(SceneBuilder& builder, const EntityInput& input);

/// Identity of the picture: the cells of these fields, not those of opacity and the like.
[[nodiscard]] std::uint64_t
picture_key(const EntityInput& input, std::initializer_list<std::string_view> fields);

/// From the cache, or made and put there; nothing (and a report) if that fails.
[[nodiscard]] media::ImagePtr cached_picture(
    SceneBuilder& builder,
    const EntityInput& input,
    std::uint64_t key,
    const std::function<Result<media::ImagePtr>()>& make
);

/// Range of a value image, remembered in the cache; {0, 1} for colors.
[[nodiscard]] media::ValueRange cached_range(
    SceneBuilder& builder,
    const media::Image& image,
    std::uint64_t key,
    const std::function<media::ValueRange(const media::Image&)>& make
);

/// How the values of a single channel are shown.
struct ValueLook {
    media::ValueRange range;
    draw::Colormap colormap = draw::Colormap::Grayscale;
    double units_per_meter = 0.0;  ///< 0: the values are no lengths.
};

/// Adds a color or value picture with what is logged about filter, opacity and order.
void add_picture(
    SceneBuilder& builder,
    const EntityInput& input,
    const media::ImagePtr& image,
    std::uint64_t key,
    ImageRole role,
    const ValueLook& look
);

}  // namespace limn::scene
