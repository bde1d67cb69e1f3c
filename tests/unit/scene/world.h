// SPDX-License-Identifier: MIT
/// World: a recording made cell by cell, and the scenes of it.
///
/// What      world.log("/points", 1, {{"Points2D:positions", points2({{0, 0}})}}) adds a row at frame 1;
///           without a frame the row is static. Row ids grow with every call.
#pragma once

#include <gtest/gtest.h>

#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "annotation/context.h"
#include "arrow/builder.h"
#include "model/chunk.h"
#include "scene/build_scene.h"
#include "store/recording.h"
#include "support/chunk_builder.h"

namespace limn::test {

/// The instances of one cell.
struct Items {
    arrow::Array array;

    // Both are meant to be written as they are inside braces.
    Items(Values values)  // NOLINT(google-explicit-constructor)
        : array(detail::item_array(values)) {}

    Items(arrow::Array items)  // NOLINT(google-explicit-constructor)
        : array(std::move(items)) {}
};

using Cells = std::vector<std::pair<std::string, Items>>;

/// Enum values.
inline Items bytes8(const std::vector<std::uint8_t>& values) {
    return detail::primitive_array(values);
}

inline Items quaternions(std::vector<float> xyzw) {
    return Values(Floats{4, std::move(xyzw)});
}

inline Items matrices(std::vector<float> columns) {
    return Values(Floats{9, std::move(columns)});
}

/// Axis and angle in radians.
inline Items axis_angles(const std::vector<std::pair<glm::vec3, float>>& rotations) {
    Floats axes{3, {}};
    std::vector<float> angles;
    for (const auto& [axis, angle] : rotations) {
        axes.numbers.insert(axes.numbers.end(), {axis.x, axis.y, axis.z});
        angles.push_back(angle);
    }
    const arrow::Array axis_array = detail::item_array(axes);
    const arrow::Array angle_array = detail::primitive_array(angles);
    return arrow::make_struct(
        {detail::field_of("axis", axis_array), detail::field_of("angle", angle_array)},
        {axis_array, angle_array}
    );
}

/// Three vertex numbers each.
inline Items triangles(const std::vector<glm::uvec3>& values) {
    std::vector<std::uint32_t> numbers;
    for (const glm::uvec3& value : values) {
        numbers.insert(numbers.end(), {value.x, value.y, value.z});
    }
    return arrow::make_fixed_size_list(3, detail::primitive_array(numbers));
}

inline Items strips2(const std::vector<std::vector<glm::vec2>>& strips) {
    Floats points{2, {}};
    std::vector<std::uint32_t> sizes;
    for (const auto& strip : strips) {
        for (const glm::vec2& point : strip) {
            points.numbers.insert(points.numbers.end(), {point.x, point.y});
        }
        sizes.push_back(static_cast<std::uint32_t>(strip.size()));
    }
    return detail::list_array(sizes, detail::item_array(points));
}

/// Three directions: 1 up, 2 down, 3 right, 4 left, 5 forward, 6 back.
inline Items view_coordinates(std::vector<std::uint8_t> xyz) {
    return arrow::make_fixed_size_list(3, detail::primitive_array(xyz));
}

/// Plain focal length and principal point.
inline Items pinhole(float focal, glm::vec2 center) {
    return matrices({focal, 0, 0, 0, focal, 0, center.x, center.y, 1});
}

/// Of the SDK, unless its name begins with "My"; empty without a colon.
inline std::string archetype_of_column(const std::string& component) {
    const std::size_t colon = component.find(':');
    if (colon == std::string::npos) {
        return {};
    }
    const std::string name = component.substr(0, colon);
    return name.starts_with("My") ? name : "rerun.archetypes." + name;
}

/// A class without keypoints.
inline ClassDescription
describe(std::uint16_t id, std::optional<std::string> label, std::optional<Rgba8> color) {
    ClassDescription description;
    description.key = id;
    description.info = {id, std::move(label), color};
    return description;
}

class World {
  public:
    World()
        : recording_(
              std::make_unique<store::Recording>(StoreId{StoreKind::Recording, "test", "world"})
          ) {}

