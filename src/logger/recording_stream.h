// SPDX-License-Identifier: MIT
/// RecordingStream: the logging library's front door. What is logged comes out as messages.
///
/// What      `set_time`, `log` and `log_static` build rows; rows of one entity with the same components and timelines
///           share a chunk. `take_messages` hands everything over that was logged since the last call.
///           No clock is read: the times are those that were set, and row and chunk ids are counters, so
///           the same calls give the same bytes. Programs that log to a file use `RecordingFile`.
/// Owns      the rows until they are taken. Large values are moved through, not copied.
/// Errors    InvalidArgument (no time set, nothing to log, a component twice, not an array), TooLarge.
/// Threads   one at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "logger/components.h"
#include "logger/stream_options.h"
#include "model/entity_path.h"
#include "model/ids.h"
#include "model/message_source.h"
#include "model/time.h"

namespace limn::logger {

class RecordingStream {
  public:
    explicit RecordingStream(StoreId store, StreamOptions options = {});

    /// From now on, logged rows have this time on this timeline, too.
    void set_time(const Timeline& timeline, TimeInt time);
    void set_sequence(std::string_view timeline, TimeInt number);
    void set_duration_ns(std::string_view timeline, TimeInt duration_ns);
    void set_timestamp_ns(std::string_view timeline, TimeInt since_epoch_ns);

    /// Forgets the time of one timeline, or of all.
    void reset_time(std::string_view timeline);
    void reset_time();

    template <typename Archetype>
    Result<void> log(const EntityPath& entity, Archetype&& archetype) {
        return log_components(entity, to_components(std::forward<Archetype>(archetype)));
    }

    template <typename Archetype>
    Result<void> log_static(const EntityPath& entity, Archetype&& archetype) {
        return log_static_components(entity, to_components(std::forward<Archetype>(archetype)));
    }

    /// The generic way: any components, one row.
    Result<void> log_components(const EntityPath& entity, Components components);
    Result<void> log_static_components(const EntityPath& entity, Components components);

    /// Everything since the last call; the first message of all announces the recording.
    [[nodiscard]] std::vector<LogMessage> take_messages();

    /// The same, but rows that may still get company stay.
    [[nodiscard]] std::vector<LogMessage> take_finished();

    /// Whether `take_finished` has anything.
    [[nodiscard]] bool has_finished() const { return !ready_.empty(); }

    [[nodiscard]] const StoreId& store_id() const { return store_; }

  private:
    struct Batch {
        EntityPath entity;
        std::vector<RowId> row_ids;
        std::vector<std::pair<Timeline, std::vector<TimeInt>>> times;
        Components columns;  ///< Names and types; instances are in `cells`.
        std::vector<std::vector<arrow::Array>> cells;  ///< Per column, per row.
        std::size_t bytes = 0;
    };

    using Times = std::map<std::string, std::pair<Timeline, TimeInt>, std::less<>>;

    Result<void> add_row(const EntityPath& entity, const Times& times, Components components);
    void finish(Batch batch);

    StoreId store_;
    StreamOptions options_;
    Times times_;
    std::map<std::string, Batch> batches_;
    std::vector<LogMessage> ready_;
    bool is_announced_ = false;
};

}  // namespace limn::logger
