// SPDX-License-Identifier: MIT
#include "annotation/pixel_count_cache.h"

#include <utility>

namespace limn::annotation {

const std::vector<media::ClassCount>* PixelCountCache::find(std::uint64_t key) const {
    const auto found = counts_.find(key);
    return found == counts_.end() ? nullptr : &found->second;
}

const std::vector<media::ClassCount>&
PixelCountCache::put(std::uint64_t key, std::vector<media::ClassCount> counts) {
    if (num_counts_ + counts.size() > kMaxCounts) {
        counts_.clear();
        num_counts_ = 0;
    }
    num_counts_ += counts.size() + 1;
    return counts_.insert_or_assign(key, std::move(counts)).first->second;
}

}  // namespace limn::annotation
