// SPDX-License-Identifier: MIT
#include "rrd/rrd_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <new>
#include <string_view>
#include <thread>
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

/// Smaller files are read on one thread.
constexpr std::uint64_t kLargeFileBytes = std::uint64_t{1} << 20U;

/// More do not help: the store takes chunks one by one.
constexpr std::size_t kMostThreads = 6;

std::size_t num_threads() {
    const std::size_t all = std::thread::hardware_concurrency();
    return std::clamp<std::size_t>(all, 2, kMostThreads + 1) - 1;
}

MessagePlace place_of(const Frame& frame) {
    return {frame.offset, frame.number, frame.payload_size};
}

}  // namespace

bool is_rrd(std::span<const std::byte> bytes) {
    if (bytes.size() < 4) {
        return false;
    }
    const std::string_view magic(reinterpret_cast<const char*>(bytes.data()), 4);
    return magic == "RRF2" || magic == "RRF1" || magic == "RRF0";
}

RrdReader::RrdReader(std::string name, Input input, ReadDepth depth)
    : name_(std::move(name))
    , file_(input.is_file() ? std::make_shared<const Input>(input) : nullptr)
    , depth_(file_ != nullptr && file_->size() >= kLargeFileBytes ? depth : ReadDepth::Values)
    , unpacker_(file_, std::make_shared<ChunkFile>(name_), depth_)
    , walker_(std::move(input), name_) {
    if (file_ != nullptr && file_->size() >= kLargeFileBytes) {
        ahead_ = std::make_unique<OrderedJobs<std::vector<ReadMessage>>>(num_threads());
    }
    if (depth_ == ReadDepth::Heads) {
        walker_.set_longest_chunk(kLargeChunkBytes, head_bytes);
    }
}

Result<std::unique_ptr<RrdReader>>
RrdReader::open(const std::filesystem::path& path, ReadDepth depth) {
    auto file = RandomAccessFile::open(path);
    if (!file) {
        return forward_error(std::move(file), path.string());
    }
    auto input = Input::of_file(std::move(*file));
    if (!input) {
        return forward_error(std::move(input), path.string());
    }
    return make(path.string(), std::move(*input), depth);
}

Result<std::unique_ptr<RrdReader>>
RrdReader::follow(const std::filesystem::path& path, ReadDepth depth) {
    auto file = RandomAccessFile::open(path);
    if (!file) {
        return forward_error(std::move(file), path.string());
    }
    LIMN_TRY(Input input, Input::of_file(std::move(*file)));
    return make_growing(path.string(), std::move(input), depth);
}

std::unique_ptr<RrdReader> RrdReader::make_growing(std::string name, Input input, ReadDepth depth) {
    // The constructor is private, so make_unique cannot call it.
    std::unique_ptr<RrdReader> reader(new RrdReader(std::move(name), std::move(input), depth));
    reader->is_growing_ = true;
    reader->walker_.set_following(true);
    return reader;
}

Result<std::unique_ptr<RrdReader>>
RrdReader::from_pipe(std::string name, int descriptor, DescriptorIs owner) {
    auto pipe = SpooledPipe::start(descriptor, owner);
    if (!pipe) {
        return forward_error(std::move(pipe), name);
    }
    LIMN_TRY(Input input, Input::of_file((*pipe)->file()));
    std::unique_ptr<RrdReader> reader =
        make_growing(std::move(name), std::move(input), ReadDepth::Values);
    reader->pipe_ = std::move(*pipe);
    return reader;
}

Result<std::unique_ptr<RrdReader>> RrdReader::from_bytes(std::string name, arrow::Buffer bytes) {
    return make(std::move(name), Input(std::move(bytes)), ReadDepth::Values);
}

Result<std::unique_ptr<RrdReader>> RrdReader::make(std::string name, Input input, ReadDepth depth) {
    ReadAhead start(input);
    auto bytes = start.at(0, kStreamHeaderBytes);
    if (!bytes) {
        return forward_error(std::move(bytes), name);
    }
    if (auto version = parse_stream_header(*bytes); !version) {
        return forward_error(std::move(version), name);
    }
    // The constructor is private, so make_unique cannot call it.
    std::unique_ptr<RrdReader> reader(new RrdReader(std::move(name), std::move(input), depth));
    if (reader->depth_ == ReadDepth::Heads) {
        reader->use_index();
    }
    return reader;
}

void RrdReader::use_index() {
    auto index = read_file_index(*file_);
    if (!index) {
        diagnostics_.add(
            Severity::Note,
            name_,
            fmt::format("{}; the file is searched for chunks instead", index.error().message)
        );
        return;
    }
    index_ = std::move(*index);
    if (!index_) {
        return;
    }
    std::vector<KnownMessage> known;
    known.reserve(index_->chunks.size());
    for (const IndexedChunk& chunk : index_->chunks) {
        known.push_back({chunk.offset, chunk.size});
    }
    walker_.set_known(std::move(known));
}

SourceProgress RrdReader::progress() const {
    return {done_bytes_.load(std::memory_order_relaxed), walker_.input().size()};
}

Result<std::optional<LogMessage>> RrdReader::next() {
    while (true) {
        while (!ready_.empty()) {
            ReadMessage read = std::move(ready_.front());
            ready_.pop_front();
            if (auto message = deliver(std::move(read))) {
                return message;
            }
        }
        LIMN_TRY(const bool is_more, ahead_ != nullptr ? read_ahead() : read_next());
        if (!is_more) {
            return std::nullopt;
        }
    }
}

