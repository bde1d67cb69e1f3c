// SPDX-License-Identifier: MIT
/// Window: a GLFW window with an OpenGL 3.3 core context, and what people do to it as a list of events.
///
/// Units     framebuffer pixels, whatever the window system counts in.
/// Errors    Gpu: no display, no OpenGL 3.3.
/// Threads   the main thread; `wake` from any thread.
#pragma once

#include <cstdint>
#include <glm/vec2.hpp>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/result.h"
#include "session/window_place.h"

namespace limn::app {

namespace event {

struct MouseMoved {
    glm::vec2 position{0.0F};
};

struct MouseButton {
    int button = 0;
    bool is_down = false;
};

struct Wheel {
    glm::vec2 steps{0.0F};
};

/// Key codes and modifiers are GLFW's.
struct Key {
    int code = 0;
    bool is_down = false;
    bool is_repeat = false;
    int modifiers = 0;
};

struct Character {
    unsigned int codepoint = 0;
};

struct Focus {
    bool has_focus = true;
};

struct MouseLeft {};

struct FilesDropped {
    std::vector<std::string> paths;
};

}  // namespace event

using Event = std::variant<
    event::MouseMoved,
    event::MouseButton,
    event::Wheel,
    event::Key,
    event::Character,
    event::Focus,
    event::MouseLeft,
    event::FilesDropped>;

enum class CursorShape : std::uint8_t { Arrow, Text, ResizeX, ResizeY, Hand, Crosshair };

/// Where a window should open.
struct WindowWish {
    std::optional<glm::uvec2> size;             ///< Asked for; it need not fit the screen.
    std::optional<session::WindowPlace> place;  ///< Where it was last.
};

class Window {
  public:
    /// Made hidden; `show` after the first frame, so that nobody sees an empty one.
    [[nodiscard]] static Result<std::unique_ptr<Window>>
    create(const std::string& title, const WindowWish& wish, const std::string& application_id);
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    void show();
    void set_title(const std::string& title);

    /// Handles what came; waits up to this long for something to come (0: not at all).
    void wait_events(double seconds);

    /// Ends a wait; from any thread.
    static void wake();

    [[nodiscard]] std::vector<Event> take_events();

    /// The close button was pressed.
    [[nodiscard]] bool should_close() const;

    [[nodiscard]] glm::uvec2 framebuffer_size() const;

    /// Pixels per UI point that the display asks for.
    [[nodiscard]] float content_scale() const;
    [[nodiscard]] bool is_minimised() const;

    /// Where it stands, or where it returns to from full screen.
    [[nodiscard]] session::WindowPlace place() const;

    /// It cannot be made smaller than its parts need at this scale.
    void set_least_size(float ui_scale);

    void set_cursor(CursorShape shape);
    void set_clipboard(const std::string& text);
    [[nodiscard]] std::string clipboard() const;

    /// On the screen that shows most of it.
    void toggle_fullscreen();

    /// Makes the frame visible.
    void present();

    /// For loading OpenGL's functions.
    [[nodiscard]] static void* get_proc_address(const char* name);

    /// Something asked for a frame: the window was uncovered or resized, or woken.
    [[nodiscard]] bool take_refresh();

  private:
    Window() = default;

    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace limn::app
