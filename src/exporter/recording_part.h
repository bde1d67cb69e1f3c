// SPDX-License-Identifier: MIT
/// PartSelector: chooses the rows of a part of a recording, chunk by chunk.
///
/// What      What belongs to a part says session::RecordingPart.
/// Cost      rows are not copied: a chunk that is cut becomes chunks of the runs that stay.
/// Threads   one owner at a time.
/// Source    docs/COMMANDS.md, convert.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "model/chunk.h"
#include "model/entity_path.h"
#include "model/ids.h"
#include "model/time.h"
#include "session/recording_part.h"

namespace limn::exporter {

using session::RecordingPart;

/// Chooses among the chunks of one recording.
class PartSelector {
  public:
    explicit PartSelector(RecordingPart part)
        : part_(std::move(part)) {}

    /// With a range every chunk is shown to `survey` first, in any order.
    [[nodiscard]] bool needs_survey() const { return part_.range.has_value(); }

    void survey(const Chunk& chunk);

    /// What stays of a chunk: itself, some chunks with ids of their own, or nothing.
    [[nodiscard]] Result<std::vector<ChunkPtr>> select(const ChunkPtr& chunk) const;

  private:
    /// Which component of which entity, or a case of it whose rows do not replace those of the others.
    struct Subject {
        EntityPath entity;
        std::string component;
        std::string variant;

        friend auto operator<=>(const Subject&, const Subject&) = default;
    };

    using RowIndex = std::pair<TimeInt, RowId>;

    [[nodiscard]] std::vector<const ComponentColumn*> columns_of(const Chunk& chunk) const;
    [[nodiscard]] bool
    holds_at_start(const Chunk& chunk, const ComponentColumn& column, std::size_t row) const;
    [[nodiscard]] std::vector<bool>
    rows_of(const Chunk& chunk, const std::vector<const ComponentColumn*>& columns) const;
    [[nodiscard]] static Subject
    subject_of(const Chunk& chunk, const ComponentColumn& column, std::size_t row);

    RecordingPart part_;
    std::map<Subject, RowIndex> newest_at_start_;  ///< What holds at the start of the range.
};

}  // namespace limn::exporter
