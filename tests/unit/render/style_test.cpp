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

class FiveThousandClasses : public RenderTest {
  protected:
    static constexpr std::uint32_t kClasses = 5000;
    static constexpr std::uint32_t kKeypoints = 20;
    static constexpr std::uint64_t kMostBytes = 4096;

    void SetUp() override {
        RenderTest::SetUp();
        std::vector<draw::StyleEntry> classes;
        std::vector<draw::StyleEntry> pairs;
        for (std::uint32_t id = 0; id < kClasses; ++id) {
            classes.push_back(entry({10, 20, 30, 255}, static_cast<std::uint16_t>(id)));
            for (std::uint32_t k = 0; k < kKeypoints; ++k) {
                pairs.push_back(entry({40, 50, 60, 255}, static_cast<std::uint16_t>(id)));
            }
        }
        set_table(draw::StyleTable(std::move(classes), std::move(pairs)));
        std::vector<std::uint16_t> ids(512 * 512);
        std::vector<glm::vec3> positions;
        std::vector<std::uint32_t> styles;
        std::vector<draw::LineSegment> edges;
        for (std::uint32_t i = 0; i < ids.size(); ++i) {
            ids[i] = static_cast<std::uint16_t>(i % kClasses);
        }
        for (std::uint32_t i = 0; i < 100'000; ++i) {
            positions.emplace_back(i % 512, i / 512, 0.0F);
            styles.push_back(
                i % 2 == 0 ? i % kClasses : draw::kPairBase + i % (kClasses * kKeypoints)
            );
        }
        for (std::uint32_t i = 0; i < 4'000; ++i) {
            edges.push_back({.from = {i % 512, 0, 0}, .to = {i % 512, 9, 0}, .style_index = i});
        }
        add_image(make_ids_u16({512, 512}, std::move(ids)));
        add_points(std::move(positions), 1.0F).style_index = std::move(styles);
        add_lines(std::move(edges));
        add_rectangle({0, 0}, {50, 50}, 0.0F, {.style_index = 7});
        draw_2d({64, 64});
        renderer_->end_frame();
    }

    /// What the next frame sends to the GPU, all of it.
    std::uint64_t bytes_of_next_frame() {
        draw_2d({64, 64});
        const render::FrameCounters& sent = renderer_->counters();
        const std::uint64_t bytes = sent.uploaded_bytes + sent.uniform_bytes;
        renderer_->end_frame();
        return bytes;
    }

    void change(draw::StyleEntry (*edit)(draw::StyleEntry)) {
        constexpr std::uint32_t kClass = 777;
        table_.set(kClass, edit(*table_.find(kClass)));
        for (std::uint32_t k = 0; k < kKeypoints; ++k) {
            const std::uint32_t pair = draw::kPairBase + kClass * kKeypoints + k;
            table_.set(pair, edit(*table_.find(pair)));
        }
    }
};

TEST_F(FiveThousandClasses, SwitchingOneIsAtMostFourKilobytes) {
    change([](draw::StyleEntry e) {
        e.flags = 0;
        return e;
    });
    const std::uint64_t bytes = bytes_of_next_frame();
    EXPECT_GE(bytes, 21U * 8U);
    EXPECT_LE(bytes, kMostBytes);
}

TEST_F(FiveThousandClasses, RecoloringOneIsAtMostFourKilobytes) {
    change([](draw::StyleEntry e) {
        e.color = {1, 2, 3, 255};
        return e;
    });
    EXPECT_LE(bytes_of_next_frame(), kMostBytes);
}

TEST_F(FiveThousandClasses, HoveringOneUploadsNoTable) {
    set_mode({.dim_others = true, .hovered = 777});
    EXPECT_LE(bytes_of_next_frame(), sizeof(float) * 64U);
    EXPECT_EQ(renderer_->counters().style_bytes, 0U);
}

TEST_F(FiveThousandClasses, SoloIsAtMostFourKilobytes) {
    change([](draw::StyleEntry e) {
        e.flags |= draw::kStyleSoloed;
        return e;
    });
    set_mode({.solo_active = true});
    EXPECT_LE(bytes_of_next_frame(), kMostBytes);
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
