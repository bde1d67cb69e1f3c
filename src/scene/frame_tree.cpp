// SPDX-License-Identifier: MIT
#include "scene/frame_tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <utility>

#include "base/hash.h"

namespace limn::scene {
namespace {

/// So many frames of a loop are told by name.
constexpr std::size_t kMaxNamesOfLoop = 6;

std::uint64_t hash_matrix(std::uint64_t key, const glm::dmat4& matrix) {
    for (glm::length_t column = 0; column < 4; ++column) {
        for (glm::length_t row = 0; row < 4; ++row) {
            key = hash_combine(key, std::bit_cast<std::uint64_t>(matrix[column][row]));
        }
    }
    return key;
}

std::uint64_t hash_pinhole(std::uint64_t key, const LoggedPinhole& pinhole) {
    key = hash_matrix(key, glm::dmat4(pinhole.image_from_camera));
    key = hash_matrix(key, glm::dmat4(pinhole.camera_from_entity));
    const glm::vec2 size = pinhole.resolution.value_or(glm::vec2(0.0F));
    const glm::vec3 rest(size, pinhole.image_plane_distance.value_or(0.0F));
    return hash_bytes(std::as_bytes(std::span(&rest, 1)), key);
}

/// What the message about an invalid link calls it.
std::string name_of(std::string_view what, const FrameId& child) {
    return child.is_named() ? fmt::format("invalid {} of the frame '{}'", what, child.text())
                            : fmt::format("invalid {}", what);
}

}  // namespace

FrameTree::FrameTree(
    std::vector<FrameLink> links,
    const std::map<EntityPath, FrameId>& data_frames,
    Diagnostics& diagnostics
) {
    add_nodes(links, data_frames);
    link_entity_.resize(nodes_.size());
    for (FrameLink& link : links) {
        const std::int32_t index = find(link.child);
        FrameNode& node = nodes_[static_cast<std::size_t>(index)];
        // The root entity lies in no other's frame unless it says so.
        const bool is_outermost = link.child == FrameId() && link.parent == FrameId();
        node.parent = is_outermost ? -1 : find(link.parent);
        link_entity_[static_cast<std::size_t>(index)] = link.entity;
        apply(node, link, diagnostics);
    }
    resolve(diagnostics);
}

std::vector<std::int32_t> FrameTree::linked_by(const EntityPath& entity) const {
    std::vector<std::int32_t> frames;
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        if (nodes_[i].parent >= 0 && link_entity_[i] == entity) {
            frames.push_back(static_cast<std::int32_t>(i));
        }
    }
    return frames;
}

void FrameTree::add_nodes(
    const std::vector<FrameLink>& links,
    const std::map<EntityPath, FrameId>& data_frames
) {
    std::vector<FrameId> ids{FrameId()};
    ids.reserve(links.size() + 1);
    for (const FrameLink& link : links) {
        ids.push_back(link.child);
        if (link.parent.is_named()) {
            ids.push_back(link.parent);
        }
    }
    for (const auto& [entity, frame] : data_frames) {
        if (frame.is_named()) {
            ids.push_back(frame);
        }
    }
    std::ranges::sort(ids);
    const auto end = std::ranges::unique(ids).begin();
    ids.erase(end, ids.end());
    nodes_.reserve(ids.size());
    for (FrameId& id : ids) {
        const bool is_below = !id.is_named() && !id.entity().is_root();
        const std::int32_t above = is_below ? find(id.entity()) : -1;
        FrameNode& node = nodes_.emplace_back();
        node.above = above;
        node.id = std::move(id);
        num_entity_nodes_ += node.id.is_named() ? 0U : 1U;
    }
}

std::int32_t FrameTree::find(const EntityPath& entity) const {
    const auto begin = nodes_.begin();
    const auto after = std::upper_bound(
        begin + 1,
        begin + static_cast<std::ptrdiff_t>(num_entity_nodes_),
        entity,
        [](const EntityPath& path, const FrameNode& node) { return path < node.id.entity(); }
    );
    auto index = static_cast<std::int32_t>(after - begin) - 1;
    while ((*this)[index].above >= 0 && !entity.is_in_subtree_of((*this)[index].id.entity())) {
        index = (*this)[index].above;
    }
    return index;
}

std::int32_t FrameTree::find(const FrameId& frame) const {
    if (!frame.is_named()) {
        return find(frame.entity());
    }
    const auto found = std::ranges::lower_bound(nodes_, frame, {}, &FrameNode::id);
    const bool is_known = found != nodes_.end() && found->id == frame;
    return is_known ? static_cast<std::int32_t>(found - nodes_.begin()) : 0;
}

