// SPDX-License-Identifier: MIT
/// RowRun: rows of one chunk in the order of an index.
///
/// Threads   immutable.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "model/chunk_outline.h"
#include "model/ids.h"
#include "model/time.h"

namespace limn::store {

using ChunkList = std::vector<OutlinePtr>;

/// A row of a chunk, by its number in the list of chunks.
struct RowRef {
    TimeInt time = 0;
    std::uint32_t chunk = 0;
    std::uint32_t row = 0;
};

[[nodiscard]] RowId row_id_of(const ChunkList& chunks, const RowRef& ref);

/// Orders rows by (time, row id, chunk id, row): the same whatever the order of arrival.
class RowLess {
  public:
    explicit RowLess(const ChunkList& chunks)
        : chunks_(&chunks) {}

    bool operator()(const RowRef& a, const RowRef& b) const {
        return a.time != b.time ? a.time < b.time : is_less_at_same_time(a, b);
    }

  private:
    [[nodiscard]] bool is_less_at_same_time(const RowRef& a, const RowRef& b) const;

    const ChunkList* chunks_;
};

class RowRun {
  public:
    RowRun() = default;

    /// All rows of the chunk. `chunk_index` is its number in the list of chunks. Ids are looked at only where times do
    /// not rise.
    RowRun(std::uint32_t chunk_index, const ChunkOutline& chunk, const TimelineOutline& timeline);

    /// Only the rows whose cell is valid.
    [[nodiscard]] RowRun with_valid(const ChunkOutline& chunk, const ColumnOutline& column) const;

    /// Only the rows that are given, which must be sorted by row number.
    [[nodiscard]] RowRun with_rows(std::span<const std::uint32_t> rows) const;

    /// One run per group, of the rows that `group_of_row` puts into it.
    static constexpr std::uint32_t kNoGroup = ~std::uint32_t{0};
    [[nodiscard]] std::vector<RowRun>
    grouped(std::span<const std::uint32_t> group_of_row, std::size_t num_groups) const;

    [[nodiscard]] std::size_t size() const { return count_; }

    [[nodiscard]] TimeInt time(std::size_t i) const;

    [[nodiscard]] RowRef operator[](std::size_t i) const { return {time(i), chunk_, row(i)}; }

  private:
    /// The same chunk with only these rows, in index order.
    [[nodiscard]] RowRun with_order(std::vector<std::uint32_t> order) const;

    [[nodiscard]] std::uint32_t row(std::size_t i) const {
        return order_ != nullptr ? (*order_)[i] : static_cast<std::uint32_t>(i);
    }

    const TimeInt* times_ = nullptr;  ///< In the outline, which the list of chunks keeps alive.
    std::shared_ptr<const std::vector<std::uint32_t>> order_;  ///< Null: rows lie in order.
    std::uint32_t chunk_ = 0;
    std::uint32_t count_ = 0;
};

/// Rows of a chunk of which only this is known: how many there are, and when the first and the last is.
struct AnnouncedRun {
    std::uint32_t chunk_index = 0;
    const ChunkOutline* chunk = nullptr;        ///< Kept alive by the list of chunks.
    const TimelineOutline* timeline = nullptr;  ///< Of the chunk.
    const ColumnOutline* column = nullptr;      ///< Whose valid rows are meant; nullptr: all rows.
    TimeRange range;
    std::size_t num_rows = 0;

    /// Reads where they lie.
    [[nodiscard]] RowRun read() const;
};

}  // namespace limn::store
