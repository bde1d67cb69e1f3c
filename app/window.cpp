// SPDX-License-Identifier: MIT
#include "window.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <algorithm>
#include <array>
#include <glm/common.hpp>
#include <span>
#include <utility>
#include <vector>

#include "window_icon.h"

namespace limn::app {
namespace {

constexpr std::size_t kCursorShapes = 6;

/// In the sizes that task bars and window lists use.
void set_icon(GLFWwindow* window) {
    constexpr std::array<int, 3> kSizes{16, 32, 64};
    std::array<std::vector<std::uint8_t>, kSizes.size()> pixels;
    std::array<GLFWimage, kSizes.size()> images{};
    for (std::size_t i = 0; i < kSizes.size(); ++i) {
        pixels.at(i) = window_icon(kSizes.at(i));
        images.at(i) = {kSizes.at(i), kSizes.at(i), pixels.at(i).data()};
    }
    glfwSetWindowIcon(window, static_cast<int>(images.size()), images.data());
}

std::span<GLFWmonitor*> monitors() {
    int count = 0;
    GLFWmonitor** all = glfwGetMonitors(&count);
    return {all, static_cast<std::size_t>(std::max(count, 0))};
}

/// The primary screen first.
std::vector<session::Screen> work_areas() {
    std::vector<session::Screen> areas;
    for (GLFWmonitor* monitor : monitors()) {
        session::Screen area;
        glfwGetMonitorWorkarea(
            monitor,
            &area.position.x,
            &area.position.y,
            &area.size.x,
            &area.size.y
        );
        if (area.size.x > 0 && area.size.y > 0) {
            areas.push_back(area);
        }
    }
    return areas;
}

/// What GLFW last complained about; its error callback has no user pointer, so it is asked instead.
std::string last_error(const char* otherwise) {
    const char* description = nullptr;
    const int code = glfwGetError(&description);
    return code != GLFW_NO_ERROR && description != nullptr ? description : otherwise;
}

}  // namespace

struct Window::Impl {
    GLFWwindow* handle = nullptr;
    std::vector<Event> events;
    std::array<GLFWcursor*, kCursorShapes> cursors{};
    CursorShape cursor = CursorShape::Arrow;
    bool refresh = true;
    session::WindowPlace
        place;  ///< While it is neither maximised nor minimised nor in full screen.
    float least_size_scale = 0.0F;

    static Impl& of(GLFWwindow* window) {
        return *static_cast<Impl*>(glfwGetWindowUserPointer(window));
    }

    /// Pixels of the framebuffer per unit of the window system.
    [[nodiscard]] glm::vec2 pixels_per_unit() const {
        glm::ivec2 window{1};
        glm::ivec2 pixels{1};
        glfwGetWindowSize(handle, &window.x, &window.y);
        glfwGetFramebufferSize(handle, &pixels.x, &pixels.y);
        return glm::vec2(pixels) / glm::vec2(glm::max(window, glm::ivec2(1)));
    }

    void add(Event event) {
        events.push_back(std::move(event));
        refresh = true;
    }

    void follow_place() {
        const bool is_special = glfwGetWindowMonitor(handle) != nullptr ||
                                glfwGetWindowAttrib(handle, GLFW_ICONIFIED) == GLFW_TRUE ||
                                glfwGetWindowAttrib(handle, GLFW_MAXIMIZED) == GLFW_TRUE;
        if (!is_special) {
            glfwGetWindowPos(handle, &place.position.x, &place.position.y);
            glfwGetWindowSize(handle, &place.size.x, &place.size.y);
        }
    }

