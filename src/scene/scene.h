// SPDX-License-Identifier: MIT
/// Scene: what one view shows at one cursor: a draw list and the meaning of its numbers.
///
/// What      `build_scene` runs the visualizers over the entities of a view. Class choices, hover and
///           selection are not inputs: they act through the style tables when drawn.
/// Threads   immutable once built. `build_scene` only reads the recording.
#pragma once

#include <cstdint>
#include <functional>
#include <glm/common.hpp>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "annotation/context.h"
#include "annotation/instances.h"
#include "annotation/tensor_classes.h"
#include "base/diagnostics.h"
#include "draw/draw_list.h"
#include "model/entity_path.h"
#include "store/recording.h"

namespace limn::scene {

enum class ViewKind : std::uint8_t { Spatial2D, Spatial3D };

/// What a tile shows. Of the subtrees named here, the one with the deepest root decides about an entity.
struct ViewSpec {
    ViewKind kind = ViewKind::Spatial2D;
    EntityPath origin;  ///< Shown: this entity and its subtree …
    std::set<EntityPath>
        excluded;  ///< … without these subtrees (automatic split, not the user's eyes) …
    std::set<EntityPath> also =
        {};  ///< … and these, wherever they are: boxes beside their picture.

    friend bool operator==(const ViewSpec&, const ViewSpec&) = default;
};

/// Keeps decoded pictures, and facts about them, between builds; bounded by bytes.
class SceneCache;

/// Remembers what `scene_key` has found out, from one call to the next.
class SceneMemory;

struct SceneInput {
    const store::Recording* recording = nullptr;
    store::LatestAtQuery query;
    const annotation::ContextMap* contexts = nullptr;
    ViewSpec view;
    std::set<EntityPath> hidden;      ///< Entities that the user switched off, with their subtrees.
    SceneCache* cache = nullptr;      ///< May be null.
    SceneMemory* memory = nullptr;    ///< Of this view; may be null.
    std::optional<bool> show_labels;  ///< Overrides what is logged: on or off.
    annotation::TensorChoices tensors;  ///< Which tensors are masks, and what of them is shown.
};

/// An axis-aligned box.
template <typename Number>
struct BoundsOf {
    using Point = glm::vec<3, Number>;

    Point min{0};
    Point max{0};
    bool is_empty = true;

    void extend(const Point& point) {
        min = is_empty ? point : glm::min(min, point);
        max = is_empty ? point : glm::max(max, point);
        is_empty = false;
    }
};

using Bounds = BoundsOf<float>;        ///< Of positions in the space of an entity or batch.
using WorldBounds = BoundsOf<double>;  ///< Of places in the view's world.

/// A place of a 3D view that its default eye brings into the picture, with what is around it.
struct FramedPlace {
    glm::dvec3 position{0.0};
    double radius = 0.0;
};

using FramedPlaces = std::shared_ptr<const std::vector<FramedPlace>>;

/// A style slot: which context's table its indices refer to, and how far the table must reach.
struct StyleUse {
    annotation::ContextPtr context;
    ClassId max_class = 0;  ///< Largest id ≤ 65535 that occurs.
};

/// How often a class occurs in one entity of a view, in instances; masks are counted by their pixels.
struct SceneCount {
    std::uint32_t entity = 0;  ///< Index into Scene::entities.
    draw::StyleSlot style = 0;
    annotation::ClassTally tally;
};

struct Scene {
    draw::DrawList list;
    std::vector<EntityPath> entities;  ///< draw entity index → path.
    std::vector<StyleUse> styles;      ///< draw StyleSlot → context.
    WorldBounds bounds;                ///< Of the data, without what is far out (robust_bounds.h).
    FramedPlaces places;   ///< 3D: of the data within the bounds; null: the corners stand for it.
    float edge_pt = 0.0F;  ///< UI points by which what is sized in them reaches beyond the bounds.
    glm::vec2 image_size{
        0.0F};  ///< 2D: what a view frames (min is 0,0): pinhole resolution, else union of images; 0: none.
    glm::vec3 up{0.0F, 0.0F, 1.0F};  ///< 3D: from ViewCoordinates.
    std::vector<SceneCount> counts;  ///< Of what has a place in the view; not of pictures.
    bool is_left_handed = false;     ///< 3D: from ViewCoordinates.
    Diagnostics diagnostics;
    std::uint64_t key = 0;

    [[nodiscard]] bool is_empty() const { return list.order.empty(); }
};

using ScenePtr = std::shared_ptr<const Scene>;

/// Everything a scene depends on, hashed: row ids of the data and of the contexts, transforms, view
/// options. Equal keys: the old scene can be used on. Cheap against building.
[[nodiscard]] std::uint64_t scene_key(const SceneInput& input);

[[nodiscard]] ScenePtr build_scene(const SceneInput& input);

/// Stable text of a scene, for snapshot tests.
[[nodiscard]] std::string dump(const Scene& scene);

/// Views that show what is in the recording, all of them, 2D before 3D; rules in the source.
[[nodiscard]] std::vector<ViewSpec>
propose_views(const store::Recording& recording, const annotation::TensorChoices& tensors = {});

/// First time on the timeline at which every view shows something, else the last time.
[[nodiscard]] TimeInt opening_time(
    const store::Recording& recording,
    const std::string& timeline,
    const std::vector<ViewSpec>& views
);

struct ImageHit {
    std::uint32_t image = 0;  ///< Index into list.images.
    glm::uvec2 pixel{0};
    bool has_class = true;  ///< False: a mask's pixel whose value is no class id.
    float distance = 0.0F;  ///< From where the ray starts, in its lengths; 0 in 2D.
};

/// Asked for every class pixel: style slot, class id.
using IsClassVisible = std::function<bool(draw::StyleSlot, ClassId)>;

/// Images under a point of a 2D view's world, topmost first; pixels of hidden classes fall through.
[[nodiscard]] std::vector<ImageHit>
images_at(const Scene& scene, glm::dvec2 world, const IsClassVisible& visible);

/// Images that a ray of a 3D view meets, nearest first, of those on one plane the topmost first.
[[nodiscard]] std::vector<ImageHit> images_on_ray(
    const Scene& scene,
    const glm::dvec3& from,
    const glm::dvec3& direction,
    const IsClassVisible& visible
);

/// What the default eye of a 3D view depends on.
struct EyeInput {
    WorldBounds bounds;
    glm::vec3 up{0.0F, 0.0F, 1.0F};
    bool is_left_handed = false;
    float aspect = 1.0F;                       ///< Width of the picture divided by its height.
    std::span<const FramedPlace> places = {};  ///< Empty: the corners of the bounds.
};

/// Default eye of a 3D view: looks from the side and from above, as near as it can so that all places are
/// in the picture, and with them in its middle (exact rule in the source and docs).
struct DefaultEye {
    glm::dvec3 eye{3.0, -5.0, 3.0};
    glm::dvec3 target{0.0};
};

[[nodiscard]] DefaultEye default_eye(const EyeInput& input);

}  // namespace limn::scene
