// SPDX-License-Identifier: MIT
#include "session/layout.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace limn::session {
namespace {

constexpr float kMinRatio = 0.08F;
constexpr float kMaxRatio = 0.92F;
constexpr float kLargeTile = 0.62F;

using Kind = LayoutNode::Kind;

/// Builds the flat tree; a parent stands before its children, so the root is node 0.
class Builder {
  public:
    std::vector<LayoutNode> nodes;

    std::uint32_t leaf(ViewId view) {
        LayoutNode node;
        node.view = view;
        return add(node);
    }

    /// The views in one line, all of the same size.
    std::uint32_t line(Kind kind, std::span<const ViewId> views) {
        if (views.size() == 1) {
            return leaf(views.front());
        }
        const std::uint32_t at = split(kind, 1.0F / static_cast<float>(views.size()));
        connect(at, leaf(views.front()), 0);
        connect(at, line(kind, views.subspan(1)), 1);
        return at;
    }

    /// Rows below each other, of numbers of views that differ by one at most, the longer ones first.
    std::uint32_t grid(std::span<const ViewId> views, std::size_t rows) {
        if (rows <= 1) {
            return line(Kind::Row, views);
        }
        const std::size_t columns = (views.size() + rows - 1) / rows;
        const std::uint32_t at = split(Kind::Column, 1.0F / static_cast<float>(rows));
        connect(at, line(Kind::Row, views.first(columns)), 0);
        connect(at, grid(views.subspan(columns), rows - 1), 1);
        return at;
    }

    std::uint32_t split(Kind kind, float ratio) {
        LayoutNode node;
        node.kind = kind;
        node.ratio = ratio;
        return add(node);
    }

    void connect(std::uint32_t parent, std::uint32_t child, int which) {
        (which == 0 ? nodes[parent].first : nodes[parent].second) = child;
    }

  private:
    std::uint32_t add(const LayoutNode& node) {
        nodes.push_back(node);
        return static_cast<std::uint32_t>(nodes.size() - 1);
    }
};

struct Halves {
    TileRect first;
    TileRect bar;
    TileRect second;
};

Halves cut(const TileRect& area, const LayoutNode& node, float gap) {
    Halves out{area, area, area};
    if (node.kind == Kind::Row) {
        const float room = std::max(0.0F, area.w - gap);
        out.first.w = std::round(room * node.ratio);
        out.bar.x = area.x + out.first.w;
        out.bar.w = gap;
        out.second.x = out.bar.x + gap;
        out.second.w = room - out.first.w;
        return out;
    }
    const float room = std::max(0.0F, area.h - gap);
    out.first.h = std::round(room * node.ratio);
    out.bar.y = area.y + out.first.h;
    out.bar.h = gap;
    out.second.y = out.bar.y + gap;
    out.second.h = room - out.first.h;
    return out;
}

}  // namespace

Layout Layout::automatic(const std::vector<ViewId>& views) {
    Layout layout;
    if (views.empty()) {
        return layout;
    }
    Builder builder;
    const std::span<const ViewId> all(views);
    if (all.size() <= 2) {
        builder.line(Kind::Row, all);
    } else if (all.size() == 3) {
        const std::uint32_t root = builder.split(Kind::Row, kLargeTile);
        builder.connect(root, builder.leaf(all.front()), 0);
        builder.connect(root, builder.line(Kind::Column, all.subspan(1)), 1);
    } else {
        const double side = std::sqrt(static_cast<double>(all.size()));
        const auto columns = static_cast<std::size_t>(std::ceil(side));
        builder.grid(all, (all.size() + columns - 1) / columns);
    }
    layout.nodes_ = std::move(builder.nodes);
    return layout;
}

PlacedTiles Layout::place(const TileRect& area, float gap) const {
    PlacedTiles placed;
    if (nodes_.empty()) {
        return placed;
    }
    const auto is_maximised = [&](const LayoutNode& node) {
        return node.kind == Kind::Leaf && maximised == node.view;
    };
    if (maximised && std::any_of(nodes_.begin(), nodes_.end(), is_maximised)) {
        placed.tiles.emplace_back(*maximised, area);
        return placed;
    }
    std::vector<std::pair<std::uint32_t, TileRect>> waiting{{0U, area}};
    while (!waiting.empty()) {
        const auto [at, rect] = waiting.back();
        waiting.pop_back();
        const LayoutNode& node = nodes_[at];
        if (node.kind == Kind::Leaf) {
            placed.tiles.emplace_back(node.view, rect);
            continue;
        }
        const Halves halves = cut(rect, node, gap);
        placed.splitters.push_back({at, halves.bar, node.kind == Kind::Row});
        waiting.emplace_back(node.second, halves.second);
        waiting.emplace_back(node.first, halves.first);
    }
    return placed;
}

void Layout::set_ratio(std::uint32_t node, float ratio) {
    if (node < nodes_.size() && nodes_[node].kind != Kind::Leaf && std::isfinite(ratio)) {
        nodes_[node].ratio = std::clamp(ratio, kMinRatio, kMaxRatio);
    }
}

}  // namespace limn::session
