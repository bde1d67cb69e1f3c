// SPDX-License-Identifier: MIT
/// ClassImage: a segmentation image as a picture of class ids.
///
/// Units     pixels.
/// Errors    as the functions say; reasons for a person.
/// Threads   pure functions; only read the recording.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include "base/result.h"
#include "media/image.h"
#include "model/entity_path.h"
#include "model/image_format.h"
#include "store/recording.h"

namespace limn::annotation {

/// Class image of an entity at the cursor as the renderer takes it (any logged datatype; values that
/// are no ids become "no class"), or nothing. Errors name the entity and what is wrong with buffer or
/// format; an image without pixels is one, too. u8, u16, u32 and signed values without a negative one
/// are viewed, all else becomes u32, in which a value that does not occur stands for "no class".
struct ClassImage {
    media::ImagePtr image;
    std::uint64_t key = 0;  ///< Content identity (row ids of buffer and format); 0 alone.
    std::uint64_t invalid_pixels = 0;  ///< Negative, fractional, NaN, infinite or above 2^32−1.
};

[[nodiscard]] Result<std::optional<ClassImage>> class_image_at(
    const store::Recording& recording,
    const store::LatestAtQuery& query,
    const EntityPath& entity
);

/// Conversion alone.
[[nodiscard]] Result<ClassImage> to_class_image(
    const ImageFormat& format,
    std::span<const std::byte> bytes,
    std::shared_ptr<const void> owner
);

}  // namespace limn::annotation
