// SPDX-License-Identifier: MIT
#include "render/render_target.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <string_view>
#include <utility>

namespace limn::render {
namespace {

// GL_EXT_texture_sRGB_decode, which the core loader does not name.
constexpr GLenum kTextureSrgbDecode = 0x8A48;
constexpr GLint kSkipDecode = 0x8A4A;

bool can_skip_decode() {
    GLint count = 0;
    glGetIntegerv(GL_NUM_EXTENSIONS, &count);
    for (GLint i = 0; i < count; ++i) {
        const GLubyte* name = glGetStringi(GL_EXTENSIONS, static_cast<GLuint>(i));
        if (name != nullptr &&
            std::string_view(reinterpret_cast<const char*>(name)) == "GL_EXT_texture_sRGB_decode") {
            return true;
        }
    }
    return false;
}

}  // namespace

RenderTarget::RenderTarget(Texture color, Texture ids, glm::uvec2 size)
    : color_(std::move(color))
    , ids_(std::move(ids))
    , depth_(make_gl<RenderbufferTraits>())
    , framebuffer_(make_gl<FramebufferTraits>())
    , size_(size) {}

Result<RenderTarget> RenderTarget::create(glm::uvec2 size) {
    GLint limit = 0;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &limit);
    const auto max_size = static_cast<std::uint32_t>(std::max(limit, 1));
    if (size.x == 0 || size.y == 0 || size.x > max_size || size.y > max_size) {
        return fail(
            ErrorCode::Gpu,
            fmt::format(
                "a picture of {}×{} pixels; this GPU draws 1 to {}",
                size.x,
                size.y,
                max_size
            )
        );
    }
    LIMN_TRY(Texture color, Texture::create_2d(TextureFormat::Srgb8Alpha8, size));
    LIMN_TRY(Texture ids, Texture::create_2d(TextureFormat::Rg32Ui, size));
    RenderTarget target(std::move(color), std::move(ids), size);
    LIMN_TRY_VOID(target.attach());
    return target;
}

Result<void> RenderTarget::attach() {
    const auto width = static_cast<GLsizei>(size_.x);
    const auto height = static_cast<GLsizei>(size_.y);
    glBindRenderbuffer(GL_RENDERBUFFER, depth_.name());
    glRenderbufferStorage(GL_RENDERBUFFER, GL_DEPTH_COMPONENT32F, width, height);
    glBindRenderbuffer(GL_RENDERBUFFER, 0);
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_.name());
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, color_.name(), 0);
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT1, GL_TEXTURE_2D, ids_.name(), 0);
    glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_DEPTH_ATTACHMENT, GL_RENDERBUFFER, depth_.name());
    constexpr std::array<GLenum, 2> kBuffers{GL_COLOR_ATTACHMENT0, GL_COLOR_ATTACHMENT1};
    glDrawBuffers(2, kBuffers.data());
    const GLenum status = glCheckFramebufferStatus(GL_FRAMEBUFFER);
    glBindFramebuffer(GL_FRAMEBUFFER, 0);
    if (status != GL_FRAMEBUFFER_COMPLETE) {
        return fail(
            ErrorCode::Gpu,
            fmt::format("the driver refuses the picture's formats ({:#06x})", status)
        );
    }
    if (can_skip_decode()) {
        color_.bind(kImageUnit);
        glTexParameteri(GL_TEXTURE_2D, kTextureSrgbDecode, kSkipDecode);
        glBindTexture(GL_TEXTURE_2D, 0);
        return {};
    }
    LIMN_TRY(Texture encoded, Texture::create_2d(TextureFormat::Rgba8, size_));
    encoded_framebuffer_ = make_gl<FramebufferTraits>();
    glBindFramebuffer(GL_FRAMEBUFFER, encoded_framebuffer_.name());
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, encoded.name(), 0);
    glBindFramebuffer(GL_FRAMEBUFFER, 0);
    encoded_ = std::move(encoded);
    return {};
}

void RenderTarget::bind() const {
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_.name());
}

GLuint RenderTarget::shown_texture() const {
    return encoded_ ? encoded_->name() : color_.name();
}

void RenderTarget::encode(const Program& program) const {
    glBindFramebuffer(GL_FRAMEBUFFER, encoded_framebuffer_.name());
    glDisable(GL_FRAMEBUFFER_SRGB);
    glDisable(GL_BLEND);
    glDisable(GL_DEPTH_TEST);
    color_.bind(kImageUnit);
    program.use();
    glDrawArrays(GL_TRIANGLES, 0, 3);
}

std::vector<std::byte> RenderTarget::read_pixels() const {
    const std::size_t row = std::size_t{size_.x} * 4;
    std::vector<std::byte> pixels(row * size_.y);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, framebuffer_.name());
    glReadBuffer(GL_COLOR_ATTACHMENT0);
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(
        0,
        0,
        static_cast<GLsizei>(size_.x),
        static_cast<GLsizei>(size_.y),
        GL_RGBA,
        GL_UNSIGNED_BYTE,
        pixels.data()
    );
    glPixelStorei(GL_PACK_ALIGNMENT, 4);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, 0);
    for (std::size_t top = 0, bottom = size_.y - 1; top < bottom; ++top, --bottom) {
        std::swap_ranges(
            pixels.begin() + static_cast<std::ptrdiff_t>(top * row),
            pixels.begin() + static_cast<std::ptrdiff_t>((top + 1) * row),
            pixels.begin() + static_cast<std::ptrdiff_t>(bottom * row)
        );
    }
    return pixels;
}

void RenderTarget::copy_ids_and_depths(glm::ivec2 at, glm::ivec2 size, std::size_t depths_at)
    const {
    glBindFramebuffer(GL_READ_FRAMEBUFFER, framebuffer_.name());
    glReadBuffer(GL_COLOR_ATTACHMENT1);
    glReadPixels(at.x, at.y, size.x, size.y, GL_RG_INTEGER, GL_UNSIGNED_INT, nullptr);
    glReadBuffer(GL_COLOR_ATTACHMENT0);
    glReadPixels(
        at.x,
        at.y,
        size.x,
        size.y,
        GL_DEPTH_COMPONENT,
        GL_FLOAT,
        std::bit_cast<void*>(depths_at)
    );
    glBindFramebuffer(GL_READ_FRAMEBUFFER, 0);
}

}  // namespace limn::render
