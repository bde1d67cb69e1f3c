// SPDX-License-Identifier: MIT
#include "rrd/manifest.h"

#include <xxhash.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "arrow/array_layout.h"
#include "arrow/builder.h"
#include "arrow/ipc.h"
#include "rrd/sha256.h"
#include "rrd/store_messages.h"
#include "rrd_log.pb.h"

namespace limn::rrd {
namespace {

/// The index is dense: chunks × columns. Beyond this it is left out (128 MB).
constexpr std::uint64_t kMaxCells = 16U << 20U;

template <typename T>
void put(std::string& out, T value) {
    const auto bytes = std::as_bytes(std::span(&value, 1));
    out.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

std::string as_string(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

arrow::DataTypePtr time_type(TimeKind kind) {
    switch (kind) {
        case TimeKind::Timestamp:
            return arrow::timestamp_ns();
        case TimeKind::Duration:
            return arrow::duration_ns();
        case TimeKind::Sequence:
            break;
    }
    return arrow::primitive(arrow::TypeId::Int64);
}

std::vector<std::byte> big_endian(const Tuid& id) {
    std::vector<std::byte> out(16);
    for (std::size_t i = 0; i < 8; ++i) {
        out[i] = static_cast<std::byte>(id.time_ns >> (56 - 8 * i));
        out[8 + i] = static_cast<std::byte>(id.inc >> (56 - 8 * i));
    }
    return out;
}

/// Names of columns lack the characters that query languages stumble over (seen in files of rerun-sdk 0.41).
std::string column_name(std::string name) {
    std::ranges::replace_if(
        name,
        [](char c) { return std::string_view(" ,-.\\").find(c) != std::string_view::npos; },
        '_'
    );
    return name;
}

/// Rows of a chunk that have this component, and the times they span.
IndexedRows
rows_of(std::uint32_t chunk, const ComponentColumn& component, const TimeColumn& timeline) {
    IndexedRows rows;
    rows.chunk = chunk;
    const auto times = timeline.values();
    for (std::size_t row = 0; row < times.size(); ++row) {
        if (component.cells.is_valid(static_cast<std::int64_t>(row))) {
            rows.range.extend(std::max(times[row], kMinTime));
            ++rows.num_rows;
        }
    }
    return rows;
}

/// Of the data itself: what the chunks of an entity have in this column.
arrow::Field data_field(const Chunk& chunk, const ComponentColumn& component) {
    const std::string& entity = chunk.entity().text();
    arrow::Field field;
    field.name = entity + ":" + component.name;
    field.type = component.cells.data()->type;
    field.metadata = {
        {"rerun:component", component.name},
        {"rerun:entity_path", entity},
        {"rerun:kind", "data"},
    };
    if (!component.archetype.empty()) {
        field.metadata.emplace_back("rerun:archetype", component.archetype);
    }
    if (!component.type.empty()) {
        field.metadata.emplace_back("rerun:component_type", component.type);
    }
    if (chunk.is_static()) {
        field.metadata.emplace_back("rerun:is_static", "true");
    }
    return field;
}

/// Digest of the schema without metadata, fields by name.
Result<std::string> fingerprint_of(arrow::Schema schema) {
    schema.metadata.clear();
    std::ranges::sort(schema.fields, {}, &arrow::Field::name);
    for (arrow::Field& field : schema.fields) {
        field.metadata.clear();
    }
    LIMN_TRY(const auto encoded, arrow::write_schema(schema));
    const auto digest = sha256(encoded);
    return std::string(digest.begin(), digest.end());
}

}  // namespace

/// Adds columns to the batch that is the index of one store.
class Manifest::BatchMaker {
  public:
    explicit BatchMaker(const Store& store)
        : store_(store) {
        batch_.num_rows = static_cast<std::int64_t>(store.entries.size());
    }

    arrow::RecordBatch make() {
        add_chunks();
        for (const auto& [name, component] : store_.components) {
            add_flags(name, component);
        }
        for (const auto& [name, timeline] : store_.timelines) {
            add_times(name, timeline);
        }
        return std::move(batch_);
    }

  private:
    void add(std::string name, arrow::Array column, bool is_nullable, arrow::KeyValues metadata) {
        batch_.schema.fields.push_back(
            {std::move(name), column.data()->type, is_nullable, std::move(metadata)}
        );
        batch_.columns.push_back(std::move(column));
    }

    template <typename Get>
    void add_numbers(std::string name, Get&& get) {
        std::vector<std::uint64_t> values;
        for (const Entry& entry : store_.entries) {
            values.push_back(get(entry));
        }
        add(std::move(name), arrow::make_primitive<std::uint64_t>(values), false, {});
    }

    void add_chunks() {
        std::vector<std::optional<std::string>> paths;
        std::vector<std::byte> ids;
        const auto is_static = std::make_unique<bool[]>(store_.entries.size());
        for (std::size_t i = 0; i < store_.entries.size(); ++i) {
            const Entry& entry = store_.entries[i];
            paths.emplace_back(entry.entity.text());
            const auto id = big_endian(entry.id);
            ids.insert(ids.end(), id.begin(), id.end());
            is_static[i] = entry.is_static;
        }
        add("chunk_entity_path", arrow::make_utf8(paths), false, {});
        add("chunk_id", arrow::make_fixed_size_binary(16, ids), false, {});
        const std::span<const bool> flags(is_static.get(), store_.entries.size());
        add("chunk_is_static", arrow::make_bool(flags), false, {});
        add_numbers("chunk_num_rows", [](const Entry& e) { return e.num_rows; });
        add_numbers("chunk_byte_offset", [](const Entry& e) { return e.place.offset; });
        add_numbers("chunk_byte_size", [](const Entry& e) { return e.place.size; });
        add_numbers("chunk_byte_size_uncompressed", [](const Entry& e) {
            return e.place.uncompressed_size;
        });
    }

    static arrow::KeyValues
    metadata_of(const std::string& component, const Component& names, std::string index) {
        arrow::KeyValues metadata;
        if (!names.archetype.empty()) {
            metadata.emplace_back("rerun:archetype", names.archetype);
        }
        metadata.emplace_back("rerun:component", component);
        if (!names.type.empty()) {
            metadata.emplace_back("rerun:component_type", names.type);
        }
        metadata.emplace_back("rerun:index", std::move(index));
        return metadata;
    }

    void add_flags(const std::string& name, const Component& component) {
        const auto flags = std::make_unique<bool[]>(store_.entries.size());
        for (const std::uint32_t chunk : component.static_chunks) {
            flags[chunk] = true;
        }
        add(column_name(name) + ":has_static_data",
            arrow::make_bool(std::span<const bool>(flags.get(), store_.entries.size())),
            false,
            metadata_of(name, component, "rerun:static"));
    }

    /// A number of each of these chunks; null for all others.
    template <typename Get>
    void add_optional(
        std::string name,
        const arrow::DataTypePtr& type,
        const arrow::KeyValues& metadata,
        const std::vector<IndexedRows>& chunks,
        Get&& get
    ) {
        const std::size_t count = store_.entries.size();
        std::vector<std::int64_t> values(count);
        const auto valid = std::make_unique<bool[]>(count);
        for (const IndexedRows& rows : chunks) {
            values[rows.chunk] = get(rows);
            valid[rows.chunk] = true;
        }
        const std::span<const bool> flags(valid.get(), count);
        arrow::ArrayData data = *arrow::make_primitive<std::int64_t>(values, flags).data();
        data.type = type;
        add(std::move(name),
            arrow::Array(std::make_shared<const arrow::ArrayData>(std::move(data))),
            true,
            metadata);
    }

    void add_range(
        const std::string& prefix,
        TimeKind kind,
        const arrow::KeyValues& metadata,
        const std::vector<IndexedRows>& chunks
    ) {
        add_optional(prefix + ":start", time_type(kind), metadata, chunks, [](const auto& rows) {
            return rows.range.min;
        });
        add_optional(prefix + ":end", time_type(kind), metadata, chunks, [](const auto& rows) {
            return rows.range.max;
        });
    }

    void add_times(const std::string& name, const IndexedTimeline& timeline) {
        add_range(column_name(name), timeline.kind, {{"rerun:index", name}}, timeline.chunks);
        for (const auto& [component_name, component] : store_.components) {
            const auto found = component.rows.find(name);
            if (found == component.rows.end()) {
                continue;
            }
            const arrow::KeyValues metadata = metadata_of(component_name, component, name);
            const std::string prefix = column_name(name) + ":" + column_name(component_name);
            add_range(prefix, timeline.kind, metadata, found->second);
            add_optional(
                prefix + ":num_rows",
                arrow::primitive(arrow::TypeId::UInt64),
                metadata,
                found->second,
                [](const auto& rows) { return static_cast<std::int64_t>(rows.num_rows); }
            );
        }
    }

    const Store& store_;
    arrow::RecordBatch batch_;
};

void Manifest::add(const StoreId& id, const Chunk& chunk, const ChunkPlace& place) {
    Store& store = stores_[id];
    const auto number = static_cast<std::uint32_t>(store.entries.size());
    store.entries.push_back({chunk.entity(), chunk.id(), chunk.is_static(), chunk.num_rows(), place}
    );
    for (const TimeColumn& column : chunk.timelines()) {
        IndexedTimeline& timeline = store.timelines[column.timeline.name];
        if (timeline.chunks.empty()) {
            timeline.kind = column.timeline.kind;
        }
        timeline.chunks.push_back({number, column.range, chunk.num_rows()});
    }
    for (const ComponentColumn& column : chunk.components()) {
        add_component(store, number, chunk, column);
    }
}

void Manifest::add_component(
    Store& store,
    std::uint32_t number,
    const Chunk& chunk,
    const ComponentColumn& column
) {
    Component& component = store.components[column.name];
    if (component.static_chunks.empty() && component.rows.empty()) {
        component.archetype = column.archetype;
        component.type = column.type;
    }
    if (chunk.is_static()) {
        component.static_chunks.push_back(number);
    }
    for (const TimeColumn& timeline : chunk.timelines()) {
        const IndexedRows rows = rows_of(number, column, timeline);
        if (rows.num_rows != 0) {
            component.rows[timeline.timeline.name].push_back(rows);
        }
    }
    auto& fields = store.data_fields[chunk.entity()];
    if (!fields.contains(column.name)) {
        fields.emplace(column.name, data_field(chunk, column));
    }
}

arrow::Schema Manifest::schema_of(const Store& store) {
    arrow::Schema schema;
    schema.fields.push_back(
        {"rerun.controls.RowId",
         arrow::fixed_size_binary(16),
         false,
         {{"ARROW:extension:metadata", R"({"namespace":"row"})"},
          {"ARROW:extension:name", "rerun.datatypes.TUID"},
          {"rerun:kind", "control"}}}
    );
    for (const auto& [name, timeline] : store.timelines) {
        schema.fields.push_back(
            {name,
             time_type(timeline.kind),
             true,
             {{"rerun:index_name", name}, {"rerun:kind", "index"}}}
        );
    }
    for (const auto& [entity, fields] : store.data_fields) {
        for (const auto& [name, field] : fields) {
            schema.fields.push_back(field);
        }
    }
    return schema;
}

Result<std::string> Manifest::encode_store(const StoreId& id, const Store& store) {
    proto::RrdManifest manifest;
    if (!manifest.mutable_store_id()->ParseFromString(encode_store_id(id))) {
        return fail(ErrorCode::Internal, "store id cannot be encoded");
    }
    arrow::Schema schema = schema_of(store);
    LIMN_TRY(const auto encoded, arrow::write_schema(schema));
    manifest.mutable_sorbet_schema()->set_arrow_schema(as_string(encoded));
    LIMN_TRY(const auto fingerprint, fingerprint_of(std::move(schema)));
    manifest.set_sorbet_schema_sha256(fingerprint);
    LIMN_TRY(const auto stream, arrow::write_stream(BatchMaker(store).make()));
    proto::DataframePart& data = *manifest.mutable_data();
    data.set_encoder_version(proto::ENCODER_VERSION_V0);
    data.set_payload(stream.data(), stream.size());
    data.set_compression(proto::COMPRESSION_NONE);
    data.set_uncompressed_size(stream.size());
    return manifest.SerializeAsString();
}

Result<std::string> Manifest::encode() const {
    proto::RrdFooter footer;
    for (const auto& [id, store] : stores_) {
        const std::uint64_t columns =
            8 + (store.components.size() + 1) * (store.timelines.size() * 3 + 1);
        if (store.entries.size() * columns > kMaxCells) {
            return std::string();
        }
        LIMN_TRY(const std::string manifest, encode_store(id, store));
        if (!footer.add_manifests()->ParseFromString(manifest)) {
            return fail(ErrorCode::Internal, "manifest cannot be encoded");
        }
    }
    return footer.SerializeAsString();
}

std::string stream_footer(std::uint64_t offset, std::string_view payload) {
    std::string out;
    put(out, offset);
    put(out, static_cast<std::uint64_t>(payload.size()));
    put(out, static_cast<std::uint32_t>(XXH32(payload.data(), payload.size(), kFooterSeed)));
    out += "RRF2FOOT";
    put(out, std::uint32_t{1});
    return out;
}

}  // namespace limn::rrd
