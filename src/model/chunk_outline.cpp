// SPDX-License-Identifier: MIT
#include "model/chunk_outline.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <mutex>
#include <utility>

namespace limn {
namespace {

bool are_same(const arrow::DataTypePtr& a, const arrow::DataTypePtr& b) {
    return a == b || (a != nullptr && b != nullptr && *a == *b);
}

/// Appends the values to memory that is large enough, and says where they lie now.
template <typename T>
std::span<const T> append(std::vector<std::byte>& memory, std::span<const T> values) {
    const std::size_t begin = memory.size();
    memory.resize(begin + values.size_bytes());
    if (!values.empty()) {
        std::memcpy(memory.data() + begin, values.data(), values.size_bytes());
    }
    return {reinterpret_cast<const T*>(memory.data() + begin), values.size()};
}

/// Nothing for an empty list.
template <typename T>
std::unique_ptr<const std::vector<T>> own(std::vector<T> values) {
    return values.empty() ? nullptr : std::make_unique<const std::vector<T>>(std::move(values));
}

}  // namespace

template <typename Column>
std::shared_ptr<const ColumnNames>
ChunkNames::find_or_add(const Column& column, const arrow::DataTypePtr& cells_type) {
    auto& known = columns_[column.name];
    const auto found = std::ranges::find_if(known, [&](const auto& names) {
        return names->archetype == column.archetype && names->type == column.type &&
               are_same(names->cells_type, cells_type);
    });
    if (found != known.end()) {
        return *found;
    }
    return known.emplace_back(std::make_shared<const ColumnNames>(
        ColumnNames{column.name, column.archetype, column.type, cells_type}
    ));
}

std::shared_ptr<const ColumnNames> ChunkNames::of(const ComponentColumn& column) {
    return find_or_add(
        column,
        column.cells.data() != nullptr ? column.cells.data()->type : nullptr
    );
}

std::shared_ptr<const ColumnNames> ChunkNames::of(const ColumnNames& column) {
    return find_or_add(column, column.cells_type);
}

std::shared_ptr<const Timeline> ChunkNames::of(const Timeline& timeline) {
    auto& known = timelines_[timeline];
    if (known == nullptr) {
        known = std::make_shared<const Timeline>(timeline);
    }
    return known;
}

EntityPath ChunkNames::of(const EntityPath& entity) {
    return *entities_.insert(entity).first;
}

ColumnOutline::ColumnOutline(std::shared_ptr<const ColumnNames> names, const arrow::Array& cells)
    : names_(std::move(names))
    , byte_size_(cells.byte_size())
    , num_valid_(static_cast<std::size_t>(cells.length())) {
    std::vector<CellState> states = cell_states(cells);
    num_valid_ -= static_cast<std::size_t>(std::ranges::count(states, CellState::Null));
    states_ = own(std::move(states));
}

ColumnOutline::ColumnOutline(
    std::shared_ptr<const ColumnNames> names,
    const ChunkHead::Column& column,
    const ChunkHead& head
)
    : names_(std::move(names))
    , byte_size_(column.byte_size)
    , num_valid_(
          head.is_deferred
              ? column.announced_rows
              : head.num_rows() -
                    static_cast<std::size_t>(std::ranges::count(column.states, CellState::Null))
      )
    , states_(own(column.states))
    , row_ranges_(own(column.row_ranges)) {}

/// What is read late.
struct ChunkOutline::Deferred {
    std::once_flag once;
    std::atomic<bool> is_known = false;
    LateRows rows;
};

ChunkOutline::~ChunkOutline() = default;

ChunkOutline::ChunkOutline(
    ChunkPtr chunk,
    std::shared_ptr<const ChunkSource> source,
    ChunkNames& names
)
    : id_(chunk->id())
    , entity_(names.of(chunk->entity()))
    , num_rows_(chunk->num_rows())
    , row_ids_(chunk->row_ids())
    , byte_size_(chunk->byte_size())
    , source_(std::move(source)) {
    timelines_.reserve(chunk->timelines().size());
    for (const TimeColumn& column : chunk->timelines()) {
        add_timeline(names.of(column.timeline), column);
    }
    columns_.reserve(chunk->components().size());
    for (const ComponentColumn& column : chunk->components()) {
        columns_.emplace_back(names.of(column), column.cells);
    }
    if (source_ == nullptr) {
        resident_ = std::move(chunk);
        return;
    }
    keep_rows();
}

ChunkOutline::ChunkOutline(
    const ChunkHead& head,
    std::shared_ptr<const ChunkSource> source,
    ChunkNames& names
)
    : id_(head.id)
    , entity_(names.of(head.entity))
    , num_rows_(head.num_rows())
    , row_ids_(head.row_ids)
    , byte_size_(row_ids_.size_bytes())
    , source_(std::move(source)) {
    timelines_.reserve(head.timelines.size());
    for (const TimeColumn& column : head.timelines) {
        add_timeline(names.of(column.timeline), column);
        byte_size_ += column.times.byte_size();
    }
    columns_.reserve(head.columns.size());
    for (const ChunkHead::Column& column : head.columns) {
        columns_.emplace_back(names.of(column.names), column, head);
        byte_size_ += column.byte_size;
    }
    keep_rows();
    if (head.is_deferred) {
        byte_size_ = head.announced_bytes;
        deferred_ = std::make_unique<Deferred>();
    }
}

void ChunkOutline::add_timeline(
    std::shared_ptr<const Timeline> timeline,
    const TimeColumn& column
) {
    TimelineOutline& outline = timelines_.emplace_back();
    outline.timeline = std::move(timeline);
    outline.range = column.range;
    outline.times_ = column.values();
}

void ChunkOutline::keep_rows() {
    std::size_t size = row_ids_.size_bytes();
    for (const TimelineOutline& timeline : timelines_) {
        size += timeline.times_.size_bytes();
    }
    own_rows_.reserve(size);
    row_ids_ = append(own_rows_, row_ids_);
    for (TimelineOutline& timeline : timelines_) {
        timeline.times_ = append(own_rows_, timeline.times_);
    }
}

const LateRows& ChunkOutline::late() const {
    std::call_once(deferred_->once, [&] {
        deferred_->rows = read_late_rows(*this);
        deferred_->is_known.store(true, std::memory_order_release);
    });
    return deferred_->rows;
}

bool ChunkOutline::is_complete() const {
    return deferred_ == nullptr || deferred_->is_known.load(std::memory_order_acquire);
}

bool ChunkOutline::are_times_late() const {
    return std::ranges::any_of(timelines_, [](const TimelineOutline& timeline) {
        return timeline.times_.empty();
    });
}

std::span<const TimeInt> ChunkOutline::times_on(const TimelineOutline& timeline) const {
    if (deferred_ == nullptr || !timeline.times_.empty()) {
        return timeline.times_;
    }
    return late().times[static_cast<std::size_t>(&timeline - timelines_.data())];
}

const std::vector<CellState>* ChunkOutline::states_of(const ColumnOutline& column) const {
    if (deferred_ == nullptr) {
        return column.states_.get();
    }
    const auto& states = late().columns[static_cast<std::size_t>(&column - columns_.data())].states;
    return states.empty() ? nullptr : &states;
}

bool ChunkOutline::is_valid(const ColumnOutline& column, std::size_t row) const {
    if (column.num_valid() == num_rows_) {
        return true;
    }
    const auto* states = states_of(column);
    return states == nullptr || (*states)[row] != CellState::Null;
}

bool ChunkOutline::has_instances(const ColumnOutline& column, std::size_t row) const {
    const auto* states = states_of(column);
    return states == nullptr || (*states)[row] == CellState::Filled;
}

std::uint64_t ChunkOutline::byte_size_of(const ColumnOutline& column) const {
    return deferred_ != nullptr
               ? late().columns[static_cast<std::size_t>(&column - columns_.data())].byte_size
               : column.byte_size_;
}

const TimelineOutline* ChunkOutline::find_timeline(std::string_view name) const {
    const auto found = std::ranges::find_if(timelines_, [&](const TimelineOutline& outline) {
        return outline.timeline->name == name;
    });
    return found == timelines_.end() ? nullptr : &*found;
}

const ColumnOutline* ChunkOutline::find_column(std::string_view name) const {
    const auto found = std::ranges::find(columns_, name, &ColumnOutline::name);
    return found == columns_.end() ? nullptr : &*found;
}

}  // namespace limn
