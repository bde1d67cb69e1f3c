// SPDX-License-Identifier: MIT
/// Buffer: a shared, immutable range of bytes.
///
/// What      Arrow arrays are views on buffers; whoever holds a Buffer keeps the bytes alive.
/// Threads   immutable; share freely.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace limn::arrow {

/// Memory that buffers allocate starts at such an address. Typed values inside a larger buffer (an
/// IPC stream) are at least aligned to their own width.
inline constexpr std::size_t kAlignment = 64;

class Buffer {
  public:
    Buffer() = default;

    /// A view on bytes that `owner` keeps alive.
    Buffer(std::shared_ptr<const void> owner, std::span<const std::byte> bytes)
        : owner_(std::move(owner))
        , bytes_(bytes) {}

    /// Allocates `size` zeroed bytes at a 64-byte aligned address and lets `fill` write them.
    template <typename Fill>
    [[nodiscard]] static Buffer make(std::size_t size, Fill&& fill) {
        return make_for_overwrite(size, [&](std::span<std::byte> out) {
            std::fill(out.begin(), out.end(), std::byte{0});
            std::forward<Fill>(fill)(out);
        });
    }

    /// The same without zeroing: `fill` writes every byte.
    template <typename Fill>
    [[nodiscard]] static Buffer make_for_overwrite(std::size_t size, Fill&& fill) {
        const std::shared_ptr<std::byte> memory = allocate(size);
        std::forward<Fill>(fill)(std::span<std::byte>(memory.get(), size));
        return {memory, std::span<const std::byte>(memory.get(), size)};
    }

    /// An aligned copy.
    [[nodiscard]] static Buffer copy_of(std::span<const std::byte> bytes);

    [[nodiscard]] std::span<const std::byte> bytes() const { return bytes_; }

    [[nodiscard]] std::size_t size() const { return bytes_.size(); }

    /// Shares the owner. The range must lie inside.
    [[nodiscard]] Buffer slice(std::size_t offset, std::size_t size) const;

    [[nodiscard]] const std::shared_ptr<const void>& owner() const { return owner_; }

  private:
    [[nodiscard]] static std::shared_ptr<std::byte> allocate(std::size_t size);

    std::shared_ptr<const void> owner_;
    std::span<const std::byte> bytes_;
};

}  // namespace limn::arrow
