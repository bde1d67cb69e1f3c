// SPDX-License-Identifier: MIT
/// PayloadCache: the chunks that are in memory, within a budget of bytes.
///
/// What      Gives the chunk of an outline: at once if it is held, else read anew from its source. The
///           least recently used ones go when the budget is full; whoever still holds a chunk keeps it
///           alive, and gets the same one again.
/// Units     bytes of columns, plus what a chunk weighs beside them.
/// Errors    what cannot be read again is nothing, and a diagnostic (file, byte, cause).
/// Threads   all members from any thread.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <utility>

#include "base/diagnostics.h"
#include "model/chunk_outline.h"

namespace limn::store {

struct PayloadUse {
    std::uint64_t held_bytes = 0;
    std::uint64_t budget_bytes = 0;
    std::uint64_t num_reads = 0;    ///< Chunks that were read anew.
    std::uint64_t num_dropped = 0;  ///< Chunks that had to go.
};

class PayloadCache {
  public:
    static constexpr std::uint64_t kUnlimited = ~std::uint64_t{0};

    /// What `other` holds is taken from there, and `other` is not changed by it: for who walks through a whole
    /// recording beside somebody who looks at it.
    explicit PayloadCache(
        std::uint64_t budget_bytes = kUnlimited,
        std::shared_ptr<const PayloadCache> other = nullptr
    )
        : budget_bytes_(budget_bytes)
        , other_(std::move(other)) {}

    /// The chunk, or nothing if it cannot be read.
    [[nodiscard]] ChunkPtr get(const OutlinePtr& outline);

    /// Reads what an outline lacks, and holds nothing. A fault if the chunk is not as it was announced.
    void complete(const OutlinePtr& outline);

    /// Holds a chunk that is in memory anyway: it was just read.
    void put(const OutlinePtr& outline, ChunkPtr chunk);

    /// The chunk if it is in memory; it counts as not used by this.
    [[nodiscard]] ChunkPtr peek(const ChunkOutline& outline) const;

    /// Is it in memory?
    [[nodiscard]] bool has(const ChunkOutline& outline) const;

    /// Nobody will ask for it again.
    void forget(const OutlinePtr& outline);

    void set_budget(std::uint64_t bytes);
    [[nodiscard]] PayloadUse use() const;

    /// What could not be read since the last call.
    [[nodiscard]] Diagnostics take_faults();

  private:
    struct Entry {
        OutlinePtr outline;
        ChunkPtr chunk;
        std::uint64_t bytes = 0;  ///< That it counts for.
    };

    using Entries = std::list<Entry>;

    [[nodiscard]] ChunkPtr find(const OutlinePtr& outline);
    void hold(const OutlinePtr& outline, ChunkPtr chunk);
    void make_room();

    mutable std::mutex mutex_;
    Entries entries_;  ///< The most recently used first.
    std::unordered_map<const ChunkOutline*, Entries::iterator> by_outline_;
    /// What had to go while somebody held it.
    std::unordered_map<const ChunkOutline*, std::weak_ptr<const Chunk>> dropped_;
    std::uint64_t budget_bytes_;
    std::shared_ptr<const PayloadCache> other_;
    PayloadUse use_;
    Diagnostics faults_;
};

}  // namespace limn::store
