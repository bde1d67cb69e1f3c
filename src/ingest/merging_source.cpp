// SPDX-License-Identifier: MIT
#include "ingest/merging_source.h"

#include <algorithm>

#include "model/merged_chunk.h"

namespace limn::ingest {
namespace {

/// Larger chunks are as good alone.
constexpr std::size_t kSmallRows = 32;
constexpr std::uint64_t kSmallBytes = 4096;

/// A merged chunk is read again as a whole, so it must not be large, either.
constexpr std::size_t kMostRows = 512;
constexpr std::size_t kMostBytes = 128U << 10U;

/// Of all groups: how much there is to see may lag behind what was read.
constexpr std::size_t kMostWaiting = 16'384;

bool is_small(const Chunk& chunk) {
    return !chunk.is_static() && chunk.num_rows() <= kSmallRows &&
           chunk.byte_size() <= kSmallBytes && can_merge(chunk);
}

}  // namespace

Result<std::optional<LogMessage>> MergingSource::next() {
    while (true) {
        if (!ready_.empty()) {
            LogMessage message = std::move(ready_.front());
            ready_.pop_front();
            return message;
        }
        auto message = source_->next();
        if (!message || !*message) {
            if (num_waiting_ == 0 || !message) {
                return message;
            }
            release_all();
            continue;
        }
        auto* chunk = std::get_if<ChunkMessage>(&**message);
        if (chunk == nullptr || !is_small(*chunk->chunk)) {
            return message;
        }
        add(std::move(*chunk));
    }
}

void MergingSource::add(ChunkMessage message) {
    Group& group = group_of(message);
    group.num_rows += message.chunk->num_rows();
    group.num_bytes += static_cast<std::size_t>(message.chunk->byte_size());
    group.chunks.push_back(std::move(message.chunk));
    group.sources.push_back(std::move(message.source));
    ++num_waiting_;
    if (group.num_rows >= kMostRows || group.num_bytes >= kMostBytes) {
        release(group);
    } else if (num_waiting_ >= kMostWaiting) {
        release_all();
    }
}

MergingSource::Group& MergingSource::group_of(const ChunkMessage& message) {
    std::vector<Group>& groups = groups_[message.chunk->entity()];
    const auto found = std::ranges::find_if(groups, [&](const Group& group) {
        return !group.chunks.empty() && group.store == message.store &&
               (group.sources.front() == nullptr) == (message.source == nullptr) &&
               have_same_columns(*group.chunks.front(), *message.chunk);
    });
    if (found != groups.end()) {
        return *found;
    }
    const auto unused =
        std::ranges::find_if(groups, [](const Group& group) { return group.chunks.empty(); });
    Group& group = unused != groups.end() ? *unused : groups.emplace_back();
    group.store = message.store;
    return group;
}

void MergingSource::release(Group& group) {
    Group all = std::exchange(group, {});
    num_waiting_ -= all.chunks.size();
    auto merged = all.chunks.size() > 1 ? merge_chunks(all.chunks) : Result<ChunkPtr>(nullptr);
    if (!merged || *merged == nullptr) {
        for (std::size_t i = 0; i < all.chunks.size(); ++i) {
            ready_.emplace_back(
                ChunkMessage{all.store, std::move(all.chunks[i]), std::move(all.sources[i])}
            );
        }
        return;
    }
    ChunkMessage message{std::move(all.store), std::move(*merged)};
    for (const ChunkPtr& chunk : all.chunks) {
        message.members.push_back({chunk->id(), static_cast<std::uint32_t>(chunk->num_rows())});
    }
    if (all.sources.front() != nullptr) {
        message.source = std::make_shared<const MergedSource>(std::move(all.sources));
    }
    ready_.emplace_back(std::move(message));
}

void MergingSource::release_all() {
    for (auto& [entity, groups] : groups_) {
        for (Group& group : groups) {
            if (!group.chunks.empty()) {
                release(group);
            }
        }
    }
    groups_.clear();
}

}  // namespace limn::ingest
