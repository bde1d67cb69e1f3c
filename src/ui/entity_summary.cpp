// SPDX-License-Identifier: MIT
#include "ui/entity_summary.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

#include "base/text.h"
#include "media/codec.h"
#include "model/component_names.h"
#include "store/component_view.h"
#include "views/icons.h"

namespace limn::ui {
namespace {

enum class Detail { None, Instances, ImageFormat, EncodedFormat };

struct Kind {
    std::string_view component;  ///< Its presence makes the entity this kind.
    const char* icon;
    Detail detail;
};

constexpr std::array kKinds{
    Kind{component::kSegmentationBuffer, views::icon::kMask, Detail::ImageFormat},
    Kind{component::kImageBuffer, views::icon::kImage, Detail::ImageFormat},
    Kind{component::kEncodedImageBlob, views::icon::kImage, Detail::EncodedFormat},
    Kind{component::kDepthImageBuffer, views::icon::kImage, Detail::ImageFormat},
    Kind{component::kPoints2DPositions, views::icon::kPoints, Detail::Instances},
    Kind{component::kPoints3DPositions, views::icon::kCube, Detail::Instances},
    Kind{component::kBoxes2DHalfSizes, views::icon::kBox, Detail::Instances},
    Kind{component::kBoxes3DHalfSizes, views::icon::kCubes, Detail::Instances},
    Kind{component::kLineStrips2DStrips, views::icon::kLines, Detail::Instances},
    Kind{component::kLineStrips3DStrips, views::icon::kLines, Detail::Instances},
    Kind{component::kPinholeImageFromCamera, views::icon::kCamera, Detail::None},
    Kind{component::kAnnotationContext, views::icon::kContext, Detail::None},
    Kind{component::kTransformTranslation, views::icon::kAxes, Detail::None},
};

struct ArchetypeIcon {
    std::string_view archetype;
    const char* icon;
};

/// Of what is not drawn.
constexpr std::array kIcons{
    ArchetypeIcon{"Asset3D", views::icon::kCube},
    ArchetypeIcon{"AssetAudio", views::icon::kSound},
    ArchetypeIcon{"AssetVideo", views::icon::kFilm},
    ArchetypeIcon{"BarChart", views::icon::kBarChart},
    ArchetypeIcon{"GaussianSplats3D", views::icon::kCubes},
    ArchetypeIcon{"GeoLineStrings", views::icon::kMap},
    ArchetypeIcon{"GeoPoints", views::icon::kMap},
    ArchetypeIcon{"GraphEdges", views::icon::kGraph},
    ArchetypeIcon{"GraphNodes", views::icon::kGraph},
    ArchetypeIcon{"GridMap", views::icon::kMap},
    ArchetypeIcon{"Measurements", views::icon::kLines},
    ArchetypeIcon{"Scalars", views::icon::kLines},
    ArchetypeIcon{"StateChange", views::icon::kClock},
    ArchetypeIcon{"Tensor", views::icon::kCubes},
    ArchetypeIcon{"TextDocument", views::icon::kText},
    ArchetypeIcon{"TextLog", views::icon::kText},
    ArchetypeIcon{"TransformAxes3D", views::icon::kAxes},
    ArchetypeIcon{"VideoFrameReference", views::icon::kFilm},
    ArchetypeIcon{"VideoStream", views::icon::kFilm},
    ArchetypeIcon{"Volume3D", views::icon::kCube},
    ArchetypeIcon{"VoxelGridMap", views::icon::kCubes},
};

const char* undrawn_icon(std::string_view archetype) {
    const auto found = std::ranges::find(kIcons, archetype, &ArchetypeIcon::archetype);
    return found == kIcons.end() ? views::icon::kFile : found->icon;
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
    const Kind& kind
) {
    const auto cell = recording.latest_at(query, entity, kind.component);
    switch (kind.detail) {
        case Detail::None:
            return {};
        case Detail::Instances:
            return cell ? short_count(static_cast<std::uint64_t>(cell->values().length())) : "";
        case Detail::ImageFormat: {
            const auto format_cell =
                recording.latest_at(query, entity, format_component(kind.component));
            const auto format =
                format_cell ? store::first_image_format(*format_cell) : std::nullopt;
            if (!format) {
                return {};
            }
            return std::string(to_string(format->channel_type));
        }
        case Detail::EncodedFormat: {
            const auto blob = cell ? store::first_blob(*cell) : std::nullopt;
            return blob ? media_name(media::sniff_media_type(blob->bytes)) : "";
        }
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
    for (const Kind& kind : kKinds) {
        if (recording.has_component(entity, kind.component)) {
            return {kind.icon, detail_of(recording, query, entity, kind), is_struck};
        }
    }
    if (!undrawn_there.empty()) {
        return {undrawn_icon(undrawn_there.front().archetype), {}, is_struck};
    }
    if (has_custom_data(recording, entity)) {
        return {views::icon::kData, "data", false};
    }
    return {views::icon::kFile, {}, false};
}

}  // namespace limn::ui