void FrameTree::apply(FrameNode& node, FrameLink& link, Diagnostics& diagnostics) const {
    if (link.transform && !link.transform->problem.empty()) {
        diagnostics.add(
            Severity::Warning,
            link.entity.text(),
            fmt::format(
                "{}: {}; nothing at or below it is shown",
                name_of("transform", link.child),
                link.transform->problem
            )
        );
        node.is_valid = false;
    } else if (link.transform) {
        node.root_from_frame = link.transform->parent_from_child;
    }
    if (link.pinhole && !link.pinhole->problem.empty()) {
        diagnostics.add(
            Severity::Warning,
            link.pinhole_entity.text(),
            fmt::format(
                "{}: {}; nothing is projected through it",
                name_of("pinhole", link.child),
                link.pinhole->problem
            )
        );
    }
    node.logged_pinhole = std::move(link.pinhole);
    node.pinhole_entity = link.pinhole_entity;
}

void FrameTree::resolve(Diagnostics& diagnostics) {
    enum class State : std::uint8_t { New, Waiting, Done };
    std::vector<State> states(nodes_.size(), State::New);
    std::vector<std::int32_t> waiting;
    for (std::size_t first = 0; first < nodes_.size(); ++first) {
        auto at = static_cast<std::int32_t>(first);
        while (at >= 0 && states[static_cast<std::size_t>(at)] == State::New) {
            states[static_cast<std::size_t>(at)] = State::Waiting;
            waiting.push_back(at);
            at = (*this)[at].parent;
        }
        if (at >= 0 && states[static_cast<std::size_t>(at)] == State::Waiting) {
            cut_loop({std::ranges::find(waiting, at), waiting.end()}, diagnostics);
        }
        for (; !waiting.empty(); waiting.pop_back()) {
            resolve_one(nodes_[static_cast<std::size_t>(waiting.back())]);
            states[static_cast<std::size_t>(waiting.back())] = State::Done;
        }
    }
}

void FrameTree::cut_loop(std::vector<std::int32_t> loop, Diagnostics& diagnostics) {
    std::ranges::rotate(loop, std::ranges::min_element(loop));
    std::string names;
    for (std::size_t i = 0; i < loop.size(); ++i) {
        FrameNode& node = nodes_[static_cast<std::size_t>(loop[i])];
        if (i < kMaxNamesOfLoop) {
            names += fmt::format("'{}' in ", node.id.text());
        }
        node.parent = -1;
        node.is_valid = false;
    }
    const auto first = static_cast<std::size_t>(loop.front());
    names += loop.size() > kMaxNamesOfLoop
                 ? fmt::format("{} more in ", loop.size() - kMaxNamesOfLoop)
                 : std::string();
    names += fmt::format("'{}'", nodes_[first].id.text());
    diagnostics.add(
        Severity::Warning,
        link_entity_[first].text(),
        fmt::format("frames form a loop: {}; nothing in them is shown", names)
    );
}

void FrameTree::resolve_one(FrameNode& node) {
    const auto index = static_cast<std::int32_t>(&node - nodes_.data());
    node.root = index;
    node.plane_from_frame = node.root_from_frame;
    if (node.parent >= 0) {
        const FrameNode& parent = (*this)[node.parent];
        node.plane_from_frame = parent.plane_from_frame * node.root_from_frame;
        node.root_from_frame = parent.root_from_frame * node.root_from_frame;
        node.is_valid = node.is_valid && parent.is_valid;
        node.root = parent.root;
        node.pinhole = parent.pinhole;
    }
    if (node.logged_pinhole) {
        node.pinhole = index;
        node.plane_from_frame = glm::dmat4(1.0);
    }
}

std::uint64_t FrameTree::key() const {
    std::uint64_t key = 0;
    for (const FrameNode& node : nodes_) {
        key = hash_combine(key, node.id.hash() + (node.is_valid ? 1U : 0U));
        key = hash_combine(key, static_cast<std::uint64_t>(node.root));
        key = hash_combine(key, static_cast<std::uint64_t>(node.pinhole));
        key = hash_matrix(key, node.root_from_frame);
        key = hash_matrix(key, node.plane_from_frame);
        key = node.logged_pinhole ? hash_pinhole(key, *node.logged_pinhole) : key;
    }
    return key;
}

}  // namespace limn::scene
