// SPDX-License-Identifier: MIT
/// Which flat data lies on one another: pictures that fit, and geometry with the picture beside it.
///
/// What      A stack is what one 2D view shows. It has at most one color and one depth picture, any number
///           of masks, all of one size; every picture is in one stack. Geometry joins the picture that
///           holds it, else the nearest beside it. Rules in the source and in docs/decisions/0070.
/// Threads   pure functions.
/// Cost      n log n where names tell pictures apart, else geometry times the pictures that it stands beside.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "model/entity_path.h"
#include "scene/image_pixels.h"
#include "scene/view_spec.h"
#include "scene/visualizers/visualizer.h"

namespace limn::scene {

struct Picture {
    DataKind kind = DataKind::ColorImage;
    PictureSize size;         ///< {0, 0}: unknown, fits every size.
    bool is_refused = false;  ///< Its format is not drawn: nothing lies on it if there is another.
};

struct FlatEntity {
    EntityPath path;
    std::vector<Picture> pictures;  ///< None: geometry alone.
};

using FlatSpan = std::span<const FlatEntity>;

struct PictureStack {
    std::vector<std::size_t> members;  ///< Indices of entities, ascending.
    std::size_t base = 0;              ///< The member that gives the stack its name.
    bool has_color = false;
};

/// Can all of them lie on one another in one view?
[[nodiscard]] bool fit_together(FlatSpan entities);

/// Stacks of entities in path order, by the paths of their bases.
[[nodiscard]] std::vector<PictureStack> stack_pictures(FlatSpan entities);

/// The 2D view of each stack, in their order. Contents are subtrees where possible, so that what is logged
/// there later is shown as well.
[[nodiscard]] std::vector<ViewSpec>
views_of_stacks(FlatSpan entities, std::span<const PictureStack> stacks);

/// The 2D view that shows exactly these, one of which is the origin. Indices are ascending.
[[nodiscard]] ViewSpec
view_of(FlatSpan entities, std::span<const std::size_t> members, EntityPath origin);

}  // namespace limn::scene
