// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "annotation/palette_formats.h"
#include "base/text.h"

namespace limn::annotation {
namespace {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

constexpr std::int64_t kVersion = 1;

/// Builds a document. Members that occur twice are an error: one of them would be lost.
class DocumentBuilder final : public nlohmann::json_sax<Json> {
  public:
    explicit DocumentBuilder(const ClassText& text, bool is_named_json)
        : text_(text)
        , fault_(
              is_named_json
                  ? "the palette is not valid JSON"
                  : "the file begins like JSON, with { or [, but is not valid JSON; a list of names has one name per line"
          ) {}

    [[nodiscard]] Json take() { return std::move(root_); }

    [[nodiscard]] tl::unexpected<Error> error() const { return tl::unexpected(error_); }

    bool null() override { return add(nullptr); }

    bool boolean(bool value) override { return add(value); }

    bool number_integer(std::int64_t value) override { return add(value); }

    bool number_unsigned(std::uint64_t value) override { return add(value); }

    bool number_float(double value, const std::string& /*text*/) override { return add(value); }

    bool string(std::string& value) override { return add(std::move(value)); }

    bool binary(Json::binary_t& /*value*/) override { return false; }

    bool start_object(std::size_t /*size*/) override { return open(Json::object()); }

    bool start_array(std::size_t /*size*/) override { return open(Json::array()); }

    bool end_object() override { return close(); }

    bool end_array() override { return close(); }

    bool key(std::string& name) override {
        key_ = std::move(name);
        if (open_.back()->contains(key_)) {
            error_ = {
                ErrorCode::InvalidArgument,
                fmt::format("\"{}\" occurs twice in one object", key_),
            };
            return false;
        }
        return true;
    }

    bool parse_error(
        std::size_t position,
        const std::string& /*token*/,
        const nlohmann::detail::exception& /*error*/
    ) override {
        const std::size_t at = std::min(position, text_.text.size());
        error_ = wrong_line(
                     text_.line_at(at == 0 ? 0 : at - 1),
                     at == text_.text.size() ? fault_ + ": it ends too early" : fault_
        )
                     .value();
        return false;
    }

  private:
    static constexpr std::size_t kMaxDepth = 64;

    template <typename Value>
    bool add(Value&& value) {
        place() = std::forward<Value>(value);
        return true;
    }

    bool open(Json value) {
        if (open_.size() == kMaxDepth) {
            error_ = {ErrorCode::TooLarge, "the JSON of the palette is nested too deep"};
            return false;
        }
        Json& here = place();
        here = std::move(value);
        open_.push_back(&here);
        return true;
    }

    bool close() {
        open_.pop_back();
        return true;
    }

    /// Where the next value goes. Only the innermost container grows, so that the others stay where they are.
    Json& place() {
        if (open_.empty()) {
            return root_;
        }
        Json& parent = *open_.back();
        if (parent.is_object()) {
            return parent[key_];
        }
        parent.push_back(nullptr);
        return parent.back();
    }

    const ClassText& text_;
    std::string fault_;
    Json root_;
    std::vector<Json*> open_;
    std::string key_;
    Error error_{ErrorCode::InvalidArgument, "the palette is not valid JSON"};
};

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

Result<PaletteFile> palette_from_json(const ClassText& text, bool is_named_json) {
    DocumentBuilder builder(text, is_named_json);
    if (!Json::sax_parse(text.text, &builder)) {
        return builder.error();
    }
    return palette_from_document(builder.take());
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
