// SPDX-License-Identifier: MIT
// Boxes, lines, arrows and pictures; draw order and opacity.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "scene/image_hits.h"
#include "unit/scene/world.h"

namespace limn::scene {
namespace {

using test::World;
using testing::ElementsAre;

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
constexpr float kHalfTurn = 3.14159265F;

std::vector<std::string> order_of(const Scene& scene) {
    std::vector<std::string> order;
    for (const draw::DrawItem& item : scene.list.order) {
        std::uint32_t entity = draw::kNoEntity;
        if (item.kind == draw::ItemKind::Image) {
            entity = scene.list.images[item.index].entity;
        } else if (item.kind == draw::ItemKind::Points) {
            entity = scene.list.points[item.index].entity;
        } else if (item.kind == draw::ItemKind::Lines) {
            entity = scene.list.lines[item.index].entity;
        }
        order.push_back(scene.entities.at(entity).text());
    }
    return order;
}

float opacity_of(const Scene& scene, std::string_view entity) {
    for (const draw::ImageDraw& image : scene.list.images) {
        if (scene.entities.at(image.entity) == EntityPath::parse(entity)) {
            return image.opacity;
        }
    }
    return -1.0F;
}

TEST(Boxes2D, AreFourLinesInTheStyleOfTheirClass) {
    World world;
    world.log_static(
        "/boxes",
        {
            {"Boxes2D:half_sizes", test::points2({{2, 1}, {-1, -1}})},
            {"Boxes2D:centers", test::points2({{10, 10}})},
            {"Boxes2D:class_ids", test::ids({3, 4})},
        }
    );

    const auto scene = world.scene_2d();

    const auto& segments = scene->list.lines.at(0).segments;
    ASSERT_EQ(segments.size(), 8U);
    EXPECT_EQ(segments[0].from, glm::vec3(8, 9, 0));
    EXPECT_EQ(segments[0].to, glm::vec3(12, 9, 0));
    EXPECT_EQ(segments[1].to, glm::vec3(12, 11, 0));
    EXPECT_EQ(segments[0].style_index, 3U);
    EXPECT_EQ(segments[4].style_index, 4U);
    EXPECT_EQ(segments[4].from, glm::vec3(9, 9, 0))
        << "the last center repeats, sizes lose their sign";
    EXPECT_TRUE(scene->list.meshes.empty());
}

TEST(Boxes3D, AreWiresAndATranslucentFill) {
    World world;
    world.log_static(
        "/boxes",
        {
            {"Boxes3D:half_sizes", test::points3({{1, 2, 3}})},
            {"Boxes3D:class_ids", test::ids({5})},
        }
    );

    const auto scene = world.scene_3d();

    EXPECT_EQ(scene->list.lines.at(0).segments.size(), 12U);
    EXPECT_EQ(scene->list.lines.at(0).segments[0].radius, -0.5F);
    EXPECT_EQ(scene->list.meshes.at(0).vertices.size(), 36U);
    EXPECT_EQ(scene->list.meshes.at(0).opacity, 0.25F);
    EXPECT_EQ(scene->list.meshes.at(0).vertices[0].style_index, 5U);
    EXPECT_EQ(scene->bounds.max, glm::dvec3(1, 2, 3));
}

TEST(Boxes3D, FillModeDecidesBetweenWiresAndFaces) {
    const auto scene_of = [](std::uint8_t mode) {
        World world;
        world.log_static(
            "/boxes",
            {
                {"Boxes3D:half_sizes", test::points3({{1, 1, 1}})},
                {"Boxes3D:fill_mode", test::bytes8({mode})},
            }
        );
        return world.scene_3d();
    };
    const auto wires = scene_of(1);
    const auto solid = scene_of(3);
    const auto unknown = scene_of(99);

    EXPECT_EQ(wires->list.lines.size(), 1U);
    EXPECT_EQ(wires->list.meshes.size(), 0U);
    EXPECT_EQ(solid->list.lines.size(), 0U);
    EXPECT_EQ(solid->list.meshes.at(0).opacity, 1.0F);
    EXPECT_EQ(unknown->list.meshes.at(0).opacity, 0.25F);
}

TEST(Boxes3D, TurnByAxisAngleThenByQuaternion) {
    World world;
    const float half = std::sqrt(0.5F);
    world.log_static(
        "/boxes",
        {
            {"Boxes3D:half_sizes", test::points3({{3, 1, 1}})},
            {"Boxes3D:centers", test::points3({{10, 0, 0}})},
            {"Boxes3D:rotation_axis_angles", test::axis_angles({{{0, 0, 2}, kHalfTurn / 2}})},
            {"Boxes3D:quaternions", test::quaternions({0, 0, half, half})},
        }
    );

    const auto scene = world.scene_3d();

    // Two quarter turns about z: a half turn.
    const auto& wire = scene->list.lines.at(0).segments.at(0);
    EXPECT_NEAR(wire.from.x, 13, 1e-5);
    EXPECT_NEAR(wire.to.x, 7, 1e-5);
    EXPECT_NEAR(wire.from.y, 1, 1e-5);
}

TEST(Boxes3D, WithAZeroQuaternionAreDrawnUnrotatedWithAWord) {
    World world;
    world.log_static(
        "/boxes",
        {
            {"Boxes3D:half_sizes", test::points3({{1, 1, 1}})},
            {"Boxes3D:quaternions", test::quaternions({0, 0, 0, 0})},
        }
    );

    const auto scene = world.scene_3d();

    EXPECT_EQ(scene->list.lines.at(0).segments.size(), 12U);
    EXPECT_THAT(
        test::diagnostic_texts(*scene),
        ElementsAre("/boxes: boxes with an invalid rotation are drawn unrotated")
    );
}

TEST(LineStrips, LeaveOutThePiecesThatAreNotFinite) {
    World world;
    world.log_static(
        "/lines",
        {
            {"LineStrips2D:strips",
             test::strips2({{{0, 0}, {1, 0}, {kNan, 0}, {3, 0}}, {}, {{5, 5}}})},
            {"LineStrips2D:class_ids", test::ids({1, 2, 3})},
        }
    );

    const auto scene = world.scene_2d();

    ASSERT_EQ(scene->list.lines.at(0).segments.size(), 1U);
    EXPECT_EQ(scene->list.lines[0].segments[0].to, glm::vec3(1, 0, 0));
    ASSERT_EQ(scene->diagnostics.items().size(), 1U);
    EXPECT_EQ(scene->diagnostics.items()[0].count, 2U);
    EXPECT_EQ(scene->list.labels.size(), 2U) << "a strip without points has no place for a label";
}

TEST(Arrows, ArePiecesWithAHead) {
    World world;
    world.log_static(
        "/flat",
        {
            {"Arrows2D:vectors", test::points2({{10, 0}})},
            {"Arrows2D:origins", test::points2({{1, 1}})},
        }
    );
    world.log_static("/deep", {{"Arrows3D:vectors", test::points3({{0, 0, 2}, {0, 0, 0}})}});

    const auto flat = world.scene_2d();
    const auto deep = world.scene_3d();

    ASSERT_EQ(flat->list.lines.at(0).segments.size(), 1U);
    EXPECT_EQ(flat->list.lines[0].segments[0].from, glm::vec3(1, 1, 0));
    EXPECT_EQ(flat->list.lines[0].segments[0].to, glm::vec3(11, 1, 0));
    EXPECT_TRUE(flat->list.lines[0].segments[0].has_head);
    ASSERT_EQ(deep->list.lines.at(0).segments.size(), 2U);
    EXPECT_TRUE(deep->list.lines[0].segments[0].has_head);
    EXPECT_FALSE(deep->list.lines[0].segments[1].has_head) << "an arrow of length 0 has no head";
}

TEST(DrawOrder, FollowsTheKindOfDataThenThePath) {
    World world;
    world.log_static("/b/points", {{"Points2D:positions", test::points2({{0, 0}})}});
    world.log_static("/a/points", {{"Points2D:positions", test::points2({{0, 0}})}});
    world.log_static("/c/lines", {{"LineStrips2D:strips", test::strips2({{{0, 0}, {1, 1}}})}});
    world.log_static("/d/boxes", {{"Boxes2D:half_sizes", test::points2({{1, 1}})}});
    world.log_image("/e/mask", "SegmentationImage", 2, 2, ColorModel::L);
    world.log_image("/f/image", "Image", 2, 2, ColorModel::Rgb);
    world.log_image("/g/depth", "DepthImage", 2, 2, ColorModel::L);

    EXPECT_THAT(
        order_of(*world.scene_2d()),
        ElementsAre(
            "/g/depth",
            "/f/image",
            "/e/mask",
            "/d/boxes",
            "/c/lines",
            "/a/points",
            "/b/points"
        )
    );
}

TEST(DrawOrder, LoggedOnesWinAndNanIsOnTop) {
    World world;
    const auto points = test::points2({{0, 0}});
    world.log_static(
        "/a",
        {{"Points2D:positions", points}, {"Points2D:draw_order", test::numbers({kNan})}}
    );
    world.log_static(
        "/b",
        {{"Points2D:positions", points}, {"Points2D:draw_order", test::numbers({1e9F})}}
    );
    world.log_static(
        "/c",
        {{"Points2D:positions", points}, {"Points2D:draw_order", test::numbers({-50})}}
    );

    EXPECT_THAT(order_of(*world.scene_2d()), ElementsAre("/c", "/b", "/a"));
}

TEST(Opacity, OfAMaskIsFullAloneAndHalfOverAPicture) {
    World alone;
    alone.log_image("/mask", "SegmentationImage", 2, 2, ColorModel::L);
    alone.log_image("/other_mask", "SegmentationImage", 2, 2, ColorModel::L);
    World over_picture;
    over_picture.log_image("/image", "Image", 2, 2, ColorModel::Rgb);
    over_picture.log_image("/mask", "SegmentationImage", 2, 2, ColorModel::L);

    EXPECT_EQ(opacity_of(*alone.scene_2d(), "/mask"), 1.0F);
    EXPECT_EQ(opacity_of(*over_picture.scene_2d(), "/mask"), 0.5F);
    EXPECT_EQ(opacity_of(*over_picture.scene_2d(), "/image"), 1.0F);
}

TEST(Opacity, OfAPictureIsHalfOverDepth) {
    World world;
    world.log_image("/depth", "DepthImage", 2, 2, ColorModel::L);
    world.log_image("/image", "Image", 2, 2, ColorModel::Rgb);

    EXPECT_EQ(opacity_of(*world.scene_2d(), "/image"), 0.5F);
    EXPECT_EQ(opacity_of(*world.scene_2d(), "/depth"), 1.0F);
}

TEST(Opacity, AsLoggedIsClamped) {
    World world;
    world.log_image("/image", "Image", 2, 2, ColorModel::Rgb);
    world.log_image(
        "/a",
        "SegmentationImage",
        2,
        2,
        ColorModel::L,
        {{"SegmentationImage:opacity", test::numbers({7})}}
    );
    world.log_image(
        "/b",
        "SegmentationImage",
        2,
        2,
        ColorModel::L,
        {{"SegmentationImage:opacity", test::numbers({-1})}}
    );
    world.log_image(
        "/c",
        "SegmentationImage",
        2,
        2,
        ColorModel::L,
        {{"SegmentationImage:opacity", test::numbers({kNan})}}
    );

    const auto scene = world.scene_2d();

    EXPECT_EQ(opacity_of(*scene, "/a"), 1.0F);
    EXPECT_EQ(opacity_of(*scene, "/b"), 0.0F);
    EXPECT_EQ(opacity_of(*scene, "/c"), 0.5F);
    EXPECT_THAT(
        test::diagnostic_texts(*scene),
        ElementsAre("/c: the opacity is not a number; ignored")
    );
}

TEST(Images, ThatCannotBeReadAreReportedAndTheRestIsShown) {
    World world;
    const ImageFormat format{100, 100, 0, ColorModel::Rgb, ChannelType::U8};
    world.log_static(
        "/short",
        {
            {"Image:buffer", test::blob(test::Bytes(7, 0))},
            {"Image:format", test::format(format)},
        }
    );
    world.log_static("/nameless", {{"Image:buffer", test::blob(test::Bytes(7, 0))}});
    world.log_image("/good", "Image", 4, 2, ColorModel::Rgb);

    const auto scene = world.scene_2d();

    EXPECT_EQ(scene->list.images.size(), 1U);
    EXPECT_EQ(scene->image_size, glm::vec2(4, 2));
    EXPECT_THAT(
        test::diagnostic_texts(*scene),
        ElementsAre(
            "/nameless: a picture without format; not drawn",
            "/short: 100×100 RGB u8 needs 30000 bytes, the buffer has 7; not drawn"
        )
    );
}

TEST(Images, KeepTheirKeyUntilTheirPixelsChange) {
    World world;
    const ImageFormat format{1, 1, 0, ColorModel::Rgb, ChannelType::U8};
    world.log_static("/image", {{"Image:format", test::format(format)}});
    world.log("/image", 1, {{"Image:buffer", test::blob({1, 2, 3})}});
    world.log("/image", 2, {{"Image:opacity", test::numbers({0.5F})}});
    world.log("/image", 3, {{"Image:buffer", test::blob({1, 2, 4})}});

    const std::uint64_t first = world.scene_2d(1)->list.images.at(0).key;

    EXPECT_NE(first, 0U);
    EXPECT_EQ(world.scene_2d(2)->list.images.at(0).key, first);
    EXPECT_NE(world.scene_2d(3)->list.images.at(0).key, first);
}

TEST(Images, TopmostIsFoundFirstAndHiddenPixelsFallThrough) {
    World world;
    world.log_image("/image", "Image", 4, 4, ColorModel::Rgb);
    world.log_static(
        "/mask",
        {
            {"SegmentationImage:buffer", test::blob({1, 2, 2, 1})},
            {"SegmentationImage:format", test::format({2, 2, 0, ColorModel::L, ChannelType::U8})},
        }
    );
    const auto scene = world.scene_2d();
    const auto hits = [&](glm::vec2 at, std::uint32_t hidden) {
        std::vector<std::string> paths;
        const auto found =
            images_at(*scene, at, [&](draw::StyleSlot, std::uint32_t id) { return id != hidden; });
        for (const ImageHit& hit : found) {
            paths.push_back(scene->entities.at(scene->list.images.at(hit.image).entity).text());
        }
        return paths;
    };

    EXPECT_THAT(hits({0.5F, 0.5F}, 9), ElementsAre("/mask", "/image"));
    EXPECT_THAT(hits({0.5F, 0.5F}, 1), ElementsAre("/image"));
    EXPECT_THAT(hits({1.5F, 0.5F}, 1), ElementsAre("/mask", "/image"));
    EXPECT_THAT(hits({3.5F, 3.5F}, 9), ElementsAre("/image"));
    EXPECT_THAT(hits({-0.1F, 0.5F}, 9), ElementsAre());
}

TEST(Images, PixelsThatAreNoClassAreToldAsSuch) {
    World world;
    world.log_static(
        "/mask",
        {
            {"SegmentationImage:buffer", test::blob({0xFF, 1})},
            {"SegmentationImage:format", test::format({2, 1, 0, ColorModel::L, ChannelType::I8})},
        }
    );
    const auto scene = world.scene_2d();
    const auto all = [](draw::StyleSlot, std::uint32_t) { return true; };

    ASSERT_EQ(images_at(*scene, {0.5F, 0.5F}, all).size(), 1U);
    EXPECT_FALSE(images_at(*scene, {0.5F, 0.5F}, all)[0].has_class);
    EXPECT_TRUE(images_at(*scene, {1.5F, 0.5F}, all)[0].has_class);
}

/// Two pictures of 4 × 4 pixels of a tenth on the plane z = 1, a third one behind them on z = 2.
Scene planes() {
    Scene scene;
    for (const float depth : {1.0F, 1.0F, 2.0F}) {
        draw::ImageDraw drawn;
        const std::vector<std::uint8_t> pixels(16, 1);
        auto owner = std::make_shared<std::vector<std::uint8_t>>(pixels);
        const auto bytes = std::as_bytes(std::span<const std::uint8_t>(*owner));
        drawn.image = *media::Image::create(
            media::ImageKind::ClassIds,
            media::PixelType::U8,
            4,
            4,
            bytes,
            owner
        );
        drawn.world_from_image = glm::mat4(
            glm::vec4(0.1F, 0, 0, 0),
            glm::vec4(0, 0.1F, 0, 0),
            glm::vec4(0, 0, 1, 0),
            glm::vec4(0, 0, depth, 1)
        );
        const auto index = static_cast<std::uint32_t>(scene.list.images.size());
        scene.list.order.push_back({draw::ItemKind::Image, index, 0.0F});
        scene.list.images.push_back(std::move(drawn));
    }
    return scene;
}

std::vector<std::uint32_t> on_ray(const glm::vec3& from, const glm::vec3& direction) {
    std::vector<std::uint32_t> images;
    for (const ImageHit& hit : images_on_ray(planes(), from, direction, {})) {
        images.push_back(hit.image);
    }
    return images;
}

TEST(ImagesOnRay, AreTheNearestFirstAndOnOnePlaneTheTopmost) {
    EXPECT_THAT(on_ray({0.15F, 0.25F, 0.0F}, {0, 0, 5}), ElementsAre(1, 0, 2));
    EXPECT_THAT(on_ray({0.15F, 0.25F, 5.0F}, {0, 0, -1}), ElementsAre(2, 1, 0));
    EXPECT_THAT(on_ray({0.15F, 0.25F, 1.5F}, {0, 0, 1}), ElementsAre(2));
}

TEST(ImagesOnRay, MissWhatIsBesideBehindOrSeenFromItsEdge) {
    EXPECT_THAT(on_ray({0.5F, 0.25F, 0.0F}, {0, 0, 1}), ElementsAre());
    EXPECT_THAT(on_ray({0.15F, 0.25F, 0.0F}, {0, 0, -1}), ElementsAre());
    EXPECT_THAT(on_ray({-1.0F, 0.25F, 1.0F}, {1, 0, 0}), ElementsAre());
}

TEST(ImagesOnRay, TellThePixel) {
    const auto hits = images_on_ray(planes(), {0.05F, 0.0F, 0.0F}, {0.1F, 0.15F, 1.0F}, {});

    ASSERT_FALSE(hits.empty());
    EXPECT_EQ(hits[0].pixel, glm::uvec2(1, 1));
    EXPECT_FLOAT_EQ(hits[0].distance, 1.0F);
}

TEST(Masks, TableReachesToTheLargestIdThatHasAPlace) {
    World world;
    const ImageFormat words{2, 1, 0, ColorModel::L, ChannelType::U32};
    world.log_static(
        "/mask",
        {
            {"SegmentationImage:buffer", test::blob({0x2C, 1, 0, 0, 0, 0, 1, 0})},
            {"SegmentationImage:format", test::format(words)},
        }
    );

    const auto scene = world.scene_2d();

    EXPECT_EQ(scene->styles.at(scene->list.images.at(0).style).max_class, 300U);
}

}  // namespace
}  // namespace limn::scene
