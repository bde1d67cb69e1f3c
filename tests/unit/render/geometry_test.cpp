// SPDX-License-Identifier: MIT
#include <glad/gl.h>
#include <gmock/gmock.h>

#include <glm/gtc/matrix_transform.hpp>

#include "unit/render/render_fixture.h"

namespace limn::test {
namespace {

constexpr Rgba8 kRed{220, 30, 40, 255};
constexpr Rgba8 kBlue{30, 60, 230, 255};

class PointTest : public RenderTest {
  protected:
    /// Pixels of a row that are not background, by their share of the point's red.
    float width_of_row(std::uint32_t y) const {
        const float full = srgb_to_linear(kRed.r);
        const float none = srgb_to_linear(options_.background.r);
        float sum = 0.0F;
        for (std::uint32_t x = 0; x < picture_.width; ++x) {
            sum += (srgb_to_linear(pixel(x, y).r) - none) / (full - none);
        }
        return sum;
    }
};

TEST_F(PointTest, RadiusIsInWorldUnitsOrUiPoints) {
    // Pairs of radius and zoom on both sides of what GL points can do.
    for (const float radius : {2.0F, 7.5F, 15.0F, 20.0F, 30.0F}) {
        list_ = {};
        add_points({{50.5F, 50.5F, 0.0F}}, radius).colors = {kRed};
        draw_2d({101, 101});
        EXPECT_NEAR(width_of_row(50), 2.0F * radius, 0.6F) << radius;
        EXPECT_EQ(pixel(50, 50), kRed);
    }
    options_.ui_scale = 2.0F;
    list_ = {};
    add_points({{25.25F, 25.25F, 0.0F}}, -5.0F).colors = {kRed};
    draw_2d({101, 101}, 2.0F);
    EXPECT_NEAR(width_of_row(50), 20.0F, 0.6F) << "UI points do not zoom";
    list_.points[0].radii = {5.0F};
    list_.points[0].key = 77;
    draw_2d({101, 101}, 2.0F);
    EXPECT_NEAR(width_of_row(50), 20.0F, 0.6F) << "world units do";
}

TEST_F(PointTest, RadiusShrinksWithDistanceIn3D) {
    draw::Camera3D camera;
    camera.eye = {0.0F, -10.0F, 0.0F};
    add_points({{0.0F, 0.0F, 0.0F}}, 0.5F).colors = {kRed};
    draw({101, 101}, frame_3d({101, 101}, camera));
    const float near_width = width_of_row(50);
    camera.eye.y = -20.0F;
    draw({101, 101}, frame_3d({101, 101}, camera));
    EXPECT_NEAR(near_width, 2.0F * width_of_row(50), 1.0F);
    const float scale = frame_3d({101, 101}, camera).camera.pixels_per_unit_at_one;
    EXPECT_NEAR(near_width, scale / 10.0F, 0.8F);
}

TEST_F(PointTest, APointWhoseMiddleIsOutsideIsStillSeen) {
    for (const float radius : {10.0F, 25.0F}) {
        list_ = {};
        add_points({{-3.0F, 20.0F, 0.0F}}, radius).colors = {kRed};
        draw_2d({40, 40});
        EXPECT_EQ(pixel(0, 20), kRed) << radius;
    }
}

TEST_F(PointTest, MixedSizesInOneBatchAreAllDrawn) {
    auto& points = add_points({{10.5F, 50.5F, 0.0F}, {60.5F, 50.5F, 0.0F}}, 3.0F);
    points.radii = {3.0F, 30.0F};
    points.colors = {kRed, kBlue};
    draw_2d({100, 100});
    EXPECT_EQ(pixel(10, 50), kRed);
    EXPECT_EQ(pixel(10, 56), options_.background);
    EXPECT_EQ(pixel(85, 50), kBlue);
}

TEST_F(PointTest, OwnColorWinsOverTheTableButVisibilityIsTheTables) {
    draw::StyleEntry hidden = entry(kBlue);
    hidden.flags = 0;
    set_table(draw::StyleTable({entry(kBlue), hidden}, {}));
    auto& points =
        add_points({{10.5F, 10.5F, 0.0F}, {30.5F, 10.5F, 0.0F}, {50.5F, 10.5F, 0.0F}}, 4.0F);
    points.style_index = {0, 1, draw::kNoStyle};
    points.colors = {kRed};
    draw_2d({60, 20});
    EXPECT_EQ(pixel(10, 10), kRed);
    EXPECT_EQ(pixel(30, 10), options_.background);
    EXPECT_EQ(pixel(50, 10), kRed);
    EXPECT_TRUE(renderer_->pick(0, {10, 10}, 0));
    EXPECT_FALSE(renderer_->pick(0, {30, 10}, 0));
}

TEST_F(PointTest, AnAnswerComesWithoutWaiting) {
    add_points({{20.5F, 10.5F, 0.0F}}, 4.0F).colors = {kRed};
    draw_2d({60, 20});

    const std::uint64_t first = renderer_->ask_pick(0, {50, 10}, 0);
    const std::uint64_t second = renderer_->ask_pick(0, {20, 10}, 0);
    EXPECT_GT(second, first);
    EXPECT_EQ(renderer_->ask_pick(99, {0, 0}, 0), 0U) << "there is no such picture";
    std::optional<render::PickAnswer> answer;
    while (!answer || answer->number != second) {
        const auto taken = renderer_->take_pick(0);
        answer = taken ? taken : answer;
    }
    ASSERT_TRUE(answer->found);
    EXPECT_EQ(answer->found->instance, renderer_->pick(0, {20, 10}, 0)->instance);
    EXPECT_EQ(answer->found->depth, renderer_->pick(0, {20, 10}, 0)->depth);
    EXPECT_FALSE(renderer_->take_pick(0)) << "an answer is given once";
}

TEST_F(PointTest, MoreQuestionsThanBuffersForgetTheOldest) {
    add_points({{20.5F, 10.5F, 0.0F}}, 4.0F).colors = {kRed};
    draw_2d({60, 20});
    std::uint64_t last = 0;
    for (int i = 0; i < 20; ++i) {
        last = renderer_->ask_pick(0, {20, 10}, i);
    }
    std::optional<render::PickAnswer> answer;
    while (!answer || answer->number != last) {
        const auto taken = renderer_->take_pick(0);
        answer = taken ? taken : answer;
    }
    EXPECT_TRUE(answer->found);
    renderer_->drop(0);
    EXPECT_FALSE(renderer_->take_pick(0));
}

TEST_F(PointTest, FarFromTheOriginLooksAsNearToIt) {
    const auto picture_at = [this](const glm::dvec3& place) {
        list_ = {};
        auto& points = add_points({{0.0F, 0.0F, 0.0F}, {0.002F, 0.001F, 0.0F}}, 0.0005F);
        points.colors = {kRed};
        points.world_from_batch = glm::translate(glm::dmat4(1.0), place);
        draw::Camera3D camera;
        camera.eye = place + glm::dvec3(0.001, -0.004, 0.002);
        camera.target = place;
        camera.near_plane = 1.0e-5F;
        draw({101, 101}, frame_3d({101, 101}, camera));
        return picture_.rgba;
    };

    // Eye and target of the far camera are rounded to some nanometers.
    const std::vector<std::byte> near = picture_at({0.0, 0.0, 0.0});
    const std::vector<std::byte> far = picture_at({1.0e7 + 0.25, -6.0e6, 500.0});
    int difference = 0;
    for (std::size_t i = 0; i < near.size(); ++i) {
        const int channel = std::to_integer<int>(near[i]) - std::to_integer<int>(far[i]);
        difference = std::max(difference, std::abs(channel));
    }
    EXPECT_LE(difference, 3);
    EXPECT_NE(pixel(50, 50), options_.background) << "the point is there";
}

TEST_F(PointTest, WithoutStyleAndColorTheFallbackIsShown) {
    auto& points = add_points({{10.5F, 10.5F, 0.0F}}, 4.0F);
    points.fallback_color = kBlue;
    draw_2d({20, 20});
    EXPECT_EQ(pixel(10, 10), kBlue);
}

TEST_F(PointTest, KeypointPairsHaveTheirOwnEntries) {
    std::vector<draw::StyleEntry> pairs(300, entry({0, 0, 0, 255}));
    pairs[299] = entry(kRed, 1);
    set_table(draw::StyleTable({entry(kBlue), entry(kBlue)}, pairs));
    add_points({{10.5F, 10.5F, 0.0F}}, 4.0F).style_index = {draw::kPairBase + 299};
    draw_2d({20, 20});
    EXPECT_EQ(pixel(10, 10), kRed);
    set_mode({.hovered = 1});
    draw_2d({20, 20});
    EXPECT_GT(pixel(10, 10).b, kRed.b) << "hovering a class lights its keypoints up";
}

TEST_F(PointTest, ArraysThatDoNotFitAreReportedNotDrawn) {
    expects_diagnostics_ = true;
    auto& points = add_points({{10.5F, 10.5F, 0.0F}, {11.0F, 10.0F, 0.0F}}, 4.0F);
    points.style_index = {1, 2, 3};
    list_.order.push_back({draw::ItemKind::Mesh, 5, 0.0F});
    draw_2d({20, 20});
    EXPECT_EQ(pixel(10, 10), options_.background);
    EXPECT_EQ(renderer_->diagnostics().items().size(), 2U);
}

TEST_F(PointTest, PickFindsTheNearestInstanceWithinReach) {
    add_points({{10.5F, 10.5F, 0.0F}, {20.5F, 10.5F, 0.0F}}, 2.0F).colors = {kRed};
    draw_2d({40, 20});
    const auto hit = renderer_->pick(0, {17, 10}, 6);
    ASSERT_TRUE(hit);
    EXPECT_EQ(hit->entity, 7U);
    EXPECT_EQ(hit->instance, 1U);
    EXPECT_FALSE(renderer_->pick(0, {17, 10}, 0));
    EXPECT_FALSE(renderer_->pick(0, {-100, -100}, 5));
    EXPECT_FALSE(renderer_->pick(99, {0, 0}, 5));
    ASSERT_TRUE(renderer_->pick(0, {-1, 10}, 20));
    EXPECT_EQ(renderer_->pick(0, {-1, 10}, 20)->instance, 0U);
}

TEST_F(PointTest, SelectedPointsHaveAWhiteRing) {
    add_points({{10.5F, 10.5F, 0.0F}, {30.5F, 10.5F, 0.0F}}, 4.0F).colors = {kRed};
    options_.selection = {7, 1};
    draw_2d({40, 20});
    EXPECT_EQ(pixel(5, 10), options_.background);
    EXPECT_GT(pixel(35, 10).g, 200);
    EXPECT_EQ(pixel(30, 10), kRed);
}

class LineTest : public RenderTest {
  protected:
    static draw::LineSegment segment(glm::vec3 from, glm::vec3 to, float radius) {
        draw::LineSegment result;
        result.from = from;
        result.to = to;
        result.radius = radius;
        result.color = kRed;
        result.has_color = true;
        result.instance = 0;
        return result;
    }
};

TEST_F(LineTest, TheMiddleHasExactlyTheColor) {
    add_lines({segment({5, 10.5, 0}, {35, 10.5, 0}, 2.5F), segment({5, 20, 0}, {35, 30, 0}, 2.0F)});
    draw_2d({40, 40});
    for (std::uint32_t y = 8; y <= 12; ++y) {
        EXPECT_EQ(pixel(20, y), kRed) << y;
    }
    EXPECT_EQ(pixel(20, 7), options_.background);
    EXPECT_EQ(pixel(20, 13), options_.background);
    EXPECT_EQ(pixel(20, 25), kRed);
}

TEST_F(LineTest, ABoneIsHiddenWithEitherJoint) {
    std::vector<draw::StyleEntry> pairs(2, entry(kBlue));
    set_table(draw::StyleTable({entry(kBlue)}, pairs));
    draw::LineSegment bone = segment({5, 10.5, 0}, {35, 10.5, 0}, 2.5F);
    bone.has_color = false;
    bone.style_index = 0;
    bone.joint_from = draw::kPairBase;
    bone.joint_to = draw::kPairBase + 1;
    add_lines({bone});
    draw_2d({40, 20});
    EXPECT_EQ(pixel(20, 10), kBlue);
    ASSERT_TRUE(renderer_->pick(0, {20, 10}, 0));
    for (const std::uint32_t index : {draw::kPairBase, draw::kPairBase + 1, 0U}) {
        const draw::StyleEntry shown = *table_.find(index);
        draw::StyleEntry hidden = shown;
        hidden.flags = 0;
        table_.set(index, hidden);
        draw_2d({40, 20});
        EXPECT_EQ(pixel(20, 10), options_.background) << index;
        EXPECT_FALSE(renderer_->pick(0, {20, 10}, 0));
        table_.set(index, shown);
    }
}

class BoneTest : public LineTest {
  protected:
    /// A bone of class 0 (blue) between joints of two colors.
    draw::LineBatch& add_bone() {
        set_table(
            draw::StyleTable({entry(kBlue)}, {entry({255, 0, 0, 255}), entry({0, 255, 0, 255})})
        );
        draw::LineSegment bone = segment({5, 10.5, 0}, {35, 10.5, 0}, -1.5F);
        bone.has_color = false;
        bone.style_index = 0;
        bone.instance = draw::kAllInstances;
        bone.joint_from = draw::kPairBase;
        bone.joint_to = draw::kPairBase + 1;
        bone.point_from = 4;
        bone.point_to = 5;
        return add_lines({bone});
    }
};

TEST_F(BoneTest, BonesCanRunFromJointColorToJointColor) {
    add_bone();
    draw_2d({40, 20});
    EXPECT_EQ(pixel(20, 10), kBlue);
    options_.bones.in_joint_colors = true;
    draw_2d({40, 20});
    EXPECT_GT(pixel(7, 10).r, 220);
    EXPECT_LT(pixel(7, 10).g, 100);
    EXPECT_GT(pixel(33, 10).g, 220);
    EXPECT_LT(pixel(33, 10).r, 100);
}

TEST_F(BoneTest, BonesCanBeMadeWider) {
    add_bone();
    draw_2d({40, 20});
    EXPECT_EQ(pixel(20, 6), options_.background);
    options_.bones.radius_pt = 6.0F;
    draw_2d({40, 20});
    EXPECT_EQ(pixel(20, 6), kBlue);
}

TEST_F(BoneTest, AHoveredJointOutlinesItsBones) {
    const std::uint32_t entity = add_bone().entity;
    draw_2d({40, 20});
    const Rgba8 beside = pixel(20, 8);
    options_.hover = {entity, 5};
    draw_2d({40, 20});
    EXPECT_GT(pixel(20, 8).r, beside.r + 60);
    options_.hover = {entity, 9};
    draw_2d({40, 20});
    EXPECT_EQ(pixel(20, 8), beside);
}

class ColorBy : public LineTest {
  protected:
    void SetUp() override {
        LineTest::SetUp();
        set_table(draw::StyleTable(
            {entry(kBlue), entry({9, 200, 90, 255}, 1)},
            {entry({200, 9, 90, 255}, 1)}
        ));
        auto& points = add_points({{5.5, 5.5, 0}, {15.5, 5.5, 0}, {25.5, 5.5, 0}}, 3.0F);
        points.style_index = {0, draw::kPairBase, draw::kNoStyle};
        points.colors = {kRed};
        points.entity = 0;
        points.fallback_color = Rgba8{1, 2, 3, 255};
    }

