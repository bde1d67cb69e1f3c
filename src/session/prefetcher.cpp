// SPDX-License-Identifier: MIT
#include "session/prefetcher.h"

namespace limn::session {
namespace {

/// So many different times ahead of the cursor, at most.
constexpr std::uint64_t kTimesAhead = 8;

/// The part of the budget that may be read ahead. What was shown last is dropped last, so what is to come
/// must not fill the budget.
constexpr std::uint64_t kPartAhead = 4;

/// With more entities, looking ahead costs more than it gives.
constexpr std::size_t kMostEntities = 2000;

constexpr std::size_t kMostWaiting = 512;

void read(store::PayloadCache& payloads, const OutlinePtr& chunk) {
    (void)payloads.get(chunk);
    // Its recording was closed while it was read, and has forgotten it already: only the cache knows it now.
    constexpr int kThisAndTheCache = 2;
    if (chunk.use_count() <= kThisAndTheCache) {
        payloads.forget(chunk);
    }
}

/// May there be chunks that are not in memory?
bool is_partly_unread(const store::Recording& recording) {
    return recording.num_heads() > 0 || recording.payloads()->use().num_dropped > 0;
}

}  // namespace

Prefetcher::Prefetcher()
    : queue_(read) {}

void Prefetcher::update(const Session& session) {
    const RecordingState* state = session.active_state();
    const store::Recording* recording = session.active_recording();
    const bool is_wanted = state != nullptr && recording != nullptr && state->time.playing &&
                           is_partly_unread(*recording) &&
                           recording->entities().size() <= kMostEntities;
    if (!is_wanted) {
        queue_.clear();
        ahead_.reset();
        return;
    }
    const TimeControl& time = state->time;
    const bool goes_on = ahead_ && ahead_->recording == state->id &&
                         ahead_->timeline == time.timeline && ahead_->cursor <= time.cursor &&
                         time.cursor <= ahead_->until;
    if (!goes_on) {
        queue_.clear();
        ahead_ = Ahead{state->id, time.timeline, time.cursor, time.cursor};
    }
    ahead_->cursor = time.cursor;
    const std::uint64_t most_bytes = recording->payloads()->use().budget_bytes / kPartAhead;
    TimeInt at = time.cursor;
    for (std::uint64_t i = 0; i < kTimesAhead && i * ahead_->bytes_per_time <= most_bytes; ++i) {
        const auto next = recording->next_time(time.timeline, at);
        if (!next) {
            break;
        }
        at = *next;
        if (at > ahead_->until) {
            ahead_->bytes_per_time = look_at(*recording, {time.timeline, at});
            ahead_->until = at;
        }
    }
}

std::uint64_t
Prefetcher::look_at(const store::Recording& recording, const store::LatestAtQuery& query) {
    std::uint64_t bytes = 0;
    for (const EntityPath& entity : recording.entities().paths()) {
        for (const OutlinePtr& chunk : recording.chunks_at(query, entity)) {
            bytes += chunk->announced_bytes();
            if (recording.payloads()->has(*chunk)) {
                continue;
            }
            if (queue_.num_waiting() < kMostWaiting) {
                queue_.push(recording.payloads(), chunk);
            }
        }
    }
    return bytes;
}

}  // namespace limn::session
