// SPDX-License-Identifier: MIT
/// Painter: one frame of the demo's camera, picture and class ids from the same samples.
///
/// What      The backdrop first, then shadows on the ground, then what moves, with four samples per pixel.
/// Threads   one owner.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "importers/demo/backdrop.h"
#include "importers/demo/camera.h"
#include "importers/demo/light.h"
#include "importers/demo/mesh.h"
#include "importers/demo/raster.h"

namespace limn::importers::demo {

/// In pixels.
struct ImageBox {
    glm::vec2 low{0.0F};
    glm::vec2 high{0.0F};
};

class Painter {
  public:
    Painter(const Backdrop& backdrop, const ShadowMap& shadows);

    /// Afterwards `view` holds the frame. The meshes are in world space.
    void paint(const Camera& camera, std::span<const Mesh> meshes, View& view);

  private:
    /// A vertex on the screen (in samples), with its color as `encode` would give it.
    struct Projected {
        ScreenVertex screen;
        glm::vec3 tone{0.0F};
        bool is_visible = false;  ///< Before the near plane.
    };

    /// Pixels of a row that may be covered.
    struct Run {
        int first = kImageWidth;
        int last = -1;
    };

    void project(const Camera& camera, const Mesh& mesh);
    void touch(glm::vec2 low, glm::vec2 high);
    void cast_shadow(const Camera& camera, const Mesh& mesh);
    void draw(const Mesh& mesh, const View& view);
    void shade_ground(View& view);
    void resolve(View& view);

    const Backdrop& backdrop_;
    const ShadowMap& shadows_;
    glm::vec3 tint_;
    std::vector<Projected> projected_;
    std::vector<ScreenVertex> shadow_vertices_;
    std::vector<std::uint32_t>
        colors_;  ///< Per sample; the highest byte is the class + 1, 0 untouched.
    std::vector<float> depths_;
    std::vector<std::uint8_t> shadow_bits_;  ///< Per pixel, one bit per sample.
    std::vector<Run> touched_;               ///< Per row.
};

/// The box around a mesh, clipped to the image; nothing if it lies outside.
[[nodiscard]] std::optional<ImageBox> image_box(const Camera& camera, const Mesh& mesh);

/// How much of a mesh's side that faces the camera is not hidden, 0…1.
[[nodiscard]] float visible_part(const Camera& camera, const Mesh& mesh, const View& view);

/// True if nothing stands more than `slack_m` before the place. False outside the image.
[[nodiscard]] bool
can_see(const Camera& camera, const glm::vec3& place, const View& view, float slack_m);

}  // namespace limn::importers::demo
