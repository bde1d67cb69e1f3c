// SPDX-License-Identifier: MIT
#include "rrd/sorbet_migration.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <compare>
#include <optional>
#include <string>
#include <utility>

namespace limn::rrd {
namespace {

using arrow::Field;
using arrow::KeyValues;

struct Version {
    int major = 0;
    int minor = 0;
    int patch = 0;

    friend auto operator<=>(const Version&, const Version&) = default;
};

constexpr Version kBefore0Dot23{0, 0, 1};
constexpr Version kUnversioned{0, 0, 2};
constexpr Version kColonKeys{0, 1, 0};
constexpr Version kNoIndicators{0, 1, 1};
constexpr Version kPlainTransforms{0, 1, 2};
constexpr Version kPlainVisible{0, 1, 3};
constexpr Version kNewest{0, 1, 4};

std::optional<Version> parse_version(std::string_view text) {
    Version version;
    const char* at = text.data();
    const char* end = at + text.size();
    for (int* part : {&version.major, &version.minor, &version.patch}) {
        const auto [stop, error] = std::from_chars(at, end, *part);
        if (error != std::errc{} || (part != &version.patch && (stop == end || *stop != '.'))) {
            return std::nullopt;
        }
        at = part != &version.patch ? stop + 1 : stop;
    }
    return at == end ? std::optional(version) : std::nullopt;
}

std::string* find(KeyValues& pairs, std::string_view key) {
    const auto found = std::ranges::find(pairs, key, [](const auto& pair) -> std::string_view {
        return pair.first;
    });
    return found == pairs.end() ? nullptr : &found->second;
}

void remove_key(KeyValues& pairs, std::string_view key) {
    std::erase_if(pairs, [&](const auto& pair) { return pair.first == key; });
}

void set_key(KeyValues& pairs, std::string_view key, std::string value) {
    if (std::string* old = find(pairs, key); old != nullptr) {
        *old = std::move(value);
    } else {
        pairs.emplace_back(std::string(key), std::move(value));
    }
}

/// The value of a key and removes it.
std::optional<std::string> take(KeyValues& pairs, std::string_view key) {
    std::string* value = find(pairs, key);
    if (value == nullptr) {
        return std::nullopt;
    }
    std::optional<std::string> result = std::move(*value);
    remove_key(pairs, key);
    return result;
}

Version version_of(arrow::RecordBatch& batch, std::string_view file, Diagnostics& diagnostics) {
    KeyValues& metadata = batch.schema.metadata;
    if (const std::string* text = find(metadata, "sorbet:version"); text != nullptr) {
        const auto version = parse_version(*text);
        if (!version || *version > kNewest) {
            diagnostics.add(
                Severity::Warning,
                std::string(file),
                fmt::format("chunks of unknown version '{}', read like version 0.1.4", *text)
            );
        }
        return version.value_or(kNewest);
    }
    const bool has_dotted_key = std::ranges::any_of(metadata, [](const auto& pair) {
        return pair.first.starts_with("rerun.");
    });
    if (!has_dotted_key && find(metadata, "rerun:version") != nullptr) {
        return kUnversioned;
    }
    return kBefore0Dot23;
}

// --- 0.0.1 → 0.0.2 -----------------------------------------------------------------------------

struct FieldRename {
    std::string_view from_archetype;
    std::string_view to_archetype;
    std::string_view from_field;
    std::string_view to_field;
};

constexpr std::array<FieldRename, 8> kPluralArchetypes{{
    {"rerun.archetypes.Scalar", "rerun.archetypes.Scalars", "scalar", "scalars"},
    {"rerun.archetypes.SeriesLine", "rerun.archetypes.SeriesLines", "color", "colors"},
    {"rerun.archetypes.SeriesLine", "rerun.archetypes.SeriesLines", "width", "widths"},
    {"rerun.archetypes.SeriesLine", "rerun.archetypes.SeriesLines", "name", "names"},
    {"rerun.archetypes.SeriesPoint", "rerun.archetypes.SeriesPoints", "color", "colors"},
    {"rerun.archetypes.SeriesPoint", "rerun.archetypes.SeriesPoints", "marker", "markers"},
    {"rerun.archetypes.SeriesPoint", "rerun.archetypes.SeriesPoints", "name", "names"},
    {"rerun.archetypes.SeriesPoint",
     "rerun.archetypes.SeriesPoints",
     "marker_size",
     "marker_sizes"},
}};

/// Runs on keys of either spelling.
void rename_plural_archetypes(Field& field) {
    std::string* archetype = find(field.metadata, "rerun.archetype");
    archetype = archetype != nullptr ? archetype : find(field.metadata, "rerun:archetype");
    if (archetype == nullptr) {
        return;
    }
    std::string* name = find(field.metadata, "rerun.archetype_field");
    name = name != nullptr ? name : find(field.metadata, "rerun:archetype_field");
    const std::string old = *archetype;
    for (const FieldRename& rename : kPluralArchetypes) {
        if (old == rename.from_archetype) {
            *archetype = rename.to_archetype;
            if (name != nullptr && *name == rename.from_field) {
                *name = rename.to_field;
                return;
            }
        }
    }
}

// --- 0.0.2 → 0.1.0 -----------------------------------------------------------------------------

void replace_dots_in_keys(KeyValues& pairs) {
    remove_key(pairs, "rerun.version");
    for (auto& [key, value] : pairs) {
        if (key.starts_with("rerun.")) {
            key[5] = ':';
        }
    }
}

std::string_view short_archetype(std::string_view name) {
    for (const std::string_view prefix : {"rerun.archetypes.", "rerun.blueprint.archetypes."}) {
        if (name.starts_with(prefix)) {
            return name.substr(prefix.size());
        }
    }
    return name;
}

bool is_control_or_index(const Field& field) {
    const std::string* kind = field.find("rerun:kind");
    return kind != nullptr &&
           (*kind == "control" || *kind == "row_id" || *kind == "index" || *kind == "time");
}

/// `rerun:component` held the type of the component; now it holds its identifier.
void rewrite_descriptor(Field& field) {
    KeyValues& metadata = field.metadata;
    const std::string* component = find(metadata, "rerun:component");
    const bool is_rewritten = find(metadata, "rerun:archetype_field") == nullptr &&
                              component != nullptr && component->find(':') != std::string::npos;
    if (is_control_or_index(field) || is_rewritten) {
        return;
    }
    const auto type = take(metadata, "rerun:component");
    const auto archetype_field = take(metadata, "rerun:archetype_field");
    const std::string* archetype = find(metadata, "rerun:archetype");
    std::string identifier;
    if (archetype_field) {
        identifier = archetype != nullptr
                         ? fmt::format("{}:{}", short_archetype(*archetype), *archetype_field)
                         : *archetype_field;
        if (type) {
            set_key(metadata, "rerun:component_type", *type);
        }
    } else {
        identifier = type.value_or("rerun.components." + field.name);
    }
    set_key(metadata, "rerun:component", std::move(identifier));
}

void rename_recording_properties(Field& field) {
    if (std::string* archetype = find(field.metadata, "rerun:archetype");
        archetype != nullptr && *archetype == "rerun.archetypes.RecordingProperties") {
        *archetype = "rerun.archetypes.RecordingInfo";
    }
    constexpr std::string_view kOld = "RecordingProperties:";
    if (std::string* name = find(field.metadata, "rerun:component");
        name != nullptr && name->starts_with(kOld)) {
        name->replace(0, kOld.size(), "RecordingInfo:");
    }
}

void to_colon_keys(arrow::RecordBatch& batch) {
    replace_dots_in_keys(batch.schema.metadata);
    for (Field& field : batch.schema.fields) {
        replace_dots_in_keys(field.metadata);
        rewrite_descriptor(field);
        rename_recording_properties(field);
    }
    if (std::string* path = find(batch.schema.metadata, "rerun:entity_path");
        path != nullptr &&
        (*path == "/__properties/recording" || *path == "__properties/recording")) {
        *path = "/__properties";
    }
}

// --- 0.1.0 → 0.1.1 -----------------------------------------------------------------------------

bool is_indicator(const Field& field) {
    if (is_control_or_index(field)) {
        return false;
    }
    if (const std::string* flag = field.find("rerun:is_indicator"); flag != nullptr) {
        std::string lower = *flag;
        std::ranges::transform(lower, lower.begin(), [](char c) {
            return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        });
        if (lower != "false" && lower != "no") {
            return true;
        }
    }
    const std::string* component = field.find("rerun:component");
    const std::string& name = component != nullptr ? *component : field.name;
    return name.ends_with("Indicator") && (name.starts_with("rerun.components.") ||
                                           name.starts_with("rerun.blueprint.components."));
}

void remove_indicators(arrow::RecordBatch& batch) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < batch.columns.size(); ++i) {
        if (is_indicator(batch.schema.fields[i])) {
            continue;
        }
        if (kept != i) {
            batch.schema.fields[kept] = std::move(batch.schema.fields[i]);
            batch.columns[kept] = std::move(batch.columns[i]);
        }
        ++kept;
    }
    batch.schema.fields.resize(kept);
    batch.columns.resize(kept);
}

