// SPDX-License-Identifier: MIT
/// Light and materials: what color a place of the street has.
///
/// What      One sun with shadows, a bluish sky, haze with distance. Colors are linear light until `encode`.
/// Units     metres; colors 0…1 and a little above.
/// Threads   const members from any thread.
#pragma once

#include <cstdint>
#include <glm/vec3.hpp>
#include <vector>

#include "importers/demo/street.h"

namespace limn::importers::demo {

/// Unit vector towards the sun.
[[nodiscard]] glm::vec3 to_sun();

/// Light that leaves a matte surface; `sunlight` is 0 in shadow, 1 in the sun.
[[nodiscard]] glm::vec3 lit(const glm::vec3& albedo, const glm::vec3& normal, float sunlight);

/// How much darker a place becomes when something takes the sun from it.
[[nodiscard]] glm::vec3 shadow_tint();

[[nodiscard]] glm::vec3 with_haze(const glm::vec3& color, float distance);

/// The sky in a direction (any length).
[[nodiscard]] glm::vec3 sky_color(const glm::vec3& direction);

/// Red in the lowest byte, the highest byte is 0.
[[nodiscard]] std::uint32_t encode(const glm::vec3& color);

struct Appearance {
    glm::vec3 albedo{0.0F};
    ClassNumber class_id = kRoad;
    float gloss = 0.0F;  ///< Glass: how much sky it mirrors.
};

[[nodiscard]] Appearance
appearance(const Surface& surface, const glm::vec3& place, const glm::vec3& normal);

/// Windows let a laser through.
[[nodiscard]] bool is_window(const Surface& surface, const glm::vec3& place);

/// False where leaves leave a gap, near the rim of a foliage sphere (`rim` 1 at its outline).
[[nodiscard]] bool has_leaf(const Sphere& sphere, const glm::vec3& place, float rim);

/// Where the street's own things take the sun.
class ShadowMap {
  public:
    explicit ShadowMap(const Street& street);

    /// 0 in shadow … 1 in the sun.
    [[nodiscard]] float sunlight(const glm::vec3& place) const;

  private:
    /// x, y in cells of the map; z towards the sun.
    [[nodiscard]] glm::vec3 map_from_world(const glm::vec3& place) const;

    std::vector<float> heights_;
};

}  // namespace limn::importers::demo
