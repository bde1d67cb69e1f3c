// SPDX-License-Identifier: MIT
#include "scene/scene_builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "arrow/data_type.h"
#include "draw/view_style.h"

namespace limn::scene {
namespace {

/// Enough for the pictures of one frame when the caller brings no cache.
constexpr std::uint64_t kOwnCacheBytes = 256ULL << 20U;

/// NaN is on top of everything.
bool is_below(float a, float b) {
    if (std::isnan(a) || std::isnan(b)) {
        return !std::isnan(a) && std::isnan(b);
    }
    return a < b;
}

}  // namespace

SceneBuilder::SceneBuilder(const SceneInput& input, const TransformTree& transforms, Scene& scene)
    : input_(input)
    , transforms_(transforms)
    , scene_(scene)
    , own_cache_(kOwnCacheBytes)
    , bounds_(input.view.kind) {}

draw::StyleSlot SceneBuilder::style_slot(const annotation::ContextPtr& context, ClassId max_class) {
    const auto next = static_cast<draw::StyleSlot>(scene_.styles.size());
    const auto [slot, is_new] = slots_.try_emplace(context->key(), next);
    if (is_new) {
        scene_.styles.push_back({.context = context, .max_class = 0});
    }
    ClassId& reach = scene_.styles[slot->second].max_class;
    reach = std::max(reach, std::min(max_class, kMaxTableClass));
    return slot->second;
}

void SceneBuilder::report(const EntityInput& input, std::string message, std::uint64_t count) {
    scene_.diagnostics.add(Severity::Warning, input.path.text(), std::move(message), count);
}

void SceneBuilder::note(const EntityInput& input, std::string message, std::uint64_t count) {
    scene_.diagnostics.add(Severity::Note, input.path.text(), std::move(message), count);
}

void SceneBuilder::report_type(
    const EntityInput& input,
    std::string_view field,
    const store::Cell& cell
) {
    const std::string type = arrow::to_string(cell.values().type());
    report(input, fmt::format("{} has the type {}, which it cannot have; ignored", field, type));
}

void SceneBuilder::add_item(const EntityInput& input, draw::ItemKind kind, std::size_t index) {
    const draw::DrawItem item{kind, static_cast<std::uint32_t>(index), input.draw_order};
    items_.push_back({item, input.entity});
}

void SceneBuilder::add_image(
    const EntityInput& input,
    draw::ImageDraw image,
    ImageRole role,
    std::optional<float> opacity
) {
    if (opacity && std::isnan(*opacity)) {
        report(input, "the opacity is not a number; ignored");
        opacity.reset();
    }
    bounds_.add(image);
    image.entity = input.entity;
    images_.push_back({role, opacity});
    add_item(input, draw::ItemKind::Image, scene_.list.images.size());
    scene_.list.images.push_back(std::move(image));
}

void SceneBuilder::add_points(const EntityInput& input, draw::PointBatch batch) {
    if (batch.positions.empty()) {
        return;
    }
    batch.entity = input.entity;
    add_item(input, draw::ItemKind::Points, scene_.list.points.size());
    bounds_.add(batch);
    scene_.list.points.push_back(std::move(batch));
}

void SceneBuilder::add_lines(const EntityInput& input, draw::LineBatch batch) {
    if (batch.segments.empty()) {
        return;
    }
    batch.entity = input.entity;
    add_item(input, draw::ItemKind::Lines, scene_.list.lines.size());
    bounds_.add(batch);
    scene_.list.lines.push_back(std::move(batch));
}

void SceneBuilder::add_mesh(const EntityInput& input, draw::MeshBatch batch) {
    if (batch.vertices.empty()) {
        return;
    }
    batch.entity = input.entity;
    add_item(input, draw::ItemKind::Mesh, scene_.list.meshes.size());
    bounds_.add(batch);
    scene_.list.meshes.push_back(std::move(batch));
}

void SceneBuilder::resolve_opacities() {
    const auto has = [&](ImageRole role) {
        return std::any_of(images_.begin(), images_.end(), [&](const PendingImage& image) {
            return image.role == role;
        });
    };
    const bool has_depth = has(ImageRole::Depth);
    const bool has_picture = has_depth || has(ImageRole::Color);
    for (std::size_t i = 0; i < images_.size(); ++i) {
        const ImageRole role = images_[i].role;
        const bool is_over_another = (role == ImageRole::Segmentation && has_picture) ||
                                     (role == ImageRole::Color && has_depth);
        const float opacity =
            images_[i].opacity.value_or(is_over_another ? draw::kMaskOverPicture : 1.0F);
        scene_.list.images[i].opacity = std::clamp(opacity, 0.0F, 1.0F);
    }
}

void SceneBuilder::sort_items() {
    std::stable_sort(items_.begin(), items_.end(), [](const PendingItem& a, const PendingItem& b) {
        if (is_below(a.item.draw_order, b.item.draw_order)) {
            return true;
        }
        // Entities are numbered in path order.
        return !is_below(b.item.draw_order, a.item.draw_order) && a.entity < b.entity;
    });
    scene_.list.order.reserve(items_.size());
    for (const PendingItem& pending : items_) {
        scene_.list.order.push_back(pending.item);
    }
}

void SceneBuilder::find_image_size() {
    if (input_.view.kind != ViewKind::Spatial2D) {
        return;
    }
    const LoggedPinhole* pinhole = transforms_.origin_pinhole();
    if (pinhole != nullptr && pinhole->resolution) {
        scene_.image_size = *pinhole->resolution;
        return;
    }
    for (const draw::ImageDraw& image : scene_.list.images) {
        const glm::dvec4 corner(image.image->width(), image.image->height(), 0.0, 1.0);
        const glm::vec2 far_corner(image.world_from_image * corner);
        scene_.image_size.x = std::max(scene_.image_size.x, far_corner.x);
        scene_.image_size.y = std::max(scene_.image_size.y, far_corner.y);
    }
}

void SceneBuilder::finish() {
    resolve_opacities();
    sort_items();
    scene_.bounds = bounds_.bounds();
    scene_.places = bounds_.places();
    scene_.edge_pt = bounds_.edge_pt();
    find_image_size();
}

}  // namespace limn::scene
