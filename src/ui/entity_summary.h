// SPDX-License-Identifier: MIT
/// What an entity holds, in one icon and one word, for lists.
///
/// Threads   pure functions on a recording.
#pragma once

#include <string>

#include "model/entity_path.h"
#include "store/recording.h"

namespace limn::ui {

struct EntitySummary {
    const char* icon = nullptr;  ///< Never null.
    std::string detail;          ///< "u8", "JPEG", "200 k" (instances); may be empty.
};

[[nodiscard]] EntitySummary summarize(
    const store::Recording& recording,
    const store::LatestAtQuery& query,
    const EntityPath& entity
);

}  // namespace limn::ui
