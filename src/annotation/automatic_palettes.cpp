// SPDX-License-Identifier: MIT
#include "annotation/automatic_palettes.h"

#include <algorithm>
#include <array>
#include <limits>

#include "annotation/auto_color.h"
#include "annotation/color_distance.h"

namespace limn::annotation {
namespace {

/// Okabe and Ito, without black: it cannot be seen on a dark ground.
constexpr std::array<Rgba8, 7> kOkabeIto{{
    {230, 159, 0, 255},
    {86, 180, 233, 255},
    {0, 158, 115, 255},
    {240, 228, 66, 255},
    {0, 114, 178, 255},
    {213, 94, 0, 255},
    {204, 121, 167, 255},
}};

std::vector<Rgba8> make_candidates() {
    constexpr int kStep = 17;
    std::vector<Rgba8> out;
    for (int r = 0; r <= 255; r += kStep) {
        for (int g = 0; g <= 255; g += kStep) {
            for (int b = 0; b <= 255; b += kStep) {
                const Rgba8 color{
                    static_cast<std::uint8_t>(r),
                    static_cast<std::uint8_t>(g),
                    static_cast<std::uint8_t>(b),
                    255};
                const Lab lab = to_lab(color);
                if (lab.l > 38.0F && lab.l < 90.0F &&
                    lab.a * lab.a + lab.b * lab.b > 30.0F * 30.0F) {
                    out.push_back(color);
                }
            }
        }
    }
    return out;
}

/// Chooses one candidate after the other, each as far from the chosen as can be.
class FarthestFirst {
  public:
    explicit FarthestFirst(std::span<const Vision> visions) {
        for (const Vision vision : visions) {
            Seen seen;
            seen.vision = vision;
            seen.labs.reserve(color_candidates().size());
            for (const Rgba8 candidate : color_candidates()) {
                seen.labs.push_back(to_lab(as_seen_with(vision, candidate)));
            }
            seen_.push_back(std::move(seen));
        }
        nearest_.assign(color_candidates().size(), std::numeric_limits<float>::max());
    }

    void add(Rgba8 chosen) {
        for (const Seen& seen : seen_) {
            const Lab lab = to_lab(as_seen_with(seen.vision, chosen));
            for (std::size_t i = 0; i < nearest_.size(); ++i) {
                nearest_[i] = std::min(nearest_[i], delta_e_76(seen.labs[i], lab));
            }
        }
    }

    [[nodiscard]] Rgba8 farthest() const {
        const auto best = std::ranges::max_element(nearest_);
        return color_candidates()[static_cast<std::size_t>(best - nearest_.begin())];
    }

  private:
    struct Seen {
        Vision vision = Vision::Usual;
        std::vector<Lab> labs;
    };

    std::vector<Seen> seen_;
    std::vector<float> nearest_;
};

std::vector<Rgba8> spread_colors(AutomaticPalette kind, std::size_t count) {
    constexpr std::array kUsual{Vision::Usual};
    constexpr std::array kAll{Vision::Usual, Vision::Protanopia, Vision::Deuteranopia};
    const bool is_safe = kind == AutomaticPalette::ColorBlindSafe;
    FarthestFirst search(is_safe ? std::span<const Vision>(kAll) : std::span<const Vision>(kUsual));
    std::vector<Rgba8> colors;
    if (is_safe) {
        colors.assign(kOkabeIto.begin(), kOkabeIto.end());
    } else {
        colors.push_back({230, 57, 57, 255});
    }
    for (const Rgba8 first : colors) {
        search.add(first);
    }
    while (colors.size() < count) {
        colors.push_back(search.farthest());
        search.add(colors.back());
    }
    return colors;
}

}  // namespace

const std::vector<Rgba8>& color_candidates() {
    static const std::vector<Rgba8> kCandidates = make_candidates();
    return kCandidates;
}

std::vector<Rgba8> automatic_colors(AutomaticPalette kind, std::span<const std::uint32_t> ids) {
    std::vector<Rgba8> out;
    out.reserve(ids.size());
    if (kind == AutomaticPalette::Field) {
        std::ranges::transform(ids, std::back_inserter(out), auto_color);
        return out;
    }
    const std::vector<Rgba8> colors = spread_colors(kind, std::min(ids.size(), kMaxDistinct));
    for (std::size_t i = 0; i < ids.size(); ++i) {
        out.push_back(colors[i % colors.size()]);
    }
    return out;
}

}  // namespace limn::annotation
