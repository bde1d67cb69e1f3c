// SPDX-License-Identifier: MIT
#include "logger/file_state.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>

namespace limn::logger {
namespace {

/// What a message without data weighs in the queue.
constexpr std::size_t kMessageBytes = 512;

std::size_t bytes_of(const LogMessage& message) {
    const auto* chunk = std::get_if<ChunkMessage>(&message);
    return kMessageBytes +
           (chunk == nullptr ? 0 : static_cast<std::size_t>(chunk->chunk->byte_size()));
}

}  // namespace

FileState::FileState(std::unique_ptr<rrd::RrdWriter> writer, StoreId store, FileOptions options)
    : store_(std::move(store))
    , options_(std::move(options))
    , writer_(std::move(writer))
    , thread_([this] { run(); }) {}

FileState::~FileState() {
    (void)finish();
}

void FileState::add(const std::shared_ptr<LoggerState>& logger) {
    const std::lock_guard lock(mutex_);
    loggers_.push_back(logger);
}

Result<void> FileState::state() const {
    if (fault_) {
        return tl::unexpected(*fault_);
    }
    if (is_ending_) {
        return fail(ErrorCode::InvalidArgument, "the recording is finished");
    }
    return {};
}

Result<void> FileState::wait_for_room() {
    Lock lock(mutex_);
    const bool has_room = room_.wait_for(lock, options_.max_wait, [this] {
        return queued_bytes_ < options_.max_queued_bytes || fault_ || is_ending_;
    });
    LIMN_TRY_VOID(state());
    if (!has_room) {
        return fail(
            ErrorCode::Unreadable,
            fmt::format("{} bytes wait to be written; the row is left out", queued_bytes_)
        );
    }
    return {};
}

Result<void> FileState::push(std::vector<LogMessage> messages) {
    const std::lock_guard lock(mutex_);
    if (fault_) {
        return tl::unexpected(*fault_);
    }
    for (LogMessage& message : messages) {
        queued_bytes_ += bytes_of(message);
        queue_.push_back(std::move(message));
    }
    work_.notify_one();
    return {};
}

Result<void> FileState::flush() {
    Lock lock(mutex_);
    LIMN_TRY_VOID(state());
    const std::uint64_t wanted = ++flushes_wanted_;
    work_.notify_one();
    room_.wait(lock, [&] { return flushes_done_ >= wanted || fault_; });
    return fault_ ? Result<void>(tl::unexpected(*fault_)) : Result<void>{};
}

Result<void> FileState::finish() {
    const std::lock_guard finish_lock(finish_mutex_);
    if (!is_finished_) {
        {
            const std::lock_guard lock(mutex_);
            is_ending_ = true;
        }
        work_.notify_one();
        room_.notify_all();
        thread_.join();
        is_finished_ = true;
        const std::lock_guard lock(mutex_);
        if (!fault_) {
            if (auto written = writer_->finish(); !written) {
                fault_ = std::move(written).error();
            }
        }
        writer_.reset();
        loggers_.clear();
    }
    const std::lock_guard lock(mutex_);
    return fault_ ? Result<void>(tl::unexpected(*fault_)) : Result<void>{};
}

void FileState::run() {
    Lock lock(mutex_);
    auto next_flush = std::chrono::steady_clock::now() + options_.flush_interval;
    bool is_last = false;
    while (!is_last) {
        work_.wait_until(lock, next_flush, [this] {
            return !queue_.empty() || is_ending_ || flushes_wanted_ > flushes_done_;
        });
        is_last = is_ending_;
        const std::uint64_t wanted = flushes_wanted_;
        const auto now = std::chrono::steady_clock::now();
        write_queue(lock);
        if (is_last || wanted > flushes_done_ || now >= next_flush) {
            write_rows_of_loggers(lock, is_last ? Afterwards::Close : Afterwards::GoOn);
            flushes_done_ = wanted;
            next_flush = std::chrono::steady_clock::now() + options_.flush_interval;
            room_.notify_all();
        }
    }
}

void FileState::write_queue(Lock& lock) {
    if (!queue_.empty()) {
        write(lock, std::exchange(queue_, {}));
    }
}

void FileState::write_rows_of_loggers(Lock& lock, Afterwards afterwards) {
    // Those that only the file still knows get no more rows.
    const auto is_abandoned = [](const auto& logger) { return logger.use_count() == 1; };
    const auto rest = std::ranges::stable_partition(loggers_, is_abandoned).begin();
    std::vector<std::shared_ptr<LoggerState>> loggers(loggers_);
    loggers_.erase(loggers_.begin(), rest);
    lock.unlock();
    std::vector<LogMessage> messages;
    for (const auto& logger : loggers) {
        for (LogMessage& message : take_rows(*logger, afterwards)) {
            messages.push_back(std::move(message));
        }
    }
    loggers.clear();
    lock.lock();
    // A logger that is full meanwhile pushed what it had logged before these rows.
    write_queue(lock);
    for (const LogMessage& message : messages) {
        queued_bytes_ += bytes_of(message);
    }
    write(lock, std::move(messages));
    if (!fault_) {
        lock.unlock();
        auto flushed = writer_->flush();
        lock.lock();
        if (!flushed) {
            fault_ = std::move(flushed).error();
        }
    }
}

void FileState::write(Lock& lock, std::vector<LogMessage> messages) {
    for (const LogMessage& message : messages) {
        const bool is_known = is_announced_ && std::holds_alternative<StoreInfo>(message);
        if (!fault_ && !is_known) {
            is_announced_ = is_announced_ || std::holds_alternative<StoreInfo>(message);
            lock.unlock();
            auto written = writer_->write(message);
            lock.lock();
            if (!written) {
                fault_ = std::move(written).error();
            }
        }
        queued_bytes_ -= bytes_of(message);
        room_.notify_all();
    }
}

}  // namespace limn::logger
