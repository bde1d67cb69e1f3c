// SPDX-License-Identifier: MIT
/// FileIndex: what the footers of a recording say of its large chunks, so that they need not be looked at.
///
/// What      Reads the manifests at the end of every stream, and believes them only if they fit the file: checksums,
///           and a walk over all that is not a chunk of theirs, which must end where the chunks begin.
///           Chunks of one row are known by this; others must be read.
/// Cost      the footers, and what lies between the chunks.
/// Errors    Corrupt if there is a footer that does not fit. A file without (all) footers has no index, which is no fault.
/// Threads   pure functions.
/// Source    docs/FORMATS.md, footer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/chunk_head.h"
#include "rrd/input.h"

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
    std::uint32_t store = 0;   ///< Its place in the list of stores.
    std::shared_ptr<const ChunkHead>
        head;  ///< Deferred; nothing if the manifest does not tell enough.
};

struct FileIndex {
    std::vector<std::vector<std::byte>> stores;  ///< Encoded store ids.
    std::vector<IndexedChunk> chunks;            ///< By offset.
};

/// Nothing without footers. Heads are made of large chunks only.
[[nodiscard]] Result<std::optional<FileIndex>> read_file_index(const Input& input);

}  // namespace limn::rrd
