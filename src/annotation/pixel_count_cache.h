// SPDX-License-Identifier: MIT
/// PixelCountCache: pixels per class of images that were counted before.
///
/// Threads   one user at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "media/stats.h"

namespace limn::annotation {

/// Pixel counts per image key, so that a still mask is not counted again every frame. Bounded.
class PixelCountCache {
  public:
    [[nodiscard]] const std::vector<media::ClassCount>* find(std::uint64_t key) const;
    const std::vector<media::ClassCount>&
    put(std::uint64_t key, std::vector<media::ClassCount> counts);

  private:
    /// About 64 MB; beyond that the cache is emptied.
    static constexpr std::size_t kMaxCounts = std::size_t{4} << 20U;

    std::unordered_map<std::uint64_t, std::vector<media::ClassCount>> counts_;
    std::size_t num_counts_ = 0;
};

}  // namespace limn::annotation
