// SPDX-License-Identifier: MIT
/// EntityPath: where in the entity tree something was logged.
///
/// What      Parts joined by '/'; the root is "/". Text is escaped where a part has odd characters,
///           parts are compared unescaped. Cheap to copy (shared, immutable).
/// Order     part by part, natural ("image2" before "image10"), "__" parts last.
/// Source    docs/FORMATS.md, entity paths.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace limn {

class EntityPath {
  public:
    /// The root.
    EntityPath();

    /// Never fails: odd characters are accepted, empty parts ignored, escapes removed.
    [[nodiscard]] static EntityPath parse(std::string_view text);
    [[nodiscard]] static EntityPath from_parts(std::vector<std::string> parts);

    /// Escaped text with a leading slash.
    [[nodiscard]] const std::string& text() const { return impl_->text; }

    [[nodiscard]] std::span<const std::string> parts() const {
        return {impl_->parts->data(), impl_->num_parts};
    }

    /// The last part, "/" for the root.
    [[nodiscard]] std::string_view name() const;

    [[nodiscard]] bool is_root() const { return impl_->num_parts == 0; }

    /// The parent; the root is its own. Shares the parts, so a deep path and all its ancestors are small.
    [[nodiscard]] EntityPath parent() const;
    [[nodiscard]] EntityPath child(std::string_view part) const;

    /// True for the path itself, too.
    [[nodiscard]] bool is_in_subtree_of(const EntityPath& ancestor) const;

    /// First part starts with "__" (recording properties).
    [[nodiscard]] bool is_reserved() const;

    /// Stable over runs and machines: xxHash64 of the text.
    [[nodiscard]] std::uint64_t hash() const { return impl_->hash; }

    friend bool operator==(const EntityPath& a, const EntityPath& b) {
        return a.impl_ == b.impl_ ||
               (a.impl_->hash == b.impl_->hash && a.impl_->text == b.impl_->text);
    }

    friend std::strong_ordering operator<=>(const EntityPath& a, const EntityPath& b);

  private:
    struct Impl {
        std::shared_ptr<const std::vector<std::string>> parts;  ///< A descendant may share them.
        std::size_t num_parts = 0;                              ///< The first ones are this path's.
        std::string text;
        std::uint64_t hash = 0;
    };

    explicit EntityPath(std::shared_ptr<const Impl> impl)
        : impl_(std::move(impl)) {}

    std::shared_ptr<const Impl> impl_;
};

}  // namespace limn

template <>
struct std::hash<limn::EntityPath> {
    std::size_t operator()(const limn::EntityPath& path) const noexcept { return path.hash(); }
};
