// SPDX-License-Identifier: MIT
/// What relates coordinate frames: transforms and pinholes, and the components of one such row.
///
/// Source    docs/FORMATS.md, frames.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "model/chunk.h"
#include "model/ids.h"
#include "model/time.h"

namespace limn::store {

struct Cell;

enum class FrameRelation : std::uint8_t { Transform, Pinhole };

inline constexpr std::size_t kNumFrameRelations = 2;

/// Components that make a row one of that relation; they are read from that row alone.
[[nodiscard]] std::span<const std::string_view> components_of(FrameRelation relation);
[[nodiscard]] std::string_view child_frame_component(FrameRelation relation);
[[nodiscard]] std::string_view parent_frame_component(FrameRelation relation);

/// The row that says where a child frame is.
struct FrameRow {
    std::string_view child_frame;  ///< Empty: the entity's own. Valid until the next insert.
    ChunkPtr chunk;
    std::size_t row = 0;
    TimeInt time = kStaticTime;  ///< On the queried timeline; kStaticTime for static rows.
    RowId row_id;

    /// Nothing where this row does not have the component, whatever other rows have.
    [[nodiscard]] std::optional<Cell> cell(std::string_view component) const;

    [[nodiscard]] bool is_static() const { return time == kStaticTime; }
};

}  // namespace limn::store
