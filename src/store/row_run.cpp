// SPDX-License-Identifier: MIT
#include "store/row_run.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace limn::store {

RowId row_id_of(const ChunkList& chunks, const RowRef& ref) {
    return chunks[ref.chunk]->row_ids()[ref.row];
}

bool RowLess::is_less_at_same_time(const RowRef& a, const RowRef& b) const {
    const RowId left = row_id_of(*chunks_, a);
    const RowId right = row_id_of(*chunks_, b);
    if (left != right) {
        return left < right;
    }
    if (a.chunk != b.chunk) {
        return (*chunks_)[a.chunk]->id() < (*chunks_)[b.chunk]->id();
    }
    return a.row < b.row;
}

RowRun::RowRun(
    std::uint32_t chunk_index,
    const ChunkOutline& chunk,
    const TimelineOutline& timeline
)
    : times_(chunk.times_on(timeline).data())
    , chunk_(chunk_index)
    , count_(static_cast<std::uint32_t>(chunk.num_rows())) {
    const auto time_of = [&](std::uint32_t row) { return std::max(times_[row], kMinTime); };
    const auto is_before = [&](std::uint32_t a, std::uint32_t b) {
        const TimeInt time_a = time_of(a);
        const TimeInt time_b = time_of(b);
        if (time_a != time_b) {
            return time_a < time_b;
        }
        const auto ids = chunk.row_ids();
        return std::tie(ids[a], a) < std::tie(ids[b], b);
    };
    for (std::uint32_t i = 1; i < count_; ++i) {
        if (!is_before(i - 1, i)) {
            std::vector<std::uint32_t> order(count_);
            std::iota(order.begin(), order.end(), 0U);
            std::sort(order.begin(), order.end(), is_before);
            order_ = std::make_shared<const std::vector<std::uint32_t>>(std::move(order));
            break;
        }
    }
}

TimeInt RowRun::time(std::size_t i) const {
    return std::max(times_[row(i)], kMinTime);
}

RowRun RowRun::with_valid(const ChunkOutline& chunk, const ColumnOutline& column) const {
    if (column.num_valid() == count_) {
        return *this;
    }
    std::vector<std::uint32_t> order;
    order.reserve(column.num_valid());
    for (std::size_t i = 0; i < count_; ++i) {
        if (chunk.is_valid(column, row(i))) {
            order.push_back(row(i));
        }
    }
    return with_order(std::move(order));
}

RowRun RowRun::with_rows(std::span<const std::uint32_t> rows) const {
    std::vector<std::uint32_t> order;
    order.reserve(rows.size());
    for (std::size_t i = 0; i < count_; ++i) {
        if (std::ranges::binary_search(rows, row(i))) {
            order.push_back(row(i));
        }
    }
    return with_order(std::move(order));
}

std::vector<RowRun>
RowRun::grouped(std::span<const std::uint32_t> group_of_row, std::size_t num_groups) const {
    const bool is_one =
        num_groups == 1 && std::ranges::find(group_of_row, kNoGroup) == group_of_row.end();
    if (is_one) {
        return {*this};
    }
    std::vector<std::vector<std::uint32_t>> orders(num_groups);
    for (std::size_t i = 0; i < count_; ++i) {
        const std::uint32_t group = group_of_row[row(i)];
        if (group != kNoGroup) {
            orders[group].push_back(row(i));
        }
    }
    std::vector<RowRun> runs;
    runs.reserve(num_groups);
    for (std::vector<std::uint32_t>& order : orders) {
        runs.push_back(with_order(std::move(order)));
    }
    return runs;
}

RowRun RowRun::with_order(std::vector<std::uint32_t> order) const {
    RowRun result = *this;
    result.count_ = static_cast<std::uint32_t>(order.size());
    result.order_ = std::make_shared<const std::vector<std::uint32_t>>(std::move(order));
    return result;
}

RowRun AnnouncedRun::read() const {
    const RowRun all(chunk_index, *chunk, *timeline);
    return column != nullptr ? all.with_valid(*chunk, *column) : all;
}

}  // namespace limn::store
