// SPDX-License-Identifier: MIT
// What shines through masks: alpha of classes, opacity of images, several on one another. The expected
// bytes are computed here in linear light; the renderer may differ by 1.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "support/contexts.h"
#include "unit/views/mask_fixture.h"

namespace limn::views {
namespace {

struct Light {
    double r = 0.0;
    double g = 0.0;
    double b = 0.0;
};

double decode(std::uint8_t byte) {
    const double c = byte / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

std::uint8_t encode(double linear) {
    const double c =
        linear <= 0.0031308 ? linear * 12.92 : 1.055 * std::pow(linear, 1 / 2.4) - 0.055;
    return static_cast<std::uint8_t>(std::lround(c * 255.0));
}

Light light_of(Rgba8 color) {
    return {decode(color.r), decode(color.g), decode(color.b)};
}

/// `top` over `below`; `alpha` is that of class and image together.
Light over(Rgba8 top, double alpha, Light below) {
    const Light light = light_of(top);
    return {
        light.r * alpha + below.r * (1.0 - alpha),
        light.g * alpha + below.g * (1.0 - alpha),
        light.b * alpha + below.b * (1.0 - alpha),
    };
}

MATCHER_P(IsLight, light, "") {
    const Rgba8 wanted{encode(light.r), encode(light.g), encode(light.b), 255};
    *result_listener << "wanted " << to_hex(wanted) << ", is " << to_hex(arg);
    return std::abs(arg.r - wanted.r) <= 1 && std::abs(arg.g - wanted.g) <= 1 &&
           std::abs(arg.b - wanted.b) <= 1;
}

constexpr Rgba8 kPicture{20, 90, 240, 255};
constexpr Rgba8 kRoad{230, 60, 20, 255};

class MaskBlending : public MaskPictureTest {
  protected:
    void
    log_picture(const char* entity, const char* archetype, ColorModel model, test::Bytes bytes) {
        ImageFormat format;
        format.width = 4;
        format.height = 1;
        format.color_model = model;
        format.channel_type = ChannelType::U8;
        const std::string name(archetype);
        insert(next_chunk(entity)
                   .set(name + ":buffer", test::blob(std::move(bytes)))
                   .set(name + ":format", test::format(format)));
    }

    void log_color() {
        test::Bytes bytes;
        for (int i = 0; i < 4; ++i) {
            for (const std::uint8_t channel : {kPicture.r, kPicture.g, kPicture.b}) {
                bytes.push_back(channel);
            }
        }
        log_picture("/color", "Image", ColorModel::Rgb, bytes);
    }

    void log_depth() { log_picture("/depth", "DepthImage", ColorModel::L, {0, 85, 170, 255}); }

    void log_ids(const char* entity, test::Bytes ids, std::optional<float> opacity = std::nullopt) {
        log_mask(entity, ChannelType::U8, {4, 1}, std::move(ids), opacity);
    }

    [[nodiscard]] Light background_light() const { return light_of(background()); }
};

TEST_F(MaskBlending, AlphaOfAClassIsThatOfItsPixels) {
    log("/",
        test::classes(
            {test::info(0, "void", Rgba8{255, 255, 255, 0}),
             test::info(1, "glass", Rgba8{255, 255, 255, 64}),
             test::info(2, "fog", Rgba8{230, 60, 20, 200}),
             test::info(3, "wall", kRoad)}
        ));
    log_ids("/mask", {0, 1, 2, 3});
    draw();
    EXPECT_EQ(pixel(0, 0), background());
    EXPECT_THAT(pixel(1, 0), IsLight(over({255, 255, 255, 255}, 64 / 255.0, background_light())));
    EXPECT_THAT(pixel(2, 0), IsLight(over(kRoad, 200 / 255.0, background_light())));
    EXPECT_EQ(pixel(3, 0), kRoad);
}

TEST_F(MaskBlending, ATransparentClassShowsThePictureAtFullOpacity) {
    log("/",
        test::classes({test::info(0, "void", Rgba8{9, 9, 9, 0}), test::info(1, "road", kRoad)}));
    log_color();
    log_ids("/mask", {0, 1, 0, 1}, 1.0F);
    draw();
    // The picture is opaque below a mask: it lies alone in the color role.
    EXPECT_EQ(pixel(0, 0), kPicture);
    EXPECT_EQ(pixel(1, 0), kRoad);
}

TEST_F(MaskBlending, OpacityOfTheImageMultipliesAlphaOfTheClassAndTheUsers) {
    log("/",
        test::classes({test::info(1, "fog", Rgba8{230, 60, 20, 128}), test::info(2, "road", kRoad)})
    );
    log_color();
    log_ids("/mask", {1, 2, 1, 2}, 0.5F);
    choose(2, {.opacity = std::uint8_t{51}});
    draw();
    EXPECT_THAT(pixel(0, 0), IsLight(over(kRoad, 128 / 255.0 * 0.5, light_of(kPicture))));
    EXPECT_THAT(pixel(1, 0), IsLight(over(kRoad, 0.2 * 0.5, light_of(kPicture))));
}

TEST_F(MaskBlending, HalfOpaqueWhiteOverBlackIs188NotHalfTheByte) {
    log("/", test::classes({test::info(1, "white", Rgba8{255, 255, 255, 255})}));
    options().background = {0, 0, 0, 255};
    log_ids("/mask", {1, 1, 1, 1}, 0.5F);
    draw();
    EXPECT_NEAR(pixel(0, 0).r, 188, 1);
}

TEST_F(MaskBlending, MasksLieOnOneAnotherInDrawOrder) {
    log("/",
        test::classes({test::info(1, "road", kRoad), test::info(2, "car", Rgba8{10, 250, 90, 255})})
    );
    log_ids("/a", {1, 1, 1, 1}, 0.5F);
    log_ids("/b", {2, 2, 2, 2}, 0.25F);
    draw();
    const Light first = over(kRoad, 0.5, background_light());
    EXPECT_THAT(pixel(0, 0), IsLight(over({10, 250, 90, 255}, 0.25, first)));
}

TEST_F(MaskBlending, OverColorAndDepthEachLayerKeepsItsOpacity) {
    log("/", test::classes({test::info(1, "road", kRoad)}));
    log_depth();
    log_color();
    log_ids("/mask", {1, 1, 1, 1});
    draw();
    for (std::uint32_t x = 0; x < 4; ++x) {
        const double part = static_cast<double>(x) / 3.0;
        const Light depth = light_of(draw::colormap_color(draw::Colormap::Turbo, part));
        const Light color = over(kPicture, 0.5, depth);
        EXPECT_THAT(pixel(x, 0), IsLight(over(kRoad, 0.5, color))) << x;
    }
}

TEST_F(MaskBlending, EachMaskObeysTheNearestContext) {
    log("/", test::classes({test::info(1, "outer", test::kRed)}));
    log("/inner", test::classes({test::info(1, "inner", test::kGreen)}));
    log_ids("/inner/mask", {1, 1, 1, 1});
    draw();
    EXPECT_EQ(pixel(0, 0), test::kGreen);
}

}  // namespace
}  // namespace limn::views
