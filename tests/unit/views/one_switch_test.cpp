// SPDX-License-Identifier: MIT
// One entry of the style table decides for everything: mask pixels, boxes, points, bones, lines, their
// labels, picking, hover and legend.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/contexts.h"
#include "unit/views/mask_fixture.h"
#include "views/label_source.h"

namespace limn::views {
namespace {

constexpr std::uint32_t kSide = 64;
constexpr std::uint16_t kCar = 1;
constexpr std::uint16_t kPerson = 2;

/// Everything of class 1 "car" (red) stands in the left half, of class 2 "person" (green) in the right one.
class OneSwitch : public MaskPictureTest {
  protected:
    void SetUp() override {
        MaskPictureTest::SetUp();
        AnnotationContext context = test::classes(
            {test::info(0, "ground", Rgba8{40, 40, 40, 255}),
             test::info(kCar, "car", test::kRed),
             test::info(kPerson, "person", test::kGreen)}
        );
        for (ClassDescription& description : context.classes) {
            description.keypoints = {test::info(0, "head"), test::info(1, "foot")};
            description.connections = {{0, 1}};
        }
        log("/", std::move(context));
        test::Bytes ids(std::size_t{kSide} * kSide, 0);
        for (std::size_t y = 0; y < 8; ++y) {
            for (std::size_t x = 0; x < kSide; ++x) {
                ids[y * kSide + x] = x < kSide / 2 ? kCar : kPerson;
            }
        }
        log_mask("/mask", ChannelType::U8, {kSide, kSide}, std::move(ids));
        logger::Boxes2D boxes;
        boxes.centers = {{14, 16}, {46, 16}};
        boxes.half_sizes = {{6, 4}, {6, 4}};
        boxes.class_ids = {kCar, kPerson};
        log("/boxes", std::move(boxes));
        logger::Points2D points;
        points.positions = {{14, 28}, {46, 28}};
        points.radii = std::vector{logger::ui_points(3.0F)};
        points.class_ids = {kCar, kPerson};
        log("/points", std::move(points));
        logger::Points2D skeletons;
        skeletons.positions = {{8, 36}, {24, 36}, {40, 36}, {56, 36}};
        skeletons.radii = std::vector{logger::ui_points(2.0F)};
        skeletons.keypoint_ids = {0, 1, 0, 1};
        skeletons.class_ids = {kCar, kCar, kPerson, kPerson};
        log("/skeletons", std::move(skeletons));
        insert(next_chunk("/arrows")
                   .set("Arrows2D:origins", test::points2({{8, 46}, {40, 46}}))
                   .set("Arrows2D:vectors", test::points2({{14, 0}, {14, 0}}))
                   .set("Arrows2D:class_ids", test::ids({kCar, kPerson})));
        draw();
    }

    /// Pixels in which red (or green) is well above the other.
    [[nodiscard]] std::size_t count_reddish(std::uint32_t min_y, std::uint32_t max_y) const {
        return count(min_y, max_y, [](Rgba8 p) { return p.r > p.g + 60; });
    }

    [[nodiscard]] std::size_t count_greenish(std::uint32_t min_y, std::uint32_t max_y) const {
        return count(min_y, max_y, [](Rgba8 p) { return p.g > p.r + 60; });
    }

    template <typename Predicate>
    [[nodiscard]] std::size_t count(std::uint32_t min_y, std::uint32_t max_y, Predicate&& is_meant)
        const {
        std::size_t found = 0;
        for (std::uint32_t y = min_y; y < max_y; ++y) {
            for (std::uint32_t x = 0; x < kSide; ++x) {
                found += is_meant(pixel(x, y)) ? 1U : 0U;
            }
        }
        return found;
    }

    [[nodiscard]] std::size_t num_pickable(std::uint32_t min_x, std::uint32_t max_x) {
        std::size_t found = 0;
        for (std::uint32_t y = 10; y < kSide; ++y) {
            for (std::uint32_t x = min_x; x < max_x; ++x) {
                found += renderer_->pick(0, glm::ivec2(x, y), 0) ? 1U : 0U;
            }
        }
        return found;
    }

