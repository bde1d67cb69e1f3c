// SPDX-License-Identifier: MIT
/// FrameRows: which rows of one entity say where a frame lies in another one, by child frame.
///
/// What      A row with any component of a transform (or of a pinhole's projection) relates one child
///           frame to one parent frame. The child is named in the row; where it is not, it is the
///           entity's own frame, written as the empty name here. Each child frame has an index of its
///           own, so that many frames can be logged at one entity, each at its own times.
/// Cost      insert: linear in the rows of the chunk; a query is O(log n) per child frame.
/// Threads   const members from any thread while nothing is inserted.
/// Source    docs/FORMATS.md, frames.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "model/chunk.h"
#include "store/frame_relation.h"
#include "store/time_index.h"
#include "store/timeline_indices.h"

namespace limn::store {

class FrameRows {
  public:
    /// Rows of one child frame.
    struct Rows {
        TimelineIndices temporal;
        std::optional<RowRef> latest_static;  ///< Greatest row id.
    };

    using ByChild = std::map<std::string, Rows, std::less<>>;

    /// True if some row names a child or parent frame by text. `runs` are all rows of the chunk (the
    /// last of `chunks`) on each timeline.
    bool insert(
        FrameRelation relation,
        const Chunk& chunk,
        std::span<const std::pair<TimelineNumber, RowRun>> runs,
        const ChunkList& chunks
    );

    [[nodiscard]] const ByChild& by_child(FrameRelation relation) const {
        return by_child_.at(static_cast<std::size_t>(relation));
    }

  private:
    std::array<ByChild, kNumFrameRelations> by_child_;
};

/// Does the chunk have a column of that relation?
[[nodiscard]] bool has_relation(const Chunk& chunk, FrameRelation relation);

/// Of any relation?
[[nodiscard]] bool has_relation(const ChunkOutline& chunk);

}  // namespace limn::store
