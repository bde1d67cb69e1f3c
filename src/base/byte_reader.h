// SPDX-License-Identifier: MIT
/// Bounds-checked little-endian reads from a span of bytes.
///
/// Errors    a read past the end gives nothing and leaves the position where it was.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <type_traits>

namespace limn {

static_assert(std::endian::native == std::endian::little, "Limn reads little-endian data in place");

class ByteReader {
  public:
    explicit ByteReader(std::span<const std::byte> bytes)
        : bytes_(bytes) {}

    [[nodiscard]] std::size_t position() const { return position_; }

    [[nodiscard]] std::size_t remaining() const { return bytes_.size() - position_; }

    template <typename T>
    requires std::is_trivially_copyable_v<T>

    [[nodiscard]] std::optional<T> read() {
        if (remaining() < sizeof(T)) {
            return std::nullopt;
        }
        T value;
        std::memcpy(&value, bytes_.data() + position_, sizeof(T));
        position_ += sizeof(T);
        return value;
    }

    [[nodiscard]] std::optional<std::span<const std::byte>> read_bytes(std::size_t count) {
        if (remaining() < count) {
            return std::nullopt;
        }
        const auto result = bytes_.subspan(position_, count);
        position_ += count;
        return result;
    }

  private:
    std::span<const std::byte> bytes_;
    std::size_t position_ = 0;
};

}  // namespace limn
