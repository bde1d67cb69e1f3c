// SPDX-License-Identifier: MIT
#include "scene/transform_tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <glm/gtc/matrix_transform.hpp>
#include <glm/matrix.hpp>

#include "base/hash.h"
#include "base/text.h"
#include "model/component_names.h"

namespace limn::scene {
namespace {

constexpr double kSingular = 1.0e-30;

/// Flat data of one image plane is kept apart by this share of the plane's distance per ten draw orders.
constexpr float kLayerShare = 1.0e-3F;

/// Entities that ever logged one of the components and matter to a view of `origin`, in path order.
std::vector<EntityPath> entities_with_any(
    const store::Recording& recording,
    std::span<const std::string_view> components,
    const EntityPath& origin
) {
    std::vector<EntityPath> all;
    for (const std::string_view component : components) {
        const std::size_t middle = all.size();
        for (EntityPath& entity : recording.entities_with(component)) {
            if (entity.is_in_subtree_of(origin) || origin.is_in_subtree_of(entity)) {
                all.push_back(std::move(entity));
            }
        }
        std::inplace_merge(
            all.begin(),
            all.begin() + static_cast<std::ptrdiff_t>(middle),
            all.end()
        );
    }
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

std::uint64_t hash_matrix(std::uint64_t key, const glm::dmat4& matrix) {
    for (glm::length_t column = 0; column < 4; ++column) {
        for (glm::length_t row = 0; row < 4; ++row) {
            key = hash_combine(key, std::bit_cast<std::uint64_t>(matrix[column][row]));
        }
    }
    return key;
}

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
    : kind_(view.kind) {
    nodes_.emplace_back();
    add_nodes(recording, query, view.origin, diagnostics);
    report_named_frames(recording, query, view.origin, diagnostics);
    origin_ = &find(view.origin);
    key_ = hash_combine(static_cast<std::uint64_t>(kind_), origin_->path.hash());
    for (const Node& node : nodes_) {
        key_ = hash_combine(key_, node.path.hash() + (node.is_valid ? 1U : 0U));
        key_ = hash_matrix(key_, node.root_from_entity);
        key_ = hash_matrix(key_, node.plane_from_entity);
        if (const auto& pinhole = node.logged_pinhole) {
            key_ = hash_matrix(key_, glm::dmat4(pinhole->image_from_camera));
            key_ = hash_matrix(key_, glm::dmat4(pinhole->camera_from_entity));
            const glm::vec2 size = pinhole->resolution.value_or(glm::vec2(0.0F));
            const glm::vec3 rest(size, pinhole->image_plane_distance.value_or(0.0F));
            key_ = hash_bytes(std::as_bytes(std::span(&rest, 1)), key_);
        }
    }
}

void TransformTree::add_nodes(
    const store::Recording& recording,
    const store::LatestAtQuery& query,
    const EntityPath& origin,
    Diagnostics& diagnostics
) {
    std::vector<std::string_view> components(
        transform_components().begin(),
        transform_components().end()
    );
    components.push_back(component::kPinholeImageFromCamera);
    for (const EntityPath& path : entities_with_any(recording, components, origin)) {
        auto transform = read_transform(recording, query, path);
        auto pinhole = read_pinhole(recording, query, path);
        if (transform || pinhole) {
            add_node(path, std::move(transform), std::move(pinhole), diagnostics);
        }
    }
}

void TransformTree::report_named_frames(
    const store::Recording& recording,
    const store::LatestAtQuery& query,
    const EntityPath& origin,
    Diagnostics& diagnostics
) {
    for (const std::string_view component :
         {"CoordinateFrame:frame", "Pinhole:child_frame", "Pinhole:parent_frame"}) {
        for (const EntityPath& path : recording.entities_with(component)) {
            if (!path.is_in_subtree_of(origin)) {
                continue;
            }
            const auto cell = recording.latest_at(query, path, component);
            const auto frame = cell ? store::first_text(*cell) : std::nullopt;
            if (frame && *frame != "tf#" + path.text()) {
                diagnostics.add(
                    Severity::Warning,
                    path.text(),
                    fmt::format(
                        "the frame '{}' is named; named frames are not applied, the entity path is",
                        valid_utf8(*frame)
                    )
                );
            }
        }
    }
}

void TransformTree::add_node(
    const EntityPath& path,
    std::optional<LoggedTransform> transform,
    std::optional<LoggedPinhole> pinhole,
    Diagnostics& diagnostics
) {
    const Node& above = find(path);
    Node added = above;
    added.path = path;
    added.parent = static_cast<std::int32_t>(&above - nodes_.data());
    added.logged_pinhole.reset();
    if (transform && !(transform->child_frame.empty() && transform->parent_frame.empty())) {
        diagnostics.add(
            Severity::Warning,
            path.text(),
            fmt::format(
                "the transform names frames ('{}' in '{}'); only transforms by entity path are applied",
                valid_utf8(transform->child_frame),
                valid_utf8(transform->parent_frame)
            )
        );
        transform.reset();
    }
    if (transform && !transform->problem.empty()) {
        diagnostics.add(
            Severity::Warning,
            path.text(),
            "invalid transform: " + transform->problem + "; nothing at or below it is shown"
        );
        added.is_valid = false;
    } else if (transform) {
        added.root_from_entity = added.root_from_entity * transform->parent_from_child;
        added.plane_from_entity = added.plane_from_entity * transform->parent_from_child;
    }
    if (pinhole && !pinhole->problem.empty()) {
        diagnostics.add(
            Severity::Warning,
            path.text(),
            "invalid pinhole: " + pinhole->problem + "; nothing is projected through it"
        );
    }
    if (pinhole) {
        added.pinhole = static_cast<std::int32_t>(nodes_.size());
        added.plane_from_entity = glm::dmat4(1.0);
        added.logged_pinhole = std::move(pinhole);
    }
    if (path.is_root()) {
        added.parent = -1;
        added.pinhole = added.pinhole >= 0 ? 0 : -1;
        nodes_.front() = std::move(added);
    } else {
        nodes_.push_back(std::move(added));
    }
}

const TransformTree::Node& TransformTree::node(std::int32_t index) const {
    return nodes_[static_cast<std::size_t>(index)];
}

const TransformTree::Node& TransformTree::find(const EntityPath& entity) const {
    const auto after = std::upper_bound(
        nodes_.begin() + 1,
        nodes_.end(),
        entity,
        [](const EntityPath& path, const Node& node) { return path < node.path; }
    );
    const Node* candidate = &*(after - 1);
    while (candidate->parent >= 0 && !entity.is_in_subtree_of(candidate->path)) {
        candidate = &node(candidate->parent);
    }
    return *candidate;
}

const LoggedPinhole* TransformTree::pinhole_at(const EntityPath& entity) const {
    const Node& at = find(entity);
    return at.logged_pinhole && at.path == entity ? &*at.logged_pinhole : nullptr;
}

const LoggedPinhole* TransformTree::origin_pinhole() const {
    return origin_->pinhole < 0 ? nullptr : &*node(origin_->pinhole).logged_pinhole;
}

std::optional<Placement> TransformTree::place(
    const EntityPath& entity,
    DataSpace space,
    float draw_order,
    float plane_distance
) const {
    const Node& at = find(entity);
    if (!at.is_valid || !origin_->is_valid) {
        return std::nullopt;
    }
    std::optional<Placement> placement;
    if (kind_ == ViewKind::Spatial2D && space == DataSpace::Spatial) {
        placement = project(at);
    } else if (kind_ == ViewKind::Spatial2D) {
        if (at.pinhole != origin_->pinhole) {
            return std::nullopt;
        }
        const glm::dmat4 matrix = glm::inverse(origin_->plane_from_entity) * at.plane_from_entity;
        placement = Placement::flat(glm::mat4(matrix));
    } else if (space == DataSpace::Spatial) {
        const glm::dmat4 matrix = glm::inverse(origin_->root_from_entity) * at.root_from_entity;
        placement = Placement::affine(glm::mat4(matrix));
    } else {
        placement = place_on_plane(at, draw_order, plane_distance);
    }
    if (placement && !is_finite(placement->batch_matrix())) {
        return std::nullopt;
    }
    return placement;
}

std::optional<Placement>
TransformTree::place_on_plane(const Node& at, float draw_order, float plane_distance) const {
    if (at.pinhole < 0) {
        return std::nullopt;
    }
    const Node& camera = node(at.pinhole);
    const LoggedPinhole& pinhole = *camera.logged_pinhole;
    if (!pinhole.problem.empty() || !camera.is_valid) {
        return std::nullopt;
    }
    const float layer = std::isnan(draw_order) ? 100.0F : std::clamp(draw_order, -100.0F, 100.0F);
    const float distance = pinhole.image_plane_distance.value_or(plane_distance) *
                           (1.0F - kLayerShare * layer / 10.0F);
    const glm::dmat4 entity_from_camera(glm::inverse(pinhole.camera_from_entity));
    const glm::dmat4 matrix =
        glm::inverse(origin_->root_from_entity) * camera.root_from_entity * entity_from_camera *
        plane_matrix(pinhole.image_from_camera, double{distance}) * at.plane_from_entity;
    return Placement::on_plane(glm::mat4(matrix));
}

std::optional<Placement> TransformTree::project(const Node& at) const {
    if (origin_->pinhole < 0) {
        return std::nullopt;
    }
    const Node& camera = node(origin_->pinhole);
    const LoggedPinhole& pinhole = *camera.logged_pinhole;
    if (!pinhole.problem.empty() || !camera.is_valid ||
        !(std::abs(glm::determinant(origin_->plane_from_entity)) > kSingular)) {
        return std::nullopt;
    }
    const glm::dmat4 camera_from_data = glm::dmat4(pinhole.camera_from_entity) *
                                        glm::inverse(camera.root_from_entity) * at.root_from_entity;
    const glm::dmat4 matrix = glm::inverse(origin_->plane_from_entity) *
                              projection_matrix(pinhole.image_from_camera) * camera_from_data;
    const double focal =
        std::sqrt(std::abs(pinhole.image_from_camera[0][0] * pinhole.image_from_camera[1][1]));
    return Placement::projected(
        glm::mat4(matrix),
        static_cast<float>(focal),
        length_scale(glm::mat4(camera_from_data))
    );
}

}  // namespace limn::scene
