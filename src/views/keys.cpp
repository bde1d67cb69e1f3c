// SPDX-License-Identifier: MIT
#include "views/keys.h"

#include <imgui.h>

namespace limn::views::key {
namespace {

bool are_ours() {
    const ImGuiIO& io = ImGui::GetIO();
    return !io.WantTextInput && !io.KeyCtrl && !io.KeySuper;
}

}  // namespace

bool is_held(int key) {
    return are_ours() && ImGui::IsKeyDown(key);
}

bool went_down(int key) {
    return are_ours() && ImGui::IsKeyPressed(key, false);
}

}  // namespace limn::views::key
