// SPDX-License-Identifier: MIT
/// Words of queries: where they stand, what they find, what a recording says of its columns.
///
/// Threads   plain values; a cell keeps its chunk alive.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "arrow/array.h"
#include "model/chunk.h"
#include "model/ids.h"
#include "model/time.h"

namespace limn::store {

/// One component value: a slot of a list column, kept alive by its chunk.
struct Cell {
    ChunkPtr chunk;
    const ComponentColumn* column = nullptr;
    std::size_t row = 0;
    TimeInt time = kStaticTime;  ///< On the queried timeline; kStaticTime for static rows.
    RowId row_id;

    /// The instances (may be empty: logged as empty).
    [[nodiscard]] arrow::Array values() const;

    [[nodiscard]] bool is_static() const { return time == kStaticTime; }
};

/// A row that holds a value of some component, not yet read. Valid until the next insert.
struct RowPlace {
    TimeInt time = kStaticTime;  ///< On the queried timeline; kStaticTime for static rows.
    RowId row_id;
    std::uint32_t chunk = 0;  ///< A recording's own number.
    std::uint32_t row = 0;

    [[nodiscard]] bool is_static() const { return time == kStaticTime; }
};

/// A cursor: which timeline (empty name: static data only) and where on it.
struct LatestAtQuery {
    std::string timeline;
    TimeInt time = kMaxTime;

    friend bool operator==(const LatestAtQuery&, const LatestAtQuery&) = default;
};

struct TimelineInfo {
    Timeline timeline;
    TimeRange range;
    std::uint64_t rows = 0;  ///< Temporal rows of entities outside /__properties.
};

struct ComponentInfo {
    std::string name;
    std::string archetype;
    std::string type;        ///< Component type.
    std::string arrow_type;  ///< Of the instances.
    std::uint64_t rows = 0;  ///< Non-null temporal cells.
    std::uint64_t static_rows = 0;
};

/// Where a query stands, its timeline looked up: for asking many entities at one cursor.
struct Cursor {
    std::optional<std::uint32_t>
        timeline;  ///< A recording's own number; nothing: static data only.
    TimeInt time = kMaxTime;
};

}  // namespace limn::store
