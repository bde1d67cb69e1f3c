// SPDX-License-Identifier: MIT
#include "viewer.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <map>
#include <memory>
#include <utility>

#include "class_files.h"
#include "clipboard_image.h"
#include "importers/demo.h"
#include "importers/registry.h"
#include "ingest/loader.h"
#include "input_queue.h"
#include "kept_state.h"
#include "media/codec.h"
#include "memory_share.h"
#include "probe_writer.h"
#include "recording_saver.h"
#include "render/gl_context.h"
#include "render/view_renderer.h"
#include "saved_files.h"
#include "session/commands.h"
#include "session/history_runner.h"
#include "session/panels.h"
#include "session/refresh.h"
#include "session/row_finder.h"
#include "session/session.h"
#include "session/style_cache.h"
#include "session/toasts.h"
#include "shortcuts.h"
#include "ui/ui_root.h"
#include "views/imgui_host.h"
#include "window.h"

namespace limn::app {
namespace {

namespace command = session::command;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kIngestBudget{10};
constexpr double kFrameSeconds = 1.0 / 60.0;
constexpr double kBusyWaitSeconds = 0.05;
constexpr double kToastWaitSeconds = 0.25;
constexpr double kIdleWaitSeconds = 5.0;
constexpr double kMaxStepSeconds = 0.1;
constexpr double kToastSeconds = 6.0;

/// Number of frames that are drawn after something happened: hovering and layout settle one frame later.
constexpr int kFramesAfterEvent = 3;

double seconds_between(Clock::time_point from, Clock::time_point to) {
    return std::chrono::duration<double>(to - from).count();
}

class Viewer {
  public:
    [[nodiscard]] static Result<std::unique_ptr<Viewer>> create(const WindowArgs& args);

    void run();

  private:
    Viewer() = default;

    void load_state(const WindowArgs& args);
    void open_arguments(const WindowArgs& args);
    void wait();
    void take_input();
    void ingest();
    void run_commands();
    void advance(double seconds);
    void draw(double seconds);

    void answer(const command::OpenFiles& request);
    void answer(const command::OpenDemo& request);
    void answer(const command::CancelLoad& request);
    void answer(const command::SavePicture& request);
    void answer(const command::CopyPicture& request);
    void answer(const command::LoadChoices& request);
    void answer(const command::SaveChoices& request);

    void answer(const command::SaveRecording& request) { saver_.start(request, session_); }

    void answer(const command::CancelSave& request) { saver_.cancel(request); }

    void answer(const command::ImportPalette& request);
    void answer(const command::ExportPalette& request);

    void answer(const command::SaveText& request) { save_text(request, session_); }

    void answer(const command::ToggleFullscreen& request);

    void open_file(const std::string& path, bool follow);
    void remember_finished(const std::vector<ingest::LoadStatus>& loads);
    Result<void> write_picture(session::ViewId view, const std::filesystem::path& path);
    [[nodiscard]] std::string picture_name(session::ViewId view) const;
    [[nodiscard]] session::ViewId view_or_first(session::ViewId view) const;
    [[nodiscard]] float ui_scale() const;
    [[nodiscard]] bool is_dark() const;
    void update_title();