    void open_at(const WindowWish& wish);
    void install_callbacks();
    void make_cursors();
};

void Window::Impl::install_callbacks() {
    glfwSetWindowUserPointer(handle, this);
    glfwSetCursorPosCallback(handle, [](GLFWwindow* w, double x, double y) {
        Impl& impl = of(w);
        const glm::vec2 position = glm::vec2(glm::dvec2(x, y)) * impl.pixels_per_unit();
        impl.add(event::MouseMoved{position});
    });
    glfwSetMouseButtonCallback(handle, [](GLFWwindow* w, int button, int action, int) {
        of(w).add(event::MouseButton{button, action == GLFW_PRESS});
    });
    glfwSetScrollCallback(handle, [](GLFWwindow* w, double x, double y) {
        of(w).add(event::Wheel{glm::vec2(glm::dvec2(x, y))});
    });
    glfwSetKeyCallback(handle, [](GLFWwindow* w, int key, int, int action, int modifiers) {
        if (key != GLFW_KEY_UNKNOWN) {
            of(w).add(event::Key{key, action != GLFW_RELEASE, action == GLFW_REPEAT, modifiers});
        }
    });
    glfwSetCharCallback(handle, [](GLFWwindow* w, unsigned int codepoint) {
        of(w).add(event::Character{codepoint});
    });
    glfwSetWindowFocusCallback(handle, [](GLFWwindow* w, int focused) {
        of(w).add(event::Focus{focused == GLFW_TRUE});
    });
    glfwSetCursorEnterCallback(handle, [](GLFWwindow* w, int entered) {
        if (entered == GLFW_FALSE) {
            of(w).add(event::MouseLeft{});
        }
    });
    glfwSetDropCallback(handle, [](GLFWwindow* w, int count, const char** paths) {
        event::FilesDropped dropped;
        for (int i = 0; i < count; ++i) {
            dropped.paths.emplace_back(paths[i]);
        }
        of(w).add(std::move(dropped));
    });
    glfwSetWindowPosCallback(handle, [](GLFWwindow* w, int, int) { of(w).follow_place(); });
    glfwSetWindowSizeCallback(handle, [](GLFWwindow* w, int, int) { of(w).follow_place(); });
    glfwSetWindowRefreshCallback(handle, [](GLFWwindow* w) { of(w).refresh = true; });
    glfwSetFramebufferSizeCallback(handle, [](GLFWwindow* w, int, int) { of(w).refresh = true; });
    glfwSetWindowContentScaleCallback(handle, [](GLFWwindow* w, float, float) {
        of(w).refresh = true;
    });
}

void Window::Impl::make_cursors() {
    const std::array<int, kCursorShapes> shapes{
        GLFW_ARROW_CURSOR,
        GLFW_IBEAM_CURSOR,
        GLFW_HRESIZE_CURSOR,
        GLFW_VRESIZE_CURSOR,
        GLFW_HAND_CURSOR,
        GLFW_CROSSHAIR_CURSOR};
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        cursors[i] = glfwCreateStandardCursor(shapes[i]);
    }
}

/// Before it is shown: window managers keep such a place.
void Window::Impl::open_at(const WindowWish& wish) {
    session::FrameMargins margins;
    glfwGetWindowFrameSize(
        handle,
        &margins.top_left.x,
        &margins.top_left.y,
        &margins.bottom_right.x,
        &margins.bottom_right.y
    );
    const std::vector<session::Screen> areas = work_areas();
    const auto opening = session::opening_place(wish.place, areas, margins);
    if (!opening) {
        return;
    }
    if (!wish.size) {
        glfwSetWindowSize(handle, opening->size.x, opening->size.y);
    }
    if (!wish.size || wish.place) {
        glfwSetWindowPos(handle, opening->position.x, opening->position.y);
    }
    if (!wish.size && opening->is_maximised) {
        glfwMaximizeWindow(handle);
    }
    place = *opening;
    if (wish.size) {
        follow_place();
    }
}

Result<std::unique_ptr<Window>> Window::create(
    const std::string& title,
    const WindowWish& wish,
    const std::string& application_id
) {
    if (glfwInit() != GLFW_TRUE) {
        return fail(
            ErrorCode::Gpu,
            "no display: " + last_error("the window system gave no reason")
        );
    }
    std::unique_ptr<Window> window(new Window());
    window->impl_ = std::make_unique<Impl>();
    Impl& impl = *window->impl_;
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    glfwWindowHint(GLFW_VISIBLE, GLFW_FALSE);
    glfwWindowHint(GLFW_DEPTH_BITS, 0);
    glfwWindowHint(GLFW_STENCIL_BITS, 0);
    glfwWindowHintString(GLFW_X11_CLASS_NAME, application_id.c_str());
    glfwWindowHintString(GLFW_X11_INSTANCE_NAME, application_id.c_str());
    constexpr glm::uvec2 kUntilItIsPlaced{1024, 768};
    const glm::uvec2 size = wish.size.value_or(kUntilItIsPlaced);
    impl.handle = glfwCreateWindow(
        static_cast<int>(size.x),
        static_cast<int>(size.y),
        title.c_str(),
        nullptr,
        nullptr
    );
    if (impl.handle == nullptr) {
        return fail(
            ErrorCode::Gpu,
            "no window with OpenGL 3.3: " + last_error("the driver gave no reason")
        );
    }
    set_icon(impl.handle);
    glfwMakeContextCurrent(impl.handle);
    glfwSwapInterval(1);
    impl.open_at(wish);
    impl.install_callbacks();
    impl.make_cursors();
    return window;
}

Window::~Window() {
    if (impl_) {
        for (GLFWcursor* cursor : impl_->cursors) {
            if (cursor != nullptr) {
                glfwDestroyCursor(cursor);
            }
        }
        if (impl_->handle != nullptr) {
            glfwDestroyWindow(impl_->handle);
        }
        glfwTerminate();
    }
}

