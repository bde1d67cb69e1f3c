// SPDX-License-Identifier: MIT
#include "rrd/rrd_writer.h"

#include <fmt/format.h>

#include <array>
#include <type_traits>
#include <utility>
#include <variant>

#include "arrow/ipc.h"
#include "rrd/arrow_msg.h"
#include "rrd/framing.h"
#include "rrd/store_messages.h"

namespace limn::rrd {
namespace {

/// The format version whose spelling is written, not Limn's own.
constexpr WriterVersion kFormatVersion{0, 36, 2, 0};

std::span<const std::byte> as_bytes(std::string_view text) {
    return std::as_bytes(std::span(text.data(), text.size()));
}

}  // namespace

Result<std::unique_ptr<RrdWriter>> RrdWriter::create(const std::filesystem::path& path) {
    LIMN_TRY(OutputFile opened, OutputFile::create_growing(path));
    const auto file = std::make_shared<OutputFile>(std::move(opened));
    auto writer = std::make_unique<RrdWriter>([file](std::span<const std::byte> bytes) {
        return file->write(bytes);
    });
    writer->file_ = file;
    return writer;
}

std::unique_ptr<RrdWriter> RrdWriter::to_memory(std::vector<std::byte>& bytes) {
    return std::make_unique<RrdWriter>([&bytes](std::span<const std::byte> more) {
        bytes.insert(bytes.end(), more.begin(), more.end());
        return Result<void>{};
    });
}

Result<void> RrdWriter::write(const LogMessage& message) {
    if (const auto* info = std::get_if<StoreInfo>(&message)) {
        return write_store_info(*info);
    }
    if (const auto* activation = std::get_if<BlueprintActivation>(&message)) {
        return write_activation(*activation);
    }
    const auto* chunk = std::get_if<ChunkMessage>(&message);
    if (chunk == nullptr || chunk->chunk == nullptr) {
        return fail(ErrorCode::InvalidArgument, "a chunk message without a chunk");
    }
    return write_chunk(chunk->store, *chunk->chunk);
}

Result<void> RrdWriter::write_store_info(const StoreInfo& info) {
    return write_message(
        static_cast<std::uint64_t>(MessageKind::SetStoreInfo),
        encode_store_info(info, kFormatVersion)
    );
}

Result<void> RrdWriter::write_chunk(const StoreId& store, const Chunk& chunk) {
    auto stream = arrow::write_stream(batch_from_chunk(chunk));
    if (!stream) {
        return forward_error(std::move(stream), chunk.entity().text());
    }
    auto [known, is_new] = encoded_stores_.try_emplace(store);
    if (is_new) {
        known->second = encode_store_id(store);
    }
    ArrowMsgParts parts;
    parts.store_id = known->second;
    parts.chunk_id = chunk.id();
    parts.is_static = chunk.is_static();
    parts.compress = options_.compress;
    LIMN_TRY(const std::string message, encode_arrow_msg(parts, *stream));
    LIMN_TRY_VOID(write_message(static_cast<std::uint64_t>(MessageKind::ArrowMsg), message));
    if (options_.write_index) {
        manifest_.add(store, chunk, {position_ - message.size(), message.size(), stream->size()});
    }
    return {};
}

Result<void> RrdWriter::write_activation(const BlueprintActivation& activation) {
    return write_message(
        static_cast<std::uint64_t>(MessageKind::BlueprintActivation),
        encode_blueprint_activation(activation)
    );
}

Result<void> RrdWriter::finish() {
    LIMN_TRY_VOID(write_stream_header());
    if (options_.write_index && !is_finished_) {
        LIMN_TRY_VOID(write_index());
    }
    is_finished_ = true;
    return file_ != nullptr ? file_->commit() : Result<void>{};
}

Result<void> RrdWriter::flush() {
    return file_ != nullptr ? file_->flush() : Result<void>{};
}

Result<void> RrdWriter::write_index() {
    LIMN_TRY(const std::string index, manifest_.encode());
    if (index.empty()) {
        return {};  // Nothing to point at: the stream simply ends.
    }
    LIMN_TRY_VOID(write_message(static_cast<std::uint64_t>(MessageKind::End), index));
    return put(as_bytes(stream_footer(position_ - index.size(), index)));
}

Result<void> RrdWriter::put(std::span<const std::byte> bytes) {
    LIMN_TRY_VOID(sink_(bytes));
    position_ += bytes.size();
    return {};
}

Result<void> RrdWriter::write_stream_header() {
    if (has_header_) {
        return {};
    }
    has_header_ = true;
    const auto byte = [](int value) { return static_cast<std::byte>(value); };
    const std::array<std::byte, 12> header{
        byte('R'),
        byte('R'),
        byte('F'),
        byte('2'),
        byte(kFormatVersion.major),
        byte(kFormatVersion.minor),
        byte(kFormatVersion.patch),
        byte(kFormatVersion.meta),
        byte(options_.compress ? 1 : 0),
        byte(2),  // Messages are protobuf.
        byte(0),
        byte(0),
    };
    return put(header);
}

Result<void> RrdWriter::write_message(std::uint64_t kind, std::string_view payload) {
    if (is_finished_) {
        return fail(ErrorCode::InvalidArgument, "the recording is finished already");
    }
    LIMN_TRY_VOID(write_stream_header());
    const std::array<std::uint64_t, 2> header{kind, payload.size()};
    LIMN_TRY_VOID(put(std::as_bytes(std::span(header))));
    return put(as_bytes(payload));
}

}  // namespace limn::rrd