    [[nodiscard]] std::vector<std::string> label_texts() const {
        const glm::vec2 size(kSide);
        const draw::ViewCamera camera = draw::to_view_camera(camera_, size);
        const LabelRequest request{
            *scene_,
            bindings_,
            session_,
            camera,
            size,
            1.0F,
            session::LabelMode::On,
            {},
            {}};
        const MeasureText measure = [](std::string_view) { return glm::vec2(4.0F, 4.0F); };
        std::vector<std::string> texts;
        for (const LabelInput& label : collect_labels(request, measure)) {
            texts.push_back(label.text);
        }
        return texts;
    }
};

/// Rows of the picture in which each kind of thing lies.
struct Band {
    const char* name;
    std::uint32_t min_y;
    std::uint32_t max_y;
};

constexpr std::array<Band, 5> kBands{
    Band{"mask", 0, 8},
    Band{"boxes", 10, 22},
    Band{"points", 24, 32},
    Band{"skeletons and bones", 33, 40},
    Band{"arrows", 42, 50}};

TEST_F(OneSwitch, EverythingOfTheClassIsThereBefore) {
    for (const Band& band : kBands) {
        EXPECT_GT(count_greenish(band.min_y, band.max_y), 0U) << band.name;
    }
    EXPECT_GT(count_reddish(0, 8), 0U);
    EXPECT_GT(num_pickable(0, kSide / 2), 0U);
    EXPECT_THAT(label_texts(), testing::Contains("car"));
}

TEST_F(OneSwitch, HidesEverythingOfAClassAndNothingElse) {
    choose(kCar, {.visible = false});
    draw();
    for (const Band& band : kBands) {
        EXPECT_EQ(count_reddish(band.min_y, band.max_y), 0U) << band.name;
        EXPECT_GT(count_greenish(band.min_y, band.max_y), 0U) << band.name;
    }
    EXPECT_EQ(num_pickable(0, kSide / 2), 0U);
    EXPECT_GT(num_pickable(kSide / 2, kSide), 0U);
    EXPECT_THAT(label_texts(), testing::Not(testing::Contains("car")));
    EXPECT_THAT(label_texts(), testing::Contains("person"));
    EXPECT_FALSE(hover_at(4, 4).info) << "a hidden pixel is not hovered";
    EXPECT_TRUE(hover_at(60, 4).info);
    for (const LegendRow& row : legend()) {
        EXPECT_EQ(row.visible, row.id != kCar) << row.label;
    }
}

TEST_F(OneSwitch, SoloLeavesTheClassAlone) {
    choose(kPerson, {.soloed = true});
    draw();
    for (const Band& band : kBands) {
        EXPECT_EQ(count_reddish(band.min_y, band.max_y), 0U) << band.name;
        EXPECT_GT(count_greenish(band.min_y, band.max_y), 0U) << band.name;
    }
    EXPECT_EQ(num_pickable(0, kSide / 2), 0U);
    EXPECT_THAT(label_texts(), testing::Not(testing::Contains("car")));
}

TEST_F(OneSwitch, RecolorsEverything) {
    choose(kCar, {.color = test::kGreen});
    draw();
    EXPECT_EQ(count_reddish(0, kSide), 0U);
    for (const LegendRow& row : legend()) {
        EXPECT_TRUE(row.id != kCar || row.swatch.color == test::kGreen);
    }
}

TEST_F(OneSwitch, AHiddenJointTakesItsBoneAndLabel) {
    const auto key =
        annotation::choice_key(kStore.application_id, *context_of("/mask"), kCar, KeypointId{0});
    session_.choices.set(key, {.visible = false});
    draw();
    EXPECT_EQ(pixel(16, 36).r > 200 && pixel(16, 36).g < 60, false) << "the bone's middle";
    EXPECT_EQ(std::ranges::count(label_texts(), "head"), 1);
    EXPECT_EQ(std::ranges::count(label_texts(), "foot"), 2);
}

/// Boxes of the entity "/boxes": which of them have a white outline, from left to right.
class SelectedBoxes : public OneSwitch {
  protected:
    std::string outlined(std::uint32_t instance) {
        const auto entity = std::ranges::find(scene_->entities, EntityPath::parse("/boxes"));
        options().selection = {
            static_cast<std::uint32_t>(entity - scene_->entities.begin()),
            instance};
        draw();
        const auto is_white = [](Rgba8 p) { return p.r > 200 && p.g > 200 && p.b > 200; };
        std::string found;
        for (const std::uint32_t left : {0U, kSide / 2}) {
            std::size_t white = 0;
            for (std::uint32_t y = 9; y < 23; ++y) {
                for (std::uint32_t x = left; x < left + kSide / 2; ++x) {
                    white += is_white(pixel(x, y)) ? 1U : 0U;
                }
            }
            found += white > 20 ? 'w' : '-';
        }
        return found;
    }
};

TEST_F(SelectedBoxes, OneInstanceIsOutlinedAlone) {
    EXPECT_EQ(outlined(0), "w-");
    EXPECT_EQ(outlined(1), "-w");
}

TEST_F(SelectedBoxes, AllInstancesAreOutlinedTogether) {
    EXPECT_EQ(outlined(draw::kAllInstances), "ww");
}

TEST_F(SelectedBoxes, AnInstanceThatIsNotThereOutlinesNothing) {
    EXPECT_EQ(outlined(7), "--");
}

/// Two triangles side by side, seen straight on: of class 1 "car" left, of class 2 "person" right.
class OneSwitchOfMeshes : public MaskPictureTest {
  protected:
    void SetUp() override {
        MaskPictureTest::SetUp();
        log("/",
            test::classes(
                {test::info(kCar, "car", test::kRed), test::info(kPerson, "person", test::kGreen)}
            ));
        insert(
            next_chunk("/meshes")
                .set(
                    "Mesh3D:vertex_positions",
                    test::points3(
                        {{-3, -1, 0}, {-1, -1, 0}, {-2, 1, 0}, {1, -1, 0}, {3, -1, 0}, {2, 1, 0}}
                    )
                )
                .set("Mesh3D:class_ids", test::ids({kCar, kCar, kCar, kPerson, kPerson, kPerson}))
        );
        draw_3d();
    }

