// SPDX-License-Identifier: MIT
/// Where labels go: tabs on boxes, plates below anchors, and none lies on another.
///
/// What      Greedy by importance: selected, hovered, then larger things, then those that had a label in
///           the frame before, then nearer ones, then in the order given; so equal input gives equal
///           output. A label that finds no free place is moved, farther away with a line to its anchor,
///           then left out: plates never lie on each other, but for the one thing that is selected or hovered.
///           Which places there are, `label_places.h` says.
///           Class labels that repeat themselves in a crowd keep a distance from one another.
/// Units     pixels of the view, y down.
/// Threads   pure functions.
#pragma once

#include <cstdint>
#include <functional>
#include <glm/vec2.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/color.h"
#include "views/label_memory.h"
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

/// Width and height of one line.
using MeasureText = std::function<glm::vec2(std::string_view)>;

struct LabelLayoutOptions {
    glm::vec2 view_px{0.0F};
    float scale = 1.0F;
    bool may_move = true;            ///< Off: a label stands where it belongs or not at all.
    bool keep_all = false;           ///< Labels without a free place are drawn all the same.
    std::size_t max_labels = 400;    ///< Placed at most.
    std::size_t max_tried = 20'000;  ///< Looked at, at most, in order of importance.
    LabelMemory* memory = nullptr;   ///< May be null: nothing is known of a frame before.
    std::optional<LabelBox> taken;  ///< By something else, such as the legend: no label lies there.
};

/// In the order in which they are to be drawn: least important first.
[[nodiscard]] std::vector<PlacedLabel> layout_labels(
    std::span<const LabelInput> labels,
    const LabelLayoutOptions& options,
    const MeasureText& measure
);

/// Cut at the end, with "…", so that it fits; at least one character stays.
[[nodiscard]] std::string
ellipsize(std::string_view text, float max_width, const MeasureText& measure);

/// Lines of a text: its own line breaks, then words put where they fit, then cut ones.
[[nodiscard]] std::vector<std::string>
break_lines(std::string_view text, float max_width, const MeasureText& measure);

}  // namespace limn::views
