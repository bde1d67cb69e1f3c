// SPDX-License-Identifier: MIT
#include "exporter/window_picture.h"

#include "render/render_target.h"
#include "session/commands.h"
#include "session/panels.h"
#include "session/style_cache.h"
#include "ui/ui_root.h"
#include "views/ui_probe.h"

namespace limn::exporter {
namespace {

constexpr glm::uvec2 kWindowSize{1600, 1000};

/// Panels measure themselves in the first frames; after these nothing moves any more.
constexpr int kWarmUpFrames = 3;
constexpr float kFrame_secs = 1.0F / 60.0F;

}  // namespace

Result<WindowPicture> render_window(
    const RenderJob& job,
    session::Session& session,
    render::ViewRenderer& renderer,
    views::ImGuiHost& host
) {
    const glm::uvec2 size = job.size.value_or(kWindowSize);
    LIMN_TRY(const render::RenderTarget target, render::RenderTarget::create(size));
    session::StyleCache styles;
    ui::UiRoot root(renderer);
    views::UiProbe probe;
    session::CommandSink commands;
    session::History history;
    session::set_window_size(session, glm::vec2(size) / host.theme().scale);
    for (int frame = 0; frame <= kWarmUpFrames; ++frame) {
        styles.update(session);
        host.begin_frame(glm::vec2(size), kFrame_secs);
        // Nobody's mouse is over this window.
        static_cast<void>(root.frame(
            session,
            styles,
            session.scene_cache,
            session.pixel_counts,
            commands,
            host,
            probe,
            ui::FrameInfo{}
        ));
        target.bind();
        host.end_frame(size);
        renderer.end_frame();
        for (const session::Command& command : commands.take()) {
            static_cast<void>(session::apply(session, history, command));
        }
    }
    WindowPicture window{{size, target.read_pixels()}, root.views().problems()};
    window.problems.merge(renderer.diagnostics());
    // A window is opaque, whatever blending left in the alpha channel.
    for (std::size_t i = 3; i < window.picture.rgba.size(); i += 4) {
        window.picture.rgba[i] = std::byte{255};
    }
    return window;
}

}  // namespace limn::exporter
