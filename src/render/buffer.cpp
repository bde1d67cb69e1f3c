// SPDX-License-Identifier: MIT
#include "render/buffer.h"

#include <fmt/format.h>

#include "render/texture.h"

namespace limn::render {

Result<Buffer> Buffer::create(std::span<const std::byte> bytes) {
    clear_gl_errors();
    Buffer buffer;
    buffer.handle_ = make_gl<BufferTraits>();
    buffer.size_bytes_ = bytes.size();
    glBindBuffer(GL_ARRAY_BUFFER, buffer.name());
    glBufferData(
        GL_ARRAY_BUFFER,
        static_cast<GLsizeiptr>(bytes.size()),
        bytes.data(),
        GL_STATIC_DRAW
    );
    glBindBuffer(GL_ARRAY_BUFFER, 0);
    if (glGetError() != GL_NO_ERROR) {
        return fail(
            ErrorCode::Gpu,
            fmt::format("no GPU memory for a buffer of {} bytes", bytes.size())
        );
    }
    return buffer;
}

void VertexArray::add(const Buffer& buffer, const Attribute& attribute) const {
    glBindVertexArray(handle_.name());
    glBindBuffer(GL_ARRAY_BUFFER, buffer.name());
    glEnableVertexAttribArray(attribute.location);
    // GL wants the offset in the shape of a pointer.
    const void* offset = reinterpret_cast<const void*>(attribute.offset);
    if (attribute.is_integer) {
        glVertexAttribIPointer(
            attribute.location,
            attribute.components,
            attribute.type,
            attribute.stride,
            offset
        );
    } else {
        glVertexAttribPointer(
            attribute.location,
            attribute.components,
            attribute.type,
            GL_FALSE,
            attribute.stride,
            offset
        );
    }
    glVertexAttribDivisor(attribute.location, attribute.divisor);
    glBindVertexArray(0);
    glBindBuffer(GL_ARRAY_BUFFER, 0);
}

}  // namespace limn::render
