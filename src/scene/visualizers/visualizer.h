// SPDX-License-Identifier: MIT
/// The visualizers: one per archetype, each a function from cells to draw batches.
///
/// What      A table says what each reads and where its data lives. To add one: write a file in this
///           folder, declare its `Visualizer` here and list it in `all.cpp`.
/// Threads   constant data and pure functions.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "scene/entity_input.h"
#include "scene/scene_builder.h"
#include "scene/transform_tree.h"

namespace limn::scene {

struct PictureQueries;

/// What makes views: pictures decide how 2D views are split.
/// Cameras and frames are drawn in 3D views alone, where their frames are and not where their entity's data is.
enum class DataKind : std::uint8_t { Geometry, ColorImage, DepthImage, ClassImage, Camera, Frame };

[[nodiscard]] constexpr bool places_itself(DataKind kind) {
    return kind == DataKind::Camera || kind == DataKind::Frame;
}

struct UndrawnColumn {
    std::string_view component;
    std::string_view what;            ///< "texture": what the picture lacks.
    bool only_below_pinhole = false;  ///< Nothing is missing elsewhere.
};

struct Visualizer {
    std::string_view name;  ///< The archetype.
    DataSpace space = DataSpace::Flat;
    DataKind kind = DataKind::Geometry;
    std::span<const std::string_view> components;  ///< All that it reads; the required one first.
    float draw_order = 0.0F;                       ///< Where none is logged.
    void (*visualize)(SceneBuilder&, const EntityInput&) = nullptr;
    const PictureQueries* picture = nullptr;  ///< Of pictures alone.

    /// Columns that are logged and not drawn.
    std::span<const UndrawnColumn> undrawn_columns{};

    /// Columns that change nothing in the picture, or that others read.
    std::span<const std::string_view> other_columns{};

    /// Instances times poses of one entity: bounds what a hostile recording of a few bytes can take.
    std::size_t max_posed_instances = 1'000'000;

    [[nodiscard]] std::string_view required() const { return components.front(); }
};

extern const Visualizer kArrows2D;
extern const Visualizer kArrows3D;
extern const Visualizer kBoxes2D;
extern const Visualizer kBoxes3D;
extern const Visualizer kCapsules3D;
extern const Visualizer kCylinders3D;
extern const Visualizer kDepthImage;
extern const Visualizer kEllipses2D;
extern const Visualizer kEllipsoids3D;
extern const Visualizer kEncodedDepthImage;
extern const Visualizer kEncodedImage;
extern const Visualizer kImage;
extern const Visualizer kLineStrips2D;
extern const Visualizer kLineStrips3D;
extern const Visualizer kMesh3D;
extern const Visualizer kPinhole;
extern const Visualizer kPoints2D;
extern const Visualizer kPoints3D;
extern const Visualizer kSegmentationImage;
extern const Visualizer kTensor;
extern const Visualizer kTransformAxes3D;

/// In a fixed order.
[[nodiscard]] std::span<const Visualizer* const> all_visualizers();

/// Is the column drawn, named as not drawn, or read by others? Else it would be left out without a word.
[[nodiscard]] bool is_known_column(const Visualizer& visualizer, std::string_view component);

}  // namespace limn::scene
