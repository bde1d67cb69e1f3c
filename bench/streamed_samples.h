// SPDX-License-Identifier: MIT
/// Recordings too large to be made in memory: written frame by frame.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "rrd/rrd_writer.h"

namespace limn::bench {

/// Kinds of recordings: `noise` 1920×1080 RGB that does not compress, masks and boxes; `points` a million 3D points with class
/// ids in every frame; `boxes` 100 entities of one box, chunks of 500 rows. Deterministic.
[[nodiscard]] bool is_streamed_kind(std::string_view kind);

/// Writes frames until about so many megabytes of payload are there.
[[nodiscard]] Result<void>
write_streamed(std::string_view kind, std::uint64_t megabytes, rrd::RrdWriter& writer);

}  // namespace limn::bench
