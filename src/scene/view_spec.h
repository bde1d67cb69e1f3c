// SPDX-License-Identifier: MIT
/// ViewSpec: which entities a view shows, and how it looks at them.
///
/// Threads   plain value.
#pragma once

#include <cstdint>
#include <set>

#include "model/entity_path.h"

namespace limn::scene {

enum class ViewKind : std::uint8_t { Spatial2D, Spatial3D };

/// What a tile shows. Of the subtrees named here, the one with the deepest root decides about an entity.
struct ViewSpec {
    ViewKind kind = ViewKind::Spatial2D;
    EntityPath origin;  ///< Shown: this entity and its subtree …
    std::set<EntityPath>
        excluded;  ///< … without these subtrees (automatic split, not the user's eyes) …
    std::set<EntityPath> also =
        {};  ///< … and these, wherever they are: boxes beside their picture.

    friend bool operator==(const ViewSpec&, const ViewSpec&) = default;
};

}  // namespace limn::scene
