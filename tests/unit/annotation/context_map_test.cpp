// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "annotation/auto_color.h"
#include "annotation/context.h"
#include "model/component_names.h"
#include "support/chunk_builder.h"
#include "support/contexts.h"

namespace limn::annotation {
namespace {

using test::ChunkBuilder;
using test::classes;
using test::info;
using test::kBlue;
using test::kRed;
using test::kYellow;

class ContextMapTest : public ::testing::Test {
  protected:
    void log(std::string_view entity, std::uint64_t row, TimeInt frame, AnnotationContext context) {
        insert(entity, row, {{"frame", frame}}, test::context(std::move(context)));
    }

    void log_static(std::string_view entity, std::uint64_t row, AnnotationContext context) {
        insert(entity, row, {}, test::context(std::move(context)));
    }

    void insert(
        std::string_view entity,
        std::uint64_t row,
        ChunkBuilder::Times times,
        test::Values values
    ) {
        recording.insert(ChunkBuilder(entity)
                             .row(row, std::move(times))
                             .set(component::kAnnotationContext, std::move(values))
                             .build());
    }

    void clear(std::string_view entity, std::uint64_t row, TimeInt frame, bool is_recursive) {
        recording.insert(ChunkBuilder(entity)
                             .row(row, {{"frame", frame}})
                             .set(component::kClearIsRecursive, test::flag(is_recursive))
                             .build());
    }

    ContextMap at(TimeInt frame) const { return {recording, {"frame", frame}}; }

    /// Entity of the context that applies, "none" without.
    static std::string origin(const ContextMap& map, std::string_view entity) {
        const ContextPtr context = map.find(EntityPath::parse(entity));
        return context->exists() ? context->entity().text() : "none";
    }

