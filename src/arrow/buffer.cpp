// SPDX-License-Identifier: MIT
#include "arrow/buffer.h"

#include <cstring>
#include <new>

#include "base/block_pool.h"
#include "base/check.h"

namespace limn::arrow {
namespace {

/// Reads of whole cache lines at the end of a buffer stay inside its allocation.
std::size_t padded(std::size_t size) {
    return (size + kAlignment - 1) / kAlignment * kAlignment;
}

/// Some payloads; beside what a memory limit counts.
constexpr std::size_t kMostFreeBytes = std::size_t{64} << 20U;

static_assert(BlockPool::kAlignment >= kAlignment);

BlockPool& pool() {
    // Never destroyed: buffers may live longer than everything else.
    static auto& shared = *new BlockPool(kMostFreeBytes);
    return shared;
}

}  // namespace

std::shared_ptr<std::byte> Buffer::allocate(std::size_t size) {
    LIMN_CHECK(size <= SIZE_MAX / 2);
    const std::size_t wanted = padded(size + 1);
    if (wanted >= BlockPool::kSmallestBlock) {
        const BlockPool::Block block = pool().take(wanted);
        return {block.memory, [block](std::byte*) { pool().give_back(block); }};
    }
    static constexpr std::align_val_t alignment{kAlignment};
    auto* memory = static_cast<std::byte*>(::operator new(wanted, alignment));
    return {memory, [](std::byte* p) { ::operator delete(p, alignment); }};
}

Buffer Buffer::copy_of(std::span<const std::byte> bytes) {
    return make_for_overwrite(bytes.size(), [&](std::span<std::byte> out) {
        if (!bytes.empty()) {
            std::memcpy(out.data(), bytes.data(), bytes.size());
        }
    });
}

Buffer Buffer::slice(std::size_t offset, std::size_t size) const {
    LIMN_CHECK(offset <= bytes_.size() && size <= bytes_.size() - offset);
    return {owner_, bytes_.subspan(offset, size)};
}

}  // namespace limn::arrow
