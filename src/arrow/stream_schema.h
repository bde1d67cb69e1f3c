// SPDX-License-Identifier: MIT
/// The schema at the begin of an IPC stream. Private to arrow.
///
/// Errors    Corrupt, UnsupportedVersion.
#pragma once

#include <memory>

#include "arrow/data_type.h"
#include "arrow/ipc_message.h"
#include "arrow/ipc_schema.h"
#include "base/result.h"

namespace limn::arrow {

class SchemaCache;

/// A schema, and how to read the columns of its batches.
struct StreamSchema {
    Schema schema;
    std::shared_ptr<const DecodedSchema> decoded;
};

/// The next message, which must be a schema; from the cache if an equal one was there before.
[[nodiscard]] Result<StreamSchema> read_schema_message(MessageCursor& cursor, SchemaCache* cache);

}  // namespace limn::arrow
