// SPDX-License-Identifier: MIT
/// One picture of one scene without a window: geometry, labels and (on demand) legend.
///
/// Errors    Gpu, TooLarge.
/// Threads   the thread of the GL context (an OffscreenContext will do).
#pragma once

#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <optional>
#include <vector>

#include "base/color.h"
#include "render/view_renderer.h"
#include "scene/scene.h"
#include "scene/view_spec.h"
#include "session/session.h"
#include "session/style_cache.h"
#include "session/view_options.h"
#include "views/imgui_host.h"

namespace limn::views {

struct PictureJob {
    scene::ScenePtr scene;
    const session::Session* session = nullptr;
    session::StyleCache* styles = nullptr;
    scene::ViewKind kind = scene::ViewKind::Spatial2D;
    std::optional<glm::uvec2> size;  ///< Without: the image's size, else 1280×800.
    std::optional<glm::dvec3> eye;   ///< 3D.
    std::optional<glm::dvec3> look_at;
    session::ViewOptions look;  ///< As in a tile of the window.
    Rgba8 background{0x12, 0x14, 0x18, 255};
};

struct PictureResult {
    glm::uvec2 size{0};
    std::vector<std::byte> rgba;  ///< Top row first.
};

[[nodiscard]] Result<PictureResult>
render_picture(const PictureJob& job, render::ViewRenderer& renderer, ImGuiHost& host);

}  // namespace limn::views
