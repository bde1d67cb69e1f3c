// SPDX-License-Identifier: MIT
#include "exporter/load.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "store/payload_cache.h"
#include "support/chunk_builder.h"
#include "support/held_source.h"

namespace limn::exporter {
namespace {

constexpr std::string_view kIds = "Points2D:class_ids";

TEST(LostValues, AreToldInOneLine) {
    store::Database database;
    database.payloads().set_budget(1);
    const StoreId id{StoreKind::Recording, "app", "run"};
    std::vector<std::shared_ptr<test::HeldSource>> sources;
    for (std::uint64_t row = 1; row <= 3; ++row) {
        ChunkPtr chunk = test::ChunkBuilder(fmt::format("/e{}", row))
                             .row(row, {{"frame", 1}})
                             .set(kIds, test::ids({1}))
                             .build();
        sources.push_back(std::make_shared<test::HeldSource>(chunk));
        sources.back()->is_gone = true;
        database.apply(ChunkMessage{id, std::move(chunk), sources.back()});
    }
    std::ostringstream talk;
    {
        const LostValues lost(database, talk);
        const store::Recording& recording = *database.find(id);
        EXPECT_FALSE(recording.latest_at({"frame", 1}, EntityPath::parse("/e1"), kIds));
        EXPECT_FALSE(recording.latest_at({"frame", 1}, EntityPath::parse("/e2"), kIds));
        EXPECT_TRUE(recording.latest_at({"frame", 1}, EntityPath::parse("/e3"), kIds));
    }
    EXPECT_THAT(talk.str(), testing::HasSubstr("byte 12"));
    EXPECT_THAT(talk.str(), testing::HasSubstr("(and 1 more)"));
    EXPECT_EQ(std::ranges::count(talk.str(), '\n'), 1);
}

TEST(LostValues, NothingLostIsNothingSaid) {
    store::Database database;
    std::ostringstream talk;
    { const LostValues lost(database, talk); }
    EXPECT_EQ(talk.str(), "");
}

}  // namespace
}  // namespace limn::exporter
