// SPDX-License-Identifier: MIT
#include "logger/recording_file.h"

#include <mutex>
#include <vector>

#include "logger/file_state.h"
#include "logger/recording_stream.h"
#include "rrd/rrd_writer.h"

namespace limn::logger {
namespace {

std::uint64_t now_ns() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::nanoseconds>(now).count()
    );
}

FileOptions complete(FileOptions options) {
    if (options.stream.id_origin == 0) {
        options.stream.id_origin = now_ns();
    }
    if (options.stream.ids == nullptr) {
        options.stream.ids = std::make_shared<IdCounter>();
    }
    return options;
}

}  // namespace

/// The rows of one logger that are still being batched.
class LoggerState {
  public:
    LoggerState(std::shared_ptr<FileState> file, StoreId store, const StreamOptions& options)
        : file_(std::move(file))
        , stream_(std::move(store), options) {}

    template <typename Change>
    void change_times(Change&& change) {
        const std::lock_guard lock(mutex_);
        change(stream_);
    }

    template <typename Add>
    Result<void> log(Add&& add) {
        // Before the lock: the writer takes rows from here to make room.
        LIMN_TRY_VOID(file_->wait_for_room());
        const std::lock_guard lock(mutex_);
        if (is_closed_) {
            return fail(ErrorCode::InvalidArgument, "the recording is finished");
        }
        LIMN_TRY_VOID(add(stream_));
        if (stream_.has_finished()) {
            return file_->push(stream_.take_finished());
        }
        return {};
    }

    [[nodiscard]] std::vector<LogMessage> take_rows(Afterwards afterwards) {
        const std::lock_guard lock(mutex_);
        is_closed_ = is_closed_ || afterwards == Afterwards::Close;
        return stream_.take_messages();
    }

  private:
    std::shared_ptr<FileState> file_;
    std::mutex mutex_;
    RecordingStream stream_;
    bool is_closed_ = false;
};

std::vector<LogMessage> take_rows(LoggerState& logger, Afterwards afterwards) {
    return logger.take_rows(afterwards);
}

void Logger::set_sequence(std::string_view timeline, TimeInt number) {
    state_->change_times([&](RecordingStream& stream) { stream.set_sequence(timeline, number); });
}

void Logger::set_duration_ns(std::string_view timeline, TimeInt duration_ns) {
    state_->change_times([&](RecordingStream& stream) {
        stream.set_duration_ns(timeline, duration_ns);
    });
}

void Logger::set_timestamp_ns(std::string_view timeline, TimeInt since_epoch_ns) {
    state_->change_times([&](RecordingStream& stream) {
        stream.set_timestamp_ns(timeline, since_epoch_ns);
    });
}

void Logger::reset_time(std::string_view timeline) {
    state_->change_times([&](RecordingStream& stream) { stream.reset_time(timeline); });
}

void Logger::reset_time() {
    state_->change_times([](RecordingStream& stream) { stream.reset_time(); });
}

Result<void> Logger::log_components(const EntityPath& entity, Components components) {
    return state_->log([&](RecordingStream& stream) {
        return stream.log_components(entity, std::move(components));
    });
}

Result<void> Logger::log_static_components(const EntityPath& entity, Components components) {
    return state_->log([&](RecordingStream& stream) {
        return stream.log_static_components(entity, std::move(components));
    });
}

Result<RecordingFile>
RecordingFile::create(const std::filesystem::path& path, StoreId store, FileOptions options) {
    LIMN_TRY(auto writer, rrd::RrdWriter::create(path));
    return RecordingFile(std::move(writer), std::move(store), std::move(options));
}

RecordingFile::RecordingFile(
    std::unique_ptr<rrd::RrdWriter> writer,
    StoreId store,
    FileOptions options
)
    : state_(std::make_shared<FileState>(
          std::move(writer),
          std::move(store),
          complete(std::move(options))
      )) {}

RecordingFile::RecordingFile(RecordingFile&&) noexcept = default;

RecordingFile& RecordingFile::operator=(RecordingFile&& other) noexcept {
    if (this != &other) {
        if (state_ != nullptr) {
            (void)state_->finish();
        }
        state_ = std::move(other.state_);
    }
    return *this;
}

RecordingFile::~RecordingFile() {
    if (state_ != nullptr) {
        (void)state_->finish();
    }
}

Logger RecordingFile::logger() {
    auto logger = std::make_shared<LoggerState>(state_, state_->store(), state_->options().stream);
    state_->add(logger);
    return Logger(std::move(logger));
}

Result<void> RecordingFile::flush() {
    return state_->flush();
}

Result<void> RecordingFile::finish() {
    return state_->finish();
}

}  // namespace limn::logger
