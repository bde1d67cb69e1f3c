// SPDX-License-Identifier: MIT
#include "scene/scene_cache.h"

#include <utility>

namespace limn::scene {
namespace {

/// Forgotten all at once: they are quick to find out anew for the few pictures in use.
constexpr std::size_t kMaxRanges = 8192;

}  // namespace

media::ImagePtr SceneCache::find_image(std::uint64_t key) {
    const auto found = index_.find(key);
    if (found == index_.end()) {
        return nullptr;
    }
    order_.splice(order_.begin(), order_, found->second);
    return found->second->image;
}

void SceneCache::put_image(std::uint64_t key, media::ImagePtr image) {
    if (image == nullptr || image->bytes().size() > max_bytes_) {
        return;
    }
    if (const auto found = index_.find(key); found != index_.end()) {
        bytes_ -= found->second->image->bytes().size();
        order_.erase(found->second);
        index_.erase(found);
    }
    bytes_ += image->bytes().size();
    order_.push_front({key, std::move(image)});
    index_[key] = order_.begin();
    make_room();
}

void SceneCache::set_budget(std::uint64_t max_bytes) {
    max_bytes_ = max_bytes;
    make_room();
}

void SceneCache::make_room() {
    while (bytes_ > max_bytes_) {
        const Entry& oldest = order_.back();
        bytes_ -= oldest.image->bytes().size();
        index_.erase(oldest.key);
        order_.pop_back();
    }
}

std::optional<media::ValueRange> SceneCache::find_range(std::uint64_t key) const {
    const auto found = ranges_.find(key);
    return found == ranges_.end() ? std::nullopt : std::optional(found->second);
}

void SceneCache::put_range(std::uint64_t key, const media::ValueRange& range) {
    if (ranges_.size() >= kMaxRanges) {
        ranges_.clear();
    }
    ranges_[key] = range;
}

}  // namespace limn::scene
