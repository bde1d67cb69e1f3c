// SPDX-License-Identifier: MIT
/// BlockPool: large blocks of memory that are used again instead of going back to the system.
///
/// What      The system hands out fresh memory page by page, each of them zeroed: that takes longer than to decompress a
///           payload into it. While payloads come and go, the next one lies where another one lay.
/// Units     bytes. Blocks begin at 64-byte aligned addresses.
/// Cost      free blocks stay, up to the limit; the oldest go first.
/// Threads   all members from any thread.
#pragma once

#include <cstddef>
#include <mutex>
#include <vector>

namespace limn {

class BlockPool {
  public:
    static constexpr std::size_t kAlignment = 64;

    /// Smaller ones are not worth the lock.
    static constexpr std::size_t kSmallestBlock = std::size_t{128} << 10U;

    struct Block {
        std::byte* memory = nullptr;
        std::size_t capacity = 0;
    };

    /// Keeps free blocks of so many bytes in total.
    explicit BlockPool(std::size_t most_free_bytes);
    BlockPool(const BlockPool&) = delete;
    BlockPool& operator=(const BlockPool&) = delete;
    ~BlockPool();

    /// At least `size` bytes, whatever is in them. At least `kSmallestBlock` should be asked for.
    [[nodiscard]] Block take(std::size_t size);

    void give_back(Block block) noexcept;

    [[nodiscard]] std::size_t free_bytes() const;

  private:
    mutable std::mutex mutex_;
    std::vector<Block> free_;  ///< The oldest first.
    std::size_t free_bytes_ = 0;
    std::size_t most_free_bytes_;
};

}  // namespace limn
