// SPDX-License-Identifier: MIT
/// UniqueGl: owns one GL name.
///
/// Threads   the thread of the GL context, destruction included.
#pragma once

#include <glad/gl.h>

#include <utility>

namespace limn::render {

template <typename Traits>
class UniqueGl {
  public:
    UniqueGl() = default;

    explicit UniqueGl(GLuint name)
        : name_(name) {}

    UniqueGl(const UniqueGl&) = delete;
    UniqueGl& operator=(const UniqueGl&) = delete;

    UniqueGl(UniqueGl&& other) noexcept
        : name_(std::exchange(other.name_, 0)) {}

    UniqueGl& operator=(UniqueGl&& other) noexcept {
        if (this != &other) {
            reset();
            name_ = std::exchange(other.name_, 0);
        }
        return *this;
    }

    ~UniqueGl() { reset(); }

    [[nodiscard]] GLuint name() const { return name_; }

  private:
    void reset() {
        if (name_ != 0) {
            Traits::destroy(name_);
            name_ = 0;
        }
    }

    GLuint name_ = 0;
};

struct TextureTraits {
    static GLuint create() {
        GLuint name = 0;
        glGenTextures(1, &name);
        return name;
    }

    static void destroy(GLuint name) { glDeleteTextures(1, &name); }
};

struct BufferTraits {
    static GLuint create() {
        GLuint name = 0;
        glGenBuffers(1, &name);
        return name;
    }

    static void destroy(GLuint name) { glDeleteBuffers(1, &name); }
};

struct VertexArrayTraits {
    static GLuint create() {
        GLuint name = 0;
        glGenVertexArrays(1, &name);
        return name;
    }

    static void destroy(GLuint name) { glDeleteVertexArrays(1, &name); }
};

struct FramebufferTraits {
    static GLuint create() {
        GLuint name = 0;
        glGenFramebuffers(1, &name);
        return name;
    }

    static void destroy(GLuint name) { glDeleteFramebuffers(1, &name); }
};

struct RenderbufferTraits {
    static GLuint create() {
        GLuint name = 0;
        glGenRenderbuffers(1, &name);
        return name;
    }

    static void destroy(GLuint name) { glDeleteRenderbuffers(1, &name); }
};

struct ShaderTraits {
    static void destroy(GLuint name) { glDeleteShader(name); }
};

struct ProgramTraits {
    static void destroy(GLuint name) { glDeleteProgram(name); }
};

template <typename Traits>
[[nodiscard]] UniqueGl<Traits> make_gl() {
    return UniqueGl<Traits>(Traits::create());
}

}  // namespace limn::render