    void color_by(draw::ColorBy by) {
        options_.color_by = by;
        render::ViewFrame frame = frame_2d({30, 10});
        static const std::vector<Rgba8> kEntityColors{{77, 66, 55, 255}};
        frame.entity_colors = kEntityColors;
        draw({30, 10}, frame);
    }
};

TEST_F(ColorBy, DescriptionIsWhatWasLogged) {
    color_by(draw::ColorBy::Description);
    EXPECT_EQ(pixel(5, 5), kRed);
    EXPECT_EQ(pixel(15, 5), kRed);
}

TEST_F(ColorBy, ClassBeatsLoggedColors) {
    color_by(draw::ColorBy::Class);
    EXPECT_EQ(pixel(5, 5), kBlue);
    EXPECT_EQ(pixel(15, 5), (Rgba8{9, 200, 90, 255}));
    EXPECT_EQ(pixel(25, 5), (Rgba8{1, 2, 3, 255}));
}

TEST_F(ColorBy, KeypointBeatsLoggedColorsAndFallsBackToTheClass) {
    color_by(draw::ColorBy::Keypoint);
    EXPECT_EQ(pixel(5, 5), kBlue);
    EXPECT_EQ(pixel(15, 5), (Rgba8{200, 9, 90, 255}));
}

TEST_F(ColorBy, InstanceGivesEachItsOwn) {
    color_by(draw::ColorBy::Instance);
    for (std::uint32_t i = 0; i < 3; ++i) {
        EXPECT_EQ(pixel(5 + 10 * i, 5), draw::large_id_color(i)) << i;
    }
}

TEST_F(ColorBy, InstanceMeansTheWholeSkeleton) {
    list_.points[0].group = {7, 7, 8};
    color_by(draw::ColorBy::Instance);
    EXPECT_EQ(pixel(5, 5), draw::large_id_color(7));
    EXPECT_EQ(pixel(15, 5), draw::large_id_color(7));
    EXPECT_EQ(pixel(25, 5), draw::large_id_color(8));
}

TEST_F(ColorBy, EntityGivesAllTheSame) {
    color_by(draw::ColorBy::Entity);
    EXPECT_EQ(pixel(5, 5), (Rgba8{77, 66, 55, 255}));
    EXPECT_EQ(pixel(25, 5), (Rgba8{77, 66, 55, 255}));
}

TEST_F(ColorBy, LoggedLeavesTheRestGray) {
    color_by(draw::ColorBy::Logged);
    EXPECT_EQ(pixel(5, 5), kRed);
    list_.points[0].colors.clear();
    list_.points[0].key = next_key_++;
    color_by(draw::ColorBy::Logged);
    EXPECT_EQ(pixel(5, 5), (Rgba8{0x94, 0x94, 0x94, 255}));
}

TEST_F(ColorBy, HidingAClassHidesItWhateverTheColors) {
    draw::StyleEntry hidden = *table_.find(0);
    hidden.flags = 0;
    table_.set(0, hidden);
    for (const draw::ColorBy by :
         {draw::ColorBy::Instance, draw::ColorBy::Entity, draw::ColorBy::Logged}) {
        color_by(by);
        EXPECT_EQ(pixel(5, 5), options_.background);
    }
}

TEST_F(ColorBy, ChangingItUploadsNothing) {
    color_by(draw::ColorBy::Description);
    renderer_->end_frame();
    color_by(draw::ColorBy::Instance);
    EXPECT_EQ(renderer_->counters().uploaded_bytes, 0U);
}

TEST_F(LineTest, LinesThatPassBehindTheEyeAreCut) {
    draw::Camera3D camera;
    camera.eye = {0.0F, -10.0F, 0.0F};
    add_lines(
        {segment({0, -1000, -0.5F}, {0, 1000, 0}, -2.0F), segment({3, -40, 0}, {3, -20, 0}, -2.0F)}
    );
    draw({101, 101}, frame_3d({101, 101}, camera));
    EXPECT_EQ(pixel(50, 52), kRed);
    EXPECT_EQ(pixel(50, 30), options_.background);
    EXPECT_EQ(pixel(90, 50), options_.background);
}

TEST_F(LineTest, OverlaysWithoutEntityLeaveThePickBelow) {
    add_points({{20.5F, 10.5F, 0.0F}}, 5.0F).colors = {kBlue};
    add_lines({segment({5, 10.5, 0}, {35, 10.5, 0}, 2.5F)}).entity = draw::kNoEntity;
    draw_2d({40, 20});
    EXPECT_EQ(pixel(20, 10), kRed);
    ASSERT_TRUE(renderer_->pick(0, {20, 10}, 0));
    EXPECT_EQ(renderer_->pick(0, {20, 10}, 0)->entity, 7U);
}

class MeshTest : public RenderTest {
  protected:
    static draw::MeshVertex colored(Rgba8 color) {
        draw::MeshVertex vertex;
        vertex.color = color;
        vertex.has_color = true;
        return vertex;
    }

