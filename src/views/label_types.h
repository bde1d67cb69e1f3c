// SPDX-License-Identifier: MIT
/// Labels before and after they are placed.
///
/// Units     pixels of the view, y down.
/// Threads   plain values.
#pragma once

#include <cstdint>
#include <glm/vec2.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/color.h"
#include "views/overlap_grid.h"

namespace limn::views {

/// A label that wants to be shown.
struct LabelInput {
    std::string text;
    glm::vec2 anchor{0.0F};
    float depth = 0.0F;    ///< Nearer is smaller; equal in 2D.
    Rgba8 color;           ///< Of the class or instance; lightened when drawn.
    bool below = true;     ///< Below the anchor, else centred on it.
    float wrap_px = 0.0F;  ///< 0: not wrapped.
    bool highlighted = false;
    bool selected = false;  ///< Before all others; highlighted, too.
    bool certain = false;   ///< Shown even where no place is free.
    float alpha = 1.0F;
    std::uint32_t source = 0;  ///< Index of the anchor, for hover.
    float extent_px = 0.0F;    ///< How large the thing is on screen.
    std::uint32_t crowd = 1;   ///< How many of its kind are labelled by their class alone.
    std::uint64_t key = 0;     ///< The same from frame to frame; 0: not remembered.
    std::uint64_t repeats =
        0;  ///< Equal for labels of one kind that say the same; 0: says its own.
    std::optional<LabelBox> object;  ///< What it names, on the screen: not to be hidden by it.
    bool is_tab = false;             ///< `object` is a box: one line on its edge.
    std::optional<LabelBox> place;   ///< Here or nowhere, with a line to its anchor.
};

/// Where a tab stands at its box.
enum class TabSide : std::uint8_t { Above, Below, Right, Left, Inside };

struct PlacedLabel {
    glm::vec2 min{0.0F};
    glm::vec2 max{0.0F};
    std::vector<std::string> lines;
    Rgba8 color;
    bool highlighted = false;
    float alpha = 1.0F;
    std::uint32_t source = 0;
    glm::vec2 anchor{0.0F};
    bool has_leader = false;     ///< So far from its anchor that a line joins them.
    std::optional<TabSide> tab;  ///< Filled with its color.

    [[nodiscard]] bool contains(glm::vec2 point) const {
        return point.x >= min.x && point.x < max.x && point.y >= min.y && point.y < max.y;
    }
};

}  // namespace limn::views
