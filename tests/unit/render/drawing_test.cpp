// SPDX-License-Identifier: MIT
// Edges, joins, halos, heads of arrows and shading: what makes a picture readable.
#include <gmock/gmock.h>

#include <array>
#include <cmath>

#include "render/line_pass.h"
#include "unit/render/render_fixture.h"

namespace limn::test {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr Rgba8 kBlack{0, 0, 0, 255};
constexpr Rgba8 kWhite{255, 255, 255, 255};
constexpr Rgba8 kRed{220, 30, 40, 255};
constexpr Rgba8 kGreen{60, 220, 90, 255};
constexpr Rgba8 kLime{0, 255, 0, 255};
constexpr Rgba8 kNavy{0, 0, 128, 255};
constexpr Rgba8 kMaroon{128, 0, 0, 255};

draw::LineSegment segment(glm::vec3 from, glm::vec3 to, float radius, Rgba8 color) {
    draw::LineSegment result;
    result.from = from;
    result.to = to;
    result.radius = radius;
    result.color = color;
    result.has_color = true;
    result.instance = 0;
    return result;
}

std::vector<draw::LineSegment>
outline(const std::vector<glm::vec3>& corners, float radius, Rgba8 color, bool is_closed) {
    std::vector<draw::LineSegment> segments;
    const std::size_t count = is_closed ? corners.size() : corners.size() - 1;
    for (std::size_t i = 0; i < count; ++i) {
        const glm::vec3 to = corners[(i + 1) % corners.size()];
        segments.push_back(segment(corners[i], to, radius, color));
    }
    return segments;
}

class DrawingTest : public RenderTest {
  protected:
    static draw::MeshVertex colored(Rgba8 color) {
        draw::MeshVertex vertex;
        vertex.color = color;
        vertex.has_color = true;
        return vertex;
    }

    /// Looks down at z = 0; x to the right, y up.
    static draw::Camera3D from_above() {
        draw::Camera3D camera;
        camera.eye = {0.0F, 0.0F, 10.0F};
        camera.up = {0.0F, 1.0F, 0.0F};
        return camera;
    }

    int pixels_brighter_than(std::uint8_t red) const {
        int found = 0;
        for (std::uint32_t i = 0; i < picture_.width * picture_.height; ++i) {
            found += pixel(i % picture_.width, i / picture_.width).r > red ? 1 : 0;
        }
        return found;
    }

    int colored_in_row(std::uint32_t y) const {
        int found = 0;
        for (std::uint32_t x = 0; x < picture_.width; ++x) {
            found += pixel(x, y) == options_.background ? 0 : 1;
        }
        return found;
    }

    int colored_in_column(std::uint32_t x) const {
        int found = 0;
        for (std::uint32_t y = 0; y < picture_.height; ++y) {
            found += pixel(x, y) == options_.background ? 0 : 1;
        }
        return found;
    }
};

class Edges : public DrawingTest {
  protected:
    /// A line or point without red before a half transparent white surface.
    void add_surface() {
        options_.background = kBlack;
        add_rectangle({-5, -5}, {5, 5}, 0.0F, colored(kWhite)).opacity = 0.5F;
    }

