// SPDX-License-Identifier: MIT
#include "store/entity_tree.h"

#include <utility>

namespace limn::store {

EntityTree::EntityTree() {
    by_path_.emplace(root_.path, &root_);
}

EntityTree::~EntityTree() {
    // Node by node: a chain of thousands would overflow the stack.
    std::vector<std::unique_ptr<Node>> pending;
    const auto take_children = [&](Node& node) {
        for (auto& [path, child] : node.children) {
            pending.push_back(std::move(child));
        }
        node.children.clear();
    };
    take_children(root_);
    while (!pending.empty()) {
        const std::unique_ptr<Node> node = std::move(pending.back());
        pending.pop_back();
        take_children(*node);
    }
}

void EntityTree::insert(const EntityPath& path) {
    std::vector<EntityPath> missing;
    EntityPath known = path;
    auto found = by_path_.find(known);
    while (found == by_path_.end()) {
        missing.push_back(known);
        known = known.parent();
        found = by_path_.find(known);
    }
    Node* node = found->second;
    for (; !missing.empty(); missing.pop_back()) {
        auto child = std::make_unique<Node>();
        child->path = missing.back();
        child->parent = node;
        Node* added = child.get();
        node->children.emplace(added->path, std::move(child));
        by_path_.emplace(added->path, added);
        node = added;
        ++size_;
    }
    if (node == &root_ && !root_.has_data) {
        ++size_;
    }
    node->has_data = true;
}

const EntityTree::Node* EntityTree::find(const EntityPath& path) const {
    const auto found = by_path_.find(path);
    return found == by_path_.end() ? nullptr : found->second;
}

std::vector<EntityPath> EntityTree::paths() const {
    std::vector<EntityPath> result;
    visit(root_.path, [&](const Node& node) {
        if (node.has_data) {
            result.push_back(node.path);
        }
        return true;
    });
    return result;
}

void EntityTree::visit(const EntityPath& from, const std::function<bool(const Node&)>& visitor)
    const {
    const Node* start = find(from);
    if (start == nullptr) {
        return;
    }
    std::vector<const Node*> pending{start};
    while (!pending.empty()) {
        const Node* node = pending.back();
        pending.pop_back();
        if (!visitor(*node)) {
            continue;
        }
        for (auto child = node->children.rbegin(); child != node->children.rend(); ++child) {
            pending.push_back(child->second.get());
        }
    }
}

}  // namespace limn::store
