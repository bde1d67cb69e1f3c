// SPDX-License-Identifier: MIT
#include "session/history_runner.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <string>
#include <thread>
#include <utility>

#include "annotation/class_history.h"
#include "annotation/entity_counter.h"
#include "store/payload_cache.h"

namespace limn::session {
namespace {

/// How often progress wakes a sleeping window.
constexpr float kWakeStep = 1.0F / 16.0F;

/// Only what classes and counts come from: the rest is neither indexed twice nor read.
Result<annotation::ClassHistory> count(
    const StoreId& id,
    const std::shared_ptr<store::PayloadCache>& payloads,
    const std::vector<OutlinePtr>& chunks,
    const std::string& timeline,
    const annotation::TensorChoices& tensors,
    annotation::PixelCountCache& cache,
    const annotation::HistoryControl& control
) {
    // What is looked at stays in memory, whatever is walked through here.
    constexpr std::uint64_t kOwnBytes = std::uint64_t{64} << 20U;
    store::Recording recording(id, std::make_shared<store::PayloadCache>(kOwnBytes, payloads));
    for (const OutlinePtr& chunk : chunks) {
        if (control.stop.stop_requested()) {
            return fail(ErrorCode::Cancelled, "stopped");
        }
        if (annotation::affects_counts(*chunk)) {
            recording.insert(chunk);
        }
    }
    return annotation::make_class_history(
        recording,
        timeline,
        annotation::times_of(chunks, timeline),
        EntityPath(),
        cache,
        control,
        tensors
    );
}

}  // namespace

struct HistoryRunner::Job {
    StoreId recording;
    std::string timeline;
    std::uint64_t generation = 0;
    annotation::TensorChoices tensors;
    std::shared_ptr<annotation::PixelCountCache> cache;
    std::atomic<float> progress = 0.0F;
    std::atomic<bool> is_done = false;
    Result<annotation::ClassHistory> result = fail(ErrorCode::Cancelled, "not counted");
    std::jthread thread;  ///< Last: ends before what it uses.
};

HistoryRunner::HistoryRunner(std::function<void()> wake)
    : wake_(std::move(wake))
    , cache_(std::make_shared<annotation::PixelCountCache>()) {}

HistoryRunner::~HistoryRunner() {
    abandon();
}

void HistoryRunner::update(Session& session) {
    std::erase_if(abandoned_, [](const auto& job) { return job->is_done.load(); });
    take_over(session);
    RecordingState* state = session.active_state();
    const store::Recording* recording = session.active_recording();
    if (state == nullptr || recording == nullptr) {
        abandon();
        return;
    }
    if (job_ != nullptr &&
        (job_->recording != state->id || job_->timeline != state->time.timeline ||
         job_->tensors != state->tensors || state->class_counts.stopped)) {
        abandon();
    }
    HistoryState& counts = state->class_counts;
    counts.running = job_ != nullptr;
    counts.progress = job_ != nullptr ? job_->progress.load() : 0.0F;
    const bool is_known = counts.generation == recording->generation() &&
                          counts.timeline == state->time.timeline &&
                          counts.tensors == state->tensors;
    if (job_ == nullptr && state->opened && !counts.stopped && !is_known &&
        !state->time.timeline.empty()) {
        start(session, *state);
    }
}

void HistoryRunner::finish(Session& session) {
    update(session);
    while (job_ != nullptr) {
        job_->is_done.wait(false);
        update(session);
    }
}

void HistoryRunner::start(Session& session, RecordingState& state) {
    const store::Recording& recording = *session.active_recording();
    job_ = std::make_unique<Job>();
    job_->recording = state.id;
    job_->timeline = state.time.timeline;
    job_->generation = recording.generation();
    job_->tensors = state.tensors;
    job_->cache = std::exchange(cache_, nullptr);
    if (job_->cache == nullptr) {
        job_->cache = std::make_shared<annotation::PixelCountCache>();
    }
    state.class_counts.running = true;
    state.class_counts.progress = 0.0F;
    const auto chunks = recording.chunks();
    job_->thread = std::jthread(
        [job = job_.get(),
         wake = wake_,
         payloads = recording.payloads(),
         all = std::vector<OutlinePtr>(chunks.begin(), chunks.end())](const std::stop_token& stop) {
            float told = 0.0F;
            annotation::HistoryControl control;
            control.stop = stop;
            control.on_progress = [&](float share) {
                job->progress = share;
                if (share >= told + kWakeStep) {
                    told = share;
                    wake();
                }
            };
            try {
                job->result = count(
                    job->recording,
                    payloads,
                    all,
                    job->timeline,
                    job->tensors,
                    *job->cache,
                    control
                );
            } catch (const std::exception& error) {
                job->result = fail(ErrorCode::TooLarge, error.what());
            }
            job->is_done = true;
            job->is_done.notify_all();
            wake();
        }
    );
}

void HistoryRunner::take_over(Session& session) {
    if (job_ == nullptr || !job_->is_done.load()) {
        return;
    }
    const std::unique_ptr<Job> job = std::move(job_);
    job->thread.join();
    cache_ = job->cache;
    const auto state = std::ranges::find(session.recordings, job->recording, &RecordingState::id);
    if (state == session.recordings.end()) {
        return;
    }
    HistoryState& counts = state->class_counts;
    counts.running = false;
    counts.timeline = job->timeline;
    counts.generation = job->generation;
    counts.tensors = job->tensors;
    counts.problem = job->result ? std::string() : job->result.error().message;
    counts.history = job->result
                         ? std::make_shared<const annotation::ClassHistory>(std::move(*job->result))
                         : nullptr;
}

void HistoryRunner::abandon() {
    if (job_ != nullptr) {
        job_->thread.request_stop();
        abandoned_.push_back(std::move(job_));
    }
}

}  // namespace limn::session
