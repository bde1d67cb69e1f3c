// SPDX-License-Identifier: MIT
#include "views/open_popup.h"

#include <imgui.h>

#include "views/imgui_host.h"

namespace limn::views {

void open_popup(const char* name) {
    const ImGuiHost* host = ImGuiHost::current();
    if (host == nullptr || !host->popups().was_closed_by_press(ImGui::GetID(name))) {
        ImGui::OpenPopup(name);
    }
}

}  // namespace limn::views
