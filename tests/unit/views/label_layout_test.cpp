// SPDX-License-Identifier: MIT
#include "views/label_layout.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <glm/common.hpp>
#include <glm/geometric.hpp>

namespace limn::views {
namespace {

/// Every byte is 8 pixels wide, but "…" counts once.
glm::vec2 measure(std::string_view text) {
    std::size_t characters = 0;
    for (const char c : text) {
        characters += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1U : 0U;
    }
    return {static_cast<float>(characters) * 8.0F, 16.0F};
}

LabelInput label(std::string text, glm::vec2 anchor, float depth = 0.0F) {
    LabelInput input;
    input.text = std::move(text);
    input.anchor = anchor;
    input.depth = depth;
    return input;
}

LabelLayoutOptions options() {
    LabelLayoutOptions out;
    out.view_px = {1000.0F, 800.0F};
    return out;
}

bool overlap(const PlacedLabel& a, const PlacedLabel& b) {
    return a.min.x < b.max.x && b.min.x < a.max.x && a.min.y < b.max.y && b.min.y < a.max.y;
}

TEST(LabelLayout, StandsFivePointsBelowItsAnchor) {
    const auto placed = layout_labels(std::vector{label("car", {500, 400})}, options(), measure);

    ASSERT_EQ(placed.size(), 1U);
    EXPECT_FLOAT_EQ(placed[0].min.y, 405.0F);
    EXPECT_NEAR((placed[0].min.x + placed[0].max.x) * 0.5F, 500.0F, 1.0F);
}

TEST(LabelLayout, LabelsNeverLieOnEachOther) {
    std::vector<LabelInput> labels;
    for (int i = 0; i < 300; ++i) {
        const auto x = static_cast<float>((i * 37) % 400 + 300);
        const auto y = static_cast<float>((i * 53) % 300 + 200);
        labels.push_back(label("label " + std::to_string(i), {x, y}));
    }

    const auto placed = layout_labels(labels, options(), measure);

    EXPECT_GT(placed.size(), 20U);
    for (std::size_t a = 0; a < placed.size(); ++a) {
        for (std::size_t b = a + 1; b < placed.size(); ++b) {
            EXPECT_FALSE(overlap(placed[a], placed[b])) << a << " and " << b;
        }
    }
}

TEST(LabelLayout, NothingLiesWhereTheLegendIs) {
    LabelLayoutOptions with_legend = options();
    with_legend.taken = LabelBox{{600, 0}, {1000, 500}};
    std::vector<LabelInput> labels;
    for (int i = 0; i < 200; ++i) {
        const auto x = static_cast<float>((i * 37) % 500 + 480);
        const auto y = static_cast<float>((i * 53) % 600 + 20);
        labels.push_back(label(fmt::format("label {}", i), {x, y}));
    }

    const auto placed = layout_labels(labels, with_legend, measure);

    EXPECT_GT(placed.size(), 20U);
    for (const PlacedLabel& one : placed) {
        EXPECT_FALSE(one.min.x < 1000 && one.max.x > 600 && one.min.y < 500) << one.min.x;
    }
}

TEST(LabelLayout, NearerLabelKeepsThePlace) {
    std::vector<LabelInput> labels;
    for (int i = 0; i < 12; ++i) {
        labels.push_back(label("far away label", {500, 400}, 10.0F));
    }
    labels.push_back(label("near", {500, 400}, 1.0F));
    labels.back().source = 99;

    const auto placed = layout_labels(labels, options(), measure);

    ASSERT_FALSE(placed.empty());
    EXPECT_EQ(placed.back().source, 99U);
    EXPECT_FLOAT_EQ(placed.back().min.y, 405.0F);
    EXPECT_LT(placed.size(), labels.size());
}

TEST(LabelLayout, HighlightedLabelComesBeforeNearerOnes) {
    std::vector<LabelInput> labels{label("near", {500, 400}, 1.0F), label("far", {500, 400}, 9.0F)};
    labels[1].highlighted = true;
    labels[1].source = 1;

    const auto placed = layout_labels(labels, options(), measure);

    ASSERT_FALSE(placed.empty());
    EXPECT_EQ(placed.back().source, 1U);
    EXPECT_FLOAT_EQ(placed.back().min.y, 405.0F);
}

TEST(LabelLayout, HighlightedCrowdsDoNotLieOnEachOtherButWhatIsMeantIsShown) {
    std::vector<LabelInput> labels;
    for (int i = 0; i < 400; ++i) {
        LabelInput& one = labels.emplace_back(label(
            "class",
            {450.0F + static_cast<float>(i % 20), 400.0F + static_cast<float>(i / 20)}
        ));
        one.highlighted = true;
        one.source = static_cast<std::uint32_t>(i);
        one.certain = i == 399;
    }
    const auto placed = layout_labels(labels, options(), measure);
    EXPECT_LT(placed.size(), 400U);
    EXPECT_TRUE(std::ranges::any_of(placed, [](const PlacedLabel& one) {
        return one.source == 399;
    }));
    for (std::size_t i = 0; i < placed.size(); ++i) {
        for (std::size_t other = 0; other < i; ++other) {
            const bool is_certain = placed[i].source == 399 || placed[other].source == 399;
            EXPECT_TRUE(is_certain || !placed[i].contains(placed[other].min + glm::vec2(1.0F)));
        }
    }
}

TEST(LabelLayout, EqualInputGivesEqualOutput) {
    std::vector<LabelInput> labels;
    for (int i = 0; i < 60; ++i) {
        const auto x = static_cast<float>((i * 41) % 300 + 300);
        labels.push_back(label("x", {x, 400}));
        labels.back().source = static_cast<std::uint32_t>(i);
    }

    const auto first = layout_labels(labels, options(), measure);
    const auto second = layout_labels(labels, options(), measure);

    ASSERT_EQ(first.size(), second.size());
    for (std::size_t i = 0; i < first.size(); ++i) {
        EXPECT_EQ(first[i].source, second[i].source);
        EXPECT_EQ(first[i].min, second[i].min);
    }
}

TEST(LabelLayout, SelectedThenHoveredThenLargerThenNearer) {
    std::vector<LabelInput> labels(5, label("same place", {500, 400}));
    labels[0].depth = 9.0F;
    labels[1].depth = 1.0F;
    labels[2].extent_px = 300.0F;
    labels[3].highlighted = true;
    labels[4].highlighted = true;
    labels[4].selected = true;
    for (std::uint32_t i = 0; i < labels.size(); ++i) {
        labels[i].source = i;
    }

    const auto placed = layout_labels(labels, options(), measure);

    std::vector<std::uint32_t> order;
    for (auto one = placed.rbegin(); one != placed.rend(); ++one) {
        order.push_back(one->source);
    }
    EXPECT_EQ(order, (std::vector<std::uint32_t>{4, 3, 2, 1, 0}));
}

TEST(LabelLayout, AMovedLabelHasALineToItsAnchor) {
    std::vector<LabelInput> labels(9, label("same place", {500, 400}));

    const auto placed = layout_labels(labels, options(), measure);

    ASSERT_EQ(placed.size(), 9U);
    EXPECT_GE(std::ranges::count_if(placed, &PlacedLabel::has_leader), 4);
    for (const PlacedLabel& one : placed) {
        EXPECT_EQ(one.anchor, glm::vec2(500, 400));
        const float away = glm::distance(one.anchor, glm::clamp(one.anchor, one.min, one.max));
        EXPECT_EQ(one.has_leader, away > 35.0F) << away;
    }
}

TEST(LabelLayout, AWebOfLinesIsNotDrawn) {
    const std::vector<LabelInput> labels(500, label("same place", {500, 400}));

    const auto placed = layout_labels(labels, options(), measure);

    EXPECT_EQ(std::ranges::count_if(placed, &PlacedLabel::has_leader), 0);
}

TEST(LabelLayout, StaysWhereItStoodInTheFrameBefore) {
    LabelMemory memory;
    LabelLayoutOptions remembering = options();
    remembering.memory = &memory;
    std::vector<LabelInput> labels{label("first", {500, 400}), label("second", {502, 402})};
    labels[0].key = 1;
    labels[1].key = 2;
    labels[0].depth = 1.0F;
    labels[1].depth = 2.0F;
    const auto before = layout_labels(labels, remembering, measure);
    std::swap(labels[0].depth, labels[1].depth);

    const auto after = layout_labels(labels, remembering, measure);
    const auto forgetful = layout_labels(labels, options(), measure);

    const auto place = [](const std::vector<PlacedLabel>& placed, const char* text) {
        return std::ranges::find(placed, std::vector<std::string>{text}, &PlacedLabel::lines)->min;
    };
    EXPECT_EQ(place(before, "second"), place(after, "second"));
    EXPECT_EQ(place(before, "first"), place(after, "first"));
    EXPECT_NE(place(before, "first"), place(forgetful, "first"));
}

TEST(LabelLayout, KeepsItsPlaceAgainstANewNeighbour) {
    LabelMemory memory;
    LabelLayoutOptions remembering = options();
    remembering.memory = &memory;
    LabelInput old = label("old", {500, 400}, 5.0F);
    old.key = 1;
    const auto before = layout_labels(std::vector{old}, remembering, measure);
    LabelInput near = label("near", {500, 400}, 1.0F);
    near.key = 2;

    const auto after = layout_labels(std::vector{near, old}, remembering, measure);

    ASSERT_EQ(after.size(), 2U);
    EXPECT_EQ(after.back().lines, std::vector<std::string>{"old"});
    EXPECT_EQ(after.back().min, before.front().min);
}

TEST(LabelLayout, InACrowdTheSameWordKeepsItsDistance) {
    std::vector<LabelInput> labels;
    for (int i = 0; i < 400; ++i) {
        const auto x = static_cast<float>(i % 20) * 50.0F;
        const auto y = static_cast<float>(i / 20) * 40.0F;
        labels.push_back(label("road", {x, y}));
        labels.back().crowd = 400;
        labels.back().repeats = 77;
    }

    const auto placed = layout_labels(labels, options(), measure);

    EXPECT_GT(placed.size(), 10U);
    for (std::size_t a = 0; a < placed.size(); ++a) {
        for (std::size_t b = a + 1; b < placed.size(); ++b) {
            EXPECT_GT(glm::distance(placed[a].anchor, placed[b].anchor), 149.0F);
        }
    }
}

TEST(LabelLayout, FewOfTheSameWordAreAllShown) {
    std::vector<LabelInput> labels;
    for (int i = 0; i < 29; ++i) {
        labels.push_back(label(
            "car",
            {static_cast<float>(i % 10) * 90.0F + 50.0F, static_cast<float>(i / 10) * 60.0F + 50.0F}
        ));
        labels.back().crowd = 29;
        labels.back().repeats = 77;
    }

    EXPECT_EQ(layout_labels(labels, options(), measure).size(), 29U);
}

TEST(LabelLayout, TenThousandLabelsLeaveNoOverlap) {
    std::vector<LabelInput> labels;
    std::uint32_t state = 7;
    for (std::uint32_t i = 0; i < 10'000; ++i) {
        state = state * 1664525U + 1013904223U;
        const auto x = static_cast<float>(state >> 22U);
        const auto y = static_cast<float>((state >> 12U) & 1023U);
        labels.push_back(label("track " + std::to_string(i), {x, y}));
        labels.back().source = i;
    }

    const auto placed = layout_labels(labels, options(), measure);

    EXPECT_GT(placed.size(), 200U);
    std::size_t overlaps = 0;
    for (std::size_t a = 0; a < placed.size(); ++a) {
        for (std::size_t b = a + 1; b < placed.size(); ++b) {
            overlaps += overlap(placed[a], placed[b]) ? 1U : 0U;
        }
    }
    EXPECT_EQ(overlaps, 0U);
}

TEST(LabelLayout, AllAreKeptIfAskedFor) {
    const std::vector<LabelInput> labels(30, label("same place", {500, 400}));
    LabelLayoutOptions all = options();
    all.keep_all = true;

    EXPECT_EQ(layout_labels(labels, all, measure).size(), 30U);
    EXPECT_LT(layout_labels(labels, options(), measure).size(), 30U);
}

TEST(LabelLayout, StaysInTheViewIfItsAnchorDoes) {
    const auto placed = layout_labels(
        std::vector{label("bottom", {500, 799}), label("corner", {1, 1})},
        options(),
        measure
    );

    ASSERT_EQ(placed.size(), 2U);
    for (const PlacedLabel& one : placed) {
        EXPECT_GE(one.min.x, 0.0F);
        EXPECT_LE(one.max.y, 800.0F);
    }
}

TEST(LabelLayout, FarOutsideOfTheViewThereAreNone) {
    EXPECT_TRUE(layout_labels(std::vector{label("x", {500, 2000})}, options(), measure).empty());
}

TEST(LabelLayout, LongTextIsCut) {
    const auto placed =
        layout_labels(std::vector{label(std::string(200, 'w'), {500, 400})}, options(), measure);

    ASSERT_EQ(placed.size(), 1U);
    EXPECT_LE(placed[0].max.x - placed[0].min.x, 240.0F + 12.0F);
    EXPECT_TRUE(placed[0].lines[0].ends_with("…"));
}

TEST(LabelLayout, ManyMultilineLabelsShowTheirFirstLines) {
    std::vector<LabelInput> labels;
    for (int i = 0; i < 5; ++i) {
        labels.push_back(label("one\ntwo", {100.0F + 150.0F * static_cast<float>(i), 400}));
    }
    EXPECT_EQ(layout_labels(labels, options(), measure)[0].lines.size(), 2U);

    labels.push_back(label("one\ntwo", {500, 100}));

    const auto placed = layout_labels(labels, options(), measure);
    EXPECT_EQ(placed[0].lines, std::vector<std::string>{"one…"});
}

LabelInput tab(std::string text, glm::vec2 low, glm::vec2 high) {
    LabelInput input = label(std::move(text), {(low.x + high.x) * 0.5F, high.y});
    input.object = LabelBox{low, high};
    input.is_tab = true;
    input.extent_px = glm::distance(low, high);
    return input;
}

/// How much of the part of its object that is in the view a label hides.
float hidden_share(const PlacedLabel& placed, const LabelBox& object, glm::vec2 view_px) {
    const auto area = [](glm::vec2 low, glm::vec2 high) {
        const glm::vec2 size = glm::max(high - low, glm::vec2(0.0F));
        return size.x * size.y;
    };
    const glm::vec2 low = glm::max(object.min, glm::vec2(0.0F));
    const glm::vec2 high = glm::min(object.max, view_px);
    return area(glm::max(placed.min, low), glm::min(placed.max, high)) / area(low, high);
}

TEST(LabelLayout, ATabStandsOnTheTopLeftCornerOfItsBox) {
    const auto placed =
        layout_labels(std::vector{tab("car", {300, 200}, {500, 400})}, options(), measure);

    ASSERT_EQ(placed.size(), 1U);
    EXPECT_EQ(placed[0].tab, TabSide::Above);
    EXPECT_FLOAT_EQ(placed[0].min.x, 300.0F);
    EXPECT_FLOAT_EQ(placed[0].max.y, 200.0F);
}

TEST(LabelLayout, ATabMovesInWhereTheViewEnds) {
    const std::vector<LabelInput> labels{
        tab("a long name", {-40, 200}, {100, 400}),
        tab("a long name", {970, 200}, {1200, 400})};

    const auto placed = layout_labels(labels, options(), measure);

    ASSERT_EQ(placed.size(), 2U);
    for (const PlacedLabel& one : placed) {
        EXPECT_EQ(one.tab, TabSide::Above);
        EXPECT_GE(one.min.x, 0.0F);
        EXPECT_LE(one.max.x, 1000.0F);
        EXPECT_FLOAT_EQ(one.max.y, 200.0F);
    }
}

TEST(LabelLayout, ATabStandsBelowABoxAtTheTopOfTheView) {
    const std::vector<LabelInput> labels{
        tab("large", {100, 3}, {400, 700}),
        tab("small", {600, 11}, {640, 30})};

    const auto placed = layout_labels(labels, options(), measure);

    ASSERT_EQ(placed.size(), 2U);
    EXPECT_EQ(placed[1].tab, TabSide::Below);
    EXPECT_EQ(placed[1].min, glm::vec2(100, 700));
    EXPECT_EQ(placed[0].tab, TabSide::Below);
    EXPECT_EQ(placed[0].min, glm::vec2(600, 30));
}

TEST(LabelLayout, ATabStandsBesideABoxAsHighAsTheView) {
    const std::vector<LabelInput> labels{
        tab("right", {100, 3}, {400, 795}),
        tab("left", {700, 3}, {998, 795})};

    const auto placed = layout_labels(labels, options(), measure);

    ASSERT_EQ(placed.size(), 2U);
    EXPECT_EQ(placed[1].tab, TabSide::Right);
    EXPECT_EQ(placed[1].min, glm::vec2(400, 3));
    EXPECT_EQ(placed[0].tab, TabSide::Left);
    EXPECT_EQ(placed[0].max.x, 700.0F);
}

TEST(LabelLayout, ATabIsInsideOnlyWhereNoOutsideEdgeIsFree) {
    const auto placed =
        layout_labels(std::vector{tab("room", {5, 5}, {990, 795})}, options(), measure);

    ASSERT_EQ(placed.size(), 1U);
    EXPECT_EQ(placed[0].tab, TabSide::Inside);
    EXPECT_EQ(placed[0].min, glm::vec2(5, 5));
}

TEST(LabelLayout, ATabLeavesTheInsideWhenAnOutsideEdgeIsFreeAgain) {
    LabelMemory memory;
    LabelLayoutOptions remembering = options();
    remembering.memory = &memory;
    LabelInput box = tab("room", {5, 5}, {990, 795});
    box.key = 1;
    const auto near = layout_labels(std::vector{box}, remembering, measure);
    box.object = LabelBox{{205, 205}, {790, 595}};

    const auto far = layout_labels(std::vector{box}, remembering, measure);

    ASSERT_EQ(near.size(), 1U);
    EXPECT_EQ(near[0].tab, TabSide::Inside);
    ASSERT_EQ(far.size(), 1U);
    EXPECT_EQ(far[0].tab, TabSide::Above);
}

TEST(LabelLayout, ATabIsOneLine) {
    const auto placed = layout_labels(
        std::vector{
            tab("one\ntwo", {300, 200}, {500, 400}),
            tab(std::string(200, 'w'), {300, 500}, {500, 700})},
        options(),
        measure
    );

    ASSERT_EQ(placed.size(), 2U);
    EXPECT_EQ(placed[0].lines.size(), 1U);
    EXPECT_EQ(placed[1].lines.size(), 1U);
    EXPECT_LE(placed[0].max.x - placed[0].min.x, 255.0F);
}

TEST(LabelLayout, NoLabelHidesAQuarterOfItsThingOrAnotherLabelOrIsCut) {
    std::uint32_t state = 11;
    const auto random = [&](std::uint32_t most) {
        state = state * 1664525U + 1013904223U;
        return static_cast<float>((state >> 8U) % most);
    };
    std::vector<LabelInput> labels;
    for (std::uint32_t i = 0; i < 400; ++i) {
        const glm::vec2 low{random(1100) - 50.0F, random(900) - 50.0F};
        const glm::vec2 high = low + glm::vec2(2.0F + random(300), 2.0F + random(300));
        labels.push_back(tab(fmt::format("class {}", i % 37), low, high));
        labels.back().is_tab = i % 3 != 0;
        labels.back().below = i % 2 == 0;
        labels.back().source = i;
    }

    const auto placed = layout_labels(labels, options(), measure);

    EXPECT_GT(placed.size(), 80U);
    for (std::size_t a = 0; a < placed.size(); ++a) {
        const LabelBox& object = *labels[placed[a].source].object;
        EXPECT_LE(hidden_share(placed[a], object, {1000, 800}), 0.2501F);
        EXPECT_GE(placed[a].min.x, 0.0F);
        EXPECT_GE(placed[a].min.y, 0.0F);
        EXPECT_LE(placed[a].max.x, 1000.0F);
        EXPECT_LE(placed[a].max.y, 800.0F);
        for (std::size_t b = a + 1; b < placed.size(); ++b) {
            EXPECT_FALSE(overlap(placed[a], placed[b])) << a << " and " << b;
        }
    }
}

TEST(LabelLayout, ATabIsSeenWhereOnlyAPartOfItsBoxIs) {
    const auto placed = layout_labels(
        std::vector{tab("all around", {-2000, -2000}, {3000, 3000})},
        options(),
        measure
    );

    ASSERT_EQ(placed.size(), 1U);
    EXPECT_EQ(placed[0].tab, TabSide::Inside);
    EXPECT_EQ(placed[0].min, glm::vec2(0, 0));
}

TEST(LabelLayout, ADecidedPlaceIsTakenOrNone) {
    std::vector<LabelInput> labels{label("hand", {500, 400}), label("foot", {510, 410})};
    for (LabelInput& one : labels) {
        one.place = LabelBox{{100, 100}, {150, 120}};
    }

    const auto placed = layout_labels(labels, options(), measure);

    ASSERT_EQ(placed.size(), 1U);
    EXPECT_EQ(placed[0].min, glm::vec2(100, 100));
    EXPECT_TRUE(placed[0].has_leader);
}

TEST(Ellipsize, CutsBetweenCharactersNotInsideThem) {
    EXPECT_EQ(ellipsize("ÄÖÜäöü", 32.0F, measure), "ÄÖÜ…");
    EXPECT_EQ(ellipsize("short", 100.0F, measure), "short");
    EXPECT_EQ(ellipsize("", 0.0F, measure), "");
}

TEST(Ellipsize, LeavesAtLeastOneCharacter) {
    EXPECT_EQ(ellipsize("äbc", 1.0F, measure), "ä…");
}

TEST(BreakLines, WrapsAtWords) {
    EXPECT_THAT(
        break_lines("a red car and a bus", 80.0F, measure),
        testing::ElementsAre("a red car", "and a bus")
    );
}

TEST(BreakLines, KeepsEmptyLines) {
    EXPECT_THAT(break_lines("a\n\nb", 80.0F, measure), testing::ElementsAre("a", "", "b"));
}

}  // namespace
}  // namespace limn::views
