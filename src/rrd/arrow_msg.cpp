// SPDX-License-Identifier: MIT
#include "rrd/arrow_msg.h"

#include <fmt/format.h>
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/wire_format_lite.h>
#include <lz4.h>

#include <algorithm>
#include <cstring>
#include <limits>

#include "rrd_log.pb.h"

namespace limn::rrd {
namespace {

using google::protobuf::internal::WireFormatLite;
using google::protobuf::io::CodedInputStream;

/// Field numbers of ArrowMsg.
enum class Field {
    StoreId = 1,
    Compression = 2,
    UncompressedSize = 3,
    Encoding = 4,
    Payload = 5,
    ChunkId = 6,
};

/// An LZ4 block spends at least one byte on 255 bytes of output, apart from its last few.
constexpr std::uint64_t kMaxLz4Ratio = 255;
constexpr std::uint64_t kLz4Slack = 64;

tl::unexpected<Error> damaged() {
    return fail(ErrorCode::Corrupt, "damaged chunk message");
}

/// A length-delimited field as a span of the message.
std::optional<std::span<const std::byte>>
read_span(CodedInputStream& input, std::span<const std::byte> message) {
    std::uint32_t length = 0;
    if (!input.ReadVarint32(&length)) {
        return std::nullopt;
    }
    const auto at = static_cast<std::size_t>(input.CurrentPosition());
    if (length > message.size() - at || !input.Skip(static_cast<int>(length))) {
        return std::nullopt;
    }
    return message.subspan(at, length);
}

bool read_field(
    std::uint32_t tag,
    CodedInputStream& input,
    std::span<const std::byte> message,
    ArrowMsgView& view
) {
    const auto type = WireFormatLite::GetTagWireType(tag);
    const auto field = static_cast<Field>(WireFormatLite::GetTagFieldNumber(tag));
    if (type == WireFormatLite::WIRETYPE_LENGTH_DELIMITED) {
        const auto bytes = read_span(input, message);
        if (!bytes) {
            return false;
        }
        if (field == Field::StoreId) {
            view.store_id = *bytes;
        } else if (field == Field::Payload) {
            view.payload = *bytes;
        } else if (field == Field::ChunkId) {
            proto::Tuid id;
            if (!id.ParseFromArray(bytes->data(), static_cast<int>(bytes->size()))) {
                return false;
            }
            view.chunk_id = ChunkId{{id.time_ns(), id.inc()}};
        }
        return true;
    }
    if (type == WireFormatLite::WIRETYPE_VARINT) {
        std::uint64_t value = 0;
        if (!input.ReadVarint64(&value)) {
            return false;
        }
        if (field == Field::Compression) {
            view.compression = value;
        } else if (field == Field::UncompressedSize) {
            view.uncompressed_size = value;
        } else if (field == Field::Encoding) {
            view.encoding = value;
        }
        return true;
    }
    return WireFormatLite::SkipField(&input, tag);
}

Result<arrow::Buffer> decompress(const ArrowMsgView& message) {
    const std::uint64_t size = message.uncompressed_size;
    if (size > message.payload.size() * kMaxLz4Ratio + kLz4Slack) {
        return fail(
            ErrorCode::Corrupt,
            fmt::format(
                "{} compressed bytes cannot hold the {} that are announced",
                message.payload.size(),
                size
            )
        );
    }
    if (size > kMaxPayloadBytes) {
        return fail(ErrorCode::TooLarge, fmt::format("payload of {} bytes", size));
    }
    int written = -1;
    arrow::Buffer buffer = arrow::Buffer::make_for_overwrite(
        static_cast<std::size_t>(size),
        [&](std::span<std::byte> out) {
            written = LZ4_decompress_safe(
                reinterpret_cast<const char*>(message.payload.data()),
                reinterpret_cast<char*>(out.data()),
                static_cast<int>(message.payload.size()),
                static_cast<int>(out.size())
            );
        }
    );
    if (written < 0) {
        return fail(ErrorCode::Corrupt, "LZ4 block is damaged");
    }
    if (static_cast<std::uint64_t>(written) != size) {
        return fail(
            ErrorCode::Corrupt,
            fmt::format("LZ4 block holds {} bytes instead of {}", written, size)
        );
    }
    return buffer;
}

arrow::Buffer decompress_remains(const ArrowMsgView& message, std::size_t most) {
    const std::uint64_t largest = message.payload.size() * kMaxLz4Ratio + kLz4Slack;
    const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(most, largest));
    return arrow::Buffer::make(size, [&](std::span<std::byte> out) {
        // What was written before the damage is kept, whatever the result.
        (void)LZ4_decompress_safe_partial(
            reinterpret_cast<const char*>(message.payload.data()),
            reinterpret_cast<char*>(out.data()),
            static_cast<int>(message.payload.size()),
            static_cast<int>(out.size()),
            static_cast<int>(out.size())
        );
    });
}

Result<std::string> compress(std::span<const std::byte> stream) {
    std::string out;
    const int size = static_cast<int>(stream.size());
    out.resize(static_cast<std::size_t>(LZ4_compressBound(size)));
    const int written = LZ4_compress_default(
        reinterpret_cast<const char*>(stream.data()),
        out.data(),
        size,
        static_cast<int>(out.size())
    );
    if (written <= 0) {
        return fail(ErrorCode::Internal, "LZ4 compression failed");
    }
    out.resize(static_cast<std::size_t>(written));
    return out;
}

}  // namespace

