// SPDX-License-Identifier: MIT
#include "ingest/merging_source.h"

#include <algorithm>

#include "model/merged_chunk.h"

namespace limn::ingest {
namespace {

constexpr JoinLimits kLimits;

/// Of all groups: how much there is to see may lag behind what was read.
constexpr std::size_t kMostWaiting = 16'384;
constexpr std::size_t kMostWaitingBytes = std::size_t{64} << 20U;

/// What its source merged already may grow on while it is less than half of what it may be.
bool is_small(const ChunkMessage& message) {
    const Chunk& chunk = *message.chunk;
    const bool is_merged = !message.members.empty();
    const auto most_rows =
        static_cast<std::size_t>(is_merged ? kLimits.most_rows / 2 : kLimits.most_small_rows);
    const std::size_t most_bytes = is_merged ? kLimits.most_bytes / 2 : kLimits.most_small_bytes;
    return !chunk.is_static() && chunk.num_rows() <= most_rows && chunk.byte_size() <= most_bytes &&
           can_merge(chunk);
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
        if (chunk == nullptr || !is_small(*chunk)) {
            return message;
        }
        add(std::move(*chunk));
    }
}

void MergingSource::add(ChunkMessage message) {
    Group& group = group_of(message);
    group.num_rows += message.chunk->num_rows();
    const auto num_bytes = static_cast<std::size_t>(message.chunk->byte_size());
    group.num_bytes += num_bytes;
    num_waiting_bytes_ += num_bytes;
    group.messages.push_back(std::move(message));
    ++num_waiting_;
    if (group.num_rows >= static_cast<std::size_t>(kLimits.most_rows) ||
        group.num_bytes >= kLimits.most_bytes) {
        release(group);
    } else if (num_waiting_ >= kMostWaiting || num_waiting_bytes_ >= kMostWaitingBytes) {
        release_all();
    }
}

MergingSource::Group& MergingSource::group_of(const ChunkMessage& message) {
    std::vector<Group>& groups = groups_[message.chunk->entity()];
    const auto found = std::ranges::find_if(groups, [&](const Group& group) {
        if (group.messages.empty()) {
            return false;
        }
        const ChunkMessage& first = group.messages.front();
        return first.store == message.store &&
               (first.source == nullptr) == (message.source == nullptr) &&
               have_same_columns(*first.chunk, *message.chunk);
    });
    if (found != groups.end()) {
        return *found;
    }
    const auto unused =
        std::ranges::find_if(groups, [](const Group& group) { return group.messages.empty(); });
    return unused != groups.end() ? *unused : groups.emplace_back();
}

void MergingSource::release(Group& group) {
    Group all = std::exchange(group, {});
    num_waiting_ -= all.messages.size();
    num_waiting_bytes_ -= all.num_bytes;
    std::vector<ChunkPtr> chunks;
    for (const ChunkMessage& message : all.messages) {
        chunks.push_back(message.chunk);
    }
    auto merged = chunks.size() > 1 ? merge_chunks(chunks) : Result<ChunkPtr>(nullptr);
    if (!merged || *merged == nullptr) {
        for (ChunkMessage& message : all.messages) {
            ready_.emplace_back(std::move(message));
        }
        return;
    }
    ChunkMessage message{all.messages.front().store, std::move(*merged)};
    std::vector<std::shared_ptr<const ChunkSource>> sources;
    for (ChunkMessage& one : all.messages) {
        if (one.members.empty()) {
            message.members.push_back(
                {one.chunk->id(), static_cast<std::uint32_t>(one.chunk->num_rows())}
            );
        }
        message.members.insert(message.members.end(), one.members.begin(), one.members.end());
        sources.push_back(std::move(one.source));
    }
    if (sources.front() != nullptr) {
        message.source = std::make_shared<const MergedSource>(std::move(sources));
    }
    ready_.emplace_back(std::move(message));
}

void MergingSource::release_all() {
    for (auto& [entity, groups] : groups_) {
        for (Group& group : groups) {
            if (!group.messages.empty()) {
                release(group);
            }
        }
    }
    groups_.clear();
}

}  // namespace limn::ingest