void Window::show() {
    glfwShowWindow(impl_->handle);
}

void Window::set_title(const std::string& title) {
    glfwSetWindowTitle(impl_->handle, title.c_str());
}

void Window::wait_events(double seconds) {
    if (seconds > 0.0) {
        glfwWaitEventsTimeout(seconds);
    } else {
        glfwPollEvents();
    }
}

void Window::wake() {
    glfwPostEmptyEvent();
}

std::vector<Event> Window::take_events() {
    return std::exchange(impl_->events, {});
}

bool Window::should_close() const {
    return glfwWindowShouldClose(impl_->handle) == GLFW_TRUE;
}

glm::uvec2 Window::framebuffer_size() const {
    glm::ivec2 size{0};
    glfwGetFramebufferSize(impl_->handle, &size.x, &size.y);
    return glm::uvec2(glm::max(size, glm::ivec2(0)));
}

float Window::content_scale() const {
    float x = 1.0F;
    float y = 1.0F;
    glfwGetWindowContentScale(impl_->handle, &x, &y);
    return std::clamp(std::max(x, y), 0.5F, 3.0F);
}

bool Window::is_minimised() const {
    return glfwGetWindowAttrib(impl_->handle, GLFW_ICONIFIED) == GLFW_TRUE;
}

void Window::set_cursor(CursorShape shape) {
    if (shape != impl_->cursor) {
        impl_->cursor = shape;
        glfwSetCursor(impl_->handle, impl_->cursors[static_cast<std::size_t>(shape)]);
    }
}

void Window::set_clipboard(const std::string& text) {
    glfwSetClipboardString(impl_->handle, text.c_str());
}

std::string Window::clipboard() const {
    const char* text = glfwGetClipboardString(impl_->handle);
    return text != nullptr ? text : "";
}

session::WindowPlace Window::place() const {
    session::WindowPlace place = impl_->place;
    place.is_maximised = glfwGetWindowMonitor(impl_->handle) == nullptr &&
                         glfwGetWindowAttrib(impl_->handle, GLFW_MAXIMIZED) == GLFW_TRUE;
    return place;
}

void Window::set_least_size(float ui_scale) {
    if (std::exchange(impl_->least_size_scale, ui_scale) == ui_scale) {
        return;
    }
    const std::vector<session::Screen> areas = work_areas();
    const auto on = session::screen_of(impl_->place, areas);
    const glm::vec2 pixels = impl_->pixels_per_unit();
    const glm::ivec2 least = session::least_window_size(
        ui_scale / std::max(pixels.x, 0.1F),
        on ? std::optional(areas[*on]) : std::nullopt
    );
    glfwSetWindowSizeLimits(impl_->handle, least.x, least.y, GLFW_DONT_CARE, GLFW_DONT_CARE);
}

void Window::toggle_fullscreen() {
    GLFWwindow* window = impl_->handle;
    impl_->refresh = true;
    if (glfwGetWindowMonitor(window) != nullptr) {
        const glm::ivec2 at = impl_->place.position;
        const glm::ivec2 size = impl_->place.size;
        glfwSetWindowMonitor(window, nullptr, at.x, at.y, size.x, size.y, GLFW_DONT_CARE);
        return;
    }
    impl_->follow_place();
    session::WindowPlace now;
    glfwGetWindowPos(window, &now.position.x, &now.position.y);
    glfwGetWindowSize(window, &now.size.x, &now.size.y);
    std::vector<session::Screen> screens;
    for (GLFWmonitor* monitor : monitors()) {
        session::Screen screen;
        glfwGetMonitorPos(monitor, &screen.position.x, &screen.position.y);
        const GLFWvidmode* mode = glfwGetVideoMode(monitor);
        screen.size = mode != nullptr ? glm::ivec2(mode->width, mode->height) : glm::ivec2(0);
        screens.push_back(screen);
    }
    if (const auto on = session::screen_of(now, screens); on && screens[*on].size.x > 0) {
        GLFWmonitor* monitor = monitors()[*on];
        const GLFWvidmode& mode = *glfwGetVideoMode(monitor);
        glfwSetWindowMonitor(window, monitor, 0, 0, mode.width, mode.height, mode.refreshRate);
    }
}

void Window::present() {
    glfwSwapBuffers(impl_->handle);
}

void* Window::get_proc_address(const char* name) {
    // A function pointer as the loader wants it: POSIX allows the conversion.
    return reinterpret_cast<void*>(glfwGetProcAddress(name));
}

bool Window::take_refresh() {
    return std::exchange(impl_->refresh, false);
}

}  // namespace limn::app
