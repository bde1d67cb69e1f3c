// SPDX-License-Identifier: MIT
#include "views/label_layout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

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
