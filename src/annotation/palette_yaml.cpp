// SPDX-License-Identifier: MIT
#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

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

/// The library knows no line ends of a lone carriage return.
std::string with_line_feeds(std::string_view text) {
    std::string plain(text);
    for (std::size_t i = 0; i < plain.size(); ++i) {
        const bool is_half = i + 1 < plain.size() && plain[i + 1] == '\n';
        plain[i] = plain[i] == '\r' && !is_half ? '\n' : plain[i];
    }
    return plain;
}

}  // namespace

Result<PaletteFile> palette_from_yaml(std::string_view text) {
    if (text.size() > kMaxBytes) {
        return fail(
            ErrorCode::TooLarge,
            fmt::format("class lists in YAML of more than {} MB are not read", kMaxBytes >> 20U)
        );
    }
    try {
        const std::vector<YAML::Node> documents = YAML::LoadAll(with_line_feeds(text));
        if (documents.empty()) {
            return fail(ErrorCode::InvalidArgument, "there are no classes in it");
        }
        LIMN_TRY(const Json json, Converter().convert(documents.front()));
        auto file = palette_from_document(json);
        if (file && documents.size() > 1) {
            file->notes.push_back(
                fmt::format("the first of {} YAML documents is read", documents.size())
            );
        }
        return file;
    } catch (const YAML::Exception& error) {
        return wrong_line(
            static_cast<std::size_t>(std::max(error.mark.line, 0)) + 1,
            "this is not valid YAML: " + error.msg
        );
    }
}

}  // namespace limn::annotation
