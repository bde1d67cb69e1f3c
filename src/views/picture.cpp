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
#include "views/view_look.h"

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

draw::ViewCamera camera_of(const PictureJob& job, glm::vec2 size, float scale) {
    const scene::Scene& scene = *job.scene;
    if (job.kind == scene::ViewKind::Spatial3D) {
        return draw::to_view_camera(chosen_camera(scene, job.eye, job.look_at, size), size);
    }
    if (scene.bounds.is_empty && scene.image_size == glm::vec2(0.0F)) {
        return draw::to_view_camera(draw::Camera2D::fit({0.0, 0.0}, size, size), size);
    }
    constexpr float kNoMargin = 0.0F;
    Framing framing;
    framing.reset(scene);
    return draw::to_view_camera(framing.camera_2d(size, scale, kNoMargin), size);
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
    const auto styles = job.styles->bindings(*job.scene, *job.session);
    render::ViewFrame frame;
    frame.list = &job.scene->list;
    frame.styles = styles;
    frame.camera = camera_of(job, size, host.theme().scale);
    frame.options.background = job.background;
    apply_look(frame.options, job.look, *job.scene, job.kind, host.theme().scale);
    const std::vector<Rgba8> colors = entity_colors(*job.scene, job.look);
    frame.entity_colors = colors;
    LIMN_TRY_VOID(renderer.draw(kTarget, result.size, frame));
    LIMN_TRY(result.rgba, renderer.read_pixels(kTarget));
    renderer.drop(kTarget);

    Overlay overlay;
    std::optional<LabelBox> taken;
    overlay.label_size = job.look.label_size;
    overlay.legend_corner = job.look.legend_corner;
    if (job.look.show_legend) {
        ImageCounts counts;
        const auto occurrences = count_scene(*job.scene, counts);
        overlay.legend =
            legend_rows(*job.scene, occurrences, styles, *job.session, job.look.color_by);
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
        job.look.labels,
        {},
        {},
        job.look.color_by,
        nullptr,
        taken};
    overlay.labels = place_labels(request, label_measure(host.fonts(), job.look.label_size));
    OverlayCanvas canvas;
    LIMN_TRY_VOID(canvas.draw_onto(result.size, result.rgba, overlay, host.theme(), host.fonts()));
    return result;
}

}  // namespace limn::views
