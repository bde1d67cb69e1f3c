// SPDX-License-Identifier: MIT
#include "annotation/class_history.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "model/component_names.h"
#include "support/chunk_builder.h"
#include "support/contexts.h"
#include "support/counted.h"

namespace limn::annotation {

namespace {

using test::ChunkBuilder;
using test::classes;
using test::ids;
using test::info;
using test::points2;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ClassHistoryTest : public ::testing::Test {
  protected:
    void log(std::string_view entity, std::optional<TimeInt> frame, auto&&... set) {
        ChunkBuilder builder(entity);
        ++row_;
        if (frame) {
            builder.row(row_, {{"frame", *frame}});
        } else {
            builder.row(row_);
        }
        (builder.set(set.first, set.second), ...);
        recording.insert(builder.build());
    }

    void log_boxes(
        std::string_view entity,
        std::optional<TimeInt> frame,
        std::vector<std::uint16_t> class_ids
    ) {
        log(entity,
            frame,
            std::pair("Boxes2D:half_sizes", points2(std::vector<glm::vec2>(class_ids.size()))),
            std::pair("Boxes2D:class_ids", ids(class_ids)));
    }

    void log_mask(std::string_view entity, std::optional<TimeInt> frame, test::Bytes pixels) {
        ImageFormat format;
        format.width = static_cast<std::uint32_t>(pixels.size());
        format.height = 1;
        log(entity,
            frame,
            std::pair(component::kSegmentationBuffer, test::blob(std::move(pixels))),
            std::pair(component::kSegmentationFormat, test::format(format)));
    }

    void log_context(std::string_view entity, std::optional<TimeInt> frame, std::uint16_t id) {
        log(entity,
            frame,
            std::pair(component::kAnnotationContext, test::context(classes({info(id)}))));
    }

    void clear(std::string_view entity, TimeInt frame, bool recursive) {
        log(entity, frame, std::pair(component::kClearIsRecursive, test::flag(recursive)));
    }

    [[nodiscard]] std::vector<TimeInt> times() const {
        return times_of(recording.chunks(), "frame");
    }

    [[nodiscard]] ClassHistory history(std::string_view subtree = "/") {
        auto made =
            make_class_history(recording, "frame", times(), EntityPath::parse(subtree), cache);
        EXPECT_TRUE(made.has_value());
        return made ? std::move(*made) : ClassHistory();
    }

    /// What `count_classes` says at one time, against the history.
    void expect_same_at(const ClassHistory& made, TimeInt time) {
        const store::LatestAtQuery query{"frame", time};
        const ContextMap contexts(recording, query);
        std::vector<ContextPtr> all = contexts.all();
        all.push_back(contexts.missing());
        for (const ContextPtr& context : all) {
            const std::optional<EntityPath> key =
                context->exists() ? std::optional(context->entity()) : std::nullopt;
            const auto tallies =
                count_classes(recording, query, contexts, *context, EntityPath(), cache);
            const ContextHistory* group = made.find(key);
            std::size_t present = 0;
            for (const ClassTally& tally : tallies) {
                const ClassSeries* series = group != nullptr ? group->find(tally.id) : nullptr;
                ASSERT_NE(series, nullptr) << "class " << tally.id << " at " << time;
                EXPECT_EQ(series->at(time).counts, tally.counts) << "at " << time;
            }
            for (std::size_t i = 0; group != nullptr && i < group->classes.size(); ++i) {
                present += group->classes[i].at(time).is_present() ? 1U : 0U;
            }
            EXPECT_EQ(present, tallies.size()) << "at " << time;
        }
    }

    store::Recording recording{StoreId{}};
    PixelCountCache cache;

  private:
    std::uint64_t row_ = 0;
};

TEST_F(ClassHistoryTest, SaysTheSameAsCountingAtEachTime) {
    log_context("/", std::nullopt, 1);
    log_context("/inner", 4, 1);
    log_boxes("/boxes", 1, {1, 1, 2});
    log_boxes("/inner/boxes", 2, {7});
    log_mask("/inner/mask", 1, {0, 0, 5});
    log_mask("/still", std::nullopt, {9, 9});
    log_mask("/inner/mask", 3, {0, 5, 5});
    log_boxes("/boxes", 5, {2});
    log("/boxes", 6, std::pair("Boxes2D:class_ids", ids({3})));
    clear("/inner", 7, true);
    log_boxes("/inner/boxes", 8, {8, 8});
    clear("/boxes", 9, false);
    log_context("/inner", 10, 2);

    const ClassHistory made = history();

    EXPECT_THAT(made.times, ElementsAre(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
    for (const TimeInt time : made.times) {
        expect_same_at(made, time);
    }
}

TEST_F(ClassHistoryTest, FollowsPosesThatMoveAllOfAnEntity) {
    constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
    log("/arrows",
        0,
        std::pair("Arrows3D:vectors", test::points3({{1, 0, 0}, {0, 1, 0}})),
        std::pair("Arrows3D:class_ids", ids({1, 1})));
    log("/arrows", 5, std::pair("InstancePoses3D:translations", test::points3({{kNan, 0, 0}})));

    const ClassHistory made = history();
    expect_same_at(made, 4);
    expect_same_at(made, 5);
    ASSERT_EQ(made.contexts.size(), 1U);
    EXPECT_EQ(made.contexts[0].classes.at(0).at(4).counts.objects(), 2U);
    EXPECT_EQ(made.contexts[0].classes.at(0).at(5).counts.objects(), 0U) << "drawn nowhere";
}

TEST_F(ClassHistoryTest, KeepsOnlyChanges) {
    log_boxes("/a", 1, {4});
    log_boxes("/a", 2, {4});
    log_boxes("/a", 3, {4, 4});
    log_boxes("/a", 4, {});
    log_boxes("/b", 5, {1});

    const ClassHistory made = history();

    ASSERT_EQ(made.contexts.size(), 1U);
    EXPECT_FALSE(made.contexts[0].context.has_value());
    const ClassSeries* series = made.contexts[0].find(4);
    ASSERT_NE(series, nullptr);
    EXPECT_THAT(
        test::counted(series->steps),
        ElementsAre(test::Counted{1, 1, 0}, test::Counted{3, 2, 0}, test::Counted{4, 0, 0})
    );
    EXPECT_EQ(made.contexts[0].find(5), nullptr);
}

TEST_F(ClassHistoryTest, FindsTheTimesAtWhichAClassIsSeen) {
    for (TimeInt frame = 1; frame <= 9; ++frame) {
        log("/other", frame, std::pair("Scalars:scalars", test::numbers({1})));
    }
    log_boxes("/a", 3, {4});
    log_boxes("/a", 5, {});
    log_boxes("/a", 8, {4});

    const ClassHistory made = history();
    const ClassSeries& series = made.contexts.at(0).classes.at(0);

    EXPECT_EQ(made.seen(series), (TimeRange{3, 9}));
    EXPECT_EQ(made.next_with(series, -100), 3);
    EXPECT_EQ(made.next_with(series, 3), 4);
    EXPECT_EQ(made.next_with(series, 4), 8);
    EXPECT_EQ(made.next_with(series, 9), std::nullopt);
    EXPECT_EQ(made.previous_with(series, 100), 9);
    EXPECT_EQ(made.previous_with(series, 8), 4);
    EXPECT_EQ(made.previous_with(series, 4), 3);
    EXPECT_EQ(made.previous_with(series, 3), std::nullopt);
}

TEST_F(ClassHistoryTest, OfStaticDataHoldsAtAllTimes) {
    log_mask("/still", std::nullopt, {9, 9});
    log("/other", 5, std::pair("Scalars:scalars", test::numbers({1})));
    log("/other", 6, std::pair("Scalars:scalars", test::numbers({2})));

    const ClassHistory made = history();
    const ClassSeries& series = made.contexts.at(0).classes.at(0);

    EXPECT_THAT(test::counted(series.steps), ElementsAre(test::Counted{5, 0, 2}));
    EXPECT_EQ(made.seen(series), (TimeRange{5, 6}));
}

TEST_F(ClassHistoryTest, WithoutTheTimelineIsEmpty) {
    log_mask("/still", std::nullopt, {9, 9});

    EXPECT_THAT(history().times, IsEmpty());
    EXPECT_THAT(history().contexts, IsEmpty());
}

TEST_F(ClassHistoryTest, CountsOnlyTheSubtree) {
    log_boxes("/a", 1, {4});
    log_boxes("/b", 1, {5});

    const ClassHistory made = history("/b");

    ASSERT_EQ(made.contexts.size(), 1U);
    EXPECT_EQ(made.contexts[0].find(4), nullptr);
    EXPECT_NE(made.contexts[0].find(5), nullptr);
}

TEST_F(ClassHistoryTest, FollowsTheContextThatApplies) {
    log_context("/", std::nullopt, 1);
    log_context("/in", 3, 1);
    log_boxes("/in/boxes", 1, {1});
    log_boxes("/in/boxes", 4, {1, 1});
    clear("/in", 5, false);
    log("/other", 6, std::pair("Scalars:scalars", test::numbers({1})));
    log_boxes("/outside", 1, {1, 1, 1, 1, 1});

    const EntityPath entity = EntityPath::parse("/in");
    const auto steps = context_steps(recording, "frame", entity);
    const auto classes = follow_contexts(history("/in"), steps);

    ASSERT_EQ(steps.size(), 3U);
    EXPECT_EQ(steps[1].time, 3);
    EXPECT_EQ(steps[1].context, entity);
    EXPECT_EQ(steps[2].context, EntityPath());
    ASSERT_EQ(classes.size(), 1U);
    EXPECT_THAT(
        test::counted(classes[0].steps),
        ElementsAre(test::Counted{1, 1, 0}, test::Counted{4, 2, 0})
    );
}

TEST_F(ClassHistoryTest, StopsWhenAsked) {
    log_boxes("/a", 1, {4});
    std::stop_source source;
    source.request_stop();

    const auto made = make_class_history(
        recording,
        "frame",
        times(),
        EntityPath(),
        cache,
        {source.get_token(), {}}
    );

    ASSERT_FALSE(made.has_value());
    EXPECT_EQ(made.error().code, ErrorCode::Cancelled);
}

TEST_F(ClassHistoryTest, TellsItsProgressUpToTheEnd) {
    for (TimeInt frame = 1; frame <= 1000; ++frame) {
        log_boxes("/a", frame, {4});
    }
    std::vector<float> told;

    const auto made =
        make_class_history(recording, "frame", times(), EntityPath(), cache, {{}, [&](float share) {
                                                                                  told.push_back(
                                                                                      share
                                                                                  );
                                                                              }});

    ASSERT_TRUE(made.has_value());
    EXPECT_TRUE(std::ranges::is_sorted(told));
    EXPECT_LE(told.size(), 257U);
    EXPECT_FLOAT_EQ(told.back(), 1.0F);
}

}  // namespace
}  // namespace limn::annotation
