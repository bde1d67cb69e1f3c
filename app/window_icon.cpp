// SPDX-License-Identifier: MIT
#include "window_icon.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <glm/common.hpp>
#include <glm/geometric.hpp>
#include <glm/vec2.hpp>
#include <glm/vec4.hpp>

#include "base/color.h"

namespace limn::app {
namespace {

constexpr float kUnits = 64.0F;  // The drawing's own size.

constexpr Rgba8 kGround{0x1A, 0x1D, 0x23, 0xFF};
constexpr Rgba8 kRegion{0x22, 0x40, 0x5F, 0xFF};
constexpr Rgba8 kOutline{0x4C, 0x9F, 0xE8, 0xFF};
constexpr Rgba8 kBone{0xD6, 0xDB, 0xE2, 0xFF};

struct Joint {
    glm::vec2 place;
    Rgba8 color;
};

constexpr std::array<Joint, 3> kJoints{{
    {{26, 18}, {0xE8, 0x55, 0x3D, 0xFF}},
    {{26, 44}, {0xF2, 0xC1, 0x4E, 0xFF}},
    {{42, 44}, {0x9A, 0xBC, 0x4D, 0xFF}},
}};

float distance_to_segment(glm::vec2 point, glm::vec2 from, glm::vec2 to) {
    const glm::vec2 along = to - from;
    const float t = glm::dot(point - from, along) / glm::dot(along, along);
    return glm::distance(point, from + along * glm::clamp(t, 0.0F, 1.0F));
}

float distance_to_ground(glm::vec2 point) {
    constexpr float kHalf = 30.0F;
    constexpr float kCorner = 14.0F;
    const glm::vec2 outside = glm::abs(point - kUnits * 0.5F) - (kHalf - kCorner);
    const float edge = std::min(std::max(outside.x, outside.y), 0.0F);
    return edge + glm::length(glm::max(outside, 0.0F)) - kCorner;
}

/// Paints shapes over each other at one pixel, by their signed distances in units of the drawing.
class Pixel {
  public:
    explicit Pixel(float pixels_per_unit)
        : pixels_per_unit_(pixels_per_unit) {}

    void paint(float distance, Rgba8 color) {
        const float share = glm::clamp(0.5F - distance * pixels_per_unit_, 0.0F, 1.0F);
        const glm::vec4 over(color.r, color.g, color.b, 255.0F);
        const float alpha = share + alpha_ * (1.0F - share);
        if (alpha > 0.0F) {
            color_ = (over * share + color_ * (alpha_ * (1.0F - share))) / alpha;
        }
        alpha_ = alpha;
    }

    void write(std::uint8_t* rgba) const {
        for (int channel = 0; channel < 3; ++channel) {
            rgba[channel] = static_cast<std::uint8_t>(std::lround(color_[channel]));
        }
        rgba[3] = static_cast<std::uint8_t>(std::lround(alpha_ * 255.0F));
    }

  private:
    float pixels_per_unit_;
    glm::vec4 color_{0.0F};
    float alpha_ = 0.0F;
};

}  // namespace

std::vector<std::uint8_t> window_icon(int size) {
    std::vector<std::uint8_t> pixels(
        static_cast<std::size_t>(size) * static_cast<std::size_t>(size) * 4
    );
    const float scale = static_cast<float>(size) / kUnits;
    std::uint8_t* out = pixels.data();
    for (int y = 0; y < size; ++y) {
        for (int x = 0; x < size; ++x, out += 4) {
            const glm::vec2 point = (glm::vec2(x, y) + 0.5F) / scale;
            const float radius = glm::distance(point, glm::vec2(kUnits * 0.5F));
            Pixel pixel(scale);
            pixel.paint(distance_to_ground(point), kGround);
            pixel.paint(radius - 22.5F, kOutline);
            pixel.paint(radius - 19.5F, kRegion);
            for (std::size_t k = 0; k + 1 < kJoints.size(); ++k) {
                const glm::vec2 to = kJoints.at(k + 1).place;
                pixel.paint(distance_to_segment(point, kJoints.at(k).place, to) - 2.0F, kBone);
            }
            for (const Joint& joint : kJoints) {
                pixel.paint(glm::distance(point, joint.place) - 5.0F, joint.color);
            }
            pixel.write(out);
        }
    }
    return pixels;
}

}  // namespace limn::app
