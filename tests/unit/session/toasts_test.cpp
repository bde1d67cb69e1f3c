// SPDX-License-Identifier: MIT
#include "session/toasts.h"

#include <gmock/gmock.h>

#include "session/session.h"

namespace limn::session {
namespace {

using testing::HasSubstr;

constexpr const char* kMany = "{} files could not be opened";

TEST(Toasts, EventsOfAGroupShareAToastThatCountsThem) {
    Session session;

    add_toast(
        session,
        ToastKind::Error,
        "a.rrd could not be opened",
        "no such file",
        {kMany, "/a"}
    );
    add_toast(session, ToastKind::Error, "b.rrd could not be opened", "is empty", {kMany, "/b"});

    ASSERT_EQ(session.toasts.size(), 1U);
    EXPECT_EQ(session.toasts[0].title, "2 files could not be opened");
    EXPECT_THAT(
        session.toasts[0].details,
        HasSubstr("a.rrd could not be opened\n    no such file")
    );
    EXPECT_THAT(session.toasts[0].details, HasSubstr("b.rrd could not be opened\n    is empty"));
}

TEST(Toasts, ALaterEventOfTheSameThingReplacesTheEarlierOne) {
    Session session;

    add_toast(
        session,
        ToastKind::Warning,
        "live: 1 warning",
        "x",
        {"{} files have warnings", "live"}
    );
    add_toast(
        session,
        ToastKind::Warning,
        "live: 2 warnings",
        "x\ny",
        {"{} files have warnings", "live"}
    );

    ASSERT_EQ(session.toasts.size(), 1U);
    EXPECT_EQ(session.toasts[0].title, "live: 2 warnings");
    EXPECT_EQ(session.toasts[0].details, "x\ny");
}

TEST(Toasts, TheSameMessageTwiceIsOneToast) {
    Session session;

    add_toast(session, ToastKind::Error, "The picture could not be saved", "disk full");
    session.toasts[0].age_secs = 5.0;
    add_toast(session, ToastKind::Error, "The picture could not be saved", "disk full");
    add_toast(session, ToastKind::Error, "The picture could not be saved", "read-only");

    ASSERT_EQ(session.toasts.size(), 2U);
    EXPECT_EQ(session.toasts[0].count, 2U);
    EXPECT_EQ(session.toasts[0].age_secs, 0.0);
    EXPECT_EQ(session.toasts[1].count, 1U);
}

TEST(Toasts, FaultsStandOnTheProblemsPageWithTheirReason) {
    Session session;

    add_toast(session, ToastKind::Error, "The picture could not be saved", "disk full");
    add_toast(session, ToastKind::Info, "Saved /tmp/a.png", "");

    ASSERT_EQ(session.diagnostics.items().size(), 1U);
    EXPECT_EQ(session.diagnostics.items()[0].message, "disk full");
    EXPECT_EQ(session.diagnostics.items()[0].severity, Severity::Error);
}

}  // namespace
}  // namespace limn::session