    store::Recording recording{StoreId{}};
};

TEST_F(ContextMapTest, NearestAncestorAppliesAndTheEntityItselfCounts) {
    log_static("/", 1, classes({info(1)}));
    log_static("/world/camera", 2, classes({info(2)}));
    const ContextMap map = at(0);

    EXPECT_EQ(origin(map, "/"), "/");
    EXPECT_EQ(origin(map, "/world"), "/");
    EXPECT_EQ(origin(map, "/world/camera"), "/world/camera");
    EXPECT_EQ(origin(map, "/world/camera/image/points"), "/world/camera");
    EXPECT_EQ(origin(map, "/world/camera2"), "/");
}

TEST_F(ContextMapTest, NothingUpToTheRootGivesTheMissingContext) {
    log_static("/a", 1, classes({info(1)}));
    const ContextMap map = at(0);

    EXPECT_EQ(origin(map, "/b"), "none");
    EXPECT_EQ(map.find(EntityPath::parse("/b")), map.missing());
    EXPECT_EQ(origin(ContextMap(), "/a"), "none");
}

TEST_F(ContextMapTest, PartsThatEndInAnEscapedSlashAreNotAncestors) {
    log_static("/a", 1, classes({info(1)}));
    const EntityPath odd = EntityPath::from_parts({"a/b", "c"});

    EXPECT_FALSE(at(0).find(odd)->exists());
    EXPECT_TRUE(at(0).find(EntityPath::from_parts({"a", "/b", "c"}))->exists());
}

TEST_F(ContextMapTest, NearerContextShadowsWhole) {
    log_static("/", 1, classes({info(1, "one", kRed), info(2, "two", kBlue)}));
    log_static("/in", 2, classes({info(1, "inner", kYellow)}));
    const ContextPtr context = at(0).find(EntityPath::parse("/in/points"));

    EXPECT_EQ(context->label(1), "inner");
    EXPECT_EQ(context->label(2), std::nullopt);
    EXPECT_EQ(context->color(2), auto_color(2));
}

TEST_F(ContextMapTest, ContextWithoutClassesShadows) {
    log_static("/", 1, classes({info(1, "one", kRed)}));
    log_static("/in", 2, {});

    EXPECT_EQ(origin(at(0), "/in/points"), "/in");
    EXPECT_EQ(at(0).find(EntityPath::parse("/in/points"))->color(1), auto_color(1));
}

TEST_F(ContextMapTest, ContextLoggedAsNoInstanceDoesNotShadow) {
    log_static("/", 1, classes({info(1, "one", kRed)}));
    log("/in", 2, 1, classes({info(1, "inner")}));
    insert("/in", 3, {{"frame", 2}}, std::vector<AnnotationContext>{});

    EXPECT_EQ(origin(at(1), "/in/points"), "/in");
    EXPECT_EQ(origin(at(2), "/in/points"), "/");
}

TEST_F(ContextMapTest, OuterAppliesBeforeTheFirstInnerOne) {
    log_static("/", 1, classes({info(1)}));
    log("/in", 2, 10, classes({info(1)}));

    EXPECT_EQ(origin(at(9), "/in"), "/");
    EXPECT_EQ(origin(at(10), "/in"), "/in");
}

TEST_F(ContextMapTest, ClearedContextLetsTheOuterOneApplyUntilLoggedAgain) {
    log_static("/", 1, classes({info(1)}));
    log("/a/in", 2, 2, classes({info(1)}));
    clear("/a/in", 3, 4, false);
    log("/a/in", 4, 6, classes({info(1)}));
    clear("/a", 5, 8, true);

    EXPECT_EQ(origin(at(3), "/a/in"), "/a/in");
    EXPECT_EQ(origin(at(4), "/a/in"), "/");
    EXPECT_EQ(origin(at(6), "/a/in"), "/a/in");
    EXPECT_EQ(origin(at(8), "/a/in"), "/");
}

TEST_F(ContextMapTest, StaticContextHidesTimedOnesOfTheSameEntity) {
    log("/", 9, 1, classes({info(1, "timed")}));
    log_static("/", 1, classes({info(1, "static")}));

    EXPECT_EQ(at(5).find(EntityPath())->label(1), "static");
    EXPECT_EQ(at(5).find(EntityPath())->time(), kStaticTime);
}

TEST_F(ContextMapTest, ContextOnAnotherTimelineIsInvisible) {
    log_static("/", 1, classes({info(1)}));
    insert("/in", 2, {{"other", 0}}, test::context(classes({info(1)})));

    EXPECT_EQ(origin(at(100), "/in"), "/");
    EXPECT_EQ(origin(ContextMap(recording, {"other", 0}), "/in"), "/in");
}

TEST_F(ContextMapTest, ChangesWithTheCursor) {
    log("/", 1, 1, classes({info(0, {}, kRed)}));
    log("/", 2, 2, classes({info(0, {}, kBlue)}));

    EXPECT_EQ(at(1).find(EntityPath::parse("/p"))->color(0), kRed);
    EXPECT_EQ(at(2).find(EntityPath::parse("/p"))->color(0), kBlue);
}

TEST_F(ContextMapTest, TakesOverWhatDidNotChange) {
    log("/", 1, 1, classes({info(0)}));
    log("/in", 2, 1, classes({info(1)}));
    log("/in", 3, 5, classes({info(2)}));
    const ContextMap before = at(1);
    const ContextMap after(recording, {"frame", 5}, before);

    EXPECT_EQ(after.find(EntityPath()), before.find(EntityPath()));
    EXPECT_NE(after.find(EntityPath::parse("/in")), before.find(EntityPath::parse("/in")));
    EXPECT_EQ(after.missing(), before.missing());
    ASSERT_EQ(after.all().size(), 2U);
    EXPECT_EQ(after.all()[0]->entity().text(), "/");
}

TEST_F(ContextMapTest, ValueOfAnotherTypeIsNoContext) {
    log_static("/", 1, classes({info(1)}));
    insert("/in", 2, {}, test::ids({1, 2}));

    EXPECT_EQ(origin(at(0), "/in"), "/");
}

TEST_F(ContextMapTest, KeypointsAndConnectionsArriveFromTheColumns) {
    AnnotationContext logged;
    logged.classes.push_back(test::described(
        info(0, "pose", test::kWhite),
        {info(0, "left", kRed), info(1), info(2, "center", Rgba8{0, 128, 255, 255})},
        {{0, 2}, {1, 2}}
    ));
    logged.classes.push_back(test::described(info(3, "other"), {info(9, "tip")}, {{9, 9}}));
    log_static("/", 1, logged);
    const ContextPtr context = at(0).find(EntityPath());

    EXPECT_EQ(context->color(0, KeypointId{2}), (Rgba8{0, 128, 255, 255}));
    EXPECT_EQ(context->label(0, KeypointId{0}), "left");
    EXPECT_EQ(context->find(0)->find_keypoint(1)->label, std::nullopt);
    EXPECT_EQ(context->find(0)->connections, (std::vector<KeypointPair>{{0, 2}, {1, 2}}));
    EXPECT_EQ(context->find(3)->connections, (std::vector<KeypointPair>{{9, 9}}));
    EXPECT_EQ(context->label(3, KeypointId{9}), "tip");
}

TEST_F(ContextMapTest, DeepPathsAreLookedUpAtOnce) {
    log_static("/", 1, classes({info(1)}));
    std::string text;
    while (text.size() < 10'000) {
        text += "/x";
    }
    log_static("/x/x/x", 2, classes({info(1)}));
    const ContextMap map = at(0);
    const EntityPath deep = EntityPath::parse(text);
    for (int i = 0; i < 100'000; ++i) {
        ASSERT_EQ(map.find(deep)->entity().parts().size(), 3U);
    }
}

}  // namespace
}  // namespace limn::annotation