std::optional<LogMessage> RrdReader::deliver(ReadMessage read) {
    diagnostics_.merge(read.told);
    if (read.message) {
        return std::move(*read.message);
    }
    diagnostics_.add(
        Severity::Error,
        fmt::format("{}: byte {}", name_, read.place.offset),
        fmt::format(
            "message {} ({}) skipped: {}",
            read.place.number,
            kind_name(read.kind),
            read.message.error().message
        )
    );
    return std::nullopt;
}

Result<std::optional<Frame>> RrdReader::next_frame() {
    while (true) {
        LIMN_TRY(const std::optional<Frame> frame, walker_.next(diagnostics_));
        done_bytes_.store(walker_.position(), std::memory_order_relaxed);
        is_waiting_ = false;
        if (frame) {
            has_messages_ = true;
            return frame;
        }
        if (is_growing_) {
            LIMN_TRY(const bool is_more, look_for_more());
            if (is_more) {
                continue;
            }
            is_waiting_ = true;
            return std::nullopt;
        }
        if (!has_messages_ && diagnostics_.empty()) {
            diagnostics_.add(Severity::Warning, name_, "the recording has no messages");
        }
        done_bytes_.store(walker_.input().size(), std::memory_order_relaxed);
        return std::nullopt;
    }
}

Result<bool> RrdReader::read_next() {
    LIMN_TRY(const std::optional<Frame> frame, next_frame());
    if (!frame) {
        return false;
    }
    ready_.push_back({place_of(*frame), frame->kind, decode(*frame), {}});
    return true;
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
        case MessageKind::ArrowMsg: {
            LIMN_TRY(const ArrowMsgView message, walk_arrow_msg(frame.payload));
            LIMN_TRY(StoreId store, store_of(message.store_id, frame));
            return unpacker_.unpack(message, place_of(frame), std::move(store), diagnostics_);
        }
    }
    return std::nullopt;
}

Result<StoreId> RrdReader::store_of(std::span<const std::byte> encoded, const Frame& frame) {
    if (last_store_ && std::ranges::equal(last_store_bytes_, encoded)) {
        return *last_store_;
    }
    LIMN_TRY(const WireStoreId wire, parse_store_id(encoded));
    bool was_unknown = false;
    StoreId id = applications_.resolve(wire, was_unknown);
    if (was_unknown && told_early_.insert(id).second) {
        diagnostics_.add(
            Severity::Warning,
            fmt::format("{}: byte {}", name_, frame.offset),
            fmt::format(
                "message {} (chunk) of recording '{}' comes before its announcement; application unknown",
                frame.number,
                wire.recording_id
            )
        );
    }
    last_store_bytes_.assign(encoded.begin(), encoded.end());
    last_store_ = id;
    return id;
}

Result<std::optional<LogMessage>> RrdReader::known_message(const Frame& frame) {
    const IndexedChunk& chunk = index_->chunks[*frame.known];
    const ManifestTable& manifest = index_->manifests[chunk.manifest];
    const auto encoded = std::as_bytes(std::span(manifest.store_id()));
    LIMN_TRY(StoreId store, store_of(encoded, frame));
    auto source = unpacker_.source_at(place_of(frame));
    if (auto head = manifest.head(chunk.row)) {
        return ChunkHeadMessage{std::move(store), std::move(head), std::move(source)};
    }
    LIMN_TRY(const arrow::Buffer bytes, source->read_bytes());
    LIMN_TRY(const ArrowMsgView message, walk_arrow_msg(bytes.bytes()));
    return unpacker_.unpack(message, place_of(frame), std::move(store), diagnostics_);
}

Result<bool> RrdReader::read_ahead() {
    while (ahead_->weight() < kAheadBytes) {
        MessageBatch batch;
        bool is_end = false;
        while (!is_end && !batch.is_full()) {
            LIMN_TRY(const std::optional<Frame> frame, next_frame());
            is_end = !frame.has_value();
            if (frame) {
                LIMN_TRY_VOID(add_to(batch, *frame));
            }
        }
        if (!batch.empty()) {
            start(std::move(batch));
        }
        if (is_end) {
            break;
        }
    }
    if (ahead_->empty()) {
        return false;
    }
    for (ReadMessage& message : ahead_->pop()) {
        ready_.push_back(std::move(message));
    }
    return true;
}

Result<void> RrdReader::add_to(MessageBatch& batch, const Frame& frame) {
    const MessagePlace place = place_of(frame);
    if (frame.known || frame.kind != MessageKind::ArrowMsg) {
        batch.add({place, frame.kind, frame.known ? known_message(frame) : decode(frame), {}});
        return {};
    }
    const bool is_cut = frame.payload.size() < frame.payload_size;
    const auto beginning = is_cut ? walk_beginning(frame.payload) : std::nullopt;
    arrow::Buffer whole;
    std::span<const std::byte> bytes = frame.payload;
    if (is_cut && !beginning) {
        LIMN_TRY(whole, unpacker_.source_at(place)->read_bytes());
        bytes = whole.bytes();
    }
    const auto message = beginning ? Result<ArrowMsgView>(*beginning) : walk_arrow_msg(bytes);
    auto store = message ? store_of(message->store_id, frame)
                         : Result<StoreId>(tl::unexpected(message.error()));
    if (store) {
        batch.add_chunk(place, std::move(*store), bytes, message->uncompressed_size);
    } else {
        batch.add({place, frame.kind, tl::unexpected(std::move(store).error()), {}});
    }
    return {};
}

void RrdReader::start(MessageBatch batch) {
    const std::size_t weight = batch.weight();
    // std::function wants to be copied.
    ahead_->push(
        [this, held = std::make_shared<MessageBatch>(std::move(batch))] {
            return unpacker_.unpack(std::move(*held));
        },
        weight
    );
}

}  // namespace limn::rrd
