// SPDX-License-Identifier: MIT
/// SceneCache: decoded pictures, and facts about them, kept between scene builds. Pictures are bounded by
/// bytes, the oldest are dropped first.
///
/// Threads   one user at a time (the UI thread).
#pragma once

#include <cstdint>
#include <list>
#include <optional>
#include <unordered_map>
#include <variant>

#include "media/image.h"
#include "media/stats.h"
#include "model/ids.h"

namespace limn::scene {

/// About a mask.
struct MaskFacts {
    ClassId max_class = 0;             ///< Of those that have a place in a style table.
    std::uint64_t invalid_pixels = 0;  ///< Whose values are no class ids.
};

/// About a tensor and a context.
struct TensorFacts {
    bool is_described = false;  ///< The context describes every value.
};

class SceneCache {
  public:
    explicit SceneCache(std::uint64_t max_bytes)
        : max_bytes_(max_bytes) {}

    [[nodiscard]] media::ImagePtr find_image(std::uint64_t key);
    void put_image(std::uint64_t key, media::ImagePtr image);

    /// What takes long to find out. A key has one kind of fact.
    using Fact = std::variant<media::ValueRange, MaskFacts, TensorFacts>;

    template <typename T>
    [[nodiscard]] std::optional<T> find_fact(std::uint64_t key) const {
        const auto found = facts_.find(key);
        const T* fact = found == facts_.end() ? nullptr : std::get_if<T>(&found->second);
        return fact == nullptr ? std::nullopt : std::optional<T>(*fact);
    }

    void put_fact(std::uint64_t key, const Fact& fact);

    void set_budget(std::uint64_t max_bytes);

    [[nodiscard]] std::uint64_t byte_size() const { return bytes_; }

  private:
    struct Entry {
        std::uint64_t key = 0;
        media::ImagePtr image;
    };

    void make_room();

    std::uint64_t max_bytes_;
    std::uint64_t bytes_ = 0;
    std::list<Entry> order_;  ///< Most recently used first.
    std::unordered_map<std::uint64_t, std::list<Entry>::iterator> index_;
    std::unordered_map<std::uint64_t, Fact> facts_;
};

}  // namespace limn::scene
