// SPDX-License-Identifier: MIT
/// Backdrop: the street as the camera sees it from its place, drawn once, larger and wider than the image.
///
/// What      The camera only turns, so every frame's view of what stands still is an exact lookup in this picture.
/// Units     colors as `encode` makes them.
/// Threads   const members from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "importers/demo/camera.h"
#include "importers/demo/light.h"
#include "importers/demo/street.h"

namespace limn::importers::demo {

/// One frame's pixels.
struct View {
    std::vector<std::uint8_t> rgb;      ///< Width · height · 3.
    std::vector<std::uint8_t> classes;  ///< Width · height.
    std::vector<std::uint8_t> sunlit;   ///< 1 on ground that the sun reaches.
    std::vector<float> inverse_depth;   ///< As in raster.h.
};

/// A place in the backdrop, in 1/65536 pixels, and what turns its depths into the frame's.
struct BackdropPosition {
    std::int32_t u = 0;
    std::int32_t v = 0;
    float z = 1.0F;
};

class Backdrop {
  public:
    Backdrop(const Street& street, const ShadowMap& shadows);

    /// Fills `view` with what the camera sees. The camera must stand where all of the demo's cameras stand.
    void look(const Camera& camera, View& view) const;

  private:
    /// One short run of pixels of a row, from pixel `first` on.
    void look_along(
        const BackdropPosition& from,
        const BackdropPosition& to,
        std::size_t first,
        View& view
    ) const;

    Camera camera_;
    std::vector<std::uint32_t>
        colors_;  ///< The highest byte is the class, its top bit says "sunlit ground".
    std::vector<float> inverse_depths_;
};

}  // namespace limn::importers::demo
