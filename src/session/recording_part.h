// SPDX-License-Identifier: MIT
/// RecordingPart: which rows of a recording are saved, and how much that is.
///
/// What      Entities with all below them, and what applies to these from elsewhere: annotation contexts, transforms, pinholes,
///           view coordinates and clears of the entities above, and rows that place named frames. A range of times of one
///           timeline; static rows stay, and so do the rows that hold at its beginning, so that the first picture is the same.
///           Recording properties always stay.
/// Threads   plain values.
/// Source    docs/COMMANDS.md, convert.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/archetypes.h"
#include "model/chunk_outline.h"
#include "model/entity_path.h"
#include "model/ids.h"
#include "model/time.h"
#include "store/recording.h"

namespace limn::session {

struct RecordingPart {
    std::vector<EntityPath> entities;  ///< With all below; none: every entity.
    std::vector<EntityPath> without;   ///< With all below.
    std::string timeline;              ///< Of `range`.
    std::optional<TimeRange> range;    ///< Rows that are not on the timeline are left out, too.

    [[nodiscard]] bool is_whole() const {
        return entities.empty() && without.empty() && !range.has_value();
    }

    /// Every time of a chunk belongs to it: there is no range, or the range does not bind its entity.
    [[nodiscard]] bool has_all_times(const EntityPath& entity) const {
        return !range.has_value() || entity.is_reserved();
    }

    /// Whether a component of an entity belongs to it. `names_frames`: a row of the chunk may place a named frame.
    [[nodiscard]] bool
    wants(const EntityPath& entity, std::string_view component, bool names_frames) const;

    friend bool operator==(const RecordingPart&, const RecordingPart&) = default;
};

/// A row of this archetype places a frame.
[[nodiscard]] bool places_frames(std::string_view archetype);

/// May rows of a chunk say which frame they place, by its components?
[[nodiscard]] bool names_frames(const std::function<bool(std::string_view)>& has_component);

/// The component by which rows of an archetype say it.
[[nodiscard]] std::string child_frame_of(std::string_view archetype);

struct PartSize {
    std::uint64_t rows = 0;
    std::uint64_t bytes = 0;  ///< Of data in memory, about: the rows of a chunk count alike.
};

/// Counts a part by the index alone: nothing is read. Some chunks at a time, so that a frame stays short.
class PartMeasure {
  public:
    /// Goes on, or begins anew for another part or recording. True once every chunk is counted.
    bool update(const store::Recording& recording, const RecordingPart& part, std::size_t most);

    [[nodiscard]] PartSize size() const;

  private:
    /// The newest row at the beginning of the range or before that has a value of a component.
    struct Held {
        std::pair<TimeInt, RowId> row;
        double bytes = 0.0;
    };

    void count(const ChunkOutline& chunk);
    void count_range(const ChunkOutline& chunk, const TimelineOutline& timeline);
    /// Of a chunk whose rows were not read: as if they were spread evenly.
    void count_share(
        const ChunkOutline& chunk,
        const TimelineOutline& timeline,
        std::span<const ColumnOutline* const> columns
    );
    void
    hold(const ChunkOutline& chunk, const TimelineOutline& timeline, const ColumnOutline& column);

    StoreId recording_;
    RecordingPart part_;
    std::size_t next_ = 0;
    std::uint64_t rows_ = 0;  ///< In the range.
    double bytes_ = 0.0;
    std::map<std::pair<EntityPath, std::string>, Held> held_;
};

}  // namespace limn::session
