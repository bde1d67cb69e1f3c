// SPDX-License-Identifier: MIT
#include "window.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <algorithm>
#include <array>
#include <glm/common.hpp>
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
    glm::ivec2 windowed_position{0};
    glm::ivec2 windowed_size{0};

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

Result<std::unique_ptr<Window>>
Window::create(const std::string& title, glm::uvec2 size, const std::string& application_id) {
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

void Window::toggle_fullscreen() {
    GLFWwindow* window = impl_->handle;
    glm::ivec2& at = impl_->windowed_position;
    glm::ivec2& size = impl_->windowed_size;
    if (glfwGetWindowMonitor(window) != nullptr) {
        glfwSetWindowMonitor(window, nullptr, at.x, at.y, size.x, size.y, GLFW_DONT_CARE);
    } else if (GLFWmonitor* monitor = glfwGetPrimaryMonitor(); monitor != nullptr) {
        glfwGetWindowPos(window, &at.x, &at.y);
        glfwGetWindowSize(window, &size.x, &size.y);
        const GLFWvidmode* mode = glfwGetVideoMode(monitor);
        glfwSetWindowMonitor(window, monitor, 0, 0, mode->width, mode->height, mode->refreshRate);
    }
    impl_->refresh = true;
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
