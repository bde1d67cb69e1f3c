// SPDX-License-Identifier: MIT
#include "bench/stage.h"

#include <glad/gl.h>

#include <algorithm>
#include <cmath>
#include <iostream>

#include "bench/samples.h"
#include "render/view_renderer.h"
#include "scene/default_eye.h"
#include "scene/scene.h"
#include "scene/view_spec.h"
#include "session/refresh.h"
#include "views/view_context.h"

namespace limn::bench {
namespace {

/// Tiles need a frame to learn their size, and one to show what fits.
constexpr int kFirstFrames = 3;
constexpr float kFrame_secs = 1.0F / 60.0F;

}  // namespace

Stage::Stage(std::span<const LogMessage> messages, scene::ViewKind kind)
    : context_(must(render::OffscreenContext::create()))
    , renderer_(must(render::ViewRenderer::create()))
    , host_(must(views::ImGuiHost::create(true, 1.0F)))
    , target_(must(render::RenderTarget::create(kFrameSize)))
    , area_(std::make_unique<views::ViewArea>(*renderer_)) {
    for (const LogMessage& message : messages) {
        session_.database.apply(message);
    }
    session::refresh_recordings(session_);
    session_.active = 0;
    for (const session::ViewState& view : session_.active_state()->views) {
        if (view.spec.kind == kind) {
            view_ = view.id;
            break;
        }
    }
    run(session::command::Maximise{view_});
    for (int frame = 0; frame < kFirstFrames; ++frame) {
        draw();
    }
    if (scene() == nullptr) {
        std::cerr << "benchmark: no view of this kind was proposed\n";
        std::exit(1);
    }
}

void Stage::run(const session::Command& command) {
    static_cast<void>(session::apply(session_, history_, command));
}

void Stage::turn_camera(float azimuth_rad) {
    const scene::DefaultEye usual = scene::default_eye(scene()->bounds, scene()->up);
    const glm::vec3 arm = usual.eye - usual.target;
    const float c = std::cos(azimuth_rad);
    const float s = std::sin(azimuth_rad);
    draw::Camera3D camera;
    camera.target = usual.target;
    camera.eye = usual.target + glm::vec3(c * arm.x - s * arm.y, s * arm.x + c * arm.y, arm.z);
    run(session::command::SetCamera3D{view_, camera});
}

void Stage::draw() {
    const glm::vec2 size(kFrameSize);
    styles_.update(session_);
    host_->begin_frame(size, kFrame_secs);
    const views::ViewContext context{
        session_,
        styles_,
        commands_,
        host_->theme(),
        host_->fonts(),
        probe_,
        session_.scene_cache,
    };
    session_.hover = area_->draw(context, {glm::vec2(0.0F), size});
    target_.bind();
    host_->end_frame(kFrameSize);
    glFinish();
    counters_ = renderer_->counters();
    renderer_->end_frame();
    for (const session::Command& command : commands_.take()) {
        run(command);
    }
}

TimeRange Stage::time_range() const {
    return session_.active_state()->time.range;
}

scene::ScenePtr Stage::scene() const {
    return area_->scene(view_);
}

std::vector<LogMessage> read_messages(MessageSource& source) {
    std::vector<LogMessage> messages;
    while (std::optional<LogMessage> message = must(source.next())) {
        messages.push_back(std::move(*message));
    }
    return messages;
}

Quantiles quantiles(std::vector<double> values) {
    if (values.empty()) {
        return {};
    }
    std::ranges::sort(values);
    const auto at = [&](double share) {
        const auto index = static_cast<std::size_t>(share * static_cast<double>(values.size()));
        return values[std::min(index, values.size() - 1)];
    };
    return {at(0.5), at(0.99)};
}

}  // namespace limn::bench
