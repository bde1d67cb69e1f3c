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

/// A text field that something opened has the keyboard after these.
constexpr int kSettlingFrames = 2;

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

/// What ImGui is given in one frame.
struct Batch {
    bool text_has_keyboard = false;
    bool keyboard_waits = false;
    std::set<int> buttons;
    std::set<int> pressed;  ///< Keys whose press must be seen.
    bool wheel = false;
    bool typed = false;

    /// Who acts on the press of a key: in a text field only keys that write nothing by themselves.
    [[nodiscard]] bool is_seen(const event::Key& key) const {
        constexpr int kShortcut = GLFW_MOD_CONTROL | GLFW_MOD_SUPER;
        const bool writes = key.code < GLFW_KEY_ESCAPE && (key.modifiers & kShortcut) == 0;
        return !text_has_keyboard || !writes;
    }
};

bool is_modifier(int code) {
    return code >= GLFW_KEY_LEFT_SHIFT && code <= GLFW_KEY_RIGHT_SUPER;
}

bool can_follow(const event::Key& key, const Batch& batch) {
    if (batch.keyboard_waits) {
        return false;
    }
    if (is_modifier(key.code)) {
        // What was pressed with Ctrl must be seen with it, even if Ctrl was let go at once.
        return batch.pressed.empty() && batch.buttons.empty() && !batch.wheel;
    }
    if (!batch.is_seen(key)) {
        return batch.buttons.empty();
    }
    // ImGui takes characters before keys, and one key a frame.
    return key.is_down ? batch.pressed.empty() && batch.buttons.empty()
                       : !batch.pressed.contains(key.code);
}

bool can_follow(const event::Character& /*character*/, const Batch& batch) {
    const bool is_in_order = batch.pressed.empty() || !batch.text_has_keyboard;
    return !batch.keyboard_waits && is_in_order && batch.buttons.empty();
}

bool can_follow(const event::MouseMoved& /*moved*/, const Batch& batch) {
    return batch.buttons.empty() && !batch.wheel;
}

bool can_follow(const event::MouseButton& button, const Batch& batch) {
    // A press may take the keyboard from what was typed into.
    return !batch.buttons.contains(button.button) && !batch.typed && batch.pressed.empty();
}

bool can_follow(const event::Wheel& /*wheel*/, const Batch& batch) {
    return batch.buttons.empty();
}

template <typename Other>
bool can_follow(const Other& /*other*/, const Batch& /*batch*/) {
    return true;
}

void give(const event::MouseMoved& e, Batch& /*batch*/) {
    ImGui::GetIO().MousePos = {e.position.x, e.position.y};
}

void give(const event::MouseLeft& /*e*/, Batch& /*batch*/) {
    // While a button is held the drag goes on outside of the window.
    if (!ImGui::IsAnyMouseDown()) {
        ImGui::GetIO().MousePos = {-FLT_MAX, -FLT_MAX};
    }
}

void give(const event::MouseButton& e, Batch& batch) {
    if (e.button >= 0 && e.button < ImGuiMouseButton_COUNT) {
        ImGui::GetIO().MouseDown[e.button] = e.is_down;
        batch.buttons.insert(e.button);
    }
}

void give(const event::Wheel& e, Batch& batch) {
    ImGui::GetIO().MouseWheelH += e.steps.x;
    ImGui::GetIO().MouseWheel += e.steps.y;
    batch.wheel = true;
}

void give(const event::Key& e, Batch& batch) {
    ImGuiIO& io = ImGui::GetIO();
    if (e.code >= 0 && e.code < static_cast<int>(std::size(io.KeysDown))) {
        io.KeysDown[e.code] = e.is_down;
        const bool is_seen = !is_modifier(e.code) && batch.is_seen(e);
        // A press in the same frame is a new one. In text a held key is pressed as often as the system repeats it.
        if (!e.is_down || (e.is_repeat && is_seen && batch.text_has_keyboard)) {
            io.KeysDownDuration[e.code] = -1.0F;
        }
        if (e.is_down && is_seen) {
            batch.pressed.insert(e.code);
        }
    }
    const auto held = [&](int left, int right) { return io.KeysDown[left] || io.KeysDown[right]; };
    io.KeyCtrl = held(GLFW_KEY_LEFT_CONTROL, GLFW_KEY_RIGHT_CONTROL);
    io.KeyShift = held(GLFW_KEY_LEFT_SHIFT, GLFW_KEY_RIGHT_SHIFT);
    io.KeyAlt = held(GLFW_KEY_LEFT_ALT, GLFW_KEY_RIGHT_ALT);
    io.KeySuper = held(GLFW_KEY_LEFT_SUPER, GLFW_KEY_RIGHT_SUPER);
}

void give(const event::Character& e, Batch& batch) {
    ImGui::GetIO().AddInputCharacter(e.codepoint);
    batch.typed = true;
}

void give(const event::Focus& e, Batch& /*batch*/) {
    ImGuiIO& io = ImGui::GetIO();
    io.AddFocusEvent(e.has_focus);
    if (!e.has_focus) {
        std::fill(std::begin(io.KeysDown), std::end(io.KeysDown), false);
        std::fill(std::begin(io.MouseDown), std::end(io.MouseDown), false);
        io.KeyCtrl = io.KeyShift = io.KeyAlt = io.KeySuper = false;
    }
}

void give(const event::FilesDropped& /*e*/, Batch& /*batch*/) {}

/// One more repeat of a key that is held, while the one before still waits: frames are slower than it repeats.
bool repeats(const Event& before, const Event& event) {
    const auto* key = std::get_if<event::Key>(&event);
    const auto* last = std::get_if<event::Key>(&before);
    return key != nullptr && last != nullptr && key->is_repeat && last->is_repeat &&
           key->code == last->code && key->modifiers == last->modifiers;
}

/// Another widget may have the keyboard afterwards.
bool moves_focus(const Event& event) {
    if (const auto* button = std::get_if<event::MouseButton>(&event)) {
        return !button->is_down;
    }
    const auto* key = std::get_if<event::Key>(&event);
    return key != nullptr && key->is_down &&
           (key->code == GLFW_KEY_ENTER || key->code == GLFW_KEY_KP_ENTER ||
            key->code == GLFW_KEY_TAB || key->code == GLFW_KEY_ESCAPE);
}

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
        } else if (waiting_.empty() || !repeats(waiting_.back(), event)) {
            waiting_.push_back(std::move(event));
        }
    }
    return dropped;
}

std::vector<event::Key> InputQueue::feed(bool text_has_keyboard) {
    std::vector<event::Key> keys;
    Batch batch;
    batch.text_has_keyboard = text_has_keyboard;
    batch.keyboard_waits = settling_frames_ > 0;
    settling_frames_ = std::max(settling_frames_ - 1, 0);
    const auto follows = [&](const auto& event) { return can_follow(event, batch); };
    while (!waiting_.empty() && std::visit(follows, waiting_.front())) {
        const Event next = std::move(waiting_.front());
        waiting_.pop_front();
        std::visit([&](const auto& event) { give(event, batch); }, next);
        if (const auto* key = std::get_if<event::Key>(&next)) {
            keys.push_back(*key);
        }
        if (moves_focus(next)) {
            settle();
        }
    }
    return keys;
}

void InputQueue::settle() {
    settling_frames_ = kSettlingFrames;
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
