// SPDX-License-Identifier: MIT
#include "ui/recording_facts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "session/refresh.h"
#include "support/chunk_builder.h"

namespace limn::ui {
namespace {

/// 2026-08-21 10:00:05.625 and 17 nanoseconds.
constexpr TimeInt kNow = 1'787'306'405'625'000'017;

Fact fact(const session::Session& session, const std::string& name) {
    const auto facts = recording_facts(*session.active_state(), *session.active_recording());
    const auto found = std::ranges::find(facts, name, &Fact::name);
    return found == facts.end() ? Fact() : *found;
}

TEST(RecordingFacts, TimesAreShortAndHaveAllDigitsForCopying) {
    session::Session session;
    session.database.apply(ChunkMessage{
        {StoreKind::Recording, "app", "run"},
        test::ChunkBuilder("/e")
            .kind("log_time", TimeKind::Timestamp)
            .row(1, {{"log_time", kNow}, {"frame", 3}})
            .set("TextDocument:text", test::texts({"one"}))
            .row(2, {{"log_time", kNow + 101'590'560}, {"frame", 3}})
            .set("TextDocument:text", test::texts({"two"}))
            .build()});
    refresh_recordings(session);

    const Fact log_time = fact(session, "log_time");

    EXPECT_EQ(log_time.value, "2026-08-21 10:00:05.625 … 10:00:05.727, 2 rows");
    EXPECT_EQ(
        log_time.full,
        "2026-08-21 10:00:05.625000017 … 2026-08-21 10:00:05.726590577, 2 rows"
    );
    EXPECT_EQ(fact(session, "frame").value, "#3, 2 rows");
}

}  // namespace
}  // namespace limn::ui
