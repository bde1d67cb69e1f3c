// SPDX-License-Identifier: MIT
/// What is far out: places and boxes so far from all others that they would empty a picture.
///
/// What      Fences around the bulk of a sample, and the one box that is far from all others. The rules
///           are those of robust_bounds.h.
/// Threads   plain values.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <glm/common.hpp>
#include <glm/vec3.hpp>
#include <limits>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "scene/bounds.h"

namespace limn::scene {

/// Larger coordinates are no places but marks of what is missing (such as the largest float).
inline constexpr float kFarthest = 1.0e15F;

inline constexpr std::size_t kLeastForFence = 5;
/// How many times the spread. Of a few places it says little.
inline constexpr double kFenceReach = 20.0;
inline constexpr double kFenceReachOfFew = 100.0;
inline constexpr std::size_t kFew = 50;
inline constexpr double kMaxLeftOut = 0.02;

/// A lone thing is this many times the size of all others away: they would be a pixel of the picture.
inline constexpr double kLoneReach = 1000.0;
/// Minimum number of other things. With fewer it is unknown which of them are wrong.
inline constexpr std::size_t kLeastForLone = 3;

[[nodiscard]] inline bool is_place(const glm::vec3& v) {
    return std::abs(v.x) <= kFarthest && std::abs(v.y) <= kFarthest && std::abs(v.z) <= kFarthest;
}

template <typename Number>
[[nodiscard]] Number largest(const glm::vec<3, Number>& v) {
    return std::max({v.x, v.y, v.z});
}

inline constexpr unsigned kNumCorners = 8;

/// One of the eight corners of a box; the first four are those of its lowest face.
template <typename Number>
[[nodiscard]] glm::vec<3, Number> corner_of(const BoundsOf<Number>& box, unsigned corner) {
    return {
        (corner & 1U) != 0U ? box.max.x : box.min.x,
        (corner & 2U) != 0U ? box.max.y : box.min.y,
        (corner & 4U) != 0U ? box.max.z : box.min.z};
}

[[nodiscard]] inline std::size_t most_left_out(std::size_t count) {
    return std::max<std::size_t>(
        1,
        static_cast<std::size_t>(kMaxLeftOut * static_cast<double>(count))
    );
}

/// Coordinates of a sample, per axis.
template <typename Number>
class Quantiles {
  public:
    void add(const glm::vec<3, Number>& v) {
        for (glm::length_t axis = 0; axis < 3; ++axis) {
            values_.at(static_cast<std::size_t>(axis)).push_back(v[axis]);
        }
    }

    [[nodiscard]] std::size_t size() const { return values_[0].size(); }

    /// The value below which `share` of the sample lies, on each axis.
    [[nodiscard]] glm::vec<3, Number> at(double share) {
        glm::vec<3, Number> result;
        for (glm::length_t axis = 0; axis < 3; ++axis) {
            auto& values = values_.at(static_cast<std::size_t>(axis));
            const double rank = share * static_cast<double>(values.size() - 1);
            const auto place = values.begin() + std::lround(rank);
            std::nth_element(values.begin(), place, values.end());
            result[axis] = *place;
        }
        return result;
    }

  private:
    std::array<std::vector<Number>, 3> values_;
};

/// What is outside is far out.
template <typename Number>
struct Fence {
    glm::vec<3, Number> min{std::numeric_limits<Number>::lowest()};
    glm::vec<3, Number> max{std::numeric_limits<Number>::max()};

    [[nodiscard]] bool contains(const glm::vec<3, Number>& v) const {
        return v.x >= min.x && v.y >= min.y && v.z >= min.z && v.x <= max.x && v.y <= max.y &&
               v.z <= max.z;
    }

    /// What reaches into the fence belongs to the rest.
    [[nodiscard]] bool touches(const BoundsOf<Number>& box) const {
        return contains(glm::clamp(min * Number{0.5} + max * Number{0.5}, box.min, box.max));
    }
};

/// Around the middle half of the sample; where that is one point, around the middle four fifths.
template <typename Number>
[[nodiscard]] Fence<Number> fence_of(Quantiles<Number>& sample, Number least_spread, double reach) {
    if (sample.size() < kLeastForFence) {
        return {};
    }
    for (const double share : {0.25, 0.1}) {
        const auto low = sample.at(share);
        const auto high = sample.at(1.0 - share);
        const Number spread = std::max(largest(high - low), least_spread);
        if (spread > Number{0}) {
            const glm::vec<3, Number> room(spread * static_cast<Number>(reach));
            return {low - room, high + room};
        }
    }
    return {};
}

/// Middles and sizes of boxes. The spread is at least their median size.
template <typename Number>
class BoxSpread {
  public:
    void add(const BoundsOf<Number>& box) {
        if (!box.is_empty) {
            middles_.add(box.min + (box.max - box.min) * Number{0.5});
            sizes_.push_back(largest(box.max - box.min));
        }
    }

    [[nodiscard]] std::size_t size() const { return sizes_.size(); }

    [[nodiscard]] Fence<Number> fence(double reach) {
        if (sizes_.size() < kLeastForFence) {
            return {};
        }
        const auto middle = sizes_.begin() + static_cast<std::ptrdiff_t>(sizes_.size() / 2);
        std::nth_element(sizes_.begin(), middle, sizes_.end());
        return fence_of(middles_, *middle, reach);
    }

  private:
    Quantiles<Number> middles_;
    std::vector<Number> sizes_;
};

/// A box and how many things are in it.
template <typename Number>
struct Weighted {
    BoundsOf<Number> box;
    std::size_t num_things = 0;
};

/// How far apart two boxes are, on the axis on which that is most; negative if they overlap.
template <typename Number>
[[nodiscard]] Number gap_between(const BoundsOf<Number>& a, const BoundsOf<Number>& b) {
    return largest(glm::max(a.min - b.max, b.min - a.max));
}

/// The one of a few boxes that is far from all others and holds hardly anything.
template <typename Number>
[[nodiscard]] std::optional<std::size_t> find_lone(std::span<const Weighted<Number>> boxes) {
    std::size_t all = 0;
    for (const Weighted<Number>& one : boxes) {
        all += one.num_things;
    }
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        const std::size_t own = boxes[i].num_things;
        if (boxes[i].box.is_empty || own > most_left_out(all) || all - own < kLeastForLone) {
            continue;
        }
        BoundsOf<Number> rest;
        for (std::size_t k = 0; k < boxes.size(); ++k) {
            if (k != i && !boxes[k].box.is_empty) {
                rest.extend(boxes[k].box.min);
                rest.extend(boxes[k].box.max);
            }
        }
        const Number size = largest(rest.max - rest.min);
        if (size > Number{0} &&
            gap_between(boxes[i].box, rest) > size * static_cast<Number>(kLoneReach)) {
            return i;
        }
    }
    return std::nullopt;
}

}  // namespace limn::scene
