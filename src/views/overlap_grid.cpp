// SPDX-License-Identifier: MIT
#include "views/overlap_grid.h"

#include <algorithm>

namespace limn::views {
namespace {

constexpr float kCellPx = 48.0F;
constexpr float kSquarePx = 8.0F;
constexpr int kBits = 64;

bool overlap(const LabelBox& a, const LabelBox& b) {
    return a.min.x < b.max.x && b.min.x < a.max.x && a.min.y < b.max.y && b.min.y < a.max.y;
}

int count_of(float length, float reach, float size) {
    return static_cast<int>((std::max(length, 0.0F) + 2.0F * reach) / size) + 1;
}

/// Squares are counted from 0 on: what is below is 0, and far away is far enough.
int rounded_down(float squares) {
    constexpr float kMost = 1.0e6F;
    return squares > 0.0F ? static_cast<int>(std::min(squares, kMost)) : 0;
}

int rounded_up(float squares) {
    const int below = rounded_down(squares);
    return below + (static_cast<float>(below) < squares ? 1 : 0);
}

/// The bits of one word that lie in [first, last).
std::uint64_t bits_between(int first, int last, int word) {
    const int from = std::max(first - word * kBits, 0);
    const int to = std::min(last - word * kBits, kBits);
    const std::uint64_t below_to = to == kBits ? ~std::uint64_t{0} : (std::uint64_t{1} << to) - 1U;
    return below_to & ~((std::uint64_t{1} << from) - 1U);
}

}  // namespace

OverlapGrid::OverlapGrid(glm::vec2 view_px, float reach_px)
    : reach_(reach_px)
    , columns_(count_of(view_px.x, reach_px, kCellPx))
    , rows_(count_of(view_px.y, reach_px, kCellPx))
    , cells_(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_))
    , squares_x_(count_of(view_px.x, reach_px, kSquarePx))
    , squares_y_(count_of(view_px.y, reach_px, kSquarePx))
    , words_(static_cast<std::size_t>(squares_x_ / kBits + 1))
    , covered_(words_ * static_cast<std::size_t>(squares_y_)) {}

bool OverlapGrid::is_free(const LabelBox& box) const {
    if (any_covered(touched(box))) {
        return false;
    }
    return all_of_cells(box, [&](std::size_t cell) {
        return std::ranges::none_of(cells_[cell], [&box](const LabelBox& other) {
            return overlap(box, other);
        });
    });
}

void OverlapGrid::add(const LabelBox& box) {
    mark(covered(box));
    all_of_cells(box, [&](std::size_t cell) {
        cells_[cell].push_back(box);
        return true;
    });
}

OverlapGrid::Squares OverlapGrid::touched(const LabelBox& box) const {
    return inside(
        {rounded_down((box.min.x + reach_) / kSquarePx),
         rounded_up((box.max.x + reach_) / kSquarePx),
         rounded_down((box.min.y + reach_) / kSquarePx),
         rounded_up((box.max.y + reach_) / kSquarePx)}
    );
}

OverlapGrid::Squares OverlapGrid::covered(const LabelBox& box) const {
    return inside(
        {rounded_up((box.min.x + reach_) / kSquarePx),
         rounded_down((box.max.x + reach_) / kSquarePx),
         rounded_up((box.min.y + reach_) / kSquarePx),
         rounded_down((box.max.y + reach_) / kSquarePx)}
    );
}

OverlapGrid::Squares OverlapGrid::inside(Squares squares) const {
    return {
        squares.left,
        std::min(squares.right, squares_x_),
        squares.top,
        std::min(squares.bottom, squares_y_)};
}

bool OverlapGrid::any_covered(const Squares& squares) const {
    if (squares.left >= squares.right) {
        return false;
    }
    for (int y = squares.top; y < squares.bottom; ++y) {
        const std::uint64_t* row = &covered_[words_ * static_cast<std::size_t>(y)];
        for (int word = squares.left / kBits; word * kBits < squares.right; ++word) {
            if ((row[word] & bits_between(squares.left, squares.right, word)) != 0) {
                return true;
            }
        }
    }
    return false;
}

void OverlapGrid::mark(const Squares& squares) {
    if (squares.left >= squares.right) {
        return;
    }
    for (int y = squares.top; y < squares.bottom; ++y) {
        std::uint64_t* row = &covered_[words_ * static_cast<std::size_t>(y)];
        for (int word = squares.left / kBits; word * kBits < squares.right; ++word) {
            row[word] |= bits_between(squares.left, squares.right, word);
        }
    }
}

template <typename Visitor>
bool OverlapGrid::all_of_cells(const LabelBox& box, Visitor&& visit) const {
    const auto cell = [&](float at, int count) {
        return std::clamp(static_cast<int>((at + reach_) / kCellPx), 0, count - 1);
    };
    const int right = cell(box.max.x, columns_);
    const int bottom = cell(box.max.y, rows_);
    for (int y = cell(box.min.y, rows_); y <= bottom; ++y) {
        for (int x = cell(box.min.x, columns_); x <= right; ++x) {
            if (!visit(static_cast<std::size_t>(y * columns_ + x))) {
                return false;
            }
        }
    }
    return true;
}

}  // namespace limn::views
