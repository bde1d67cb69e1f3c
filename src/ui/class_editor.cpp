// SPDX-License-Identifier: MIT
#include "ui/class_editor.h"

#include <fmt/format.h>
#include <imgui.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "ui/widgets.h"

namespace limn::ui {
namespace {

namespace command = session::command;

constexpr const char* kPopup = "##class_editor";
constexpr float kWidth = 232.0F;

std::uint8_t to_byte(float value) {
    return static_cast<std::uint8_t>(std::clamp(std::round(value * 255.0F), 0.0F, 255.0F));
}

/// The mouse was let go, or the field was left: what follows is another undo step.
void end_gesture(const PanelContext& context) {
    if (ImGui::IsItemDeactivated()) {
        context.commands.push(command::EndGesture{});
    }
}

}  // namespace

void ClassEditor::open(
    annotation::ContextPtr classes,
    std::vector<ClassId> ids,
    std::optional<KeypointId> keypoint
) {
    classes_ = std::move(classes);
    ids_ = std::move(ids);
    keypoint_ = keypoint;
    asked_ = !ids_.empty();
    hex_active_ = false;
    label_active_ = false;
}

ClassEditor::Now ClassEditor::look(const PanelContext& context) const {
    const std::string& application = context.session.active_state()->id.application_id;
    const ClassId id = ids_.front();
    const auto choice =
        context.session.choices.get(annotation::choice_key(application, *classes_, id, keypoint_));
    Now now;
    now.color = choice.color.value_or(classes_->color(id, keypoint_));
    const annotation::ClassStyle* style = classes_->find(id);
    if (keypoint_ && style != nullptr) {
        const annotation::KeypointStyle* joint = style->find_keypoint(*keypoint_);
        now.logged_label = joint != nullptr ? joint->label.value_or("") : "";
    } else if (style != nullptr) {
        now.logged_label = style->label.value_or("");
    }
    now.label = choice.label.value_or(now.logged_label);
    now.opacity = choice.opacity.value_or(255);
    now.is_edited = choice.is_edited();
    return now;
}

void ClassEditor::draw(const PanelContext& context) {
    if (std::exchange(asked_, false)) {
        ImGui::OpenPopup(kPopup);
    }
    const MenuStyle style(context);
    if (!ImGui::BeginPopup(kPopup)) {
        return;
    }
    if (context.session.active_state() == nullptr || ids_.empty()) {
        ImGui::CloseCurrentPopup();
        ImGui::EndPopup();
        return;
    }
    probe_window(context, "editor");
    const Now now = look(context);
    ImGui::PushItemWidth(context.theme.px(kWidth));
    title_ui(context, now);
    color_ui(context, now);
    if (ids_.size() == 1) {
        label_ui(context, now);
    }
    if (!keypoint_) {
        opacity_ui(context, now);
    }
    buttons_ui(context, now);
    ImGui::PopItemWidth();
    ImGui::EndPopup();
}

void ClassEditor::title_ui(const PanelContext& context, const Now& now) const {
    std::string title = fmt::format("{} classes", ids_.size());
    if (ids_.size() == 1) {
        const std::string name = now.label.empty() ? "no label" : now.label.substr(0, 40);
        title = keypoint_ ? fmt::format("{} · keypoint {} of class {}", name, *keypoint_, ids_[0])
                          : fmt::format("{} · class {}", name, ids_[0]);
    }
    ImGui::PushFont(context.fonts.header);
    ImGui::TextUnformatted(title.c_str());
    ImGui::PopFont();
}

void ClassEditor::set_color(const PanelContext& context, std::optional<Rgba8> color) const {
    if (keypoint_) {
        context.commands.push(command::SetClassColor{classes_, ids_.front(), keypoint_, color});
        return;
    }
    command::SetClassesColor wanted{classes_, {}};
    for (const ClassId id : ids_) {
        wanted.classes.emplace_back(id, color);
    }
    context.commands.push(std::move(wanted));
}

void ClassEditor::color_ui(const PanelContext& context, const Now& now) {
    std::array<float, 4> rgba{
        static_cast<float>(now.color.r) / 255.0F,
        static_cast<float>(now.color.g) / 255.0F,
        static_cast<float>(now.color.b) / 255.0F,
        static_cast<float>(now.color.a) / 255.0F};
    constexpr ImGuiColorEditFlags kFlags =
        ImGuiColorEditFlags_NoSidePreview | ImGuiColorEditFlags_NoInputs |
        ImGuiColorEditFlags_NoLabel | ImGuiColorEditFlags_AlphaBar |
        ImGuiColorEditFlags_PickerHueBar | ImGuiColorEditFlags_NoOptions;
    if (ImGui::ColorPicker4("##picker", rgba.data(), kFlags)) {
        const Rgba8 color{to_byte(rgba[0]), to_byte(rgba[1]), to_byte(rgba[2]), to_byte(rgba[3])};
        if (color != now.color) {
            set_color(context, color);
        }
    }
    end_gesture(context);
    probe_last_item(context, "editor/picker");
    if (!hex_active_) {
        hex_ = to_hex(now.color);
        if (now.color.a == 255) {
            hex_.resize(7);
        }
    }
    ImGui::InputTextWithHint("##hex", "#RRGGBB", &hex_);
    hex_active_ = ImGui::IsItemActive();
    probe_last_item(context, "editor/hex");
    if (ImGui::IsItemDeactivatedAfterEdit()) {
        if (const auto typed = parse_hex_color(hex_); typed && *typed != now.color) {
            set_color(context, *typed);
            context.commands.push(command::EndGesture{});
        }
    }
}

void ClassEditor::label_ui(const PanelContext& context, const Now& now) {
    if (!label_active_) {
        label_ = now.label;
    }
    const std::string hint = now.logged_label.empty() ? "label" : now.logged_label.substr(0, 60);
    ImGui::InputTextWithHint("##label", hint.c_str(), &label_);
    label_active_ = ImGui::IsItemActive();
    probe_last_item(context, "editor/label");
    if (ImGui::IsItemDeactivatedAfterEdit() && label_ != now.label) {
        const bool as_logged = label_.empty() || label_ == now.logged_label;
        context.commands.push(command::SetClassLabel{
            classes_,
            ids_.front(),
            keypoint_,
            as_logged ? std::nullopt : std::optional(label_)});
    }
}

void ClassEditor::opacity_ui(const PanelContext& context, const Now& now) const {
    int percent = static_cast<int>(std::lround(static_cast<float>(now.opacity) * 100.0F / 255.0F));
    if (ImGui::SliderInt("##opacity", &percent, 0, 100, "opacity %d %%")) {
        const float value = static_cast<float>(std::clamp(percent, 0, 100)) * 255.0F / 100.0F;
        context.commands.push(command::SetClassesOpacity{
            classes_,
            ids_,
            static_cast<std::uint8_t>(std::lround(value))});
    }
    end_gesture(context);
    probe_last_item(context, "editor/opacity");
}

void ClassEditor::buttons_ui(const PanelContext& context, const Now& now) const {
    if (!keypoint_) {
        bool is_background = now.opacity == 0;
        // An empty box would be lost on the dark ground.
        ImGui::PushStyleColor(ImGuiCol_Border, views::im_color(context.theme.muted));
        ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 1.0F);
        const bool is_changed = ImGui::Checkbox("Background: transparent", &is_background);
        ImGui::PopStyleVar();
        ImGui::PopStyleColor();
        if (is_changed) {
            context.commands.push(command::SetClassesOpacity{
                classes_,
                ids_,
                is_background ? std::optional<std::uint8_t>(0) : std::nullopt});
            context.commands.push(command::EndGesture{});
        }
        probe_last_item(context, "editor/background");
    }
    if (!now.is_edited) {
        ImGui::TextDisabled("as logged");
        return;
    }
    const float width = context.theme.px(kWidth);
    if (ImGui::Button("Revert to what was logged", ImVec2(width, 0))) {
        if (keypoint_) {
            context.commands.push(
                command::SetClassColor{classes_, ids_.front(), keypoint_, std::nullopt}
            );
            context.commands.push(
                command::SetClassLabel{classes_, ids_.front(), keypoint_, std::nullopt}
            );
        } else {
            context.commands.push(command::RevertClasses{classes_, ids_});
        }
    }
    probe_last_item(context, "editor/revert");
}

}  // namespace limn::ui
