// SPDX-License-Identifier: MIT
#include "ui/entity_summary.h"

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
    Kind{"TransformAxes3D:axis_length", views::icon::kAxes, Detail::None},
};

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
    const EntityPath& entity
) {
    for (const Kind& kind : kKinds) {
        if (recording.has_component(entity, kind.component)) {
            return {kind.icon, detail_of(recording, query, entity, kind)};
        }
    }
    return {views::icon::kFile, {}};
}

}  // namespace limn::ui
