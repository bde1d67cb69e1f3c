// SPDX-License-Identifier: MIT
#include "rrd/message_batch.h"

#include <algorithm>
#include <new>
#include <utility>

#include "rrd/arrow_msg.h"
#include "rrd/file_index.h"

namespace limn::rrd {
namespace {

/// One job: enough that handing it over does not count.
constexpr std::size_t kBatchBytes = std::size_t{1} << 20U;

/// One job of small chunks, which are joined within it: as many as they fit.
constexpr std::size_t kSmallBatchBytes = std::size_t{16} << 20U;
constexpr std::size_t kSmallChunkBytes = std::size_t{32} << 10U;
constexpr std::size_t kBatchMessages = 8192;

}  // namespace

bool MessageBatch::is_full() const {
    return weight_ >= (are_all_small_ ? kSmallBatchBytes : kBatchBytes) ||
           messages_.size() >= kBatchMessages;
}

void MessageBatch::add_chunk(
    const MessagePlace& place,
    StoreId store,
    std::span<const std::byte> bytes,
    std::uint64_t unpacked_size
) {
    // What it says of its size is checked when it is unpacked; here it only bounds how many wait.
    const std::size_t weight =
        bytes.size() +
        static_cast<std::size_t>(std::min<std::uint64_t>(unpacked_size, kAheadBytes));
    weight_ += weight;
    are_all_small_ = are_all_small_ && weight <= kSmallChunkBytes;
    if (stores_.empty() || stores_.back() != store) {
        stores_.push_back(std::move(store));
    }
    Chunk& chunk = chunks_.emplace_back();
    chunk.index = messages_.size();
    chunk.begin = bytes_.size();
    chunk.size = bytes.size();
    chunk.store = stores_.size() - 1;
    messages_.push_back({place, MessageKind::ArrowMsg, std::nullopt, {}});
    if (bytes.size() > kSmallChunkBytes) {
        chunk.own = arrow::Buffer::copy_of(bytes);
    } else {
        bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
    }
}

ChunkUnpacker::ChunkUnpacker(
    std::shared_ptr<const Input> input,
    std::shared_ptr<ChunkFile> file,
    ReadDepth depth
)
    : input_(std::move(input))
    , file_(std::move(file))
    , depth_(depth) {}

std::shared_ptr<const ChunkInFile> ChunkUnpacker::source_at(const MessagePlace& place) const {
    return std::make_shared<const ChunkInFile>(input_, file_, place);
}

LogMessage ChunkUnpacker::message_of(StoreId store, ChunkPtr chunk, const MessagePlace& place)
    const {
    return ChunkMessage{
        std::move(store),
        std::move(chunk),
        input_ != nullptr ? source_at(place) : nullptr,
    };
}

Result<std::optional<LogMessage>> ChunkUnpacker::unpack(
    const ArrowMsgView& message,
    const MessagePlace& place,
    StoreId store,
    Diagnostics& told
) const {
    try {
        LIMN_TRY(ChunkPtr chunk, read_chunk(message, *file_, place, told));
        if (chunk == nullptr) {
            return std::nullopt;
        }
        return message_of(std::move(store), std::move(chunk), place);
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::TooLarge, "not enough memory");
    }
}

std::vector<ReadMessage> ChunkUnpacker::unpack(MessageBatch batch) const {
    ChunkJoiner joiner(*file_);
    for (std::size_t i = 0; i < batch.chunks_.size(); ++i) {
        const MessageBatch::Chunk& chunk = batch.chunks_[i];
        const MessagePlace& place = batch.messages_[chunk.index].place;
        const auto message = depth_ != ReadDepth::Values && chunk.size == place.size
                                 ? walk_arrow_msg(batch.bytes_of(chunk))
                                 : tl::unexpected(Error{});
        if (!message || !joiner.add(*message, place, chunk.store, i)) {
            unpack_alone(batch, i);
        }
    }
    for (ChunkJoiner::Joined& joined : joiner.finish()) {
        if (joined.chunk == nullptr) {
            for (const ChunkJoiner::Member& member : joined.members) {
                unpack_alone(batch, member.tag);
            }
            continue;
        }
        const MessageBatch::Chunk& first = batch.chunks_[joined.members.front().tag];
        batch.messages_[first.index].message =
            joined_message(batch.stores_[joined.store], std::move(joined));
    }
    return std::move(batch.messages_);
}

void ChunkUnpacker::unpack_alone(MessageBatch& batch, std::size_t index) const {
    const MessageBatch::Chunk& chunk = batch.chunks_[index];
    const StoreId& store = batch.stores_[chunk.store];
    ReadMessage& read = batch.messages_[chunk.index];
    const auto bytes = batch.bytes_of(chunk);
    const bool is_whole = chunk.size == read.place.size;
    const auto message =
        is_whole ? walk_arrow_msg(bytes) : Result<ArrowMsgView>(tl::unexpected(Error{}));
    const bool is_large = depth_ == ReadDepth::Heads && message &&
                          is_large_chunk(message->payload.size(), message->uncompressed_size);
    if (!is_whole || is_large) {
        read.message = read_beginning(store, bytes, read);
    } else if (message) {
        read.message = unpack(*message, read.place, store, read.told);
    } else {
        read.message = tl::unexpected(message.error());
    }
}

Result<std::optional<LogMessage>> ChunkUnpacker::read_beginning(
    StoreId store,
    std::span<const std::byte> beginning,
    ReadMessage& message
) const {
    auto source = source_at(message.place);
    if (auto head = read_chunk_head(beginning, *file_, message.place, message.told)) {
        return ChunkHeadMessage{std::move(store), std::move(head), std::move(source)};
    }
    LIMN_TRY(ChunkPtr chunk, source->read(message.told));
    if (chunk == nullptr) {
        return std::nullopt;
    }
    return ChunkMessage{std::move(store), std::move(chunk), std::move(source)};
}

LogMessage ChunkUnpacker::joined_message(StoreId store, ChunkJoiner::Joined joined) const {
    const MessagePlace& first = joined.members.front().place;
    if (joined.members.size() == 1) {
        return message_of(std::move(store), std::move(joined.chunk), first);
    }
    ChunkMessage message{std::move(store), std::move(joined.chunk)};
    std::vector<MessagePlace> places;
    places.reserve(joined.members.size());
    message.members.reserve(joined.members.size());
    for (const ChunkJoiner::Member& member : joined.members) {
        message.members.push_back(member.chunk);
        places.push_back(member.place);
    }
    message.source = std::make_shared<const ChunksInFile>(input_, file_, std::move(places));
    return message;
}

}  // namespace limn::rrd
