// SPDX-License-Identifier: MIT
/// What is under the mouse in a view: label, else geometry, and the picture pixels behind it; in 3D the pictures
/// before it.
///
/// Units     pixels of the view, y down.
/// Threads   the UI thread.
#pragma once

#include <glm/vec2.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "draw/camera.h"
#include "render/view_frame.h"
#include "scene/scene.h"
#include "session/session.h"
#include "views/label_types.h"
#include "views/rect.h"

namespace limn::views {

struct HoverQuery {
    const scene::Scene& scene;
    std::span<const draw::StyleBinding> styles;
    const session::Session& session;
    session::ViewId view = 0;
    draw::ViewCamera camera;
    std::optional<draw::Camera2D> camera_2d;  ///< 2D views only.
    glm::vec2 mouse{0.0F};
    glm::vec2 view_px{0.0F};
    std::optional<render::PickResult> pick;
    std::span<const PlacedLabel> labels;
    draw::ColorBy color_by = draw::ColorBy::Description;
};

/// One part of the hover card: an instance, or a picture's pixel.
struct HoverSection {
    EntityPath entity;
    std::optional<std::uint32_t> instance;
    std::string text;             ///< That was logged with the instance; empty without.
    std::string label;            ///< Class or keypoint; empty without.
    std::string id;               ///< "id 9", "class 1, keypoint 9".
    std::optional<Rgba8> swatch;  ///< With the alpha of the screen.
    bool is_keypoint = false;
    std::optional<std::uint32_t> image;  ///< Index into list.images.
    glm::uvec2 pixel{0};
    std::string value;  ///< Of the pixel, or the score of an instance.
    std::string range;  ///< Of a depth picture, what its colors reach from and to.
};

struct HoverResult {
    std::optional<session::HoverInfo> info;
    std::vector<HoverSection> sections;  ///< Topmost first, three at most.
    std::optional<Rect> box;             ///< In the view, around the instance that is meant.
};

[[nodiscard]] HoverResult find_hover(const HoverQuery& query);

/// How an instance looks up its style: index and position of its primitive.
struct InstanceStyle {
    draw::StyleSlot style = 0;
    std::uint32_t style_index = draw::kNoStyle;
    std::optional<Rgba8> color;          ///< Logged.
    std::optional<glm::dvec3> position;  ///< World; points only.
};

/// Searches the batches of an entity; nothing if the scene has no such instance.
[[nodiscard]] std::optional<InstanceStyle>
find_instance(const scene::Scene& scene, std::uint32_t entity, std::uint32_t instance);

/// "mask 1", "(12, 40, 200)", "0.25"; with units per meter "1.25 m".
[[nodiscard]] std::string
pixel_text(const media::Image& image, glm::uvec2 pixel, double units_per_meter = 0.0);

/// What a pixel of an image looks like: a class's color, the pixel itself, or a grey.
[[nodiscard]] Rgba8 pixel_color(
    const draw::ImageDraw& image,
    glm::uvec2 pixel,
    std::span<const draw::StyleBinding> styles
);

}  // namespace limn::views
