// SPDX-License-Identifier: MIT
#include "exporter/render.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <future>
#include <system_error>
#include <utility>
#include <vector>

#include "annotation/context.h"
#include "base/counted.h"
#include "exporter/load.h"
#include "exporter/prepare_session.h"
#include "exporter/text_table.h"
#include "exporter/window_picture.h"
#include "media/codec.h"
#include "render/gl_context.h"
#include "scene/build_scene.h"
#include "session/style_cache.h"
#include "views/imgui_host.h"
#include "views/label_source.h"
#include "views/picture.h"

namespace limn::exporter {
namespace {

/// "limn: warning: FILE: ".
std::string start_of_line(std::string_view kind, std::string_view file) {
    return fmt::format("limn: {}: ", kind) + (file.empty() ? "" : printable(file) + ": ");
}

/// What could not be drawn: a line per reason, with the first place that it holds of.
void tell(const Diagnostics& diagnostics, std::string_view file, std::ostream& talk) {
    struct Reason {
        const Diagnostic* first = nullptr;
        std::size_t places = 0;
    };

    std::vector<Reason> reasons;
    for (const Diagnostic& item : diagnostics.items()) {
        auto known = std::ranges::find_if(reasons, [&](const Reason& reason) {
            return reason.first->message == item.message;
        });
        if (known == reasons.end()) {
            known = reasons.insert(known, {&item, 0});
        }
        ++known->places;
    }
    for (const Reason& reason : reasons) {
        const bool is_note = reason.first->severity == Severity::Note;
        talk << start_of_line(is_note ? "note" : "warning", file) << printable(reason.first->place)
             << ": " << printable(reason.first->message);
        talk << (reason.places > 1 ? fmt::format(" (and {} more)\n", reason.places - 1) : "\n");
    }
    if (diagnostics.dropped() > 0) {
        talk << start_of_line("warning", file) << counted(diagnostics.dropped(), "more warning")
             << "\n";
    }
}

/// What is never drawn, a line per reason. Pictures that the scene warns of are not named twice.
void note_undrawn(
    std::vector<scene::Undrawn> undrawn,
    const Diagnostics& told,
    std::string_view file,
    std::ostream& talk
) {
    std::erase_if(undrawn, [&](const auto& one) { return scene::is_told(told, one); });
    for (const scene::UndrawnReason& reason : scene::reasons_of(undrawn)) {
        talk << start_of_line("note", file) << printable(reason.text) << " ("
             << printable(reason.where()) << ")\n";
    }
}

void note_blueprints(const session::RecordingState& state, std::ostream& talk) {
    for (const scene::UndrawnReason& reason : undrawn_reasons(state)) {
        if (reason.entities == 0) {
            talk << start_of_line("note", state.file_name) << reason.text << "\n";
        }
    }
}

/// Why there is only the background.
void note_empty(
    const session::RecordingState& state,
    const scene::ViewSpec& spec,
    std::ostream& talk
) {
    talk << start_of_line("note", state.file_name);
    if (state.proposals.empty()) {
        talk << "the picture is empty: no 2D or 3D data in this recording\n";
        return;
    }
    const bool is_2d = spec.kind == scene::ViewKind::Spatial2D;
    talk << fmt::format(
        "the picture is empty: nothing in the {} view of {}{}\n",
        is_2d ? "2D" : "3D",
        printable(spec.origin.text()),
        state.time.timeline.empty() ? "" : " at this time"
    );
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
    session::ViewOptions look;
    look.show_legend = job.legend;
    look.show_grid = false;
    session::apply_patch(look, job.look);
    input.show_labels = views::label_demand(look.labels);
    input.tensors = session.active_state()->tensors;

    views::PictureJob picture;
    picture.scene = scene::build_scene(input);
    picture.session = &session;
    picture.styles = &styles;
    picture.kind = spec.kind;
    picture.size = job.size;
    picture.eye = job.eye;
    picture.look_at = job.look_at;
    picture.look = look;
    picture.background = job.background.value_or(picture.background);
    auto result = views::render_picture(picture, renderer, host);

    Diagnostics diagnostics = picture.scene->diagnostics;
    diagnostics.merge(renderer.diagnostics());
    const session::RecordingState& state = *session.active_state();
    tell(diagnostics, state.file_name, output.talk);
    if (picture.scene->is_empty()) {
        note_empty(state, spec, output.talk);
    }
    // Where no part was asked for, the whole recording was meant; of a picture without anything in it, all that
    // the recording holds may be the reason.
    const bool is_part = (job.view || job.origin) && !picture.scene->is_empty();
    note_undrawn(
        is_part ? scene::undrawn_in(state.undrawn, spec) : state.undrawn,
        diagnostics,
        state.file_name,
        output.talk
    );
    note_blueprints(state, output.talk);
    return result;
}

Result<views::PictureResult> render_ui(
    const RenderJob& job,
    session::Session& session,
    render::ViewRenderer& renderer,
    views::ImGuiHost& host,
    Output output
) {
    LIMN_TRY(WindowPicture window, render_window(job, session, renderer, host));
    const session::RecordingState& state = *session.active_state();
    tell(window.problems, state.file_name, output.talk);
    note_undrawn(state.undrawn, window.problems, state.file_name, output.talk);
    note_blueprints(state, output.talk);
    return std::move(window.picture);
}

/// A picture must not take the place of what it is drawn from.
Result<void> check_output(const RenderJob& job) {
    std::vector<std::string> inputs = job.input.files;
    if (job.styles) {
        inputs.push_back(*job.styles);
    }
    for (const std::string& input : inputs) {
        std::error_code ignored;
        if (std::filesystem::is_regular_file(job.output, ignored) &&
            std::filesystem::equivalent(input, job.output, ignored)) {
            return fail(
                ErrorCode::InvalidArgument,
                fmt::format("{}: the picture would replace this input", job.output)
            );
        }
    }
    return {};
}

}  // namespace

Result<void> render(const RenderJob& job, Output output) {
    LIMN_TRY_VOID(check_output(job));
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
    auto picture = job.ui ? render_ui(job, session, *renderer, *host, output)
                          : render_view(job, session, *renderer, *host, output);
    if (!picture) {
        return tl::unexpected(std::move(picture).error());
    }
    return media::write_png(std::move(file), picture->rgba, picture->size.x, picture->size.y);
}

}  // namespace limn::exporter
