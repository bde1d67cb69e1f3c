// SPDX-License-Identifier: MIT
#include "rrd/rrd_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <new>
#include <string_view>
#include <utility>

#include "base/random_access_file.h"
#include "rrd/arrow_msg.h"
#include "rrd/chunk_message.h"

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

RrdReader::RrdReader(std::string name, Input input)
    : name_(std::move(name))
    , file_(input.is_file() ? std::make_shared<const Input>(input) : nullptr)
    , file_name_(std::make_shared<const std::string>(name_))
    , walker_(std::move(input), name_) {}

Result<std::unique_ptr<RrdReader>> RrdReader::open(const std::filesystem::path& path) {
    auto file = RandomAccessFile::open(path);
    if (!file) {
        return forward_error(std::move(file), path.string());
    }
    auto input = Input::of_file(std::move(*file));
    if (!input) {
        return forward_error(std::move(input), path.string());
    }
    return make(path.string(), std::move(*input));
}

Result<std::unique_ptr<RrdReader>> RrdReader::follow(const std::filesystem::path& path) {
    auto file = RandomAccessFile::open(path);
    if (!file) {
        return forward_error(std::move(file), path.string());
    }
    LIMN_TRY(Input input, Input::of_file(std::move(*file)));
    return make_growing(path.string(), std::move(input));
}

std::unique_ptr<RrdReader> RrdReader::make_growing(std::string name, Input input) {
    // The constructor is private, so make_unique cannot call it.
    std::unique_ptr<RrdReader> reader(new RrdReader(std::move(name), std::move(input)));
    reader->is_growing_ = true;
    reader->walker_.set_following(true);
    return reader;
}

Result<std::unique_ptr<RrdReader>> RrdReader::from_pipe(std::string name, int descriptor) {
    auto pipe = SpooledPipe::start(descriptor);
    if (!pipe) {
        return forward_error(std::move(pipe), name);
    }
    LIMN_TRY(Input input, Input::of_file((*pipe)->file()));
    std::unique_ptr<RrdReader> reader = make_growing(std::move(name), std::move(input));
    reader->pipe_ = std::move(*pipe);
    return reader;
}

Result<std::unique_ptr<RrdReader>> RrdReader::from_bytes(std::string name, arrow::Buffer bytes) {
    return make(std::move(name), Input(std::move(bytes)));
}

Result<std::unique_ptr<RrdReader>> RrdReader::make(std::string name, Input input) {
    ReadAhead start(input);
    auto bytes = start.at(0, kStreamHeaderBytes);
    if (!bytes) {
        return forward_error(std::move(bytes), name);
    }
    if (auto version = parse_stream_header(*bytes); !version) {
        return forward_error(std::move(version), name);
    }
    // The constructor is private, so make_unique cannot call it.
    return std::unique_ptr<RrdReader>(new RrdReader(std::move(name), std::move(input)));
}

SourceProgress RrdReader::progress() const {
    return {done_bytes_.load(std::memory_order_relaxed), walker_.input().size()};
}

Result<std::optional<LogMessage>> RrdReader::next() {
    while (true) {
        LIMN_TRY(const std::optional<Frame> frame, walker_.next(diagnostics_));
        done_bytes_.store(walker_.position(), std::memory_order_relaxed);
        has_messages_ = has_messages_ || frame.has_value();
        is_waiting_ = false;
        if (!frame && is_growing_) {
            LIMN_TRY(const bool is_more, look_for_more());
            if (is_more) {
                continue;
            }
            is_waiting_ = true;
            return std::nullopt;
        }
        if (!frame) {
            if (!has_messages_ && diagnostics_.empty()) {
                diagnostics_.add(Severity::Warning, name_, "the recording has no messages");
            }
            done_bytes_.store(walker_.input().size(), std::memory_order_relaxed);
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

Result<bool> RrdReader::look_for_more() {
    // First whether it is complete: what comes in between is seen by `grow`.
    const bool is_complete = pipe_ != nullptr && pipe_->is_complete();
    LIMN_TRY(const bool is_more, walker_.grow());
    if (is_more || !is_complete) {
        return is_more;
    }
    if (const auto error = pipe_->error()) {
        diagnostics_.add(Severity::Error, name_, error->message);
    }
    is_growing_ = false;
    walker_.set_following(false);
    return true;
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
    const MessagePlace place{frame.offset, frame.number, frame.payload.size()};
    LIMN_TRY(ChunkPtr chunk, read_chunk(message, name_, place, diagnostics_));
    if (chunk == nullptr) {
        return std::nullopt;
    }
    std::shared_ptr<const ChunkSource> source;
    if (file_ != nullptr) {
        source = std::make_shared<const ChunkInFile>(file_, file_name_, place);
    }
    return LogMessage(ChunkMessage{std::move(store), std::move(chunk), std::move(source)});
}

}  // namespace limn::rrd
