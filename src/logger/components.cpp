// SPDX-License-Identifier: MIT
#include "logger/components.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "arrow/builder.h"
#include "logger/value_arrays.h"

namespace limn::logger {
namespace {

/// Collects the components of one archetype that are set.
class Collector {
  public:
    explicit Collector(std::string_view archetype)
        : archetype_(archetype) {}

    void add(std::string_view field, std::string_view type, arrow::Array instances) {
        components_.push_back(component(archetype_, field, type, std::move(instances)));
    }

    template <typename T, typename ToArray>
    void add_if(
        std::string_view field,
        std::string_view type,
        std::optional<T>& value,
        ToArray&& to_array
    ) {
        if (value) {
            add(field, type, to_array(std::move(*value)));
        }
    }

    void number(std::string_view field, std::string_view type, std::optional<float> value) {
        if (value) {
            add(field, type, numbers(std::vector<float>{*value}));
        }
    }

    template <typename Enum>
    void enumerator(std::string_view field, std::string_view type, std::optional<Enum> value) {
        if (value) {
            add(field, type, numbers(std::vector{static_cast<std::uint8_t>(*value)}));
        }
    }

    void text(std::string_view field, std::string_view type, std::optional<std::string>& value) {
        if (value) {
            add(field, type, texts(std::array<std::string, 1>{std::move(*value)}));
        }
    }

    void values(std::string_view field, std::string_view type, Values<float>& value) {
        add_if(field, type, value, [](auto v) { return numbers(std::move(v)); });
    }

    template <typename Vector>
    void points(std::string_view field, std::string_view type, Values<Vector>& value) {
        add_if(field, type, value, [](auto v) { return vectors(std::move(v)); });
    }

    void ids(std::string_view field, std::string_view type, Values<std::uint16_t>& value) {
        add_if(field, type, value, [](auto v) { return numbers(std::move(v)); });
    }

    void color_values(Values<Rgba8>& value) {
        add_if("colors", "Color", value, [](const auto& v) { return colors(v); });
    }

    void label_values(Values<std::string>& labels, std::optional<bool> show_labels) {
        add_if("labels", "Text", labels, [](const auto& v) { return texts(v); });
        if (show_labels) {
            add("show_labels", "ShowLabels", flag(*show_labels));
        }
    }

    [[nodiscard]] Components take() { return std::move(components_); }

