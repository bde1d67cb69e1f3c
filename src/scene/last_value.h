// SPDX-License-Identifier: MIT
/// What a recording holds of a component, whatever the cursor: for what is decided once per recording.
///
/// Threads   only reads the recording.
/// Cost      a latest-at query, and reading the value.
#pragma once

#include <optional>
#include <string_view>

#include "annotation/tensor_classes.h"
#include "store/recording.h"

namespace limn::scene {

/// Some value of the component: the last one on the default timeline, else on any.
[[nodiscard]] std::optional<store::Cell>
last_value(const store::Recording& recording, const EntityPath& entity, std::string_view component);

/// Is the entity's tensor drawn as classes? The rule of visualizers/tensor.cpp, asked of the last value.
[[nodiscard]] bool is_shown_tensor(
    const store::Recording& recording,
    const EntityPath& entity,
    const annotation::TensorChoices& tensors
);

}  // namespace limn::scene
