// SPDX-License-Identifier: MIT
/// Rect: an axis-aligned rectangle of the window or of a view.
///
/// Units     pixels, y down.
/// Threads   plain value.
#pragma once

#include <glm/vec2.hpp>

namespace limn::views {

struct Rect {
    glm::vec2 min{0.0F};
    glm::vec2 max{0.0F};

    [[nodiscard]] glm::vec2 size() const { return max - min; }
};

}  // namespace limn::views
