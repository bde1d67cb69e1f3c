// SPDX-License-Identifier: MIT
#include "views/view_menu.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "annotation/tensor_classes.h"
#include "draw/view_style.h"
#include "model/component_names.h"
#include "scene/subtrees.h"
#include "store/tensor_value.h"

namespace limn::views {
namespace {

namespace command = session::command;

constexpr float kSliderPt = 190.0F;

template <typename Value>
struct Choice {
    Value value;
    const char* name;
};

/// What was drawn last, under "view_menu/…".
void probe_last(UiProbe& probe, std::string_view name) {
    const ImVec2 low = ImGui::GetItemRectMin();
    const ImVec2 high = ImGui::GetItemRectMax();
    probe.add(fmt::format("view_menu/{}", name), low.x, low.y, high.x - low.x, high.y - low.y);
}

void edit(
    const TileHeader& header,
    const ViewContext& context,
    const session::ViewOptionsPatch& patch
) {
    context.commands.push(command::EditView{header.view.id, patch});
}

void labels_menu(const TileHeader& header, const ViewContext& context) {
    using session::LabelMode;
    using session::LabelSize;
    for (const auto& [mode, name] :
         {Choice<LabelMode>{LabelMode::Auto, "Labels where there is room"},
          Choice<LabelMode>{LabelMode::On, "All labels that fit"},
          Choice<LabelMode>{LabelMode::Hover, "Labels of what is pointed at or selected"},
          Choice<LabelMode>{LabelMode::Off, "No labels"}}) {
        if (ImGui::MenuItem(name, nullptr, header.view.labels == mode)) {
            edit(header, context, {.labels = mode});
        }
    }
    if (!ImGui::BeginMenu("Label size")) {
        return;
    }
    for (const auto& [size, name] :
         {Choice<LabelSize>{LabelSize::Small, "Small"},
          Choice<LabelSize>{LabelSize::Normal, "Normal"},
          Choice<LabelSize>{LabelSize::Large, "Large"}}) {
        if (ImGui::MenuItem(name, nullptr, header.view.label_size == size)) {
            edit(header, context, {.label_size = size});
        }
    }
    ImGui::EndMenu();
}

void color_menu(const TileHeader& header, const ViewContext& context) {
    using draw::ColorBy;
    if (!ImGui::BeginMenu("Color by")) {
        probe_last(context.probe, "color_by");
        return;
    }
    for (const auto& [by, name] :
         {Choice<ColorBy>{ColorBy::Description, "Description: logged, keypoint, class"},
          Choice<ColorBy>{ColorBy::Class, "Class"},
          Choice<ColorBy>{ColorBy::Instance, "Instance"},
          Choice<ColorBy>{ColorBy::Entity, "Entity"},
          Choice<ColorBy>{ColorBy::Keypoint, "Keypoint"},
          Choice<ColorBy>{ColorBy::Logged, "Logged colors alone"}}) {
        if (ImGui::MenuItem(name, nullptr, header.view.color_by == by)) {
            edit(header, context, {.color_by = by});
        }
        probe_last(context.probe, fmt::format("color_by/{}", static_cast<int>(by)));
    }
    ImGui::EndMenu();
    probe_last(context.probe, "color_by");
}

void bones_menu(const TileHeader& header, const ViewContext& context) {
    if (!ImGui::BeginMenu("Bones")) {
        return;
    }
    const draw::BoneLook& look = header.view.bones;
    constexpr float kUsualWidthPt = 3.0F;
    float width = look.radius_pt > 0.0F ? look.radius_pt * 2.0F : kUsualWidthPt;
    ImGui::SetNextItemWidth(context.theme.px(kSliderPt));
    if (ImGui::SliderFloat("##bone_width", &width, 1.0F, 16.0F, "Width %.0f")) {
        edit(header, context, {.bone_radius_pt = width * 0.5F});
    }
    if (ImGui::MenuItem("In the color of the class", nullptr, !look.in_joint_colors)) {
        edit(header, context, {.bones_in_joint_colors = false});
    }
    if (ImGui::MenuItem("From joint color to joint color", nullptr, look.in_joint_colors)) {
        edit(header, context, {.bones_in_joint_colors = true});
    }
    ImGui::EndMenu();
}

constexpr std::array kMaskModes{
    Choice<draw::MaskMode>{draw::MaskMode::Fill, "Masks filled"},
    Choice<draw::MaskMode>{draw::MaskMode::Outline, "Masks outlined"},
    Choice<draw::MaskMode>{draw::MaskMode::Both, "Masks filled and outlined"}};

/// The entities of a scene that have masks, in order.
std::vector<EntityPath> masks_of(const scene::Scene& scene) {
    std::vector<EntityPath> masks;
    for (const draw::ImageDraw& image : scene.list.images) {
        if (image.has_class_ids() && image.entity < scene.entities.size()) {
            masks.push_back(scene.entities[image.entity]);
        }
    }
    std::ranges::sort(masks);
    masks.erase(std::unique(masks.begin(), masks.end()), masks.end());
    return masks;
}

/// The opacity that the scene gives a mask; 1 if it shows none.
float logged_opacity(const scene::Scene& scene, const std::optional<EntityPath>& mask) {
    for (const draw::ImageDraw& image : scene.list.images) {
        if (image.has_class_ids() && image.entity < scene.entities.size() &&
            (!mask || scene.entities[image.entity] == *mask)) {
            return image.opacity;
        }
    }
    return 1.0F;
}

/// One mask unlike the others.
void mask_look_menu(
    const EntityPath& mask,
    const scene::Scene& scene,
    const session::ViewState& view,
    const ViewContext& context
) {
    const session::RecordingState& state = *context.session.active_state();
    const auto known = state.mask_looks.find(mask);
    const draw::MaskLook look = known == state.mask_looks.end() ? draw::MaskLook() : known->second;
    const auto edit_mask = [&](const session::MaskLookPatch& patch) {
        context.commands.push(command::EditMask{mask, patch});
    };
    if (!ImGui::BeginMenu(mask.text().c_str())) {
        return;
    }
    if (ImGui::MenuItem("As the view", nullptr, !look.mode)) {
        edit_mask({.mode = std::optional<draw::MaskMode>()});
    }
    for (const auto& [mode, name] : kMaskModes) {
        if (ImGui::MenuItem(name, nullptr, look.mode == mode)) {
            edit_mask({.mode = mode});
        }
    }
    const float shown = view.mask_opacity.value_or(logged_opacity(scene, mask));
    float percent = look.opacity.value_or(shown) * 100.0F;
    ImGui::SetNextItemWidth(context.theme.px(kSliderPt));
    if (ImGui::SliderFloat("##opacity", &percent, 0.0F, 100.0F, "Opacity %.0f %%")) {
        edit_mask({.opacity = percent / 100.0F});
    }
    if (ImGui::MenuItem("Opacity as the view", nullptr, !look.opacity)) {
        edit_mask({.opacity = std::optional<float>()});
    }
    ImGui::EndMenu();
}

void mask_menu(const TileHeader& header, const ViewContext& context) {
    for (const auto& [mode, name] : kMaskModes) {
        if (ImGui::MenuItem(name, "O", header.view.masks == mode)) {
            edit(header, context, {.masks = mode});
        }
        probe_last(context.probe, fmt::format("masks/{}", static_cast<int>(mode)));
    }
    const float shown =
        header.view.mask_opacity.value_or(logged_opacity(*header.scene, std::nullopt));
    float percent = shown * 100.0F;
    ImGui::SetNextItemWidth(context.theme.px(kSliderPt));
    if (ImGui::SliderFloat("##opacity", &percent, 0.0F, 100.0F, "Mask opacity %.0f %%")) {
        edit(header, context, {.mask_opacity = percent / 100.0F});
    }
    if (ImGui::MenuItem("Mask opacity as logged", nullptr, !header.view.mask_opacity)) {
        edit(header, context, {.mask_opacity = std::optional<float>()});
    }
    const bool hatches = header.view.hatch_no_class;
    if (ImGui::MenuItem("Stripe pixels without class", nullptr, hatches)) {
        edit(header, context, {.hatch_no_class = !hatches});
    }
    const std::vector<EntityPath> masks = masks_of(*header.scene);
    if (masks.size() > 1 && ImGui::BeginMenu("Single masks")) {
        for (const EntityPath& mask : masks) {
            mask_look_menu(mask, *header.scene, header.view, context);
        }
        ImGui::EndMenu();
    }
}

bool has_bones(const scene::Scene* scene) {
    return scene != nullptr &&
           std::ranges::any_of(scene->list.lines, [](const draw::LineBatch& batch) {
               return !batch.segments.empty() &&
                      batch.segments.front().joint_from != draw::kNoStyle;
           });
}

/// The tensors of a view, shown as classes or not.
void tensor_menu(const TileHeader& header, const ViewContext& context) {
    const store::Recording* recording = context.session.active_recording();
    if (recording == nullptr) {
        return;
    }
    const scene::ViewContents contents(header.view.spec);
    for (const EntityPath& entity : recording->entities_with(component::kTensorData)) {
        if (contents.contains(entity)) {
            tensor_switch_ui(
                entity,
                context.session,
                context.commands,
                context.theme,
                context.probe
            );
        }
    }
}

void pictures_menu(const session::ViewState& view, const ViewContext& context) {
    if (ImGui::MenuItem("Save picture")) {
        context.commands.push(command::SavePicture{view.id, ""});
    }
    if (ImGui::MenuItem("Copy picture")) {
        context.commands.push(command::CopyPicture{view.id});
    }
    ImGui::Separator();
    if (ImGui::MenuItem("Reset camera", "F")) {
        if (view.spec.kind == scene::ViewKind::Spatial2D) {
            context.commands.push(command::SetCamera2D{view.id, std::nullopt});
        } else {
            context.commands.push(command::SetCamera3D{view.id, std::nullopt});
        }
    }
    if (ImGui::MenuItem("Close view")) {
        context.commands.push(command::CloseView{view.id});
    }
    probe_last(context.probe, "close");
}

}  // namespace

void tensor_switch_ui(
    const EntityPath& entity,
    const session::Session& session,
    session::CommandSink& commands,
    const Theme& theme,
    UiProbe& probe
) {
    const session::RecordingState& state = *session.active_state();
    const auto cell =
        session.active_recording()->latest_at(session.query(), entity, component::kTensorData);
    const auto tensor = cell ? store::first_tensor(*cell) : std::nullopt;
    const auto plane = tensor ? annotation::tensor_plane(*tensor) : std::nullopt;
    if (!plane) {
        return;
    }
    const auto known = state.tensors.find(entity);
    annotation::TensorChoice choice =
        known == state.tensors.end() ? annotation::TensorChoice() : known->second;
    ImGui::PushID(entity.text().c_str());
    ImGui::TextDisabled("%s", fmt::format("Tensor {}", entity.text()).c_str());

    struct Switch {
        std::optional<bool> as_classes;
        const char* name;
        const char* probe;
    };

    for (const auto& [as_classes, name, probe_name] :
         {Switch{std::nullopt, "As classes if every id is described", "auto"},
          Switch{true, "As classes", "on"},
          Switch{false, "Not as classes", "off"}}) {
        if (ImGui::MenuItem(name, nullptr, choice.as_classes == as_classes)) {
            commands.push(command::EditTensor{.entity = entity, .as_classes = as_classes});
        }
        probe_last(probe, fmt::format("tensor{}/{}", entity.text(), probe_name));
    }
    choice.index.resize(plane->sliders.size());
    const bool may_be_shown = choice.as_classes.value_or(true);
    for (std::size_t i = 0; may_be_shown && i < plane->sliders.size(); ++i) {
        const annotation::TensorPlane::Slider& slider = plane->sliders[i];
        constexpr std::uint64_t kMaxShown = 1'000'000'000;
        auto at = static_cast<int>(std::min(choice.index[i], kMaxShown));
        const auto last = static_cast<int>(std::min(slider.size - 1, kMaxShown));
        ImGui::SetNextItemWidth(theme.px(kSliderPt));
        std::string format = slider.name;
        std::erase(format, '%');
        format += " %d";
        const std::string id = fmt::format("##slider{}", i);
        if (ImGui::SliderInt(id.c_str(), &at, 0, last, format.c_str())) {
            const auto to = static_cast<std::uint64_t>(std::clamp(at, 0, last));
            commands.push(command::EditTensor{
                .entity = entity,
                .slider = command::EditTensor::Slider{i, to},
            });
        }
    }
    ImGui::PopID();
}

bool view_has_masks(const scene::Scene* scene) {
    return scene != nullptr &&
           std::ranges::any_of(scene->list.images, &draw::ImageDraw::has_class_ids);
}

void view_menu_ui(const TileHeader& header, const ViewContext& context) {
    const session::ViewState& view = header.view;
    labels_menu(header, context);
    ImGui::Separator();
    color_menu(header, context);
    if (has_bones(header.scene)) {
        bones_menu(header, context);
    }
    if (ImGui::MenuItem("Legend", "L", view.show_legend)) {
        edit(header, context, {.show_legend = !view.show_legend});
    }
    if (view.spec.kind == scene::ViewKind::Spatial3D &&
        ImGui::MenuItem("Grid", nullptr, view.show_grid)) {
        edit(header, context, {.show_grid = !view.show_grid});
    }
    const bool dims = context.session.settings.dim_in_views;
    if (ImGui::MenuItem("Dim the rest while pointing at something", nullptr, dims)) {
        context.commands.push(command::ChangeSettings{{.dim_in_views = !dims}});
    }
    if (view_has_masks(header.scene)) {
        ImGui::Separator();
        mask_menu(header, context);
    }
    tensor_menu(header, context);
    ImGui::Separator();
    pictures_menu(view, context);
}

}  // namespace limn::views
