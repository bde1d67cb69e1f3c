// SPDX-License-Identifier: MIT
/// Frame links: which frame lies where in which other one, as logged at the cursor.
///
/// What      At most one link per child frame: a transform, a pinhole, or both. A temporal row beats a
///           static one; of several entities that place one frame the newest row counts, with a word.
/// Errors    what contradicts itself is reported and decided as said there.
/// Threads   plain values, made from a recording that no one writes to.
/// Source    docs/FORMATS.md, frames.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "base/diagnostics.h"
#include "model/entity_path.h"
#include "scene/frame_id.h"
#include "scene/transform_values.h"
#include "store/recording.h"

namespace limn::scene {

struct FrameLink {
    FrameId child;
    FrameId parent;
    EntityPath entity;  ///< Where the link was logged (the transform, else the pinhole).
    std::optional<LoggedTransform> transform;
    std::optional<LoggedPinhole> pinhole;
    EntityPath pinhole_entity;
};

/// Entities whose links can matter to a view of `origin`: those of the view and above it, or all once
/// frames have names. In path order.
[[nodiscard]] std::vector<EntityPath>
linking_entities(const store::Recording& recording, const EntityPath& origin);

/// Links that matter to a view of `origin`, sorted by child.
[[nodiscard]] std::vector<FrameLink> read_frame_links(
    const store::Recording& recording,
    const store::LatestAtQuery& query,
    const EntityPath& origin,
    Diagnostics& diagnostics
);

/// Entities at and below `origin` whose data is in another frame than their own.
[[nodiscard]] std::map<EntityPath, FrameId> read_data_frames(
    const store::Recording& recording,
    const store::LatestAtQuery& query,
    const EntityPath& origin
);

}  // namespace limn::scene
