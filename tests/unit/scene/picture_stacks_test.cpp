// SPDX-License-Identifier: MIT
#include "scene/picture_stacks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

#include "scene/subtrees.h"

namespace limn::scene {
namespace {

using testing::ElementsAre;

constexpr PictureSize kFull{64, 48};
constexpr PictureSize kHalf{32, 24};
constexpr PictureSize kThumbnail{16, 12};

struct Named {
    const char* path;
    std::vector<Picture> pictures;
};

Named color(const char* path, PictureSize size = kFull) {
    return {path, {{DataKind::ColorImage, size}}};
}

Named depth(const char* path, PictureSize size = kFull) {
    return {path, {{DataKind::DepthImage, size}}};
}

Named mask(const char* path, PictureSize size = kFull) {
    return {path, {{DataKind::ClassImage, size}}};
}

Named boxes(const char* path) {
    return {path, {}};
}

std::vector<FlatEntity> sorted(const std::vector<Named>& list) {
    std::vector<FlatEntity> entities;
    entities.reserve(list.size());
    for (const Named& named : list) {
        entities.push_back({EntityPath::parse(named.path), named.pictures});
    }
    std::ranges::sort(entities, {}, &FlatEntity::path);
    return entities;
}

std::string text_of(const ViewSpec& view) {
    std::string text = view.origin.text();
    for (const EntityPath& excluded : view.excluded) {
        text += " - " + excluded.text();
    }
    for (const EntityPath& also : view.also) {
        text += " + " + also.text();
    }
    return text;
}

std::vector<std::string> views(const std::vector<Named>& list) {
    const std::vector<FlatEntity> entities = sorted(list);
    std::vector<std::string> texts;
    for (const ViewSpec& view : views_of_stacks(entities, stack_pictures(entities))) {
        texts.push_back(text_of(view));
    }
    return texts;
}

TEST(PictureStacks, GeometryGoesWithTheColorPictureBesideAHalfSizeMask) {
    EXPECT_THAT(
        views({color("/cam/image"), mask("/cam/mask", kHalf), boxes("/cam/boxes")}),
        ElementsAre("/cam - /cam/mask", "/cam/mask")
    );
    EXPECT_THAT(
        views({color("/image"), mask("/mask", kHalf), boxes("/boxes")}),
        ElementsAre("/ - /mask", "/mask")
    );
    EXPECT_THAT(
        views({color("/image"), mask("/image/mask", kHalf), boxes("/boxes")}),
        ElementsAre("/ - /image/mask", "/image/mask")
    );
    EXPECT_THAT(
        views({boxes("/cam"), color("/cam/image"), mask("/cam/mask", kHalf)}),
        ElementsAre("/cam - /cam/mask", "/cam/mask")
    );
    EXPECT_THAT(
        views({color("/cam/rgb"), depth("/cam/depth", kHalf), boxes("/cam/boxes")}),
        ElementsAre("/cam/depth", "/cam - /cam/depth")
    );
}

TEST(PictureStacks, GeometryBelowAPictureBelongsToIt) {
    EXPECT_THAT(
        views({color("/cam/image"), mask("/cam/mask", kHalf), boxes("/cam/mask/boxes")}),
        ElementsAre("/cam/image", "/cam/mask")
    );
    EXPECT_THAT(
        views({color("/image"), color("/image/crop", kThumbnail), boxes("/image/boxes")}),
        ElementsAre("/image - /image/crop", "/image/crop")
    );
    EXPECT_THAT(
        views(
            {color("/image"),
             boxes("/image/car"),
             color("/image/car/crop", kThumbnail),
             boxes("/image/car/crop/wheels")}
        ),
        ElementsAre("/image - /image/car/crop", "/image/car/crop")
    );
}

TEST(PictureStacks, GeometryBesideANestedPictureBelongsToThat) {
    EXPECT_THAT(
        views(
            {color("/image"),
             color("/image/crops/a/crop", kThumbnail),
             boxes("/image/crops/a/boxes")}
        ),
        ElementsAre("/image - /image/crops", "/image/crops/a")
    );
}

TEST(PictureStacks, AThumbnailGetsNoGeometry) {
    EXPECT_THAT(
        views({color("/cam/a_thumbnail", kThumbnail), color("/cam/image"), boxes("/cam/boxes")}),
        ElementsAre("/cam/a_thumbnail", "/cam/image + /cam/boxes")
    );
    EXPECT_THAT(
        views({color("/cam/icon", kThumbnail), mask("/cam/mask", {640, 480}), boxes("/cam/boxes")}),
        ElementsAre("/cam/icon", "/cam/mask + /cam/boxes")
    );
}

TEST(PictureStacks, APictureThatIsRefusedGetsNoGeometry) {
    const Named refused{"/a", {{DataKind::ColorImage, {}, true}}};
    EXPECT_THAT(views({refused, color("/b"), boxes("/boxes")}), ElementsAre("/a", "/b + /boxes"));
    EXPECT_THAT(
        views({refused, mask("/b"), mask("/c", kHalf), boxes("/boxes")}),
        ElementsAre("/ - /c", "/c")
    );
}

TEST(PictureStacks, WordsOfTheNamesTellPicturesApart) {
    EXPECT_THAT(
        views(
            {color("/rig/left"),
             color("/rig/right"),
             mask("/rig/right_mask"),
             boxes("/rig/leftBoxes"),
             boxes("/rig/right-boxes")}
        ),
        ElementsAre("/rig/left + /rig/leftBoxes", "/rig/right + /rig/right-boxes + /rig/right_mask")
    );
    EXPECT_THAT(
        views(
            {color("/rig/left/image"),
             color("/rig/right/image"),
             boxes("/found/left"),
             boxes("/found/right")}
        ),
        ElementsAre("/rig/left/image + /found/left", "/rig/right/image + /found/right")
    );
}

TEST(PictureStacks, GeometryBesideEqualPicturesLiesOnEachOfThem) {
    EXPECT_THAT(
        views({color("/rig/left"), color("/rig/right"), boxes("/rig/boxes")}),
        ElementsAre("/rig/left + /rig/boxes", "/rig/right + /rig/boxes")
    );
    EXPECT_THAT(
        views({boxes("/rig"), color("/rig/left"), color("/rig/right"), boxes("/rig/left/boxes")}),
        ElementsAre("/rig/left - /rig/right + /rig", "/rig/right - /rig/left + /rig")
    );
}

TEST(PictureStacks, GeometryBesideMoreThanEightEqualPicturesIsAViewOfItsOwn) {
    std::vector<Named> list{boxes("/boxes")};
    const std::vector<std::string> names{"/a", "/b", "/c", "/d", "/e", "/f", "/g", "/h", "/i"};
    for (const std::string& name : names) {
        list.push_back(color(name.c_str()));
    }

    EXPECT_THAT(
        views(list),
        ElementsAre("/a", "/b", "/boxes", "/c", "/d", "/e", "/f", "/g", "/h", "/i")
    );
}

TEST(PictureStacks, WhatFitsStaysTogetherBesideWhatDoesNot) {
    EXPECT_THAT(
        views(
            {color("/cam/image"),
             mask("/cam/mask"),
             depth("/cam/depth"),
             color("/cam/thumbnail", kThumbnail)}
        ),
        ElementsAre("/cam/image + /cam/depth + /cam/mask", "/cam/thumbnail")
    );
    EXPECT_THAT(
        views({mask("/m/a"), mask("/m/b"), mask("/m/small", kHalf), boxes("/m/boxes")}),
        ElementsAre("/m - /m/small", "/m/small")
    );
    EXPECT_THAT(
        views({color("/left"), color("/right"), mask("/mask_a"), mask("/mask_b")}),
        ElementsAre("/left", "/mask_a + /mask_b", "/right")
    );
}

TEST(PictureStacks, APictureThatHoldsOthersCanBeLeftOut) {
    EXPECT_THAT(
        views({color("/top", kThumbnail), color("/top/full"), boxes("/boxes")}),
        ElementsAre("/top - /top/full", "/top/full + /boxes")
    );
}

TEST(PictureStacks, PicturesOfUnknownSizeFit) {
    const std::vector<FlatEntity> entities =
        sorted({color("/image", {}), mask("/mask", kHalf), boxes("/boxes")});

    EXPECT_TRUE(fit_together(entities));
}

/// Trees of up to 20 entities, some of them pictures of three sizes.
std::vector<FlatEntity> random_entities(std::mt19937& random) {
    const std::vector<std::string> parts{"a", "b", "left", "right", "left_mask"};
    const std::vector<PictureSize> sizes{kFull, kHalf, kThumbnail};
    std::vector<FlatEntity> entities;
    const std::size_t count = 2 + random() % 18;
    for (std::size_t i = 0; i < count; ++i) {
        std::string path;
        for (std::size_t d = random() % 4 + 1; d > 0; --d) {
            path += "/" + parts[random() % parts.size()];
        }
        FlatEntity entity{EntityPath::parse(path), {}};
        if (random() % 2 == 0) {
            const auto kind = static_cast<DataKind>(1 + random() % 3);
            entity.pictures.push_back({kind, sizes[random() % sizes.size()]});
        }
        if (std::ranges::find(entities, entity.path, &FlatEntity::path) == entities.end()) {
            entities.push_back(std::move(entity));
        }
    }
    std::ranges::sort(entities, {}, &FlatEntity::path);
    return entities;
}

std::vector<std::size_t> shown_by(const ViewSpec& view, const std::vector<FlatEntity>& entities) {
    const ViewContents contents(view);
    std::vector<std::size_t> shown;
    for (std::size_t i = 0; i < entities.size(); ++i) {
        if (contents.contains(entities[i].path)) {
            shown.push_back(i);
        }
    }
    return shown;
}

TEST(PictureStacks, ViewsOfRandomTreesShowExactlyTheirStacks) {
    std::mt19937 random(1);  // NOLINT(*-msc51-cpp): the same trees in every run.
    for (int round = 0; round < 600; ++round) {
        const std::vector<FlatEntity> entities = random_entities(random);
        const std::vector<PictureStack> stacks = stack_pictures(entities);
        const std::vector<ViewSpec> specs = views_of_stacks(entities, stacks);
        ASSERT_EQ(specs.size(), stacks.size());
        std::set<EntityPath> origins;
        for (std::size_t i = 0; i < stacks.size(); ++i) {
            EXPECT_EQ(shown_by(specs[i], entities), stacks[i].members)
                << "round " << round << ": " << text_of(specs[i]);
            origins.insert(specs[i].origin);
        }
        EXPECT_EQ(origins.size(), specs.size()) << "round " << round;
    }
}

TEST(PictureStacks, OfRandomTreesHoldEveryPictureOnceAndNoGeometryAlone) {
    std::mt19937 random(2);  // NOLINT(*-msc51-cpp): the same trees in every run.
    for (int round = 0; round < 600; ++round) {
        const std::vector<FlatEntity> entities = random_entities(random);
        std::vector<std::size_t> times_shown(entities.size());
        std::size_t num_alone = 0;
        const std::vector<PictureStack> stacks = stack_pictures(entities);
        for (const PictureStack& stack : stacks) {
            std::vector<FlatEntity> members;
            for (const std::size_t member : stack.members) {
                ++times_shown[member];
                members.push_back(entities[member]);
            }
            EXPECT_TRUE(fit_together(members)) << "round " << round;
            num_alone += entities[stack.base].pictures.empty() ? 1U : 0U;
        }
        const auto has_pictures = [](const FlatEntity& entity) { return !entity.pictures.empty(); };
        for (std::size_t i = 0; i < entities.size(); ++i) {
            EXPECT_GE(times_shown[i], 1U) << "round " << round;
            EXPECT_TRUE(times_shown[i] == 1 || !has_pictures(entities[i])) << "round " << round;
        }
        const bool can_be_alone = stacks.size() > 8 || std::ranges::none_of(entities, has_pictures);
        EXPECT_TRUE(num_alone == 0 || can_be_alone) << "round " << round;
    }
}

}  // namespace
}  // namespace limn::scene
