// SPDX-License-Identifier: MIT
/// Which views a recording is shown in before anyone arranges them.
///
/// Threads   only reads the recording.
#pragma once

#include <vector>

#include "annotation/tensor_choice.h"
#include "scene/view_spec.h"
#include "store/recording.h"

namespace limn::scene {

/// Views that show what is in the recording, all of them, 2D before 3D; rules in the source.
[[nodiscard]] std::vector<ViewSpec>
propose_views(const store::Recording& recording, const annotation::TensorChoices& tensors = {});

}  // namespace limn::scene
