// SPDX-License-Identifier: MIT
// How many instances of a class have colors of their own, and which.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <numeric>
#include <span>

#include "annotation/auto_color.h"
#include "annotation/entity_counter.h"
#include "annotation/statistics.h"
#include "support/chunk_builder.h"

namespace limn::annotation {
namespace {

using test::colors;
using test::ids;
using test::points2;
using test::points3;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Columns = std::vector<std::pair<std::string, test::Values>>;

constexpr Rgba8 kRed{255, 0, 0, 255};
constexpr Rgba8 kGreen{0, 255, 0, 255};
constexpr Rgba8 kBlue{0, 0, 255, 255};
constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

std::vector<Rgba8> examples(const ClassTally& tally) {
    const auto used = std::span(tally.own.examples).first(tally.own.num_examples);
    return {used.begin(), used.end()};
}

class Logged {
  public:
    void log(std::string_view entity, const Columns& columns) {
        test::ChunkBuilder chunk(entity);
        chunk.row(++row_);
        for (const auto& [component, values] : columns) {
            chunk.set(component, values);
        }
        recording_.insert(chunk.build());
    }

    std::vector<ClassTally> count() {
        const store::LatestAtQuery query;
        const ContextMap contexts(recording_, query);
        return count_classes(
            recording_,
            query,
            contexts,
            *contexts.missing(),
            EntityPath(),
            cache_
        );
    }

    ClassTally count_one() {
        const auto tallies = count();
        EXPECT_THAT(tallies, SizeIs(1));
        return tallies.empty() ? ClassTally() : tallies.front();
    }

