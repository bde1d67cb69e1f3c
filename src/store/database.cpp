// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstdint>
#include <utility>
#include <variant>

#include "store/payload_cache.h"
#include "store/recording.h"

namespace limn::store {
namespace {

/// More than a recording can have inserts: its chunks are counted by 32 bits.
constexpr std::uint64_t kGenerationsOfOne = std::uint64_t{1} << 40U;

}  // namespace

Database::Database(std::shared_ptr<PayloadCache> payloads)
    : payloads_(payloads != nullptr ? std::move(payloads) : std::make_shared<PayloadCache>()) {}

Recording& Database::get_or_add(const StoreId& id) {
    const auto [found, is_new] = by_id_.try_emplace(id, nullptr);
    if (is_new) {
        const std::uint64_t first_generation = ++num_made_ * kGenerationsOfOne;
        found->second =
            stores_.emplace_back(std::make_unique<Recording>(id, payloads_, first_generation))
                .get();
    }
    return *found->second;
}

Recording& Database::apply(const LogMessage& message) {
    if (const auto* info = std::get_if<StoreInfo>(&message)) {
        Recording& store = get_or_add(info->id);
        store.set_info(*info);
        return store;
    }
    if (const auto* chunk = std::get_if<ChunkMessage>(&message)) {
        Recording& store = get_or_add(chunk->store);
        if (chunk->members.empty()) {
            store.insert(chunk->chunk, chunk->source);
        } else {
            store.insert_merged(chunk->chunk, chunk->source, chunk->members);
        }
        return store;
    }
    if (const auto* chunk = std::get_if<ChunkHeadMessage>(&message)) {
        Recording& store = get_or_add(chunk->store);
        store.insert(*chunk->head, chunk->source);
        return store;
    }
    return get_or_add(std::get<BlueprintActivation>(message).blueprint);
}

std::vector<const Recording*> Database::recordings(StoreKind kind) const {
    std::vector<const Recording*> result;
    for (const std::unique_ptr<Recording>& store : stores_) {
        if (store->id().kind == kind) {
            result.push_back(store.get());
        }
    }
    return result;
}

const Recording* Database::find(const StoreId& id) const {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : found->second;
}

void Database::remove(const StoreId& id) {
    if (by_id_.erase(id) != 0) {
        std::erase_if(stores_, [&](const auto& store) { return store->id() == id; });
    }
}

}  // namespace limn::store
