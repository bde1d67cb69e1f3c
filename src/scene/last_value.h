// SPDX-License-Identifier: MIT
/// What a recording holds of a component, whatever the cursor: for what is decided once per recording.
///
/// Threads   only reads the recording.
/// Cost      a latest-at query, and reading the value.
#pragma once

#include <optional>
#include <string_view>

#include "store/recording.h"

namespace limn::scene {

/// Some value of the component: the last one on the default timeline, else on any.
[[nodiscard]] std::optional<store::Cell>
last_value(const store::Recording& recording, const EntityPath& entity, std::string_view component);

}  // namespace limn::scene
