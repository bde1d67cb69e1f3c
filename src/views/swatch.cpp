// SPDX-License-Identifier: MIT
#include "views/swatch.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "base/text.h"
#include "model/counted_kind.h"

namespace limn::views {
namespace {

using Polygon = std::vector<ImVec2>;

/// What shows through.
struct Checkerboard {
    Rgba8 ground;
    Rgba8 cells;
};

Checkerboard checkerboard_of(const Theme& theme) {
    return theme.dark ? Checkerboard{{0x4A, 0x4E, 0x55, 255}, {0x8E, 0x93, 0x9B, 255}}
                      : Checkerboard{{0xFF, 0xFF, 0xFF, 255}, {0xBC, 0xC1, 0xC8, 255}};
}

Rgba8 over(Rgba8 color, Rgba8 ground) {
    const auto mix = [&](std::uint8_t above, std::uint8_t below) {
        return static_cast<std::uint8_t>((above * color.a + below * (255 - color.a) + 127) / 255);
    };
    return {mix(color.r, ground.r), mix(color.g, ground.g), mix(color.b, ground.b), 255};
}

Rgba8 opaque(Rgba8 color) {
    return {color.r, color.g, color.b, 255};
}

/// Where x · point.x + y · point.y ≥ least, of a convex polygon.
Polygon cut(const Polygon& polygon, float x, float y, float least) {
    const auto depth = [&](ImVec2 point) { return x * point.x + y * point.y - least; };
    Polygon kept;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const ImVec2 a = polygon[i];
        const ImVec2 b = polygon[(i + 1) % polygon.size()];
        const float of_a = depth(a);
        const float of_b = depth(b);
        if (of_a >= 0.0F) {
            kept.push_back(a);
        }
        if ((of_a > 0.0F && of_b < 0.0F) || (of_a < 0.0F && of_b > 0.0F)) {
            const float at = of_a / (of_a - of_b);
            kept.emplace_back(a.x + at * (b.x - a.x), a.y + at * (b.y - a.y));
        }
    }
    return kept;
}

struct Cell {
    ImVec2 low;
    ImVec2 high;
};

/// The light cells, on whole pixels; those of a square leave its rounded corners alone.
std::vector<Cell> cells_of(float size, bool is_round) {
    if (is_round) {
        const float half = std::round(size * 0.5F);
        return {{{0, 0}, {half, half}}, {{half, half}, {size, size}}};
    }
    const float first = std::round(size / 3.0F);
    const float last = size - first;
    return {
        {{first, 0}, {last, first}},
        {{0, first}, {first, last}},
        {{last, first}, {size, last}},
        {{first, last}, {last, size}},
    };
}

class SwatchPainter {
  public:
    SwatchPainter(
        ImDrawList& list,
        glm::vec2 corner,
        float size,
        const Swatch& swatch,
        const Theme& theme
    )
        : list_(list)
        , theme_(theme)
        , low_(corner.x, corner.y)
        , size_(size)
        , radius_(swatch.is_round ? size * 0.5F : theme.px(measure::kSwatchRadius))
        , opacity_(swatch.opacity)
        , is_round_(swatch.is_round) {}

    void paint(const SwatchPart& part) {
        Polygon shape = outline();
        if (part.from > 0.0F) {
            shape = cut(shape, 1.0F, 1.0F, low_.x + low_.y + part.from * size_);
        }
        if (part.color.a == 255) {
            fill(shape, part.color);
            return;
        }
        const Checkerboard board = checkerboard_of(theme_);
        fill(shape, over(part.color, board.ground));
        for (const Cell& cell : cells_of(size_, is_round_)) {
            Polygon inside = cut(shape, 1.0F, 0.0F, low_.x + cell.low.x);
            inside = cut(inside, -1.0F, 0.0F, -low_.x - cell.high.x);
            inside = cut(inside, 0.0F, 1.0F, low_.y + cell.low.y);
            inside = cut(inside, 0.0F, -1.0F, -low_.y - cell.high.y);
            fill(inside, over(part.color, board.cells));
        }
    }

    void frame(Rgba8 color) {
        if (is_round_) {
            list_.AddCircle(center(), radius_ - 0.5F, im_color(color, opacity_), kSegments);
            return;
        }
        const ImVec2 high(low_.x + size_, low_.y + size_);
        list_.AddRect(low_, high, im_color(color, opacity_), radius_);
    }