// --- 0.1.1 → 0.1.3 -----------------------------------------------------------------------------

using Rename = std::pair<std::string_view, std::string_view>;

constexpr std::array<Rename, 5> kTransformTypes{{
    {"PoseTranslation3D", "Translation3D"},
    {"PoseRotationAxisAngle", "RotationAxisAngle"},
    {"PoseRotationQuat", "RotationQuat"},
    {"PoseScale3D", "Scale3D"},
    {"PoseTransformMat3x3", "TransformMat3x3"},
}};

constexpr std::array<Rename, 1> kVisibleTypes{{{"SeriesVisible", "Visible"}}};

/// Renames the last part of a type such as "rerun.components.PoseScale3D".
void rename_type(Field& field, std::span<const Rename> renames) {
    std::string* type = find(field.metadata, "rerun:component_type");
    if (type == nullptr || !type->starts_with("rerun.")) {
        return;
    }
    const std::size_t at = type->rfind('.') + 1;
    const std::string_view last = std::string_view(*type).substr(at);
    const auto found = std::ranges::find(renames, last, &Rename::first);
    if (found != renames.end()) {
        type->replace(at, std::string::npos, found->second);
    }
}

void rename_transform_parts(Field& field) {
    rename_type(field, kTransformTypes);
    std::string* component = find(field.metadata, "rerun:component");
    if (component == nullptr) {
        return;
    }
    if (*component == "Transform3D:axis_length") {
        *component = "TransformAxes3D:axis_length";
        set_key(field.metadata, "rerun:archetype", "rerun.archetypes.TransformAxes3D");
    } else if (*component == "CoordinateFrame:frame_id") {
        *component = "CoordinateFrame:frame";
    }
}

}  // namespace

void migrate(arrow::RecordBatch& batch, std::string_view file, Diagnostics& diagnostics) {
    const Version version = version_of(batch, file, diagnostics);
    if (version >= kPlainVisible) {
        return;
    }
    if (version < kUnversioned) {
        std::ranges::for_each(batch.schema.fields, rename_plural_archetypes);
    }
    if (version < kColonKeys) {
        to_colon_keys(batch);
    }
    if (version < kNoIndicators) {
        remove_indicators(batch);
    }
    for (Field& field : batch.schema.fields) {
        if (version < kPlainTransforms) {
            rename_transform_parts(field);
        }
        rename_type(field, kVisibleTypes);
    }
}

}  // namespace limn::rrd
