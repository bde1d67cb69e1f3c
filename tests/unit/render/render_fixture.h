// SPDX-License-Identifier: MIT
/// What render tests share: a context, a renderer, and short ways to make scenes and read pixels.
#pragma once

#include <gtest/gtest.h>

#include <cstring>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "draw/camera.h"
#include "draw/draw_list.h"
#include "media/image.h"
#include "render/gl_context.h"
#include "render/view_renderer.h"
#include "support/image_compare.h"

namespace limn::test {

/// Pixels of one kind as an image that owns them.
template <typename T>
media::ImagePtr make_image(
    media::ImageKind kind,
    media::PixelType type,
    glm::uvec2 size,
    std::vector<T> pixels,
    std::optional<std::uint32_t> no_class = std::nullopt
) {
    auto owner = std::make_shared<std::vector<T>>(std::move(pixels));
    const auto bytes = std::as_bytes(std::span(*owner));
    auto image = media::Image::create(kind, type, size.x, size.y, bytes, owner, no_class);
    EXPECT_TRUE(image) << image.error().message;
    return image ? *image : nullptr;
}

inline media::ImagePtr make_ids_u8(glm::uvec2 size, std::vector<std::uint8_t> ids) {
    return make_image(media::ImageKind::ClassIds, media::PixelType::U8, size, std::move(ids));
}

inline media::ImagePtr make_ids_u16(glm::uvec2 size, std::vector<std::uint16_t> ids) {
    return make_image(media::ImageKind::ClassIds, media::PixelType::U16, size, std::move(ids));
}

inline media::ImagePtr make_ids_u32(
    glm::uvec2 size,
    std::vector<std::uint32_t> ids,
    std::optional<std::uint32_t> no_class = std::nullopt
) {
    return make_image(
        media::ImageKind::ClassIds,
        media::PixelType::U32,
        size,
        std::move(ids),
        no_class
    );
}

inline media::ImagePtr make_color(glm::uvec2 size, std::vector<Rgba8> pixels) {
    return make_image(media::ImageKind::Color, media::PixelType::Rgba8, size, std::move(pixels));
}

/// A visible, described class.
inline draw::StyleEntry entry(Rgba8 color, std::uint16_t id = 0) {
    return {color, id, 255, draw::kStyleVisible | draw::kStyleDescribed};
}

class RenderTest : public ::testing::Test {
  protected:
    void SetUp() override { start({}); }

    void TearDown() override {
        if (renderer_) {
            EXPECT_TRUE(renderer_->diagnostics().empty() || expects_diagnostics_)
                << renderer_->diagnostics().items().front().message;
        }
        renderer_.reset();
        context_.reset();
    }

    void start(const render::RendererLimits& limits) {
        renderer_.reset();
        if (!context_) {
            auto context = render::OffscreenContext::create();
            ASSERT_TRUE(context) << "these tests need EGL and OpenGL 3.3 (Mesa's software renderer "
                                    "is enough): "
                                 << context.error().message;
            context_ = std::move(*context);
        }
        auto renderer = render::ViewRenderer::create(limits);
        ASSERT_TRUE(renderer) << renderer.error().message;
        renderer_ = std::move(*renderer);
    }

    /// A view of `size` pixels where one unit is one pixel and (0, 0) is the top left corner.
    render::ViewFrame frame_2d(glm::uvec2 size, float scale = 1.0F) {
        draw::Camera2D camera;
        camera.center = glm::vec2(size) * 0.5F / scale;
        camera.pixels_per_unit = scale;
        render::ViewFrame frame;
        frame.list = &list_;
        frame.styles = styles_;
        frame.camera = draw::to_view_camera(camera, glm::vec2(size));
        frame.options = options_;
        return frame;
    }

    render::ViewFrame frame_3d(glm::uvec2 size, const draw::Camera3D& camera) {
        render::ViewFrame frame = frame_2d(size);
        frame.camera = draw::to_view_camera(camera, glm::vec2(size));
        return frame;
    }

    void draw(glm::uvec2 size, const render::ViewFrame& frame) {
        const auto drawn = renderer_->draw(0, size, frame);
        ASSERT_TRUE(drawn) << drawn.error().message;
        auto pixels = renderer_->read_pixels(0);
        ASSERT_TRUE(pixels) << pixels.error().message;
        picture_ = {std::move(*pixels), size.x, size.y};
    }

    void draw_2d(glm::uvec2 size, float scale = 1.0F) { draw(size, frame_2d(size, scale)); }

    Rgba8 pixel(std::uint32_t x, std::uint32_t y) const {
        Rgba8 color;
        std::memcpy(&color, &picture_.rgba[(std::size_t{y} * picture_.width + x) * 4], 4);
        return color;
    }

    void set_table(draw::StyleTable table, draw::StyleMode mode = {}) {
        table_ = std::move(table);
        styles_ = {{&table_, 1, mode}};
    }

    void set_mode(const draw::StyleMode& mode) { styles_.front().mode = mode; }

    draw::ImageDraw& add_image(media::ImagePtr image) {
        list_.order.push_back(
            {draw::ItemKind::Image, static_cast<std::uint32_t>(list_.images.size()), 0.0F}
        );
        draw::ImageDraw& added = list_.images.emplace_back();
        added.image = std::move(image);
        added.key = next_key_++;
        return added;
    }

    draw::PointBatch& add_points(std::vector<glm::vec3> positions, float radius) {
        list_.order.push_back(
            {draw::ItemKind::Points, static_cast<std::uint32_t>(list_.points.size()), 0.0F}
        );
        draw::PointBatch& added = list_.points.emplace_back();
        for (std::uint32_t i = 0; i < positions.size(); ++i) {
            added.instance.push_back(i);
        }
        added.positions = std::move(positions);
        added.radii = {radius};
        added.entity = 7;
        added.key = next_key_++;
        return added;
    }

    draw::LineBatch& add_lines(std::vector<draw::LineSegment> segments) {
        list_.order.push_back(
            {draw::ItemKind::Lines, static_cast<std::uint32_t>(list_.lines.size()), 0.0F}
        );
        draw::LineBatch& added = list_.lines.emplace_back();
        added.segments = std::move(segments);
        added.entity = 8;
        added.key = next_key_++;
        return added;
    }

    /// Two triangles over a rectangle at a height.
    draw::MeshBatch& add_rectangle(glm::vec2 min, glm::vec2 max, float z, draw::MeshVertex like) {
        list_.order.push_back(
            {draw::ItemKind::Mesh, static_cast<std::uint32_t>(list_.meshes.size()), 0.0F}
        );
        draw::MeshBatch& added = list_.meshes.emplace_back();
        for (const glm::vec2 corner :
             {min, {max.x, min.y}, max, min, max, glm::vec2(min.x, max.y)}) {
            like.position = glm::vec3(corner, z);
            added.vertices.push_back(like);
        }
        added.entity = 9;
        added.key = next_key_++;
        return added;
    }

    std::unique_ptr<render::OffscreenContext> context_;
    std::unique_ptr<render::ViewRenderer> renderer_;
    draw::DrawList list_;
    draw::StyleTable table_;
    std::vector<draw::StyleBinding> styles_;
    render::ViewOptions options_;
    Picture picture_;
    std::uint64_t next_key_ = 1;
    bool expects_diagnostics_ = false;
};

}  // namespace limn::test