    /// The surface alone is 188; half of it is seen through an edge that covers half of a pixel.
    void expect_surface_through(std::uint32_t x, std::uint32_t y) const {
        EXPECT_EQ(pixel(x, y), kLime) << "the core";
        EXPECT_NEAR(pixel(x, y + 3).r, 137, 6) << "the edge";
        EXPECT_NEAR(pixel(x, y + 6).r, 188, 1) << "beside it";
    }
};

TEST_F(Edges, OfALineLeaveTheTranslucentSurfaceBehindItVisible) {
    add_surface();
    add_lines({segment({-4, 0, 1}, {4, 0, 1}, -3.0F, kLime)});
    draw({101, 101}, frame_3d({101, 101}, from_above()));
    expect_surface_through(50, 50);
}

TEST_F(Edges, OfAPointLeaveTheTranslucentSurfaceBehindItVisible) {
    add_surface();
    add_points({{0, 0, 1}}, -3.0F).colors = {kLime};
    draw({101, 101}, frame_3d({101, 101}, from_above()));
    expect_surface_through(50, 50);
}

TEST_F(Edges, OfANearLineLeaveTheFarLineVisible) {
    options_.background = kBlack;
    add_lines({
        segment({-4, 0, 2}, {4, 0, 2}, -3.0F, kLime),
        segment({0, -4, 1}, {0, 4, 1}, -3.0F, kWhite),
    });
    draw({101, 101}, frame_3d({101, 101}, from_above()));
    EXPECT_EQ(pixel(50, 50), kLime);
    EXPECT_NEAR(pixel(50, 53).r, 188, 6);
    EXPECT_EQ(pixel(50, 56), kWhite);
}

TEST_F(Edges, AreNotPickedWhereTheDepthIsThatOfWhatIsBehind) {
    add_rectangle({-5, -5}, {5, 5}, 0.0F, colored(kWhite));
    add_lines({segment({-4, 0, 3}, {4, 0, 3}, -3.0F, kRed)});
    draw({101, 101}, frame_3d({101, 101}, from_above()));
    const auto core = renderer_->pick(0, {50, 50}, 0);
    ASSERT_TRUE(core);
    EXPECT_EQ(core->entity, 8U);
    EXPECT_LT(core->depth, renderer_->pick(0, {50, 80}, 0)->depth);
    EXPECT_EQ(renderer_->pick(0, {50, 53}, 0)->entity, 9U);
}

TEST_F(Edges, OfLinesThinnerThanAPixelStillHaveADepth) {
    add_lines({segment({-4, 0.05F, 3}, {4, -0.04F, 3}, -0.5F, kRed)});
    draw({101, 101}, frame_3d({101, 101}, from_above()));
    for (int x = 20; x <= 80; ++x) {
        const auto hit = renderer_->pick(0, {x, 50}, 1);
        ASSERT_TRUE(hit) << x;
        EXPECT_LT(hit->depth, 1.0F) << x;
    }
}

TEST_F(Edges, OfTheAxesAreSoft) {
    options_.draw_axes = true;
    draw({101, 101}, frame_3d({101, 101}, from_above()));
    EXPECT_NE(pixel(55, 50), options_.background);
    EXPECT_NE(pixel(55, 49), options_.background);
    EXPECT_LT(pixel(55, 49).r, pixel(55, 50).r);
}

TEST_F(Edges, FarSidesOfATranslucentSolidLieBehindItsNearOnes) {
    options_.background = kBlack;
    // The near side (counter-clockwise seen from above) comes first, in one batch with the far one.
    auto& solid = add_rectangle({-5, -5}, {5, 5}, 2.0F, colored(kRed));
    const std::vector<draw::MeshVertex> near_side = solid.vertices;
    for (auto vertex = near_side.rbegin(); vertex != near_side.rend(); ++vertex) {
        solid.vertices.push_back(colored(kGreen));
        solid.vertices.back().position = {vertex->position.x, vertex->position.y, 0.0F};
    }
    solid.opacity = 0.5F;
    draw({41, 41}, frame_3d({41, 41}, from_above()));
    EXPECT_GT(pixel(20, 20).r, pixel(20, 20).g);
}

constexpr std::array<std::uint8_t, 4> kAlphas{64, 128, 200, 250};

/// Lines and points of translucent classes in 3D.
class Translucent : public DrawingTest {
  protected:
    void draw_line(std::uint8_t alpha, float radius) {
        options_.background = kBlack;
        list_ = {};
        add_lines({segment({-4, 0, 1}, {4, 0, 1}, radius, {0, 255, 0, alpha})});
        draw({101, 101}, frame_3d({101, 101}, from_above()));
    }

