// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scene/opening_time.h"
#include "scene/propose_views.h"
#include "unit/scene/world.h"

namespace limn::scene {
namespace {

using test::Cells;
using test::World;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> proposals(const World& world) {
    std::vector<std::string> names;
    for (const ViewSpec& view : propose_views(world.recording())) {
        std::string name = view.kind == ViewKind::Spatial2D ? "2D " : "3D ";
        name += view.origin.text();
        for (const EntityPath& excluded : view.excluded) {
            name += " - " + excluded.text();
        }
        for (const EntityPath& also : view.also) {
            name += " + " + also.text();
        }
        names.push_back(name);
    }
    return names;
}

void log_points3(World& world, std::string_view entity) {
    world.log_static(entity, {{"Points3D:positions", test::points3({{0, 0, 0}})}});
}

void log_points2(World& world, std::string_view entity) {
    world.log_static(entity, {{"Points2D:positions", test::points2({{0, 0}})}});
}

TEST(Proposals, ForNothingAreNone) {
    World world;
    world.describe_classes("/", {}, {test::describe(1, "one", {})});

    EXPECT_THAT(proposals(world), IsEmpty());
}

TEST(Proposals, DetectAndTrackMakesTwoViews) {
    World world;
    world.log_image("/segmentation", "SegmentationImage", 30, 20, ColorModel::L);
    world.log_image("/segmentation/rgb_scaled", "Image", 30, 20, ColorModel::Rgb);
    world.log_static("/segmentation/boxes", {{"Boxes2D:half_sizes", test::points2({{1, 1}})}});
    world.log_image("/video", "Image", 60, 40, ColorModel::Rgb);

    EXPECT_THAT(proposals(world), ElementsAre("2D /segmentation", "2D /video"));
}

TEST(Proposals, ANestedMaskOfAnotherSizeIsSplitOff) {
    World world;
    world.log_image("/image", "Image", 30, 20, ColorModel::Rgb);
    world.log_image("/image/mask", "SegmentationImage", 15, 10, ColorModel::L);

    EXPECT_THAT(proposals(world), ElementsAre("2D /image - /image/mask", "2D /image/mask"));
}

TEST(Proposals, TwoColorPicturesMakeTwoViews) {
    World world;
    world.log_image("/cams/left", "Image", 30, 20, ColorModel::Rgb);
    world.log_image("/cams/right", "Image", 30, 20, ColorModel::Rgb);

    EXPECT_THAT(proposals(world), ElementsAre("2D /cams/left", "2D /cams/right"));
}

TEST(Proposals, ColorDepthAndMasksOfOneSizeShareAView) {
    World world;
    world.log_image("/cam/color", "Image", 30, 20, ColorModel::Rgb);
    world.log_image("/cam/depth", "DepthImage", 30, 20, ColorModel::L);
    world.log_image("/cam/mask_a", "SegmentationImage", 30, 20, ColorModel::L);
    world.log_image("/cam/mask_b", "SegmentationImage", 30, 20, ColorModel::L);

    EXPECT_THAT(proposals(world), ElementsAre("2D /cam"));
}

TEST(Proposals, ACameraGetsAViewOfItsPictureAndOneOfTheWorld) {
    World world;
    world.log_static("/world/camera", {{"Pinhole:image_from_camera", test::pinhole(50, {15, 10})}});
    world.log_image("/world/camera/image", "Image", 30, 20, ColorModel::Rgb);
    log_points3(world, "/world/points");

    EXPECT_THAT(proposals(world), ElementsAre("2D /world/camera", "3D /world"));
}

TEST(Proposals, FlatDataOutsideTheCameraIsAViewOfItsOwn) {
    World world;
    world.log_static("/world/camera", {{"Pinhole:image_from_camera", test::pinhole(50, {15, 10})}});
    world.log_image("/world/camera/image", "Image", 30, 20, ColorModel::Rgb);
    world.log_image("/chart", "Image", 10, 10, ColorModel::Rgb);

    EXPECT_THAT(proposals(world), ElementsAre("2D /chart", "2D /world/camera", "3D /world"));
}

TEST(Proposals, ViewCoordinatesSayWhereTheWorldBegins) {
    World world;
    world.log_static("/site/world", {{"ViewCoordinates:xyz", test::view_coordinates({3, 5, 1})}});
    world.log_static(
        "/site/world/cam",
        {{"ViewCoordinates:xyz", test::view_coordinates({3, 2, 5})}}
    );
    log_points3(world, "/site/world/cam/points");
    log_points3(world, "/site/world/points");

    EXPECT_THAT(proposals(world), ElementsAre("3D /site/world"));
}

TEST(Proposals, ALoneMovedEntityIsSeenFromOutside) {
    World lone;
    log_points3(lone, "/points");
    World moved;
    moved.log_static("/robot", {{"Transform3D:translation", test::points3({{1, 0, 0}})}});
    log_points3(moved, "/robot/a");
    log_points3(moved, "/robot/b");

    EXPECT_THAT(proposals(lone), ElementsAre("3D /"));
    EXPECT_THAT(proposals(moved), ElementsAre("3D /"));
}

TEST(Proposals, ShowEveryPictureHoweverManyThereAre) {
    World world;
    for (int i = 0; i < 40; ++i) {
        world.log_image("/image" + std::to_string(i), "Image", 10, 10, ColorModel::Rgb);
        log_points3(world, "/world" + std::to_string(i) + "/points");
        world.log_static(
            "/world" + std::to_string(i),
            {{"ViewCoordinates:xyz", test::view_coordinates({3, 5, 1})}}
        );
    }

    const auto names = proposals(world);

    EXPECT_EQ(names.size(), 80U);
    EXPECT_EQ(names.front(), "2D /image0");
    EXPECT_EQ(names.back(), "3D /world39");
}

TEST(Proposals, BoxesKeepTheirPictureBesideAHalfSizeMask) {
    World world;
    world.log_image("/cam/image", "Image", 30, 20, ColorModel::Rgb);
    world.log_image("/cam/mask", "SegmentationImage", 15, 10, ColorModel::L);
    log_points2(world, "/cam/points");

    EXPECT_THAT(proposals(world), ElementsAre("2D /cam - /cam/mask", "2D /cam/mask"));
}

TEST(Proposals, BoxesOfTwoCamerasLieOnBoth) {
    World world;
    world.log_image("/rig/left", "Image", 30, 20, ColorModel::Rgb);
    world.log_image("/rig/right", "Image", 30, 20, ColorModel::Rgb);
    log_points2(world, "/rig/points");

    EXPECT_THAT(
        proposals(world),
        ElementsAre("2D /rig/left + /rig/points", "2D /rig/right + /rig/points")
    );
}

TEST(Proposals, CamerasThatOnlyNamesRelateAreAViewEach) {
    World world;
    for (const std::string side : {"left", "right"}) {
        world.log_static(
            "/topic/" + side + "_info",
            {{"Pinhole:image_from_camera", test::pinhole(50, {15, 10})},
             {"Pinhole:child_frame", test::texts({side})}}
        );
        const Cells frame{{"CoordinateFrame:frame", test::texts({side})}};
        world.log_image("/topic/" + side + "_image", "Image", 30, 20, ColorModel::Rgb, frame);
        log_points2(world, "/topic/" + side + "_points");
        world.log_static("/topic/" + side + "_points", frame);
    }

    EXPECT_THAT(
        proposals(world),
        ElementsAre(
            "2D /topic/left_image + /topic/left_points",
            "2D /topic/right_image + /topic/right_points",
            "3D /topic"
        )
    );
    for (const ViewSpec& view : propose_views(world.recording())) {
        SceneInput input = world.input(ViewKind::Spatial2D);
        input.view = view;
        if (view.kind == ViewKind::Spatial2D) {
            const ScenePtr scene = world.build(input);
            EXPECT_EQ(scene->list.images.size(), 1U) << view.origin.text();
            EXPECT_EQ(scene->list.points.size(), 1U) << view.origin.text();
        }
    }
}

TEST(Proposals, DataInAnotherSubtreeIsMovedByItsOwnTransforms) {
    World world;
    world.log_image("/left", "Image", 30, 20, ColorModel::Rgb);
    world.log_image("/right", "Image", 30, 20, ColorModel::Rgb);
    log_points2(world, "/det/left");
    world.log_static("/det", {{"Transform3D:translation", test::points3({{7, 5, 0}})}});
    const std::vector<ViewSpec> views = propose_views(world.recording());
    ASSERT_EQ(views.size(), 2U);
    ASSERT_EQ(views[0].also, std::set<EntityPath>{EntityPath::parse("/det")});

    SceneInput input = world.input(ViewKind::Spatial2D);
    input.view = views[0];
    const ScenePtr scene = world.build(input);

    ASSERT_EQ(scene->list.points.size(), 1U);
    const auto& batch = scene->list.points.front();
    EXPECT_EQ(batch.world_from_batch[3].x, 7);
    EXPECT_EQ(batch.world_from_batch[3].y, 5);
}

TEST(Proposals, LeaveRecordingPropertiesAlone) {
    World world;
    log_points2(world, "/__properties/points");

    EXPECT_THAT(proposals(world), IsEmpty());
}

TEST(Proposals, OfADeepTreeEnd) {
    World world;
    std::string path;
    for (int i = 0; i < 3000; ++i) {
        path += "/a";
    }
    world.log_image(path, "Image", 10, 10, ColorModel::Rgb);
    world.log_image(path + "/b", "Image", 20, 20, ColorModel::Rgb);

    EXPECT_EQ(propose_views(world.recording()).size(), 2U);
}

TEST(OpeningTime, IsTheFirstAtWhichEveryViewShowsSomething) {
    World world;
    const auto point = test::points2({{0, 0}});
    world.log("/a/points", 1, {{"Points2D:positions", point}});
    world.log("/b/points", 5, {{"Points2D:positions", test::points2({})}});
    world.log("/b/points", 7, {{"Points2D:positions", point}});
    world.log("/b/points", 9, {{"Points2D:positions", point}});
    const std::vector<ViewSpec> views{
        {ViewKind::Spatial2D, EntityPath::parse("/a"), {}},
        {ViewKind::Spatial2D, EntityPath::parse("/b"), {}},
    };

    EXPECT_EQ(opening_time(world.recording(), "frame", views), 7);
}

TEST(OpeningTime, IsTheEndIfTheViewsNeverShowSomethingTogether) {
    World world;
    const auto point = test::points2({{0, 0}});
    world.log("/a/points", 1, {{"Points2D:positions", point}});
    world.log("/a/points", 2, {{"Points2D:positions", test::points2({})}});
    world.log("/b/points", 3, {{"Points2D:positions", point}});
    world.log("/b/points", 4, {{"Points2D:positions", point}});
    const std::vector<ViewSpec> views{
        {ViewKind::Spatial2D, EntityPath::parse("/a"), {}},
        {ViewKind::Spatial2D, EntityPath::parse("/b"), {}},
    };

    EXPECT_EQ(opening_time(world.recording(), "frame", views), 4);
}

TEST(OpeningTime, OfStaticDataIsTheStart) {
    World world;
    log_points2(world, "/a/points");
    world.log("/other", 3, {{"Scalars:scalars", test::numbers({1})}});
    world.log("/other", 8, {{"Scalars:scalars", test::numbers({1})}});
    const std::vector<ViewSpec> views{{ViewKind::Spatial2D, EntityPath::parse("/a"), {}}};

    EXPECT_EQ(opening_time(world.recording(), "frame", views), 3);
}

/// One thing after the other is logged at the times of these timelines.
TimeInt opening_time_on(const std::vector<Timeline>& timelines, const std::string& shown) {
    store::Recording recording{StoreId{}};
    const std::vector<ViewSpec> views{{ViewKind::Spatial2D, EntityPath(), {}}};
    TimeInt time = 100;
    for (const char* entity : {"/a", "/b", "/c"}) {
        test::ChunkBuilder chunk(entity);
        test::ChunkBuilder::Times times;
        for (const Timeline& timeline : timelines) {
            chunk.kind(timeline.name, timeline.kind);
            times.emplace(timeline.name, time);
        }
        chunk.row(static_cast<std::uint64_t>(time), times);
        chunk.set("Points2D:positions", test::points2({{0, 0}}));
        recording.insert(chunk.build());
        ++time;
    }
    return opening_time(recording, shown, views);
}

TEST(OpeningTime, OfThingsThatWereLoggedOnceIsTheEnd) {
    const Timeline log_time{"log_time", TimeKind::Timestamp};
    const Timeline log_tick{"log_tick", TimeKind::Sequence};

    EXPECT_EQ(opening_time_on({log_time}, "log_time"), 102);
    EXPECT_EQ(opening_time_on({log_time, log_tick}, "log_tick"), 102);
}

TEST(OpeningTime, OfATimelineOfTheUserIsTheStartAlsoBesideLogTime) {
    const Timeline log_time{"log_time", TimeKind::Timestamp};
    const Timeline frame{"frame", TimeKind::Sequence};

    EXPECT_EQ(opening_time_on({log_time, frame}, "frame"), 100);
}

}  // namespace
}  // namespace limn::scene
