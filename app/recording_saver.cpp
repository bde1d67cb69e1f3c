// SPDX-License-Identifier: MIT
#include "recording_saver.h"

#include <GLFW/glfw3.h>
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <string>
#include <thread>
#include <utility>

#include "exporter/save_recording.h"
#include "session/toasts.h"

namespace limn::app {

struct RecordingSaver::Work {
    std::uint64_t id = 0;
    std::string name;
    exporter::SaveProgress progress;
    Result<Diagnostics> result;  ///< Once it is done.
    std::atomic<bool> is_done = false;
    std::jthread thread;  ///< Last: it uses the others.
};

namespace {

std::string text_of(const Diagnostics& diagnostics) {
    std::string text;
    for (const Diagnostic& item : diagnostics.items()) {
        text += item.message + "\n";
    }
    return text;
}

void tell(session::Session& session, const std::string& name, const Result<Diagnostics>& result) {
    using session::ToastKind;
    if (result && result->empty()) {
        session::add_toast(session, ToastKind::Info, fmt::format("Saved {}", name), "");
    } else if (result) {
        session::add_toast(
            session,
            ToastKind::Warning,
            fmt::format("Saved {}, but not all of it could be written", name),
            text_of(*result)
        );
    } else if (result.error().code == ErrorCode::Cancelled) {
        session::add_toast(session, ToastKind::Info, fmt::format("{} was not saved", name), "");
    } else {
        session::add_toast(
            session,
            ToastKind::Error,
            "The recording could not be saved",
            result.error().message
        );
    }
}

}  // namespace

RecordingSaver::RecordingSaver() = default;
RecordingSaver::~RecordingSaver() = default;

void RecordingSaver::start(
    const session::command::SaveRecording& request,
    session::Session& session
) {
    const store::Recording* recording = session.active_recording();
    if (recording == nullptr) {
        return;
    }
    auto work = std::make_unique<Work>();
    work->id = session.next_id++;
    work->name = request.path;
    work->thread =
        std::jthread([target = work.get(),
                      job = exporter::make_save_job(*recording, request.path, request.part)](
                         const std::stop_token& stop
                     ) {
            target->result = exporter::save_recording(job, target->progress, stop);
            target->is_done = true;
            glfwPostEmptyEvent();
        });
    works_.push_back(std::move(work));
}

void RecordingSaver::cancel(const session::command::CancelSave& request) {
    for (const auto& work : works_) {
        if (work->id == request.id) {
            work->thread.request_stop();
        }
    }
}

bool RecordingSaver::update(session::Session& session) {
    std::erase_if(works_, [&](const std::unique_ptr<Work>& work) {
        if (!work->is_done) {
            return false;
        }
        tell(session, work->name, work->result);
        return true;
    });
    session.saves.clear();
    for (const auto& work : works_) {
        session.saves.push_back(
            {work->id, work->name, work->progress.done_bytes, work->progress.total_bytes}
        );
    }
    return !works_.empty();
}

}  // namespace limn::app
