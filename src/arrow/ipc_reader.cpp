// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <optional>
#include <unordered_map>
#include <utility>

#include "arrow/batch_reader.h"
#include "arrow/ipc.h"
#include "arrow/ipc_message.h"
#include "arrow/ipc_schema.h"
#include "arrow/stream_schema.h"
#include "base/counted.h"

namespace limn::arrow {
namespace {

/// Where the values of a dictionary are described: the first field with that id.
using DictionaryPlans = std::unordered_map<std::int64_t, const FieldPlan*>;

void collect_dictionaries(const std::vector<FieldPlan>& plans, DictionaryPlans& out) {
    for (const FieldPlan& plan : plans) {
        if (plan.type->dictionary_index != nullptr) {
            out.emplace(plan.dictionary_id, &plan);
        }
        collect_dictionaries(plan.children, out);
    }
}

Result<void> read_dictionary(
    const IpcMessage& message,
    const DictionaryPlans& plans,
    Dictionaries& dictionaries
) {
    const fb::DictionaryBatch* dictionary = message.header->header_as_DictionaryBatch();
    LIMN_TRY_VOID(check_batch(dictionary != nullptr ? dictionary->data() : nullptr));
    const auto plan = plans.find(dictionary->id());
    if (plan == plans.end()) {
        return {};  // Nobody refers to it.
    }
    if (dictionary->is_delta()) {
        return fail(ErrorCode::UnsupportedVersion, "Arrow delta dictionaries");
    }
    BatchReader reader(message, *dictionary->data(), dictionaries);
    LIMN_TRY(ArrayDataPtr values, reader.read(*plan->second, true));
    LIMN_TRY_VOID(reader.finish());
    dictionaries[dictionary->id()] = std::move(values);
    return {};
}

Result<RecordBatch>
read_batch(const IpcMessage& message, StreamSchema schema, const Dictionaries& dictionaries) {
    const fb::RecordBatch* batch = message.header->header_as_RecordBatch();
    LIMN_TRY_VOID(check_batch(batch));
    RecordBatch result;
    result.num_rows = batch->length();
    const std::uint64_t max_rows = message.body.size() * 8 + kFreeRows;
    if (result.num_rows < 0 || static_cast<std::uint64_t>(result.num_rows) > max_rows) {
        return fail(ErrorCode::Corrupt, "record batch with an impossible number of rows");
    }
    BatchReader reader(message, *batch, dictionaries);
    const std::vector<FieldPlan>& plans = schema.decoded->plans;
    result.columns.reserve(plans.size());
    for (std::size_t i = 0; i < plans.size(); ++i) {
        auto column = reader.read(plans[i]);
        if (column && (*column)->length != result.num_rows) {
            column = fail(
                ErrorCode::Corrupt,
                fmt::format(
                    "has {} instead of {}",
                    counted(static_cast<std::uint64_t>((*column)->length), "row"),
                    result.num_rows
                )
            );
        }
        if (!column) {
            return forward_error(
                std::move(column),
                fmt::format("column '{}'", schema.schema.fields[i].name)
            );
        }
        result.columns.emplace_back(std::move(*column));
    }
    LIMN_TRY_VOID(reader.finish());
    result.schema = std::move(schema.schema);
    return result;
}

/// Small batches: their bytes alone, so that they do not keep a schema that is larger than they are.
IpcMessage without_metadata(IpcMessage message, const Buffer& stream) {
    if (message.body.size() * 2 < stream.size()) {
        message.body = Buffer::copy_of(message.body.bytes());
    }
    return message;
}

}  // namespace

Result<RecordBatch> read_stream(const Buffer& stream, SchemaCache* cache) {
    MessageCursor cursor(stream);
    LIMN_TRY(StreamSchema schema, read_schema_message(cursor, cache));
    Dictionaries dictionaries;
    DictionaryPlans dictionary_plans;
    collect_dictionaries(schema.decoded->plans, dictionary_plans);
    while (true) {
        LIMN_TRY(const std::optional<IpcMessage> message, cursor.next());
        if (!message) {
            return fail(ErrorCode::Corrupt, "Arrow stream without a record batch");
        }
        switch (message->header->header_type()) {
            case fb::MessageHeader::DictionaryBatch: {
                auto done = read_dictionary(*message, dictionary_plans, dictionaries);
                if (!done) {
                    return forward_error(std::move(done), "dictionary");
                }
                break;
            }
            case fb::MessageHeader::RecordBatch:
                return read_batch(
                    without_metadata(*message, stream),
                    std::move(schema),
                    dictionaries
                );
            default:
                return fail(ErrorCode::Corrupt, "unexpected kind of message in an Arrow stream");
        }
    }
}

}  // namespace limn::arrow
