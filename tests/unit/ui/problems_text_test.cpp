// SPDX-License-Identifier: MIT
#include "ui/problems_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace limn::ui {
namespace {

using testing::HasSubstr;

session::RecordingState& add_recording(session::Session& session) {
    session.recordings.emplace_back();
    session.recordings.back().file_name = "run.rrd";
    session.active = 0;
    return session.recordings.back();
}

TEST(ProblemsText, IsEmptyOnlyWhereThereIsNothingToTell) {
    session::Session session;
    add_recording(session);

    EXPECT_EQ(problems_text(session, {}), "");
}

TEST(ProblemsText, ListsWhatIsNotDrawnWithCounts) {
    session::Session session;
    session::RecordingState& state = add_recording(session);
    state.undrawn = {
        {EntityPath::parse("/a"), "Scalars", "Limn has no plots", 3},
        {EntityPath::parse("/b"), "Scalars", "Limn has no plots", 4}};
    state.num_blueprints = 1;

    const std::string text = problems_text(session, {});

    EXPECT_THAT(text, HasSubstr("In run.rrd, and not drawn"));
    EXPECT_THAT(text, HasSubstr("Scalars not drawn: Limn has no plots"));
    EXPECT_THAT(text, HasSubstr("/a and 1 more entity, 7 rows"));
    EXPECT_THAT(text, HasSubstr("Blueprint not applied"));
}

TEST(ProblemsText, ListsWhatWasReadAndWhatViewsCouldNotDraw) {
    session::Session session;
    session.diagnostics.add(Severity::Error, "run.rrd", "the end is missing");
    Diagnostics in_views;
    in_views.add(Severity::Warning, "/image", "a picture without format; not drawn", 2);

    const std::string text = problems_text(session, in_views);

    EXPECT_THAT(text, HasSubstr("error  run.rrd\n    the end is missing"));
    EXPECT_THAT(text, HasSubstr("/image\n    a picture without format; not drawn (2 times)"));
}

}  // namespace
}  // namespace limn::ui
