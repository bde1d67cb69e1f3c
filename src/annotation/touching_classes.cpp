// SPDX-License-Identifier: MIT
#include "annotation/touching_classes.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <set>
#include <unordered_map>

#include "annotation/automatic_palettes.h"
#include "annotation/color_distance.h"

namespace limn::annotation {
namespace {

using PairCounts = std::unordered_map<std::uint64_t, std::uint64_t>;

std::uint64_t pair_key(std::uint32_t a, std::uint32_t b) {
    return (std::uint64_t{std::min(a, b)} << 32U) | std::max(a, b);
}

template <typename Id>
void count_pairs(const media::Image& image, PairCounts& counts) {
    const std::size_t width = image.width();
    const std::size_t height = image.height();
    // The image promises this many pixels, aligned for their type.
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast)
    const auto* ids = reinterpret_cast<const Id*>(image.bytes().data());
    const std::span<const Id> pixels(ids, width * height);
    const auto compare = [&](Id a, Id b) {
        if (a != b) {
            ++counts[pair_key(a, b)];
        }
    };
    for (std::size_t y = 0; y < height; ++y) {
        const auto row = pixels.subspan(y * width, width);
        for (std::size_t x = 1; x < width; ++x) {
            compare(row[x - 1], row[x]);
        }
        if (y + 1 < height) {
            const auto below = pixels.subspan((y + 1) * width, width);
            for (std::size_t x = 0; x < width; ++x) {
                compare(row[x], below[x]);
            }
        }
    }
}

/// Each class with its neighbours, and how long its borders are in all.
struct Neighbours {
    std::map<ClassId, std::set<ClassId>> of;
    std::map<ClassId, std::uint64_t> border;
};

Neighbours neighbours_of(const TouchingClasses& touching) {
    Neighbours out;
    for (const auto& [pair, edges] : touching) {
        out.of[pair.first].insert(pair.second);
        out.of[pair.second].insert(pair.first);
        out.border[pair.first] += edges;
        out.border[pair.second] += edges;
    }
    return out;
}

float nearest(Rgba8 color, const std::vector<Rgba8>& others) {
    float least = std::numeric_limits<float>::max();
    for (const Rgba8 other : others) {
        least = std::min(least, delta_e_2000(color, other));
    }
    return least;
}

/// The candidate that differs most from the neighbours; of those that differ enough, the one nearest to
/// the color that the class has.
Rgba8 best_color(Rgba8 now, const std::vector<Rgba8>& neighbours, float wanted) {
    const Lab now_lab = to_lab(now);
    Rgba8 best = now;
    float best_difference = -1.0F;
    float best_change = std::numeric_limits<float>::max();
    for (const Rgba8 candidate : color_candidates()) {
        const float difference = std::min(nearest(candidate, neighbours), wanted * 1.25F);
        const float change = delta_e_76(to_lab(candidate), now_lab);
        if (difference > best_difference ||
            (difference == best_difference && change < best_change)) {
            best = candidate;
            best_difference = difference;
            best_change = change;
        }
    }
    best.a = now.a;
    return best;
}

}  // namespace

void add_touching(const media::Image& image, TouchingClasses& touching) {
    PairCounts counts;
    switch (image.pixel_type()) {
        case media::PixelType::U8:
            count_pairs<std::uint8_t>(image, counts);
            break;
        case media::PixelType::U16:
            count_pairs<std::uint16_t>(image, counts);
            break;
        case media::PixelType::U32:
            count_pairs<std::uint32_t>(image, counts);
            break;
        case media::PixelType::Rgba8:
        case media::PixelType::F32:
            return;
    }
    for (const auto& [key, edges] : counts) {
        const auto low = static_cast<ClassId>(key >> 32U);
        const auto high = static_cast<ClassId>(key);
        if (high != kNoClass) {
            touching[{low, high}] += edges;
        }
    }
}

std::vector<Recolored> make_distinguishable(
    const TouchingClasses& touching,
    const std::function<Rgba8(ClassId)>& color_of,
    float wanted
) {
    const Neighbours neighbours = neighbours_of(touching);
    std::map<ClassId, Rgba8> colors;
    std::vector<ClassId> order;
    for (const auto& [id, others] : neighbours.of) {
        colors[id] = color_of(id);
        order.push_back(id);
    }
    // Classes with long borders keep their color; the others give way.
    std::ranges::stable_sort(order, [&](ClassId a, ClassId b) {
        return neighbours.border.at(a) > neighbours.border.at(b);
    });
    std::set<ClassId> settled;
    std::vector<Recolored> out;
    for (const ClassId id : order) {
        std::vector<Rgba8> around;
        for (const ClassId other : neighbours.of.at(id)) {
            if (settled.contains(other)) {
                around.push_back(colors.at(other));
            }
        }
        settled.insert(id);
        const float before = nearest(colors.at(id), around);
        if (before >= wanted) {
            continue;
        }
        const Rgba8 best = best_color(colors.at(id), around, wanted);
        const float after = nearest(best, around);
        if (after > before) {
            colors[id] = best;
            out.push_back({id, best, before, after});
        }
    }
    return out;
}

}  // namespace limn::annotation
