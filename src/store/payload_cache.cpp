// SPDX-License-Identifier: MIT
#include "store/payload_cache.h"

#include <utility>

namespace limn::store {
namespace {

/// Of a chunk beside its columns: its schema, arrays and message.
constexpr std::uint64_t kChunkBytes = 4096;

/// Beyond this number, dropped chunks that somebody may still hold are looked through.
constexpr std::size_t kManyDropped = 1024;

std::uint64_t weight_of(const Chunk& chunk) {
    return chunk.byte_size() + kChunkBytes;
}

}  // namespace

ChunkPtr PayloadCache::find(const OutlinePtr& outline) {
    if (const auto found = by_outline_.find(outline.get()); found != by_outline_.end()) {
        entries_.splice(entries_.begin(), entries_, found->second);
        return found->second->chunk;
    }
    if (const auto found = dropped_.find(outline.get()); found != dropped_.end()) {
        ChunkPtr chunk = found->second.lock();
        dropped_.erase(found);
        // Another outline may lie at the address of one that is gone.
        if (chunk != nullptr && chunk->id() == outline->id()) {
            hold(outline, chunk);
            return chunk;
        }
    }
    return nullptr;
}

ChunkPtr PayloadCache::get(const OutlinePtr& outline) {
    if (outline->resident() != nullptr) {
        return outline->resident();
    }
    {
        const std::lock_guard lock(mutex_);
        if (ChunkPtr chunk = find(outline)) {
            return chunk;
        }
    }
    if (other_ != nullptr) {
        if (ChunkPtr chunk = other_->peek(*outline)) {
            return chunk;
        }
    }
    auto chunk = outline->source()->read();
    if (chunk && (*chunk == nullptr || (*chunk)->id() != outline->id() ||
                  (*chunk)->num_rows() != outline->num_rows())) {
        chunk = fail(ErrorCode::Unreadable, "the file has changed since it was opened");
    } else if (chunk && outline->is_complete() && !outline->complete()) {
        chunk = fail(ErrorCode::Corrupt, "it is not what the index of the file says");
    }
    const std::lock_guard lock(mutex_);
    if (!chunk) {
        faults_.add(
            Severity::Error,
            outline->entity().text(),
            "data cannot be read again: " + chunk.error().message
        );
        return nullptr;
    }
    ++use_.num_reads;
    if (ChunkPtr other = find(outline)) {
        return other;  // Another thread was faster.
    }
    hold(outline, *chunk);
    return std::move(*chunk);
}

void PayloadCache::complete(const OutlinePtr& outline) {
    if (!outline->complete()) {
        (void)get(outline);  // Which tells why.
    }
}

void PayloadCache::put(const OutlinePtr& outline, ChunkPtr chunk) {
    if (outline->resident() != nullptr) {
        return;
    }
    const std::lock_guard lock(mutex_);
    if (find(outline) == nullptr) {
        hold(outline, std::move(chunk));
    }
}

ChunkPtr PayloadCache::peek(const ChunkOutline& outline) const {
    if (outline.resident() != nullptr) {
        return outline.resident();
    }
    const std::lock_guard lock(mutex_);
    const auto found = by_outline_.find(&outline);
    return found == by_outline_.end() ? nullptr : found->second->chunk;
}

bool PayloadCache::has(const ChunkOutline& outline) const {
    const std::lock_guard lock(mutex_);
    return outline.resident() != nullptr || by_outline_.contains(&outline);
}

void PayloadCache::forget(const OutlinePtr& outline) {
    const std::lock_guard lock(mutex_);
    dropped_.erase(outline.get());
    if (const auto found = by_outline_.find(outline.get()); found != by_outline_.end()) {
        use_.held_bytes -= found->second->bytes;
        entries_.erase(found->second);
        by_outline_.erase(found);
    }
}

void PayloadCache::hold(const OutlinePtr& outline, ChunkPtr chunk) {
    const std::uint64_t bytes = weight_of(*chunk);
    entries_.push_front({outline, std::move(chunk), bytes});
    by_outline_[outline.get()] = entries_.begin();
    use_.held_bytes += bytes;
    make_room();
}

void PayloadCache::make_room() {
    // The last one stays: it is what somebody waits for.
    while (use_.held_bytes > budget_bytes_ && entries_.size() > 1) {
        const Entry& last = entries_.back();
        use_.held_bytes -= last.bytes;
        ++use_.num_dropped;
        if (last.chunk.use_count() > 1) {
            dropped_[last.outline.get()] = last.chunk;
        }
        by_outline_.erase(last.outline.get());
        entries_.pop_back();
    }
    if (dropped_.size() > kManyDropped) {
        std::erase_if(dropped_, [](const auto& one) { return one.second.expired(); });
    }
}

void PayloadCache::set_budget(std::uint64_t bytes) {
    const std::lock_guard lock(mutex_);
    budget_bytes_ = bytes;
    make_room();
}

PayloadUse PayloadCache::use() const {
    const std::lock_guard lock(mutex_);
    PayloadUse use = use_;
    use.budget_bytes = budget_bytes_;
    return use;
}

Diagnostics PayloadCache::take_faults() {
    const std::lock_guard lock(mutex_);
    return std::exchange(faults_, {});
}

}  // namespace limn::store
