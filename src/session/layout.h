// SPDX-License-Identifier: MIT
/// Layout: how tiles share the middle of the window; pure data and pure operations.
///
/// Threads   plain value.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace limn::session {

using ViewId = std::uint32_t;

struct TileRect {
    float x = 0.0F;
    float y = 0.0F;
    float w = 0.0F;
    float h = 0.0F;
};

/// A binary tree of splits, stored flat: node 0 is the root.
struct LayoutNode {
    enum class Kind : std::uint8_t { Leaf, Row, Column } kind = Kind::Leaf;
    ViewId view = 0;          ///< Leaf only.
    float ratio = 0.5F;       ///< Share of the first child.
    std::uint32_t first = 0;  ///< Children, for Row (side by side) and Column (stacked).
    std::uint32_t second = 0;
};

struct Splitter {
    std::uint32_t node = 0;
    TileRect rect;
    bool vertical = true;  ///< A vertical bar, dragged left and right.
};

struct PlacedTiles {
    std::vector<std::pair<ViewId, TileRect>> tiles;
    std::vector<Splitter> splitters;
};

class Layout {
  public:
    /// Side by side for two, one large and two stacked for three, else a near-square grid.
    [[nodiscard]] static Layout automatic(const std::vector<ViewId>& views);

    [[nodiscard]] const std::vector<LayoutNode>& nodes() const { return nodes_; }

    [[nodiscard]] bool empty() const { return nodes_.empty(); }

    /// Tiles and the bars between them (bars are `gap` wide).
    [[nodiscard]] PlacedTiles place(const TileRect& area, float gap) const;

    /// Clamped to 0.08…0.92.
    void set_ratio(std::uint32_t node, float ratio);

    std::optional<ViewId> maximised;

  private:
    std::vector<LayoutNode> nodes_;
};

}  // namespace limn::session
