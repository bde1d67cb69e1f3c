// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/text.h"
#include "session/view_options.h"

namespace limn::session {
namespace {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

constexpr std::int64_t kVersion = 1;
constexpr float kMaxBoneRadiusPt = 20.0F;

template <typename Value>
struct Word {
    Value value;
    const char* text;
};

constexpr std::array kKinds{
    Word{scene::ViewKind::Spatial2D, "2d"},
    Word{scene::ViewKind::Spatial3D, "3d"}};

constexpr std::array kMaskModes{
    Word{draw::MaskMode::Fill, "fill"},
    Word{draw::MaskMode::Outline, "outline"},
    Word{draw::MaskMode::Both, "both"}};

constexpr std::array kColorBys{
    Word{draw::ColorBy::Description, "description"},
    Word{draw::ColorBy::Class, "class"},
    Word{draw::ColorBy::Instance, "instance"},
    Word{draw::ColorBy::Entity, "entity"},
    Word{draw::ColorBy::Keypoint, "keypoint"},
    Word{draw::ColorBy::Logged, "logged"}};

constexpr std::array kLabelModes{
    Word{LabelMode::Auto, "auto"},
    Word{LabelMode::On, "on"},
    Word{LabelMode::Hover, "hover"},
    Word{LabelMode::Off, "off"}};

constexpr std::array kLabelSizes{
    Word{LabelSize::Small, "small"},
    Word{LabelSize::Normal, "normal"},
    Word{LabelSize::Large, "large"}};

constexpr std::array kCorners{
    Word{LegendCorner::TopRight, "top right"},
    Word{LegendCorner::TopLeft, "top left"},
    Word{LegendCorner::BottomLeft, "bottom left"},
    Word{LegendCorner::BottomRight, "bottom right"}};

template <typename Words, typename Value>
const char* text_of(const Words& words, Value value) {
    return std::ranges::find(words, value, &Words::value_type::value)->text;
}

std::optional<std::string> text_at(const Json& json, const char* name) {
    const auto at = json.find(name);
    return at != json.end() && at->is_string() ? std::optional(at->get<std::string>())
                                               : std::nullopt;
}

template <typename Words, typename Value>
bool read(const Json& json, const char* name, const Words& words, Value& value) {
    const std::optional<std::string> text = text_at(json, name);
    const auto found =
        std::ranges::find_if(words, [&](const auto& word) { return text == word.text; });
    if (found == words.end()) {
        return false;
    }
    value = found->value;
    return true;
}

void read(const Json& json, const char* name, bool& value) {
    if (const auto at = json.find(name); at != json.end() && at->is_boolean()) {
        value = at->get<bool>();
    }
}

void read(const Json& json, const char* name, float most, float& value) {
    if (const auto at = json.find(name); at != json.end() && at->is_number()) {
        value = std::clamp(at->get<float>(), 0.0F, most);
    }
}

/// A number from 0 to 1; others are ignored.
void read_share(const Json& json, const char* name, std::optional<float>& value) {
    if (const auto at = json.find(name); at != json.end() && at->is_number()) {
        const auto number = at->get<float>();
        value = number >= 0.0F && number <= 1.0F ? std::optional(number) : value;
    }
}

/// Only what is not as usual is written.
OrderedJson to_json(const ViewMemory::View& view) {
    OrderedJson json{
        {"application", valid_utf8(view.application_id)},
        {"kind", text_of(kKinds, view.kind)},
        {"origin", valid_utf8(view.origin.text())}};
    const ViewOptions& now = view.options;
    const ViewOptions usual;
    const auto write = [&](const char* name, bool is_usual, OrderedJson value) {
        if (!is_usual) {
            json[name] = std::move(value);
        }
    };
    write("masks", now.masks == usual.masks, text_of(kMaskModes, now.masks));
    write("mask_opacity", !now.mask_opacity, now.mask_opacity.value_or(0.0F));
    write("hatch_no_class", now.hatch_no_class == usual.hatch_no_class, now.hatch_no_class);
    write("color_by", now.color_by == usual.color_by, text_of(kColorBys, now.color_by));
    write("bone_radius", now.bones.radius_pt == usual.bones.radius_pt, now.bones.radius_pt);
    write(
        "bones_in_joint_colors",
        now.bones.in_joint_colors == usual.bones.in_joint_colors,
        now.bones.in_joint_colors
    );
    write("labels", now.labels == usual.labels, text_of(kLabelModes, now.labels));
    write("label_size", now.label_size == usual.label_size, text_of(kLabelSizes, now.label_size));
    write("legend", now.show_legend == usual.show_legend, now.show_legend);
    write(
        "legend_corner",
        now.legend_corner == usual.legend_corner,
        text_of(kCorners, now.legend_corner)
    );
    write("grid", now.show_grid == usual.show_grid, now.show_grid);
    return json;
}

OrderedJson to_json(const ViewMemory::Mask& mask) {
    OrderedJson json{
        {"application", valid_utf8(mask.application_id)},
        {"entity", valid_utf8(mask.entity.text())}};
    if (mask.look.mode) {
        json["mode"] = text_of(kMaskModes, *mask.look.mode);
    }
    if (mask.look.opacity) {
        json["mask_opacity"] = *mask.look.opacity;
    }
    return json;
}

ViewOptions options_from_json(const Json& json) {
    ViewOptions options;
    read(json, "masks", kMaskModes, options.masks);
    read_share(json, "mask_opacity", options.mask_opacity);
    read(json, "hatch_no_class", options.hatch_no_class);
    read(json, "color_by", kColorBys, options.color_by);
    read(json, "bone_radius", kMaxBoneRadiusPt, options.bones.radius_pt);
    read(json, "bones_in_joint_colors", options.bones.in_joint_colors);
    read(json, "labels", kLabelModes, options.labels);
    read(json, "label_size", kLabelSizes, options.label_size);
    read(json, "legend", options.show_legend);
    read(json, "legend_corner", kCorners, options.legend_corner);
    read(json, "grid", options.show_grid);
    return options;
}

/// Entries that name no application or entity, or are no objects, are left out.
template <typename Visit>
void for_each_entry(const Json& document, const char* list, const char* path, Visit&& visit) {
    const auto entries = document.find(list);
    if (entries == document.end() || !entries->is_array()) {
        return;
    }
    for (const Json& entry : *entries) {
        const auto application = entry.is_object() ? text_at(entry, "application") : std::nullopt;
        const auto entity = application ? text_at(entry, path) : std::nullopt;
        if (entity) {
            visit(entry, *application, EntityPath::parse(*entity));
        }
    }
}

}  // namespace

std::string to_json(const ViewMemory& memory) {
    OrderedJson document{{"limn_view_options", kVersion}};
    document["views"] = OrderedJson::array();
    for (const ViewMemory::View& view : memory.views()) {
        document["views"].push_back(to_json(view));
    }
    document["masks"] = OrderedJson::array();
    for (const ViewMemory::Mask& mask : memory.masks()) {
        document["masks"].push_back(to_json(mask));
    }
    return document.dump(2) + "\n";
}

Result<ViewMemory> view_memory_from_json(std::string_view text) {
    const Json document = Json::parse(text, nullptr, false);
    const Json version =
        document.is_object() ? document.value("limn_view_options", Json()) : Json();
    if (!version.is_number_integer()) {
        return fail(ErrorCode::InvalidArgument, "this is no file of view options");
    }
    if (version != kVersion) {
        return fail(
            ErrorCode::UnsupportedVersion,
            fmt::format(
                "view options of version {}; this program reads {}",
                version.dump(),
                kVersion
            )
        );
    }
    for (const char* list : {"views", "masks"}) {
        if (const auto at = document.find(list); at != document.end() && !at->is_array()) {
            return fail(ErrorCode::InvalidArgument, fmt::format("\"{}\" is not a list", list));
        }
    }
    ViewMemory memory;
    for_each_entry(
        document,
        "views",
        "origin",
        [&](const Json& entry, const std::string& application, EntityPath origin) {
            scene::ViewSpec spec;
            spec.origin = std::move(origin);
            if (read(entry, "kind", kKinds, spec.kind)) {
                memory.set_options(application, spec, options_from_json(entry));
            }
        }
    );
    for_each_entry(
        document,
        "masks",
        "entity",
        [&](const Json& entry, const std::string& application, const EntityPath& entity) {
            draw::MaskLook look;
            if (draw::MaskMode mode{}; read(entry, "mode", kMaskModes, mode)) {
                look.mode = mode;
            }
            read_share(entry, "mask_opacity", look.opacity);
            memory.set_mask(application, entity, look);
        }
    );
    return memory;
}

}  // namespace limn::session
