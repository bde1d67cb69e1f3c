// SPDX-License-Identifier: MIT
#include "render/picture_target.h"

#include <fmt/format.h>
#include <glad/gl.h>

#include <algorithm>
#include <array>

#include "base/check.h"
#include "render/gl_handle.h"

namespace limn::render {
namespace {

/// The same rows in the opposite order.
std::vector<std::byte> flipped(std::span<const std::byte> rows, glm::uvec2 size) {
    const std::size_t stride = std::size_t{size.x} * 4;
    std::vector<std::byte> out(rows.size());
    for (std::size_t y = 0; y < size.y; ++y) {
        const auto row = rows.subspan(y * stride, stride);
        std::ranges::copy(
            row,
            out.begin() + static_cast<std::ptrdiff_t>((size.y - 1 - y) * stride)
        );
    }
    return out;
}

}  // namespace

struct PictureTarget::Impl {
    glm::uvec2 size{0};
    UniqueGl<TextureTraits> color;
    UniqueGl<FramebufferTraits> framebuffer;
    GLint previous = 0;
    bool bound = false;
};

Result<std::unique_ptr<PictureTarget>> PictureTarget::create(glm::uvec2 size) {
    GLint limit = 0;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &limit);
    const auto most = static_cast<unsigned>(std::max(limit, 0));
    if (size.x == 0 || size.y == 0 || size.x > most || size.y > most) {
        return fail(
            ErrorCode::TooLarge,
            fmt::format(
                "a picture of {} × {} pixels cannot be made; this driver allows 1 to {}",
                size.x,
                size.y,
                most
            )
        );
    }
    std::unique_ptr<PictureTarget> target(new PictureTarget());
    target->impl_ = std::make_unique<Impl>();
    Impl& impl = *target->impl_;
    impl.size = size;
    impl.color = make_gl<TextureTraits>();
    impl.framebuffer = make_gl<FramebufferTraits>();
    GLint texture_before = 0;
    glGetIntegerv(GL_TEXTURE_BINDING_2D, &texture_before);
    glBindTexture(GL_TEXTURE_2D, impl.color.name());
    glTexImage2D(
        GL_TEXTURE_2D,
        0,
        GL_RGBA8,
        static_cast<GLsizei>(size.x),
        static_cast<GLsizei>(size.y),
        0,
        GL_RGBA,
        GL_UNSIGNED_BYTE,
        nullptr
    );
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(texture_before));

    target->bind();
    glFramebufferTexture2D(
        GL_FRAMEBUFFER,
        GL_COLOR_ATTACHMENT0,
        GL_TEXTURE_2D,
        impl.color.name(),
        0
    );
    const GLenum status = glCheckFramebufferStatus(GL_FRAMEBUFFER);
    target->release();
    if (status != GL_FRAMEBUFFER_COMPLETE) {
        return fail(
            ErrorCode::Gpu,
            fmt::format("the driver refuses a picture to draw into (status {:#x})", status)
        );
    }
    return target;
}

PictureTarget::~PictureTarget() {
    if (impl_) {
        release();
    }
}

void PictureTarget::clear(Rgba8 color) {
    bind();
    const std::array<GLfloat, 4> value{
        static_cast<float>(color.r) / 255.0F,
        static_cast<float>(color.g) / 255.0F,
        static_cast<float>(color.b) / 255.0F,
        static_cast<float>(color.a) / 255.0F};
    glDisable(GL_SCISSOR_TEST);
    glClearBufferfv(GL_COLOR, 0, value.data());
    release();
}

void PictureTarget::set_pixels(std::span<const std::byte> rgba) {
    const glm::uvec2 size = impl_->size;
    LIMN_CHECK(rgba.size() == std::size_t{size.x} * size.y * 4);
    const std::vector<std::byte> rows = flipped(rgba, size);
    GLint texture_before = 0;
    glGetIntegerv(GL_TEXTURE_BINDING_2D, &texture_before);
    glBindTexture(GL_TEXTURE_2D, impl_->color.name());
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    glTexSubImage2D(
        GL_TEXTURE_2D,
        0,
        0,
        0,
        static_cast<GLsizei>(size.x),
        static_cast<GLsizei>(size.y),
        GL_RGBA,
        GL_UNSIGNED_BYTE,
        rows.data()
    );
    glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(texture_before));
}

void PictureTarget::bind() {
    if (impl_->bound) {
        return;
    }
    glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &impl_->previous);
    glBindFramebuffer(GL_FRAMEBUFFER, impl_->framebuffer.name());
    impl_->bound = true;
}

void PictureTarget::release() {
    if (impl_->bound) {
        glBindFramebuffer(GL_FRAMEBUFFER, static_cast<GLuint>(impl_->previous));
        impl_->bound = false;
    }
}

std::vector<std::byte> PictureTarget::read_pixels() const {
    const glm::uvec2 size = impl_->size;
    std::vector<std::byte> rows(std::size_t{size.x} * size.y * 4);
    GLint before = 0;
    glGetIntegerv(GL_READ_FRAMEBUFFER_BINDING, &before);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, impl_->framebuffer.name());
    glPixelStorei(GL_PACK_ALIGNMENT, 4);
    glReadPixels(
        0,
        0,
        static_cast<GLsizei>(size.x),
        static_cast<GLsizei>(size.y),
        GL_RGBA,
        GL_UNSIGNED_BYTE,
        rows.data()
    );
    glBindFramebuffer(GL_READ_FRAMEBUFFER, static_cast<GLuint>(before));
    return flipped(rows, size);
}

glm::uvec2 PictureTarget::size() const {
    return impl_->size;
}

}  // namespace limn::render
