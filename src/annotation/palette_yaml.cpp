// SPDX-License-Identifier: MIT
#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <charconv>
#include <nlohmann/json.hpp>
#include <utility>

#include "annotation/palette_formats.h"

namespace limn::annotation {
namespace {

using Json = nlohmann::json;

/// A list of classes is some kilobytes; the reader of YAML is slow.
constexpr std::size_t kMaxBytes = std::size_t{4} << 20U;

/// Aliases may make a small file endless.
constexpr std::size_t kMaxNodes = std::size_t{1} << 18U;
constexpr int kMaxDepth = 32;

class Converter {
  public:
    Result<Json> convert(const YAML::Node& node, int depth = 0) {
        if (++nodes_ > kMaxNodes || depth > kMaxDepth) {
            return fail(ErrorCode::TooLarge, "the YAML has too many nodes, or too deep ones");
        }
        switch (node.Type()) {
            case YAML::NodeType::Scalar:
                return scalar(node);
            case YAML::NodeType::Sequence:
                return sequence(node, depth);
            case YAML::NodeType::Map:
                return map(node, depth);
            default:
                return Json(nullptr);
        }
    }

  private:
    /// Quoted texts stay texts; `yes` and `no` are names here, and not truth values.
    static Json scalar(const YAML::Node& node) {
        const std::string& text = node.Scalar();
        if (node.Tag() == "!") {
            return text;
        }
        std::int64_t integer = 0;
        const char* end = text.data() + text.size();
        const auto [rest, error] = std::from_chars(text.data(), end, integer);
        if (error == std::errc() && rest == end && std::to_string(integer) == text) {
            return integer < 0 ? Json(integer) : Json(static_cast<std::uint64_t>(integer));
        }
        return text;
    }

    Result<Json> sequence(const YAML::Node& node, int depth) {
        Json list = Json::array();
        for (const YAML::Node& item : node) {
            LIMN_TRY(Json value, convert(item, depth + 1));
            list.push_back(std::move(value));
        }
        return list;
    }

    Result<Json> map(const YAML::Node& node, int depth) {
        Json object = Json::object();
        for (const auto& item : node) {
            const auto line = static_cast<std::size_t>(item.first.Mark().line) + 1;
            if (!item.first.IsScalar()) {
                return wrong_line(line, "a key is not a text");
            }
            const std::string& key = item.first.Scalar();
            if (object.contains(key)) {
                return wrong_line(line, fmt::format("\"{}\" occurs twice", key));
            }
            LIMN_TRY(Json value, convert(item.second, depth + 1));
            object[key] = std::move(value);
        }
        return object;
    }

    std::size_t nodes_ = 0;
};

}  // namespace

Result<PaletteFile> palette_from_yaml(std::string_view text) {
    if (text.size() > kMaxBytes) {
        return fail(
            ErrorCode::TooLarge,
            fmt::format("{} bytes of YAML; at most {}", text.size(), kMaxBytes)
        );
    }
    try {
        const YAML::Node document = YAML::Load(std::string(text));
        LIMN_TRY(const Json json, Converter().convert(document));
        return palette_from_document(json);
    } catch (const YAML::Exception& error) {
        return wrong_line(
            static_cast<std::size_t>(std::max(error.mark.line, 0)) + 1,
            "this is not valid YAML: " + error.msg
        );
    }
}

}  // namespace limn::annotation
