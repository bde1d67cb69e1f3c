// SPDX-License-Identifier: MIT
/// Merging small chunks of one entity into one: a chunk of one row costs a hundred times what its row costs.
///
/// What      Rows stay as they are, in the order of the chunks. The id is that of the first chunk.
/// Errors    `merge_chunks` only for chunks that `can_merge` refuses.
/// Threads   pure functions.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "base/result.h"
#include "model/chunk.h"

namespace limn {

/// A chunk that is part of a merged one.
struct ChunkMember {
    ChunkId id;
    std::uint32_t num_rows = 0;
};

/// What is merged. Larger chunks are as good alone; a merged chunk is read again as a whole, so it
/// must not be large, either.
struct JoinLimits {
    std::int64_t most_small_rows = 32;
    std::size_t most_small_bytes = 4096;
    std::int64_t most_rows = 512;  ///< And no more are added.
    std::size_t most_bytes = 128U << 10U;
};

/// Are the columns of a type that can be joined?
[[nodiscard]] bool can_merge(const Chunk& chunk);

/// Have both the same entity, timelines and components, in the same order?
[[nodiscard]] bool have_same_columns(const Chunk& a, const Chunk& b);

/// At least one chunk; all have the same columns.
[[nodiscard]] Result<ChunkPtr> merge_chunks(std::span<const ChunkPtr> chunks);

/// The rows of a merged chunk whose members are wanted (one flag each); at least one is.
[[nodiscard]] Result<ChunkPtr> members_of(
    const Chunk& merged,
    std::span<const ChunkMember> members,
    const std::vector<bool>& wanted
);

/// Reads a merged chunk again, piece by piece; pieces may be merged themselves.
class MergedSource final : public ChunkSource {
  public:
    explicit MergedSource(std::vector<std::shared_ptr<const ChunkSource>> pieces);

    [[nodiscard]] Result<ChunkPtr> read() const override;

    [[nodiscard]] std::size_t num_parts() const override { return num_parts_; }

    [[nodiscard]] std::shared_ptr<const ChunkSource> part(std::size_t index) const override;

  private:
    std::vector<std::shared_ptr<const ChunkSource>> pieces_;
    std::size_t num_parts_ = 0;
};

}  // namespace limn
