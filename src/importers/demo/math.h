// SPDX-License-Identifier: MIT
/// Small deterministic mathematics: the demo must be the same on every machine.
///
/// What      Sine, noise and easing from additions, multiplications, roundings and square roots alone; library
///           functions such as std::sin may differ in the last bit from one machine to the next.
/// Threads   pure functions.
#pragma once

#include <cmath>
#include <cstdint>
#include <glm/geometric.hpp>
#include <glm/mat3x3.hpp>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

namespace limn::importers::demo {

inline constexpr float kPi = 3.14159265F;
inline constexpr float kTurn = 2.0F * kPi;

/// Right to about 4e-6.
[[nodiscard]] float sine(float angle_rad);
[[nodiscard]] float cosine(float angle_rad);

/// 0 below `lo`, 1 above `hi`, smooth between.
[[nodiscard]] float smooth_step(float lo, float hi, float x);

[[nodiscard]] inline float mix(float a, float b, float t) {
    return a + (b - a) * t;
}

[[nodiscard]] inline glm::vec3 mix(const glm::vec3& a, const glm::vec3& b, float t) {
    return a + (b - a) * t;
}

[[nodiscard]] inline float clamp01(float x) {
    return x < 0.0F ? 0.0F : (x > 1.0F ? 1.0F : x);
}

/// The next whole number below; a few instructions where the library's function is a call. |x| < 2^31.
[[nodiscard]] inline std::int32_t whole(float x) {
    const auto toward_zero = static_cast<std::int32_t>(x);
    return toward_zero - (x < static_cast<float>(toward_zero) ? 1 : 0);
}

/// x without its whole part, 0 ≤ result < 1.
[[nodiscard]] inline float fraction(float x) {
    return x - static_cast<float>(whole(x));
}

/// 1 at `center`, falling smoothly to 0 at `center ± half_width`; `x` is cyclic with period 1.
[[nodiscard]] float cyclic_bump(float x, float center, float half_width);

[[nodiscard]] std::uint32_t scramble(std::uint32_t x);

/// 0…1 for a lattice point.
[[nodiscard]] float hash01(std::int32_t x, std::int32_t y, std::uint32_t seed);

/// Smooth noise, 0…1, with features of size 1.
[[nodiscard]] float noise(glm::vec2 p, std::uint32_t seed);
[[nodiscard]] float noise(const glm::vec3& p, std::uint32_t seed);

/// Sum of `octaves` noises of halving size; 0…1.
[[nodiscard]] float layered_noise(glm::vec2 p, std::uint32_t seed, int octaves);

/// A sequence of numbers in 0…1.
class Random {
  public:
    explicit Random(std::uint32_t seed)
        : state_(seed) {}

    [[nodiscard]] float next();

    [[nodiscard]] float between(float lo, float hi) { return mix(lo, hi, next()); }

  private:
    std::uint32_t state_;
};

/// Linear light of a color 0xRRGGBB, under the demo's own transfer curve (a square).
[[nodiscard]] constexpr glm::vec3 color(std::uint32_t rgb) {
    const float r = static_cast<float>(rgb >> 16U & 0xFFU) / 255.0F;
    const float g = static_cast<float>(rgb >> 8U & 0xFFU) / 255.0F;
    const float b = static_cast<float>(rgb & 0xFFU) / 255.0F;
    return {r * r, g * g, b * b};
}

}  // namespace limn::importers::demo
