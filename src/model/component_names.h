// SPDX-License-Identifier: MIT
/// Identifiers of the components that Limn understands, as recordings spell them.
///
/// Source    docs/FORMATS.md, archetypes.
#pragma once

#include <array>
#include <string_view>

namespace limn::component {

inline constexpr std::string_view kAnnotationContext = "AnnotationContext:context";
inline constexpr std::string_view kClearIsRecursive = "Clear:is_recursive";

inline constexpr std::string_view kPoints2DPositions = "Points2D:positions";
inline constexpr std::string_view kPoints3DPositions = "Points3D:positions";
inline constexpr std::string_view kBoxes2DHalfSizes = "Boxes2D:half_sizes";
inline constexpr std::string_view kBoxes3DHalfSizes = "Boxes3D:half_sizes";
inline constexpr std::string_view kLineStrips2DStrips = "LineStrips2D:strips";
inline constexpr std::string_view kLineStrips3DStrips = "LineStrips3D:strips";
inline constexpr std::string_view kSegmentationBuffer = "SegmentationImage:buffer";
inline constexpr std::string_view kTensorData = "Tensor:data";
inline constexpr std::string_view kSegmentationFormat = "SegmentationImage:format";
inline constexpr std::string_view kImageBuffer = "Image:buffer";
inline constexpr std::string_view kImageFormat = "Image:format";
inline constexpr std::string_view kEncodedImageBlob = "EncodedImage:blob";
inline constexpr std::string_view kEncodedImageMediaType = "EncodedImage:media_type";
inline constexpr std::string_view kDepthImageBuffer = "DepthImage:buffer";
inline constexpr std::string_view kDepthImageFormat = "DepthImage:format";

inline constexpr std::string_view kPinholeImageFromCamera = "Pinhole:image_from_camera";
inline constexpr std::string_view kPinholeResolution = "Pinhole:resolution";
inline constexpr std::string_view kPinholeCameraXyz = "Pinhole:camera_xyz";
inline constexpr std::string_view kPinholeImagePlaneDistance = "Pinhole:image_plane_distance";
inline constexpr std::string_view kPinholeChildFrame = "Pinhole:child_frame";
inline constexpr std::string_view kPinholeParentFrame = "Pinhole:parent_frame";
inline constexpr std::string_view kPinholeColor = "Pinhole:color";
inline constexpr std::string_view kPinholeLineWidth = "Pinhole:line_width";
inline constexpr std::string_view kCoordinateFrame = "CoordinateFrame:frame";
inline constexpr std::string_view kViewCoordinatesXyz = "ViewCoordinates:xyz";

inline constexpr std::string_view kTransformTranslation = "Transform3D:translation";
inline constexpr std::string_view kTransformAxisAngle = "Transform3D:rotation_axis_angle";
inline constexpr std::string_view kTransformQuaternion = "Transform3D:quaternion";
inline constexpr std::string_view kTransformScale = "Transform3D:scale";
inline constexpr std::string_view kTransformMat3x3 = "Transform3D:mat3x3";
inline constexpr std::string_view kTransformRelation = "Transform3D:relation";
inline constexpr std::string_view kTransformChildFrame = "Transform3D:child_frame";
inline constexpr std::string_view kTransformParentFrame = "Transform3D:parent_frame";

/// Their latest common row is one set of poses.
inline constexpr std::array<std::string_view, 5> kInstancePoses{
    "InstancePoses3D:translations",
    "InstancePoses3D:rotation_axis_angles",
    "InstancePoses3D:quaternions",
    "InstancePoses3D:scales",
    "InstancePoses3D:mat3x3",
};

}  // namespace limn::component
