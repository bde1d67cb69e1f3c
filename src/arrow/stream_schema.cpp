// SPDX-License-Identifier: MIT
#include "arrow/stream_schema.h"

#include <optional>
#include <string_view>
#include <utility>

#include "arrow/ipc.h"
#include "arrow/schema_cache.h"

namespace limn::arrow {
namespace {

Result<IpcMessage> next_schema(MessageCursor& cursor) {
    LIMN_TRY(std::optional<IpcMessage> message, cursor.next());
    if (!message || message->header->header_type() != fb::MessageHeader::Schema) {
        return fail(ErrorCode::Corrupt, "Arrow stream does not begin with a schema");
    }
    return std::move(*message);
}

Result<DecodedSchema> decode(const IpcMessage& message) {
    return decode_schema(message.header->header_as_Schema(), message.metadata.size());
}

/// The value of the key in the message, if it has it once.
std::optional<std::string_view> value_of(const IpcMessage& message, std::string_view wanted) {
    std::optional<std::string_view> found;
    const auto* pairs = message.header->header_as_Schema()->custom_metadata();
    for (const fb::KeyValue* pair : *pairs) {
        if (pair->key() == nullptr || pair->key()->string_view() != wanted) {
            continue;
        }
        if (found || pair->value() == nullptr) {
            return std::nullopt;
        }
        found = pair->value()->string_view();
    }
    return found;
}

}  // namespace

Result<StreamSchema> read_schema_message(MessageCursor& cursor, SchemaCache* cache) {
    LIMN_TRY(const auto metadata, cursor.peek());
    if (cache != nullptr && metadata) {
        if (const auto found = cache->find(*metadata)) {
            LIMN_TRY_VOID(cursor.skip(*metadata, found->body_size));
            return StreamSchema{
                with_value(found->decoded->schema, cache->varying_key(), found->varying),
                found->decoded};
        }
    }
    LIMN_TRY(const IpcMessage message, next_schema(cursor));
    LIMN_TRY(DecodedSchema fresh, decode(message));
    const auto decoded = std::make_shared<const DecodedSchema>(std::move(fresh));
    if (cache != nullptr && !decoded->schema.metadata.empty()) {
        if (const auto varying = value_of(message, cache->varying_key())) {
            cache->add(message.metadata.bytes(), *varying, message.body.size(), decoded);
        }
    }
    return StreamSchema{decoded->schema, decoded};
}

Result<Schema> read_schema(const Buffer& stream) {
    MessageCursor cursor(stream);
    LIMN_TRY(const IpcMessage message, next_schema(cursor));
    LIMN_TRY(DecodedSchema decoded, decode(message));
    return std::move(decoded.schema);
}

}  // namespace limn::arrow
