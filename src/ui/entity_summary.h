// SPDX-License-Identifier: MIT
/// What an entity holds, in one icon and one word, for lists. `undrawn` is that of its recording.
///
/// Threads   pure functions on a recording.
/// Cost      of a summary: all values of the instances are looked at.
#pragma once

#include <span>
#include <string>

#include "model/entity_path.h"
#include "scene/undrawn.h"
#include "store/recording.h"

namespace limn::ui {

struct EntitySummary {
    const char* icon = nullptr;  ///< Never null.
    std::string detail;          ///< "u8", "JPEG", "200 k" (instances that count); may be empty.
    bool is_struck = false;      ///< Nothing of the entity is drawn, though something could be.
};

[[nodiscard]] EntitySummary summarize(
    const store::Recording& recording,
    const store::LatestAtQuery& query,
    const EntityPath& entity,
    std::span<const scene::Undrawn> undrawn
);

/// The path, and what of the entity is not drawn, a line each.
[[nodiscard]] std::string
entity_tooltip(const EntityPath& entity, std::span<const scene::Undrawn> undrawn);

}  // namespace limn::ui
