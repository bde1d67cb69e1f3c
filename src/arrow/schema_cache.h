// SPDX-License-Identifier: MIT
/// SchemaCache: schemas of streams, found again by their bytes instead of being verified and decoded again.
///
/// What      The schemas of a recording's chunks are the same but for one text, the value of one metadata key (the chunk's id).
///           Where all other bytes of two schema messages are equal, the second one is the first with that text replaced: types
///           are shared, and nothing of the second one's metadata is looked at.
/// Cost      bounded: beyond `kMaxBytes` of metadata all are forgotten.
/// Threads   all members from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "arrow/data_type.h"

namespace limn::arrow {

struct DecodedSchema;

/// The same schema with another value of a metadata key that it has.
[[nodiscard]] Schema with_value(Schema schema, std::string_view key, std::string_view value);

class SchemaCache {
  public:
    static constexpr std::size_t kMaxBytes = 16U << 20U;

    /// The metadata key of schemas whose value does not matter.
    explicit SchemaCache(std::string varying_key)
        : varying_key_(std::move(varying_key)) {}

    struct Found {
        std::shared_ptr<const DecodedSchema> decoded;
        std::string_view varying;  ///< The value in the bytes that were asked for.
        std::uint64_t body_size = 0;
    };

    [[nodiscard]] std::optional<Found> find(std::span<const std::byte> metadata) const;

    /// `varying` lies in `metadata`, which was verified.
    void add(
        std::span<const std::byte> metadata,
        std::string_view varying,
        std::uint64_t body_size,
        std::shared_ptr<const DecodedSchema> decoded
    );

    [[nodiscard]] const std::string& varying_key() const { return varying_key_; }

  private:
    /// Where the value lies in metadata of some size. There are few: writers lay schemas out alike.
    struct Layout {
        std::size_t size = 0;
        std::size_t begin = 0;
        std::size_t length = 0;

        friend bool operator==(const Layout&, const Layout&) = default;
    };

    struct Entry {
        Layout layout;
        std::vector<std::byte> metadata;
        std::uint64_t body_size = 0;
        std::shared_ptr<const DecodedSchema> decoded;
    };

    [[nodiscard]] static std::uint64_t
    hash_of(std::span<const std::byte> metadata, const Layout& layout);

    const std::string varying_key_;
    mutable std::shared_mutex mutex_;
    std::vector<Layout> layouts_;
    std::unordered_map<std::uint64_t, Entry> entries_;
    std::size_t bytes_ = 0;
};

}  // namespace limn::arrow
