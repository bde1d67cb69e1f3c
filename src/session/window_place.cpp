// SPDX-License-Identifier: MIT
#include "session/window_place.h"

#include <cmath>
#include <cstdint>
#include <glm/common.hpp>

namespace limn::session {
namespace {

constexpr glm::vec2 kLeastSizePt{480.0F, 360.0F};

std::int64_t area_of(glm::ivec2 size) {
    return std::int64_t{size.x} * std::int64_t{size.y};
}

/// How much of a window a screen shows.
std::int64_t overlap(const WindowPlace& window, const Screen& screen) {
    const glm::ivec2 low = glm::max(window.position, screen.position);
    const glm::ivec2 high = glm::min(window.position + window.size, screen.position + screen.size);
    return area_of(glm::max(high - low, glm::ivec2(0)));
}

/// Moved and made smaller until the frame lies inside of the screen.
WindowPlace inside(const WindowPlace& window, const Screen& screen, const FrameMargins& margins) {
    const glm::ivec2 low = screen.position + margins.top_left;
    const glm::ivec2 high = screen.position + screen.size - margins.bottom_right;
    WindowPlace place = window;
    place.size = glm::max(glm::min(window.size, high - low), glm::ivec2(1));
    place.position = glm::max(glm::min(window.position, high - place.size), low);
    return place;
}

}  // namespace

std::optional<std::size_t> screen_of(const WindowPlace& window, std::span<const Screen> screens) {
    if (screens.empty()) {
        return std::nullopt;
    }
    std::size_t best = 0;
    for (std::size_t i = 1; i < screens.size(); ++i) {
        if (overlap(window, screens[i]) > overlap(window, screens[best])) {
            best = i;
        }
    }
    return best;
}

std::optional<WindowPlace> opening_place(
    const std::optional<WindowPlace>& kept,
    std::span<const Screen> screens,
    const FrameMargins& margins
) {
    if (screens.empty()) {
        return std::nullopt;
    }
    if (kept) {
        const Screen& screen = screens[*screen_of(*kept, screens)];
        if (2 * overlap(*kept, screen) >= area_of(kept->size)) {
            return inside(*kept, screen, margins);
        }
    }
    const Screen& first = screens.front();
    return inside({first.position, first.size, false}, first, margins);
}

glm::ivec2 least_window_size(float units_per_pt, const std::optional<Screen>& screen) {
    const glm::ivec2 wanted(glm::ceil(kLeastSizePt * units_per_pt));
    return screen ? glm::min(wanted, screen->size) : wanted;
}

}  // namespace limn::session
