// SPDX-License-Identifier: MIT
/// ManifestTable: one manifest of a footer, read: a row per chunk.
///
/// Errors    Corrupt, TooLarge.
/// Threads   immutable.
/// Source    docs/FORMATS.md, footer.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "arrow/array.h"
#include "base/result.h"
#include "model/chunk_head.h"

namespace limn::rrd {

class ManifestTable {
  public:
    /// An encoded RrdManifest.
    [[nodiscard]] static Result<ManifestTable> parse(const std::string& manifest);

    [[nodiscard]] const std::string& store_id() const { return store_id_; }

    [[nodiscard]] std::size_t num_chunks() const { return offsets_.size(); }

    /// From the start of the stream, behind the message header.
    [[nodiscard]] std::uint64_t offset(std::size_t chunk) const { return offsets_[chunk]; }

    [[nodiscard]] std::uint64_t size(std::size_t chunk) const { return sizes_[chunk]; }

    [[nodiscard]] std::uint64_t unpacked_size(std::size_t chunk) const {
        return unpacked_sizes_[chunk];
    }

    [[nodiscard]] std::size_t num_rows(std::size_t chunk) const {
        return static_cast<std::size_t>(row_counts_[chunk]);
    }

    /// Are values needed to know where it belongs? Of clears, transforms and pinholes; and of several static rows.
    [[nodiscard]] bool must_be_read(std::size_t chunk) const { return must_be_read_[chunk]; }

    /// Deferred. Nothing where the manifest does not tell enough.
    [[nodiscard]] std::shared_ptr<const ChunkHead> head(std::size_t chunk) const;

  private:
    /// When the first and the last row of a chunk is, or of a component of it.
    struct RangeColumns {
        arrow::Array start;
        arrow::Array end;

        /// Nothing for chunks that have no such rows.
        [[nodiscard]] std::optional<TimeRange> range(std::int64_t chunk) const;
    };

    /// Rows of a component that are not null, on one timeline.
    struct TemporalColumns {
        RangeColumns rows;
        arrow::Array num_rows;

        [[nodiscard]] std::uint64_t num_rows_of(std::int64_t chunk) const;
    };

    struct StaticColumn {
        std::string component;
        arrow::Array is_there;
    };

    struct Entity {
        EntityPath path;
        std::map<std::string, ColumnNames, std::less<>> columns;
    };

    [[nodiscard]] Result<void> read_columns(const arrow::RecordBatch& batch);
    void read_index_column(const arrow::Field& field, const arrow::Array& column);
    void read_types(const arrow::Schema& schema);
    void find_what_must_be_read();
    [[nodiscard]] bool add_timelines(ChunkHead& head, std::int64_t row) const;
    [[nodiscard]] bool add_static(ChunkHead& head, const Entity& entity, std::int64_t row) const;
    [[nodiscard]] bool add_temporal(ChunkHead& head, const Entity& entity, std::int64_t row) const;

    std::string store_id_;
    arrow::RecordBatch batch_;
    std::vector<std::uint64_t> offsets_;
    std::vector<std::uint64_t> sizes_;
    std::vector<std::uint64_t> unpacked_sizes_;
    std::vector<std::uint64_t> row_counts_;
    arrow::Array entity_paths_;
    arrow::Array ids_;
    arrow::Array is_static_;
    std::map<std::string, RangeColumns> timelines_;
    std::map<std::pair<std::string, std::string>, TemporalColumns>
        temporal_;  ///< By component, and timeline.
    std::vector<StaticColumn> static_;
    std::vector<bool> must_be_read_;
    std::map<std::string, Entity, std::less<>> entities_;
};

}  // namespace limn::rrd
