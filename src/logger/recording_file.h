// SPDX-License-Identifier: MIT
/// RecordingFile: log from any thread, a file comes out.
///
/// What      `logger()` gives handles that log; a thread of the file's own packs and writes. Rows are batched, and reach
///           the file when a batch is full, after `flush_interval`, on `flush` and on `finish`. A program
///           that dies leaves a file that is whole up to its last message.
/// Waiting   `log` never writes. If the disk is so slow that `max_queued_bytes` wait for it, `log` waits for
///           room, for `max_wait` at most; then it refuses the row, and says so.
/// Errors    Unreadable (the file cannot be written, with the system's reason: from then on every call says it; the disk
///           is too slow), InvalidArgument (as RecordingStream; after `finish`).
/// Threads   any, for everything. A logger's times are its own: threads that log at different times take one logger each.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <string_view>
#include <utility>

#include "base/result.h"
#include "logger/components.h"
#include "logger/stream_options.h"
#include "model/entity_path.h"
#include "model/ids.h"
#include "model/time.h"

namespace limn::rrd {
class RrdWriter;
}

namespace limn::logger {

class FileState;
class LoggerState;

/// A handle; copies log with the same times.
class Logger {
  public:
    /// From now on, logged rows have this time on this timeline, too.
    void set_sequence(std::string_view timeline, TimeInt number);
    void set_duration_ns(std::string_view timeline, TimeInt duration_ns);
    void set_timestamp_ns(std::string_view timeline, TimeInt since_epoch_ns);

    /// Forgets the time of one timeline, or of all.
    void reset_time(std::string_view timeline);
    void reset_time();

    template <typename Archetype>
    Result<void> log(std::string_view entity, Archetype&& archetype) {
        return log_components(
            EntityPath::parse(entity),
            to_components(std::forward<Archetype>(archetype))
        );
    }

    template <typename Archetype>
    Result<void> log_static(std::string_view entity, Archetype&& archetype) {
        return log_static_components(
            EntityPath::parse(entity),
            to_components(std::forward<Archetype>(archetype))
        );
    }

    /// The generic way: any components, one row.
    Result<void> log_components(const EntityPath& entity, Components components);
    Result<void> log_static_components(const EntityPath& entity, Components components);

  private:
    friend class RecordingFile;

    explicit Logger(std::shared_ptr<LoggerState> state)
        : state_(std::move(state)) {}

    std::shared_ptr<LoggerState> state_;
};

struct FileOptions {
    /// An `id_origin` of 0 is taken from the clock, so that two runs of one recording have different ids.
    StreamOptions stream = {.id_origin = 0};
    std::size_t max_queued_bytes = 64U << 20U;
    std::chrono::milliseconds max_wait{1000};
    std::chrono::milliseconds flush_interval{200};
};

class RecordingFile {
  public:
    /// Replaces the file.
    [[nodiscard]] static Result<RecordingFile>
    create(const std::filesystem::path& path, StoreId store, FileOptions options = {});

    /// The same to any sink.
    RecordingFile(std::unique_ptr<rrd::RrdWriter> writer, StoreId store, FileOptions options);

    RecordingFile(RecordingFile&&) noexcept;
    RecordingFile& operator=(RecordingFile&&) noexcept;
    RecordingFile(const RecordingFile&) = delete;
    RecordingFile& operator=(const RecordingFile&) = delete;

    /// Finishes, if nobody did; an error then has nobody to tell.
    ~RecordingFile();

    /// A new logger without times. It may outlive the file.
    [[nodiscard]] Logger logger();

    /// Waits until everything that was logged before is in the file.
    Result<void> flush();

    /// Writes what is left and the index. Nothing can be logged afterwards.
    Result<void> finish();

  private:
    std::shared_ptr<FileState> state_;
};

}  // namespace limn::logger
