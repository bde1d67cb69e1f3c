// SPDX-License-Identifier: MIT
#include "scene/transform_tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <glm/gtc/matrix_transform.hpp>
#include <glm/matrix.hpp>

#include "base/hash.h"
#include "scene/subtrees.h"

namespace limn::scene {
namespace {

constexpr double kSingular = 1.0e-30;

/// Flat data of one image plane is kept apart by this share of the plane's distance per ten draw orders.
constexpr float kLayerShare = 1.0e-3F;

/// (x, y, z, 1) of the camera → (u·w, v·w, 0, w).
glm::dmat4 projection_matrix(const glm::dmat3& image_from_camera) {
    glm::dmat4 matrix(0.0);
    for (glm::length_t column = 0; column < 3; ++column) {
        matrix[column][0] = image_from_camera[column][0];
        matrix[column][1] = image_from_camera[column][1];
        matrix[column][3] = image_from_camera[column][2];
    }
    return matrix;
}

/// Pixel (u, v, z) → point of the camera on the plane at `distance`; z leads towards the camera.
glm::dmat4 plane_matrix(const glm::dmat3& image_from_camera, double distance) {
    const glm::dmat3 camera_from_image = glm::inverse(image_from_camera);
    const double pixel = distance * glm::length(camera_from_image[0]);
    glm::dmat4 matrix(1.0);
    matrix[0] = glm::dvec4(camera_from_image[0] * distance, 0.0);
    matrix[1] = glm::dvec4(camera_from_image[1] * distance, 0.0);
    matrix[2] = glm::dvec4(0.0, 0.0, -pixel, 0.0);
    matrix[3] = glm::dvec4(camera_from_image[2] * distance, 1.0);
    return matrix;
}

}  // namespace

TransformTree::TransformTree(
    const store::Recording& recording,
    const store::LatestAtQuery& query,
    const ViewSpec& view,
    Diagnostics& diagnostics
)
    : kind_(view.kind)
    , data_frames_(read_data_frames(recording, query, top_of(view)))
    , frames_(
          read_frame_links(recording, query, top_of(view), diagnostics),
          data_frames_,
          diagnostics
      ) {
    const std::vector<FrameNode>& nodes = frames_.nodes();
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (nodes[i].logged_pinhole) {
            cameras_.emplace_back(nodes[i].pinhole_entity, static_cast<std::int32_t>(i));
        }
    }
    std::ranges::sort(cameras_);
    origin_ = &frames_[choose_frame(view)];
    key_ = hash_combine(static_cast<std::uint64_t>(kind_), origin_->id.hash());
    key_ = hash_combine(key_, frames_.key());
    for (const auto& [entity, frame] : data_frames_) {
        key_ = hash_combine(hash_combine(key_, entity.hash()), frame.hash());
    }
}

// The view's frame is, in this order,
// 1. that of the origin's CoordinateFrame,
// 2. in 2D, that of a pinhole which is logged at the origin and names its child frame,
// 3. where no datum with a CoordinateFrame is connected with the origin's own frame but all hang
//    together: the root of their tree. In 2D: the pinhole that all those share which are under one,
// 4. the origin's own frame.
std::int32_t TransformTree::choose_frame(const ViewSpec& view) const {
    if (data_frames_.contains(view.origin)) {
        return data_frame(view.origin);
    }
    if (kind_ == ViewKind::Spatial2D) {
        for (const Camera& camera : cameras_at(view.origin)) {
            if (frames_[camera.frame].id.is_named()) {
                return camera.frame;
            }
        }
    }
    const std::int32_t own = frames_.find(view.origin);
    const std::vector<std::int32_t> roots = roots_of_data(view);
    const bool is_elsewhere = roots.size() == 1 && roots.front() != flat_root(own);
    return is_elsewhere ? roots.front() : own;
}

std::vector<std::int32_t> TransformTree::roots_of_data(const ViewSpec& view) const {
    const ViewContents contents(view);
    std::vector<std::int32_t> roots;
    std::vector<std::int32_t> pinholes;
    for (const auto& [entity, frame] : data_frames_) {
        const std::int32_t at = frames_.find(frame);
        if (contents.contains(entity) && frames_[at].is_valid) {
            roots.push_back(flat_root(at));
            if (frames_[at].pinhole >= 0) {
                pinholes.push_back(roots.back());
            }
        }
    }
    if (kind_ == ViewKind::Spatial2D && !pinholes.empty()) {
        roots = std::move(pinholes);
    }
    std::ranges::sort(roots);
    const auto rest = std::ranges::unique(roots);
    roots.erase(rest.begin(), rest.end());
    return roots;
}

std::int32_t TransformTree::flat_root(std::int32_t frame) const {
    const FrameNode& node = frames_[frame];
    return kind_ == ViewKind::Spatial2D && node.pinhole >= 0 ? node.pinhole : node.root;
}

std::int32_t TransformTree::data_frame(const EntityPath& entity) const {
    const auto named = data_frames_.find(entity);
    return named != data_frames_.end() ? frames_.find(named->second) : frames_.find(entity);
}

std::vector<TransformTree::Camera> TransformTree::cameras_at(const EntityPath& entity) const {
    std::vector<Camera> cameras;
    const auto at_entity =
        std::ranges::equal_range(cameras_, entity, {}, &decltype(cameras_)::value_type::first);
    for (const auto& [path, frame] : at_entity) {
        cameras.push_back({&*frames_[frame].logged_pinhole, frame});
    }
    return cameras;
}

