// SPDX-License-Identifier: MIT
#include "rrd/chunk_joiner.h"

#include <algorithm>
#include <new>
#include <utility>

#include "arrow/schema_cache.h"
#include "base/diagnostics.h"
#include "base/hash.h"
#include "rrd/chunk_from_batch.h"

namespace limn::rrd {
namespace {

/// Schemas of small chunks are a few kilobytes.
constexpr std::uint64_t kMostUnpackedBytes = std::uint64_t{16} << 10U;

/// Chunks of such a schema are told apart by their times. Older names of the key are left to `read_chunk`.
bool is_temporal(const arrow::Schema& schema) {
    return std::ranges::any_of(schema.fields, [](const arrow::Field& field) {
        const std::string* kind = field.find("rerun:kind");
        return kind != nullptr && *kind == "index";
    });
}

}  // namespace

bool ChunkJoiner::add(
    const ArrowMsgView& message,
    const MessagePlace& place,
    std::size_t store,
    std::size_t tag
) {
    if (std::max<std::uint64_t>(message.uncompressed_size, message.payload.size()) >
        kMostUnpackedBytes) {
        return false;
    }
    const auto bytes = unpack_payload(message);
    const auto stream = bytes ? arrow::find_known_stream(*bytes, file_.schemas) : std::nullopt;
    const auto id = stream ? parse_tuid(stream->varying) : std::nullopt;
    Group* group = id ? open_group(*stream, store) : nullptr;
    if (group == nullptr) {
        return false;
    }
    const auto num_rows =
        group->batches.append(*stream, limits_.most_small_rows, limits_.most_small_bytes);
    if (!num_rows) {
        return false;
    }
    group->members.push_back({{ChunkId{*id}, static_cast<std::uint32_t>(*num_rows)}, place, tag});
    return true;
}

ChunkJoiner::Group* ChunkJoiner::open_group(const arrow::KnownStream& stream, std::size_t store) {
    const auto address = reinterpret_cast<std::uintptr_t>(stream.schema.get());
    const std::uint64_t key = hash_combine(address, store);
    const auto [found, is_new] = open_.try_emplace(key);
    if (!is_new) {
        if (!found->second) {
            return nullptr;
        }
        Group& group = groups_[*found->second];
        const bool is_full = group.batches.num_rows() >= limits_.most_rows ||
                             group.batches.num_bytes() >= limits_.most_bytes;
        if (!is_full) {
            return group.store == store ? &group : nullptr;
        }
    }
    arrow::BatchJoiner batches(stream.schema);
    if (!batches.can_join() || !is_temporal(batches.schema())) {
        return nullptr;
    }
    found->second = groups_.size();
    groups_.push_back({std::move(batches), store, {}});
    return &groups_.back();
}

std::vector<ChunkJoiner::Joined> ChunkJoiner::finish() {
    std::vector<Joined> all;
    all.reserve(groups_.size());
    for (Group& group : groups_) {
        if (!group.members.empty()) {
            all.push_back(joined(std::move(group)));
        }
    }
    groups_.clear();
    open_.clear();
    return all;
}

ChunkJoiner::Joined ChunkJoiner::joined(Group group) {
    Joined result{group.store, nullptr, std::move(group.members)};
    const Member& first = result.members.front();
    const ChunkOrigin origin{file_.name, first.place.offset, first.place.number, {}, {}};
    Diagnostics told;
    auto chunk = chunk_from_batch(
        group.batches.finish(arrow::with_value(
            group.batches.schema(),
            file_.schemas.varying_key(),
            to_hex(first.chunk.id)
        )),
        origin,
        told
    );
    if (chunk && told.empty()) {
        result.chunk = std::move(*chunk);
    }
    return result;
}

}  // namespace limn::rrd
