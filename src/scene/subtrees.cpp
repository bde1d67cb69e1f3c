// SPDX-License-Identifier: MIT
#include "scene/subtrees.h"

#include <algorithm>

namespace limn::scene {

EntityPath common_ancestor(const EntityPath& a, const EntityPath& b) {
    const auto& left = a.parts();
    const auto& right = b.parts();
    const auto end = std::mismatch(left.begin(), left.end(), right.begin(), right.end()).first;
    return EntityPath::from_parts({left.begin(), end});
}

const EntityPath* nearest_root(std::span<const EntityPath> roots, const EntityPath& entity) {
    for (auto at = std::upper_bound(roots.begin(), roots.end(), entity); at != roots.begin();) {
        --at;
        if (entity.is_in_subtree_of(*at)) {
            return &*at;
        }
        // Siblings in between: nothing at or above shares less with the entity than they do.
        const EntityPath shared = common_ancestor(*at, entity);
        at = std::upper_bound(roots.begin(), at, shared);
    }
    return nullptr;
}

SubtreeSet::SubtreeSet(const std::set<EntityPath>& roots) {
    for (const EntityPath& root : roots) {
        if (roots_.empty() || !root.is_in_subtree_of(roots_.back())) {
            roots_.push_back(root);
        }
    }
}

bool SubtreeSet::contains(const EntityPath& entity) const {
    const auto after = std::upper_bound(roots_.begin(), roots_.end(), entity);
    return after != roots_.begin() && entity.is_in_subtree_of(*(after - 1));
}

ViewContents::ViewContents(const ViewSpec& view)
    : included_(view.also.begin(), view.also.end()) {
    included_.push_back(view.origin);
    std::ranges::sort(included_);
    roots_ = included_;
    roots_.insert(roots_.end(), view.excluded.begin(), view.excluded.end());
    std::ranges::sort(roots_);
    const auto rest = std::ranges::unique(roots_);
    roots_.erase(rest.begin(), rest.end());
}

bool ViewContents::contains(const EntityPath& entity) const {
    const EntityPath* root = nearest_root(roots_, entity);
    return root != nullptr && std::ranges::binary_search(included_, *root);
}

EntityPath top_of(const ViewSpec& view) {
    EntityPath top = view.origin;
    for (const EntityPath& path : view.also) {
        top = common_ancestor(top, path);
    }
    return top;
}

}  // namespace limn::scene
