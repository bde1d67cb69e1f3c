// SPDX-License-Identifier: MIT
#include "ui/class_menu.h"

#include <fmt/format.h>

#include <array>
#include <string>
#include <utility>

#include "annotation/automatic_palettes.h"
#include "annotation/palette_presets.h"
#include "model/component_names.h"
#include "ui/widgets.h"
#include "views/open_popup.h"

namespace limn::ui {
namespace {

namespace command = session::command;
using annotation::AutomaticPalette;

constexpr const char* kPopup = "##class_menu";
constexpr std::size_t kTooltipLines = 8;

/// Colors of an automatic palette for every class of the table, as one step.
void recolor_all(const PanelContext& context, const ClassMenuInput& input, AutomaticPalette kind) {
    command::SetClassesColor wanted{input.classes, {}};
    if (kind == AutomaticPalette::Field) {
        for (const ClassId id : input.table.shown) {
            wanted.classes.emplace_back(id, std::nullopt);
        }
    } else {
        const std::vector<std::uint32_t> ids(input.table.shown.begin(), input.table.shown.end());
        const std::vector<Rgba8> colors = annotation::automatic_colors(kind, ids);
        for (std::size_t i = 0; i < ids.size(); ++i) {
            wanted.classes.emplace_back(ids[i], colors[i]);
        }
    }
    context.commands.push(std::move(wanted));
    context.commands.push(command::EndGesture{});
}

void ask_for_file(
    const PanelContext& context,
    const ClassMenuInput& input,
    session::FilePurpose purpose
) {
    context.commands.push(command::ShowFileBrowser{true, purpose, input.classes});
}

Rgba8 color_now(const PanelContext& context, const annotation::ContextPtr& classes, ClassId id) {
    const std::string& application = context.session.active_state()->id.application_id;
    return context.session.choices.get(annotation::choice_key(application, *classes, id))
        .color.value_or(classes->color(id));
}

std::string
name_of(const PanelContext& context, const annotation::ContextPtr& classes, ClassId id) {
    const auto label =
        session::StyleCache::label(context.session, *classes, classes->style_index(id));
    return label ? label->substr(0, 40) : fmt::format("class {}", id);
}

}  // namespace

void ClassMenu::open() {
    views::open_popup(kPopup);
}

void ClassMenu::draw(const PanelContext& context, const ClassMenuInput& input) {
    const MenuStyle style(context);
    if (!ImGui::BeginPopup(kPopup)) {
        return;
    }
    palettes_ui(context, input);
    distinguish_ui(context, input);
    ImGui::Separator();
    if (ImGui::MenuItem("Import a palette…")) {
        ask_for_file(context, input, session::FilePurpose::ImportPalette);
    }
    probe_last_item(context, "class_menu/import");
    if (ImGui::MenuItem("Export the palette…")) {
        ask_for_file(context, input, session::FilePurpose::ExportPalette);
    }
    probe_last_item(context, "class_menu/export");
    ImGui::Separator();
    if (ImGui::MenuItem("Group classes", nullptr, input.grouped, input.table.has_groups)) {
        input.grouped = !input.grouped;
    }
    probe_last_item(context, "class_menu/group");
    tooltip(
        context,
        ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled),
        input.table.has_groups
            ? "By the group that a palette gives, else by the label up to / . : or |"
            : "No palette gives these classes groups, and no two labels start alike up to / . : or |"
    );
    if (ImGui::MenuItem(
            "Follow classes of the same id and label in other contexts",
            nullptr,
            context.session.settings.link_classes
        )) {
        const bool is_linked = context.session.settings.link_classes;
        context.commands.push(command::ChangeSettings{{.link_classes = !is_linked}});
    }
    ImGui::Separator();
    const std::string revert = fmt::format("Revert {} edited", input.table.num_edited);
    if (ImGui::MenuItem(revert.c_str(), nullptr, false, input.table.num_edited > 0)) {
        context.commands.push(command::RevertClasses{input.classes, input.table.shown});
    }
    probe_last_item(context, "class_menu/revert");
    ImGui::EndPopup();
}

