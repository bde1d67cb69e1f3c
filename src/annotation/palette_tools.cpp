// SPDX-License-Identifier: MIT
#include "annotation/palette_tools.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "annotation/json_members.h"
#include "annotation/palette_classes.h"
#include "annotation/palette_members.h"
#include "annotation/palette_svg.h"
#include "annotation/palette_text.h"
#include "base/counted.h"

namespace limn::annotation {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kNotUsed = "not used";

/// 0xFFFF is the largest id of a keypoint, but no skeleton comes near.
constexpr std::uint64_t kMostKeypoints = 4096;

/// The keypoints and links of one label of CVAT.
Result<void> read_cvat_skeleton(
    const Json& label,
    const std::string& place,
    PaletteClass& one,
    PaletteFile& file
) {
    const Json* joints = member(label, "sublabels");
    if (!is_list(joints) || joints->empty()) {
        return {};
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
    LIMN_TRY_VOID(read_skeleton(Json{{"keypoints", std::move(plain)}}, place, one, file));
    const Json* svg = member(label, "svg");
    if (svg == nullptr || !svg->is_string()) {
        return {};
    }
    SvgLinks links = svg_links(svg->get_ref<const std::string&>(), one.keypoints);
    one.connections = std::move(links.pairs);
    if (links.unknown > 0) {
        file.notes.push_back(fmt::format(
            "{}: {} of the drawing without known ends left out",
            place,
            counted(links.unknown, "link")
        ));
    }
    return {};
}

/// A name for each keypoint of a class, as far as there are names.
void add_pose_keypoints(
    const Json* names,
    std::uint64_t count,
    PaletteClass& one,
    PaletteFile& file
) {
    for (std::uint64_t i = 0; i < count; ++i) {
        const bool is_named = is_list(names) && i < names->size();
        one.keypoints.push_back(
            {static_cast<KeypointId>(i), is_named ? name_in((*names)[i]) : std::nullopt, {}}
        );
    }
    if (is_list(names) && names->size() != count) {
        file.notes.push_back(fmt::format(
            "class {} has {} in kpt_names, but {} in kpt_shape",
            one.id,
            counted(names->size(), "keypoint"),
            count
        ));
    }
}

Result<void> read_yolo_pose(const Json& document, PaletteFile& file) {
    const Json* shape = member(document, "kpt_shape");
    if (shape == nullptr) {
        return {};
    }
    const bool is_sound = shape->is_array() && !shape->empty() &&
                          (*shape)[0].is_number_unsigned() &&
                          (*shape)[0].get<std::uint64_t>() <= kMostKeypoints;
    if (!is_sound) {
        return wrong_place(
            "kpt_shape",
            fmt::format("does not begin with a number of keypoints in 0…{}", kMostKeypoints)
        );
    }
    const auto count = (*shape)[0].get<std::uint64_t>();
    const Json* labels = member(document, "kpt_names");
    std::size_t used = 0;
    for (PaletteClass& one : file.palette.classes) {
        const Json* own = is_map(labels) ? member(*labels, std::to_string(one.id)) : labels;
        used += own != nullptr ? 1U : 0U;
        add_pose_keypoints(own, count, one, file);
    }
    if (is_map(labels) && used < labels->size()) {
        file.notes.push_back(fmt::format(
            "kpt_names of {} that names has not",
            counted(labels->size() - used, "class", "classes")
        ));
    }
    file.notes.emplace_back("YOLO has no connections of keypoints");
    return {};
}

/// Links of DeepLabCut; how many names in them are no body parts.
std::size_t add_chains(const Json& skeleton, PaletteClass& one) {
    std::size_t unknown = 0;
    for (const Json& chain : skeleton) {
        if (!chain.is_array()) {
            ++unknown;
            continue;
        }
        std::optional<KeypointId> last;
        for (const Json& name : chain) {
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
    return unknown;
}

/// A list of colors, also one of plain numbers: r, g, b, r, g, b …
Result<std::vector<Rgba8>> color_list(const Json& list, std::string_view place) {
    constexpr std::size_t kChannels = 3;
    const bool is_flat = !list.empty() && list[0].is_number();
    if (is_flat && list.size() % kChannels != 0) {
        return wrong_place(std::string(place), "has no three numbers for each color");
    }
    const std::size_t step = is_flat ? kChannels : 1;
    std::vector<Rgba8> colors;
    for (std::size_t i = 0; i < list.size(); i += step) {
        const auto color =
            color_from_json(is_flat ? Json{list[i], list[i + 1], list[i + 2]} : list[i]);
        if (!color) {
            return wrong_place(
                fmt::format("{}[{}]", place, i),
                "is not a color like #RRGGBB or [r, g, b]"
            );
        }
        colors.push_back(*color);
    }
    return colors;
}

void use_color_list(
    std::span<const Rgba8> colors,
    std::string_view place,
    const Json& listed,
    PaletteFile& file
) {
    // The order of a map is lost, and classes may have been left out.
    auto& classes = file.palette.classes;
    const bool in_order =
        listed.is_array() && colors.size() == listed.size() && classes.size() == listed.size();
    std::size_t used = 0;
    for (std::size_t i = 0; i < classes.size(); ++i) {
        const std::size_t at = in_order ? i : classes[i].id;
        if (at < colors.size()) {
            classes[i].color = colors[at];
            ++used;
        }
    }
    if (used < colors.size() || used < classes.size()) {
        file.notes.push_back(fmt::format(
            "{} has {} for {}: class N has color N, from 0",
            place,
            counted(colors.size(), "color"),
            counted(listed.size(), "class", "classes")
        ));
    }
}

Result<void> use_color_map(const Json& map, std::string_view place, PaletteFile& file) {
    std::size_t unknown = 0;
    for (const auto& [key, value] : map.items()) {
        const auto color = color_from_json(value);
        if (!color) {
            return wrong_place(
                fmt::format("{}.{}", place, key),
                "is not a color like #RRGGBB or [r, g, b]"
            );
        }
        const auto id = to_number(key);
        const auto one = std::ranges::find_if(file.palette.classes, [&](const PaletteClass& each) {
            return each.label == key || (id && each.id == *id);
        });
        if (one == file.palette.classes.end()) {
            ++unknown;
        } else {
            one->color = color;
        }
    }
    if (unknown > 0) {
        file.notes.push_back(fmt::format(
            "{}: {} of classes that are not listed left out",
            place,
            counted(unknown, "color")
        ));
    }
    return {};
}

}  // namespace

Result<void> read_cvat(const Json& list, const std::string& place, PaletteFile& file) {
    file.kind = "CVAT labels";
    LIMN_TRY_VOID(add_classes(list, place, ClassIds::ByPosition, file));
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (list[i].is_object()) {
            const std::string here = fmt::format("{}[{}]", place, i);
            LIMN_TRY_VOID(read_cvat_skeleton(list[i], here, file.palette.classes[i], file));
        }
    }
    return {};
}

Result<void> read_labelme(const Json& document, PaletteFile& file) {
    file.kind = "LabelMe annotations";
    std::set<std::string> names;
    std::size_t unnamed = 0;
    for (const Json& shape : *member(document, "shapes")) {
        const Json* label = shape.is_object() ? member(shape, "label") : nullptr;
        const auto name = label != nullptr ? name_in(*label) : std::nullopt;
        unnamed += name ? 0U : 1U;
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
    file.notes.emplace_back(
        "the labels of one picture: numbered in alphabetical order, from 1; 0 is the background"
    );
    if (unnamed > 0) {
        file.notes.push_back(counted(unnamed, "shape") + " without a label left out");
    }
    UnusedMembers unused;
    unused.look_at(
        document,
        {"shapes", "version", "flags", "imagePath", "imageData", "imageHeight", "imageWidth"}
    );
    unused.note(kNotUsed, file);
    return {};
}

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
        if (const auto color = colors.extract(one.id)) {
            one.color = color.mapped();
        }
    }
    file.notes.emplace_back("color_map is read as blue, green, red, as SemanticKITTI writes it");
    if (!colors.empty()) {
        file.notes.push_back(fmt::format(
            "color_map: {} of classes that are not listed left out",
            counted(colors.size(), "color")
        ));
    }
    UnusedMembers unused;
    unused.look_at(document, {"labels", "color_map", "name"});
    unused.note(kNotUsed, file);
    return {};
}

Result<void> read_datumaro(const Json& document, PaletteFile& file) {
    file.kind = "Datumaro labels";
    const Json& labels = *member(document, "label_map");
    LIMN_TRY_VOID(add_class_map(labels, "label_map", file));
    LIMN_TRY_VOID(read_colors(document, labels, file));
    UnusedMembers unused;
    unused.look_at(document, {"label_map", color_member(document), "name"});
    unused.note(kNotUsed, file);
    return {};
}

Result<void> read_yolo(const Json& document, PaletteFile& file) {
    file.kind = "YOLO names";
    const Json& names = *member(document, "names");
    if (names.is_array()) {
        LIMN_TRY_VOID(add_classes(names, "names", ClassIds::AsWritten, file));
        std::erase(file.notes, kNumberedFromZero);  // Positions are its ids.
    } else {
        LIMN_TRY_VOID(add_class_map(names, "names", file));
    }
    LIMN_TRY_VOID(read_colors(document, names, file));
    const Json* count = member(document, "nc");
    if (count != nullptr && *count != names.size()) {
        file.notes.push_back(fmt::format(
            "nc is {}, but there {}",
            count->dump(),
            names.size() == 1 ? "is 1 name" : fmt::format("are {} names", names.size())
        ));
    }
    LIMN_TRY_VOID(read_yolo_pose(document, file));
    UnusedMembers unused;
    unused.look_at(
        document,
        {"names",
         "nc",
         "kpt_shape",
         "kpt_names",
         "path",
         "train",
         "val",
         "test",
         "download",
         "name",
         "annotations",
         "images",
         "licenses",
         "info",
         color_member(document)}
    );
    unused.note(kNotUsed, file);
    return {};
}

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
    const std::size_t unknown = is_list(skeleton) ? add_chains(*skeleton, one) : 0;
    if (unknown > 0) {
        file.notes.push_back(fmt::format(
            "the skeleton names {} that are not listed; their links are left out",
            counted(unknown, "body part")
        ));
    }
    file.palette.classes.push_back(std::move(one));
    UnusedMembers unused;  // The others say where the project lies and how it is trained.
    unused.look_for(document, {"individuals", "uniquebodyparts", "skeleton_color", "colormap"});
    unused.note(kNotUsed, file);
    return {};
}

