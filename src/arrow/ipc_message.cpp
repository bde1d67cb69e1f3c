// SPDX-License-Identifier: MIT
#include "arrow/ipc_message.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "arrow/array_layout.h"
#include "base/byte_reader.h"

namespace limn::arrow {
namespace {

constexpr std::uint32_t kContinuation = 0xFFFFFFFFU;

/// Tables nest once per message, schema and level of fields.
constexpr flatbuffers::uoffset_t kMaxMetadataDepth = kMaxNesting + 8;

/// Far more than any schema of a recording; bounds the work on metadata that refers to itself.
constexpr flatbuffers::uoffset_t kMaxMetadataTables = 200'000;

bool is_aligned(std::span<const std::byte> bytes, std::size_t alignment) {
    return reinterpret_cast<std::uintptr_t>(bytes.data()) % alignment == 0;
}

/// Size of the metadata, nothing at the end of the stream.
Result<std::optional<std::uint32_t>> read_prefix(ByteReader& reader) {
    const auto first = reader.read<std::uint32_t>();
    if (!first) {
        if (reader.remaining() == 0) {
            return std::nullopt;  // Writers may leave the end marker out.
        }
        return fail(ErrorCode::Corrupt, "Arrow stream ends inside a message prefix");
    }
    std::uint32_t size = *first;
    if (size == kContinuation) {
        const auto second = reader.read<std::uint32_t>();
        if (!second) {
            return fail(ErrorCode::Corrupt, "Arrow stream ends inside a message prefix");
        }
        size = *second;
    }
    if (size == 0) {
        return std::nullopt;
    }
    return size;
}

}  // namespace

Result<std::optional<std::span<const std::byte>>> MessageCursor::peek() const {
    ByteReader reader(rest());
    LIMN_TRY(const std::optional<std::uint32_t> size, read_prefix(reader));
    if (!size) {
        return std::nullopt;
    }
    if (*size > reader.remaining()) {
        return fail(
            ErrorCode::Corrupt,
            fmt::format(
                "Arrow message at byte {}: metadata of {} bytes, but {} are left",
                position_,
                *size,
                reader.remaining()
            )
        );
    }
    return rest().subspan(reader.position(), *size);
}

Result<void> MessageCursor::skip(std::span<const std::byte> metadata, std::uint64_t body_size) {
    const auto end =
        static_cast<std::size_t>(metadata.data() + metadata.size() - stream_.bytes().data());
    const std::size_t left = stream_.size() - end;
    if (body_size > left) {
        return fail(
            ErrorCode::Corrupt,
            fmt::format(
                "Arrow message at byte {}: body of {} bytes, but {} are left",
                position_,
                body_size,
                left
            )
        );
    }
    position_ = end + static_cast<std::size_t>(body_size);
    return {};
}

/// A message without its body.
struct MessageCursor::Verified {
    IpcMessage message;
    std::span<const std::byte> metadata;  ///< In the stream.
    std::size_t body_at = 0;
    std::uint64_t body_size = 0;
};

Result<std::optional<MessageCursor::Verified>> MessageCursor::verify_next() const {
    LIMN_TRY(const auto peeked, peek());
    if (!peeked) {
        return std::nullopt;
    }
    const std::size_t size = peeked->size();
    const auto metadata_at = static_cast<std::size_t>(peeked->data() - stream_.bytes().data());
    Verified result;
    IpcMessage& message = result.message;
    message.metadata = stream_.slice(metadata_at, size);
    if (!is_aligned(message.metadata.bytes(), 8)) {
        message.metadata = Buffer::copy_of(message.metadata.bytes());
    }
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(message.metadata.bytes().data());
    flatbuffers::Verifier verifier(bytes, size, kMaxMetadataDepth, kMaxMetadataTables);
    if (!fb::VerifyMessageBuffer(verifier)) {
        return fail(
            ErrorCode::Corrupt,
            fmt::format("Arrow message at byte {}: damaged metadata", position_)
        );
    }
    message.header = fb::GetMessage(bytes);
    if (message.header->version() < fb::MetadataVersion::V4) {
        return fail(ErrorCode::UnsupportedVersion, "Arrow metadata older than V4");
    }
    const std::int64_t body_size = message.header->body_length();
    if (body_size < 0) {
        return fail(
            ErrorCode::Corrupt,
            fmt::format("Arrow message at byte {}: body of {} bytes", position_, body_size)
        );
    }
    result.metadata = *peeked;
    result.body_at = metadata_at + size;
    result.body_size = static_cast<std::uint64_t>(body_size);
    return result;
}

Result<std::optional<IpcMessage>> MessageCursor::next() {
    LIMN_TRY(std::optional<Verified> found, verify_next());
    if (!found) {
        return std::nullopt;
    }
    LIMN_TRY_VOID(skip(found->metadata, found->body_size));
    found->message.body = stream_.slice(found->body_at, static_cast<std::size_t>(found->body_size));
    return std::move(found->message);
}

Result<std::optional<IpcMessage>> MessageCursor::next_cut_off() {
    LIMN_TRY(std::optional<Verified> found, verify_next());
    if (!found) {
        return std::nullopt;
    }
    const std::size_t left = stream_.size() - found->body_at;
    found->message.body = stream_.slice(
        found->body_at,
        static_cast<std::size_t>(std::min<std::uint64_t>(found->body_size, left))
    );
    return std::move(found->message);
}

}  // namespace limn::arrow
