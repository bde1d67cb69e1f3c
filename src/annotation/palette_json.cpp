// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "annotation/json_members.h"
#include "annotation/palette_formats.h"
#include "base/text.h"

namespace limn::annotation {
namespace {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

constexpr std::int64_t kVersion = 1;

/// The first of two members that is there.
std::optional<std::string> either_text(JsonMembers& members, const char* a, const char* b) {
    auto first = members.text(a);
    return first ? first : members.text(b);
}

std::optional<std::string> not_empty(std::optional<std::string> text) {
    return text && text->empty() ? std::nullopt : text;
}

Result<PaletteKeypoint> keypoint_from_json(const Json& json, const std::string& place) {
    if (!json.is_object()) {
        return fail(ErrorCode::InvalidArgument, place + " is not an object");
    }
    JsonMembers members(json, place);
    PaletteKeypoint keypoint;
    keypoint.id = static_cast<KeypointId>(members.number("id", 0xFFFFU, true).value_or(0));
    keypoint.label = not_empty(either_text(members, "label", "name"));
    keypoint.color = members.color("color");
    if (!members.fault().empty()) {
        return fail(ErrorCode::InvalidArgument, members.fault());
    }
    return keypoint;
}

Result<KeypointPair> pair_from_json(const Json& json, const std::string& place) {
    const auto is_id = [](const Json& value) {
        return value.is_number_unsigned() && value.get<std::uint64_t>() <= 0xFFFFU;
    };
    if (!json.is_array() || json.size() != 2 || !is_id(json[0]) || !is_id(json[1])) {
        return fail(ErrorCode::InvalidArgument, place + " is not a pair of keypoint ids");
    }
    return KeypointPair{json[0].get<KeypointId>(), json[1].get<KeypointId>()};
}

Result<void> read_skeleton(JsonMembers& members, const std::string& place, PaletteClass& one) {
    if (const Json* keypoints = members.list("keypoints")) {
        for (std::size_t i = 0; i < keypoints->size(); ++i) {
            LIMN_TRY(
                PaletteKeypoint keypoint,
                keypoint_from_json((*keypoints)[i], fmt::format("{}.keypoints[{}]", place, i))
            );
            one.keypoints.push_back(std::move(keypoint));
        }
        std::ranges::sort(one.keypoints, {}, &PaletteKeypoint::id);
        const auto twice = std::ranges::adjacent_find(one.keypoints, {}, &PaletteKeypoint::id);
        if (twice != one.keypoints.end()) {
            return fail(
                ErrorCode::InvalidArgument,
                fmt::format("{}: keypoint {} occurs twice", place, twice->id)
            );
        }
    }
    if (const Json* pairs = members.list("connections")) {
        for (std::size_t i = 0; i < pairs->size(); ++i) {
            LIMN_TRY(
                const KeypointPair pair,
                pair_from_json((*pairs)[i], fmt::format("{}.connections[{}]", place, i))
            );
            one.connections.push_back(pair);
        }
    }
    return {};
}

Result<PaletteClass> class_from_json(const Json& json, std::size_t number) {
    const std::string place = fmt::format("classes[{}]", number);
    if (!json.is_object()) {
        return fail(ErrorCode::InvalidArgument, place + " is not an object");
    }
    JsonMembers members(json, place);
    PaletteClass one;
    one.id = members.number("id", kNoClass - 1, true).value_or(0);
    one.label = not_empty(either_text(members, "label", "name"));
    one.color = members.color("color");
    one.group = not_empty(either_text(members, "group", "supercategory"));
    LIMN_TRY_VOID(read_skeleton(members, place, one));
    if (!members.fault().empty()) {
        return fail(ErrorCode::InvalidArgument, members.fault());
    }
    return one;
}

/// The list of classes, or why this is no palette.
Result<Json> class_list(const Json& document) {
    if (document.is_array()) {
        return document;
    }
    if (!document.is_object()) {
        return fail(ErrorCode::InvalidArgument, "this JSON is no palette: it is not an object");
    }
    if (document.contains("limn_class_choices")) {
        return fail(
            ErrorCode::NotThisFormat,
            "this is a file of class choices, not a palette; load it as class choices"
        );
    }
    const Json version = document.value("limn_palette", Json(kVersion));
    if (version != kVersion) {
        return fail(
            ErrorCode::UnsupportedVersion,
            fmt::format("palette of version {}; this program reads {}", version.dump(), kVersion)
        );
    }
    for (const char* name : {"classes", "categories"}) {
        if (const auto found = document.find(name); found != document.end() && found->is_array()) {
            return *found;
        }
    }
    return fail(ErrorCode::InvalidArgument, "this JSON is no palette: \"classes\" is missing");
}

OrderedJson keypoint_to_json(const PaletteKeypoint& keypoint) {
    OrderedJson json{{"id", keypoint.id}};
    if (keypoint.label) {
        json["label"] = valid_utf8(*keypoint.label);
    }
    if (keypoint.color) {
        json["color"] = to_hex(*keypoint.color);
    }
    return json;
}

OrderedJson class_to_json(const PaletteClass& one) {
    OrderedJson json{{"id", one.id}};
    if (one.label) {
        json["label"] = valid_utf8(*one.label);
    }
    if (one.color) {
        json["color"] = to_hex(*one.color);
    }
    if (one.group) {
        json["group"] = valid_utf8(*one.group);
    }
    for (const PaletteKeypoint& keypoint : one.keypoints) {
        json["keypoints"].push_back(keypoint_to_json(keypoint));
    }
    for (const KeypointPair& pair : one.connections) {
        json["connections"].push_back({pair.from, pair.to});
    }
    return json;
}

}  // namespace

Result<Palette> palette_from_json(std::string_view text) {
    const Json document = Json::parse(text, nullptr, false);
    if (document.is_discarded()) {
        return fail(ErrorCode::InvalidArgument, "the palette is not valid JSON");
    }
    LIMN_TRY(const Json list, class_list(document));
    Palette palette;
    if (document.is_object()) {
        JsonMembers members(document, "palette");
        palette.name = members.text("name").value_or("");
        palette.source = members.text("source").value_or("");
        if (!members.fault().empty()) {
            return fail(ErrorCode::InvalidArgument, members.fault());
        }
    }
    for (std::size_t i = 0; i < list.size(); ++i) {
        LIMN_TRY(PaletteClass one, class_from_json(list[i], i));
        palette.classes.push_back(std::move(one));
    }
    return in_order(std::move(palette));
}

std::string palette_to_json(const Palette& palette) {
    OrderedJson document{{"limn_palette", kVersion}};
    if (!palette.name.empty()) {
        document["name"] = valid_utf8(palette.name);
    }
    if (!palette.source.empty()) {
        document["source"] = valid_utf8(palette.source);
    }
    document["classes"] = OrderedJson::array();
    for (const PaletteClass& one : palette.classes) {
        document["classes"].push_back(class_to_json(one));
    }
    return document.dump(2) + "\n";
}

}  // namespace limn::annotation