Result<void> read_lone_skeleton(const Json& document, PaletteFile& file) {
    file.kind = "a skeleton";
    PaletteClass one;
    if (const Json* name = member(document, "name")) {
        one.label = name_in(*name);
    }
    LIMN_TRY_VOID(read_skeleton(document, "skeleton", one, file));
    file.palette.classes.push_back(std::move(one));
    file.notes.emplace_back("the skeleton has no class: it is that of class 0");
    UnusedMembers unused;
    unused.look_at(
        document,
        {"name", "keypoints", "keypoint_colors", "keypoints_colors", "connections", "skeleton"}
    );
    unused.note(kNotUsed, file);
    return {};
}

std::string_view color_member(const Json& document) {
    constexpr std::array<std::string_view, 5> kNames{
        "colors",
        "colours",
        "palette",
        "segmentation_colors",
        "color_map"};
    const auto found = std::ranges::find_if(kNames, [&](std::string_view name) {
        return is_list(member(document, name)) || is_map(member(document, name));
    });
    return found == kNames.end() ? std::string_view() : *found;
}

Result<void> read_colors(const Json& document, const Json& listed, PaletteFile& file) {
    const std::string_view name = color_member(document);
    if (name.empty()) {
        return {};
    }
    const Json& value = *member(document, name);
    if (value.is_object()) {
        return use_color_map(value, name, file);
    }
    LIMN_TRY(const std::vector<Rgba8> colors, color_list(value, name));
    use_color_list(colors, name, listed, file);
    return {};
}

}  // namespace limn::annotation
