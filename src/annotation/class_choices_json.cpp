// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "annotation/class_choices.h"
#include "annotation/json_members.h"
#include "base/text.h"

namespace limn::annotation {
namespace {

using Json = nlohmann::json;

constexpr std::int64_t kVersion = 1;

Json choice_to_json(const ChoiceKey& key, const ClassChoice& choice) {
    // The names as they are to be read by people first; nlohmann sorts them.
    Json json{
        {"application", valid_utf8(key.application_id)},
        {"context", valid_utf8(key.context)},
        {"class", key.class_id},
    };
    if (key.keypoint) {
        json["keypoint"] = *key.keypoint;
    }
    if (!choice.visible) {
        json["visible"] = false;
    }
    if (choice.soloed) {
        json["solo"] = true;
    }
    if (choice.color) {
        json["color"] = to_hex(*choice.color);
    }
    if (choice.label) {
        json["label"] = valid_utf8(*choice.label);
    }
    if (choice.opacity) {
        json["opacity"] = *choice.opacity;
    }
    if (choice.group) {
        json["group"] = valid_utf8(*choice.group);
    }
    return json;
}

Result<std::pair<ChoiceKey, ClassChoice>> choice_from_json(const Json& json, std::size_t number) {
    const std::string place = fmt::format("choices[{}]", number);
    if (!json.is_object()) {
        return fail(ErrorCode::InvalidArgument, place + " is not an object");
    }
    JsonMembers members(json, place);
    ChoiceKey key;
    key.application_id = members.text("application", true).value_or("");
    key.context = members.text("context", true).value_or("");
    key.class_id = members.number("class", 0xFFFFFFFFU, true).value_or(0);
    if (const auto keypoint = members.number("keypoint", 0xFFFFU)) {
        key.keypoint = static_cast<KeypointId>(*keypoint);
    }
    ClassChoice choice;
    choice.visible = members.flag("visible", true);
    choice.soloed = members.flag("solo", false);
    choice.color = members.color("color");
    choice.label = members.text("label");
    choice.group = members.text("group");
    if (const auto opacity = members.number("opacity", 255)) {
        choice.opacity = static_cast<std::uint8_t>(*opacity);
    }
    if (!members.fault().empty()) {
        return fail(ErrorCode::InvalidArgument, members.fault());
    }
    return std::pair{std::move(key), std::move(choice)};
}

}  // namespace

std::string to_json(const ClassChoices& choices) {
    Json list = Json::array();
    for (const auto& [key, choice] : choices.all()) {
        list.push_back(choice_to_json(key, choice));
    }
    const Json document{{"limn_class_choices", kVersion}, {"choices", std::move(list)}};
    return document.dump(2) + "\n";
}

Result<ClassChoices> choices_from_json(std::string_view text) {
    const Json document = Json::parse(text, nullptr, false);
    if (document.is_discarded()) {
        return fail(ErrorCode::InvalidArgument, "class choices are not valid JSON");
    }
    const bool has_version =
        document.is_object() && document.value("limn_class_choices", Json()).is_number_integer();
    if (!has_version) {
        return fail(
            ErrorCode::InvalidArgument,
            "this is no file of class choices: \"limn_class_choices\" is missing"
        );
    }
    const auto version = document["limn_class_choices"].get<std::int64_t>();
    if (version != kVersion) {
        return fail(
            ErrorCode::UnsupportedVersion,
            fmt::format("class choices of version {}; this program reads {}", version, kVersion)
        );
    }
    const Json list = document.value("choices", Json());
    if (!list.is_array()) {
        return fail(ErrorCode::InvalidArgument, "\"choices\" is not a list");
    }
    ClassChoices choices;
    for (std::size_t i = 0; i < list.size(); ++i) {
        LIMN_TRY(const auto choice, choice_from_json(list[i], i));
        choices.set(choice.first, choice.second);
    }
    return choices;
}

}  // namespace limn::annotation
