// SPDX-License-Identifier: MIT
/// What was logged for one pixel of a mask or of a picture of one channel, as it was logged: pictures in memory hold
/// class ids or floats.
///
/// Units     pixels, row 0 at the top.
/// Threads   pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "annotation/tensor_choice.h"
#include "model/entity_path.h"
#include "store/recording.h"

namespace limn::annotation {

/// "300", "-1", "0.1" (fractions: as short as it reads back the same), "NaN", "-inf". Of the segmentation image that
/// applies at the cursor, else of the tensor that is shown as one; nothing if there is no such pixel.
[[nodiscard]] std::optional<std::string> logged_class_value(
    const store::Recording& recording,
    const store::LatestAtQuery& query,
    const EntityPath& entity,
    std::uint32_t x,
    std::uint32_t y,
    const TensorChoices& tensors
);

/// The same of the picture (archetype Image) that applies at the cursor; nothing if it has several channels.
[[nodiscard]] std::optional<std::string> logged_image_value(
    const store::Recording& recording,
    const store::LatestAtQuery& query,
    const EntityPath& entity,
    std::uint32_t x,
    std::uint32_t y
);

/// A value as short as it reads back the same.
[[nodiscard]] std::string value_text(float value);

}  // namespace limn::annotation
