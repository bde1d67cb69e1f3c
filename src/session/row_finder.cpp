// SPDX-License-Identifier: MIT
#include "session/row_finder.h"

#include <algorithm>
#include <utility>

namespace limn::session {
namespace {

/// So many chunks of a recording are looked at in a frame: a millisecond.
constexpr std::size_t kChunksPerLook = 50'000;

}  // namespace

RowFinder::RowFinder(std::function<void()> wake)
    : queue_(
          [](store::PayloadCache& payloads, const OutlinePtr& chunk) { payloads.complete(chunk); },
          std::move(wake)
      ) {}

void RowFinder::update(Session& session) {
    for (const store::Recording* recording : session.database.recordings()) {
        look_through(*recording);
    }
    session.num_found = queue_.num_done().value_or(session.num_found);
}

void RowFinder::look_through(const store::Recording& recording) {
    const auto chunks = recording.chunks();
    if (chunks.empty()) {
        return;
    }
    Seen& seen = seen_[recording.id()];
    if (seen.first.lock() != chunks.front()) {
        seen = {chunks.front(), 0};
    }
    const std::size_t end = std::min(chunks.size(), seen.next + kChunksPerLook);
    for (; seen.next < end; ++seen.next) {
        const OutlinePtr& chunk = chunks[seen.next];
        if (!chunk->is_complete() && chunk->are_times_late()) {
            queue_.push(recording.payloads(), chunk);
        }
    }
}

}  // namespace limn::session
