// SPDX-License-Identifier: MIT
/// Facts about an image's pixels: class counts, value range.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "media/image.h"

namespace limn::media {

struct ClassCount {
    std::uint32_t class_id = 0;
    std::uint64_t pixels = 0;

    friend bool operator==(const ClassCount&, const ClassCount&) = default;
};

/// Pixels per class, sorted by id; "no class" (0xFFFFFFFF of a U32 image) is left out.
[[nodiscard]] std::vector<ClassCount> count_classes(const Image& image);

struct ValueRange {
    double min = 0.0;
    double max = 1.0;
};

/// Range of the finite values; {0, 1} if there are none.
[[nodiscard]] ValueRange value_range(const Image& image);

}  // namespace limn::media
