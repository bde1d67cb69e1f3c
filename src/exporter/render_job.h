// SPDX-License-Identifier: MIT
/// `limn render`: one picture of a recording, without a display.
///
/// Errors    NotFound, Gpu, Unreadable (the output cannot be written).
/// Source    docs/COMMANDS.md, render.
#pragma once

#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/color.h"
#include "exporter/load.h"
#include "scene/view_spec.h"
#include "session/session.h"
#include "session/view_options.h"

namespace limn::exporter {

/// Classes of the context that applies to an entity: `/camera:3,7`.
struct ClassSelector {
    std::string entity;
    std::vector<ClassId> classes;
};

/// Where nothing is asked for, the picture is as docs/COMMANDS.md says for `limn render`, or as the window has it (`ui`).
struct RenderJob {
    Input input;
    std::string output;
    std::optional<glm::uvec2> size;
    TimeChoice cursor;
    std::optional<scene::ViewKind> view;
    std::optional<std::string> origin;
    std::optional<glm::dvec3> eye;
    std::optional<glm::dvec3> look_at;
    bool ui = false;  ///< The whole window.
    std::vector<ClassSelector> hide;
    std::vector<ClassSelector> solo;
    session::ViewOptionsPatch look;  ///< As the menu of a view has it.
    bool legend = false;             ///< In a picture of one view; the window has its own.
    std::optional<Rgba8> background;
    std::optional<std::string> styles;
    std::vector<std::string> as_classes;  ///< Tensors that are shown as masks.
};

}  // namespace limn::exporter
