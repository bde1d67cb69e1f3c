// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>

#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <span>

#include "unit/render/render_fixture.h"

namespace limn::test {
namespace {

/// Colors that differ in every id, and use all byte values.
Rgba8 color_of(std::uint32_t id) {
    return {
        static_cast<std::uint8_t>(id),
        static_cast<std::uint8_t>(id * 7U + 3U),
        static_cast<std::uint8_t>((id >> 8U) ^ (id * 13U)),
        255,
    };
}

draw::StyleTable table_of(std::uint32_t count) {
    std::vector<draw::StyleEntry> entries;
    for (std::uint32_t id = 0; id < count; ++id) {
        entries.push_back(entry(color_of(id), static_cast<std::uint16_t>(id)));
    }
    return {std::move(entries), {}};
}

class MaskTest : public RenderTest {};

TEST_F(MaskTest, EveryU8IdHasExactlyItsColor) {
    std::vector<std::uint8_t> ids(256);
    std::iota(ids.begin(), ids.end(), std::uint8_t{0});
    set_table(table_of(256));
    add_image(make_ids_u8({16, 16}, ids));
    draw_2d({16, 16});
    int differences = 0;
    for (std::uint32_t id = 0; id < 256; ++id) {
        differences += pixel(id % 16, id / 16) == color_of(id) ? 0 : 1;
    }
    EXPECT_EQ(differences, 0);
}

TEST_F(MaskTest, EveryU16IdHasExactlyItsColor) {
    std::vector<std::uint16_t> ids(65536);
    std::iota(ids.begin(), ids.end(), std::uint16_t{0});
    set_table(table_of(65536));
    add_image(make_ids_u16({256, 256}, ids));
    draw_2d({256, 256});
    int differences = 0;
    for (std::uint32_t id = 0; id < 65536; ++id) {
        differences += pixel(id % 256, id / 256) == color_of(id) ? 0 : 1;
    }
    EXPECT_EQ(differences, 0);
}

TEST_F(MaskTest, IdsBeyondTheTableHaveTheColorThatTheCpuComputes) {
    std::vector<std::uint32_t> ids;
    std::uint32_t state = 12345;
    for (std::uint32_t i = 0; i < 65536; ++i) {
        state = state * 1664525U + 1013904223U;
        ids.push_back(i < 1000 ? 65536U + i : std::max(state, 65536U));
    }
    ids[7] = 0xFFFFFFFEU;
    ids[8] = 0xFFFFFFFFU;
    set_table(table_of(256));
    add_image(make_ids_u32({256, 256}, ids));
    draw_2d({256, 256});
    int differences = 0;
    for (std::uint32_t i = 0; i < 65536; ++i) {
        differences += pixel(i % 256, i / 256) == draw::large_id_color(ids[i]) ? 0 : 1;
    }
    EXPECT_EQ(differences, 0);
}

TEST_F(MaskTest, NoClassIsNotPaintedEvenWithoutTable) {
    add_image(make_ids_u32({2, 1}, {123456U, 70000U}, 123456U));
    draw_2d({2, 1});
    EXPECT_EQ(pixel(0, 0), options_.background);
    EXPECT_EQ(pixel(1, 0), draw::large_id_color(70000));
}

TEST_F(MaskTest, NoClassIsStripedOnDemandAndNoPixelOfAClassIs) {
    options_.hatch_no_class = true;
    set_table(table_of(256));
    std::vector<std::uint32_t> ids(32 * 16, 9U);
    for (std::size_t i = 0; i < ids.size(); i += 2) {
        ids[i] = 5U;
    }
    add_image(make_ids_u32({32, 16}, ids, 9U));
    draw_2d({32, 16});
    int stripes = 0;
    int wrong = 0;
    for (std::uint32_t y = 0; y < 16; ++y) {
        for (std::uint32_t x = 0; x < 32; ++x) {
            stripes += x % 2 == 1 && pixel(x, y).r > 200 ? 1 : 0;
            wrong += x % 2 == 0 && pixel(x, y) != color_of(5) ? 1 : 0;
        }
    }
    EXPECT_EQ(stripes, 64);
    EXPECT_EQ(wrong, 0);
}

TEST_F(MaskTest, ChosenLargeIdsHaveTheChosenColorAndOthersKeepTheirs) {
    draw::StyleTable table = table_of(256);
    std::vector<std::uint32_t> ids;
    for (std::uint32_t i = 0; i < 600; ++i) {
        ids.push_back(65536U + i * 7001U);
    }
    ids.push_back(0xFFFFFFFFU);
    for (std::size_t i = 0; i < ids.size(); i += 2) {
        table.set_large(ids[i], entry(color_of(static_cast<std::uint32_t>(i))));
    }
    set_table(std::move(table));
    add_image(make_ids_u32({601, 1}, ids));
    draw_2d({601, 1});
    int differences = 0;
    for (std::uint32_t i = 0; i < ids.size(); ++i) {
        const Rgba8 expected = i % 2 == 0 ? color_of(i) : draw::large_id_color(ids[i]);
        differences += pixel(i, 0) == expected ? 0 : 1;
    }
    EXPECT_EQ(differences, 0);
}

TEST_F(MaskTest, HidingALargeIdIsASmallUpload) {
    set_table(table_of(256));
    add_image(make_ids_u32({2, 1}, {70000U, 70001U}));
    draw_2d({2, 1});
    renderer_->end_frame();
    table_.set_large(70000U, draw::StyleEntry{{1, 2, 3, 255}, 0, 255, 0});
    draw_2d({2, 1});
    EXPECT_EQ(pixel(0, 0), options_.background);
    EXPECT_EQ(pixel(1, 0), draw::large_id_color(70001));
    EXPECT_LE(renderer_->counters().uploaded_bytes, 4096U);
    table_.set_large(70000U, std::nullopt);
    draw_2d({2, 1});
    EXPECT_EQ(pixel(0, 0), draw::large_id_color(70000));
}

TEST_F(MaskTest, HoveredLargeIdIsBrighterAndOthersDimmer) {
    set_table(table_of(256), {.dim_others = true, .hovered_large = 70000U});
    add_image(make_ids_u32({2, 1}, {70000U, 70001U}));
    draw_2d({2, 1});
    EXPECT_GT(pixel(0, 0).r, draw::large_id_color(70000).r + 20);
    EXPECT_NE(pixel(1, 0), draw::large_id_color(70001));
}

TEST_F(MaskTest, AHoveredRegionHasALineAroundItInItsOwnMaskAlone) {
    std::vector<std::uint8_t> ids(16 * 8, 1);
    for (std::size_t i = 0; i < ids.size(); ++i) {
        ids[i] = i % 16 < 8 ? 1 : 2;
    }
    set_table(table_of(256));
    add_image(make_ids_u8({16, 8}, ids)).entity = 4;
    auto& other = add_image(make_ids_u8({16, 8}, ids));
    other.entity = 5;
    other.world_from_image[3].y = 8.0F;
    options_.hover_region = {4, 1};
    draw_2d({16, 16});
    constexpr Rgba8 kWhite{255, 255, 255, 255};
    EXPECT_EQ(pixel(7, 3), kWhite);
    EXPECT_EQ(pixel(3, 3), color_of(1));
    EXPECT_EQ(pixel(8, 3), color_of(2));
    EXPECT_EQ(pixel(7, 12), color_of(1));
}

TEST_F(MaskTest, OneMaskCanBeDrawnUnlikeTheOthers) {
    set_table(table_of(256));
    add_image(make_ids_u8({8, 8}, std::vector<std::uint8_t>(64, 1))).entity = 0;
    auto& other = add_image(make_ids_u8({8, 8}, std::vector<std::uint8_t>(64, 2)));
    other.entity = 1;
    other.world_from_image[3].x = 8.0F;
    std::vector<draw::MaskLook> looks(2);
    looks[1] = {draw::MaskMode::Outline, 1.0F};
    render::ViewFrame frame = frame_2d({16, 8});
    frame.mask_looks = looks;
    draw({16, 8}, frame);
    EXPECT_EQ(pixel(4, 4), color_of(1));
    EXPECT_EQ(pixel(12, 4), options_.background);
    looks[1] = {std::nullopt, 0.0F};
    draw({16, 8}, frame);
    EXPECT_EQ(pixel(12, 4), options_.background);
}

TEST_F(MaskTest, AChosenOpacityIsThatOfTheScreen) {
    set_table(table_of(256));
    add_image(make_color({1, 1}, {Rgba8{200, 200, 200, 255}}));
    add_image(make_ids_u8({1, 1}, {1})).opacity = draw::kMaskOverPicture;
    list_.images[1].entity = 0;
    draw_2d({1, 1});
    EXPECT_NE(pixel(0, 0), color_of(1));
    options_.mask_opacity = 1.0F;
    draw_2d({1, 1});
    EXPECT_EQ(pixel(0, 0), color_of(1)) << "100 % hides the picture";
    const std::vector<draw::MaskLook> looks{{std::nullopt, 0.0F}};
    render::ViewFrame frame = frame_2d({1, 1});
    frame.mask_looks = looks;
    draw({1, 1}, frame);
    EXPECT_EQ(pixel(0, 0), (Rgba8{200, 200, 200, 255})) << "a mask's own choice beats the view's";
}

TEST_F(MaskTest, HiddenClassShowsWhatIsBelow) {
    draw::StyleTable table = table_of(256);
    draw::StyleEntry hidden = *table.find(5);
    hidden.flags = draw::kStyleDescribed;
    table.set(5, hidden);
    set_table(std::move(table));
    add_image(make_color({2, 1}, {Rgba8{10, 20, 30, 255}, Rgba8{10, 20, 30, 255}}));
    add_image(make_ids_u8({2, 1}, {5, 6}));
    draw_2d({2, 1});
    EXPECT_EQ(pixel(0, 0), (Rgba8{10, 20, 30, 255}));
    EXPECT_EQ(pixel(1, 0), color_of(6));
}

TEST_F(MaskTest, SoloShowsOnlySoloedClasses) {
    draw::StyleTable table = table_of(256);
    draw::StyleEntry soloed = *table.find(2);
    soloed.flags = draw::kStyleVisible | draw::kStyleSoloed;
    table.set(2, soloed);
    set_table(std::move(table), {.solo_active = true});
    add_image(make_ids_u32({3, 1}, {1, 2, 70000}));
    draw_2d({3, 1});
    EXPECT_EQ(pixel(0, 0), options_.background);
    EXPECT_EQ(pixel(1, 0), color_of(2));
    EXPECT_EQ(pixel(2, 0), options_.background);
}

TEST_F(MaskTest, HoveredClassIsBrighterAndOthersDimmer) {
    set_table(table_of(256), {.dim_others = true, .hovered = 1});
    add_image(make_ids_u8({2, 1}, {1, 2}));
    draw_2d({2, 1});
    EXPECT_GT(pixel(0, 0).r, color_of(1).r + 50);
    EXPECT_NE(pixel(1, 0), color_of(2));
}

TEST_F(MaskTest, BlendsInLinearLight) {
    set_table(draw::StyleTable({entry({255, 255, 255, 255})}, {}));
    options_.background = {0, 0, 0, 255};
    add_image(make_ids_u8({1, 1}, {0})).opacity = 0.5F;
    draw_2d({1, 1});
    EXPECT_NEAR(pixel(0, 0).r, 188, 1);
    EXPECT_EQ(pixel(0, 0).a, 255);
}

TEST_F(MaskTest, ClassOpacityMultipliesTheImages) {
    draw::StyleEntry half = entry({255, 255, 255, 255});
    half.opacity = 128;
    set_table(draw::StyleTable({half}, {}));
    options_.background = {0, 0, 0, 255};
    add_image(make_ids_u8({1, 1}, {0})).opacity = 0.5F;
    draw_2d({1, 1});
    EXPECT_NEAR(pixel(0, 0).r, 137, 1);  // 0.25 of linear light.
}

TEST_F(MaskTest, TilesGiveTheSamePictureAsOnePiece) {
    std::vector<std::uint16_t> ids;
    for (std::uint32_t i = 0; i < 200 * 150; ++i) {
        const std::uint32_t x = i % 200;
        const std::uint32_t y = i / 200;
        ids.push_back(static_cast<std::uint16_t>((x / 9 + y / 7 * 5 + x * y / 300) % 300));
    }
    for (const draw::MaskMode mode : {draw::MaskMode::Fill, draw::MaskMode::Both}) {
        for (const float scale : {1.0F, 0.4F, 2.5F}) {
            options_.masks = mode;
            list_ = {};
            set_table(table_of(300));
            add_image(make_ids_u16({200, 150}, ids));
            start({});
            draw_2d({200, 150}, scale);
            const Picture whole = picture_;
            start({.max_texture_px = 64});
            draw_2d({200, 150}, scale);
            EXPECT_EQ(whole.rgba, picture_.rgba) << "at scale " << scale;
        }
    }
}

/// Pixels of a row in the class's own, unblended color.
int outline_pixels(const std::vector<Rgba8>& row) {
    int count = 0;
    for (const Rgba8& color : row) {
        count += color == Rgba8{200, 40, 40, 255} || color == Rgba8{40, 200, 40, 255} ? 1 : 0;
    }
    return count;
}

TEST_F(MaskTest, OutlineIsAsWideAtEveryZoom) {
    set_table(draw::StyleTable({entry({200, 40, 40, 255}), entry({40, 200, 40, 255})}, {}));
    std::vector<std::uint8_t> ids(64 * 64);
    for (std::size_t i = 0; i < ids.size(); ++i) {
        ids[i] = i % 64 < 32 ? 0 : 1;
    }
    options_.masks = draw::MaskMode::Outline;
    options_.outline_width_px = 3.0F;
    add_image(make_ids_u8({64, 64}, ids));
    for (const float scale : {1.0F, 4.0F, 7.0F, 0.5F}) {
        const auto side = static_cast<std::uint32_t>(64.0F * scale);
        draw_2d({side, side}, scale);
        std::vector<Rgba8> row;
        for (std::uint32_t x = 0; x < side; ++x) {
            row.push_back(pixel(x, side / 2));
        }
        EXPECT_EQ(outline_pixels(row), 6) << "at scale " << scale;
    }
}

class PictureTest : public RenderTest {};

TEST_F(PictureTest, EveryByteOfAColorImageComesOutExactly) {
    std::vector<Rgba8> pixels;
    for (std::uint32_t i = 0; i < 256; ++i) {
        pixels.push_back(color_of(i * 257U));
    }
    add_image(make_color({16, 16}, pixels));
    draw_2d({16, 16});
    int differences = 0;
    for (std::uint32_t i = 0; i < 256; ++i) {
        differences += pixel(i % 16, i / 16) == pixels[i] ? 0 : 1;
    }
    EXPECT_EQ(differences, 0);
}

TEST_F(PictureTest, EveryBackgroundComesOutExactly) {
    for (std::uint32_t i = 0; i < 256; ++i) {
        options_.background = color_of(i);
        draw_2d({1, 1});
        ASSERT_EQ(to_hex(pixel(0, 0)), to_hex(options_.background));
    }
}

TEST_F(PictureTest, NanIsTransparentAndTheRangeIsStretched) {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const float inf = std::numeric_limits<float>::infinity();
    auto& image = add_image(make_image<float>(
        media::ImageKind::Value,
        media::PixelType::F32,
        {5, 1},
        {nan, 2.0F, 4.0F, inf, -inf}
    ));
    image.value_min = 2.0;
    image.value_max = 4.0;
    draw_2d({5, 1});
    EXPECT_EQ(pixel(0, 0), options_.background);
    EXPECT_EQ(pixel(1, 0), (Rgba8{0, 0, 0, 255}));
    EXPECT_EQ(pixel(2, 0), (Rgba8{255, 255, 255, 255}));
    EXPECT_EQ(pixel(3, 0), (Rgba8{255, 255, 255, 255}));
    EXPECT_EQ(pixel(4, 0), (Rgba8{0, 0, 0, 255}));
}

TEST_F(PictureTest, ValuesAboveAnOffsetAreStretched) {
    static constexpr std::array<float, 3> kAbove{0.0F, 1.0F, 2.0F};
    auto& image = add_image(*media::Image::create(
        media::ImageKind::Value,
        media::PixelType::F32,
        3,
        1,
        std::as_bytes(std::span(kAbove)),
        nullptr,
        std::nullopt,
        1.0e9 - 1.0
    ));
    image.value_min = 1.0e9 - 1.0;
    image.value_max = 1.0e9 + 1.0;
    draw_2d({3, 1});
    EXPECT_EQ(pixel(0, 0).r, 0);
    EXPECT_NEAR(pixel(1, 0).r, 128, 1);
    EXPECT_EQ(pixel(2, 0).r, 255);
}

TEST_F(PictureTest, GrayValuesFromZeroTo255AreTheirOwnBytes) {
    std::vector<std::uint8_t> values(256);
    std::iota(values.begin(), values.end(), std::uint8_t{0});
    auto& image = add_image(
        make_image(media::ImageKind::Value, media::PixelType::U8, {16, 16}, std::move(values))
    );
    image.value_max = 255.0;
    draw_2d({16, 16});
    int differences = 0;
    for (std::uint32_t i = 0; i < 256; ++i) {
        const auto v = static_cast<std::uint8_t>(i);
        differences += pixel(i % 16, i / 16) == Rgba8{v, v, v, 255} ? 0 : 1;
    }
    EXPECT_EQ(differences, 0);
}

TEST_F(PictureTest, ValuesAreShownInTheColorsOfTheirMap) {
    std::vector<std::uint8_t> values(256);
    std::iota(values.begin(), values.end(), std::uint8_t{0});
    auto& image = add_image(
        make_image(media::ImageKind::Value, media::PixelType::U8, {16, 16}, std::move(values))
    );
    image.value_max = 255.0;
    for (std::size_t map = 0; map < draw::kNumColormaps; ++map) {
        image.colormap = static_cast<draw::Colormap>(map);
        draw_2d({16, 16});
        const auto colors = draw::colormap_colors(image.colormap);
        for (std::uint32_t i = 0; i < 256; ++i) {
            ASSERT_EQ(to_hex(pixel(i % 16, i / 16)), to_hex(colors.at(i))) << map << " " << i;
        }
    }
}

TEST_F(PictureTest, U16ValuesAreStretched) {
    auto& image = add_image(make_image<std::uint16_t>(
        media::ImageKind::Value,
        media::PixelType::U16,
        {3, 1},
        {1000, 1500, 2000}
    ));
    image.value_min = 1000.0;
    image.value_max = 2000.0;
    draw_2d({3, 1});
    EXPECT_EQ(pixel(0, 0).r, 0);
    EXPECT_NEAR(pixel(1, 0).g, 128, 1);
    EXPECT_EQ(pixel(2, 0).b, 255);
}

TEST_F(PictureTest, NearestShowsTexelsAndLinearMixesThem) {
    auto& image = add_image(make_color({2, 1}, {Rgba8{0, 0, 0, 255}, Rgba8{255, 255, 255, 255}}));
    draw_2d({20, 10}, 10.0F);
    EXPECT_EQ(pixel(9, 5).r, 0);
    EXPECT_EQ(pixel(10, 5).r, 255);
    image.filter = draw::MagnificationFilter::Linear;
    draw_2d({20, 10}, 10.0F);
    EXPECT_GT(pixel(9, 5).r, 100);
    EXPECT_LT(pixel(10, 5).r, 255);
    EXPECT_EQ(pixel(0, 5).r, 0);
}

TEST_F(PictureTest, MinifiedPicturesAreAveraged) {
    std::vector<Rgba8> checkers;
    for (std::uint32_t i = 0; i < 64 * 64; ++i) {
        const auto v = static_cast<std::uint8_t>((i % 64 + i / 64) % 2 * 255);
        checkers.push_back({v, v, v, 255});
    }
    add_image(make_color({64, 64}, checkers));
    draw_2d({32, 32}, 0.5F);
    EXPECT_NEAR(pixel(16, 16).r, 188, 1);
}

TEST_F(PictureTest, AnImageIsUploadedOnce) {
    add_image(make_color({8, 8}, std::vector<Rgba8>(64)));
    draw_2d({8, 8});
    EXPECT_EQ(renderer_->counters().uploaded_bytes, 256U);
    renderer_->end_frame();
    draw_2d({8, 8});
    EXPECT_EQ(renderer_->counters().uploaded_bytes, 0U);
}

TEST_F(PictureTest, ATargetThatIsNotDrawnKeepsItsTextures) {
    add_image(make_color({8, 8}, std::vector<Rgba8>(64)));
    const draw::DrawList with_image = list_;
    ASSERT_TRUE(renderer_->draw(1, {8, 8}, frame_2d({8, 8})));
    renderer_->end_frame();
    list_ = {};
    draw_2d({8, 8});
    renderer_->end_frame();
    list_ = with_image;
    ASSERT_TRUE(renderer_->draw(1, {8, 8}, frame_2d({8, 8})));
    EXPECT_EQ(renderer_->counters().uploaded_bytes, 0U);
    renderer_->drop(1);
    renderer_->end_frame();
    ASSERT_TRUE(renderer_->draw(1, {8, 8}, frame_2d({8, 8})));
    EXPECT_EQ(renderer_->counters().uploaded_bytes, 256U);
}

TEST_F(PictureTest, AnImpossibleSizeIsAnError) {
    const auto drawn = renderer_->draw(0, {0, 10}, frame_2d({1, 1}));
    ASSERT_FALSE(drawn);
    EXPECT_EQ(drawn.error().code, ErrorCode::Gpu);
    EXPECT_FALSE(renderer_->draw(0, {1000000, 10}, frame_2d({1, 1})));
    EXPECT_FALSE(renderer_->read_pixels(0));
    EXPECT_EQ(renderer_->texture(0), 0U);
}

}  // namespace
}  // namespace limn::test
