// SPDX-License-Identifier: MIT
#include <cmath>

#include "unit/render/render_fixture.h"

namespace limn::test {
namespace {

/// One scene with everything in it, as people see it.
class GoldenTest : public RenderTest {
  protected:
    static constexpr glm::uvec2 kSize{320, 240};

    static std::vector<Rgba8> sky_and_ground() {
        std::vector<Rgba8> pixels;
        for (std::uint32_t y = 0; y < kSize.y; ++y) {
            for (std::uint32_t x = 0; x < kSize.x; ++x) {
                const auto shade = static_cast<std::uint8_t>(60 + y / 3 + x / 8);
                pixels.push_back(
                    y < 110 ? Rgba8{static_cast<std::uint8_t>(shade / 2), shade, 200, 255}
                            : Rgba8{shade, static_cast<std::uint8_t>(shade - 20), 70, 255}
                );
            }
        }
        return pixels;
    }

    static std::vector<std::uint8_t> three_blobs() {
        std::vector<std::uint8_t> ids(std::size_t{kSize.x} * kSize.y);
        for (std::uint32_t y = 0; y < kSize.y; ++y) {
            for (std::uint32_t x = 0; x < kSize.x; ++x) {
                const glm::vec2 p(x, y);
                const bool one = glm::distance(p, glm::vec2(90, 120)) < 55.0F;
                const bool two = glm::distance(p, glm::vec2(140, 140)) < 45.0F;
                const bool three = x > 230 && x < 290 && y > 60 && y < 180;
                ids[std::size_t{y} * kSize.x + x] =
                    static_cast<std::uint8_t>(three ? 3 : (two ? 2 : (one ? 1 : 0)));
            }
        }
        return ids;
    }

    void add_skeleton() {
        const std::vector<glm::vec3> joints{
            {260, 70, 0},
            {260, 100, 0},
            {240, 120, 0},
            {280, 125, 0},
            {250, 160, 0},
            {272, 165, 0}};
        const std::vector<std::pair<int, int>> bones{{0, 1}, {1, 2}, {1, 3}, {1, 4}, {1, 5}};
        std::vector<draw::LineSegment> segments;
        for (const auto& [from, to] : bones) {
            draw::LineSegment bone;
            bone.from = joints.at(static_cast<std::size_t>(from));
            bone.to = joints.at(static_cast<std::size_t>(to));
            bone.style_index = 3;
            bone.radius = -1.5F;
            bone.joint_from = draw::kPairBase + static_cast<std::uint32_t>(from);
            bone.joint_to = draw::kPairBase + static_cast<std::uint32_t>(to);
            bone.instance = 0;
            segments.push_back(bone);
        }
        add_lines(segments);
        auto& points = add_points(joints, -4.0F);
        for (const std::uint32_t i : points.instance) {
            points.style_index.push_back(draw::kPairBase + i);
        }
    }

    void make_scene() {
        draw::StyleEntry nothing = entry({0, 0, 0, 0});
        set_table(draw::StyleTable(
            {nothing,
             entry({255, 90, 60, 255}, 1),
             entry({60, 220, 120, 255}, 2),
             entry({90, 120, 255, 255}, 3)},
            {entry({255, 220, 0, 255}, 3),
             entry({255, 160, 0, 255}, 3),
             entry({0, 220, 255, 255}, 3),
             entry({255, 0, 200, 255}, 3),
             entry({160, 255, 60, 255}, 3),
             entry({255, 255, 255, 255}, 3)}
        ));
        add_image(make_color(kSize, sky_and_ground()));
        add_image(make_ids_u8(kSize, three_blobs())).opacity = 0.5F;
    }

    void expect(const std::string& name) {
        save_picture(picture_, name + ".png");
        expect_golden(picture_, name, render::renderer_name(), {3, 40});
    }
};

TEST_F(GoldenTest, MasksFilled) {
    make_scene();
    add_skeleton();
    options_.selection = {7, 2};
    draw_2d(kSize);
    expect("masks_fill");
}

TEST_F(GoldenTest, MasksOutlined) {
    make_scene();
    add_skeleton();
    options_.masks = draw::MaskMode::Outline;
    draw_2d(kSize);
    expect("masks_outline");
}

TEST_F(GoldenTest, MasksFilledAndOutlined) {
    make_scene();
    add_skeleton();
    options_.masks = draw::MaskMode::Both;
    draw_2d(kSize, 1.6F);
    expect("masks_both_zoomed");
}

TEST_F(GoldenTest, HoveredClassAmongDimmedOnes) {
    make_scene();
    add_skeleton();
    set_mode({.dim_others = true, .hovered = 3});
    draw_2d(kSize);
    expect("class_hovered");
}

TEST_F(GoldenTest, SpaceWithGridBoxesAndPoints) {
    set_table(draw::StyleTable(
        {entry({255, 90, 60, 255}), entry({60, 220, 120, 255}), entry({90, 140, 255, 255})},
        {}
    ));
    options_.draw_grid = true;
    options_.draw_axes = true;
    std::vector<glm::vec3> spiral;
    for (int i = 0; i < 600; ++i) {
        const float t = static_cast<float>(i) * 0.05F;
        spiral.emplace_back(std::cos(t) * t * 0.1F, std::sin(t) * t * 0.1F, t * 0.06F);
    }
    auto& points = add_points(spiral, 0.04F);
    for (const std::uint32_t i : points.instance) {
        points.style_index.push_back(i / 200);
    }
    draw::MeshVertex vertex;
    vertex.style_index = 2;
    add_rectangle({-2, -2}, {0, 0}, 0.6F, vertex).opacity = 0.35F;
    std::vector<draw::LineSegment> edges;
    for (const glm::vec3 from : {glm::vec3(0.5F, 0.5F, 0.0F), glm::vec3(0.5F, 0.5F, 1.0F)}) {
        const std::vector<glm::vec3> corners{
            from,
            from + glm::vec3(1, 0, 0),
            from + glm::vec3(1, 1, 0),
            from + glm::vec3(0, 1, 0)};
        for (std::size_t i = 0; i < 4; ++i) {
            draw::LineSegment edge;
            edge.from = corners[i];
            edge.to = corners[(i + 1) % 4];
            edge.style_index = 1;
            edges.push_back(edge);
            if (from.z < 0.5F) {
                edge.to = corners[i] + glm::vec3(0, 0, 1);
                edges.push_back(edge);
            }
        }
    }
    add_lines(edges);
    draw::Camera3D camera;
    camera.eye = {5.0F, -6.0F, 4.0F};
    draw({400, 300}, frame_3d({400, 300}, camera));
    expect("space");
}

}  // namespace
}  // namespace limn::test
