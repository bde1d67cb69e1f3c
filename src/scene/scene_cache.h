// SPDX-License-Identifier: MIT
/// SceneCache: decoded pictures kept between scene builds, bounded by bytes, oldest dropped first.
///
/// Threads   one user at a time (the UI thread).
#pragma once

#include <cstdint>
#include <list>
#include <optional>
#include <unordered_map>

#include "media/image.h"
#include "media/stats.h"

namespace limn::scene {

class SceneCache {
  public:
    explicit SceneCache(std::uint64_t max_bytes)
        : max_bytes_(max_bytes) {}

    [[nodiscard]] media::ImagePtr find_image(std::uint64_t key);
    void put_image(std::uint64_t key, media::ImagePtr image);

    /// A pair of numbers about a picture that takes long to find out (its value range, its largest id).
    [[nodiscard]] std::optional<media::ValueRange> find_range(std::uint64_t key) const;
    void put_range(std::uint64_t key, const media::ValueRange& range);

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
    std::unordered_map<std::uint64_t, media::ValueRange> ranges_;
};

}  // namespace limn::scene
