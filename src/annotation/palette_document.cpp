// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "annotation/json_members.h"
#include "annotation/palette_classes.h"
#include "annotation/palette_formats.h"
#include "annotation/palette_members.h"
#include "annotation/palette_tools.h"

namespace limn::annotation {
namespace {

using Json = nlohmann::json;

constexpr std::int64_t kVersion = 1;

std::string names_of(const Json& object) {
    std::set<std::string> names;
    for (const auto& [name, value] : object.items()) {
        names.insert(name);
    }
    return names.empty() ? "nothing" : quoted_names(names);
}

/// {"0": "road"} or {"road": 0}; false if it is neither.
Result<bool> read_plain_map(const Json& map, const std::string& place, PaletteFile& file) {
    const auto is_id = [](const std::string& key) { return to_number(key).has_value(); };
    bool ids_first = !map.empty();
    bool ids_last = !map.empty();
    for (const auto& [key, value] : map.items()) {
        ids_first = ids_first && is_id(key);
        ids_last = ids_last && value.is_number_integer();
    }
    if (ids_first) {
        LIMN_TRY_VOID(add_class_map(map, place, file));
    } else if (ids_last) {
        Json list = Json::array();
        for (const auto& [key, value] : map.items()) {
            list.push_back({{"id", value}, {"name", key}});
        }
        LIMN_TRY_VOID(add_classes(list, place, ClassIds::AsWritten, file));
    }
    return ids_first || ids_last;
}

/// A list or a map of classes under some name.
Result<void> read_member(const Json& value, const std::string& name, PaletteFile& file) {
    file.kind = name == "categories" ? "COCO categories" : "a list of classes";
    if (value.is_array()) {
        if (any_has(value, {"attributes", "sublabels"})) {
            return read_cvat(value, name, file);
        }
        // Supervisely's ids are numbers of its database.
        const bool is_supervisely = any_has(value, {"title"}) && any_has(value, {"shape"});
        const ClassIds ids = is_supervisely ? ClassIds::ByPosition : ClassIds::AsWritten;
        return add_classes(value, name, ids, file);
    }
    LIMN_TRY(const bool is_map_of_ids, read_plain_map(value, name, file));
    return is_map_of_ids ? Result<void>()
                         : wrong_place(name, "is neither a list of classes nor a map of ids");
}

/// The rest of a document whose classes are in `name`.
void note_unused_beside(const char* name, const Json& document, PaletteFile& file) {
    // Hugging Face has them among all that a model is.
    if (std::string_view(name) == "id2label" || std::string_view(name) == "label2id") {
        return;
    }
    UnusedMembers unused;
    unused.look_at(
        document,
        {name,
         color_member(document),
         "name",
         "version",
         "annotations",
         "images",
         "licenses",
         "info",
         "entity",
         "context_entity"}
    );
    unused.note("not used", file);
}

Result<void> read_lists(const Json& document, PaletteFile& file) {
    for (const char* name : {"classes", "categories", "labels", "id2label", "label2id"}) {
        const Json* value = member(document, name);
        if (is_list(value) || is_map(value)) {
            LIMN_TRY_VOID(read_member(*value, name, file));
            LIMN_TRY_VOID(read_colors(document, *value, file));
            note_unused_beside(name, document, file);
            return {};
        }
    }
    file.kind = "a map of classes";
    LIMN_TRY(const bool is_plain, read_plain_map(document, "palette", file));
    if (is_plain) {
        return {};
    }
    return fail(
        ErrorCode::InvalidArgument,
        fmt::format(
            "this is no list of classes: \"classes\", \"categories\", \"labels\" or \"names\" is missing; there is {}",
            names_of(document)
        )
    );
}

Result<void> read_ours(const Json& document, PaletteFile& file) {
    const Json& version = document["limn_palette"];
    if (version != kVersion) {
        return fail(
            ErrorCode::UnsupportedVersion,
            fmt::format("palette of version {}; this program reads {}", version.dump(), kVersion)
        );
    }
    file.kind = "Limn palette";
    if (!is_list(member(document, "classes"))) {
        return wrong_place("classes", "is not a list");
    }
    JsonMembers members(document, "palette");
    file.palette.name = members.text("name").value_or("");
    file.palette.source = members.text("source").value_or("");
    if (!members.fault().empty()) {
        return fail(ErrorCode::InvalidArgument, members.fault());
    }
    LIMN_TRY_VOID(add_classes(document["classes"], "classes", ClassIds::AsWritten, file));
    UnusedMembers unused;
    unused.look_at(document, {"limn_palette", "name", "source", "classes"});
    unused.note("not used", file);
    return {};
}

Result<void> read_object(const Json& document, PaletteFile& file) {
    if (document.contains("limn_class_choices")) {
        return fail(
            ErrorCode::NotThisFormat,
            "this is a file of class choices, not a palette; load it as class choices"
        );
    }
    if (document.contains("limn_palette")) {
        return read_ours(document, file);
    }
    if (const Json* name = member(document, "name"); name != nullptr && name->is_string()) {
        file.palette.name = name->get<std::string>();
    }
    if (const Json* names = member(document, "names"); is_list(names) || is_map(names)) {
        return read_yolo(document, file);
    }
    if (is_list(member(document, "shapes"))) {
        return read_labelme(document, file);
    }
    if (is_map(member(document, "label_map"))) {
        return read_datumaro(document, file);
    }
    if (is_map(member(document, "labels")) && is_map(member(document, "color_map"))) {
        return read_semantic_kitti(document, file);
    }
    if (is_list(member(document, "bodyparts")) ||
        is_list(member(document, "multianimalbodyparts"))) {
        return read_deeplabcut(document, file);
    }
    const bool has_classes = document.contains("classes") || document.contains("categories");
    if (is_list(member(document, "keypoints")) && !has_classes) {
        return read_lone_skeleton(document, file);
    }
    return read_lists(document, file);
}

}  // namespace

Result<PaletteFile> palette_from_document(const Json& document) {
    PaletteFile file;
    if (document.is_object()) {
        LIMN_TRY_VOID(read_object(document, file));
    } else if (document.is_array()) {
        if (any_has(document, {"image_id"})) {
            return fail(
                ErrorCode::NotThisFormat,
                "this is a list of results: it has ids of categories, but not their names"
            );
        }
        LIMN_TRY_VOID(read_member(document, "classes", file));
    } else {
        return fail(
            ErrorCode::InvalidArgument,
            "this is no palette: it is neither an object nor a list"
        );
    }
    return in_order(std::move(file));
}

}  // namespace limn::annotation
