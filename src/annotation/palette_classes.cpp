// SPDX-License-Identifier: MIT
#include "annotation/palette_classes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>
#include <variant>

#include "annotation/json_members.h"
#include "annotation/palette_members.h"
#include "annotation/palette_text.h"
#include "base/counted.h"

namespace limn::annotation {
namespace {

using Json = nlohmann::json;

constexpr std::uint64_t kMaxKeypoint = 0xFFFFU;

/// A class that has no place in pictures ("license plate" of Cityscapes).
struct BelowZero {};

using ReadId = std::variant<ClassId, BelowZero>;

const Json* find(const Json& object, std::initializer_list<const char*> names) {
    for (const char* name : names) {
        if (const Json* value = member(object, name)) {
            return value;
        }
    }
    return nullptr;
}

/// 3, 3.0 and "3".
std::optional<double> number_in(const Json& value) {
    if (value.is_number()) {
        return value.get<double>();
    }
    return value.is_string() ? to_real(value.get_ref<const std::string&>()) : std::nullopt;
}

Result<ReadId> id_in(const Json& value, const std::string& place) {
    const auto number = number_in(value);
    if (!number ||
        *number !=
            static_cast<double>(static_cast<std::int64_t>(std::clamp(*number, -1e15, 1e15)))) {
        return wrong_place(place, fmt::format("is not an integer in 0…{}", kNoClass - 1));
    }
    if (*number < 0.0) {
        return ReadId(BelowZero{});
    }
    if (*number >= static_cast<double>(kNoClass)) {
        return wrong_place(place, fmt::format("is not an integer in 0…{}", kNoClass - 1));
    }
    return ReadId(static_cast<ClassId>(*number));
}

Result<std::optional<Rgba8>> color_at(const Json& object, const std::string& place) {
    const Json* value = find(object, {"color", "colour"});
    if (value == nullptr) {
        return std::optional<Rgba8>();
    }
    const auto color = color_from_json(*value);
    return color ? Result<std::optional<Rgba8>>(color)
                 : wrong_place(place + ".color", "is not a color like #RRGGBB or #RRGGBBAA");
}

Result<std::optional<std::string>>
name_at(const Json& object, const std::string& place, std::initializer_list<const char*> names) {
    for (const char* name : names) {
        const Json* value = member(object, name);
        if (value == nullptr) {
            continue;
        }
        if (!value->is_string() && !value->is_number()) {
            return wrong_place(fmt::format("{}.{}", place, name), "is not a text");
        }
        return name_in(*value);
    }
    return std::optional<std::string>();
}

/// "human" of "human--person--individual", as Mapillary names groups.
Result<std::optional<std::string>> group_of(const Json& object, const std::string& place) {
    LIMN_TRY(auto group, name_at(object, place, {"group", "supercategory"}));
    if (group || !object.contains("readable")) {
        return group;
    }
    LIMN_TRY(const auto name, name_at(object, place, {"name"}));
    const std::size_t end = name ? name->find("--") : std::string::npos;
    return end == std::string::npos ? std::nullopt : std::optional(name->substr(0, end));
}

Result<PaletteKeypoint>
keypoint_in(const Json& json, std::size_t position, const std::string& place) {
    PaletteKeypoint keypoint;
    keypoint.id = static_cast<KeypointId>(std::min<std::uint64_t>(position, kMaxKeypoint));
    if (!json.is_object()) {
        if (!json.is_string() && !json.is_number()) {
            return wrong_place(place, "is neither a name nor an object");
        }
        keypoint.label = name_in(json);
        return keypoint;
    }
    if (const Json* id = find(json, {"id"})) {
        if (!id->is_number_unsigned() || id->get<std::uint64_t>() > kMaxKeypoint) {
            return wrong_place(
                place + ".id",
                fmt::format("is not an integer in 0…{}", kMaxKeypoint)
            );
        }
        keypoint.id = id->get<KeypointId>();
    }
    LIMN_TRY(keypoint.label, name_at(json, place, {"label", "name"}));
    LIMN_TRY(keypoint.color, color_at(json, place));
    return keypoint;
}

/// Colors of keypoints in a list of their own.
Result<void> read_keypoint_colors(
    const Json& object,
    const std::string& place,
    PaletteClass& one,
    PaletteFile& file
) {
    const Json* colors = find(object, {"keypoint_colors", "keypoints_colors"});
    if (!is_list(colors)) {
        return colors == nullptr
                   ? Result<void>()
                   : Result<void>(wrong_place(place + ".keypoint_colors", "is not a list"));
    }
    for (std::size_t i = 0; i < std::min(colors->size(), one.keypoints.size()); ++i) {
        one.keypoints[i].color = color_from_json((*colors)[i]);
        if (!one.keypoints[i].color) {
            return wrong_place(
                fmt::format("{}.keypoint_colors[{}]", place, i),
                "is not a color like #RRGGBB or [r, g, b]"
            );
        }
    }
    if (colors->size() != one.keypoints.size()) {
        file.notes.push_back(fmt::format(
            "{} has {} for {}",
            place,
            counted(colors->size(), "color"),
            counted(one.keypoints.size(), "keypoint")
        ));
    }
    return {};
}

Result<void>
read_keypoints(const Json& object, const std::string& place, PaletteClass& one, PaletteFile& file) {
    const Json* list = find(object, {"keypoints"});
    if (list == nullptr) {
        return {};
    }
    if (!list->is_array() || list->size() > kMaxKeypoint + 1) {
        return wrong_place(place + ".keypoints", "is not a list of keypoints");
    }
    for (std::size_t i = 0; i < list->size(); ++i) {
        const std::string item = fmt::format("{}.keypoints[{}]", place, i);
        LIMN_TRY(PaletteKeypoint keypoint, keypoint_in((*list)[i], i, item));
        one.keypoints.push_back(std::move(keypoint));
    }
    LIMN_TRY_VOID(read_keypoint_colors(object, place, one, file));
    std::ranges::sort(one.keypoints, {}, &PaletteKeypoint::id);
    const auto twice = std::ranges::adjacent_find(one.keypoints, {}, &PaletteKeypoint::id);
    if (twice != one.keypoints.end()) {
        return wrong_place(place, fmt::format("keypoint {} occurs twice", twice->id));
    }
    return {};
}

/// Two integers: [a, b], {"a": 0, "b": 1} or {"from": 0, "to": 1}.
std::optional<std::pair<std::int64_t, std::int64_t>> pair_in(const Json& json) {
    const Json* first = json.is_array() && json.size() == 2 ? &json[0] : nullptr;
    const Json* second = first != nullptr ? &json[1] : nullptr;
    if (json.is_object()) {
        first = find(json, {"a", "from"});
        second = find(json, {"b", "to"});
    }
    if (first == nullptr || second == nullptr || !first->is_number_integer() ||
        !second->is_number_integer()) {
        return std::nullopt;
    }
    return std::pair(first->get<std::int64_t>(), second->get<std::int64_t>());
}

Result<void> read_connections(const Json& object, const std::string& place, PaletteClass& one) {
    const Json* list = find(object, {"connections"});
    if (list == nullptr) {
        return {};
    }
    if (!list->is_array()) {
        return wrong_place(place + ".connections", "is not a list");
    }
    for (std::size_t i = 0; i < list->size(); ++i) {
        const auto pair = pair_in((*list)[i]);
        const auto is_id = [](std::int64_t id) {
            return id >= 0 && id <= static_cast<std::int64_t>(kMaxKeypoint);
        };
        if (!pair || !is_id(pair->first) || !is_id(pair->second)) {
            return wrong_place(
                fmt::format("{}.connections[{}]", place, i),
                "is not a pair of keypoint ids"
            );
        }
        one.connections.push_back(
            {static_cast<KeypointId>(pair->first), static_cast<KeypointId>(pair->second)}
        );
    }
    return {};
}

/// Links of COCO count keypoints from 1, but many files from 0.
std::int64_t base_of(const std::vector<std::pair<std::int64_t, std::int64_t>>& links) {
    return std::ranges::any_of(
               links,
               [](const auto& link) { return link.first == 0 || link.second == 0; }
           )
               ? 0
               : 1;
}

Result<void> read_coco_skeleton(
    const Json& object,
    const std::string& place,
    PaletteClass& one,
    PaletteFile& file
) {
    const Json* list = find(object, {"skeleton"});
    if (list == nullptr) {
        return {};
    }
    if (!list->is_array()) {
        return wrong_place(place + ".skeleton", "is not a list");
    }
    std::vector<std::pair<std::int64_t, std::int64_t>> links;
    for (std::size_t i = 0; i < list->size(); ++i) {
        const auto link = pair_in((*list)[i]);
        if (!link) {
            return wrong_place(
                fmt::format("{}.skeleton[{}]", place, i),
                "is not a pair of keypoints"
            );
        }
        links.push_back(*link);
    }
    const std::int64_t base = base_of(links);
    const auto count = static_cast<std::int64_t>(one.keypoints.size());
    std::size_t outside = 0;
    for (const auto& [from, to] : links) {
        if (std::min(from, to) < base || std::max(from, to) >= base + count) {
            ++outside;
            continue;
        }
        one.connections.push_back(
            {static_cast<KeypointId>(from - base), static_cast<KeypointId>(to - base)}
        );
    }
    if (outside > 0) {
        file.notes.push_back(fmt::format(
            "{}: {} of {} links lead to keypoints that are not listed; they are left out",
            place,
            outside,
            links.size()
        ));
    }
    return {};
}

Result<void> add_object(const Json& json, ClassId id, const std::string& place, PaletteFile& file) {
    PaletteClass one;
    one.id = id;
    LIMN_TRY(one.label, name_at(json, place, {"label", "readable", "name", "title"}));
    LIMN_TRY(one.color, color_at(json, place));
    LIMN_TRY(one.group, group_of(json, place));
    LIMN_TRY_VOID(read_skeleton(json, place, one, file));
    file.palette.classes.push_back(std::move(one));
    return {};
}

const Json* id_member(const Json& json) {
    return find(json, {"id", "class_id", "label_id", "category_id"});
}

void note_below_zero(const Json& json, const std::string& place, PaletteFile& file) {
    const Json* name = find(json, {"label", "name"});
    file.notes.push_back(fmt::format(
        "{} ({}) is left out: its id is below 0",
        place,
        (name != nullptr ? name_in(*name) : std::nullopt).value_or("without a name")
    ));
}

/// What is read of a class, or says only how annotators or programs deal with it.
constexpr std::array<std::string_view, 24> kClassMembers{
    "id",
    "class_id",
    "label_id",
    "category_id",
    "label",
    "readable",
    "name",
    "title",
    "color",
    "colour",
    "group",
    "supercategory",
    "keypoints",
    "keypoint_colors",
    "keypoints_colors",
    "connections",
    "skeleton",
    "sublabels",
    "svg",
    "type",
    "shape",
    "color_source",
    "instances",
    "pixels",
};

constexpr std::array<std::string_view, 7>
    kKeypointMembers{"id", "label", "name", "color", "color_source", "type", "has_parent"};

/// Of a list or a map of classes.
void note_unused_members(const Json& classes, PaletteFile& file) {
    UnusedMembers of_classes;
    UnusedMembers of_keypoints;
    for (const Json& one : classes) {
        if (!one.is_object()) {
            continue;
        }
        of_classes.look_at(one, kClassMembers);
        for (const char* list : {"keypoints", "sublabels"}) {
            const Json* keypoints = member(one, list);
            for (const Json& keypoint : is_list(keypoints) ? *keypoints : Json::array()) {
                if (keypoint.is_object()) {
                    of_keypoints.look_at(keypoint, kKeypointMembers);
                }
            }
        }
    }
    of_classes.note("not used of classes", file);
    of_keypoints.note("not used of keypoints", file);
}

}  // namespace

Result<void>
add_classes(const Json& list, const std::string& place, ClassIds ids, PaletteFile& file) {
    const bool no_object_has_id = std::ranges::none_of(list, [](const Json& item) {
        return item.is_object() && id_member(item) != nullptr;
    });
    const bool by_position = ids == ClassIds::ByPosition || no_object_has_id;
    if (by_position && !list.empty()) {
        file.notes.push_back(
            no_object_has_id
                ? std::string(kNumberedFromZero)
                : "ids of the file are not class ids: classes are numbered in its order, from 0"
        );
    }
    for (std::size_t i = 0; i < list.size(); ++i) {
        const Json& item = list[i];
        const std::string here = fmt::format("{}[{}]", place, i);
        const auto position = static_cast<ClassId>(i);
        if ((item.is_string() || item.is_number()) && !no_object_has_id) {
            return wrong_place(here, "has no id, but others have one");
        }
        if (item.is_string() || item.is_number()) {
            file.palette.classes.push_back({position, name_in(item), {}, {}, {}, {}});
            continue;
        }
        if (!item.is_object()) {
            return wrong_place(here, "is neither a name nor an object");
        }
        if (by_position) {
            LIMN_TRY_VOID(add_object(item, position, here, file));
            continue;
        }
        const Json* member = id_member(item);
        if (member == nullptr) {
            return wrong_place(here + ".id", "is missing");
        }
        LIMN_TRY(const ReadId id, id_in(*member, here + ".id"));
        if (const auto* known = std::get_if<ClassId>(&id)) {
            LIMN_TRY_VOID(add_object(item, *known, here, file));
        } else {
            note_below_zero(item, here, file);
        }
    }
    note_unused_members(list, file);
    return {};
}

Result<void> add_class_map(const Json& map, const std::string& place, PaletteFile& file) {
    for (const auto& [key, value] : map.items()) {
        const std::string here = fmt::format("{}.{}", place, key);
        LIMN_TRY(const ReadId id, id_in(Json(key), here));
        const auto* known = std::get_if<ClassId>(&id);
        if (known == nullptr) {
            file.notes.push_back(here + " is left out: its id is below 0");
        } else if (value.is_object()) {
            LIMN_TRY_VOID(add_object(value, *known, here, file));
        } else if (value.is_string() || value.is_number() || value.is_null()) {
            file.palette.classes.push_back({*known, name_in(value), {}, {}, {}, {}});
        } else {
            return wrong_place(here, "is neither a name nor an object");
        }
    }
    note_unused_members(map, file);
    return {};
}

Result<void>
read_skeleton(const Json& object, const std::string& place, PaletteClass& one, PaletteFile& file) {
    LIMN_TRY_VOID(read_keypoints(object, place, one, file));
    LIMN_TRY_VOID(read_connections(object, place, one));
    return read_coco_skeleton(object, place, one, file);
}

std::optional<std::string> name_in(const Json& value) {
    if (value.is_string()) {
        const auto& name = value.get_ref<const std::string&>();
        return name.empty() ? std::nullopt : std::optional(name);
    }
    return value.is_number() ? std::optional(value.dump()) : std::nullopt;
}

tl::unexpected<Error> wrong_place(const std::string& place, std::string_view what) {
    return fail(ErrorCode::InvalidArgument, fmt::format("{} {}", place, what));
}

}  // namespace limn::annotation
