// SPDX-License-Identifier: MIT
#include "views/picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

#include "views/label_draw.h"
#include "views/label_source.h"
#include "views/legend.h"
#include "views/overlay_canvas.h"
#include "views/view_framing.h"

namespace limn::views {
namespace {

constexpr glm::uvec2 kDefaultSize{1280, 800};
constexpr std::uint32_t kMaxSide = 16384;

/// A target of its own, so that no tile loses its picture.
constexpr std::uint32_t kTarget = 0xFFFFFFF0U;

glm::uvec2 picture_size(const PictureJob& job) {
    if (job.size) {
        return *job.size;
    }
    const glm::vec2 image = job.scene->image_size;
    const bool has_image =
        job.kind == scene::ViewKind::Spatial2D && image.x >= 1.0F && image.y >= 1.0F;
    return has_image ? glm::uvec2(glm::round(image)) : kDefaultSize;
}

/// The frame of a picture: no margin, whatever the data is.
draw::Camera2D camera_2d(const scene::Scene& scene, glm::vec2 size) {
    if (scene.image_size.x > 0.0F && scene.image_size.y > 0.0F) {
        return draw::Camera2D::fit({0.0F, 0.0F}, scene.image_size, size);
    }
    if (scene.bounds.is_empty) {
        return draw::Camera2D::fit({0.0F, 0.0F}, size, size);
    }
    glm::vec2 low(scene.bounds.min);
    glm::vec2 high(scene.bounds.max);
    if (high.x - low.x < 1.0e-3F && high.y - low.y < 1.0e-3F) {
        low -= glm::vec2(0.5F);
        high += glm::vec2(0.5F);
    }
    return draw::Camera2D::fit(low, high, size);
}

draw::Camera3D camera_3d(const PictureJob& job) {
    Framing framing;
    framing.reset(*job.scene);
    draw::Camera3D camera = framing.camera_3d();
    camera.eye = job.eye.value_or(camera.eye);
    camera.target = job.look_at.value_or(camera.target);
    if (glm::length(camera.target - camera.eye) < 1.0e-6F) {
        camera.target = camera.eye + glm::vec3(0.0F, 1.0F, 0.0F);
    }
    return with_clip_planes(camera);
}

render::ViewOptions options_of(const PictureJob& job, float scale) {
    render::ViewOptions options;
    options.background = job.background;
    options.masks = job.masks;
    options.outline_width_px = 2.0F * scale;
    options.ui_scale = scale;
    options.up = job.scene->up;
    return options;
}

}  // namespace

Result<PictureResult>
render_picture(const PictureJob& job, render::ViewRenderer& renderer, ImGuiHost& host) {
    if (!job.scene || job.session == nullptr || job.styles == nullptr) {
        return fail(ErrorCode::InvalidArgument, "there is no scene to draw");
    }
    PictureResult result;
    result.size = picture_size(job);
    if (result.size.x == 0 || result.size.y == 0 || result.size.x > kMaxSide ||
        result.size.y > kMaxSide) {
        return fail(
            ErrorCode::TooLarge,
            fmt::format(
                "a picture of {} × {} pixels; 1 to {} on a side are possible",
                result.size.x,
                result.size.y,
                kMaxSide
            )
        );
    }
    const glm::vec2 size(result.size);
    const bool is_3d = job.kind == scene::ViewKind::Spatial3D;
    const auto styles = job.styles->bindings(*job.scene, *job.session);
    render::ViewFrame frame;
    frame.list = &job.scene->list;
    frame.styles = styles;
    frame.camera = is_3d ? draw::to_view_camera(camera_3d(job), size)
                         : draw::to_view_camera(camera_2d(*job.scene, size), size);
    frame.options = options_of(job, host.theme().scale);
    LIMN_TRY_VOID(renderer.draw(kTarget, result.size, frame));
    LIMN_TRY(result.rgba, renderer.read_pixels(kTarget));
    renderer.drop(kTarget);

    Overlay overlay;
    std::optional<LabelBox> taken;
    if (job.legend) {
        ImageCounts counts;
        const auto occurrences = count_scene(*job.scene, counts);
        overlay.legend = legend_rows(*job.scene, occurrences, styles, *job.session);
        overlay.picture = picture_in_view(*job.scene, frame.camera, size);
        const Rect box = printed_legend(overlay, size, host.theme(), host.fonts()).box;
        taken = LabelBox{box.min, box.max};
    }
    const LabelRequest request{
        *job.scene,
        styles,
        *job.session,
        frame.camera,
        size,
        host.theme().scale,
        job.labels,
        {},
        {},
        draw::ColorBy::Description,
        nullptr,
        taken};
    overlay.labels = place_labels(request, label_measure(host.fonts()));
    OverlayCanvas canvas;
    LIMN_TRY_VOID(canvas.draw_onto(result.size, result.rgba, overlay, host.theme(), host.fonts()));
    return result;
}

}  // namespace limn::views
