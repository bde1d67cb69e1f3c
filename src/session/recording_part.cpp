// SPDX-License-Identifier: MIT
#include "session/recording_part.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "model/time_math.h"

namespace limn::session {
namespace {

/// What a row weighs beside its components: its id and a time.
constexpr double kRowBytes = 24.0;

bool is_inherited(std::string_view archetype) {
    const Archetype* found = find_archetype(archetype);
    return found != nullptr && found->is_inherited;
}

bool is_below_any(const EntityPath& entity, const std::vector<EntityPath>& roots) {
    return std::ranges::any_of(roots, [&](const EntityPath& root) {
        return entity.is_in_subtree_of(root);
    });
}

bool is_above_any(const EntityPath& entity, const std::vector<EntityPath>& roots) {
    return std::ranges::any_of(roots, [&](const EntityPath& root) {
        return root.is_in_subtree_of(entity);
    });
}

std::vector<const ColumnOutline*>
wanted_columns(const RecordingPart& part, const ChunkOutline& chunk) {
    const bool frames = names_frames([&](std::string_view component) {
        return chunk.find_column(component) != nullptr;
    });
    std::vector<const ColumnOutline*> columns;
    for (const ColumnOutline& column : chunk.columns()) {
        if (part.wants(chunk.entity(), column.name(), frames)) {
            columns.push_back(&column);
        }
    }
    return columns;
}

/// About: what would have to be read first is shared out evenly among the columns.
double bytes_of(const ChunkOutline& chunk, const ColumnOutline& column) {
    return !chunk.is_complete() ? static_cast<double>(chunk.announced_bytes()) /
                                      static_cast<double>(chunk.columns().size())
                                : static_cast<double>(chunk.byte_size_of(column));
}

double bytes_per_row(const ChunkOutline& chunk, const ColumnOutline& column) {
    return bytes_of(chunk, column) /
           static_cast<double>(std::max<std::size_t>(column.num_valid(), 1));
}

/// Would have to be read to say where its rows lie.
bool is_unread(const ChunkOutline& chunk) {
    return !chunk.is_complete() && chunk.are_times_late();
}

/// How much of a time range lies in another one: of rows that are spread evenly.
double share_within(const TimeRange& range, const TimeRange& wanted) {
    const TimeInt min = std::max(range.min, wanted.min);
    const TimeInt max = std::min(range.max, wanted.max);
    if (min > max) {
        return 0.0;
    }
    return static_cast<double>(num_times_in({min, max})) / static_cast<double>(num_times_in(range));
}

/// The id of a row, or what stands for it while it would have to be read first.
RowId row_of(const ChunkOutline& chunk, std::size_t row) {
    if (!chunk.is_complete()) {
        return RowId{{chunk.id().time_ns, chunk.id().inc + row}};
    }
    return chunk.row_ids()[row];
}

}  // namespace

bool places_frames(std::string_view archetype) {
    const Archetype* found = find_archetype(archetype);
    return found != nullptr && found->places_frames;
}

bool names_frames(const std::function<bool(std::string_view)>& has_component) {
    return std::ranges::any_of(archetypes(), [&](const Archetype& archetype) {
        return archetype.places_frames && has_component(child_frame_of(archetype.name));
    });
}

std::string child_frame_of(std::string_view archetype) {
    return std::string(archetype) + ":child_frame";
}

bool RecordingPart::wants(const EntityPath& entity, std::string_view component, bool names_frames)
    const {
    if (entity.is_reserved()) {
        return true;
    }
    const bool is_out = is_below_any(entity, without);
    if (!is_out && (entities.empty() || is_below_any(entity, entities))) {
        return true;
    }
    const std::string_view archetype = archetype_of(component);
    return (names_frames && places_frames(archetype)) ||
           (!is_out && is_inherited(archetype) && is_above_any(entity, entities));
}

bool PartMeasure::update(
    const store::Recording& recording,
    const RecordingPart& part,
    std::size_t most
) {
    if (recording.id() != recording_ || part != part_ || recording.num_chunks() < next_) {
        *this = {};
        recording_ = recording.id();
        part_ = part;
    }
    const auto chunks = recording.chunks();
    const std::size_t end = std::min(chunks.size(), next_ + most);
    for (; next_ < end; ++next_) {
        count(*chunks[next_]);
    }
    return next_ == chunks.size();
}

PartSize PartMeasure::size() const {
    double bytes = bytes_;
    std::set<std::pair<TimeInt, RowId>> held_rows;
    for (const auto& [subject, held] : held_) {
        if (held.row.first == part_.range->min) {
            continue;  // In the range, where it was counted.
        }
        held_rows.insert(held.row);
        bytes += held.bytes;
    }
    const std::uint64_t rows = rows_ + held_rows.size();
    return {rows, static_cast<std::uint64_t>(bytes + kRowBytes * static_cast<double>(rows))};
}

void PartMeasure::count(const ChunkOutline& chunk) {
    if (!chunk.is_static() && !part_.has_all_times(chunk.entity())) {
        if (const TimelineOutline* timeline = chunk.find_timeline(part_.timeline)) {
            count_range(chunk, *timeline);
        }
        return;
    }
    const auto columns = wanted_columns(part_, chunk);
    if (columns.empty()) {
        return;
    }
    rows_ += chunk.num_rows();
    for (const ColumnOutline* column : columns) {
        bytes_ += bytes_of(chunk, *column);
    }
}

void PartMeasure::count_range(const ChunkOutline& chunk, const TimelineOutline& timeline) {
    const auto columns = wanted_columns(part_, chunk);
    if (is_unread(chunk)) {
        count_share(chunk, timeline, columns);
    } else {
        const auto times = chunk.times_on(timeline);
        for (std::size_t row = 0; row < chunk.num_rows(); ++row) {
            if (!part_.range->contains(times[row])) {
                continue;
            }
            bool any = false;
            for (const ColumnOutline* column : columns) {
                if (chunk.is_valid(*column, row)) {
                    any = true;
                    bytes_ += bytes_per_row(chunk, *column);
                }
            }
            rows_ += any ? 1U : 0U;
        }
    }
    if (timeline.range.min <= part_.range->min) {
        for (const ColumnOutline* column : columns) {
            hold(chunk, timeline, *column);
        }
    }
}

void PartMeasure::count_share(
    const ChunkOutline& chunk,
    const TimelineOutline& timeline,
    std::span<const ColumnOutline* const> columns
) {
    const double share = share_within(timeline.range, *part_.range);
    double most_rows = 0.0;
    for (const ColumnOutline* column : columns) {
        const double rows = share * static_cast<double>(column->num_valid());
        bytes_ += rows * bytes_per_row(chunk, *column);
        most_rows = std::max(most_rows, rows);
    }
    rows_ += static_cast<std::uint64_t>(std::lround(most_rows));
}

void PartMeasure::hold(
    const ChunkOutline& chunk,
    const TimelineOutline& timeline,
    const ColumnOutline& column
) {
    std::optional<std::pair<TimeInt, RowId>> newest;
    if (is_unread(chunk)) {
        const TimeInt first = part_.range->min;
        const bool has_first = timeline.range.min == first || timeline.range.max == first;
        const TimeInt last = has_first ? first : std::min(timeline.range.max, first - 1);
        newest = {last, row_of(chunk, chunk.num_rows() - 1)};
    } else {
        const auto times = chunk.times_on(timeline);
        for (std::size_t row = 0; row < chunk.num_rows(); ++row) {
            const std::pair<TimeInt, RowId> here{times[row], row_of(chunk, row)};
            if (here.first <= part_.range->min && chunk.is_valid(column, row) &&
                (!newest || *newest < here)) {
                newest = here;
            }
        }
    }
    if (!newest) {
        return;
    }
    const Held here{*newest, bytes_per_row(chunk, column)};
    const auto [known, is_new] = held_.try_emplace({chunk.entity(), column.name()}, here);
    if (!is_new && known->second.row < here.row) {
        known->second = here;
    }
}

}  // namespace limn::session
