// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <array>
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

/// Members that hold no classes and may be very large.
bool is_bulk(const std::string& key) {
    constexpr std::array<std::string_view, 5> kBulk{
        "annotations",
        "images",
        "licenses",
        "info",
        "imageData"};
    return std::ranges::find(kBulk, key) != kBulk.end();
}

/// Builds a document without its bulk: of a file of annotations only the classes take memory. (The library's own
/// filter looks through all elements of a list again for each of them.)
class DocumentBuilder final : public nlohmann::json_sax<Json> {
  public:
    explicit DocumentBuilder(std::string_view text)
        : text_(text) {}

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
        if (skipped_depth_ == 0) {
            skips_next_ = open_.size() == 1 && is_bulk(name);
            key_ = std::move(name);
        }
        return true;
    }

    bool parse_error(
        std::size_t position,
        const std::string& /*token*/,
        const nlohmann::detail::exception& /*error*/
    ) override {
        const std::size_t at = std::min(position, text_.size());
        const auto line = 1 + std::ranges::count(text_.substr(0, at == 0 ? 0 : at - 1), '\n');
        error_ = wrong_line(
                     static_cast<std::size_t>(line),
                     at >= text_.size() ? "the palette is not valid JSON: it ends too early"
                                        : "the palette is not valid JSON"
        )
                     .value();
        return false;
    }

  private:
    static constexpr std::size_t kMaxDepth = 64;

    template <typename Value>
    bool add(Value&& value) {
        if (skipped_depth_ == 0 && !std::exchange(skips_next_, false)) {
            place() = std::forward<Value>(value);
        }
        return true;
    }

    bool open(Json value) {
        if (skipped_depth_ > 0 || std::exchange(skips_next_, false)) {
            ++skipped_depth_;
            return true;
        }
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
        if (skipped_depth_ > 0) {
            --skipped_depth_;
        } else {
            open_.pop_back();
        }
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

    std::string_view text_;
    Json root_;
    std::vector<Json*> open_;
    std::string key_;
    bool skips_next_ = false;
    std::size_t skipped_depth_ = 0;
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

Result<PaletteFile> palette_from_json(std::string_view text) {
    DocumentBuilder builder(text);
    if (!Json::sax_parse(text, &builder)) {
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
