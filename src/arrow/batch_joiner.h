// SPDX-License-Identifier: MIT
/// BatchJoiner: the rows of many small record batches of one schema, written into common columns as they are read.
///
/// What      Cheaper than reading every batch into arrays of its own and joining those: a row costs a copy of its bytes.
///           Only batches that lie as writers lay them (no dictionaries, lists without gaps); all others are
///           refused, whatever is wrong with them, and `read_stream` says what.
/// Threads   one at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "arrow/array.h"
#include "arrow/buffer.h"

namespace limn::arrow {

class SchemaCache;
struct DecodedSchema;
struct FieldPlan;

/// A stream whose schema is in a cache.
struct KnownStream {
    std::shared_ptr<const DecodedSchema> schema;
    std::string_view varying;  ///< Of the cache's key, in the stream.
    Buffer messages;           ///< Behind the schema.
};

[[nodiscard]] std::optional<KnownStream>
find_known_stream(const Buffer& stream, const SchemaCache& cache);

class BatchJoiner {
  public:
    explicit BatchJoiner(std::shared_ptr<const DecodedSchema> schema);
    ~BatchJoiner();
    BatchJoiner(BatchJoiner&&) noexcept;
    BatchJoiner& operator=(BatchJoiner&&) noexcept;

    /// Are all columns of types that can be joined? Else every batch is refused.
    [[nodiscard]] bool can_join() const { return can_join_; }

    [[nodiscard]] const Schema& schema() const;

    /// Appends the rows of the stream's first batch, and says how many. Nothing if it is refused, or has more than
    /// `most_rows` or `most_bytes`; then all is as before.
    [[nodiscard]] std::optional<std::int64_t>
    append(const KnownStream& stream, std::int64_t most_rows, std::size_t most_bytes);

    [[nodiscard]] std::int64_t num_rows() const { return num_rows_; }

    /// That the columns hold.
    [[nodiscard]] std::size_t num_bytes() const { return num_bytes_; }

    /// All rows, with a schema that has the same fields.
    [[nodiscard]] RecordBatch finish(Schema schema) const;

  private:
    struct Column;
    struct Piece;
    class Check;

    void add_columns(const FieldPlan& plan);
    void append_piece(std::size_t index);
    [[nodiscard]] std::shared_ptr<const ArrayData> array_of(std::size_t& index) const;

    std::shared_ptr<const DecodedSchema> schema_;
    std::vector<Column> columns_;  ///< Depth first, as the nodes of a batch.
    std::vector<Piece> pieces_;    ///< Of the batch that is being appended, one per column.
    std::int64_t num_rows_ = 0;
    std::size_t num_bytes_ = 0;
    bool can_join_ = true;
};

}  // namespace limn::arrow
