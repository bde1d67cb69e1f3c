// SPDX-License-Identifier: MIT
/// Sets of entities that are described by subtrees.
///
/// What      `SubtreeSet` is a union of subtrees. `ViewContents` answers which entities a view shows:
///           of its included and excluded subtrees, the one with the deepest root decides.
/// Threads   constant after construction.
/// Cost      a question is logarithmic in the number of roots.
#pragma once

#include <set>
#include <span>
#include <vector>

#include "model/entity_path.h"
#include "scene/view_spec.h"

namespace limn::scene {

/// The deepest entity that holds both.
[[nodiscard]] EntityPath common_ancestor(const EntityPath& a, const EntityPath& b);

/// The deepest of `roots` (in path order) at or above the entity; nullptr if there is none.
[[nodiscard]] const EntityPath*
nearest_root(std::span<const EntityPath> roots, const EntityPath& entity);

class SubtreeSet {
  public:
    explicit SubtreeSet(const std::set<EntityPath>& roots);

    [[nodiscard]] bool contains(const EntityPath& entity) const;

  private:
    std::vector<EntityPath> roots_;  ///< None lies in another's subtree; in path order.
};

class ViewContents {
  public:
    explicit ViewContents(const ViewSpec& view);

    [[nodiscard]] bool contains(const EntityPath& entity) const;

  private:
    std::vector<EntityPath> roots_;     ///< In path order, each once.
    std::vector<EntityPath> included_;  ///< Those whose subtrees are shown.
};

/// The deepest entity at or above everything that the view shows.
[[nodiscard]] EntityPath top_of(const ViewSpec& view);

}  // namespace limn::scene
