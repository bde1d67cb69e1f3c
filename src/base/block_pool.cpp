// SPDX-License-Identifier: MIT
#include "base/block_pool.h"

#include <sanitizer/asan_interface.h>

#include <algorithm>
#include <bit>
#include <iterator>
#include <new>

namespace limn {
namespace {

constexpr std::align_val_t kBlockAlignment{BlockPool::kAlignment};

/// Sizes that are nearly equal become equal.
std::size_t capacity_for(std::size_t size) {
    const std::size_t step =
        std::max(std::bit_floor(std::max<std::size_t>(size, 1)) / 8, BlockPool::kAlignment);
    return (size + step - 1) / step * step;
}

/// A block that is much too large is kept for who needs it.
bool serves(const BlockPool::Block& block, std::size_t size) {
    return block.capacity >= size && block.capacity - size <= size / 4;
}

void release(const BlockPool::Block& block) {
    ASAN_UNPOISON_MEMORY_REGION(block.memory, block.capacity);
    ::operator delete(block.memory, kBlockAlignment);
}

}  // namespace

BlockPool::BlockPool(std::size_t most_free_bytes)
    : most_free_bytes_(most_free_bytes) {
    free_.reserve(most_free_bytes / kSmallestBlock + 1);
}

BlockPool::~BlockPool() {
    std::ranges::for_each(free_, release);
}

BlockPool::Block BlockPool::take(std::size_t size) {
    {
        const std::lock_guard lock(mutex_);
        const auto found = std::find_if(free_.rbegin(), free_.rend(), [&](const Block& block) {
            return serves(block, size);
        });
        if (found != free_.rend()) {
            const Block block = *found;
            free_.erase(std::next(found).base());
            free_bytes_ -= block.capacity;
            ASAN_UNPOISON_MEMORY_REGION(block.memory, block.capacity);
            return block;
        }
    }
    const std::size_t capacity = capacity_for(size);
    return {static_cast<std::byte*>(::operator new(capacity, kBlockAlignment)), capacity};
}

void BlockPool::give_back(Block block) noexcept {
    if (block.capacity < kSmallestBlock || block.capacity > most_free_bytes_) {
        release(block);
        return;
    }
    ASAN_POISON_MEMORY_REGION(block.memory, block.capacity);
    const std::lock_guard lock(mutex_);
    while (free_bytes_ + block.capacity > most_free_bytes_) {
        free_bytes_ -= free_.front().capacity;
        release(free_.front());
        free_.erase(free_.begin());
    }
    free_.push_back(block);
    free_bytes_ += block.capacity;
}

std::size_t BlockPool::free_bytes() const {
    const std::lock_guard lock(mutex_);
    return free_bytes_;
}

}  // namespace limn
