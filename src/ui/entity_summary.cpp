// SPDX-License-Identifier: MIT
#include "ui/entity_summary.h"

#include <algorithm>
#include <cctype>
#include <string_view>

#include "annotation/entity_counter.h"
#include "base/text.h"
#include "media/codec.h"
#include "model/archetypes.h"
#include "store/component_view.h"
#include "views/icons.h"

namespace limn::ui {
namespace {

const char* glyph(ArchetypeIcon icon) {
    switch (icon) {
        case ArchetypeIcon::Mask:
            return views::icon::kMask;
        case ArchetypeIcon::Image:
            return views::icon::kImage;
        case ArchetypeIcon::Points:
            return views::icon::kPoints;
        case ArchetypeIcon::Cube:
            return views::icon::kCube;
        case ArchetypeIcon::Box:
            return views::icon::kBox;
        case ArchetypeIcon::Boxes:
            return views::icon::kCubes;
        case ArchetypeIcon::Lines:
            return views::icon::kLines;
        case ArchetypeIcon::Camera:
            return views::icon::kCamera;
        case ArchetypeIcon::Context:
            return views::icon::kContext;
        case ArchetypeIcon::Axes:
            return views::icon::kAxes;
        case ArchetypeIcon::Text:
            return views::icon::kText;
        case ArchetypeIcon::Plot:
            return views::icon::kPlot;
        case ArchetypeIcon::Video:
            return views::icon::kVideo;
        case ArchetypeIcon::Audio:
            return views::icon::kAudio;
        case ArchetypeIcon::Graph:
            return views::icon::kGraph;
        case ArchetypeIcon::Map:
            return views::icon::kMap;
        case ArchetypeIcon::File:
            return views::icon::kFile;
    }
    return views::icon::kFile;
}

/// Components of the user's own: without a picture, but in the selection panel.
bool has_custom_data(const store::Recording& recording, const EntityPath& entity) {
    const auto components = recording.components(entity);
    return std::ranges::any_of(components, [](const store::ComponentInfo& info) {
        return !info.archetype.starts_with("rerun.archetypes.");
    });
}

std::string format_component(std::string_view buffer) {
    return std::string(buffer.substr(0, buffer.find(':'))) + ":format";
}

/// "image/jpeg" → "JPEG".
std::string media_name(std::string_view media_type) {
    std::string name(media_type.substr(media_type.find('/') + 1));
    for (char& c : name) {
        c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
    return name;
}

std::string detail_of(
    const store::Recording& recording,
    const store::LatestAtQuery& query,
    const EntityPath& entity,
    const Archetype& archetype
) {
    const auto cell = archetype.required.empty()
                          ? std::nullopt
                          : recording.latest_at(query, entity, archetype.required);
    if (!cell) {
        return {};
    }
    if (!archetype.used_instance_columns().empty()) {
        return short_count(annotation::num_instances(recording, query, entity, archetype));
    }
    if (archetype.required.ends_with(":buffer")) {
        const auto format_cell =
            recording.latest_at(query, entity, format_component(archetype.required));
        const auto format = format_cell ? store::first_image_format(*format_cell) : std::nullopt;
        return format ? std::string(to_string(format->channel_type)) : std::string();
    }
    if (archetype.name == "EncodedImage") {
        const auto blob = store::first_blob(*cell);
        return blob ? media_name(media::sniff_media_type(blob->bytes)) : "";
    }
    return {};
}

}  // namespace

EntitySummary summarize(
    const store::Recording& recording,
    const store::LatestAtQuery& query,
    const EntityPath& entity,
    std::span<const scene::Undrawn> undrawn
) {
    const auto undrawn_there = scene::undrawn_at(undrawn, entity);
    const bool is_struck =
        !undrawn_there.empty() && !scene::is_drawn(recording, entity, undrawn_there);
    const auto components = recording.components(entity);
    for (const Archetype& archetype : archetypes()) {
        const bool is_there = std::ranges::any_of(components, [&](const auto& info) {
            return is_made_by(archetype, info.name);
        });
        if (is_there) {
            return {
                glyph(archetype.icon),
                detail_of(recording, query, entity, archetype),
                is_struck};
        }
    }
    if (!undrawn_there.empty()) {
        return {views::icon::kFile, {}, is_struck};
    }
    if (has_custom_data(recording, entity)) {
        return {views::icon::kData, "data", false};
    }
    return {views::icon::kFile, {}, false};
}

std::string entity_tooltip(const EntityPath& entity, std::span<const scene::Undrawn> undrawn) {
    std::string text = entity.text();
    for (const scene::Undrawn& there : scene::undrawn_at(undrawn, entity)) {
        text += '\n';
        text += scene::text_of(there);
    }
    return text;
}

}  // namespace limn::ui
