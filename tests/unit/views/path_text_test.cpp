// SPDX-License-Identifier: MIT
#include "views/path_text.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace limn::views {
namespace {

/// Every character is 10 pixels wide.
glm::vec2 measure(std::string_view text) {
    std::size_t characters = 0;
    for (const char c : text) {
        characters += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1U : 0U;
    }
    return {static_cast<float>(characters) * 10.0F, 16.0F};
}

std::string shorten(std::string_view path, std::size_t characters, std::size_t parts = 1) {
    return shorten_path(path, static_cast<float>(characters) * 10.0F, measure, parts);
}

TEST(ShortenPath, ThatFitsIsWhole) {
    EXPECT_EQ(shorten("/cams/cam00", 11), "/cams/cam00");
    EXPECT_EQ(shorten("/", 1), "/");
    EXPECT_EQ(shorten("", 0), "");
}

TEST(ShortenPath, LeavesOutWholePartsAtTheFront) {
    EXPECT_EQ(shorten("/cams/cam00", 10), "…/cam00");
    EXPECT_EQ(shorten("/vehicle/sensors/camera_front/image", 22), "…/camera_front/image");
    EXPECT_EQ(shorten("/vehicle/sensors/camera_front/image", 30), "…/sensors/camera_front/image");
}

TEST(ShortenPath, CutsCharactersWhereWholePartsWouldLeaveTheRoomEmpty) {
    EXPECT_EQ(shorten("/vehicle/camera_front_left/image", 20), "…ra_front_left/image");
    EXPECT_EQ(shorten("/a/segmentation_left", 8), "…on_left");
}

TEST(ShortenPath, KeepsThePartThatDiffersAndTheEnd) {
    EXPECT_EQ(shorten("/left/camera/image/raw", 15, 4), "/left/…/raw");
    EXPECT_EQ(shorten("/left/camera/image/raw", 18, 4), "/left/…/image/raw");
    EXPECT_EQ(shorten("/car/left_camera/image", 16, 2), "…/left_camera/…");
    EXPECT_EQ(shorten("/car/left_camera/image", 20, 2), "…/left_camera/image");
    EXPECT_EQ(shorten("/car/camera_front_left/image", 14, 2), "…_front_left/…");
}

TEST(ShortenPath, CutsBetweenCharacters) {
    EXPECT_EQ(shorten("/straße/größe", 4), "…öße");
    EXPECT_EQ(shorten("/größe", 0), "…e");
}

TEST(ShortenPath, TilesOfOneRigHaveDifferentTitles) {
    const std::vector<EntityPath> cameras{
        EntityPath::parse("/vehicle/sensors/camera_front/image"),
        EntityPath::parse("/vehicle/sensors/camera_front_left/image"),
        EntityPath::parse("/vehicle/sensors/camera_front_right/image"),
        EntityPath::parse("/vehicle/sensors/camera_rear/image")};
    for (std::size_t width = 14; width < 45; ++width) {
        std::vector<std::string> titles;
        for (const EntityPath& camera : cameras) {
            const std::string title = shorten(camera.text(), width, telling_parts(camera, cameras));
            EXPECT_LE(measure(title).x, static_cast<float>(width) * 10.0F);
            EXPECT_EQ(std::ranges::count(titles, title), 0) << title;
            titles.push_back(title);
        }
    }
}

TEST(TellingParts, AreAsManyAsNoOtherPathEndsWith) {
    const std::vector<EntityPath> paths{
        EntityPath::parse("/left/camera/image"),
        EntityPath::parse("/right/camera/image"),
        EntityPath::parse("/right/camera/mask"),
        EntityPath::parse("/image"),
        EntityPath()};

    EXPECT_EQ(telling_parts(paths[0], paths), 3U);
    EXPECT_EQ(telling_parts(paths[2], paths), 1U);
    EXPECT_EQ(telling_parts(paths[3], paths), 1U);
    EXPECT_EQ(telling_parts(paths[4], paths), 1U);
}

}  // namespace
}  // namespace limn::views
