// SPDX-License-Identifier: MIT
#include "model/chunk_outline.h"

#include <algorithm>
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
    : ColumnOutline(
          std::move(names),
          cells.byte_size(),
          static_cast<std::size_t>(cells.length()),
          cell_states(cells)
      ) {}

ColumnOutline::ColumnOutline(
    std::shared_ptr<const ColumnNames> names,
    std::uint64_t byte_size,
    std::size_t num_rows,
    std::vector<CellState> states
)
    : names_(std::move(names))
    , byte_size_(byte_size)
    , num_valid_(num_rows - static_cast<std::size_t>(std::ranges::count(states, CellState::Null))) {
    if (!states.empty()) {
        states_ = std::make_unique<const std::vector<CellState>>(std::move(states));
    }
}

/// What is read late.
struct ChunkOutline::Deferred {
    struct Column {
        std::uint64_t byte_size = 0;
        bool is_filled = true;
    };

    std::once_flag once;
    std::uint64_t byte_size = 0;
    std::vector<Column> columns;  ///< As those of the outline.
};

ChunkOutline::~ChunkOutline() = default;

ChunkOutline::ChunkOutline(
    ChunkPtr chunk,
    std::shared_ptr<const ChunkSource> source,
    ChunkNames& names
)
    : id_(chunk->id())
    , entity_(names.of(chunk->entity()))
    , row_ids_(chunk->row_ids())
    , byte_size_(chunk->byte_size())
    , source_(std::move(source)) {
    timelines_.reserve(chunk->timelines().size());
    for (const TimeColumn& column : chunk->timelines()) {
        timelines_.push_back({names.of(column.timeline), column.values(), column.range});
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
    , row_ids_(head.row_ids)
    , byte_size_(row_ids_.size_bytes())
    , source_(std::move(source)) {
    timelines_.reserve(head.timelines.size());
    for (const TimeColumn& column : head.timelines) {
        timelines_.push_back({names.of(column.timeline), column.values(), column.range});
        byte_size_ += column.times.byte_size();
    }
    columns_.reserve(head.columns.size());
    for (const ChunkHead::Column& column : head.columns) {
        columns_.emplace_back(
            names.of(column.names),
            column.byte_size,
            head.row_ids.size(),
            column.states
        );
        byte_size_ += column.byte_size;
    }
    keep_rows();
    if (head.is_deferred) {
        byte_size_ = head.announced_bytes;
        deferred_ = std::make_unique<Deferred>();
    }
}

void ChunkOutline::read_deferred() const {
    std::call_once(deferred_->once, [&] {
        const auto head = source_->read_head();
        const bool is_same = head && (*head)->id == id_ && (*head)->row_ids.size() == num_rows();
        // The memory is this outline's own, and nobody looks at it before.
        const auto row_id = is_same ? (*head)->row_ids.front() : RowId{id_};
        std::memcpy(const_cast<std::byte*>(own_rows_.data()), &row_id, sizeof(row_id));
        deferred_->byte_size = row_ids_.size_bytes();
        for (const TimelineOutline& timeline : timelines_) {
            deferred_->byte_size += timeline.times.size_bytes();
        }
        for (const ColumnOutline& column : columns_) {
            Deferred::Column& late = deferred_->columns.emplace_back();
            if (!is_same) {
                late.byte_size = byte_size_ / columns_.size();
                continue;
            }
            const auto found =
                std::ranges::find((*head)->columns, column.name(), [](const auto& other) {
                    return other.names.name;
                });
            if (found != (*head)->columns.end()) {
                late.byte_size = found->byte_size;
                late.is_filled =
                    found->states.empty() || found->states.front() == CellState::Filled;
            }
            deferred_->byte_size += late.byte_size;
        }
    });
}

bool ChunkOutline::has_instances(const ColumnOutline& column, std::size_t row) const {
    complete();
    return deferred_ != nullptr
               ? deferred_->columns[static_cast<std::size_t>(&column - columns_.data())].is_filled
               : column.has_instances(row);
}

std::uint64_t ChunkOutline::byte_size_of(const ColumnOutline& column) const {
    complete();
    return deferred_ != nullptr
               ? deferred_->columns[static_cast<std::size_t>(&column - columns_.data())].byte_size
               : column.byte_size_;
}

std::uint64_t ChunkOutline::byte_size() const {
    complete();
    return deferred_ != nullptr ? deferred_->byte_size : byte_size_;
}

void ChunkOutline::keep_rows() {
    own_rows_.reserve(row_ids_.size_bytes() + timelines_.size() * num_rows() * sizeof(TimeInt));
    row_ids_ = append(own_rows_, row_ids_);
    for (TimelineOutline& timeline : timelines_) {
        timeline.times = append(own_rows_, timeline.times);
    }
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
