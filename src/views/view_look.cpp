// SPDX-License-Identifier: MIT
#include "views/view_look.h"

#include <algorithm>
#include <iterator>

#include "annotation/auto_color.h"

namespace limn::views {
namespace {

constexpr float kOutlineWidthPt = 2.0F;

}  // namespace

void apply_look(
    render::ViewOptions& options,
    const session::ViewOptions& look,
    const scene::Scene& scene,
    scene::ViewKind kind,
    float scale
) {
    options.masks = look.masks;
    options.outline_width_px = kOutlineWidthPt * scale;
    options.mask_opacity = look.mask_opacity;
    options.ui_scale = scale;
    options.hatch_no_class = look.hatch_no_class;
    options.color_by = look.color_by;
    options.bones = look.bones;
    options.draw_grid = kind == scene::ViewKind::Spatial3D && look.show_grid;
    options.up = scene.up;
}

std::vector<Rgba8> entity_colors(const scene::Scene& scene, const session::ViewOptions& look) {
    std::vector<Rgba8> colors;
    if (look.color_by == draw::ColorBy::Entity) {
        colors.reserve(scene.entities.size());
        std::ranges::transform(
            scene.entities,
            std::back_inserter(colors),
            annotation::entity_color
        );
    }
    return colors;
}

}  // namespace limn::views