  private:
    static constexpr int kSegments = 24;

    [[nodiscard]] ImVec2 center() const { return {low_.x + size_ * 0.5F, low_.y + size_ * 0.5F}; }

    [[nodiscard]] Polygon outline() {
        if (is_round_) {
            constexpr float kLast = 6.2831853F * (kSegments - 1) / kSegments;
            list_.PathArcTo(center(), radius_, 0.0F, kLast, kSegments - 1);
        } else {
            list_.PathRect(low_, ImVec2(low_.x + size_, low_.y + size_), radius_);
        }
        Polygon points(list_._Path.begin(), list_._Path.end());
        list_.PathClear();
        return points;
    }

    void fill(const Polygon& polygon, Rgba8 color) {
        if (polygon.size() > 2) {
            list_.AddConvexPolyFilled(
                polygon.data(),
                static_cast<int>(polygon.size()),
                im_color(color, opacity_)
            );
        }
    }

    ImDrawList& list_;
    const Theme& theme_;
    ImVec2 low_;
    float size_;
    float radius_;
    float opacity_;
    bool is_round_;
};

}  // namespace

Rgba8 shown_color(Rgba8 color, std::uint8_t opacity) {
    color.a = static_cast<std::uint8_t>((int{color.a} * opacity + 127) / 255);
    return color;
}

Swatch class_swatch(
    Rgba8 color,
    const annotation::ClassCounts& counts,
    const annotation::OwnColors& own,
    std::uint8_t opacity
) {
    Swatch swatch;
    swatch.color = shown_color(color, opacity);
    for (const Rgba8 example : std::span(own.examples).first(own.num_examples)) {
        swatch.own.push_back(shown_color(example, opacity));
    }
    // Masks have the color of the class, and so have the bones between joints that have their own.
    swatch.is_color_seen = own.counts != counts || counts[CountKind::Skeletons] > 0;
    return swatch;
}

std::string
own_colors_text(const annotation::ClassCounts& counts, const annotation::OwnColors& own) {
    std::string parts;
    for (std::size_t i = 0; i < kNumCountKinds; ++i) {
        const auto kind = static_cast<CountKind>(i);
        if (own.counts[kind] == 0) {
            continue;
        }
        parts += parts.empty() ? "" : ", ";
        if (own.counts[kind] != counts[kind]) {
            parts += group_digits(own.counts[kind]) + " of ";
        }
        parts += counted(counts[kind], kind);
    }
    if (parts.empty()) {
        return parts;
    }
    const bool is_one = own.counts.instances() == 1;
    return fmt::format(
        "{} {}\nView menu, Color by: Class shows the color of the class",
        parts,
        is_one ? "has a logged color of its own" : "have logged colors of their own"
    );
}

std::vector<SwatchPart> swatch_parts(const Swatch& swatch) {
    // The class keeps a corner where its color is nowhere to be seen: the swatch is still its own.
    constexpr float kHalf = 1.0F;
    constexpr float kCorner = 0.5F;
    std::vector<SwatchPart> parts;
    if (swatch.color) {
        parts.push_back({0.0F, *swatch.color});
    }
    const float begin = swatch.is_color_seen ? kHalf : kCorner;
    const float step =
        (2.0F - begin) / static_cast<float>(std::max<std::size_t>(1, swatch.own.size()));
    for (std::size_t i = 0; i < swatch.own.size(); ++i) {
        parts.push_back({begin + step * static_cast<float>(i), swatch.own[i]});
    }
    return parts;
}

void draw_swatch(
    ImDrawList& list,
    glm::vec2 corner,
    float size,
    const Swatch& swatch,
    const Theme& theme
) {
    SwatchPainter painter(list, corner, size, swatch, theme);
    std::optional<Rgba8> frame;
    if (!swatch.color) {
        frame = theme.muted;
    } else if (swatch.own.empty() && swatch.color->a < 255) {
        frame = opaque(*swatch.color);
    }
    for (const SwatchPart& part : swatch_parts(swatch)) {
        painter.paint(part);
        if (const auto halo = swatch_halo(theme, opaque(part.color))) {
            frame = halo;
        }
    }
    if (frame) {
        painter.frame(*frame);
    }
}

}  // namespace limn::views
