// SPDX-License-Identifier: MIT
#include "views/tile_camera.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

#include "views/camera_control.h"
#include "views/keys.h"

namespace limn::views {
namespace {

namespace command = session::command;

constexpr float kEaseSeconds = 0.35F;
constexpr float kFastFactor = 6.0F;
constexpr float kSlowFactor = 0.15F;
constexpr float kMaxFrameSeconds = 0.1F;

bool is_dragging(ImGuiMouseButton button) {
    return ImGui::IsMouseDragging(button, 3.0F);
}

glm::vec2 mouse_delta() {
    const ImVec2 delta = ImGui::GetIO().MouseDelta;
    return {delta.x, delta.y};
}

float speed_factor() {
    const ImGuiIO& io = ImGui::GetIO();
    return io.KeyShift ? kFastFactor : (io.KeyAlt ? kSlowFactor : 1.0F);
}

/// (right, up, forward) of the keys that are held.
glm::vec3 fly_direction() {
    const auto axis = [](char plus, char minus) {
        return (key::is_held(plus) ? 1.0F : 0.0F) - (key::is_held(minus) ? 1.0F : 0.0F);
    };
    return {axis('D', 'A'), axis('E', 'Q'), axis('W', 'S')};
}

/// Small things are not blown up beyond recognition.
draw::Camera2D focused_2d(const FocusTarget& target, glm::vec2 view_px) {
    constexpr float kMargin = 0.25F;
    constexpr float kMaxPixelsPerUnit = 32.0F;
    draw::Camera2D camera =
        draw::Camera2D::fit(glm::dvec2(target.min), glm::dvec2(target.max), view_px, kMargin);
    camera.pixels_per_unit = std::min(camera.pixels_per_unit, kMaxPixelsPerUnit);
    return camera;
}

}  // namespace

void TileCamera::update(
    const ViewContext& context,
    const session::ViewState& view,
    const scene::Scene& scene,
    const TileInput& input,
    const std::optional<FocusTarget>& under_mouse
) {
    const bool is_3d = view.spec.kind == scene::ViewKind::Spatial3D;
    const bool is_default = is_3d ? !view.camera_3d.has_value() : !view.camera_2d.has_value();
    if (is_default && !was_default_) {
        framing_.reset(scene);
    } else {
        framing_.follow(scene);
    }
    was_default_ = is_default;
    if (is_3d) {
        update_3d(context, view, scene, input, under_mouse);
    } else {
        update_2d(context, view, scene, input, under_mouse);
    }
}

void TileCamera::update_2d(
    const ViewContext& context,
    const session::ViewState& view,
    const scene::Scene& scene,
    const TileInput& input,
    const std::optional<FocusTarget>& under_mouse
) {
    const ImGuiIO& io = ImGui::GetIO();
    const float scale = context.theme.scale;
    camera_2d_ = view.camera_2d.value_or(framing_.camera_2d(input.view_px, scale));
    const bool reset =
        (input.hovered && key::went_down('F')) || (input.double_clicked && !under_mouse);
    if (reset) {
        framing_.reset(scene);
        camera_2d_ = framing_.camera_2d(input.view_px, scale);
        context.commands.push(command::SetCamera2D{view.id, std::nullopt});
        return;
    }
    draw::Camera2D next = camera_2d_;
    bool changed = false;
    const bool drags = is_dragging(ImGuiMouseButton_Left) || is_dragging(ImGuiMouseButton_Middle);
    if (input.active && drags && mouse_delta() != glm::vec2(0.0F)) {
        next = pan(next, mouse_delta());
        changed = true;
    }
    if (input.hovered && io.MouseWheel != 0.0F) {
        next = zoom_at(next, input.mouse, input.view_px, io.MouseWheel);
        changed = true;
    }
    if (input.double_clicked && under_mouse) {
        next = focused_2d(*under_mouse, input.view_px);
        changed = true;
    }
    if (changed) {
        camera_2d_ = next;
        context.commands.push(command::SetCamera2D{view.id, next});
    }
}

std::optional<draw::Camera3D> TileCamera::moved_by_mouse(const TileInput& input, float scale)
    const {
    const ImGuiIO& io = ImGui::GetIO();
    draw::Camera3D next = camera_3d_;
    bool changed = false;
    const glm::vec2 delta = mouse_delta();
    if (input.active && delta != glm::vec2(0.0F)) {
        if (is_dragging(ImGuiMouseButton_Left)) {
            const glm::vec2 middle = input.view_px * 0.5F;
            if (io.KeyAlt) {
                const glm::vec2 now = input.mouse - middle;
                const glm::vec2 before = now - delta;
                next = roll(next, std::atan2(before.y, before.x) - std::atan2(now.y, now.x));
            } else if (io.KeyShift) {
                next = pan(next, delta, input.view_px);
            } else {
                next = orbit(next, delta / scale);
            }
            changed = true;
        } else if (is_dragging(ImGuiMouseButton_Right) || is_dragging(ImGuiMouseButton_Middle)) {
            next = pan(next, delta, input.view_px);
            changed = true;
        }
    }
    if (input.hovered && io.MouseWheel != 0.0F) {
        next = zoom(next, io.MouseWheel);
        changed = true;
    }
    return changed ? std::optional(next) : std::nullopt;
}

std::optional<draw::Camera3D>
TileCamera::moved_by_keys(const scene::Scene& scene, glm::vec2 view_px) {
    if (key::went_down(key::kKeypad1)) {
        ease_to(look_from(camera_3d_, ViewSide::Front, scene.up), false);
    } else if (key::went_down(key::kKeypad3)) {
        ease_to(look_from(camera_3d_, ViewSide::Right, scene.up), false);
    } else if (key::went_down(key::kKeypad7)) {
        ease_to(look_from(camera_3d_, ViewSide::Top, scene.up), false);
    } else if (key::went_down(key::kKeypad0) || key::went_down('F')) {
        framing_.reset(scene);
        ease_to(framing_.camera_3d(view_px), true);
    } else if (key::went_down(key::kKeypad5)) {
        draw::Camera3D next = camera_3d_;
        next.orthographic = !next.orthographic;
        return next;
    }
    const glm::vec3 direction = fly_direction();
    if (direction == glm::vec3(0.0F)) {
        return std::nullopt;
    }
    flying_ = true;
    const float seconds = std::min(ImGui::GetIO().DeltaTime, kMaxFrameSeconds);
    const double distance = glm::length(camera_3d_.target - camera_3d_.eye);
    return fly(camera_3d_, direction, distance * double{seconds * speed_factor()});
}

void TileCamera::update_3d(
    const ViewContext& context,
    const session::ViewState& view,
    const scene::Scene& scene,
    const TileInput& input,
    const std::optional<FocusTarget>& under_mouse
) {
    flying_ = false;
    camera_3d_ = with_clip_planes(view.camera_3d.value_or(framing_.camera_3d(input.view_px)));
    camera_3d_.is_left_handed = scene.is_left_handed;
    std::optional<draw::Camera3D> moved = moved_by_mouse(input, context.theme.scale);
    if (!moved && input.hovered) {
        moved = moved_by_keys(scene, input.view_px);
    }
    if (moved) {
        ease_.reset();
        camera_3d_ = with_clip_planes(*moved);
        context.commands.push(command::SetCamera3D{view.id, camera_3d_});
        return;
    }
    if (input.double_clicked) {
        if (under_mouse) {
            ease_to(focus_on(camera_3d_, under_mouse->center, under_mouse->radius), false);
        } else {
            framing_.reset(scene);
            ease_to(framing_.camera_3d(input.view_px), true);
        }
    }
    step_ease(context, view.id);
}

void TileCamera::ease_to(const draw::Camera3D& to, bool ends_at_default) {
    ease_ = Ease{camera_3d_, to, 0.0F, ends_at_default};
}

void TileCamera::step_ease(const ViewContext& context, session::ViewId view) {
    if (!ease_) {
        return;
    }
    const float seconds = std::min(ImGui::GetIO().DeltaTime, kMaxFrameSeconds);
    ease_->part += seconds / kEaseSeconds;
    const bool done = ease_->part >= 1.0F;
    camera_3d_ = with_clip_planes(ease(ease_->from, ease_->to, ease_->part));
    if (done && ease_->ends_at_default) {
        // The framing was made anew already; it must not be made again by the reset.
        was_default_ = true;
        context.commands.push(command::SetCamera3D{view, std::nullopt});
    } else {
        context.commands.push(command::SetCamera3D{view, camera_3d_});
    }
    if (done) {
        ease_.reset();
    }
}

draw::ViewCamera TileCamera::view_camera(bool is_3d, glm::vec2 view_px) const {
    return is_3d ? draw::to_view_camera(camera_3d_, view_px)
                 : draw::to_view_camera(camera_2d_, view_px);
}

}  // namespace limn::views