  private:
    std::string_view archetype_;
    Components components_;
};

arrow::DataTypePtr type_of(const arrow::Array& array) {
    return std::make_shared<arrow::DataType>(array.type());
}

/// A struct array of fields (name, values, nullable).
struct StructField {
    std::string name;
    arrow::Array values;
    bool nullable = false;
};

arrow::Array struct_array(std::vector<StructField> parts) {
    std::vector<arrow::Field> fields;
    std::vector<arrow::Array> children;
    for (StructField& part : parts) {
        fields.push_back({std::move(part.name), type_of(part.values), part.nullable, {}});
        children.push_back(std::move(part.values));
    }
    return arrow::make_struct(std::move(fields), std::move(children));
}

arrow::Array annotation_infos(const std::vector<AnnotationInfo>& infos) {
    std::vector<std::uint16_t> ids;
    std::vector<std::optional<std::string>> labels;
    std::vector<std::optional<std::uint32_t>> packed;
    for (const AnnotationInfo& info : infos) {
        ids.push_back(info.id);
        labels.push_back(info.label);
        packed.push_back(
            info.color ? std::optional<std::uint32_t>(info.color->to_rrggbbaa()) : std::nullopt
        );
    }
    return struct_array(
        {{"id", numbers(std::move(ids)), false},
         {"label", optional_texts(labels), true},
         {"color", nullable_numbers(packed), true}}
    );
}

arrow::Array class_map(const AnnotationContext& context) {
    std::vector<std::uint16_t> keys;
    std::vector<AnnotationInfo> infos;
    std::vector<AnnotationInfo> keypoints;
    std::vector<std::uint32_t> keypoint_counts;
    std::vector<std::uint16_t> from;
    std::vector<std::uint16_t> to;
    std::vector<std::uint32_t> connection_counts;
    for (const ClassDescription& description : context.classes) {
        keys.push_back(description.key);
        infos.push_back(description.info);
        keypoints
            .insert(keypoints.end(), description.keypoints.begin(), description.keypoints.end());
        keypoint_counts.push_back(static_cast<std::uint32_t>(description.keypoints.size()));
        for (const KeypointPair& pair : description.connections) {
            from.push_back(pair.from);
            to.push_back(pair.to);
        }
        connection_counts.push_back(static_cast<std::uint32_t>(description.connections.size()));
    }
    arrow::Array pairs = struct_array(
        {{"keypoint0", numbers(std::move(from)), false},
         {"keypoint1", numbers(std::move(to)), false}}
    );
    arrow::Array descriptions = struct_array(
        {{"info", annotation_infos(infos), false},
         {"keypoint_annotations", lists(keypoint_counts, annotation_infos(keypoints)), false},
         {"keypoint_connections", lists(connection_counts, std::move(pairs)), false}}
    );
    return struct_array(
        {{"class_id", numbers(std::move(keys)), false},
         {"class_description", std::move(descriptions), false}}
    );
}

template <typename Lines>
Components lines_to_components(Lines& lines, Collector collect, std::string_view type) {
    collect.add_if("strips", type, lines.strips, [](const auto& v) { return strips(v); });
    collect.values("radii", "Radius", lines.radii);
    collect.color_values(lines.colors);
    collect.label_values(lines.labels, lines.show_labels);
    if constexpr (requires { lines.draw_order; }) {
        collect.number("draw_order", "DrawOrder", lines.draw_order);
    }
    collect.ids("class_ids", "ClassId", lines.class_ids);
    return collect.take();
}

template <typename Points>
Components points_to_components(Points& points, Collector collect, std::string_view type) {
    collect.points("positions", type, points.positions);
    collect.values("radii", "Radius", points.radii);
    collect.color_values(points.colors);
    collect.label_values(points.labels, points.show_labels);
    if constexpr (requires { points.draw_order; }) {
        collect.number("draw_order", "DrawOrder", points.draw_order);
    }
    collect.ids("class_ids", "ClassId", points.class_ids);
    collect.ids("keypoint_ids", "KeypointId", points.keypoint_ids);
    return collect.take();
}

template <typename Pixels>
Components pixels_to_components(Pixels& image, Collector collect, bool with_color_model) {
    collect.add_if("buffer", "ImageBuffer", image.buffer, [](auto v) {
        return blob(std::move(v));
    });
    collect.add_if("format", "ImageFormat", image.format, [&](const auto& v) {
        return image_format(v, with_color_model);
    });
    collect.number("opacity", "Opacity", image.opacity);
    collect.number("draw_order", "DrawOrder", image.draw_order);
    return collect.take();
}

template <typename Id>
SegmentationImage
segmentation(std::vector<Id> ids, std::uint32_t width, std::uint32_t height, ChannelType type) {
    SegmentationImage image;
    image.buffer = to_buffer(std::move(ids));
    image.format = ImageFormat{width, height, 0, ColorModel::L, type};
    return image;
}

}  // namespace

Image Image::from_rgb(std::vector<std::uint8_t> pixels, std::uint32_t width, std::uint32_t height) {
    Image image;
    image.buffer = to_buffer(std::move(pixels));
    image.format = ImageFormat{width, height, 0, ColorModel::Rgb, ChannelType::U8};
    return image;
}

EncodedImage EncodedImage::from_bytes(std::vector<std::byte> bytes, std::string media_type) {
    EncodedImage image;
    image.blob = to_buffer(std::move(bytes));
    image.media_type = std::move(media_type);
    return image;
}

SegmentationImage SegmentationImage::from_u8(
    std::vector<std::uint8_t> ids,
    std::uint32_t width,
    std::uint32_t height
) {
    return segmentation(std::move(ids), width, height, ChannelType::U8);
}

SegmentationImage SegmentationImage::from_u16(
    std::vector<std::uint16_t> ids,
    std::uint32_t width,
    std::uint32_t height
) {
    return segmentation(std::move(ids), width, height, ChannelType::U16);
}

Pinhole Pinhole::from_focal_length(float focal_length_px, glm::vec2 resolution) {
    Pinhole pinhole;
    glm::mat3 intrinsics(1.0F);
    intrinsics[0].x = focal_length_px;
    intrinsics[1].y = focal_length_px;
    intrinsics[2].x = resolution.x * 0.5F;
    intrinsics[2].y = resolution.y * 0.5F;
    pinhole.image_from_camera = intrinsics;
    pinhole.resolution = resolution;
    return pinhole;
}

LoggedComponent component(
    std::string_view archetype,
    std::string_view field,
    std::string_view component_type,
    arrow::Array instances
) {
    return {
        fmt::format("{}:{}", archetype, field),
        fmt::format("rerun.archetypes.{}", archetype),
        fmt::format("rerun.components.{}", component_type),
        std::move(instances),
    };
}

LoggedComponent custom_component(std::string name, arrow::Array instances) {
    return {std::move(name), {}, {}, std::move(instances)};
}

Components to_components(const AnnotationContext& context) {
    Collector collect("AnnotationContext");
    const std::array<std::uint32_t, 1> sizes{static_cast<std::uint32_t>(context.classes.size())};
    collect.add("context", "AnnotationContext", lists(sizes, class_map(context)));
    return collect.take();
}

Components to_components(Points2D points) {
    return points_to_components(points, Collector("Points2D"), "Position2D");
}

Components to_components(Points3D points) {
    return points_to_components(points, Collector("Points3D"), "Position3D");
}

Components to_components(Boxes2D boxes) {
    Collector collect("Boxes2D");
    collect.points("half_sizes", "HalfSize2D", boxes.half_sizes);
    collect.points("centers", "Position2D", boxes.centers);
    collect.color_values(boxes.colors);
    collect.values("radii", "Radius", boxes.radii);
    collect.label_values(boxes.labels, boxes.show_labels);
    collect.number("draw_order", "DrawOrder", boxes.draw_order);
    collect.ids("class_ids", "ClassId", boxes.class_ids);
    return collect.take();
}

Components to_components(Boxes3D boxes) {
    Collector collect("Boxes3D");
    collect.points("half_sizes", "HalfSize3D", boxes.half_sizes);
    collect.points("centers", "Translation3D", boxes.centers);
    collect.add_if(
        "rotation_axis_angles",
        "RotationAxisAngle",
        boxes.rotation_axis_angles,
        [](const auto& v) { return axis_angles(v); }
    );
    collect.add_if("quaternions", "RotationQuat", boxes.quaternions, [](const auto& v) {
        return quaternions(v);
    });
    collect.color_values(boxes.colors);
    collect.values("radii", "Radius", boxes.radii);
    collect.enumerator("fill_mode", "FillMode", boxes.fill_mode);
    collect.label_values(boxes.labels, boxes.show_labels);
    collect.ids("class_ids", "ClassId", boxes.class_ids);
    return collect.take();
}

Components to_components(LineStrips2D lines) {
    return lines_to_components(lines, Collector("LineStrips2D"), "LineStrip2D");
}

Components to_components(LineStrips3D lines) {
    return lines_to_components(lines, Collector("LineStrips3D"), "LineStrip3D");
}

Components to_components(Image image) {
    return pixels_to_components(image, Collector("Image"), true);
}

Components to_components(EncodedImage image) {
    Collector collect("EncodedImage");
    collect.add_if("blob", "Blob", image.blob, [](auto v) { return blob(std::move(v)); });
    collect.text("media_type", "MediaType", image.media_type);
    collect.number("opacity", "Opacity", image.opacity);
    collect.number("draw_order", "DrawOrder", image.draw_order);
    return collect.take();
}

Components to_components(SegmentationImage image) {
    return pixels_to_components(image, Collector("SegmentationImage"), false);
}

Components to_components(Transform3D transform) {
    Collector collect("Transform3D");
    const auto one_vector = [](const glm::vec3& v) { return vectors(std::vector{v}); };
    collect.add_if("translation", "Translation3D", transform.translation, one_vector);
    collect.add_if(
        "rotation_axis_angle",
        "RotationAxisAngle",
        transform.rotation_axis_angle,
        [](const AxisAngle& v) { return axis_angles(std::array{v}); }
    );
    collect.add_if("quaternion", "RotationQuat", transform.quaternion, [](const glm::quat& v) {
        return quaternions(std::array{v});
    });
    collect.add_if("scale", "Scale3D", transform.scale, one_vector);
    collect.add_if("mat3x3", "TransformMat3x3", transform.mat3x3, matrix);
    collect.enumerator("relation", "TransformRelation", transform.relation);
    collect.text("child_frame", "TransformFrameId", transform.child_frame);
    collect.text("parent_frame", "TransformFrameId", transform.parent_frame);
    return collect.take();
}

Components to_components(Pinhole pinhole) {
    Collector collect("Pinhole");
    collect.add_if("image_from_camera", "PinholeProjection", pinhole.image_from_camera, matrix);
    collect.add_if("resolution", "Resolution", pinhole.resolution, [](const glm::vec2& v) {
        return vectors(std::vector{v});
    });
    collect.add_if("camera_xyz", "ViewCoordinates", pinhole.camera_xyz, view_coordinates);
    collect.number("image_plane_distance", "ImagePlaneDistance", pinhole.image_plane_distance);
    collect.add_if("color", "Color", pinhole.color, [](Rgba8 v) { return colors(std::array{v}); });
    collect.number("line_width", "Radius", pinhole.line_width);
    return collect.take();
}

Components to_components(ViewCoordinates coordinates) {
    Collector collect("ViewCoordinates");
    collect.add("xyz", "ViewCoordinates", view_coordinates(coordinates));
    return collect.take();
}

Components to_components(Clear clear) {
    Collector collect("Clear");
    collect.add("is_recursive", "ClearIsRecursive", flag(clear.is_recursive));
    return collect.take();
}

}  // namespace limn::logger
