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
#include "views/label_types.h"
#include "views/overlap_grid.h"
#include "views/text_fit.h"

namespace limn::views {

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

}  // namespace limn::views
