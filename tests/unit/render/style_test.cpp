// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>

#include "unit/render/render_fixture.h"

namespace limn::test {
namespace {

class StyleUpload : public RenderTest {
  protected:
    void SetUp() override {
        RenderTest::SetUp();
        std::vector<draw::StyleEntry> classes(65536, entry({10, 20, 30, 255}));
        std::vector<draw::StyleEntry> pairs(1000, entry({40, 50, 60, 255}));
        set_table(draw::StyleTable(std::move(classes), std::move(pairs)));
        add_image(make_ids_u16({2, 1}, {3, 4}));
    }
};

TEST_F(StyleUpload, OneClassIsAFewBytes) {
    draw_2d({2, 1});
    EXPECT_EQ(renderer_->counters().style_bytes, (65536U + 1024U) * 8U);
    renderer_->end_frame();
    table_.set(3, entry({200, 0, 0, 255}, 3));
    draw_2d({2, 1});
    EXPECT_EQ(renderer_->counters().style_bytes, 8U);
    EXPECT_LE(renderer_->counters().uploaded_bytes, 4096U);
    EXPECT_EQ(pixel(0, 0), (Rgba8{200, 0, 0, 255}));
    EXPECT_EQ(pixel(1, 0), (Rgba8{10, 20, 30, 255}));
}

TEST_F(StyleUpload, AClassThatLeavesTheTableGetsItsAutomaticColorBack) {
    list_ = {};
    add_image(make_ids_u16({2, 1}, {0, 700}));
    draw_2d({2, 1});
    EXPECT_EQ(pixel(1, 0), (Rgba8{10, 20, 30, 255}));
    set_table(draw::StyleTable({entry({10, 20, 30, 255})}, {}));
    draw_2d({2, 1});
    EXPECT_EQ(pixel(0, 0), (Rgba8{10, 20, 30, 255}));
    EXPECT_EQ(pixel(1, 0), draw::large_id_color(700));
}

TEST_F(StyleUpload, AnUnchangedTableIsNotUploaded) {
    draw_2d({2, 1});
    renderer_->end_frame();
    set_mode({.dim_others = true, .hovered = 4});
    draw_2d({2, 1});
    EXPECT_EQ(renderer_->counters().style_bytes, 0U);
}

TEST_F(StyleUpload, AGrownTableKeepsItsColors) {
    set_table(draw::StyleTable({entry({1, 2, 3, 255})}, {}));
    list_ = {};
    add_image(make_ids_u16({2, 1}, {0, 300}));
    draw_2d({2, 1});
    EXPECT_EQ(pixel(0, 0), (Rgba8{1, 2, 3, 255}));
    std::vector<draw::StyleEntry> more(301, entry({9, 8, 7, 255}));
    set_table(draw::StyleTable(std::move(more), {}));
    draw_2d({2, 1});
    EXPECT_EQ(pixel(0, 0), (Rgba8{9, 8, 7, 255}));
    EXPECT_EQ(pixel(1, 0), (Rgba8{9, 8, 7, 255}));
}

TEST_F(StyleUpload, ARebuiltTableOfTheSameGenerationIsSeen) {
    draw_2d({2, 1});
    std::vector<draw::StyleEntry> classes(65536, entry({99, 20, 30, 255}));
    set_table(draw::StyleTable(std::move(classes), {}));
    draw_2d({2, 1});
    EXPECT_EQ(pixel(0, 0), (Rgba8{99, 20, 30, 255}));
}

TEST_F(StyleUpload, TwoTablesWithoutIdentityStayApart) {
    const draw::StyleTable red({entry({255, 0, 0, 255})}, {});
    const draw::StyleTable green({entry({0, 255, 0, 255})}, {});
    styles_ = {{&red, 0, {}}, {&green, 0, {}}, {nullptr, 0, {}}};
    list_ = {};
    for (std::uint32_t slot = 0; slot < 3; ++slot) {
        auto& image = add_image(make_ids_u8({1, 1}, {0}));
        image.style = slot;
        image.world_from_image[3].x = static_cast<float>(slot);
    }
    draw_2d({3, 1});
    EXPECT_EQ(pixel(0, 0), (Rgba8{255, 0, 0, 255}));
    EXPECT_EQ(pixel(1, 0), (Rgba8{0, 255, 0, 255}));
    EXPECT_EQ(pixel(2, 0), draw::large_id_color(0));
}

TEST_F(StyleUpload, EveryColorIsExactOnPointsToo) {
    std::vector<draw::StyleEntry> classes;
    for (std::uint32_t i = 0; i < 256; ++i) {
        const auto v = static_cast<std::uint8_t>(i);
        classes.push_back(
            entry({v, static_cast<std::uint8_t>(255 - i), static_cast<std::uint8_t>(i * 31), 255})
        );
    }
    set_table(draw::StyleTable(classes, {}));
    list_ = {};
    std::vector<glm::vec3> positions;
    for (std::uint32_t i = 0; i < 256; ++i) {
        positions.emplace_back(
            static_cast<float>(i % 16) * 8.0F + 4.5F,
            static_cast<float>(i / 16) * 8.0F + 4.5F,
            0.0F
        );
    }
    auto& points = add_points(positions, 3.0F);
    points.style_index = points.instance;
    draw_2d({128, 128});
    int differences = 0;
    for (std::uint32_t i = 0; i < 256; ++i) {
        differences += pixel(i % 16 * 8 + 4, i / 16 * 8 + 4) == classes[i].color ? 0 : 1;
    }
    EXPECT_EQ(differences, 0);
}

}  // namespace
}  // namespace limn::test
