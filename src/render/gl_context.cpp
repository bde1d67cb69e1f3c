// SPDX-License-Identifier: MIT
#include "render/gl_context.h"

#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <fmt/format.h>
#include <glad/gl.h>

#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace limn::render {
namespace {

using GetProcAddress = void* (*)(const char*);

GLADapiproc load_one(void* get_proc_address, const char* name) {
    const auto load = *static_cast<GetProcAddress*>(get_proc_address);
    return reinterpret_cast<GLADapiproc>(load(name));
}

void* egl_proc_address(const char* name) {
    return reinterpret_cast<void*>(eglGetProcAddress(name));
}

template <typename Function>
Function egl_function(const char* name) {
    return reinterpret_cast<Function>(eglGetProcAddress(name));
}

std::string_view text_or_empty(const char* text) {
    return text == nullptr ? std::string_view() : std::string_view(text);
}

EGLDisplay surfaceless_display() {
    const std::string_view extensions =
        text_or_empty(eglQueryString(EGL_NO_DISPLAY, EGL_EXTENSIONS));
    const auto get_display =
        egl_function<PFNEGLGETPLATFORMDISPLAYEXTPROC>("eglGetPlatformDisplayEXT");
    if (get_display == nullptr ||
        extensions.find("EGL_MESA_platform_surfaceless") == std::string_view::npos) {
        return EGL_NO_DISPLAY;
    }
    return get_display(EGL_PLATFORM_SURFACELESS_MESA, nullptr, nullptr);
}

std::vector<EGLDisplay> device_displays() {
    const auto query = egl_function<PFNEGLQUERYDEVICESEXTPROC>("eglQueryDevicesEXT");
    const auto get_display =
        egl_function<PFNEGLGETPLATFORMDISPLAYEXTPROC>("eglGetPlatformDisplayEXT");
    if (query == nullptr || get_display == nullptr) {
        return {};
    }
    std::array<EGLDeviceEXT, 8> devices{};
    EGLint count = 0;
    if (query(static_cast<EGLint>(devices.size()), devices.data(), &count) != EGL_TRUE) {
        return {};
    }
    std::vector<EGLDisplay> displays;
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
        displays.push_back(get_display(EGL_PLATFORM_DEVICE_EXT, devices.at(i), nullptr));
    }
    return displays;
}

}  // namespace

struct OffscreenContext::Impl {
    EGLDisplay display = EGL_NO_DISPLAY;
    EGLContext context = EGL_NO_CONTEXT;
    EGLSurface surface = EGL_NO_SURFACE;

    Impl() = default;
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    ~Impl() {
        // The display is not terminated: other contexts of this process may live on it.
        if (context != EGL_NO_CONTEXT) {
            eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
            eglDestroyContext(display, context);
        }
        if (surface != EGL_NO_SURFACE) {
            eglDestroySurface(display, surface);
        }
    }

    /// Makes a context current on this display; otherwise says what failed.
    [[nodiscard]] Result<void> open(EGLDisplay on, bool with_pbuffer);
};

Result<void> OffscreenContext::Impl::open(EGLDisplay on, bool with_pbuffer) {
    display = on;
    EGLint major = 0;
    EGLint minor = 0;
    if (display == EGL_NO_DISPLAY || eglInitialize(display, &major, &minor) != EGL_TRUE) {
        return fail(ErrorCode::Gpu, "no display");
    }
    if (eglBindAPI(EGL_OPENGL_API) != EGL_TRUE) {
        return fail(ErrorCode::Gpu, "no desktop OpenGL");
    }
    const std::array<EGLint, 5> config_attributes{
        EGL_RENDERABLE_TYPE,
        EGL_OPENGL_BIT,
        EGL_SURFACE_TYPE,
        with_pbuffer ? EGL_PBUFFER_BIT : 0,
        EGL_NONE,
    };
    EGLConfig config = nullptr;
    EGLint count = 0;
    if (eglChooseConfig(display, config_attributes.data(), &config, 1, &count) != EGL_TRUE ||
        count == 0) {
        return fail(ErrorCode::Gpu, "no configuration");
    }
    const std::array<EGLint, 7> context_attributes{
        EGL_CONTEXT_MAJOR_VERSION,
        3,
        EGL_CONTEXT_MINOR_VERSION,
        3,
        EGL_CONTEXT_OPENGL_PROFILE_MASK,
        EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT,
        EGL_NONE,
    };
    context = eglCreateContext(display, config, EGL_NO_CONTEXT, context_attributes.data());
    if (context == EGL_NO_CONTEXT) {
        return fail(ErrorCode::Gpu, "no OpenGL 3.3 core context");
    }
    if (with_pbuffer) {
        const std::array<EGLint, 5> size{EGL_WIDTH, 1, EGL_HEIGHT, 1, EGL_NONE};
        surface = eglCreatePbufferSurface(display, config, size.data());
    }
    if (eglMakeCurrent(display, surface, surface, context) != EGL_TRUE) {
        return fail(ErrorCode::Gpu, "the context cannot be made current");
    }
    return load_gl(egl_proc_address);
}

Result<std::unique_ptr<OffscreenContext>> OffscreenContext::create() {
    struct Attempt {
        std::string_view name;
        EGLDisplay display = EGL_NO_DISPLAY;
        bool with_pbuffer = false;
    };

    std::vector<Attempt> attempts{{"surfaceless", surfaceless_display(), false}};
    for (EGLDisplay display : device_displays()) {
        attempts.push_back({"device", display, false});
    }
    attempts.push_back({"pbuffer", eglGetDisplay(EGL_DEFAULT_DISPLAY), true});

    std::string tried;
    for (const Attempt& attempt : attempts) {
        auto impl = std::make_unique<Impl>();
        const Result<void> opened = impl->open(attempt.display, attempt.with_pbuffer);
        if (opened) {
            std::unique_ptr<OffscreenContext> context(new OffscreenContext());
            context->impl_ = std::move(impl);
            return context;
        }
        tried += fmt::format(
            "{}{}: {}",
            tried.empty() ? "" : "; ",
            attempt.name,
            opened.error().message
        );
    }
    return fail(
        ErrorCode::Gpu,
        fmt::format("OpenGL 3.3 core is needed, EGL offers none ({})", tried)
    );
}

OffscreenContext::~OffscreenContext() = default;

Result<void> load_gl(void* (*get_proc_address)(const char*)) {
    const int version = gladLoadGLUserPtr(load_one, static_cast<void*>(&get_proc_address));
    if (version == 0) {
        return fail(ErrorCode::Gpu, "OpenGL 3.3 core is needed; this driver offers no OpenGL");
    }
    if (version < GLAD_MAKE_VERSION(3, 3)) {
        return fail(
            ErrorCode::Gpu,
            fmt::format(
                "OpenGL 3.3 core is needed; this driver offers {}.{}",
                GLAD_VERSION_MAJOR(version),
                GLAD_VERSION_MINOR(version)
            )
        );
    }
    return {};
}

std::string renderer_name() {
    if (glad_glGetString == nullptr) {
        return {};
    }
    const GLubyte* name = glGetString(GL_RENDERER);
    return name == nullptr ? std::string() : reinterpret_cast<const char*>(name);
}

}  // namespace limn::render
