// SPDX-License-Identifier: MIT
#include "rrd/rrd_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <new>
#include <string_view>
#include <utility>

#include "arrow/ipc.h"
#include "base/mapped_file.h"
#include "rrd/arrow_msg.h"
#include "rrd/chunk_from_batch.h"

namespace limn::rrd {
namespace {

std::string_view kind_name(MessageKind kind) {
    switch (kind) {
        case MessageKind::End:
            return "end";
        case MessageKind::SetStoreInfo:
            return "store announcement";
        case MessageKind::ArrowMsg:
            return "chunk";
        case MessageKind::BlueprintActivation:
            return "blueprint activation";
    }
    return "message";
}

}  // namespace

bool is_rrd(std::span<const std::byte> bytes) {
    if (bytes.size() < 4) {
        return false;
    }
    const std::string_view magic(reinterpret_cast<const char*>(bytes.data()), 4);
    return magic == "RRF2" || magic == "RRF1" || magic == "RRF0";
}

RrdReader::RrdReader(std::string name, arrow::Buffer bytes)
    : name_(std::move(name))
    , bytes_(std::move(bytes))
    , walker_(bytes_.bytes(), name_) {}

Result<std::unique_ptr<RrdReader>> RrdReader::open(const std::filesystem::path& path) {
    auto file = MappedFile::open(path);
    if (!file) {
        return forward_error(std::move(file), path.string());
    }
    const auto owner = std::make_shared<const MappedFile>(std::move(*file));
    return from_bytes(path.string(), arrow::Buffer(owner, owner->bytes()));
}

Result<std::unique_ptr<RrdReader>> RrdReader::from_bytes(std::string name, arrow::Buffer bytes) {
    if (auto version = parse_stream_header(bytes.bytes()); !version) {
        return forward_error(std::move(version), name);
    }
    // The constructor is private, so make_unique cannot call it.
    return std::unique_ptr<RrdReader>(new RrdReader(std::move(name), std::move(bytes)));
}

SourceProgress RrdReader::progress() const {
    return {done_bytes_.load(std::memory_order_relaxed), bytes_.size()};
}

Result<std::optional<LogMessage>> RrdReader::next() {
    while (true) {
        LIMN_TRY(const std::optional<Frame> frame, walker_.next(diagnostics_));
        done_bytes_.store(walker_.position(), std::memory_order_relaxed);
        has_messages_ = has_messages_ || frame.has_value();
        if (!frame) {
            if (!has_messages_ && diagnostics_.empty()) {
                diagnostics_.add(Severity::Warning, name_, "the recording has no messages");
            }
            done_bytes_.store(bytes_.size(), std::memory_order_relaxed);
            return std::nullopt;
        }
        auto message = decode(*frame);
        if (!message) {
            diagnostics_.add(
                Severity::Error,
                fmt::format("{}: byte {}", name_, frame->offset),
                fmt::format(
                    "message {} ({}) skipped: {}",
                    frame->number,
                    kind_name(frame->kind),
                    message.error().message
                )
            );
        } else if (*message) {
            return message;
        }
    }
}

Result<std::optional<LogMessage>> RrdReader::decode(const Frame& frame) {
    switch (frame.kind) {
        case MessageKind::End:
            return std::nullopt;
        case MessageKind::SetStoreInfo: {
            last_store_.reset();
            LIMN_TRY(StoreInfo info, parse_store_info(frame.payload, frame.version, applications_));
            return LogMessage(std::move(info));
        }
        case MessageKind::BlueprintActivation: {
            LIMN_TRY(
                BlueprintActivation activation,
                parse_blueprint_activation(frame.payload, applications_)
            );
            return LogMessage(std::move(activation));
        }
        case MessageKind::ArrowMsg:
            try {
                return decode_chunk(frame);
            } catch (const std::bad_alloc&) {
                return fail(ErrorCode::TooLarge, "not enough memory");
            }
    }
    return std::nullopt;
}

Result<StoreId> RrdReader::store_of(std::span<const std::byte> encoded) {
    if (last_store_ && std::ranges::equal(last_store_bytes_, encoded)) {
        return *last_store_;
    }
    LIMN_TRY(const WireStoreId wire, parse_store_id(encoded));
    bool was_unknown = false;
    StoreId id = applications_.resolve(wire, was_unknown);
    if (was_unknown) {
        diagnostics_.add(
            Severity::Warning,
            name_,
            fmt::format(
                "chunks of recording '{}' come before its announcement; application unknown",
                wire.recording_id
            )
        );
    }
    last_store_bytes_.assign(encoded.begin(), encoded.end());
    last_store_ = id;
    return id;
}

Result<std::optional<LogMessage>> RrdReader::decode_chunk(const Frame& frame) {
    LIMN_TRY(const ArrowMsgView message, walk_arrow_msg(frame.payload));
    LIMN_TRY(StoreId store, store_of(message.store_id));
    LIMN_TRY(const arrow::Buffer stream, unpack_payload(message));
    LIMN_TRY(arrow::RecordBatch batch, arrow::read_stream(stream));
    if (batch.num_rows == 0) {
        return std::nullopt;  // Says nothing.
    }
    ChunkOrigin origin;
    origin.file = name_;
    origin.offset = frame.offset;
    origin.message = frame.number;
    origin.chunk_id = message.chunk_id;
    origin.payload = message.payload;
    LIMN_TRY(ChunkPtr chunk, chunk_from_batch(std::move(batch), origin, diagnostics_));
    return LogMessage(ChunkMessage{std::move(store), std::move(chunk)});
}

}  // namespace limn::rrd
