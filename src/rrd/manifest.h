// SPDX-License-Identifier: MIT
/// The index that closes a recording: which chunk lies where, and what it holds.
///
/// What      Collects one entry per written chunk and gives the payload of the end message, and the
///           stream footer that points to it: by it a recording opens without being read whole.
/// Errors    from the Arrow writer.
/// Source    docs/FORMATS.md, footer.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/chunk.h"
#include "model/entity_path.h"
#include "model/ids.h"

namespace limn::rrd {

/// Where a chunk's message lies; the offset counts from the start of the stream, behind the
/// message header.
struct ChunkPlace {
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
    std::uint64_t uncompressed_size = 0;
};

/// What the index says about one component, or one timeline, of a chunk.
struct IndexedRows {
    std::uint32_t chunk = 0;  ///< Its number.
    TimeRange range;
    std::uint64_t num_rows = 0;
};

class Manifest {
  public:
    void add(const StoreId& store, const Chunk& chunk, const ChunkPlace& place);

    /// Nothing if there are no chunks, or so many of so many kinds that the index would outgrow
    /// the recording.
    [[nodiscard]] Result<std::string> encode() const;

  private:
    struct Entry {
        EntityPath entity;
        ChunkId id;
        bool is_static = false;
        std::uint64_t num_rows = 0;
        ChunkPlace place;
    };

    struct Component {
        std::string archetype;
        std::string type;
        std::vector<std::uint32_t> static_chunks;
        std::map<std::string, std::vector<IndexedRows>, std::less<>> rows;  ///< By timeline.
    };

    struct IndexedTimeline {
        TimeKind kind = TimeKind::Sequence;
        std::vector<IndexedRows> chunks;
    };

    struct Store {
        std::vector<Entry> entries;
        std::map<std::string, Component, std::less<>> components;
        std::map<std::string, IndexedTimeline, std::less<>> timelines;
        /// Fields of the data itself, by component, of every entity.
        std::map<EntityPath, std::map<std::string, arrow::Field, std::less<>>> data_fields;
    };

    class BatchMaker;

    static void add_component(
        Store& store,
        std::uint32_t number,
        const Chunk& chunk,
        const ComponentColumn& column
    );
    [[nodiscard]] static Result<std::string> encode_store(const StoreId& id, const Store& store);
    [[nodiscard]] static arrow::Schema schema_of(const Store& store);

    std::map<StoreId, Store> stores_;
};

inline constexpr std::uint32_t kFooterSeed = 7850921;

/// The 32 bytes behind the end message, whose payload begins at `offset` in the stream.
[[nodiscard]] std::string stream_footer(std::uint64_t offset, std::string_view payload);

}  // namespace limn::rrd
