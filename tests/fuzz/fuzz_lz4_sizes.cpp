// SPDX-License-Identifier: MIT
// LZ4 payloads: four bytes announce a size, the rest is the block. What comes out has that size or is refused, and a
// payload that Limn packs comes back.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>

#include "rrd/arrow_msg.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

using Bytes = std::span<const std::byte>;

constexpr std::uint64_t kArrowIpc = 1;
constexpr std::uint64_t kLz4 = 2;

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

void unpack(Bytes block, std::uint64_t announced) {
    limn::rrd::ArrowMsgView message;
    message.payload = block;
    message.encoding = kArrowIpc;
    message.compression = kLz4;
    message.uncompressed_size = announced;
    const auto stream = limn::rrd::unpack_payload(message);
    require(!stream || stream->size() == announced);
}

void pack_and_unpack(Bytes stream) {
    const auto packed = limn::rrd::encode_arrow_msg({}, stream);
    require(packed.has_value());
    const auto message = limn::rrd::walk_arrow_msg(std::as_bytes(std::span(*packed)));
    require(message.has_value());
    const auto back = limn::rrd::unpack_payload(*message);
    require(back && std::ranges::equal(back->bytes(), stream));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::uint32_t announced = 0;
    if (size < sizeof(announced)) {
        return 0;
    }
    std::memcpy(&announced, data, sizeof(announced));
    const Bytes block = std::as_bytes(std::span(data, size)).subspan(sizeof(announced));
    unpack(block, announced);
    unpack(block, std::uint64_t{announced} << 16U);
    pack_and_unpack(block);
    return 0;
}