Result<ArrowMsgView> walk_arrow_msg(std::span<const std::byte> message) {
    if (message.size() > std::numeric_limits<int>::max()) {
        return fail(ErrorCode::TooLarge, fmt::format("chunk message of {} bytes", message.size()));
    }
    CodedInputStream input(
        reinterpret_cast<const std::uint8_t*>(message.data()),
        static_cast<int>(message.size())
    );
    ArrowMsgView view;
    while (true) {
        const std::uint32_t tag = input.ReadTag();
        if (tag == 0) {
            // Zero is the end, or a tag that must not be.
            if (static_cast<std::size_t>(input.CurrentPosition()) != message.size()) {
                return damaged();
            }
            return view;
        }
        if (!read_field(tag, input, message, view)) {
            return damaged();
        }
    }
}

std::optional<ArrowMsgView> walk_beginning(std::span<const std::byte> beginning) {
    if (beginning.size() > std::numeric_limits<int>::max()) {
        return std::nullopt;
    }
    CodedInputStream input(
        reinterpret_cast<const std::uint8_t*>(beginning.data()),
        static_cast<int>(beginning.size())
    );
    ArrowMsgView view;
    while (true) {
        const std::uint32_t tag = input.ReadTag();
        const bool is_payload =
            WireFormatLite::GetTagFieldNumber(tag) == static_cast<int>(Field::Payload) &&
            WireFormatLite::GetTagWireType(tag) == WireFormatLite::WIRETYPE_LENGTH_DELIMITED;
        if (is_payload) {
            std::uint32_t length = 0;
            if (!input.ReadVarint32(&length)) {
                return std::nullopt;
            }
            const auto rest = beginning.subspan(static_cast<std::size_t>(input.CurrentPosition()));
            view.payload = rest.first(std::min<std::size_t>(length, rest.size()));
            return view;
        }
        if (tag == 0 || !read_field(tag, input, beginning, view)) {
            return std::nullopt;
        }
    }
}

std::optional<arrow::Buffer> unpack_beginning(const ArrowMsgView& message, std::size_t most) {
    if (message.encoding != proto::ENCODING_ARROW_IPC || message.payload.empty()) {
        return std::nullopt;
    }
    if (message.compression != proto::COMPRESSION_LZ4) {
        const bool is_plain = message.compression == proto::COMPRESSION_NONE ||
                              message.compression == proto::COMPRESSION_UNSPECIFIED;
        return is_plain ? std::optional(arrow::Buffer::copy_of(
                              message.payload.first(std::min(most, message.payload.size()))
                          ))
                        : std::nullopt;
    }
    const auto size =
        static_cast<std::size_t>(std::min<std::uint64_t>(most, message.uncompressed_size));
    int written = -1;
    const arrow::Buffer buffer =
        arrow::Buffer::make_for_overwrite(size, [&](std::span<std::byte> out) {
            written = LZ4_decompress_safe_partial(
                reinterpret_cast<const char*>(message.payload.data()),
                reinterpret_cast<char*>(out.data()),
                static_cast<int>(message.payload.size()),
                static_cast<int>(out.size()),
                static_cast<int>(out.size())
            );
        });
    if (written <= 0) {
        return std::nullopt;
    }
    return buffer.slice(0, static_cast<std::size_t>(written));
}

Result<arrow::Buffer> unpack_payload(const ArrowMsgView& message) {
    if (message.encoding != proto::ENCODING_ARROW_IPC) {
        return fail(
            ErrorCode::UnsupportedVersion,
            fmt::format("unknown chunk encoding {}", message.encoding)
        );
    }
    switch (message.compression) {
        case proto::COMPRESSION_UNSPECIFIED:
        case proto::COMPRESSION_NONE:
            return arrow::Buffer::copy_of(message.payload);
        case proto::COMPRESSION_LZ4:
            return decompress(message);
        default:
            return fail(
                ErrorCode::UnsupportedVersion,
                fmt::format("unknown chunk compression {}", message.compression)
            );
    }
}

arrow::Buffer unpack_remains(const ArrowMsgView& message, std::size_t most) {
    if (message.encoding != proto::ENCODING_ARROW_IPC) {
        return {};
    }
    switch (message.compression) {
        case proto::COMPRESSION_UNSPECIFIED:
        case proto::COMPRESSION_NONE:
            return arrow::Buffer::copy_of(
                message.payload.first(std::min(most, message.payload.size()))
            );
        case proto::COMPRESSION_LZ4:
            return decompress_remains(message, most);
        default:
            return {};
    }
}

Result<std::string>
encode_arrow_msg(const ArrowMsgParts& parts, std::span<const std::byte> stream) {
    if (stream.size() > kMaxPayloadBytes) {
        return fail(ErrorCode::TooLarge, fmt::format("chunk of {} bytes", stream.size()));
    }
    proto::ArrowMsg message;
    if (!message.mutable_store_id()
             ->ParseFromArray(parts.store_id.data(), static_cast<int>(parts.store_id.size()))) {
        return fail(ErrorCode::InvalidArgument, "not an encoded store id");
    }
    message.set_encoding(proto::ENCODING_ARROW_IPC);
    message.set_uncompressed_size(stream.size());
    message.mutable_chunk_id()->set_time_ns(parts.chunk_id.time_ns);
    message.mutable_chunk_id()->set_inc(parts.chunk_id.inc);
    message.set_is_static(parts.is_static);
    if (parts.compress) {
        LIMN_TRY(*message.mutable_payload(), compress(stream));
        message.set_compression(proto::COMPRESSION_LZ4);
    } else {
        message.set_payload(stream.data(), stream.size());
        message.set_compression(proto::COMPRESSION_NONE);
    }
    std::string out;
    if (!message.SerializeToString(&out)) {
        return fail(ErrorCode::TooLarge, "chunk message above 2 GiB");
    }
    return out;
}

}  // namespace limn::rrd
