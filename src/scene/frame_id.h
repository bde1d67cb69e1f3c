// SPDX-License-Identifier: MIT
/// FrameId: the name of a coordinate frame.
///
/// What      Every entity has a frame of its own, called "tf#" and its path; all other names are free.
/// Order     entities' frames by path, parents before children, then the named ones by their bytes.
/// Source    docs/FORMATS.md, frames.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "model/entity_path.h"

namespace limn::scene {

class FrameId {
  public:
    /// The root entity's frame.
    FrameId() = default;

    /// An entity's own frame.
    explicit FrameId(EntityPath entity)
        : entity_(std::move(entity)) {}

    /// "tf#/path" is an entity's frame.
    [[nodiscard]] static FrameId parse(std::string_view text);

    [[nodiscard]] bool is_named() const { return !name_.empty(); }

    /// Whose frame it is; the root for a named one.
    [[nodiscard]] const EntityPath& entity() const { return entity_; }

    /// As logged, repaired where it is not UTF-8.
    [[nodiscard]] std::string text() const;

    [[nodiscard]] std::uint64_t hash() const;

    friend bool operator==(const FrameId& a, const FrameId& b) = default;

    friend std::strong_ordering operator<=>(const FrameId& a, const FrameId& b) {
        const auto order = a.name_ <=> b.name_;
        return order != 0 ? order : a.entity_ <=> b.entity_;
    }

  private:
    EntityPath entity_;
    std::string name_;  ///< Empty: the entity's own.
};

}  // namespace limn::scene
