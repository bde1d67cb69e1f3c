// SPDX-License-Identifier: MIT
/// Stage: a session and one tile drawn offscreen, frame by frame, as the window does it.
///
/// Units     pixels; the tile fills the picture.
/// Errors    end the program with a message.
/// Threads   one thread; it owns the GL context.
#pragma once

#include <glm/vec2.hpp>
#include <memory>
#include <span>
#include <vector>

#include "model/message_source.h"
#include "render/gl_context.h"
#include "render/render_target.h"
#include "render/view_renderer.h"
#include "scene/scene.h"
#include "scene/view_spec.h"
#include "session/commands.h"
#include "session/session.h"
#include "session/style_cache.h"
#include "views/imgui_host.h"
#include "views/ui_probe.h"
#include "views/view_area.h"

namespace limn::bench {

inline constexpr glm::uvec2 kFrameSize{1920, 1080};

class Stage {
  public:
    /// Shows the first proposed view of this kind. Frames are drawn until its first picture is there.
    Stage(std::span<const LogMessage> messages, scene::ViewKind kind);

    /// Runs a command, as the window does between frames.
    void run(const session::Command& command);

    /// 3D: looks at the scene from an azimuth.
    void turn_camera(float azimuth_rad);

    /// Draws a frame and waits until its pixels are there.
    void draw();

    [[nodiscard]] session::Session& session() { return session_; }

    [[nodiscard]] session::StyleCache& styles() { return styles_; }

    [[nodiscard]] TimeRange time_range() const;

    /// The scene that is shown; never null.
    [[nodiscard]] scene::ScenePtr scene() const;

    /// Of the last frame.
    [[nodiscard]] const render::FrameCounters& counters() const { return counters_; }

  private:
    std::unique_ptr<render::OffscreenContext> context_;
    std::unique_ptr<render::ViewRenderer> renderer_;
    std::unique_ptr<views::ImGuiHost> host_;
    render::RenderTarget target_;
    session::Session session_;
    session::History history_;
    session::StyleCache styles_;
    session::CommandSink commands_;
    views::UiProbe probe_;
    std::unique_ptr<views::ViewArea> area_;
    session::ViewId view_ = 0;
    render::FrameCounters counters_;
};

/// All messages of a source.
[[nodiscard]] std::vector<LogMessage> read_messages(MessageSource& source);

/// Quantiles of a series, in its own unit.
struct Quantiles {
    double median = 0.0;
    double p99 = 0.0;
};

[[nodiscard]] Quantiles quantiles(std::vector<double> values);

}  // namespace limn::bench