    void draw_point(std::uint8_t alpha, float radius) {
        options_.background = kBlack;
        list_ = {};
        add_points({{0, 0, 1}}, radius).colors = {{0, 255, 0, alpha}};
        draw({101, 101}, frame_3d({101, 101}, from_above()));
    }
};

TEST_F(Translucent, ThinLinesAndPointsAreSeen) {
    for (const std::uint8_t alpha : kAlphas) {
        draw_line(alpha, -0.5F);
        for (std::uint32_t x = 20; x <= 80; ++x) {
            EXPECT_GT(pixel(x, 50).g, 100) << x << " " << int{alpha};
        }
        draw_point(alpha, -0.5F);
        EXPECT_GT(pixel(50, 50).g, 100) << int{alpha};
    }
}

TEST_F(Translucent, SelectedLinesHaveAWholeOutline) {
    options_.selection = {8, 0};
    for (const std::uint8_t alpha : kAlphas) {
        for (const std::uint32_t radius : {0U, 3U}) {
            draw_line(alpha, radius == 0 ? -0.5F : -3.0F);
            for (std::uint32_t x = 20; x <= 80; ++x) {
                EXPECT_EQ(pixel(x, 50 - radius - 1), kWhite) << x << " " << int{alpha};
                EXPECT_EQ(pixel(x, 50 + radius + 1), kWhite) << x << " " << int{alpha};
                EXPECT_GT(pixel(x, 50).g, 100) << x << " " << int{alpha};
                EXPECT_LT(pixel(x, 50).r, 10) << x << " " << int{alpha};
            }
        }
    }
}

TEST_F(Translucent, SelectedPointsHaveAWholeOutline) {
    options_.selection = {7, 0};
    for (const std::uint8_t alpha : kAlphas) {
        draw_point(alpha, -3.0F);
        for (const glm::uvec2& at : {glm::uvec2(46, 50), {54, 50}, {50, 46}, {50, 54}}) {
            EXPECT_EQ(pixel(at.x, at.y), kWhite) << int{alpha};
        }
        EXPECT_LT(pixel(50, 50).r, 10);
        EXPECT_GT(pixel(50, 50).g, 100);
    }
}

TEST_F(Translucent, TheOutlineOfWhatIsNearHidesWhatIsFar) {
    options_.background = kBlack;
    options_.selection = {8, 0};
    add_lines({
        segment({-4, 0, 2}, {4, 0, 2}, -3.0F, {0, 255, 0, 128}),
        segment({0, -4, 1}, {0, 4, 1}, -3.0F, {255, 0, 0, 128}),
    });
    list_.lines.front().segments[1].instance = 1;
    draw({101, 101}, frame_3d({101, 101}, from_above()));
    EXPECT_EQ(pixel(50, 46), kWhite);
    EXPECT_EQ(pixel(50, 54), kWhite);
}

TEST_F(Translucent, ThingsAreFoundUnderTheMouse) {
    for (const std::uint8_t alpha : kAlphas) {
        for (const bool is_selected : {false, true}) {
            options_.selection = is_selected ? render::Highlight{8, 0} : render::Highlight{};
            draw_line(alpha, -0.5F);
            for (int x = 20; x <= 80; ++x) {
                const auto hit = renderer_->pick(0, {x, 50}, 0);
                ASSERT_TRUE(hit) << x << " " << int{alpha};
                EXPECT_EQ(hit->entity, 8U);
            }
        }
        options_.selection = {};
        draw_point(alpha, -0.5F);
        EXPECT_TRUE(renderer_->pick(0, {50, 50}, 0)) << int{alpha};
    }
}

class Joins : public DrawingTest {
  protected:
    /// A white line of half opacity on black: no pixel is brighter than its middle.
    void expect_even(const std::vector<draw::LineSegment>& segments, glm::uvec2 middle) {
        options_.background = kBlack;
        add_lines(segments);
        draw_2d({64, 64});
        const std::uint8_t even = pixel(middle.x, middle.y).r;
        EXPECT_NEAR(even, 188, 1);
        EXPECT_EQ(pixels_brighter_than(static_cast<std::uint8_t>(even + 2)), 0);
    }
};

constexpr Rgba8 kHalf{255, 255, 255, 128};

TEST_F(Joins, ABoxOutlineBlendsOnceAtItsCorners) {
    const std::vector<glm::vec3> corners{{10, 10, 0}, {50, 10, 0}, {50, 50, 0}, {10, 50, 0}};
    expect_even(outline(corners, 3.0F, kHalf, true), {30, 10});
    for (const glm::uvec2 corner : {glm::uvec2(10, 10), {50, 10}, {50, 50}, {10, 50}}) {
        EXPECT_NEAR(pixel(corner.x, corner.y).r, 188, 1) << corner.x << " " << corner.y;
    }
}

TEST_F(Joins, AStripBlendsOnceAtSharpAndFlatCorners) {
    const std::vector<glm::vec3> places{
        {5, 50, 0},
        {25, 8, 0},
        {32, 50, 0},
        {45, 52, 0},
        {60, 20, 0}};
    expect_even(outline(places, 3.0F, kHalf, false), {15, 29});
    for (const glm::vec3& place : places) {
        const glm::uvec2 at(place);
        EXPECT_NEAR(pixel(at.x, at.y).r, 188, 2) << at.x << " " << at.y;
    }
}

TEST_F(Joins, AFineEllipseBlendsOnce) {
    std::vector<glm::vec3> corners;
    for (int i = 0; i < 64; ++i) {
        const float angle = static_cast<float>(i) * 0.0981748F;
        corners.emplace_back(32.0F + 12.0F * std::cos(angle), 32.0F + 20.0F * std::sin(angle), 0);
    }
    expect_even(outline(corners, 3.0F, kHalf, true), {44, 32});
}

TEST_F(Joins, ArrowsBlendOnceWhereTheHeadBegins) {
    auto arrow = segment({8, 32, 0}, {56, 32, 0}, 2.0F, kHalf);
    arrow.has_head = true;
    expect_even({arrow}, {20, 32});
    for (std::uint32_t x = 10; x < 50; ++x) {
        EXPECT_NEAR(pixel(x, 32).r, 188, 1) << x;
    }
}

TEST(FindJoins, ChainsNeighborsOfOneInstanceAndClosesOutlines) {
    const std::vector<glm::vec3> corners{{0, 0, 0}, {1, 0, 0}, {1, 1, 0}};
    auto segments = outline(corners, 1.0F, kRed, true);
    segments.push_back(segment(corners[0], {5, 5, 5}, 1.0F, kRed));
    segments.back().instance = 1;

    const auto joins = render::find_joins(segments);

    ASSERT_THAT(joins, SizeIs(4));
    EXPECT_EQ(joins[0].before, corners[2]);
    EXPECT_EQ(joins[0].after, corners[2]);
    EXPECT_EQ(joins[1].before, corners[0]);
    EXPECT_EQ(joins[2].after, corners[1]);
    EXPECT_EQ(joins[3].before, segments[3].from) << "another instance";
    EXPECT_EQ(joins[3].after, segments[3].to);
}

TEST(FindJoins, BonesAndLinesThatDoNotTouchHaveNone) {
    auto bones = outline({{0, 0, 0}, {1, 0, 0}, {2, 0, 0}}, 1.0F, kRed, false);
    for (draw::LineSegment& bone : bones) {
        bone.joint_from = bone.joint_to = draw::kPairBase;
    }
    EXPECT_THAT(render::find_joins(bones), IsEmpty());
    EXPECT_THAT(
        render::find_joins(std::vector{
            segment({0, 0, 0}, {1, 0, 0}, 1.0F, kRed),
            segment({2, 0, 0}, {3, 0, 0}, 1.0F, kRed),
        }),
        IsEmpty()
    );
}

class Skeletons : public DrawingTest {
  protected:
    void SetUp() override {
        DrawingTest::SetUp();
        set_table(draw::StyleTable({entry(kGreen)}, {entry(kRed), entry(kRed)}));
    }

