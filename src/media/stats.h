// SPDX-License-Identifier: MIT
/// Facts about an image's pixels: class counts, value range.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "media/image.h"

namespace limn::media {

struct ClassCount {
    std::uint32_t class_id = 0;
    std::uint64_t pixels = 0;

    friend bool operator==(const ClassCount&, const ClassCount&) = default;
};

/// Pixels per class, sorted by id; pixels without class are left out.
[[nodiscard]] std::vector<ClassCount> count_classes(const Image& image);

/// Pixels from min to max, both included.
struct PixelBox {
    std::uint32_t min_x = 0;
    std::uint32_t min_y = 0;
    std::uint32_t max_x = 0;
    std::uint32_t max_y = 0;

    friend bool operator==(const PixelBox&, const PixelBox&) = default;
};

/// What encloses all pixels of a class; nothing if it does not occur.
[[nodiscard]] std::optional<PixelBox> class_box(const Image& image, std::uint32_t class_id);

struct ValueRange {
    double min = 0.0;
    double max = 1.0;
};

/// Range of the finite values; {0, 1} if there are none.
[[nodiscard]] ValueRange value_range(const Image& image);

}  // namespace limn::media
