// SPDX-License-Identifier: MIT
#include "scene/scene_cache.h"

#include <utility>

namespace limn::scene {
namespace {

/// Forgotten all at once: they are found again quickly for the few pictures in use.
constexpr std::size_t kMaxFacts = 8192;

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

void SceneCache::put_fact(std::uint64_t key, const Fact& fact) {
    if (facts_.size() >= kMaxFacts) {
        facts_.clear();
    }
    facts_[key] = fact;
}

}  // namespace limn::scene