void ClassMenu::palettes_ui(const PanelContext& context, const ClassMenuInput& input) {
    if (ImGui::BeginMenu("Well-known palettes")) {
        const auto presets = annotation::palette_presets();
        for (std::size_t i = 0; i < presets.size(); ++i) {
            if (presets_.size() <= i) {
                presets_.push_back(annotation::load_preset(presets[i]));
            }
            const annotation::Palette& palette = presets_[i];
            if (ImGui::MenuItem(palette.name.c_str())) {
                context.commands.push(command::ApplyPalette{input.classes, palette});
            }
            probe_last_item(context, fmt::format("class_menu/preset/{}", presets[i].id));
            tooltip(context, ImGui::IsItemHovered(), palette.source);
        }
        ImGui::EndMenu();
    }
    probe_last_item(context, "class_menu/presets");
    if (ImGui::BeginMenu("Automatic colors")) {
        if (ImGui::MenuItem("As logged, else by id (usual)")) {
            recolor_all(context, input, AutomaticPalette::Field);
        }
        if (ImGui::MenuItem("No two alike")) {
            recolor_all(context, input, AutomaticPalette::Distinct);
        }
        if (ImGui::MenuItem("Safe for the color-blind")) {
            recolor_all(context, input, AutomaticPalette::ColorBlindSafe);
        }
        ImGui::EndMenu();
    }
}

const std::vector<annotation::Recolored>&
ClassMenu::recolored(const PanelContext& context, const ClassMenuInput& input) {
    if (recolored_key_ == input.frame_key && recolored_for_ == context.session.choices) {
        return recolored_;
    }
    recolored_key_ = input.frame_key;
    recolored_for_ = context.session.choices;
    const store::Recording& recording = *context.session.active_recording();
    annotation::TouchingClasses touching;
    for (const EntityPath& entity : recording.entities_with(component::kSegmentationBuffer)) {
        if (context.styles.contexts().find(entity)->key() != input.classes->key()) {
            continue;
        }
        const auto image = annotation::class_image_at(recording, context.session.query(), entity);
        if (image && *image) {
            annotation::add_touching(*(*image)->image, touching);
        }
    }
    recolored_ = annotation::make_distinguishable(touching, [&](ClassId id) {
        return color_now(context, input.classes, id);
    });
    return recolored_;
}

void ClassMenu::distinguish_ui(const PanelContext& context, const ClassMenuInput& input) {
    const std::vector<annotation::Recolored>& wanted = recolored(context, input);
    const bool clicked = ImGui::MenuItem("Make distinguishable", nullptr, false, !wanted.empty());
    probe_last_item(context, "class_menu/distinguish");
    if (ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled)) {
        std::string text = wanted.empty()
                               ? "All classes that touch in this frame differ already"
                               : "Recolors classes that look like a neighbour (ΔE 2000):";
        for (std::size_t i = 0; i < std::min(wanted.size(), kTooltipLines); ++i) {
            text += fmt::format(
                "\n{}  {:.1f} → {:.1f}",
                name_of(context, input.classes, wanted[i].id),
                static_cast<double>(wanted[i].delta_e_before),
                static_cast<double>(wanted[i].delta_e_after)
            );
        }
        if (wanted.size() > kTooltipLines) {
            text += fmt::format("\n… and {} more", wanted.size() - kTooltipLines);
        }
        tooltip(context, true, text);
    }
    if (clicked) {
        command::SetClassesColor recolor{input.classes, {}};
        for (const annotation::Recolored& one : wanted) {
            recolor.classes.emplace_back(one.id, one.color);
        }
        context.commands.push(std::move(recolor));
        context.commands.push(command::EndGesture{});
    }
}

}  // namespace limn::ui
