// SPDX-License-Identifier: MIT
#include "ui/dialog.h"

#include <imgui.h>

#include <cmath>

#include "ui/widgets.h"

namespace limn::ui {
namespace {

constexpr float kTitle = 34.0F;
constexpr float kMargin = 20.0F;  ///< Pixels that stay free around it on a small display.

}  // namespace

Dialog::Dialog(
    const PanelContext& context,
    const char* name,
    std::string_view title,
    glm::vec2 size_pt,
    glm::vec2 display_px
) {
    const glm::vec2 wanted = glm::floor(size_pt * context.theme.scale);
    const glm::vec2 size = glm::min(wanted, display_px - kMargin);
    const glm::vec2 at = glm::floor((display_px - size) * 0.5F);
    rect_ = {at, at + size};
    ImGui::SetNextWindowPos(ImVec2(at.x, at.y));
    ImGui::SetNextWindowSize(ImVec2(size.x, size.y));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    is_open_ = ImGui::BeginPopupModal(
        name,
        nullptr,
        ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings
    );
    ImGui::PopStyleVar();
    const float title_bottom = at.y + std::floor(context.theme.px(kTitle));
    body_ = {{at.x, title_bottom}, rect_.max};
    if (is_open_) {
        section_header(context, {at, {rect_.max.x, title_bottom}}, title);
    }
}

Dialog::~Dialog() {
    if (is_open_) {
        ImGui::EndPopup();
    }
}

DialogAnswer dialog_buttons(
    const PanelContext& context,
    const views::Rect& footer,
    const DialogButtons& buttons
) {
    const auto px = [&](float points) { return std::floor(context.theme.px(points)); };
    fill({footer.min, {footer.max.x, footer.min.y + 1.0F}}, context.theme.line);
    const float width = px(104);
    const float top = footer.min.y + px(11);
    const float right = footer.max.x - px(12);
    const views::Rect accept{{right - width, top}, {right, top + px(30)}};
    const views::Rect cancel{
        {accept.min.x - px(8) - width, accept.min.y},
        {accept.min.x - px(8), accept.max.y}};
    DialogAnswer answer;
    answer.cancelled =
        push_button(context, "##cancel", cancel, nullptr, "Cancel", false, buttons.probe_cancel);
    if (buttons.can_accept) {
        answer.accepted = push_button(
            context,
            "##accept",
            accept,
            nullptr,
            buttons.accept,
            true,
            buttons.probe_accept
        );
    } else {
        idle_button(context, accept, buttons.accept);
    }
    return answer;
}

}  // namespace limn::ui
