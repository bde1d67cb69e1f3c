// SPDX-License-Identifier: MIT
/// Identities that recordings carry: rows, chunks, stores; and class ids.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace limn {

/// 128 bits, written big-endian; ordered by time, then counter.
struct Tuid {
    std::uint64_t time_ns = 0;
    std::uint64_t inc = 0;

    friend bool operator==(const Tuid&, const Tuid&) = default;
    friend auto operator<=>(const Tuid&, const Tuid&) = default;
};

/// 32 lower-case hex digits.
[[nodiscard]] std::string to_hex(const Tuid& id);

/// Accepts an optional "chunk_"/"row_" prefix, any case.
[[nodiscard]] std::optional<Tuid> parse_tuid(std::string_view text);

/// Orders rows that were logged at the same time.
struct RowId : Tuid {};

struct ChunkId : Tuid {};

enum class StoreKind : std::uint8_t { Recording, Blueprint };

/// Two streams with the same id belong to the same recording.
struct StoreId {
    StoreKind kind = StoreKind::Recording;
    std::string application_id;
    std::string recording_id;

    friend bool operator==(const StoreId&, const StoreId&) = default;
    friend auto operator<=>(const StoreId&, const StoreId&) = default;
};

/// Class ids of instances are 16 bit, those of mask pixels up to 32 bit.
using ClassId = std::uint32_t;
using KeypointId = std::uint16_t;

/// An instance or pixel without a class: always visible, never in a table.
inline constexpr ClassId kNoClass = 0xFFFFFFFFU;

/// Ids up to here have an entry in the style table.
inline constexpr ClassId kMaxTableClass = 0xFFFFU;

}  // namespace limn

template <>
struct std::hash<limn::Tuid> {
    std::size_t operator()(const limn::Tuid& id) const noexcept {
        return id.time_ns * 0x9E3779B97F4A7C15ULL ^ id.inc;
    }
};

template <>
struct std::hash<limn::ChunkId> {
    std::size_t operator()(const limn::ChunkId& id) const noexcept {
        return std::hash<limn::Tuid>()(id);
    }
};