    void draw_3d() {
        styles_cache_.update(session_);
        scene::SceneInput input;
        input.recording = session_.active_recording();
        input.query = session_.query();
        input.contexts = &styles_cache_.contexts();
        input.view.kind = scene::ViewKind::Spatial3D;
        scene_ = scene::build_scene(input);
        bindings_ = styles_cache_.bindings(*scene_, session_);
        draw::Camera3D camera;
        camera.eye = {0.0F, 0.0F, 5.0F};
        camera.up = {0.0F, 1.0F, 0.0F};
        render::ViewFrame frame = frame_3d({kSide, kSide / 2}, camera);
        frame.list = &scene_->list;
        frame.styles = bindings_;
        RenderTest::draw({kSide, kSide / 2}, frame);
    }

    /// Of a point in the middle of a triangle: reddish, greenish, or neither.
    [[nodiscard]] char color_at(std::uint32_t x) const {
        const Rgba8 found = pixel(x, 18);
        return found.r > found.g + 60 ? 'r' : found.g > found.r + 60 ? 'g' : '-';
    }

    [[nodiscard]] bool is_picked(std::uint32_t x) {
        return renderer_->pick(0, glm::ivec2(x, 18), 0).has_value();
    }

    static constexpr std::uint32_t kLeft = 20;
    static constexpr std::uint32_t kRight = 44;
};

TEST_F(OneSwitchOfMeshes, AreThereBefore) {
    EXPECT_EQ(color_at(kLeft), 'r');
    EXPECT_EQ(color_at(kRight), 'g');
    EXPECT_TRUE(is_picked(kLeft));
    EXPECT_TRUE(is_picked(kRight));
}

TEST_F(OneSwitchOfMeshes, HidesTheTrianglesOfAClass) {
    choose(kCar, {.visible = false});
    draw_3d();

    EXPECT_EQ(color_at(kLeft), '-');
    EXPECT_EQ(color_at(kRight), 'g');
    EXPECT_FALSE(is_picked(kLeft));
    EXPECT_TRUE(is_picked(kRight));
}

TEST_F(OneSwitchOfMeshes, SoloLeavesTheTrianglesOfTheClass) {
    choose(kPerson, {.soloed = true});
    draw_3d();

    EXPECT_EQ(color_at(kLeft), '-');
    EXPECT_EQ(color_at(kRight), 'g');
    EXPECT_FALSE(is_picked(kLeft));
}

TEST_F(OneSwitchOfMeshes, RecolorsTheTrianglesOfAClass) {
    choose(kCar, {.color = test::kGreen});
    draw_3d();

    EXPECT_EQ(color_at(kLeft), 'g');
}

}  // namespace
}  // namespace limn::views
