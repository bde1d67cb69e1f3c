// SPDX-License-Identifier: MIT
#include "input_queue.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cfloat>
#include <iterator>
#include <set>
#include <utility>

namespace limn::app {
namespace {

constexpr std::array<std::pair<ImGuiKey, int>, 22> kKeyMap{
    {{ImGuiKey_Tab, GLFW_KEY_TAB},
     {ImGuiKey_LeftArrow, GLFW_KEY_LEFT},
     {ImGuiKey_RightArrow, GLFW_KEY_RIGHT},
     {ImGuiKey_UpArrow, GLFW_KEY_UP},
     {ImGuiKey_DownArrow, GLFW_KEY_DOWN},
     {ImGuiKey_PageUp, GLFW_KEY_PAGE_UP},
     {ImGuiKey_PageDown, GLFW_KEY_PAGE_DOWN},
     {ImGuiKey_Home, GLFW_KEY_HOME},
     {ImGuiKey_End, GLFW_KEY_END},
     {ImGuiKey_Insert, GLFW_KEY_INSERT},
     {ImGuiKey_Delete, GLFW_KEY_DELETE},
     {ImGuiKey_Backspace, GLFW_KEY_BACKSPACE},
     {ImGuiKey_Space, GLFW_KEY_SPACE},
     {ImGuiKey_Enter, GLFW_KEY_ENTER},
     {ImGuiKey_Escape, GLFW_KEY_ESCAPE},
     {ImGuiKey_KeyPadEnter, GLFW_KEY_KP_ENTER},
     {ImGuiKey_A, GLFW_KEY_A},
     {ImGuiKey_C, GLFW_KEY_C},
     {ImGuiKey_V, GLFW_KEY_V},
     {ImGuiKey_X, GLFW_KEY_X},
     {ImGuiKey_Y, GLFW_KEY_Y},
     {ImGuiKey_Z, GLFW_KEY_Z}}};

/// Which states changed in this frame already.
struct Changed {
    std::set<int> buttons;
    std::set<int> keys;
    bool wheel = false;

