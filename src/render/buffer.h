// SPDX-License-Identifier: MIT
/// Vertex buffers and vertex arrays.
///
/// Errors    Gpu: out of memory.
/// Threads   the thread of the GL context.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "base/result.h"
#include "render/gl_handle.h"

namespace limn::render {

class Buffer {
  public:
    /// An immutable vertex buffer with these bytes.
    [[nodiscard]] static Result<Buffer> create(std::span<const std::byte> bytes);

    template <typename T>
    [[nodiscard]] static Result<Buffer> create_of(std::span<const T> values) {
        return create(std::as_bytes(values));
    }

    [[nodiscard]] GLuint name() const { return handle_.name(); }

    [[nodiscard]] std::size_t size_bytes() const { return size_bytes_; }

  private:
    Buffer() = default;

    UniqueGl<BufferTraits> handle_;
    std::size_t size_bytes_ = 0;
};

/// How one attribute is read from a buffer.
struct Attribute {
    GLuint location = 0;
    GLint components = 1;
    GLenum type = GL_FLOAT;
    bool is_integer = false;
    GLsizei stride = 0;
    std::size_t offset = 0;
    GLuint divisor = 0;
};

class VertexArray {
  public:
    VertexArray()
        : handle_(make_gl<VertexArrayTraits>()) {}

    /// Connects an attribute to a buffer.
    void add(const Buffer& buffer, const Attribute& attribute) const;

    void bind() const { glBindVertexArray(handle_.name()); }

  private:
    UniqueGl<VertexArrayTraits> handle_;
};

}  // namespace limn::render