    store::Recording recording_{StoreId{}};
    PixelCountCache cache_;
    std::uint64_t row_ = 0;
};

class OwnColorsTest : public ::testing::Test, public Logged {};

TEST_F(OwnColorsTest, AreThoseOfTheEntitiesThatLoggedThem) {
    log("/plain", {{"Boxes2D:half_sizes", points2({{}, {}})}, {"Boxes2D:class_ids", ids({1})}});
    log("/colored",
        {{"Boxes2D:half_sizes", points2({{}, {}, {}})},
         {"Boxes2D:class_ids", ids({1})},
         {"Boxes2D:colors", colors({kRed})}});

    const ClassTally tally = count_one();

    EXPECT_EQ(tally.counts[CountKind::Boxes], 5U);
    EXPECT_EQ(tally.own.counts[CountKind::Boxes], 3U);
    EXPECT_THAT(examples(tally), ElementsAre(kRed));
}

TEST_F(OwnColorsTest, NoneWereLogged) {
    log("/plain", {{"Boxes2D:half_sizes", points2({{}, {}})}, {"Boxes2D:class_ids", ids({1})}});

    EXPECT_EQ(count_one().own, OwnColors());
}

TEST_F(OwnColorsTest, LastOneOfAShortColumnRepeats) {
    log("/boxes",
        {{"Boxes2D:half_sizes", points2({{}, {}, {}, {}})},
         {"Boxes2D:class_ids", ids({1, 1, 2, 2})},
         {"Boxes2D:colors", colors({kRed, kGreen})}});

    const auto tallies = count();

    ASSERT_THAT(tallies, SizeIs(2));
    EXPECT_EQ(tallies[0].own.counts[CountKind::Boxes], 2U);
    EXPECT_THAT(examples(tallies[0]), ElementsAre(kRed, kGreen));
    EXPECT_EQ(tallies[1].own.counts[CountKind::Boxes], 2U);
    EXPECT_THAT(examples(tallies[1]), ElementsAre(kGreen));
}

TEST_F(OwnColorsTest, AnEmptyColumnIsThatOfTheEntity) {
    log("/boxes",
        {{"Boxes2D:half_sizes", points2({{}})},
         {"Boxes2D:class_ids", ids({1})},
         {"Boxes2D:colors", colors({})}});

    const ClassTally tally = count_one();

    EXPECT_EQ(tally.own.counts[CountKind::Boxes], 1U);
    EXPECT_THAT(examples(tally), ElementsAre(entity_color(EntityPath::parse("/boxes"))));
}

TEST_F(OwnColorsTest, AColumnOfAnotherTypeHasNone) {
    log("/boxes",
        {{"Boxes2D:half_sizes", points2({{}})},
         {"Boxes2D:class_ids", ids({1})},
         {"Boxes2D:colors", test::texts({"red"})}});

    EXPECT_EQ(count_one().own, OwnColors());
}

TEST_F(OwnColorsTest, WhatIsNotDrawnHasNone) {
    log("/boxes",
        {{"Boxes2D:half_sizes", points2({{kNan, 0}, {1, 1}})},
         {"Boxes2D:class_ids", ids({1})},
         {"Boxes2D:colors", colors({kRed, kBlue})}});

    const ClassTally tally = count_one();

    EXPECT_EQ(tally.own.counts[CountKind::Boxes], 1U);
    EXPECT_THAT(examples(tally), ElementsAre(kBlue));
}

TEST_F(OwnColorsTest, OfSkeletonsAreThoseOfTheirJoints) {
    log("/people",
        {{"Points2D:positions", points2({{}, {}, {}})},
         {"Points2D:class_ids", ids({1})},
         {"Points2D:keypoint_ids", ids({0, 1, 2})},
         {"Points2D:colors", colors({kRed})}});

    EXPECT_EQ(count_one().own.counts[CountKind::Skeletons], 1U);
}

TEST_F(OwnColorsTest, OfMeshesAreOfVerticesOrOfTheWhole) {
    const Columns mesh{
        {"Mesh3D:vertex_positions", points3({{}, {}, {}})},
        {"Mesh3D:class_ids", ids({1})},
    };
    const auto examples_with = [&](const Columns& more) {
        Columns columns = mesh;
        columns.insert(columns.end(), more.begin(), more.end());
        Logged fresh;
        fresh.log("/mesh", columns);
        return examples(fresh.count_one());
    };

    EXPECT_THAT(examples_with({}), IsEmpty());
    EXPECT_THAT(examples_with({{"Mesh3D:albedo_factor", colors({kBlue})}}), ElementsAre(kBlue));
    EXPECT_THAT(
        examples_with(
            {{"Mesh3D:albedo_factor", colors({kBlue})}, {"Mesh3D:vertex_colors", colors({kRed})}}
        ),
        ElementsAre(kRed)
    );
    EXPECT_THAT(examples_with({{"Mesh3D:vertex_colors", colors({})}}), IsEmpty())
        << "an empty column of vertices leaves it to the class";
}

TEST_F(OwnColorsTest, CountsAloneDoNotLookForThem) {
    log("/boxes",
        {{"Boxes2D:half_sizes", points2({{}})},
         {"Boxes2D:class_ids", ids({1})},
         {"Boxes2D:colors", colors({kRed})}});
    const store::LatestAtQuery query;
    EntityCounter counter(recording_, query, cache_, TallyDetail::CountsAlone);

    const auto tallies =
        counter.count(counted_entities(recording_, EntityPath()).at(0), {}, ResolvedContext());

    ASSERT_THAT(tallies, SizeIs(1));
    EXPECT_EQ(tallies[0].own, OwnColors());
}

TEST(OwnColors, ExamplesCanBeToldApart) {
    OwnColors own;
    for (const Rgba8 color : {kRed, Rgba8{250, 4, 3, 255}, kGreen, kBlue}) {
        own.add_example(color);
    }

    EXPECT_EQ(own.num_examples, OwnColors::kMaxExamples);
    EXPECT_THAT(own.examples, ElementsAre(kRed, kGreen));
}

TEST(OwnColors, OfEntitiesAddUp) {
    OwnColors red;
    red.counts[CountKind::Boxes] = 2;
    red.add_example(kRed);
    OwnColors blue;
    blue.counts[CountKind::Lines] = 3;
    blue.add_example(kBlue);

    red += blue;

    EXPECT_EQ(red.counts[CountKind::Boxes], 2U);
    EXPECT_EQ(red.counts[CountKind::Lines], 3U);
    EXPECT_THAT(red.examples, ElementsAre(kRed, kBlue));
}

}  // namespace
}  // namespace limn::annotation
