// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "annotation/palette_formats.h"
#include "base/text.h"

namespace limn::annotation {
namespace {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

constexpr std::int64_t kVersion = 1;

/// Members that hold no classes and may be very large.
bool is_bulk(const Json& key) {
    constexpr std::array<std::string_view, 5> kBulk{
        "annotations",
        "images",
        "licenses",
        "info",
        "imageData"};
    return key.is_string() &&
           std::ranges::find(kBulk, key.get_ref<const std::string&>()) != kBulk.end();
}

/// "line 3: …" instead of what the library says of bytes.
tl::unexpected<Error> syntax_error(std::string_view text, const Json::parse_error& error) {
    const std::size_t at = std::min<std::size_t>(error.byte, text.size());
    const auto line = 1 + std::ranges::count(text.substr(0, at == 0 ? 0 : at - 1), '\n');
    const bool is_cut = at >= text.size();
    return wrong_line(
        static_cast<std::size_t>(line),
        is_cut ? "the palette is not valid JSON: it ends too early"
               : "the palette is not valid JSON"
    );
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

Result<PaletteFile> palette_from_json(std::string_view text) {
    const auto keep = [](int depth, Json::parse_event_t event, Json& parsed) {
        return event != Json::parse_event_t::key || depth != 1 || !is_bulk(parsed);
    };
    try {
        return palette_from_document(Json::parse(text, keep));
    } catch (const Json::parse_error& error) {
        return syntax_error(text, error);
    } catch (const Json::exception&) {
        return fail(
            ErrorCode::InvalidArgument,
            "the palette is not valid JSON: a number is too large"
        );
    }
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
