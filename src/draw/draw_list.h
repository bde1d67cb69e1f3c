// SPDX-License-Identifier: MIT
/// DrawList: everything that one view shows, as plain data.
///
/// What      Images, points, line segments, triangles and label anchors. Made by `scene`, drawn by
///           `render` (geometry) and `views` (labels). Knows nothing of GL, ImGui or the store.
/// Units     positions in the space of the batch; `world_from_batch` leads to the view's world. A 2D
///           view's world is pixels, x right, y down, z = 0. A 3D view's world is that of its origin.
///           Positions are floats: as they were logged, or relative to a point nearby where shapes are
///           computed far from the origin (`scene/local_origin.h`; the matrix holds that point).
///           Matrices and places in the world are doubles until the renderer has subtracted the eye
///           (`place_batch`) or a view has projected them.
///           Radii: ≥ +0 world units; sign bit set: UI points (logical pixels).
/// Shapes    the arrays of a batch have one entry per point, segment or vertex. `color` arrays are
///           empty unless a color was logged; then an entry of the array wins over the table's color
///           (visibility, highlight and opacity come from the table all the same).
/// Threads   immutable once built; shared as shared_ptr<const DrawList>.
#pragma once

#include <cstdint>
#include <glm/mat4x4.hpp>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/color.h"
#include "draw/colormap.h"
#include "draw/style_table.h"
#include "media/image.h"

namespace limn::draw {

/// Which entity and instance a primitive belongs to. `entity` indexes Scene::entities.
inline constexpr std::uint32_t kNoEntity = 0xFFFFFFFFU;
inline constexpr std::uint32_t kAllInstances = 0xFFFFFFFFU;

/// Which style table a batch's indices refer to (index into Scene::styles).
using StyleSlot = std::uint32_t;

enum class MagnificationFilter : std::uint8_t { Nearest, Linear };

/// A picture on a parallelogram.
struct ImageDraw {
    std::shared_ptr<const media::Image> image;  ///< Never null, never empty.
    glm::dmat4 world_from_image{1.0};  ///< From pixel coordinates (0…width, 0…height, 0).
    float opacity = 1.0F;              ///< 0…1.
    MagnificationFilter filter = MagnificationFilter::Nearest;
    StyleSlot style = 0;     ///< Used if the image holds class ids.
    double value_min = 0.0;  ///< Single-channel value images: shown in the colormap's first color …
    double value_max = 1.0;  ///< … to its last one.
    Colormap colormap = Colormap::Grayscale;
    double units_per_meter = 0.0;  ///< Depth: value / this = meters; 0: the values are no lengths.
    std::uint32_t entity = kNoEntity;
    std::uint64_t key = 0;  ///< Content identity, for texture caches. Equal key, equal pixels.

    [[nodiscard]] bool has_class_ids() const { return image->kind() == media::ImageKind::ClassIds; }
};

struct PointBatch {
    glm::dmat4 world_from_batch{1.0};
    std::vector<glm::vec3> positions;  ///< NaN and infinite ones are left out by the scene.
    std::vector<float> radii;          ///< One, or one per point.
    std::vector<std::uint32_t> style_index;
    std::vector<Rgba8> colors;            ///< Empty, one, or one per point.
    std::vector<std::uint32_t> instance;  ///< Index within the entity's batch.
    std::vector<std::uint32_t> group;  ///< Skeleton of each point; empty: each stands for itself.
    bool is_shaded = false;            ///< Balls in 3D views, not discs.
    StyleSlot style = 0;
    std::uint32_t entity = kNoEntity;
    std::optional<Rgba8> fallback_color;  ///< For kNoStyle points without a logged color.
    std::uint64_t key = 0;
};

struct LineSegment {
    glm::vec3 from{0.0F};
    glm::vec3 to{0.0F};
    float radius = -1.5F;
    std::uint32_t style_index = kNoStyle;  ///< Color and visibility.
    std::uint32_t joint_from = kNoStyle;   ///< Bones: hidden if either joint is. Else kNoStyle.
    std::uint32_t joint_to = kNoStyle;
    std::uint32_t instance = kAllInstances;
    std::uint32_t point_from = kAllInstances;  ///< Bones: instances of their joints …
    std::uint32_t point_to = kAllInstances;
    std::uint32_t skeleton = 0;  ///< … and which skeleton of the batch they are of.
    Rgba8 color{0, 0, 0, 0};
    bool has_color = false;  ///< `color` wins over the table's.
    bool has_head = false;  ///< An arrow: `to` is the tip of its head, as large as the radius says.
};

struct LineBatch {
    glm::dmat4 world_from_batch{1.0};
    std::vector<LineSegment> segments;
    StyleSlot style = 0;
    std::uint32_t entity = kNoEntity;
    bool is_overlay =
        false;  ///< Camera frusta, axes: not data, not picked when `entity` is kNoEntity.
    std::uint64_t key = 0;
};

struct MeshVertex {
    glm::vec3 position{0.0F};
    std::uint32_t style_index = kNoStyle;
    std::uint32_t instance = 0;
    Rgba8 color{0, 0, 0, 0};
    bool has_color = false;
};

/// Triangles, three vertices each: fills of solids, meshes.
struct MeshBatch {
    glm::dmat4 world_from_batch{1.0};
    std::vector<MeshVertex> vertices;
    float opacity = 1.0F;
    bool is_shaded = false;  ///< Darker where it turns away from the eye, in 3D views.
    StyleSlot style = 0;
    std::uint32_t entity = kNoEntity;
    std::uint64_t key = 0;
};

/// Where a label belongs. Text, visibility and place are resolved when drawn.
struct LabelAnchor {
    glm::dvec3 position{0.0};  ///< In the view's world.
    std::uint32_t style_index = kNoStyle;
    StyleSlot style = 0;
    std::optional<std::string> text;  ///< Logged text. Without: the label of the style entry.
    std::optional<Rgba8> color;       ///< Logged (or fallback) color. Without: the entry's.
    std::uint32_t entity = kNoEntity;
    std::uint32_t instance = kAllInstances;
    float wrap_width = 0.0F;  ///< World units, 0: never wrapped (boxes have one).
    float extent = 0.0F;      ///< World units: how large the thing is that it names; 0: unknown.
    std::uint32_t crowd = 1;  ///< Instances of the batch that have no text of their own.
    bool below = true;        ///< Top edge of the label 5 pt below the anchor; else centred on it.
};

enum class ItemKind : std::uint8_t { Image, Points, Lines, Mesh };

/// One entry of the painter's order.
struct DrawItem {
    ItemKind kind = ItemKind::Image;
    std::uint32_t index = 0;
    float draw_order = 0.0F;
};

struct DrawList {
    std::vector<ImageDraw> images;
    std::vector<PointBatch> points;
    std::vector<LineBatch> lines;
    std::vector<MeshBatch> meshes;
    std::vector<LabelAnchor> labels;
    std::vector<DrawItem> order;  ///< Every batch once; back to front for 2D.
};

}  // namespace limn::draw
