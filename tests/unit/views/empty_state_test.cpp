// SPDX-License-Identifier: MIT
#include "views/empty_state.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/chunk_builder.h"

namespace limn::views {
namespace {

using testing::HasSubstr;

const StoreId kId{StoreKind::Recording, "app", "run"};

class EmptyStates : public testing::Test {
  protected:
    EmptyStates() { state.id = kId; }

    /// A cursor between the first and the last time.
    void set_times() {
        state.time.timeline = "frame";
        state.time.range = {0, 10};
        state.time.cursor = 5;
    }

    void log(std::string_view entity, std::string_view component) {
        const auto chunk =
            test::ChunkBuilder(entity).row(++row).set(component, test::numbers({1.0F})).build();
        session.database.apply(ChunkMessage{kId, chunk});
    }

    EmptyState of_view() { return why_empty(session, state, {}, problems, undrawn); }

    EmptyState of_recording() { return why_no_view(session, state); }

    session::Session session;
    session::RecordingState state;
    Diagnostics problems;
    std::vector<scene::Undrawn> undrawn;
    std::uint64_t row = 0;
};

TEST_F(EmptyStates, OfAViewNamesWhatCouldNotBeDrawnBeforeTheTime) {
    set_times();
    problems.add(Severity::Warning, "/image", "this image/avif cannot be decoded; not drawn");

    const EmptyState empty = of_view();

    EXPECT_EQ(empty.title, "What is here could not be drawn");
    EXPECT_THAT(empty.hint, HasSubstr("/image: this image/avif cannot be decoded"));
}

TEST_F(EmptyStates, OfAViewNamesWhatIsNotDrawnBesideTheTime) {
    set_times();
    undrawn = {{EntityPath::parse("/loss"), "Scalars", "Limn has no plots", 3}};

    const EmptyState empty = of_view();

    EXPECT_EQ(empty.title, "Nothing to show at this time");
    EXPECT_THAT(empty.hint, HasSubstr("Scalars not drawn: Limn has no plots (/loss, 3 rows)"));
}

TEST_F(EmptyStates, OfAViewWithoutTimesDoesNotSpeakOfTime) {
    EXPECT_EQ(of_view().title, "Nothing to show");
}

TEST_F(EmptyStates, OfARecordingSaysNoDataOnlyWhereThereIsNone) {
    EXPECT_EQ(of_recording().title, "This recording holds no data");

    state.num_blueprints = 1;
    EXPECT_EQ(of_recording().title, "This recording holds no data of its own");
    EXPECT_THAT(of_recording().hint, HasSubstr("Blueprint not applied"));

    log("/__properties/run", "name");
    EXPECT_EQ(of_recording().title, "This recording holds properties alone");
    EXPECT_THAT(of_recording().hint, HasSubstr("Blueprint not applied"));

    log("/any", "confidence");
    EXPECT_EQ(of_recording().title, "No 2D or 3D data in this recording");

    state.undrawn = {{EntityPath::parse("/loss"), "Scalars", "Limn has no plots", 3}};
    EXPECT_EQ(of_recording().title, "Nothing of this recording is drawn");
    EXPECT_THAT(of_recording().hint, HasSubstr("Scalars not drawn: Limn has no plots"));
}

TEST_F(EmptyStates, OfARecordingWhoseViewsWereClosedOpensThemAgain) {
    state.proposals.resize(2);

    const EmptyState empty = of_recording();

    EXPECT_EQ(empty.title, "No view is open");
    EXPECT_TRUE(empty.command.has_value());
}

TEST_F(EmptyStates, WhileReadingNothingIsMissingYet) {
    session.loads.emplace_back();
    session.loads.back().name = "run.rrd";
    state.undrawn = {{EntityPath::parse("/loss"), "Scalars", "Limn has no plots", 3}};

    EXPECT_EQ(of_recording().title, "Reading run.rrd");
    EXPECT_EQ(of_view().title, "Reading run.rrd");
}

}  // namespace
}  // namespace limn::views
