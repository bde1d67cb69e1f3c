// SPDX-License-Identifier: MIT
#include "ui/class_counts_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "model/counted_kind.h"

namespace limn::ui {
namespace {

using Numbers = std::vector<std::pair<CountKind, std::uint64_t>>;

annotation::ClassCounts counts_of(const Numbers& numbers) {
    annotation::ClassCounts counts;
    for (const auto& [kind, number] : numbers) {
        counts[kind] = number;
    }
    return counts;
}

ClassRow row_of(const Numbers& counts, const Numbers& shown) {
    ClassRow row;
    row.id = 3;
    row.counts = counts_of(counts);
    row.shown = counts_of(shown);
    return row;
}

annotation::EntityTally tally(const char* entity, ClassId id, const Numbers& counts) {
    return {EntityPath::parse(entity), {{id, counts_of(counts)}}};
}

TEST(ClassCountsText, NamesOneThingInTheSingular) {
    const Numbers one{{CountKind::Skeletons, 1}, {CountKind::Boxes, 1}, {CountKind::Meshes, 1}};
    EXPECT_EQ(counts_text(row_of(one, one), {}), "1 skeleton\n1 box\n1 mesh");
}

TEST(ClassCountsText, SaysHowManyOfAllAreShown) {
    const Numbers all{{CountKind::Boxes, 5}, {CountKind::Points, 41'208}};
    const Numbers shown{{CountKind::Boxes, 3}, {CountKind::Points, 41'208}};
    EXPECT_EQ(
        counts_text(row_of(all, shown), {}),
        "3 of 5 boxes shown\n" + counted(41'208, CountKind::Points)
    );
    EXPECT_EQ(counts_text(row_of({{CountKind::Boxes, 1}}, {}), {}), "0 of 1 box shown");
}

TEST(ClassCountsText, SaysOfEachEntityWhatItHasByKind) {
    const std::vector<annotation::EntityTally> by_entity{
        tally("/boxes", 3, {{CountKind::Boxes, 2}, {CountKind::Points, 7}}),
        tally("/mask", 3, {{CountKind::Pixels, 512}}),
        tally("/other", 4, {{CountKind::Boxes, 9}})};
    const Numbers all{{CountKind::Boxes, 2}, {CountKind::Points, 7}, {CountKind::Pixels, 512}};
    EXPECT_EQ(
        counts_text(row_of(all, all), by_entity),
        "2 boxes\n7 points\n512 pixels\n/boxes: 2 boxes, 7 points\n/mask: 512 pixels"
    );
}

TEST(ClassCountsText, NamesTheFirstOfManyEntities) {
    std::vector<annotation::EntityTally> by_entity;
    for (int i = 0; i < 9; ++i) {
        const std::string entity = "/e" + std::to_string(i);
        by_entity.push_back(tally(entity.c_str(), 3, {{CountKind::Lines, 1}}));
    }
    const Numbers all{{CountKind::Lines, 9}};
    EXPECT_THAT(
        counts_text(row_of(all, all), by_entity),
        testing::EndsWith("/e7: 1 line\n… 1 more entity")
    );
}

}  // namespace
}  // namespace limn::ui
