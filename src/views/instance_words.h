// SPDX-License-Identifier: MIT
/// What was logged about one instance in words and numbers: its text, and how sure a model was of it.
///
/// Cost      by the components of the entity; for what is hovered.
/// Threads   the UI thread.
#pragma once

#include <cstdint>
#include <string>

#include "model/entity_path.h"
#include "store/recording.h"

namespace limn::views {

struct InstanceWords {
    std::string text;  ///< Of a component `labels`, in one line; empty if there is none.
    std::string
        score;  ///< "0.93", of a component `scores`, `confidences` or the like; empty if the text has a number.
};

[[nodiscard]] InstanceWords instance_words(
    const store::Recording& recording,
    const store::LatestAtQuery& query,
    const EntityPath& entity,
    std::uint32_t instance
);

}  // namespace limn::views
