// SPDX-License-Identifier: MIT
#include "arrow/schema_cache.h"

#include <algorithm>
#include <cstring>
#include <mutex>
#include <utility>

#include "arrow/ipc_schema.h"
#include "base/hash.h"

namespace limn::arrow {
namespace {

/// Chunks of one file have a few kinds of layouts per archetype; a hostile one has no use for more.
constexpr std::size_t kMaxLayouts = 64;

using Bytes = std::span<const std::byte>;

bool equal(Bytes a, Bytes b) {
    return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size()) == 0);
}

}  // namespace

Schema with_value(Schema schema, std::string_view key, std::string_view value) {
    const auto found = std::ranges::find(schema.metadata, key, &KeyValues::value_type::first);
    if (found != schema.metadata.end()) {
        found->second = value;
    }
    return schema;
}

std::uint64_t SchemaCache::hash_of(Bytes metadata, const Layout& layout) {
    const std::uint64_t head = hash_bytes(metadata.first(layout.begin), layout.length);
    return hash_bytes(metadata.subspan(layout.begin + layout.length), head);
}

std::optional<SchemaCache::Found> SchemaCache::find(Bytes metadata) const {
    const std::shared_lock lock(mutex_);
    for (const Layout& layout : layouts_) {
        if (layout.size != metadata.size()) {
            continue;
        }
        const auto found = entries_.find(hash_of(metadata, layout));
        if (found == entries_.end() || found->second.layout != layout) {
            continue;
        }
        const Entry& entry = found->second;
        const Bytes known(entry.metadata);
        const std::size_t end = layout.begin + layout.length;
        if (!equal(metadata.first(layout.begin), known.first(layout.begin)) ||
            !equal(metadata.subspan(end), known.subspan(end))) {
            continue;
        }
        const Bytes varying = metadata.subspan(layout.begin, layout.length);
        return Found{
            entry.decoded,
            {reinterpret_cast<const char*>(varying.data()), varying.size()},
            entry.body_size};
    }
    return std::nullopt;
}

void SchemaCache::add(
    Bytes metadata,
    std::string_view varying,
    std::uint64_t body_size,
    std::shared_ptr<const DecodedSchema> decoded
) {
    if (metadata.size() > kMaxBytes) {
        return;
    }
    Layout layout;
    layout.size = metadata.size();
    layout.begin =
        static_cast<std::size_t>(varying.data() - reinterpret_cast<const char*>(metadata.data()));
    layout.length = varying.size();
    const std::lock_guard lock(mutex_);
    if (bytes_ + metadata.size() > kMaxBytes || layouts_.size() >= kMaxLayouts) {
        entries_.clear();
        layouts_.clear();
        bytes_ = 0;
    }
    const auto [entry, is_new] = entries_.try_emplace(hash_of(metadata, layout));
    if (!is_new) {
        return;
    }
    if (std::ranges::find(layouts_, layout) == layouts_.end()) {
        layouts_.push_back(layout);
    }
    entry->second = {layout, {metadata.begin(), metadata.end()}, body_size, std::move(decoded)};
    bytes_ += metadata.size();
}

}  // namespace limn::arrow
