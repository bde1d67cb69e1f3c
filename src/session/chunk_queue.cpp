// SPDX-License-Identifier: MIT
#include "session/chunk_queue.h"

#include <utility>

namespace limn::session {

ChunkQueue::ChunkQueue(Read read, std::function<void()> when_empty)
    : read_(std::move(read))
    , when_empty_(std::move(when_empty))
    , thread_([this](const std::stop_token& stop) { work(stop); }) {}

void ChunkQueue::push(std::shared_ptr<store::PayloadCache> payloads, const OutlinePtr& chunk) {
    const std::lock_guard lock(mutex_);
    items_.push_back({std::move(payloads), chunk});
    changed_.notify_all();
}

void ChunkQueue::clear() {
    const std::lock_guard lock(mutex_);
    items_.clear();
}

std::size_t ChunkQueue::num_waiting() const {
    const std::lock_guard lock(mutex_);
    return items_.size();
}

std::optional<std::uint64_t> ChunkQueue::num_done() const {
    const std::lock_guard lock(mutex_);
    return items_.empty() && !is_reading_ ? std::optional(num_done_) : std::nullopt;
}

void ChunkQueue::work(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (changed_.wait(lock, stop, [&] { return !items_.empty(); }) && !stop.stop_requested()) {
        const Item item = std::move(items_.front());
        items_.pop_front();
        is_reading_ = true;
        lock.unlock();
        if (const OutlinePtr chunk = item.chunk.lock()) {
            read_(*item.payloads, chunk);
        }
        lock.lock();
        is_reading_ = false;
        ++num_done_;
        changed_.notify_all();
        if (items_.empty() && when_empty_) {
            when_empty_();
        }
    }
}

void ChunkQueue::finish() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return items_.empty() && !is_reading_; });
}

}  // namespace limn::session
