// SPDX-License-Identifier: MIT
#include "session/row_finder.h"

#include <algorithm>
#include <utility>

namespace limn::session {
namespace {

/// So many chunks of a recording are looked at in a frame: a millisecond.
constexpr std::size_t kChunksPerLook = 50'000;

}  // namespace

RowFinder::RowFinder(std::function<void()> wake)
    : wake_(std::move(wake))
    , thread_([this](const std::stop_token& stop) { work(stop); }) {}

RowFinder::~RowFinder() {
    thread_.request_stop();
}

void RowFinder::update(Session& session) {
    for (const store::Recording* recording : session.database.recordings()) {
        look_through(*recording);
    }
    const std::lock_guard lock(mutex_);
    if (items_.empty() && !is_reading_) {
        session.num_found = num_found_;
    }
}

void RowFinder::look_through(const store::Recording& recording) {
    const auto chunks = recording.chunks();
    if (chunks.empty()) {
        return;
    }
    Seen& seen = seen_[recording.id()];
    if (seen.first.lock() != chunks.front()) {
        seen = {chunks.front(), 0};
    }
    const std::size_t end = std::min(chunks.size(), seen.next + kChunksPerLook);
    for (; seen.next < end; ++seen.next) {
        const OutlinePtr& chunk = chunks[seen.next];
        if (chunk->is_complete() || !chunk->are_times_late()) {
            continue;
        }
        const std::lock_guard lock(mutex_);
        items_.push_back({recording.payloads(), chunk});
        changed_.notify_all();
    }
}

void RowFinder::work(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (changed_.wait(lock, stop, [&] { return !items_.empty(); }) && !stop.stop_requested()) {
        const Item item = std::move(items_.front());
        items_.pop_front();
        is_reading_ = true;
        lock.unlock();
        if (const OutlinePtr chunk = item.chunk.lock()) {
            item.payloads->complete(chunk);
        }
        lock.lock();
        is_reading_ = false;
        ++num_found_;
        if (items_.empty()) {
            changed_.notify_all();
            if (wake_) {
                wake_();
            }
        }
    }
}

void RowFinder::finish() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return items_.empty() && !is_reading_; });
}

}  // namespace limn::session
