// SPDX-License-Identifier: MIT
/// OverlapGrid: which boxes lie where in a view, so that asking whether a place is free looks at few of them.
///
/// What      Boxes touch without overlapping where their edges are equal. Most places of a full view are
///           taken: a bit for each small square that a box covers whole answers for those at once.
/// Units     pixels of the view, y down. Boxes may stick out by `reach_px`; what is farther out is still
///           compared exactly.
#pragma once

#include <cstddef>
#include <cstdint>
#include <glm/vec2.hpp>
#include <vector>

namespace limn::views {

struct LabelBox {
    glm::vec2 min{0.0F};
    glm::vec2 max{0.0F};
};

class OverlapGrid {
  public:
    OverlapGrid(glm::vec2 view_px, float reach_px);

    [[nodiscard]] bool is_free(const LabelBox& box) const;
    void add(const LabelBox& box);

  private:
    /// Squares that a box touches or covers: first and one past the last of each axis.
    struct Squares {
        int left = 0;
        int right = 0;
        int top = 0;
        int bottom = 0;
    };

    [[nodiscard]] Squares touched(const LabelBox& box) const;
    [[nodiscard]] Squares covered(const LabelBox& box) const;
    [[nodiscard]] Squares inside(Squares squares) const;
    [[nodiscard]] bool any_covered(const Squares& squares) const;
    void mark(const Squares& squares);

    template <typename Visitor>
    bool all_of_cells(const LabelBox& box, Visitor&& visit) const;

    float reach_ = 0.0F;
    int columns_ = 0;  ///< Of cells, which hold boxes.
    int rows_ = 0;
    std::vector<std::vector<LabelBox>> cells_;
    int squares_x_ = 0;
    int squares_y_ = 0;
    std::size_t words_ = 0;               ///< Per row of squares.
    std::vector<std::uint64_t> covered_;  ///< A bit per square.
};

}  // namespace limn::views
