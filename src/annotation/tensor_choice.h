// SPDX-License-Identifier: MIT
/// What the user wants of tensors: whether they are masks, and which part of them is shown.
///
/// Threads   plain value.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "model/entity_path.h"

namespace limn::annotation {

struct TensorChoice {
    std::optional<bool> as_classes;    ///< Nothing: by itself, by the rule of tensor_classes.h.
    std::vector<std::uint64_t> index;  ///< One per slider; missing ones are 0.

    friend bool operator==(const TensorChoice&, const TensorChoice&) = default;
};

using TensorChoices = std::map<EntityPath, TensorChoice>;

}  // namespace limn::annotation
