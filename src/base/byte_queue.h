// SPDX-License-Identifier: MIT
/// A queue between threads, bounded by bytes: a producer waits while the consumer is behind.
///
/// Threads   any number of producers, any number of consumers.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

namespace limn {

template <typename T>
class ByteQueue {
  public:
    explicit ByteQueue(std::size_t max_bytes)
        : max_bytes_(max_bytes) {}

    /// Waits for room (an item larger than the bound passes alone). False if stopped or closed.
    bool push(T item, std::size_t bytes, const std::stop_token& stop) {
        std::unique_lock lock(mutex_);
        room_.wait(lock, stop, [&] {
            return closed_ || items_.empty() || bytes_ + bytes <= max_bytes_;
        });
        if (closed_ || stop.stop_requested()) {
            return false;
        }
        items_.emplace_back(std::move(item), bytes);
        bytes_ += bytes;
        return true;
    }

    /// The next item, or nothing if none waits.
    [[nodiscard]] std::optional<T> try_pop() {
        const std::lock_guard lock(mutex_);
        if (items_.empty()) {
            return std::nullopt;
        }
        T item = std::move(items_.front().first);
        bytes_ -= items_.front().second;
        items_.pop_front();
        room_.notify_all();
        return item;
    }

    /// No more pushes succeed; what waits can still be popped.
    void close() {
        const std::lock_guard lock(mutex_);
        closed_ = true;
        room_.notify_all();
    }

    [[nodiscard]] std::size_t bytes() const {
        const std::lock_guard lock(mutex_);
        return bytes_;
    }

  private:
    mutable std::mutex mutex_;
    std::condition_variable_any room_;
    std::deque<std::pair<T, std::size_t>> items_;
    std::size_t bytes_ = 0;
    std::size_t max_bytes_;
    bool closed_ = false;
};

}  // namespace limn
