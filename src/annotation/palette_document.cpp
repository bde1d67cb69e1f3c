// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "annotation/json_members.h"
#include "annotation/palette_classes.h"
#include "annotation/palette_formats.h"
#include "annotation/palette_svg.h"

namespace limn::annotation {
namespace {

using Json = nlohmann::json;

constexpr std::int64_t kVersion = 1;

const Json* member(const Json& object, const char* name) {
    const auto at = object.find(name);
    return at == object.end() || at->is_null() ? nullptr : &*at;
}

bool is_list(const Json* value) {
    return value != nullptr && value->is_array();
}

bool is_map(const Json* value) {
    return value != nullptr && value->is_object();
}

bool any_has(const Json& list, std::initializer_list<const char*> names) {
    return std::ranges::any_of(list, [&](const Json& item) {
        return item.is_object() &&
               std::ranges::any_of(names, [&](const char* name) { return item.contains(name); });
    });
}

std::string keys_of(const Json& object) {
    constexpr std::size_t kMost = 6;
    std::string text;
    std::size_t count = 0;
    for (const auto& [key, value] : object.items()) {
        if (count++ == kMost) {
            return text + ", …";
        }
        text += (text.empty() ? "\"" : ", \"") + key.substr(0, 40) + "\"";
    }
    return text.empty() ? "nothing" : text;
}

/// CVAT: skeletons have sublabels as keypoints, and their links in a drawing.
Result<void> read_cvat(const Json& list, const std::string& place, PaletteFile& file) {
    file.kind = "CVAT labels";
    LIMN_TRY_VOID(add_classes(list, place, ClassIds::ByPosition, file));
    for (std::size_t i = 0; i < list.size(); ++i) {
        const Json* joints = list[i].is_object() ? member(list[i], "sublabels") : nullptr;
        if (!is_list(joints) || joints->empty()) {
            continue;
        }
        // Their ids are numbers of the database, too.
        Json plain = Json::array();
        for (const Json& joint : *joints) {
            Json copy = joint;
            if (copy.is_object()) {
                copy.erase("id");
            }
            plain.push_back(std::move(copy));
        }
        const std::string here = fmt::format("{}[{}]", place, i);
        PaletteClass& one = file.palette.classes[i];
        LIMN_TRY_VOID(read_skeleton(Json{{"keypoints", std::move(plain)}}, here, one, file));
        const Json* svg = member(list[i], "svg");
        if (svg != nullptr && svg->is_string()) {
            one.connections = svg_connections(svg->get_ref<const std::string&>(), one.keypoints);
        }
    }
    return {};
}

/// LabelMe: the labels of one picture. Sorted, so that ids are the same in every run.
Result<void> read_labelme(const Json& document, PaletteFile& file) {
    file.kind = "LabelMe annotations";
    std::set<std::string> names;
    for (const Json& shape : *member(document, "shapes")) {
        const Json* label = shape.is_object() ? member(shape, "label") : nullptr;
        const auto name = label != nullptr ? name_in(*label) : std::nullopt;
        if (name && *name != "__ignore__" && *name != "_background_") {
            names.insert(*name);
        }
    }
    if (names.empty()) {
        return fail(ErrorCode::InvalidArgument, "there are no classes in it");
    }
    file.palette.classes.push_back({0, "_background_", {}, {}, {}, {}});
    for (const std::string& name : names) {
        file.palette.classes.push_back(
            {static_cast<ClassId>(file.palette.classes.size()), name, {}, {}, {}, {}}
        );
    }
    file.notes.push_back(
        "the labels of one picture: numbered in alphabetical order, from 1; 0 is the background"
    );
    return {};
}

/// SemanticKITTI and its relatives: {id: name} and {id: [blue, green, red]}.
Result<void> read_semantic_kitti(const Json& document, PaletteFile& file) {
    file.kind = "SemanticKITTI labels";
    LIMN_TRY_VOID(add_class_map(*member(document, "labels"), "labels", file));
    std::map<ClassId, Rgba8> colors;
    for (const auto& [key, value] : member(document, "color_map")->items()) {
        const auto color = color_from_json(value);
        const auto id = to_number(key);
        if (!color || !id || *id >= kNoClass) {
            return wrong_place("color_map." + key, "is not an id with a color");
        }
        colors[static_cast<ClassId>(*id)] = {color->b, color->g, color->r, 255};
    }
    for (PaletteClass& one : file.palette.classes) {
        if (const auto color = colors.find(one.id); color != colors.end()) {
            one.color = color->second;
        }
    }
    file.notes.push_back("color_map is read as blue, green, red, as SemanticKITTI writes it");
    return {};
}

/// Datumaro: {"label_map": {"0": name}, "segmentation_colors": [[r, g, b]]}.
Result<void> read_datumaro(const Json& document, PaletteFile& file) {
    file.kind = "Datumaro labels";
    LIMN_TRY_VOID(add_class_map(*member(document, "label_map"), "label_map", file));
    const Json* colors = member(document, "segmentation_colors");
    if (!is_list(colors)) {
        return {};
    }
    for (PaletteClass& one : file.palette.classes) {
        if (one.id < colors->size()) {
            one.color = color_from_json((*colors)[one.id]);
        }
    }
    return {};
}

/// YOLO: names, and for poses how many keypoints a class has.
Result<void> read_yolo(const Json& document, PaletteFile& file) {
    file.kind = "YOLO names";
    const Json& names = *member(document, "names");
    if (names.is_array()) {
        LIMN_TRY_VOID(add_classes(names, "names", ClassIds::AsWritten, file));
        file.notes.clear();  // Positions are its ids.
    } else {
        LIMN_TRY_VOID(add_class_map(names, "names", file));
    }
    const Json* count = member(document, "nc");
    if (count != nullptr && count->is_number_unsigned() &&
        count->get<std::uint64_t>() != names.size()) {
        file.notes.push_back(
            fmt::format("nc is {}, but there are {} names", count->dump(), names.size())
        );
    }
    const Json* shape = member(document, "kpt_shape");
    if (!is_list(shape) || shape->empty() || !(*shape)[0].is_number_unsigned()) {
        return {};
    }
    constexpr std::uint64_t kMost = 4096;
    const auto keypoints = std::min((*shape)[0].get<std::uint64_t>(), kMost);
    const Json* labels = member(document, "kpt_names");
    for (PaletteClass& one : file.palette.classes) {
        const Json* own = is_map(labels) ? member(*labels, std::to_string(one.id).c_str()) : labels;
        for (std::uint64_t i = 0; i < keypoints; ++i) {
            const bool is_named = is_list(own) && i < own->size();
            one.keypoints.push_back(
                {static_cast<KeypointId>(i), is_named ? name_in((*own)[i]) : std::nullopt, {}}
            );
        }
    }
    file.notes.push_back("YOLO has no connections of keypoints");
    return {};
}

/// DeepLabCut: one class; links by names, a list of more than two is a chain.
Result<void> read_deeplabcut(const Json& document, PaletteFile& file) {
    file.kind = "DeepLabCut body parts";
    const bool is_multi = is_list(member(document, "multianimalbodyparts"));
    const char* parts = is_multi ? "multianimalbodyparts" : "bodyparts";
    PaletteClass one;
    LIMN_TRY_VOID(read_skeleton(Json{{"keypoints", *member(document, parts)}}, parts, one, file));
    if (const Json* task = member(document, "Task")) {
        one.label = name_in(*task);
    }
    const Json* skeleton = member(document, "skeleton");
    std::size_t unknown = 0;
    for (const Json& chain : is_list(skeleton) ? *skeleton : Json::array()) {
        std::optional<KeypointId> last;
        for (const Json& name : chain.is_array() ? chain : Json::array()) {
            const auto joint =
                std::ranges::find(one.keypoints, name_in(name), &PaletteKeypoint::label);
            const bool is_known = joint != one.keypoints.end();
            unknown += is_known ? 0U : 1U;
            if (is_known && last) {
                one.connections.push_back({*last, joint->id});
            }
            last = is_known ? std::optional(joint->id) : std::nullopt;
        }
    }
    if (unknown > 0) {
        file.notes.push_back(fmt::format(
            "the skeleton names {} body part{} that are not listed; their links are left out",
            unknown,
            unknown == 1 ? "" : "s"
        ));
    }
    file.palette.classes.push_back(std::move(one));
    return {};
}

/// One skeleton without a class: keypoints without class ids are of class 0.
Result<void> read_lone_skeleton(const Json& document, PaletteFile& file) {
    file.kind = "a skeleton";
    PaletteClass one;
    if (const Json* name = member(document, "name")) {
        one.label = name_in(*name);
    }
    LIMN_TRY_VOID(read_skeleton(document, "skeleton", one, file));
    file.palette.classes.push_back(std::move(one));
    file.notes.push_back("the skeleton has no class: it is that of class 0");
    return {};
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

Result<void> read_lists(const Json& document, PaletteFile& file) {
    for (const char* name : {"classes", "categories", "labels", "id2label", "label2id"}) {
        const Json* value = member(document, name);
        if (is_list(value) || is_map(value)) {
            return read_member(*value, name, file);
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
            keys_of(document)
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
    return add_classes(document["classes"], "classes", ClassIds::AsWritten, file);
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
