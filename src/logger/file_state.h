// SPDX-License-Identifier: MIT
/// What the loggers of one RecordingFile share: a bounded queue, and the thread that writes it out.
///
/// Owns      the writer, and with who logs the loggers: rows of a logger that is gone must not be lost.
/// Threads   any. Locks are taken in one order: a logger's, then the queue's.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "logger/recording_file.h"
#include "model/message_source.h"
#include "rrd/rrd_writer.h"

namespace limn::logger {

enum class Afterwards { GoOn, Close };

/// Everything a logger still keeps back. A closed one takes no more rows.
[[nodiscard]] std::vector<LogMessage> take_rows(LoggerState& logger, Afterwards afterwards);

class FileState {
  public:
    FileState(std::unique_ptr<rrd::RrdWriter> writer, StoreId store, FileOptions options);
    FileState(const FileState&) = delete;
    FileState& operator=(const FileState&) = delete;
    ~FileState();

    [[nodiscard]] const StoreId& store() const { return store_; }

    [[nodiscard]] const FileOptions& options() const { return options_; }

    void add(const std::shared_ptr<LoggerState>& logger);

    /// Waits until less than the bound is queued. An error if that takes too long, or nothing can be written any more.
    [[nodiscard]] Result<void> wait_for_room();

    /// Queues messages, whatever the bound says; also while the file ends, until all loggers are closed.
    [[nodiscard]] Result<void> push(std::vector<LogMessage> messages);

    [[nodiscard]] Result<void> flush();
    [[nodiscard]] Result<void> finish();

  private:
    using Lock = std::unique_lock<std::mutex>;

    /// What the writing thread does until it is told to end.
    void run();
    void write_queue(Lock& lock);
    void write_rows_of_loggers(Lock& lock, Afterwards afterwards);
    /// Nothing more is tried after the first fault.
    void write(Lock& lock, std::vector<LogMessage> messages);
    [[nodiscard]] Result<void> state() const;

    const StoreId store_;
    const FileOptions options_;
    std::unique_ptr<rrd::RrdWriter>
        writer_;  ///< The writing thread's, and `finish`'s after its end.

    std::mutex mutex_;
    std::condition_variable work_;
    std::condition_variable room_;  ///< Also for `flush`: something was written.
    std::vector<LogMessage> queue_;
    std::size_t queued_bytes_ = 0;  ///< Of what waits and of what is just being written.
    std::vector<std::shared_ptr<LoggerState>>
        loggers_;  ///< They hold the file, too, until `finish`.
    std::optional<Error> fault_;
    std::uint64_t flushes_wanted_ = 0;
    std::uint64_t flushes_done_ = 0;
    bool is_announced_ = false;
    bool is_ending_ = false;

    std::mutex finish_mutex_;  ///< `finish` may be called from several threads.
    bool is_finished_ = false;
    std::thread thread_;
};

}  // namespace limn::logger
