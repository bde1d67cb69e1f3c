// SPDX-License-Identifier: MIT
#include "model/merged_chunk.h"

#include <algorithm>
#include <utility>

#include "arrow/concat.h"

namespace limn {
namespace {

bool are_same(const arrow::Array& a, const arrow::Array& b) {
    return a.data()->type == b.data()->type || a.type() == b.type();
}

}  // namespace

bool can_merge(const Chunk& chunk) {
    return std::ranges::all_of(chunk.components(), [](const ComponentColumn& column) {
        return arrow::can_concat(column.cells.type());
    });
}

bool have_same_columns(const Chunk& a, const Chunk& b) {
    return a.entity() == b.entity() &&
           std::ranges::equal(
               a.timelines(),
               b.timelines(),
               [](const TimeColumn& left, const TimeColumn& right) {
                   return left.timeline == right.timeline && are_same(left.times, right.times);
               }
           ) &&
           std::ranges::equal(
               a.components(),
               b.components(),
               [](const ComponentColumn& left, const ComponentColumn& right) {
                   return left.name == right.name && left.archetype == right.archetype &&
                          left.type == right.type && are_same(left.cells, right.cells);
               }
           );
}

Result<ChunkPtr> merge_chunks(std::span<const ChunkPtr> chunks) {
    const Chunk& first = *chunks.front();
    Chunk::Parts parts;
    parts.id = first.id();
    parts.entity = first.entity();
    for (const ChunkPtr& chunk : chunks) {
        if (!have_same_columns(first, *chunk) || !can_merge(*chunk)) {
            return fail(ErrorCode::InvalidArgument, "chunks of different columns");
        }
        parts.row_ids.insert(parts.row_ids.end(), chunk->row_ids().begin(), chunk->row_ids().end());
    }
    std::vector<arrow::Array> pieces(chunks.size());
    for (std::size_t i = 0; i < first.timelines().size(); ++i) {
        std::ranges::transform(chunks, pieces.begin(), [&](const ChunkPtr& chunk) {
            return chunk->timelines()[i].times;
        });
        parts.timelines.push_back({first.timelines()[i].timeline, arrow::concat(pieces), {}, false}
        );
    }
    for (std::size_t i = 0; i < first.components().size(); ++i) {
        std::ranges::transform(chunks, pieces.begin(), [&](const ChunkPtr& chunk) {
            return chunk->components()[i].cells;
        });
        ComponentColumn column = first.components()[i];
        column.cells = arrow::concat(pieces);
        parts.components.push_back(std::move(column));
    }
    return Chunk::create(std::move(parts));
}

Result<ChunkPtr> members_of(
    const Chunk& merged,
    std::span<const ChunkMember> members,
    const std::vector<bool>& wanted
) {
    Chunk::Parts parts;
    parts.entity = merged.entity();
    std::vector<std::pair<std::int64_t, std::int64_t>> ranges;
    std::int64_t begin = 0;
    for (std::size_t i = 0; i < members.size(); ++i) {
        const std::int64_t count = members[i].num_rows;
        if (wanted[i]) {
            parts.id = ranges.empty() ? members[i].id : parts.id;
            ranges.emplace_back(begin, count);
            const auto ids = merged.row_ids().subspan(
                static_cast<std::size_t>(begin),
                static_cast<std::size_t>(count)
            );
            parts.row_ids.insert(parts.row_ids.end(), ids.begin(), ids.end());
        }
        begin += count;
    }
    const auto pieces_of = [&](const arrow::Array& column) {
        std::vector<arrow::Array> pieces;
        for (const auto& [from, count] : ranges) {
            pieces.push_back(column.slice(from, count));
        }
        return arrow::concat(pieces);
    };
    for (const TimeColumn& column : merged.timelines()) {
        parts.timelines.push_back({column.timeline, pieces_of(column.times), {}, false});
    }
    for (const ComponentColumn& column : merged.components()) {
        ComponentColumn part = column;
        part.cells = pieces_of(column.cells);
        parts.components.push_back(std::move(part));
    }
    return Chunk::create(std::move(parts));
}

MergedSource::MergedSource(std::vector<std::shared_ptr<const ChunkSource>> pieces)
    : pieces_(std::move(pieces)) {
    for (const auto& piece : pieces_) {
        num_parts_ += std::max<std::size_t>(piece->num_parts(), 1);
    }
}

Result<ChunkPtr> MergedSource::read() const {
    std::vector<ChunkPtr> chunks;
    chunks.reserve(pieces_.size());
    for (const auto& piece : pieces_) {
        LIMN_TRY(ChunkPtr chunk, piece->read());
        if (chunk == nullptr) {
            return fail(ErrorCode::Unreadable, "a part of a merged chunk is gone");
        }
        chunks.push_back(std::move(chunk));
    }
    return merge_chunks(chunks);
}

std::shared_ptr<const ChunkSource> MergedSource::part(std::size_t index) const {
    for (const auto& piece : pieces_) {
        const std::size_t count = piece->num_parts();
        if (index < std::max<std::size_t>(count, 1)) {
            return count == 0 ? piece : piece->part(index);
        }
        index -= std::max<std::size_t>(count, 1);
    }
    return nullptr;
}

}  // namespace limn