    draw::Camera3D from_above() const {
        draw::Camera3D camera;
        camera.eye = {0.0F, 0.0F, 10.0F};
        camera.up = {0.0F, 1.0F, 0.0F};
        return camera;
    }
};

TEST_F(MeshTest, LaterItemsCoverEarlierOnesIn2D) {
    add_rectangle({0, 0}, {20, 20}, 5.0F, colored(kRed));
    add_rectangle({0, 0}, {10, 20}, -5.0F, colored(kBlue));
    draw_2d({20, 20});
    EXPECT_EQ(pixel(5, 10), kBlue);
    EXPECT_EQ(pixel(15, 10), kRed);
}

TEST_F(MeshTest, DepthDecidesIn3D) {
    add_rectangle({-5, -5}, {5, 5}, 1.0F, colored(kBlue));
    add_rectangle({-5, -5}, {5, 5}, 0.0F, colored(kRed));
    draw({41, 41}, frame_3d({41, 41}, from_above()));
    EXPECT_EQ(pixel(20, 20), kBlue);
    const auto hit = renderer_->pick(0, {20, 20}, 0);
    ASSERT_TRUE(hit);
    EXPECT_LT(hit->depth, 1.0F);
}

TEST_F(MeshTest, TransparentOnesBlendOverOpaqueOnesWhateverTheOrder) {
    options_.background = {0, 0, 0, 255};
    add_rectangle({-5, -5}, {5, 5}, 1.0F, colored({255, 255, 255, 255})).opacity = 0.5F;
    add_rectangle({-5, -5}, {5, 5}, 0.0F, colored({0, 0, 0, 255}));
    draw({41, 41}, frame_3d({41, 41}, from_above()));
    EXPECT_NEAR(pixel(20, 20).r, 188, 1);
}

TEST_F(MeshTest, ClassOpacityMakesAFillTransparentIn3D) {
    options_.background = {0, 0, 0, 255};
    draw::StyleEntry half = entry({255, 255, 255, 255});
    half.opacity = 128;
    set_table(draw::StyleTable({half}, {}));
    draw::MeshVertex vertex;
    vertex.style_index = 0;
    add_rectangle({-5, -5}, {5, 5}, 1.0F, vertex);
    add_rectangle({-5, -5}, {5, 5}, 0.0F, colored(kRed));
    draw({41, 41}, frame_3d({41, 41}, from_above()));
    EXPECT_NEAR(pixel(20, 20).g, 188, 3);
    EXPECT_GT(pixel(20, 20).r, 200);
}

TEST_F(MeshTest, ImagesInOnePlaneAreStackedInOrderIn3D) {
    set_table(draw::StyleTable({entry(kBlue)}, {}));
    glm::mat4 place(1.0F);
    place[3] = {-2.0F, -2.0F, 0.0F, 1.0F};
    add_image(make_color({4, 4}, std::vector<Rgba8>(16, kRed))).world_from_image = place;
    place[0] *= 2.0F;
    place[1] *= 2.0F;
    add_image(make_ids_u8({2, 2}, {0, 0, 0, 0})).world_from_image = place;
    draw::Camera3D camera = from_above();
    camera.eye = {6.0F, -7.0F, 5.0F};
    camera.up = {0.0F, 0.0F, 1.0F};
    draw({201, 201}, frame_3d({201, 201}, camera));
    int red = 0;
    int blue = 0;
    for (std::uint32_t i = 0; i < 201 * 201; ++i) {
        red += pixel(i % 201, i / 201) == kRed ? 1 : 0;
        blue += pixel(i % 201, i / 201) == kBlue ? 1 : 0;
    }
    EXPECT_EQ(red, 0);
    EXPECT_GT(blue, 1000);
}

TEST_F(MeshTest, AnOpaquePictureHidesWhatIsBelowItFromPicking) {
    add_points({{10.5F, 10.5F, 0.0F}}, 5.0F).colors = {kBlue};
    add_image(make_color({20, 20}, std::vector<Rgba8>(400, kRed)));
    draw_2d({20, 20});
    EXPECT_FALSE(renderer_->pick(0, {10, 10}, 2));
}

class GridTest : public RenderTest {};

TEST_F(GridTest, GridAndAxesAreDrawnIn3DAndNeverPicked) {
    options_.draw_grid = true;
    options_.draw_axes = true;
    draw::Camera3D camera;
    draw({200, 150}, frame_3d({200, 150}, camera));
    int drawn = 0;
    for (std::uint32_t i = 0; i < 200 * 150; ++i) {
        drawn += pixel(i % 200, i / 200) == options_.background ? 0 : 1;
    }
    EXPECT_GT(drawn, 500);
    EXPECT_FALSE(renderer_->pick(0, {100, 75}, 30));
}

TEST_F(GridTest, GlIsLeftAsOthersExpectIt) {
    add_points({{10.5F, 10.5F, 0.0F}}, 5.0F);
    glViewport(1, 2, 30, 40);
    draw_2d({20, 20});
    GLint viewport[4] = {};
    GLint framebuffer = -1;
    GLint program = -1;
    GLint vertices = -1;
    glGetIntegerv(GL_VIEWPORT, viewport);
    glGetIntegerv(GL_FRAMEBUFFER_BINDING, &framebuffer);
    glGetIntegerv(GL_CURRENT_PROGRAM, &program);
    glGetIntegerv(GL_VERTEX_ARRAY_BINDING, &vertices);
    EXPECT_EQ(viewport[2], 30);
    EXPECT_EQ(framebuffer, 0);
    EXPECT_EQ(program, 0);
    EXPECT_EQ(vertices, 0);
    EXPECT_FALSE(glIsEnabled(GL_FRAMEBUFFER_SRGB));
    EXPECT_FALSE(glIsEnabled(GL_SCISSOR_TEST));
    EXPECT_FALSE(glIsEnabled(GL_DEPTH_TEST));
    EXPECT_FALSE(glIsEnabled(GL_BLEND));
    EXPECT_EQ(glGetError(), static_cast<GLenum>(GL_NO_ERROR));
}

}  // namespace
}  // namespace limn::test
