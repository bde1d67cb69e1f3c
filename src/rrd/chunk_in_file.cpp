// SPDX-License-Identifier: MIT
#include "rrd/chunk_in_file.h"

#include <algorithm>
#include <limits>
#include <new>
#include <utility>

#include "model/chunk_head.h"
#include "rrd/arrow_msg.h"
#include "rrd/chunk_from_batch.h"
#include "rrd/chunk_joiner.h"

namespace limn::rrd {
namespace {

constexpr std::uint64_t kMessageHeaderBytes = 16;

Result<arrow::Buffer> read_message(const Input& input, const MessagePlace& place) {
    return input.read(place.offset + kMessageHeaderBytes, static_cast<std::size_t>(place.size));
}

}  // namespace

ChunkInFile::ChunkInFile(
    std::shared_ptr<const Input> input,
    std::shared_ptr<ChunkFile> file,
    const MessagePlace& place
)
    : input_(std::move(input))
    , file_(std::move(file))
    , place_(place) {}

Result<arrow::Buffer> ChunkInFile::read_bytes() const {
    return read_message(*input_, place_);
}

Result<ChunkPtr> ChunkInFile::read(Diagnostics& diagnostics) const {
    try {
        LIMN_TRY(const arrow::Buffer bytes, read_bytes());
        LIMN_TRY(const ArrowMsgView message, walk_arrow_msg(bytes.bytes()));
        return read_chunk(message, *file_, place_, diagnostics);
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::TooLarge, "not enough memory");
    }
}

Result<ChunkPtr> ChunkInFile::read() const {
    Diagnostics told_before;
    auto chunk = read(told_before);
    if (!chunk) {
        const ChunkOrigin origin{file_->name, place_.offset, place_.number, {}, {}};
        return forward_error(std::move(chunk), origin.place());
    }
    return chunk;
}

Result<std::shared_ptr<const ChunkHead>> ChunkInFile::read_head() const {
    try {
        const std::size_t size = head_bytes(place_.size);
        LIMN_TRY(
            const arrow::Buffer bytes,
            input_->read(place_.offset + kMessageHeaderBytes, size)
        );
        Diagnostics told_before;
        if (auto head = read_chunk_head(bytes.bytes(), *file_, place_, told_before)) {
            return head;
        }
        return ChunkSource::read_head();
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::TooLarge, file_->name + ": not enough memory");
    }
}

ChunksInFile::ChunksInFile(
    std::shared_ptr<const Input> input,
    std::shared_ptr<ChunkFile> file,
    std::vector<MessagePlace> places
)
    : input_(std::move(input))
    , file_(std::move(file))
    , places_(std::move(places)) {}

Result<ChunkPtr> ChunksInFile::read() const {
    try {
        ChunkPtr joined = read_joined();
        return joined != nullptr ? Result<ChunkPtr>(std::move(joined)) : read_one_by_one();
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::TooLarge, file_->name + ": not enough memory");
    }
}

ChunkPtr ChunksInFile::read_joined() const {
    constexpr JoinLimits kNoLimits{
        std::numeric_limits<std::int64_t>::max(),
        std::numeric_limits<std::size_t>::max(),
        std::numeric_limits<std::int64_t>::max(),
        std::numeric_limits<std::size_t>::max()};
    ChunkJoiner joiner(*file_, kNoLimits);
    for (const MessagePlace& place : places_) {
        const auto bytes = read_message(*input_, place);
        const auto message = bytes ? walk_arrow_msg(bytes->bytes())
                                   : Result<ArrowMsgView>(tl::unexpected(bytes.error()));
        if (!message || !joiner.add(*message, place, 0, 0)) {
            return nullptr;
        }
    }
    auto joined = joiner.finish();
    return joined.size() == 1 ? std::move(joined.front().chunk) : nullptr;
}

Result<ChunkPtr> ChunksInFile::read_one_by_one() const {
    std::vector<ChunkPtr> chunks;
    chunks.reserve(places_.size());
    for (const MessagePlace& place : places_) {
        LIMN_TRY(ChunkPtr chunk, ChunkInFile(input_, file_, place).read());
        if (chunk == nullptr) {
            return fail(ErrorCode::Unreadable, "a part of a merged chunk is gone");
        }
        chunks.push_back(std::move(chunk));
    }
    return merge_chunks(chunks);
}

std::shared_ptr<const ChunkSource> ChunksInFile::part(std::size_t index) const {
    return std::make_shared<const ChunkInFile>(input_, file_, places_[index]);
}

}  // namespace limn::rrd
