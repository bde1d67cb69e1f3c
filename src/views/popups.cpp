// SPDX-License-Identifier: MIT
#include "views/popups.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>

namespace limn::views {
namespace {

/// Popups up to the last modal one: dialogs close themselves, as their owners decide when.
int num_below_dialog(const ImGuiContext& g) {
    for (int i = g.OpenPopupStack.Size; i > 0; --i) {
        const ImGuiWindow* window = g.OpenPopupStack[i - 1].Window;
        if (window != nullptr && (window->Flags & ImGuiWindowFlags_Modal) != 0) {
            return i;
        }
    }
    return 0;
}

/// The mouse is in one of the popups from `first` on.
bool is_mouse_in_popup(const ImGuiContext& g, int first) {
    const ImGuiWindow* hovered = g.HoveredWindow;
    if (hovered == nullptr) {
        return false;
    }
    for (int i = first; i < g.OpenPopupStack.Size; ++i) {
        const ImGuiWindow* popup = g.OpenPopupStack[i].Window;
        if (popup != nullptr && (hovered == popup || hovered->RootWindow == popup->RootWindow)) {
            return true;
        }
    }
    return false;
}

}  // namespace

void Popups::close_abandoned() {
    const ImGuiContext& g = *ImGui::GetCurrentContext();
    for (int i = 0; i < g.OpenPopupStack.Size; ++i) {
        const ImGuiPopupData& popup = g.OpenPopupStack[i];
        const bool is_drawn = popup.Window != nullptr && popup.Window->Active;
        if (!is_drawn && popup.OpenFrameCount < g.FrameCount) {
            ImGui::ClosePopupToLevel(i, true);
            return;
        }
    }
}

void Popups::begin_frame() {
    const ImGuiContext& g = *ImGui::GetCurrentContext();
    const ImGuiIO& io = ImGui::GetIO();
    if (!io.MouseDown[ImGuiMouseButton_Left] && !io.MouseReleased[ImGuiMouseButton_Left]) {
        closed_.clear();
    }
    const int first = num_below_dialog(g);
    if (g.OpenPopupStack.Size <= first) {
        return;
    }
    if (ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Escape), false)) {
        ImGui::ClosePopupToLevel(g.OpenPopupStack.Size - 1, true);
        swallow_escape();
        return;
    }
    const bool is_left = io.MouseClicked[ImGuiMouseButton_Left];
    if ((is_left || io.MouseClicked[ImGuiMouseButton_Right]) && !is_mouse_in_popup(g, first)) {
        for (int i = first; is_left && i < g.OpenPopupStack.Size; ++i) {
            closed_.push_back(g.OpenPopupStack[i].PopupId);
        }
        ImGui::ClosePopupToLevel(first, true);
    }
}

bool Popups::was_closed_by_press(unsigned int id) const {
    return std::ranges::find(closed_, id) != closed_.end();
}

void swallow_escape() {
    constexpr float kHeldSeconds = 1.0e-4F;  // Longer than nothing, shorter than what repeats.
    ImGui::GetIO().KeysDownDuration[ImGui::GetKeyIndex(ImGuiKey_Escape)] = kHeldSeconds;
}

bool is_text_active() {
    const ImGuiContext& g = *ImGui::GetCurrentContext();
    return g.ActiveId != 0 && g.ActiveId == g.InputTextState.ID;
}

bool is_any_popup_open() {
    return ImGui::GetCurrentContext()->OpenPopupStack.Size > 0;
}

}  // namespace limn::views