    // In this order: what comes later uses what comes earlier and goes first.
    std::unique_ptr<Window> window_;
    std::unique_ptr<render::ViewRenderer> renderer_;
    std::unique_ptr<views::ImGuiHost> host_;
    InputQueue input_;
    session::Session session_;
    session::StyleCache styles_;
    session::History history_;
    session::CommandSink commands_;
    std::unique_ptr<ui::UiRoot> root_;
    std::unique_ptr<ingest::Loader> loader_;
    std::unique_ptr<session::HistoryRunner> histories_;
    std::unique_ptr<session::RowFinder> row_finder_;
    RecordingSaver saver_;
    std::map<std::uint64_t, std::string> load_paths_;  ///< Not yet among the recent files.
    views::UiProbe probe_;
    std::unique_ptr<ProbeWriter> probe_writer_;
    Shortcuts shortcuts_;
    KeptState kept_;
    std::string title_;
    Clock::time_point last_frame_ = Clock::now();
    MemoryShare memory_;
    ui::FrameInfo info_;
    int frames_wanted_ = kFramesAfterEvent;
    bool shown_ = false;
};

Result<std::unique_ptr<Viewer>> Viewer::create(const WindowArgs& args) {
    std::unique_ptr<Viewer> viewer(new Viewer());
    viewer->load_state(args);
    const WindowWish wish{args.window_size, viewer->session_.settings.window};
    LIMN_TRY(viewer->window_, Window::create("Limn", wish, "limn"));
    LIMN_TRY_VOID(render::load_gl(&Window::get_proc_address));
    LIMN_TRY(viewer->renderer_, render::ViewRenderer::create());
    LIMN_TRY(viewer->host_, views::ImGuiHost::create(viewer->is_dark(), viewer->ui_scale()));
    viewer->input_.connect(*viewer->window_);
    viewer->root_ = std::make_unique<ui::UiRoot>(*viewer->renderer_);
    viewer->loader_ = std::make_unique<ingest::Loader>([] { Window::wake(); });
    viewer->histories_ = std::make_unique<session::HistoryRunner>([] { Window::wake(); });
    viewer->row_finder_ = std::make_unique<session::RowFinder>([] { Window::wake(); });
    if (args.ui_probe) {
        viewer->probe_.enable();
        viewer->probe_writer_ = std::make_unique<ProbeWriter>(*args.ui_probe);
    }
    viewer->open_arguments(args);
    return viewer;
}

void Viewer::load_state(const WindowArgs& args) {
    kept_.load(session_);
    session_.settings.theme = args.theme.value_or(session_.settings.theme);
    memory_.set_limit(args.memory_limit_bytes);
}

void Viewer::open_arguments(const WindowArgs& args) {
    if (!args.files.empty()) {
        commands_.push(command::OpenFiles{args.files, args.follow});
    }
    if (args.demo) {
        commands_.push(command::OpenDemo{});
    }
}

float Viewer::ui_scale() const {
    const float chosen = session_.settings.ui_scale;
    return chosen > 0.0F ? chosen : window_->content_scale();
}

bool Viewer::is_dark() const {
    return session_.settings.theme == session::ThemeKind::Dark;
}

void Viewer::run() {
    while (!session_.quit_requested && !window_->should_close()) {
        wait();
        take_input();
        if (window_->is_minimised()) {
            ingest();
            run_commands();
            continue;
        }
        const Clock::time_point now = Clock::now();
        const double seconds = seconds_between(std::exchange(last_frame_, now), now);
        ingest();
        run_commands();
        advance(seconds);
        draw(seconds);
        info_.frame_ms = static_cast<float>(seconds_between(now, Clock::now()) * 1000.0);
        window_->present();
        if (!std::exchange(shown_, true)) {
            window_->show();
        }
        if (kept_.save_changed(session_, seconds)) {
            frames_wanted_ = std::max(frames_wanted_, 1);
        }
    }
    session_.settings.window = window_->place();
    kept_.save_all(session_);
}

/// Sleeps until something happens, or until what moves by itself needs the next frame.
void Viewer::wait() {
    const session::RecordingState* state = session_.active_state();
    const bool playing = state != nullptr && state->time.playing;
    const bool moving = playing || root_->animating() || frames_wanted_ > 0;
    double seconds = kIdleWaitSeconds;
    if (input_.has_more() || !commands_.empty() || !shown_) {
        seconds = 0.0;
    } else if (moving) {
        // Without vertical sync the loop would run as fast as it can.
        seconds = kFrameSeconds - seconds_between(last_frame_, Clock::now());
    } else if (loader_->busy() || !session_.saves.empty()) {
        seconds = kBusyWaitSeconds;
    } else if (!session_.toasts.empty()) {
        seconds = kToastWaitSeconds;
    }
    frames_wanted_ = std::max(frames_wanted_ - 1, 0);
    window_->wait_events(std::max(seconds, 0.0));
}

void Viewer::take_input() {
    if (window_->take_refresh()) {
        frames_wanted_ = kFramesAfterEvent;
    }
    const std::vector<std::string> dropped = input_.add(window_->take_events());
    if (!dropped.empty()) {
        commands_.push(command::OpenFiles{dropped});
    }
    const KeyboardUse use{root_->wants_text(), ui::UiRoot::takes_escape(session_)};
    const std::vector<event::Key> keys = input_.feed(use.is_text);
    if (shortcuts_.apply(keys, use, {session_, styles_, commands_, ui_scale()})) {
        input_.settle();
    }
}

void Viewer::ingest() {
    if (loader_->pump(session_.database, kIngestBudget)) {
        frames_wanted_ = kFramesAfterEvent;
    }
    const std::vector<ingest::LoadStatus> loads = loader_->status();
    session::update_loads(session_, loads);
    session::refresh_recordings(session_);
    histories_->update(session_);
    row_finder_->update(session_);
    remember_finished(loads);
    if (saver_.update(session_)) {
        frames_wanted_ = std::max(frames_wanted_, 1);
    }
}

/// Files that could be read come first in the recent files.
void Viewer::remember_finished(const std::vector<ingest::LoadStatus>& loads) {
    for (const ingest::LoadStatus& load : loads) {
        const auto path = load_paths_.find(load.id);
        if (path == load_paths_.end() || !load.finished) {
            continue;
        }
        std::error_code ignored;
        // A pipe cannot be opened again.
        if (!load.recordings.empty() && std::filesystem::is_regular_file(path->second, ignored)) {
            session::remember_file(session_.settings, path->second);
        }
        load_paths_.erase(path);
    }
}

void Viewer::run_commands() {
    for (const session::Command& one : commands_.take()) {
        frames_wanted_ = kFramesAfterEvent;
        const auto request = session::apply(session_, history_, one);
        if (request) {
            std::visit([this](const auto& asked) { answer(asked); }, *request);
        }
    }
}

void Viewer::advance(double seconds) {
    shortcuts_.advance(seconds);
    if (session::RecordingState* state = session_.active_state()) {
        state->time.advance(std::min(seconds, kMaxStepSeconds));
    }
    for (session::Toast& toast : session_.toasts) {
        toast.age_secs += std::min(seconds, kIdleWaitSeconds);
    }
    const auto gone = std::erase_if(session_.toasts, [](const session::Toast& toast) {
        return toast.kind == session::ToastKind::Info && toast.age_secs > kToastSeconds;
    });
    if (gone > 0) {
        frames_wanted_ = kFramesAfterEvent;
    }
    memory_.update(session_, info_, seconds);
    info_.can_undo = history_.can_undo();
    info_.can_redo = history_.can_redo();
}

void Viewer::draw(double seconds) {
    const glm::uvec2 size = window_->framebuffer_size();
    host_->set_theme(is_dark(), ui_scale());
    window_->set_least_size(ui_scale());
    session::set_window_size(session_, glm::vec2(size) / host_->theme().scale);
    styles_.update(session_);
    probe_.begin_frame();
    host_->begin_frame(glm::vec2(size), static_cast<float>(std::min(seconds, kMaxStepSeconds)));
    auto hover = root_->frame(
        session_,
        styles_,
        session_.scene_cache,
        session_.pixel_counts,
        commands_,
        *host_,
        probe_,
        info_
    );
    host_->end_frame(size);
    renderer_->end_frame();
    InputQueue::update_cursor(*window_);
    if (hover.has_value() != session_.hover.has_value()) {
        frames_wanted_ = kFramesAfterEvent;
    }
    session_.hover = std::move(hover);
    if (!renderer_->diagnostics().empty()) {
        session_.diagnostics.merge(renderer_->diagnostics());
        renderer_->diagnostics().clear();
    }
    update_title();
    if (probe_writer_) {
        probe_writer_->write(probe_, session_, loader_->busy());
    }
}

void Viewer::update_title() {
    const session::RecordingState* state = session_.active_state();
    std::string title = state != nullptr ? state->file_name + " – Limn" : "Limn";
    if (title != title_) {
        title_ = std::move(title);
        window_->set_title(title_);
    }
}

void Viewer::open_file(const std::string& path, bool follow) {
    if (path == importers::kStandardInput) {
        loader_->open_file(path);
        return;
    }
    std::error_code error;
    const std::filesystem::path full = std::filesystem::absolute(path, error);
    const std::uint64_t id =
        loader_->open_file(error ? std::filesystem::path(path) : full, {follow});
    load_paths_[id] = error ? path : full.lexically_normal().string();
}

void Viewer::answer(const command::OpenFiles& request) {
    for (const std::string& path : request.paths) {
        open_file(path, request.follow);
    }
}

void Viewer::answer(const command::OpenDemo& /*request*/) {
    loader_->open_source(importers::make_demo());
}

void Viewer::answer(const command::CancelLoad& request) {
    if (request.recording) {
        loader_->drop(request.id, *request.recording);
    } else {
        loader_->cancel(request.id);
    }
}

session::ViewId Viewer::view_or_first(session::ViewId view) const {
    const session::RecordingState* state = session_.active_state();
    if (view != 0 || state == nullptr || state->views.empty()) {
        return view;
    }
    return state->layout.maximised.value_or(state->views.front().id);
}

std::string Viewer::picture_name(session::ViewId view) const {
    const session::RecordingState* state = session_.active_state();
    if (state == nullptr) {
        return "limn";
    }
    std::string name = std::filesystem::path(state->file_name).stem().string();
    const auto found = std::ranges::find(state->views, view, &session::ViewState::id);
    if (found != state->views.end()) {
        name += found->spec.kind == scene::ViewKind::Spatial2D ? " 2D" : " 3D";
    }
    if (!state->time.timeline.empty()) {
        name.append(" ").append(format_time(state->time.kind, state->time.cursor));
    }
    return name;
}

Result<void> Viewer::write_picture(session::ViewId view, const std::filesystem::path& path) {
    LIMN_TRY(const views::ViewArea::Picture picture, root_->views().picture(view));
    LIMN_TRY(OutputFile file, OutputFile::create(path, kDoNotWait));
    return media::write_png(std::move(file), picture.rgba, picture.size.x, picture.size.y);
}

void Viewer::answer(const command::SavePicture& request) {
    const session::ViewId view = view_or_first(request.view);
    auto path = request.path.empty() ? new_file_path(picture_name(view), ".png")
                                     : Result<std::filesystem::path>(request.path);
    const Result<void> written =
        path ? write_picture(view, *path) : Result<void>(tl::unexpected(path.error()));
    if (written) {
        session::add_toast(
            session_,
            session::ToastKind::Info,
            fmt::format("Saved {}", path->string()),
            ""
        );
    } else {
        session::add_toast(
            session_,
            session::ToastKind::Error,
            "The picture could not be saved",
            written.error().message
        );
    }
}

void Viewer::answer(const command::CopyPicture& request) {
    auto path = clipboard_picture_path();
    const Result<void> written = path ? write_picture(view_or_first(request.view), *path)
                                      : Result<void>(tl::unexpected(path.error()));
    if (!written) {
        session::add_toast(
            session_,
            session::ToastKind::Error,
            "The picture could not be copied",
            written.error().message
        );
        return;
    }
    const Result<std::string> helper = copy_png_to_clipboard(*path);
    if (helper) {
        session::add_toast(
            session_,
            session::ToastKind::Info,
            fmt::format("Copied the picture ({})", *helper),
            ""
        );
        return;
    }
    window_->set_clipboard(path->string());
    session::add_toast(
        session_,
        session::ToastKind::Info,
        "Copied as a file; its path is in the clipboard",
        fmt::format("{}\n\nWhy not the pixels: {}", path->string(), helper.error().message)
    );
}

void Viewer::answer(const command::LoadChoices& request) {
    load_choices(request, session_, commands_);
}

void Viewer::answer(const command::SaveChoices& request) {
    save_choices(request, session_);
}

void Viewer::answer(const command::ImportPalette& request) {
    import_palette(request, session_, commands_);
}

void Viewer::answer(const command::ExportPalette& request) {
    export_palette(request, session_);
}

void Viewer::answer(const command::ToggleFullscreen& /*request*/) {
    window_->toggle_fullscreen();
}

}  // namespace

int run_window(const WindowArgs& args) {
    auto viewer = Viewer::create(args);
    if (!viewer) {
        std::cerr << "limn: " << viewer.error().message << "\n";
        return 1;
    }
    (*viewer)->run();
    return 0;
}

}  // namespace limn::app