std::vector<TransformTree::PlacedFrame> TransformTree::frames_at(const EntityPath& entity) const {
    const auto named = data_frames_.find(entity);
    const FrameId own = named != data_frames_.end() ? named->second : FrameId(entity);
    std::vector<PlacedFrame> frames{{data_frame(entity), own.text()}};
    for (const std::int32_t frame : frames_.linked_by(entity)) {
        const FrameId& id = frames_[frame].id;
        if (id != own) {
            frames.push_back({frame, id.text()});
        }
    }
    return frames;
}

std::optional<Placement> TransformTree::place_in(const PlacedFrame& frame) const {
    return place_at(frames_[frame.frame], DataSpace::Spatial, 0.0F, 1.0F);
}

std::optional<std::string> TransformTree::why_detached(const PlacedFrame& frame) const {
    return why_detached(frames_[frame.frame]);
}

std::optional<std::string> TransformTree::why_detached(const EntityPath& entity) const {
    return why_detached(frames_[data_frame(entity)]);
}

std::optional<std::string> TransformTree::why_detached(const Camera& camera) const {
    return why_detached(frames_[camera.frame]);
}

std::optional<std::string> TransformTree::why_detached(const FrameNode& at) const {
    if (at.root == origin_->root) {
        return std::nullopt;
    }
    return fmt::format(
        "its frame '{}' is not connected with the view's frame '{}'; not shown",
        at.id.text(),
        origin_->id.text()
    );
}

const LoggedPinhole* TransformTree::origin_pinhole() const {
    return origin_->pinhole < 0 ? nullptr : &*frames_[origin_->pinhole].logged_pinhole;
}

std::optional<Placement> TransformTree::place(
    const EntityPath& entity,
    DataSpace space,
    float draw_order,
    float plane_distance
) const {
    return place_at(frames_[data_frame(entity)], space, draw_order, plane_distance);
}

std::optional<Placement>
TransformTree::place_in(const Camera& camera, DataSpace space, float plane_distance) const {
    return place_at(frames_[camera.frame], space, 0.0F, plane_distance);
}

std::optional<Placement> TransformTree::place_at(
    const FrameNode& at,
    DataSpace space,
    float draw_order,
    float plane_distance
) const {
    if (!at.is_valid || !origin_->is_valid || at.root != origin_->root) {
        return std::nullopt;
    }
    std::optional<Placement> placement;
    if (kind_ == ViewKind::Spatial2D && space == DataSpace::Spatial) {
        placement = project(at);
    } else if (kind_ == ViewKind::Spatial2D) {
        if (at.pinhole != origin_->pinhole) {
            return std::nullopt;
        }
        const glm::dmat4 matrix = glm::inverse(origin_->plane_from_frame) * at.plane_from_frame;
        placement = Placement::flat(matrix);
    } else if (space == DataSpace::Spatial) {
        const glm::dmat4 matrix = glm::inverse(origin_->root_from_frame) * at.root_from_frame;
        placement = Placement::affine(matrix);
    } else {
        placement = place_on_plane(at, draw_order, plane_distance);
    }
    if (placement && !is_finite(placement->batch_matrix())) {
        return std::nullopt;
    }
    return placement;
}

std::optional<Placement>
TransformTree::place_on_plane(const FrameNode& at, float draw_order, float plane_distance) const {
    if (at.pinhole < 0) {
        return std::nullopt;
    }
    const FrameNode& camera = frames_[at.pinhole];
    const LoggedPinhole& pinhole = *camera.logged_pinhole;
    if (!pinhole.problem.empty() || !camera.is_valid) {
        return std::nullopt;
    }
    const float layer = std::isnan(draw_order) ? 100.0F : std::clamp(draw_order, -100.0F, 100.0F);
    const float distance = pinhole.image_plane_distance.value_or(plane_distance) *
                           (1.0F - kLayerShare * layer / 10.0F);
    const glm::dmat4 entity_from_camera(glm::inverse(pinhole.camera_from_entity));
    const glm::dmat4 matrix =
        glm::inverse(origin_->root_from_frame) * camera.root_from_frame * entity_from_camera *
        plane_matrix(pinhole.image_from_camera, double{distance}) * at.plane_from_frame;
    return Placement::on_plane(matrix);
}

std::optional<Placement> TransformTree::project(const FrameNode& at) const {
    if (origin_->pinhole < 0) {
        return std::nullopt;
    }
    const FrameNode& camera = frames_[origin_->pinhole];
    const LoggedPinhole& pinhole = *camera.logged_pinhole;
    if (!pinhole.problem.empty() || !camera.is_valid ||
        !(std::abs(glm::determinant(origin_->plane_from_frame)) > kSingular)) {
        return std::nullopt;
    }
    const glm::dmat4 camera_from_data = glm::dmat4(pinhole.camera_from_entity) *
                                        glm::inverse(camera.root_from_frame) * at.root_from_frame;
    const glm::dmat4 matrix = glm::inverse(origin_->plane_from_frame) *
                              projection_matrix(pinhole.image_from_camera) * camera_from_data;
    const double focal =
        std::sqrt(std::abs(pinhole.image_from_camera[0][0] * pinhole.image_from_camera[1][1]));
    return Placement::projected(matrix, static_cast<float>(focal), length_scale(camera_from_data));
}

}  // namespace limn::scene
