// SPDX-License-Identifier: MIT
#include "exporter/render_job.h"

#include <fmt/format.h>

#include <future>
#include <utility>

#include "annotation/context.h"
#include "exporter/load.h"
#include "exporter/text_table.h"
#include "exporter/window_picture.h"
#include "media/codec.h"
#include "render/gl_context.h"
#include "session/style_cache.h"
#include "views/imgui_host.h"
#include "views/picture.h"

namespace limn::exporter {
namespace {

std::optional<bool> label_override(const RenderJob& job) {
    if (!job.labels || *job.labels == session::LabelMode::Auto) {
        return std::nullopt;
    }
    return *job.labels == session::LabelMode::On || *job.labels == session::LabelMode::Hover;
}

/// What could not be drawn, in one line.
void warn(const Diagnostics& diagnostics, std::string_view file, std::ostream& talk) {
    const Diagnostic* first = nullptr;
    std::uint64_t count = diagnostics.dropped();
    for (const Diagnostic& item : diagnostics.items()) {
        if (item.severity != Severity::Note) {
            first = first == nullptr ? &item : first;
            ++count;
        }
    }
    if (first == nullptr) {
        return;
    }
    talk << "limn: warning: ";
    if (!file.empty()) {
        talk << printable(file) << ": ";
    }
    talk << printable(first->place) << ": " << printable(first->message);
    talk << (count > 1 ? fmt::format(" (and {} more)\n", count - 1) : "\n");
}

Result<views::PictureResult> render_view(
    const RenderJob& job,
    session::Session& session,
    render::ViewRenderer& renderer,
    views::ImGuiHost& host,
    Output output
) {
    session::StyleCache styles;
    styles.update(session);
    LIMN_TRY(const scene::ViewSpec spec, choose_view(job, session));

    scene::SceneInput input;
    input.recording = session.active_recording();
    input.query = session.query();
    input.contexts = &styles.contexts();
    input.view = spec;
    input.cache = &session.scene_cache;
    input.show_labels = label_override(job);
    input.tensors = session.active_state()->tensors;

    views::PictureJob picture;
    picture.scene = scene::build_scene(input);
    picture.session = &session;
    picture.styles = &styles;
    picture.kind = spec.kind;
    picture.size = job.size;
    picture.eye = job.eye;
    picture.look_at = job.look_at;
    picture.masks = job.masks.value_or(picture.masks);
    picture.labels = job.labels.value_or(picture.labels);
    picture.legend = job.legend;
    picture.background = job.background.value_or(picture.background);
    auto result = views::render_picture(picture, renderer, host);

    Diagnostics diagnostics = picture.scene->diagnostics;
    diagnostics.merge(renderer.diagnostics());
    warn(diagnostics, session.active_state()->file_name, output.talk);
    return result;
}

}  // namespace

Result<void> render(const RenderJob& job, Output output) {
    session::Session session;
    const LostValues lost(session.database, output.talk);
    LIMN_TRY(OutputFile file, OutputFile::of_argument(job.output));
    // Fonts are made while the recording is read and the driver starts.
    auto fonts = std::async(std::launch::async, [] { return views::FontAtlas::build(1.0F); });
    LIMN_TRY_VOID(prepare_session(job, session, output));
    LIMN_TRY(const auto context, render::OffscreenContext::create());
    LIMN_TRY(const auto renderer, render::ViewRenderer::create());
    LIMN_TRY(views::FontAtlas atlas, fonts.get());
    LIMN_TRY(const auto host, views::ImGuiHost::create(true, std::move(atlas)));
    auto picture = job.ui ? render_window(job, session, *renderer, *host)
                          : render_view(job, session, *renderer, *host, output);
    if (!picture) {
        return tl::unexpected(std::move(picture).error());
    }
    return media::write_png(std::move(file), picture->rgba, picture->size.x, picture->size.y);
}

}  // namespace limn::exporter
