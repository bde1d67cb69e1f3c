// SPDX-License-Identifier: MIT
// The protobuf messages of a stream: the first byte says which, the rest is the payload. What is read is written and read again.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "rrd/arrow_msg.h"
#include "rrd/store_messages.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

using limn::rrd::ApplicationIds;
using limn::rrd::WriterVersion;

using Bytes = std::span<const std::byte>;

Bytes bytes_of(const std::string& text) {
    return std::as_bytes(std::span(text));
}

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

void store_id(Bytes payload) {
    const auto wire = limn::rrd::parse_store_id(payload);
    if (!wire) {
        return;
    }
    bool was_unknown = false;
    const limn::StoreId id = ApplicationIds().resolve(*wire, was_unknown);
    const auto again = limn::rrd::parse_store_id(bytes_of(limn::rrd::encode_store_id(id)));
    require(again && again->kind == id.kind && again->recording_id == id.recording_id);
    require(again->application_id == id.application_id);
}

void store_info(Bytes payload) {
    ApplicationIds ids;
    const auto info = limn::rrd::parse_store_info(payload, WriterVersion{}, ids);
    if (!info) {
        return;
    }
    const std::string encoded = limn::rrd::encode_store_info(*info, WriterVersion{});
    const auto again = limn::rrd::parse_store_info(bytes_of(encoded), WriterVersion{}, ids);
    require(again && again->id == info->id);
}

void activation(Bytes payload) {
    const auto command = limn::rrd::parse_blueprint_activation(payload, ApplicationIds());
    if (!command) {
        return;
    }
    const std::string encoded = limn::rrd::encode_blueprint_activation(*command);
    const auto again = limn::rrd::parse_blueprint_activation(bytes_of(encoded), ApplicationIds());
    require(again && again->make_active == command->make_active);
    require(again->make_default == command->make_default);
}

void arrow_msg(Bytes payload) {
    const auto message = limn::rrd::walk_arrow_msg(payload);
    if (!message) {
        return;
    }
    // Spans point into the message.
    for (const Bytes span : {message->store_id, message->payload}) {
        require(
            span.empty() || (span.data() >= payload.data() &&
                             span.data() + span.size() <= payload.data() + payload.size())
        );
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const Bytes payload = std::as_bytes(std::span(data, size)).subspan(1);
    switch (data[0] % 4) {
        case 0:
            store_id(payload);
            break;
        case 1:
            store_info(payload);
            break;
        case 2:
            activation(payload);
            break;
        default:
            arrow_msg(payload);
            break;
    }
    return 0;
}
