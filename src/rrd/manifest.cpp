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
IndexedRows rows_of(const ComponentColumn& component, const TimeColumn& timeline) {
    IndexedRows rows;
    const auto times = timeline.values();
    for (std::size_t row = 0; row < times.size(); ++row) {
        if (component.cells.is_valid(static_cast<std::int64_t>(row))) {
            rows.range.extend(std::max(times[row], kMinTime));
            ++rows.num_rows;
        }
    }
    return rows;
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
        for (const auto& [name, names] : store_.components) {
            add_flags(name, names);
        }
        for (const auto& [name, kind] : store_.timelines) {
            add_times(name, kind);
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
            paths.emplace_back(entry.entity);
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
    metadata_of(const std::string& component, const ComponentNames& names, std::string index) {
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

    void add_flags(const std::string& component, const ComponentNames& names) {
        const auto flags = std::make_unique<bool[]>(store_.entries.size());
        for (std::size_t i = 0; i < store_.entries.size(); ++i) {
            const Entry& entry = store_.entries[i];
            flags[i] = entry.is_static &&
                       std::ranges::find(entry.components, component) != entry.components.end();
        }
        add(column_name(component) + ":has_static_data",
            arrow::make_bool(std::span<const bool>(flags.get(), store_.entries.size())),
            false,
            metadata_of(component, names, "rerun:static"));
    }

    /// `get` gives nothing where a chunk has none.
    template <typename Get>
    void add_optional(
        std::string name,
        const arrow::DataTypePtr& type,
        const arrow::KeyValues& metadata,
        Get&& get
    ) {
        const std::size_t count = store_.entries.size();
        std::vector<std::int64_t> values(count);
        const auto valid = std::make_unique<bool[]>(count);
        for (std::size_t i = 0; i < count; ++i) {
            const std::optional<std::int64_t> value = get(store_.entries[i]);
            values[i] = value.value_or(0);
            valid[i] = value.has_value();
        }
        const std::span<const bool> flags(valid.get(), count);
        arrow::ArrayData data = *arrow::make_primitive<std::int64_t>(values, flags).data();
        data.type = type;
        add(std::move(name),
            arrow::Array(std::make_shared<const arrow::ArrayData>(std::move(data))),
            true,
            metadata);
    }

    void add_times(const std::string& timeline, TimeKind kind) {
        const arrow::KeyValues metadata{{"rerun:index", timeline}};
        const auto range = [&](const Entry& entry) -> std::optional<TimeRange> {
            const auto found = entry.timelines.find(timeline);
            return found != entry.timelines.end() ? std::optional(found->second) : std::nullopt;
        };
        add_optional(
            column_name(timeline) + ":start",
            time_type(kind),
            metadata,
            [&](const Entry& entry) {
                const auto found = range(entry);
                return found ? std::optional(found->min) : std::nullopt;
            }
        );
        add_optional(
            column_name(timeline) + ":end",
            time_type(kind),
            metadata,
            [&](const Entry& entry) {
                const auto found = range(entry);
                return found ? std::optional(found->max) : std::nullopt;
            }
        );
        for (const auto& [component, names] : store_.components) {
            add_component_times(timeline, kind, component, names);
        }
    }

    void add_component_times(
        const std::string& timeline,
        TimeKind kind,
        const std::string& component,
        const ComponentNames& names
    ) {
        const std::pair key(timeline, component);
        const auto cell = [&](const Entry& entry) -> const IndexedRows* {
            const auto found = entry.cells.find(key);
            return found != entry.cells.end() ? &found->second : nullptr;
        };
        const bool is_used =
            std::ranges::any_of(store_.entries, [&](const Entry& e) { return cell(e) != nullptr; });
        if (!is_used) {
            return;
        }
        const arrow::KeyValues metadata = metadata_of(component, names, timeline);
        const std::string prefix = column_name(timeline) + ":" + column_name(component);
        using Value = std::optional<std::int64_t>;
        add_optional(prefix + ":start", time_type(kind), metadata, [&](const Entry& e) -> Value {
            return cell(e) != nullptr ? Value(cell(e)->range.min) : std::nullopt;
        });
        add_optional(prefix + ":end", time_type(kind), metadata, [&](const Entry& e) -> Value {
            return cell(e) != nullptr ? Value(cell(e)->range.max) : std::nullopt;
        });
        const auto counts = arrow::primitive(arrow::TypeId::UInt64);
        add_optional(prefix + ":num_rows", counts, metadata, [&](const Entry& e) -> Value {
            return cell(e) != nullptr ? Value(static_cast<std::int64_t>(cell(e)->num_rows))
                                      : std::nullopt;
        });
    }

    const Store& store_;
    arrow::RecordBatch batch_;
};

void Manifest::add(const StoreId& id, const Chunk& chunk, const ChunkPlace& place) {
    Store& store = stores_[id];
    Entry entry;
    entry.entity = chunk.entity().text();
    entry.id = chunk.id();
    entry.is_static = chunk.is_static();
    entry.num_rows = chunk.num_rows();
    entry.place = place;
    for (const TimeColumn& timeline : chunk.timelines()) {
        store.timelines.emplace(timeline.timeline.name, timeline.timeline.kind);
        entry.timelines[timeline.timeline.name] = timeline.range;
    }
    for (const ComponentColumn& component : chunk.components()) {
        store.components.try_emplace(
            component.name,
            ComponentNames{component.archetype, component.type}
        );
        entry.components.push_back(component.name);
        for (const TimeColumn& timeline : chunk.timelines()) {
            const IndexedRows rows = rows_of(component, timeline);
            if (rows.num_rows != 0) {
                entry.cells[{timeline.timeline.name, component.name}] = rows;
            }
        }
        arrow::Field field;
        field.name = entry.entity + ":" + component.name;
        field.type = component.cells.data()->type;
        field.metadata = {
            {"rerun:component", component.name},
            {"rerun:entity_path", entry.entity},
            {"rerun:kind", "data"},
        };
        if (!component.archetype.empty()) {
            field.metadata.emplace_back("rerun:archetype", component.archetype);
        }
        if (!component.type.empty()) {
            field.metadata.emplace_back("rerun:component_type", component.type);
        }
        if (entry.is_static) {
            field.metadata.emplace_back("rerun:is_static", "true");
        }
        store.data_fields.try_emplace({entry.entity, component.name}, std::move(field));
    }
    store.entries.push_back(std::move(entry));
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
    for (const auto& [name, kind] : store.timelines) {
        schema.fields.push_back(
            {name, time_type(kind), true, {{"rerun:index_name", name}, {"rerun:kind", "index"}}}
        );
    }
    for (const auto& [key, field] : store.data_fields) {
        schema.fields.push_back(field);
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
