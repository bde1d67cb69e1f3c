// SPDX-License-Identifier: MIT
#include "rrd/chunk_message.h"

#include <new>
#include <utility>

#include "arrow/ipc.h"
#include "rrd/chunk_from_batch.h"

namespace limn::rrd {
namespace {

constexpr std::uint64_t kMessageHeaderBytes = 16;

}  // namespace

Result<ChunkPtr> read_chunk(
    const ArrowMsgView& message,
    ChunkFile& file,
    const MessagePlace& place,
    Diagnostics& diagnostics
) {
    LIMN_TRY(const arrow::Buffer stream, unpack_payload(message));
    LIMN_TRY(arrow::RecordBatch batch, arrow::read_stream(stream, &file.schemas));
    if (batch.num_rows == 0) {
        return ChunkPtr();  // Says nothing.
    }
    ChunkOrigin origin;
    origin.file = file.name;
    origin.offset = place.offset;
    origin.message = place.number;
    origin.chunk_id = message.chunk_id;
    origin.payload = message.payload;
    return chunk_from_batch(std::move(batch), origin, diagnostics);
}

ChunkInFile::ChunkInFile(
    std::shared_ptr<const Input> input,
    std::shared_ptr<ChunkFile> file,
    const MessagePlace& place
)
    : input_(std::move(input))
    , file_(std::move(file))
    , place_(place) {}

Result<ChunkPtr> ChunkInFile::read() const {
    const auto again = [&]() -> Result<ChunkPtr> {
        LIMN_TRY(
            const arrow::Buffer bytes,
            input_->read(place_.offset + kMessageHeaderBytes, static_cast<std::size_t>(place_.size))
        );
        LIMN_TRY(const ArrowMsgView message, walk_arrow_msg(bytes.bytes()));
        Diagnostics told_before;
        return read_chunk(message, *file_, place_, told_before);
    };
    try {
        auto chunk = again();
        if (!chunk) {
            const ChunkOrigin origin{file_->name, place_.offset, place_.number, {}, {}};
            return forward_error(std::move(chunk), origin.place());
        }
        return chunk;
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::TooLarge, file_->name + ": not enough memory");
    }
}

}  // namespace limn::rrd
