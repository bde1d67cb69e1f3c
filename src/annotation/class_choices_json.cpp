// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "annotation/class_choices.h"
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
    return json;
}

/// Reads members of one object; remembers the first thing that is wrong.
class Members {
  public:
    Members(const Json& object, std::string place)
        : object_(object)
        , place_(std::move(place)) {}

    std::optional<std::string> text(const char* name, bool is_required = false) {
        const Json* value = find(name, is_required);
        if (value == nullptr) {
            return std::nullopt;
        }
        if (!value->is_string()) {
            wrong(name, "is not a text");
            return std::nullopt;
        }
        return value->get<std::string>();
    }

    std::optional<std::uint32_t>
    number(const char* name, std::uint32_t max, bool is_required = false) {
        const Json* value = find(name, is_required);
        if (value == nullptr) {
            return std::nullopt;
        }
        if (!value->is_number_unsigned() || value->get<std::uint64_t>() > max) {
            wrong(name, fmt::format("is not an integer in 0…{}", max));
            return std::nullopt;
        }
        return value->get<std::uint32_t>();
    }

    bool flag(const char* name, bool fallback) {
        const Json* value = find(name, false);
        if (value == nullptr) {
            return fallback;
        }
        if (!value->is_boolean()) {
            wrong(name, "is not true or false");
            return fallback;
        }
        return value->get<bool>();
    }

    std::optional<Rgba8> color(const char* name) {
        const auto value = text(name);
        const auto color = value ? parse_hex_color(*value) : std::nullopt;
        if (value && !color) {
            wrong(name, "is not a color like #RRGGBB or #RRGGBBAA");
        }
        return color;
    }

    [[nodiscard]] const std::string& fault() const { return fault_; }

  private:
    const Json* find(const char* name, bool is_required) {
        const auto found = object_.find(name);
        if (found == object_.end() || found->is_null()) {
            if (is_required) {
                wrong(name, "is missing");
            }
            return nullptr;
        }
        return &*found;
    }

    void wrong(const char* name, std::string_view what) {
        if (fault_.empty()) {
            fault_ = fmt::format("{}.{} {}", place_, name, what);
        }
    }

    const Json& object_;
    std::string place_;
    std::string fault_;
};

Result<std::pair<ChoiceKey, ClassChoice>> choice_from_json(const Json& json, std::size_t number) {
    const std::string place = fmt::format("choices[{}]", number);
    if (!json.is_object()) {
        return fail(ErrorCode::InvalidArgument, place + " is not an object");
    }
    Members members(json, place);
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
