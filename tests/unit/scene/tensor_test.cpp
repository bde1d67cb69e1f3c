// SPDX-License-Identifier: MIT
// Tensors as masks, as the official SDK logs them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "annotation/statistics.h"
#include "scene/build_scene.h"
#include "scene/propose_views.h"
#include "scene/undrawn.h"
#include "unit/scene/recordings.h"

namespace limn::scene {
namespace {

using testing::ElementsAre;

class Tensors : public ::testing::Test {
  protected:
    void SetUp() override {
        test::load_fixture(database, "annotation_tensors");
        ASSERT_EQ(database.recordings().size(), 1U);
        recording = database.recordings().front();
        contexts = annotation::ContextMap(*recording, query);
    }

    ScenePtr scene_of(const char* entity) const {
        SceneInput input;
        input.recording = recording;
        input.query = query;
        input.contexts = &contexts;
        input.view.origin = EntityPath::parse(entity);
        input.tensors = tensors;
        return build_scene(input);
    }

    bool is_shown(const char* entity) const { return !scene_of(entity)->list.images.empty(); }

    std::vector<annotation::ClassTally> counts_of(const char* entity) const {
        annotation::PixelCountCache cache;
        const EntityPath path = EntityPath::parse(entity);
        return annotation::count_classes(
            *recording,
            query,
            contexts,
            *contexts.find(path),
            path,
            cache,
            tensors
        );
    }

    void choose(const char* entity, annotation::TensorChoice choice) {
        tensors[EntityPath::parse(entity)] = std::move(choice);
    }

    store::Database database;
    const store::Recording* recording = nullptr;
    store::LatestAtQuery query{"", kMaxTime};
    annotation::ContextMap contexts;
    annotation::TensorChoices tensors;
};

TEST_F(Tensors, AreShownByThemselvesOnlyIfEveryIdIsDescribed) {
    EXPECT_TRUE(is_shown("/described"));
    EXPECT_TRUE(is_shown("/batch"));
    EXPECT_TRUE(is_shown("/swapped"));
    EXPECT_FALSE(is_shown("/unknown_id"));
    EXPECT_FALSE(is_shown("/embedding"));
    EXPECT_FALSE(is_shown("/vector"));
}

TEST_F(Tensors, AreShownWhereTheUserSaysSo) {
    choose("/unknown_id", {.as_classes = true, .index = {}});
    choose("/described", {.as_classes = false, .index = {}});
    EXPECT_TRUE(is_shown("/unknown_id"));
    EXPECT_FALSE(is_shown("/described"));
}

TEST_F(Tensors, OfOneDimensionSayWhyTheyAreNotShown) {
    EXPECT_TRUE(scene_of("/vector")->diagnostics.empty());
    choose("/vector", {.as_classes = true, .index = {}});
    EXPECT_EQ(scene_of("/vector")->diagnostics.items().size(), 1U);
}

TEST_F(Tensors, LookAndCountLikeMasks) {
    const ScenePtr scene = scene_of("/described");
    ASSERT_EQ(scene->list.images.size(), 1U);
    const draw::ImageDraw& image = scene->list.images.front();
    EXPECT_TRUE(image.has_class_ids());
    EXPECT_EQ(image.image->width(), 8U);
    EXPECT_EQ(image.image->class_at(3, 2), 1U);
    EXPECT_EQ(scene->styles.at(image.style).context->label(1), "wall");
    const auto counts = counts_of("/described");
    ASSERT_EQ(counts.size(), 3U);
    EXPECT_EQ(counts[1].counts.pixels(), 9U);
    EXPECT_EQ(counts[2].counts.pixels(), 9U);
    EXPECT_EQ(counts[0].counts.pixels(), 30U);
}

TEST_F(Tensors, ThatAreNotShownCountNothing) {
    EXPECT_TRUE(counts_of("/unknown_id").empty());
    choose("/unknown_id", {.as_classes = true, .index = {}});
    EXPECT_EQ(counts_of("/unknown_id").size(), 4U);
}

TEST_F(Tensors, ShowTheSliceThatIsChosen) {
    choose("/batch", {.as_classes = std::nullopt, .index = {1}});
    EXPECT_EQ(scene_of("/batch")->list.images.front().image->class_at(0, 0), 1U);
    choose("/swapped", {.as_classes = std::nullopt, .index = {2, 1}});
    const ScenePtr swapped = scene_of("/swapped");
    EXPECT_EQ(swapped->list.images.front().image->width(), 8U);
    EXPECT_EQ(swapped->list.images.front().image->class_at(3, 2), 1U);
}

TEST_F(Tensors, AnotherSliceIsAnotherScene) {
    SceneInput input;
    input.recording = recording;
    input.query = query;
    input.contexts = &contexts;
    const std::uint64_t before = scene_key(input);
    EXPECT_EQ(before, build_scene(input)->key);
    input.tensors[EntityPath::parse("/batch")].index = {1};
    EXPECT_NE(scene_key(input), before);
    EXPECT_EQ(scene_key(input), build_scene(input)->key);
}

TEST_F(Tensors, GetAViewWhereTheyAreShown) {
    const auto has_view_of = [&](const char* entity) {
        const EntityPath path = EntityPath::parse(entity);
        for (const ViewSpec& view : propose_views(*recording, tensors)) {
            if (path.is_in_subtree_of(view.origin) && !view.excluded.contains(path)) {
                return true;
            }
        }
        return false;
    };
    EXPECT_TRUE(has_view_of("/described"));
    choose("/described", {.as_classes = false, .index = {}});
    choose("/batch", {.as_classes = false, .index = {}});
    choose("/swapped", {.as_classes = false, .index = {}});
    EXPECT_TRUE(propose_views(*recording, tensors).empty());
}

TEST_F(Tensors, ThatAreNotShownAreNamedWithTheReason) {
    const auto names = [&] {
        std::vector<std::string> texts;
        for (const Undrawn& undrawn : find_undrawn(*recording, tensors)) {
            texts.push_back(undrawn.entity.text() + " " + undrawn.archetype);
        }
        return texts;
    };
    ASSERT_THAT(names(), testing::Contains("/unknown_id Tensor"));
    ASSERT_THAT(names(), testing::Not(testing::Contains("/described Tensor")));

    choose("/unknown_id", {true, {}});

    EXPECT_THAT(names(), testing::Not(testing::Contains("/unknown_id Tensor")));
}

}  // namespace
}  // namespace limn::scene
