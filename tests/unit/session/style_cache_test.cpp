// SPDX-License-Identifier: MIT
#include "session/style_cache.h"

#include <gtest/gtest.h>

#include "unit/session/test_session.h"

namespace limn::session {
namespace {

constexpr Rgba8 kPink{255, 105, 180, 255};

class StyleCacheTest : public testing::Test {
  protected:
    void SetUp() override {
        test.add_street();
        cache.update(test.session);
    }

    const draw::StyleTable& table(const char* entity, ClassId max_class = 2) {
        return cache
            .table(cache.contexts().find(EntityPath::parse(entity)), max_class, test.session);
    }

    bool is_visible(const char* entity, std::uint32_t index) {
        const auto context = cache.contexts().find(EntityPath::parse(entity));
        return draw::is_visible(table(entity), cache.mode(*context, test.session), index);
    }

    TestSession test;
    StyleCache cache;
};

TEST_F(StyleCacheTest, ChoiceChangesEntriesInPlace) {
    const draw::StyleTable* before = &table("/points");
    const std::uint64_t generation = before->generation();
    test.run(command::SetClassColor{test.context("/points"), 1, std::nullopt, kPink});
    cache.update(test.session);
    EXPECT_EQ(&table("/points"), before);
    EXPECT_GT(before->generation(), generation);
    EXPECT_EQ(before->find(1)->color, kPink);
    EXPECT_NE(before->find(2)->color, kPink);
}

TEST_F(StyleCacheTest, ARecordingThatIsOpenedAgainHasItsOwnContexts) {
    const StoreId id{StoreKind::Recording, "app", "again"};
    std::uint64_t origin = 0;
    for (const char* label : {"car", "lorry"}) {
        logger::RecordingStream stream(id, {.id_origin = ++origin});
        ASSERT_TRUE(stream.log_static(EntityPath(), AnnotationContext{{test.description(1, label)}})
        );
        test.take(stream);
        refresh_recordings(test.session);
        test.session.active = test.session.recordings.size() - 1;
        cache.update(test.session);
        const auto context = cache.contexts().find(EntityPath::parse("/points"));
        EXPECT_EQ(StyleCache::class_label(test.session, *context, 1), label);
        test.run(command::CloseRecording{*test.session.active});
    }
}

TEST_F(StyleCacheTest, LinkedTablesFollow) {
    static_cast<void>(table("/camera/points"));
    test.run(command::SetClassVisible{test.context("/points"), 1, std::nullopt, false});
    cache.update(test.session);
    EXPECT_FALSE(is_visible("/camera/points", 1));
    EXPECT_TRUE(is_visible("/camera/points", 2));
}

TEST_F(StyleCacheTest, UnchangedTablesAreLeftAlone) {
    const std::uint64_t generation = table("/camera/points").generation();
    test.run(command::SetClassVisible{test.context("/points"), 2, std::nullopt, false});
    cache.update(test.session);
    EXPECT_EQ(table("/camera/points").generation(), generation);
}

TEST_F(StyleCacheTest, UndoneChoiceLeavesTheTable) {
    test.run(command::SetClassVisible{test.context("/points"), 1, std::nullopt, false});
    cache.update(test.session);
    EXPECT_FALSE(is_visible("/points", 1));
    test.run(command::Undo{});
    cache.update(test.session);
    EXPECT_TRUE(is_visible("/points", 1));
}

TEST_F(StyleCacheTest, SoloHoldsForTheWholeRecording) {
    test.run(command::SetClassSolo{test.context("/points"), 2, true});
    cache.update(test.session);
    EXPECT_TRUE(is_visible("/points", 2));
    EXPECT_FALSE(is_visible("/points", 1));
    EXPECT_FALSE(is_visible("/camera/points", 1));
    EXPECT_FALSE(is_visible("/camera/points", 2));
    EXPECT_TRUE(is_visible("/camera/points", draw::kNoStyle));
}

TEST_F(StyleCacheTest, TableThatGrowsIsAnotherOne) {
    scene::Scene scene;
    const auto context = cache.contexts().find(EntityPath::parse("/points"));
    scene.styles.push_back({context, 2});
    const auto small = cache.bindings(scene, test.session);
    const draw::StyleTable copy = *small[0].table;
    scene.styles[0].max_class = 700;
    const auto large = cache.bindings(scene, test.session);
    EXPECT_NE(small[0].table_id, large[0].table_id);
    EXPECT_NE(large[0].table->find(700), nullptr);
    // What was given out before still holds until the next update.
    EXPECT_EQ(small[0].table->classes().size(), copy.classes().size());
}

TEST_F(StyleCacheTest, SlotsOfOneContextShareOneTable) {
    scene::Scene scene;
    const auto context = cache.contexts().find(EntityPath::parse("/points"));
    scene.styles.push_back({context, 2});
    scene.styles.push_back({context, 1000});
    const auto bindings = cache.bindings(scene, test.session);
    EXPECT_EQ(bindings[0].table, bindings[1].table);
    EXPECT_EQ(bindings[0].table_id, bindings[1].table_id);
}

TEST_F(StyleCacheTest, HoveredClassOfAListStandsOutInLinkedContexts) {
    HoverInfo hover;
    hover.item.is_class = true;
    hover.item.class_id = 1;
    hover.context_key = test.context("/points")->key();
    hover.style_index = 1;
    test.session.hover = hover;
    const auto near = cache.mode(*test.context("/points"), test.session);
    EXPECT_EQ(near.hovered, 1U);
    EXPECT_TRUE(near.dim_others);
    const auto linked = cache.mode(*test.context("/camera/points"), test.session);
    EXPECT_EQ(linked.hovered, 1U);
    test.session.hover->item.class_id = 2;
    test.session.hover->style_index = 2;
    const auto other = cache.mode(*test.context("/camera/points"), test.session);
    EXPECT_EQ(other.hovered, draw::kNoStyle);
}

TEST_F(StyleCacheTest, LabelOfTheUserWins) {
    const auto context = test.context("/points");
    EXPECT_EQ(StyleCache::label(test.session, *context, 1), "car");
    EXPECT_FALSE(StyleCache::label(test.session, *context, 77));
    EXPECT_FALSE(StyleCache::label(test.session, *context, draw::kNoStyle));
    annotation::ClassChoice choice;
    choice.label = "vehicle";
    test.session.choices.set(annotation::choice_key("app", *context, 1), choice);
    EXPECT_EQ(StyleCache::label(test.session, *context, 1), "vehicle");
}

TEST_F(StyleCacheTest, NothingOpenNothingToStyle) {
    test.run(command::CloseRecording{0});
    refresh_recordings(test.session);
    cache.update(test.session);
    EXPECT_TRUE(cache.contexts().all().empty());
    EXPECT_NE(cache.contexts().find(EntityPath::parse("/points")), nullptr);
}

}  // namespace
}  // namespace limn::session
