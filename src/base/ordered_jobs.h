// SPDX-License-Identifier: MIT
/// OrderedJobs: work on several threads whose results come back in the order in which it was given.
///
/// Errors    what a job throws is thrown by `pop` in its turn.
/// Threads   `push` and `pop` belong to one thread; jobs run on the others.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace limn {

template <typename T>
class OrderedJobs {
  public:
    explicit OrderedJobs(std::size_t num_threads) {
        for (std::size_t i = 0; i < num_threads; ++i) {
            threads_.emplace_back([this](const std::stop_token& stop) { work(stop); });
        }
    }

    OrderedJobs(const OrderedJobs&) = delete;
    OrderedJobs& operator=(const OrderedJobs&) = delete;

    /// Jobs that did not begin are dropped; those that run are waited for.
    ~OrderedJobs() {
        for (std::jthread& thread : threads_) {
            thread.request_stop();
        }
        threads_.clear();
    }

    /// `weight` is what the job keeps in memory until it is popped.
    void push(std::function<T()> job, std::size_t weight) {
        auto slot = std::make_shared<Slot>();
        slot->job = std::move(job);
        slot->weight = weight;
        weight_ += weight;
        order_.push_back(slot);
        const std::lock_guard lock(mutex_);
        waiting_.push_back(std::move(slot));
        changed_.notify_all();
    }

    /// The result of the oldest job; waits for it. There must be one.
    T pop() {
        const std::shared_ptr<Slot> slot = std::move(order_.front());
        order_.pop_front();
        weight_ -= slot->weight;
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return slot->is_done; });
        if (slot->failure) {
            std::rethrow_exception(slot->failure);
        }
        return std::move(*slot->result);
    }

    [[nodiscard]] bool empty() const { return order_.empty(); }

    /// Of all jobs that were not popped.
    [[nodiscard]] std::size_t weight() const { return weight_; }

  private:
    struct Slot {
        std::function<T()> job;
        std::size_t weight = 0;
        std::optional<T> result;
        std::exception_ptr failure;
        bool is_done = false;  ///< Guarded by the mutex; the rest is then the owner's.
    };

    void work(const std::stop_token& stop) {
        while (true) {
            std::shared_ptr<Slot> slot;
            {
                std::unique_lock lock(mutex_);
                if (!changed_.wait(lock, stop, [&] { return !waiting_.empty(); })) {
                    return;
                }
                if (stop.stop_requested()) {
                    return;
                }
                slot = std::move(waiting_.front());
                waiting_.pop_front();
            }
            try {
                slot->result.emplace(slot->job());
            } catch (...) {
                slot->failure = std::current_exception();
            }
            slot->job = nullptr;
            const std::lock_guard lock(mutex_);
            slot->is_done = true;
            changed_.notify_all();
        }
    }

    std::deque<std::shared_ptr<Slot>> order_;
    std::size_t weight_ = 0;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::deque<std::shared_ptr<Slot>> waiting_;
    std::vector<std::jthread> threads_;  ///< Last: end before what they use.
};

}  // namespace limn