    World& log(std::string_view entity, std::optional<TimeInt> frame, const Cells& cells) {
        ++row_;
        Chunk::Parts parts;
        parts.id = ChunkId{{0, row_}};
        parts.entity = EntityPath::parse(entity);
        parts.row_ids = {RowId{{0, row_}}};
        if (frame) {
            TimeColumn column;
            column.timeline = {"frame", TimeKind::Sequence};
            column.times =
                arrow::make_primitive<std::int64_t>(std::span<const TimeInt>(&*frame, 1));
            parts.timelines.push_back(std::move(column));
        }
        for (const auto& [name, items] : cells) {
            const auto size = static_cast<std::uint32_t>(items.array.length());
            const std::vector<std::optional<std::uint32_t>> slots{size};
            parts.components.push_back({
                name,
                archetype_of_column(name),
                {},
                arrow::make_list(slots, items.array),
            });
        }
        auto chunk = Chunk::create(std::move(parts));
        EXPECT_TRUE(chunk.has_value());
        if (chunk) {
            recording_->insert(*chunk);
        }
        return *this;
    }

    World& log_static(std::string_view entity, const Cells& cells) {
        return log(entity, std::nullopt, cells);
    }

    World& describe_classes(
        std::string_view entity,
        std::optional<TimeInt> frame,
        std::vector<ClassDescription> classes
    ) {
        return log(
            entity,
            frame,
            {{"AnnotationContext:context", context(AnnotationContext{std::move(classes)})}}
        );
    }

    /// A raw picture of zeros, of one byte per channel.
    World& log_image(
        std::string_view entity,
        std::string_view archetype,
        std::uint32_t width,
        std::uint32_t height,
        ColorModel model,
        Cells more = {}
    ) {
        const ImageFormat image_format{width, height, 0, model, ChannelType::U8};
        const std::size_t size = std::size_t{width} * height * channel_count(model);
        const std::string name(archetype);
        more.emplace_back(name + ":buffer", blob(Bytes(size, 0)));
        more.emplace_back(name + ":format", format(image_format));
        return log_static(entity, more);
    }

    [[nodiscard]] const store::Recording& recording() const { return *recording_; }

    [[nodiscard]] scene::ScenePtr
    scene(scene::ViewKind kind, std::string_view origin = "/", TimeInt frame = kMaxTime) const {
        return build(input(kind, origin, frame));
    }

    [[nodiscard]] scene::ScenePtr scene_2d(TimeInt frame = kMaxTime) const {
        return scene(scene::ViewKind::Spatial2D, "/", frame);
    }

    [[nodiscard]] scene::ScenePtr scene_3d(TimeInt frame = kMaxTime) const {
        return scene(scene::ViewKind::Spatial3D, "/", frame);
    }

    /// Without contexts: `build` and `key` bring them.
    [[nodiscard]] scene::SceneInput
    input(scene::ViewKind kind, std::string_view origin = "/", TimeInt frame = kMaxTime) const {
        scene::SceneInput input;
        input.recording = recording_.get();
        input.query = {"frame", frame};
        input.view = {kind, EntityPath::parse(origin), {}};
        return input;
    }

    [[nodiscard]] scene::ScenePtr build(scene::SceneInput input) const {
        const annotation::ContextMap contexts(*recording_, input.query);
        input.contexts = &contexts;
        return scene::build_scene(input);
    }

    [[nodiscard]] std::uint64_t key(scene::SceneInput input) const {
        const annotation::ContextMap contexts(*recording_, input.query);
        input.contexts = &contexts;
        return scene::scene_key(input);
    }

  private:
    std::unique_ptr<store::Recording> recording_;  ///< So that a world can be handed on.
    std::uint64_t row_ = 0;
};

/// Text and color of a label as a person sees them without choices: "three #1E3C5AFF".
inline std::string label_text(const scene::Scene& scene, const draw::LabelAnchor& anchor) {
    const annotation::ResolvedContext& context = *scene.styles.at(anchor.style).context;
    std::string text = anchor.text.value_or("");
    Rgba8 color = anchor.color.value_or(Rgba8{});
    if (anchor.style_index != draw::kNoStyle) {
        const auto [id, keypoint] = context.id_of(anchor.style_index);
        if (!anchor.text) {
            text = std::string(context.label(id, keypoint).value_or(""));
        }
        color = anchor.color.value_or(context.color(id, keypoint));
    }
    return text + " " + to_hex(color);
}

inline std::vector<std::string> label_texts(const scene::Scene& scene) {
    std::vector<std::string> texts;
    for (const draw::LabelAnchor& anchor : scene.list.labels) {
        texts.push_back(label_text(scene, anchor));
    }
    return texts;
}

inline std::vector<std::string> diagnostic_texts(const scene::Scene& scene) {
    std::vector<std::string> texts;
    for (const Diagnostic& diagnostic : scene.diagnostics.items()) {
        texts.push_back(diagnostic.place + ": " + diagnostic.message);
    }
    return texts;
}

}  // namespace limn::test