    draw::LineBatch& add_bone(glm::vec3 from, glm::vec3 to) {
        draw::LineSegment bone = segment(from, to, -1.5F, kGreen);
        bone.has_color = false;
        bone.style_index = 0;
        bone.joint_from = draw::kPairBase;
        bone.joint_to = draw::kPairBase + 1;
        return add_lines({bone});
    }

    draw::PointBatch& add_joint(glm::vec3 at, float radius) {
        draw::PointBatch& joint = add_points({at}, radius);
        joint.style_index = {draw::kPairBase};
        joint.group = {0};
        return joint;
    }
};

TEST_F(Skeletons, JointsLieOverBonesThatLeadToTheEye) {
    add_bone({0, 0, 0}, {1.5F, 0, 1.5F});
    add_joint({0, 0, 0}, -6.0F);
    for (const bool orthographic : {false, true}) {
        draw::Camera3D camera = from_above();
        camera.orthographic = orthographic;
        draw({101, 101}, frame_3d({101, 101}, camera));
        for (std::uint32_t x = 45; x <= 55; ++x) {
            EXPECT_EQ(pixel(x, 50), kRed) << x << (orthographic ? " orthographic" : "");
        }
        EXPECT_EQ(pixel(60, 50), kGreen);
    }
}

TEST_F(Skeletons, AreSetOffFromAMaskOfTheirOwnClass) {
    add_image(make_ids_u8({40, 40}, std::vector<std::uint8_t>(1600, 0)));
    add_bone({5, 10.5F, 0}, {35, 10.5F, 0});
    add_joint({20.5F, 30.5F, 0}, -3.0F).style_index = {0};
    draw_2d({40, 40});
    EXPECT_EQ(pixel(20, 10), kGreen);
    EXPECT_LT(pixel(20, 12).g, 190);
    EXPECT_EQ(pixel(20, 15), kGreen) << "a thin halo";
    EXPECT_EQ(pixel(20, 30), kGreen);
    EXPECT_LT(pixel(20, 34).g, 205);
}

class Halos : public DrawingTest {
  protected:
    /// How much brighter than the ground a row beside a line and beside a point are.
    int halo_beside(Rgba8 color) {
        list_ = {};
        add_lines({segment({5, 10.5F, 0}, {35, 10.5F, 0}, -1.5F, color)});
        add_points({{20.5F, 30.5F, 0}}, -3.0F).colors = {color};
        draw_2d({40, 40});
        const int line = pixel(20, 12).g - options_.background.g;
        const int point = pixel(20, 34).g - options_.background.g;
        EXPECT_EQ(line > 20, point > 20) << line << " " << point;
        return line;
    }
};

TEST_F(Halos, DarkColorsAreVisibleOnTheDarkGround) {
    EXPECT_GT(halo_beside(kNavy), 40);
    EXPECT_GT(halo_beside(kMaroon), 40);
    EXPECT_GT(halo_beside(kBlack), 40);
}

TEST_F(Halos, ReadableColorsHaveNone) {
    EXPECT_LE(halo_beside(kGreen), 0);
    EXPECT_LE(halo_beside({188, 77, 77, 255}), 0);
}

TEST_F(Halos, FollowTheGround) {
    options_.background = kWhite;
    EXPECT_LT(halo_beside({255, 255, 230, 255}), -40) << "nearly white on white: a dark halo";
    EXPECT_GE(halo_beside(kNavy), -1);
}

TEST_F(Halos, CloudsHaveNone) {
    const std::vector<glm::vec3> cloud(render::kMaxWithHalo + 1, glm::vec3(20.5F, 30.5F, 0));
    add_points(cloud, -3.0F).colors = {kNavy};
    draw_2d({40, 40});
    EXPECT_EQ(pixel(20, 34), options_.background);
}

class Arrows : public DrawingTest {
  protected:
    static draw::LineSegment arrow(glm::vec3 from, glm::vec3 to, float radius) {
        draw::LineSegment result = segment(from, to, radius, kGreen);
        result.has_head = true;
        return result;
    }
};

TEST_F(Arrows, HeadsAreSolidAndSizedByTheLine) {
    for (const float length : {30.0F, 80.0F}) {
        list_ = {};
        add_lines({arrow({10, 32, 0}, {10 + length, 32, 0}, -2.0F)});
        draw_2d({100, 64});
        const auto tip = static_cast<std::uint32_t>(10.0F + length);
        EXPECT_EQ(colored_in_column(tip - 20), 4) << "the shaft";
        EXPECT_NEAR(colored_in_column(tip - 11), 10, 1) << "where the head begins";
        EXPECT_NEAR(colored_in_column(tip - 6), 6, 1);
        EXPECT_EQ(colored_in_column(tip + 1), 0);
        EXPECT_EQ(pixel(tip - 10, 30), kGreen) << "solid beside the axis";
    }
}

TEST_F(Arrows, HeadsOfShortArrowsAreSmaller) {
    add_lines({arrow({30, 32, 0}, {36, 32, 0}, -2.0F)});
    draw_2d({64, 64});
    EXPECT_NEAR(colored_in_column(30), 5, 1);
    EXPECT_EQ(colored_in_column(28), 0) << "nothing stands out behind";
    EXPECT_EQ(colored_in_column(37), 0);
}

TEST_F(Arrows, HeadsAreConesInSpace) {
    add_lines({arrow({0, 0, -3}, {0, 0, 3}, -3.0F)});
    draw({101, 101}, frame_3d({101, 101}, from_above()));
    EXPECT_NEAR(colored_in_row(50), 15, 3) << "round when it points at the eye";
    EXPECT_NEAR(colored_in_column(50), 15, 3);
    EXPECT_NE(pixel(50, 50), options_.background);
    list_ = {};
    add_lines({arrow({-2, 0, 0}, {2, 0, 0}, -3.0F)});
    draw({101, 101}, frame_3d({101, 101}, from_above()));
    const auto tip = static_cast<std::uint32_t>(
        50.5F + 2.0F * frame_3d({101, 101}, from_above()).camera.pixels_per_unit_at_one / 10.0F
    );
    EXPECT_NEAR(colored_in_column(tip - 17), 15, 2);
    EXPECT_EQ(colored_in_column(tip + 2), 0);
}

TEST_F(Arrows, HeadsArePickedAndHiddenLikeTheirLines) {
    set_table(draw::StyleTable({entry(kGreen)}, {}));
    draw::LineSegment one = arrow({10, 32, 0}, {50, 32, 0}, -3.0F);
    one.has_color = false;
    one.style_index = 0;
    add_lines({one});
    draw_2d({64, 64});
    EXPECT_TRUE(renderer_->pick(0, {36, 28}, 0));
    draw::StyleEntry hidden = entry(kGreen);
    hidden.flags = 0;
    table_.set(0, hidden);
    draw_2d({64, 64});
    EXPECT_EQ(colored_in_row(32), 0);
    EXPECT_FALSE(renderer_->pick(0, {36, 28}, 0));
}

class Shading : public DrawingTest {};

TEST_F(Shading, PointsAreBallsInSpace) {
    add_points({{0, 0, 0}}, -12.0F).colors = {kGreen};
    list_.points[0].is_shaded = true;
    draw({101, 101}, frame_3d({101, 101}, from_above()));
    EXPECT_EQ(pixel(50, 50), kGreen) << "the full color in the middle";
    EXPECT_LT(pixel(57, 57).g, 190) << "darker at the lower right";
    list_.points[0].is_shaded = false;
    list_.points[0].key = next_key_++;
    draw({101, 101}, frame_3d({101, 101}, from_above()));
    EXPECT_EQ(pixel(57, 57), kGreen) << "flat where that is logged";
}

TEST_F(Shading, FacesThatMeetAtAnEdgeBeforeTheEyeDiffer) {
    draw::MeshBatch& roof = add_rectangle({0, -3}, {3, 3}, 0.0F, colored(kGreen));
    for (draw::MeshVertex& vertex : roof.vertices) {
        vertex.position.z = -vertex.position.x;
    }
    draw::MeshBatch& other = add_rectangle({-3, -3}, {0, 3}, 0.0F, colored(kGreen));
    for (draw::MeshVertex& vertex : other.vertices) {
        vertex.position.z = vertex.position.x;
    }
    list_.meshes[0].is_shaded = list_.meshes[1].is_shaded = true;
    draw({101, 101}, frame_3d({101, 101}, from_above()));
    EXPECT_GT(std::abs(pixel(45, 50).g - pixel(56, 50).g), 10);
}

}  // namespace
}  // namespace limn::test
