// SPDX-License-Identifier: MIT
#include "ui/save_choice.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/chunk_builder.h"

namespace limn::ui {
namespace {

using session::SaveDialogFor;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

EntityPath path(std::string_view text) {
    return EntityPath::parse(text);
}

/// A recording of the frames 10 to 30, looked at.
class SaveChoiceTest : public ::testing::Test {
  protected:
    SaveChoiceTest() {
        recording.insert(test::ChunkBuilder("/a")
                             .row(1, {{"frame", 10}})
                             .set("Points2D:class_ids", test::ids({1}))
                             .row(2, {{"frame", 30}})
                             .set("Points2D:class_ids", test::ids({2}))
                             .build());
        state.file_name = "street.rrd";
        state.time.timeline = "frame";
        state.time.range = {10, 30};
    }

    [[nodiscard]] SaveChoice first(SaveDialogFor what) const {
        return first_choice(state, recording, what);
    }

    [[nodiscard]] session::RecordingPart part_of(const SaveChoice& choice) const {
        const auto part = chosen_part(choice, state, recording);
        EXPECT_TRUE(part) << part.error().text;
        return part.value_or(session::RecordingPart());
    }

    [[nodiscard]] SaveFault fault_of(const SaveChoice& choice) const {
        const auto part = chosen_part(choice, state, recording);
        EXPECT_FALSE(part);
        return part ? SaveFault() : part.error();
    }

    store::Recording recording{{StoreKind::Recording, "app", "run"}};
    session::RecordingState state;
};

TEST_F(SaveChoiceTest, BeginsWithTheWholeTimeline) {
    const SaveChoice choice = first(SaveDialogFor::TimeRange);

    EXPECT_EQ(choice.from, "#10");
    EXPECT_EQ(choice.to, "#30");
    EXPECT_EQ(part_of(choice).range, (TimeRange{10, 30}));
    EXPECT_EQ(part_of(choice).timeline, "frame");
}

TEST_F(SaveChoiceTest, BeginsWithTheLoopRangeIfThereIsOne) {
    state.time.loop_range = {12, 20};

    EXPECT_EQ(part_of(first(SaveDialogFor::TimeRange)).range, (TimeRange{12, 20}));
}

TEST_F(SaveChoiceTest, AllTimesNeedNoRange) {
    SaveChoice choice = first(SaveDialogFor::TimeRange);
    choice.timeline.clear();
    choice.from = "nonsense";

    EXPECT_TRUE(part_of(choice).is_whole());
}

TEST_F(SaveChoiceTest, FaultsNameTheirFieldAndSayWhy) {
    SaveChoice choice = first(SaveDialogFor::TimeRange);
    choice.from = "soon";
    EXPECT_EQ(fault_of(choice).field, SaveField::From);
    EXPECT_THAT(fault_of(choice).text, HasSubstr("soon"));
    choice.from = "20";
    choice.to = "19";
    EXPECT_EQ(fault_of(choice).field, SaveField::To);
    EXPECT_EQ(fault_of(choice).text, "It ends before it begins");
    choice.from = "31";
    choice.to = "40";
    EXPECT_EQ(fault_of(choice).text, "Nothing was logged then: frame goes from #10 to #30");
    choice.timeline = "gone";
    EXPECT_EQ(fault_of(choice).field, SaveField::Timeline);
}

TEST_F(SaveChoiceTest, EntitiesAreTheSelectedOnesOrThoseThatAreNotHidden) {
    state.hidden_entities = {path("/hidden")};
    EXPECT_THAT(part_of(first(SaveDialogFor::Entities)).without, ElementsAre(path("/hidden")));

    state.selection.push_back({path("/selected"), 1, {}, {}, false});
    state.selection.push_back({path("/selected"), 2, {}, {}, false});
    state.selection.push_back({path("/context"), {}, 3U, {}, true});
    const SaveChoice choice = first(SaveDialogFor::Entities);
    EXPECT_THAT(part_of(choice).entities, ElementsAre(path("/selected")));
    EXPECT_EQ(entities_text(choice, state), "/selected, with all below");
    EXPECT_FALSE(part_of(choice).range);
}

TEST_F(SaveChoiceTest, SelectedNeedsASelection) {
    SaveChoice choice = first(SaveDialogFor::TimeRange);
    choice.entities = EntityChoice::Selected;

    EXPECT_EQ(fault_of(choice).field, SaveField::Entities);
}

TEST_F(SaveChoiceTest, FilesAreNamedForTheirPart) {
    session::RecordingPart part;
    EXPECT_EQ(part_file_name(state, recording, part), "street copy.rrd");
    part.entities = {path("/a")};
    EXPECT_EQ(part_file_name(state, recording, part), "street part.rrd");
    part.timeline = "frame";
    part.range = TimeRange{12, 20};
    EXPECT_EQ(part_file_name(state, recording, part), "street 12-20.rrd");
}

}  // namespace
}  // namespace limn::ui
