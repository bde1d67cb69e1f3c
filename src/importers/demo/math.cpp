// SPDX-License-Identifier: MIT
#include "importers/demo/math.h"

namespace limn::importers::demo {

float sine(float angle_rad) {
    float x = angle_rad - kTurn * static_cast<float>(whole(angle_rad / kTurn + 0.5F));
    if (x > kPi * 0.5F) {
        x = kPi - x;
    } else if (x < -kPi * 0.5F) {
        x = -kPi - x;
    }
    const float square = x * x;
    const float inner = square * (1.0F / 362880.0F) - 1.0F / 5040.0F;
    return x * (1.0F + square * (-1.0F / 6.0F + square * (1.0F / 120.0F + square * inner)));
}

float cosine(float angle_rad) {
    return sine(angle_rad + kPi * 0.5F);
}

float smooth_step(float lo, float hi, float x) {
    const float t = clamp01((x - lo) / (hi - lo));
    return t * t * (3.0F - 2.0F * t);
}

float cyclic_bump(float x, float center, float half_width) {
    const float away = (fraction(x - center + 0.5F) - 0.5F) / half_width;
    if (away <= -1.0F || away >= 1.0F) {
        return 0.0F;
    }
    const float inside = 1.0F - away * away;
    return inside * inside;
}

std::uint32_t scramble(std::uint32_t x) {
    x ^= x >> 16U;
    x *= 0x7FEB352DU;
    x ^= x >> 15U;
    x *= 0x846CA68BU;
    x ^= x >> 16U;
    return x;
}

float hash01(std::int32_t x, std::int32_t y, std::uint32_t seed) {
    const std::uint32_t mixed = static_cast<std::uint32_t>(x) * 0x9E3779B1U +
                                static_cast<std::uint32_t>(y) * 0x85EBCA77U + seed * 0xC2B2AE3DU;
    return static_cast<float>(scramble(mixed) >> 8U) * (1.0F / 16777216.0F);
}

float noise(glm::vec2 p, std::uint32_t seed) {
    const std::int32_t x = whole(p.x);
    const std::int32_t y = whole(p.y);
    const float s = smooth_step(0.0F, 1.0F, p.x - static_cast<float>(x));
    const float t = smooth_step(0.0F, 1.0F, p.y - static_cast<float>(y));
    const float low = mix(hash01(x, y, seed), hash01(x + 1, y, seed), s);
    const float high = mix(hash01(x, y + 1, seed), hash01(x + 1, y + 1, seed), s);
    return mix(low, high, t);
}

float noise(const glm::vec3& p, std::uint32_t seed) {
    const std::int32_t z = whole(p.z);
    const auto layer = static_cast<std::uint32_t>(z);
    const float t = smooth_step(0.0F, 1.0F, p.z - static_cast<float>(z));
    const glm::vec2 plane(p.x, p.y);
    return mix(noise(plane, seed + layer * 31U), noise(plane, seed + (layer + 1U) * 31U), t);
}

float layered_noise(glm::vec2 p, std::uint32_t seed, int octaves) {
    float sum = 0.0F;
    float weight = 0.5F;
    float total = 0.0F;
    for (int i = 0; i < octaves; ++i) {
        sum += noise(p, seed + static_cast<std::uint32_t>(i)) * weight;
        total += weight;
        weight *= 0.5F;
        p = glm::vec2(p.x * 2.03F + p.y * 0.31F, p.y * 2.03F - p.x * 0.31F);
    }
    return sum / total;
}

float Random::next() {
    state_ += 0x9E3779B9U;
    return static_cast<float>(scramble(state_) >> 8U) * (1.0F / 16777216.0F);
}

}  // namespace limn::importers::demo
