// SPDX-License-Identifier: MIT
#include "model/archetypes.h"

#include <algorithm>

#include "model/component_names.h"

namespace limn {
namespace {

constexpr std::array kArchetypes{
    Archetype{
        .name = "SegmentationImage",
        .title = "segmentation images",
        .required = component::kSegmentationBuffer,
        .is_counted = true,
        .count = CountKind::Pixels,
        .icon = ArchetypeIcon::Mask,
    },
    Archetype{
        .name = "Image",
        .title = "images",
        .required = component::kImageBuffer,
        .icon = ArchetypeIcon::Image,
    },
    Archetype{
        .name = "EncodedImage",
        .title = "encoded images",
        .required = component::kEncodedImageBlob,
        .icon = ArchetypeIcon::Image,
    },
    Archetype{
        .name = "DepthImage",
        .title = "depth images",
        .required = component::kDepthImageBuffer,
        .icon = ArchetypeIcon::Image,
    },
    Archetype{
        .name = "EncodedDepthImage",
        .title = "encoded depth images",
        .required = "EncodedDepthImage:blob",
        .icon = ArchetypeIcon::Image,
    },
    Archetype{
        .name = "Tensor",
        .title = "tensors",
        .required = component::kTensorData,
        .is_counted = true,
        .count = CountKind::Pixels,
        .icon = ArchetypeIcon::Mask,
    },
    Archetype{
        .name = "Points2D",
        .title = "2D points",
        .required = component::kPoints2DPositions,
        .class_ids = "Points2D:class_ids",
        .keypoint_ids = "Points2D:keypoint_ids",
        .colors = {"Points2D:colors"},
        .instance_columns = {component::kPoints2DPositions},
        .finite_columns = {"Points2D:positions"},
        .is_counted = true,
        .count = CountKind::Points,
        .icon = ArchetypeIcon::Points,
    },
    Archetype{
        .name = "Points3D",
        .title = "3D points",
        .required = component::kPoints3DPositions,
        .class_ids = "Points3D:class_ids",
        .keypoint_ids = "Points3D:keypoint_ids",
        .colors = {"Points3D:colors"},
        .instance_columns = {component::kPoints3DPositions},
        .finite_columns = {"Points3D:positions"},
        .poses = PoseUse::Each,
        .is_counted = true,
        .count = CountKind::Points,
        .icon = ArchetypeIcon::Cube,
    },
    Archetype{
        .name = "Boxes2D",
        .title = "2D boxes",
        .required = component::kBoxes2DHalfSizes,
        .class_ids = "Boxes2D:class_ids",
        .colors = {"Boxes2D:colors"},
        .instance_columns = {component::kBoxes2DHalfSizes},
        .finite_columns = {"Boxes2D:half_sizes", "Boxes2D:centers"},
        .is_counted = true,
        .count = CountKind::Boxes,
        .icon = ArchetypeIcon::Box,
    },
    Archetype{
        .name = "Boxes3D",
        .title = "3D boxes",
        .required = component::kBoxes3DHalfSizes,
        .class_ids = "Boxes3D:class_ids",
        .colors = {"Boxes3D:colors"},
        .instance_columns =
            {component::kBoxes3DHalfSizes,
             "Boxes3D:centers",
             "Boxes3D:rotation_axis_angles",
             "Boxes3D:quaternions"},
        .finite_columns = {"Boxes3D:half_sizes", "Boxes3D:centers"},
        .poses = PoseUse::Pairs,
        .is_counted = true,
        .count = CountKind::Boxes,
        .icon = ArchetypeIcon::Boxes,
    },
    Archetype{
        .name = "Ellipses2D",
        .title = "2D ellipses",
        .required = "Ellipses2D:half_sizes",
        .class_ids = "Ellipses2D:class_ids",
        .colors = {"Ellipses2D:colors"},
        .instance_columns = {"Ellipses2D:half_sizes"},
        .finite_columns = {"Ellipses2D:half_sizes", "Ellipses2D:centers"},
        .is_counted = true,
        .icon = ArchetypeIcon::Box,
    },
    Archetype{
        .name = "Ellipsoids3D",
        .title = "ellipsoids",
        .required = "Ellipsoids3D:half_sizes",
        .class_ids = "Ellipsoids3D:class_ids",
        .colors = {"Ellipsoids3D:colors"},
        .instance_columns =
            {"Ellipsoids3D:half_sizes",
             "Ellipsoids3D:centers",
             "Ellipsoids3D:rotation_axis_angles",
             "Ellipsoids3D:quaternions"},
        .finite_columns = {"Ellipsoids3D:half_sizes", "Ellipsoids3D:centers"},
        .poses = PoseUse::Pairs,
        .is_counted = true,
        .icon = ArchetypeIcon::Boxes,
    },
    Archetype{
        .name = "Capsules3D",
        .title = "capsules",
        .required = "Capsules3D:lengths",
        .class_ids = "Capsules3D:class_ids",
        .colors = {"Capsules3D:colors"},
        .instance_columns =
            {"Capsules3D:lengths",
             "Capsules3D:radii",
             "Capsules3D:translations",
             "Capsules3D:rotation_axis_angles",
             "Capsules3D:quaternions"},
        .finite_columns = {"Capsules3D:lengths", "Capsules3D:radii", "Capsules3D:translations"},
        .poses = PoseUse::Pairs,
        .is_counted = true,
        .icon = ArchetypeIcon::Boxes,
    },
    Archetype{
        .name = "Cylinders3D",
        .title = "cylinders",
        .required = "Cylinders3D:lengths",
        .class_ids = "Cylinders3D:class_ids",
        .colors = {"Cylinders3D:colors"},
        .instance_columns =
            {"Cylinders3D:lengths",
             "Cylinders3D:radii",
             "Cylinders3D:centers",
             "Cylinders3D:rotation_axis_angles",
             "Cylinders3D:quaternions"},
        .finite_columns = {"Cylinders3D:lengths", "Cylinders3D:radii", "Cylinders3D:centers"},
        .poses = PoseUse::Pairs,
        .is_counted = true,
        .icon = ArchetypeIcon::Boxes,
    },
    Archetype{
        .name = "Mesh3D",
        .title = "meshes",
        .required = "Mesh3D:vertex_positions",
        .class_ids = "Mesh3D:class_ids",
        .colors = {"Mesh3D:vertex_colors", "Mesh3D:albedo_factor"},
        .instance_columns = {"Mesh3D:vertex_positions"},
        .finite_columns = {"Mesh3D:vertex_positions", "Mesh3D:triangle_indices"},
        .poses = PoseUse::Each,
        .is_counted = true,
        .count = CountKind::Meshes,
        .icon = ArchetypeIcon::Cube,
    },
    Archetype{
        .name = "LineStrips2D",
        .title = "2D line strips",
        .required = component::kLineStrips2DStrips,
        .class_ids = "LineStrips2D:class_ids",
        .colors = {"LineStrips2D:colors"},
        .instance_columns = {component::kLineStrips2DStrips},
        .is_counted = true,
        .count = CountKind::Lines,
        .icon = ArchetypeIcon::Lines,
    },
    Archetype{
        .name = "LineStrips3D",
        .title = "3D line strips",
        .required = component::kLineStrips3DStrips,
        .class_ids = "LineStrips3D:class_ids",
        .colors = {"LineStrips3D:colors"},
        .instance_columns = {component::kLineStrips3DStrips},
        .poses = PoseUse::First,
        .is_counted = true,
        .count = CountKind::Lines,
        .icon = ArchetypeIcon::Lines,
    },
    Archetype{
        .name = "Arrows2D",
        .title = "2D arrows",
        .required = "Arrows2D:vectors",
        .class_ids = "Arrows2D:class_ids",
        .colors = {"Arrows2D:colors"},
        .instance_columns = {"Arrows2D:vectors"},
        .finite_columns = {"Arrows2D:vectors", "Arrows2D:origins"},
        .is_counted = true,
        .icon = ArchetypeIcon::Lines,
    },
    Archetype{
        .name = "Arrows3D",
        .title = "3D arrows",
        .required = "Arrows3D:vectors",
        .class_ids = "Arrows3D:class_ids",
        .colors = {"Arrows3D:colors"},
        .instance_columns = {"Arrows3D:vectors"},
        .finite_columns = {"Arrows3D:vectors", "Arrows3D:origins"},
        .poses = PoseUse::First,
        .is_counted = true,
        .icon = ArchetypeIcon::Lines,
    },
    Archetype{
        .name = "Pinhole",
        .title = "cameras",
        .required = component::kPinholeImageFromCamera,
        .is_inherited = true,
        .places_frames = true,
        .is_indexed_by_value = true,
        .icon = ArchetypeIcon::Camera,
    },
    Archetype{
        .name = "Asset3D",
        .title = "3D models",
        .required = "Asset3D:blob",
        .poses = PoseUse::Each,
        .shown = Shown::Nowhere,
        .icon = ArchetypeIcon::Cube,
    },
    Archetype{
        .name = "GaussianSplats3D",
        .title = "gaussian splats",
        .required = "GaussianSplats3D:centers",
        .shown = Shown::Nowhere,
        .icon = ArchetypeIcon::Cube,
    },
    Archetype{
        .name = "Volume3D",
        .title = "volumes",
        .required = "Volume3D:values",
        .shown = Shown::Nowhere,
        .icon = ArchetypeIcon::Cube,
    },
    Archetype{
        .name = "VoxelGridMap",
        .title = "voxel maps",
        .required = "VoxelGridMap:voxel_indices",
        .shown = Shown::Nowhere,
        .icon = ArchetypeIcon::Cube,
    },
    Archetype{
        .name = "GridMap",
        .title = "grid maps",
        .required = "GridMap:data",
        .shown = Shown::Nowhere,
        .icon = ArchetypeIcon::Image,
    },
    Archetype{
        .name = "AssetVideo",
        .title = "videos",
        .required = "AssetVideo:blob",
        .shown = Shown::Nowhere,
        .icon = ArchetypeIcon::Video,
    },
    Archetype{
        .name = "VideoFrameReference",
        .title = "video frames",
        .required = "VideoFrameReference:timestamp",
        .shown = Shown::Nowhere,
        .icon = ArchetypeIcon::Video,
    },
    Archetype{
        .name = "VideoStream",
        .title = "video streams",
        .required = "VideoStream:sample",
        .shown = Shown::Nowhere,
        .icon = ArchetypeIcon::Video,
    },
    Archetype{
        .name = "AssetAudio",
        .title = "sound",
        .required = "AssetAudio:blob",
        .shown = Shown::Nowhere,
        .icon = ArchetypeIcon::Audio,
    },
    Archetype{
        .name = "GeoPoints",
        .title = "points on the map",
        .required = "GeoPoints:positions",
        .class_ids = "GeoPoints:class_ids",
        .colors = {"GeoPoints:colors"},
        .instance_columns = {"GeoPoints:positions"},
        .count = CountKind::Points,
        .shown = Shown::Nowhere,
        .icon = ArchetypeIcon::Map,
    },
    Archetype{
        .name = "GeoLineStrings",
        .title = "lines on the map",
        .required = "GeoLineStrings:line_strings",
        .shown = Shown::Nowhere,
        .icon = ArchetypeIcon::Map,
    },
    Archetype{
        .name = "GraphNodes",
        .title = "graph nodes",
        .required = "GraphNodes:node_ids",
        .shown = Shown::Nowhere,
        .icon = ArchetypeIcon::Graph,
    },
    Archetype{
        .name = "GraphEdges",
        .title = "graph edges",
        .required = "GraphEdges:edges",
        .shown = Shown::Nowhere,
        .icon = ArchetypeIcon::Graph,
    },
    Archetype{
        .name = "Scalars",
        .title = "plots of scalars",
        .required = "Scalars:scalars",
        .shown = Shown::Nowhere,
        .icon = ArchetypeIcon::Plot,
    },
    Archetype{
        .name = "Measurements",
        .title = "plots of measurements",
        .required = "Measurements:values",
        .shown = Shown::Nowhere,
        .icon = ArchetypeIcon::Plot,
    },
    Archetype{
        .name = "BarChart",
        .title = "bar charts",
        .required = "BarChart:values",
        .shown = Shown::Nowhere,
        .icon = ArchetypeIcon::Plot,
    },
    Archetype{
        .name = "StateChange",
        .title = "state changes",
        .required = "StateChange:state",
        .shown = Shown::Nowhere,
        .icon = ArchetypeIcon::Plot,
    },
    Archetype{
        .name = "TextDocument",
        .title = "text documents",
        .required = "TextDocument:text",
        .shown = Shown::Nowhere,
        .icon = ArchetypeIcon::Text,
    },
    Archetype{
        .name = "TextLog",
        .title = "text logs",
        .required = "TextLog:text",
        .shown = Shown::Nowhere,
        .icon = ArchetypeIcon::Text,
    },
    Archetype{
        .name = "AnnotationContext",
        .title = "annotation contexts",
        .required = component::kAnnotationContext,
        .is_inherited = true,
        .shown = Shown::ByOthers,
        .icon = ArchetypeIcon::Context,
    },
    Archetype{
        .name = "TransformAxes3D",
        .title = "axes of transforms",
        .required = "TransformAxes3D:axis_length",
        .icon = ArchetypeIcon::Axes,
    },
    Archetype{
        .name = "Transform3D",
        .title = "transforms",
        .is_inherited = true,
        .places_frames = true,
        .is_indexed_by_value = true,
        .shown = Shown::ByOthers,
        .icon = ArchetypeIcon::Axes,
    },
    Archetype{
        .name = "InstancePoses3D",
        .title = "instance poses",
        .shown = Shown::ByOthers,
        .icon = ArchetypeIcon::Axes,
    },
    Archetype{
        .name = "ViewCoordinates",
        .title = "view coordinates",
        .required = component::kViewCoordinatesXyz,
        .is_inherited = true,
        .shown = Shown::ByOthers,
        .icon = ArchetypeIcon::Axes,
    },
    Archetype{
        .name = "CoordinateFrame",
        .title = "coordinate frames",
        .required = component::kCoordinateFrame,
        .shown = Shown::ByOthers,
        .icon = ArchetypeIcon::Axes,
    },
    Archetype{
        .name = "Clear",
        .title = "clears",
        .required = component::kClearIsRecursive,
        .is_inherited = true,
        .is_indexed_by_value = true,
        .shown = Shown::ByOthers,
    },
    Archetype{
        .name = "SeriesLines",
        .title = "styles of plots",
        .shown = Shown::ByOthers,
        .icon = ArchetypeIcon::Plot,
    },
    Archetype{
        .name = "SeriesPoints",
        .title = "styles of plots",
        .shown = Shown::ByOthers,
        .icon = ArchetypeIcon::Plot,
    },
    Archetype{
        .name = "StateConfiguration",
        .title = "styles of states",
        .shown = Shown::ByOthers,
        .icon = ArchetypeIcon::Plot,
    },
    Archetype{
        .name = "RecordingInfo",
        .title = "properties of the recording",
        .shown = Shown::ByOthers,
    },
    Archetype{
        .name = "McapMessage",
        .title = "undecoded MCAP messages",
        .required = "McapMessage:data",
        .shown = Shown::Nowhere,
    },
    Archetype{
        .name = "McapChannel",
        .title = "MCAP channels",
        .required = "McapChannel:topic",
        .shown = Shown::ByOthers,
    },
    Archetype{
        .name = "McapSchema",
        .title = "MCAP schemas",
        .required = "McapSchema:name",
        .shown = Shown::ByOthers,
    },
    Archetype{
        .name = "McapStatistics",
        .title = "MCAP statistics",
        .required = "McapStatistics:message_count",
        .shown = Shown::ByOthers,
    },
};

std::span<const std::string_view> used(std::span<const std::string_view> columns) {
    const auto end = std::ranges::find(columns, std::string_view());
    return columns.first(static_cast<std::size_t>(end - columns.begin()));
}

}  // namespace

std::string_view to_string(CountKind kind) {
    switch (kind) {
        case CountKind::Skeletons:
            return "skeletons";
        case CountKind::Boxes:
            return "boxes";
        case CountKind::Shapes:
            return "shapes";
        case CountKind::Lines:
            return "lines";
        case CountKind::Points:
            return "points";
        case CountKind::Meshes:
            return "meshes";
        case CountKind::Pixels:
            return "pixels";
    }
    return "";
}

std::span<const std::string_view> Archetype::used_colors() const {
    return used(colors);
}

std::span<const std::string_view> Archetype::used_instance_columns() const {
    return used(instance_columns);
}

std::span<const std::string_view> Archetype::used_finite_columns() const {
    return used(finite_columns);
}

std::span<const Archetype> archetypes() {
    return kArchetypes;
}

const Archetype* find_archetype(std::string_view name) {
    const auto found = std::ranges::find(kArchetypes, name, &Archetype::name);
    return found == kArchetypes.end() ? nullptr : &*found;
}

bool is_made_by(const Archetype& archetype, std::string_view component) {
    return archetype.required.empty() ? archetype_of(component) == archetype.name
                                      : component == archetype.required;
}

bool is_indexed_by_value(std::string_view component) {
    const Archetype* archetype = find_archetype(archetype_of(component));
    return archetype != nullptr && archetype->is_indexed_by_value;
}

}  // namespace limn
