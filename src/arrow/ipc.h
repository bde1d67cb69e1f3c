// SPDX-License-Identifier: MIT
/// Arrow IPC streams ⇄ record batches.
///
/// What      Reads the schema, dictionaries and the first record batch of an encapsulated stream;
///           writes the same. All offsets, lengths and child sizes are checked before an Array is made.
/// Errors    Corrupt with the place; UnsupportedVersion for things we refuse by name (body compression, big endian).
/// Threads   pure functions.
/// Source    Arrow IPC streaming format 1.x (Message.fbs, Schema.fbs), metadata V4 and V5.
#pragma once

#include "arrow/array.h"
#include "arrow/buffer.h"
#include "base/result.h"

namespace limn::arrow {

class SchemaCache;

/// The batch views `stream`'s bytes without copying, unless they are less than half of it. `stream` must start
/// 64-byte aligned. With a cache, streams of
/// equal schemas share their types, and are read faster.
[[nodiscard]] Result<RecordBatch> read_stream(const Buffer& stream, SchemaCache* cache = nullptr);

/// Only the schema (cheap), e.g. to index a file.
[[nodiscard]] Result<Schema> read_schema(const Buffer& stream);

/// A stream with only a schema.
[[nodiscard]] Result<std::vector<std::byte>> write_schema(const Schema& schema);

/// Schema, batch, end marker.
[[nodiscard]] Result<std::vector<std::byte>> write_stream(const RecordBatch& batch);

}  // namespace limn::arrow