    [[nodiscard]] bool any() const { return !buttons.empty() || !keys.empty() || wheel; }
};

bool is_modifier(int code) {
    return code >= GLFW_KEY_LEFT_SHIFT && code <= GLFW_KEY_RIGHT_SUPER;
}

bool can_follow(const Event& next, const Changed& changed) {
    if (std::holds_alternative<event::MouseMoved>(next)) {
        return changed.buttons.empty() && !changed.wheel;
    }
    if (const auto* button = std::get_if<event::MouseButton>(&next)) {
        return !changed.buttons.contains(button->button);
    }
    if (const auto* key = std::get_if<event::Key>(&next)) {
        // What was pressed with Ctrl must be seen with it, even if Ctrl was let go at once.
        const bool needs_own_frame = is_modifier(key->code) && changed.any();
        return !needs_own_frame && !changed.keys.contains(key->code);
    }
    if (std::holds_alternative<event::Wheel>(next)) {
        return changed.buttons.empty();
    }
    return true;
}

void give(const event::MouseMoved& e, Changed& /*changed*/) {
    ImGui::GetIO().MousePos = {e.position.x, e.position.y};
}

void give(const event::MouseLeft& /*e*/, Changed& /*changed*/) {
    // While a button is held the drag goes on outside of the window.
    if (!ImGui::IsAnyMouseDown()) {
        ImGui::GetIO().MousePos = {-FLT_MAX, -FLT_MAX};
    }
}

void give(const event::MouseButton& e, Changed& changed) {
    if (e.button >= 0 && e.button < ImGuiMouseButton_COUNT) {
        ImGui::GetIO().MouseDown[e.button] = e.is_down;
        changed.buttons.insert(e.button);
    }
}

void give(const event::Wheel& e, Changed& changed) {
    ImGui::GetIO().MouseWheelH += e.steps.x;
    ImGui::GetIO().MouseWheel += e.steps.y;
    changed.wheel = true;
}

void give(const event::Key& e, Changed& changed) {
    ImGuiIO& io = ImGui::GetIO();
    if (e.code >= 0 && e.code < static_cast<int>(std::size(io.KeysDown))) {
        io.KeysDown[e.code] = e.is_down;
        changed.keys.insert(e.code);
    }
    const auto held = [&](int left, int right) { return io.KeysDown[left] || io.KeysDown[right]; };
    io.KeyCtrl = held(GLFW_KEY_LEFT_CONTROL, GLFW_KEY_RIGHT_CONTROL);
    io.KeyShift = held(GLFW_KEY_LEFT_SHIFT, GLFW_KEY_RIGHT_SHIFT);
    io.KeyAlt = held(GLFW_KEY_LEFT_ALT, GLFW_KEY_RIGHT_ALT);
    io.KeySuper = held(GLFW_KEY_LEFT_SUPER, GLFW_KEY_RIGHT_SUPER);
}

void give(const event::Character& e, Changed& /*changed*/) {
    ImGui::GetIO().AddInputCharacter(e.codepoint);
}

void give(const event::Focus& e, Changed& /*changed*/) {
    ImGuiIO& io = ImGui::GetIO();
    io.AddFocusEvent(e.has_focus);
    if (!e.has_focus) {
        std::fill(std::begin(io.KeysDown), std::end(io.KeysDown), false);
        std::fill(std::begin(io.MouseDown), std::end(io.MouseDown), false);
        io.KeyCtrl = io.KeyShift = io.KeyAlt = io.KeySuper = false;
    }
}

void give(const event::FilesDropped& /*e*/, Changed& /*changed*/) {}

}  // namespace

void InputQueue::connect(Window& window) {
    window_ = &window;
    ImGuiIO& io = ImGui::GetIO();
    io.BackendFlags |= ImGuiBackendFlags_HasMouseCursors;
    io.BackendPlatformName = "limn";
    for (const auto& [key, code] : kKeyMap) {
        io.KeyMap[key] = code;
    }
    io.ClipboardUserData = this;
    io.SetClipboardTextFn = [](void* self, const char* text) {
        static_cast<InputQueue*>(self)->window_->set_clipboard(text);
    };
    io.GetClipboardTextFn = [](void* self) {
        auto* queue = static_cast<InputQueue*>(self);
        queue->clipboard_ = queue->window_->clipboard();
        return static_cast<const char*>(queue->clipboard_.c_str());
    };
}

std::vector<std::string> InputQueue::add(std::vector<Event> events) {
    std::vector<std::string> dropped;
    for (Event& event : events) {
        if (auto* files = std::get_if<event::FilesDropped>(&event)) {
            dropped.insert(dropped.end(), files->paths.begin(), files->paths.end());
        } else {
            waiting_.push_back(std::move(event));
        }
    }
    return dropped;
}

std::vector<event::Key> InputQueue::feed() {
    std::vector<event::Key> keys;
    Changed changed;
    while (!waiting_.empty() && can_follow(waiting_.front(), changed)) {
        const Event next = std::move(waiting_.front());
        waiting_.pop_front();
        std::visit([&](const auto& event) { give(event, changed); }, next);
        if (const auto* key = std::get_if<event::Key>(&next)) {
            keys.push_back(*key);
        }
    }
    return keys;
}

void InputQueue::update_cursor(Window& window) {
    switch (ImGui::GetMouseCursor()) {
        case ImGuiMouseCursor_TextInput:
            window.set_cursor(CursorShape::Text);
            break;
        case ImGuiMouseCursor_ResizeEW:
            window.set_cursor(CursorShape::ResizeX);
            break;
        case ImGuiMouseCursor_ResizeNS:
            window.set_cursor(CursorShape::ResizeY);
            break;
        case ImGuiMouseCursor_Hand:
            window.set_cursor(CursorShape::Hand);
            break;
        default:
            window.set_cursor(CursorShape::Arrow);
            break;
    }
}

}  // namespace limn::app
