// SPDX-License-Identifier: MIT
/// FileIndex: what the footers of a recording say of its chunks, so that they need not be looked at.
///
/// What      Reads the manifests at the end of every stream, and believes them only if they fit the file: checksums,
///           and a walk over all that is not a chunk of theirs, which must end where the chunks begin.
///           Left out are chunks whose values an index needs, and those that are so small that they are merged.
/// Cost      the footers, and what lies between the chunks.
/// Errors    Corrupt if there is a footer that does not fit. A file without (all) footers has no index, which is no fault.
/// Threads   pure functions.
/// Source    docs/FORMATS.md, footer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/result.h"
#include "rrd/input.h"
#include "rrd/manifest_table.h"

namespace limn::rrd {

inline constexpr std::size_t kLargeChunkBytes = std::size_t{64} << 10U;

/// Is it better not to read so large a chunk before somebody wants it? By the size of its message, and of what it is
/// unpacked to.
[[nodiscard]] constexpr bool is_large_chunk(std::uint64_t packed, std::uint64_t unpacked) {
    return packed > kLargeChunkBytes || unpacked > 4 * kLargeChunkBytes;
}

/// A chunk as its manifest describes it.
struct IndexedChunk {
    std::uint64_t offset = 0;  ///< Of the message header in the file.
    std::uint64_t size = 0;    ///< Of the message without it.
    std::uint32_t manifest = 0;
    std::uint32_t row = 0;  ///< Of the manifest.
};

struct FileIndex {
    std::vector<ManifestTable> manifests;
    std::vector<IndexedChunk> chunks;  ///< By offset.
};

/// Nothing without footers.
[[nodiscard]] Result<std::optional<FileIndex>> read_file_index(const Input& input);

}  // namespace limn::rrd
