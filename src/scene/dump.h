// SPDX-License-Identifier: MIT
/// A scene as text, for tests.
///
/// Threads   pure function.
#pragma once

#include <string>

#include "scene/scene.h"

namespace limn::scene {

/// Stable text of a scene, for snapshot tests.
[[nodiscard]] std::string dump(const Scene& scene);

}  // namespace limn::scene
