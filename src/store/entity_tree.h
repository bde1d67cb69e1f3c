// SPDX-License-Identifier: MIT
/// EntityTree: which entities there are, parents before children, in natural order.
///
/// Threads   like Recording.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <unordered_map>
#include <vector>

#include "model/entity_path.h"

namespace limn::store {

class EntityTree {
  public:
    struct Node {
        EntityPath path;
        const Node* parent = nullptr;                          ///< nullptr for the root.
        bool has_data = false;                                 ///< False for pure ancestors.
        std::map<EntityPath, std::unique_ptr<Node>> children;  ///< Natural order.
    };

    /// Adds the entity and its missing ancestors.
    void insert(const EntityPath& path);

    [[nodiscard]] const Node& root() const { return root_; }

    [[nodiscard]] const Node* find(const EntityPath& path) const;

    /// Entities with data, in path order.
    [[nodiscard]] std::vector<EntityPath> paths() const;

    /// Nodes with data (and pure ancestors) in the tree.
    [[nodiscard]] std::size_t size() const { return size_; }

    /// Visits nodes parents first, iteratively (a path may have thousands of parts). Return false to skip the children.
    void visit(const EntityPath& from, const std::function<bool(const Node&)>& visitor) const;

    EntityTree();
    EntityTree(const EntityTree&) = delete;
    EntityTree& operator=(const EntityTree&) = delete;
    ~EntityTree();

  private:
    Node root_;
    std::unordered_map<EntityPath, Node*> by_path_;
    std::size_t size_ = 0;
};

}  // namespace limn::store
