// SPDX-License-Identifier: MIT
/// Where a class image lies: found without looking at its pixels.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include "base/result.h"
#include "model/entity_path.h"
#include "model/image_format.h"
#include "store/recording.h"

namespace limn::annotation {

struct ClassImageSource {
    ImageFormat format;
    std::span<const std::byte> bytes;
    std::shared_ptr<const void> owner;
    std::uint64_t key = 0;  ///< Of recording, entity, and the rows and chunks of buffer and format.
};

/// Nothing if no buffer applies at the cursor. Corrupt, with the entity, if buffer or format are of
/// another kind or the format is missing.
[[nodiscard]] Result<std::optional<ClassImageSource>> find_class_image(
    const store::Recording& recording,
    const store::LatestAtQuery& query,
    const EntityPath& entity
);

}  // namespace limn::annotation
