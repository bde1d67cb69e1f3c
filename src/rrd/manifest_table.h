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

    /// Deferred. Nothing for chunks of several rows, and where the manifest is silent.
    [[nodiscard]] std::shared_ptr<const ChunkHead> head(std::size_t chunk) const;

  private:
    struct TimeRangeColumns {
        Timeline timeline;
        arrow::Array start;
        arrow::Array end;
    };

    /// How many rows of a component there are, on one timeline.
    struct CountColumn {
        std::string component;
        arrow::Array counts;  ///< Bool for static ones.
    };

    [[nodiscard]] Result<void> read_columns(const arrow::RecordBatch& batch);
    [[nodiscard]] Result<void> read_index_column(const arrow::Field& field, arrow::Array column);
    void read_types(const arrow::Schema& schema);
    [[nodiscard]] bool add_timelines(ChunkHead& head, std::int64_t row) const;
    [[nodiscard]] bool add_columns(ChunkHead& head, std::int64_t row) const;

    std::string store_id_;
    arrow::RecordBatch batch_;
    std::vector<std::uint64_t> offsets_;
    std::vector<std::uint64_t> sizes_;
    std::vector<std::uint64_t> unpacked_sizes_;
    std::vector<std::uint64_t> row_counts_;
    arrow::Array entities_;
    arrow::Array ids_;
    arrow::Array is_static_;
    std::map<std::string, TimeRangeColumns> timelines_;
    std::vector<CountColumn> temporal_;
    std::vector<CountColumn> static_;
    /// By entity and component.
    std::map<std::pair<std::string, std::string>, ColumnNames> names_;
    /// Entities of equal text share their path.
    std::map<std::string, EntityPath, std::less<>> paths_;
};

}  // namespace limn::rrd
