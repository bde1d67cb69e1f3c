// SPDX-License-Identifier: MIT
#include "session/row_finder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>

#include "support/chunk_builder.h"
#include "support/held_source.h"
#include "unit/session/test_session.h"

namespace limn::session {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kIds = "Points2D:class_ids";

const StoreId kStore{StoreKind::Recording, "app", "run"};

/// A recording of which only an index tells: 30 rows at 0, and one at 99, in each of three chunks.
class RowFinderTest : public testing::Test {
  protected:
    RowFinderTest() { log_chunks(); }

    void log_chunks() {
        for (const char* entity : {"/a", "/b", "/c"}) {
            test::ChunkBuilder builder(entity);
            for (int i = 0; i < 31; ++i) {
                builder.row(next_row++, {{"frame", i < 30 ? 0 : 99}}).set(kIds, test::ids({1}));
            }
            const ChunkPtr chunk = builder.build();
            sources.push_back(std::make_shared<test::HeldSource>(chunk));
            test.session.database.apply(ChunkHeadMessage{
                kStore,
                std::make_shared<const ChunkHead>(test::deferred_head_of(*chunk)),
                sources.back()});
        }
        refresh_recordings(test.session);
    }

    [[nodiscard]] int num_reads() const {
        int sum = 0;
        for (const auto& source : sources) {
            sum += source->num_reads;
        }
        return sum;
    }

    [[nodiscard]] std::vector<std::uint32_t> density() const {
        return test.session.database.find(kStore)
            ->row_density("frame", EntityPath::parse("/a"), {0, 99}, 4);
    }

    TestSession test;
    std::uint64_t next_row = 1;
    std::vector<std::shared_ptr<test::HeldSource>> sources;
};

TEST_F(RowFinderTest, WhereRowsLieIsKnownExactlyAfterwards) {
    EXPECT_THAT(density(), ElementsAre(8, 8, 7, 8)) << "spread evenly while nobody knows";
    EXPECT_EQ(num_reads(), 0);
    std::atomic<int> num_wakes = 0;
    RowFinder finder([&] { ++num_wakes; });

    finder.update(test.session);
    finder.finish();
    finder.update(test.session);

    EXPECT_EQ(num_reads(), 3);
    EXPECT_THAT(density(), ElementsAre(30, 0, 0, 1));
    EXPECT_EQ(test.session.num_found, 3U);
    EXPECT_GE(num_wakes, 1);
    EXPECT_TRUE(test.session.database.payloads().take_faults().empty());
    EXPECT_EQ(test.session.database.payloads().use().held_bytes, 0U) << "values are not held";
}

TEST_F(RowFinderTest, ChunksThatComeLaterAndRecordingsThatAreOpenedAnewAreReadToo) {
    RowFinder finder;
    finder.update(test.session);
    finder.finish();
    log_chunks();
    finder.update(test.session);
    finder.finish();
    EXPECT_EQ(num_reads(), 6);

    test.session.database.remove(kStore);
    log_chunks();
    finder.update(test.session);
    finder.finish();

    EXPECT_EQ(num_reads(), 9);
}

TEST_F(RowFinderTest, DamageIsTold) {
    sources[1]->is_gone = true;
    RowFinder finder;

    finder.update(test.session);
    finder.finish();

    const Diagnostics faults = test.session.database.payloads().take_faults();
    ASSERT_EQ(faults.items().size(), 1U);
    EXPECT_EQ(faults.items()[0].place, "/b");
    EXPECT_THAT(faults.items()[0].message, HasSubstr("a.rrd: byte 12 (message 3): it is gone"));
}

TEST_F(RowFinderTest, IsDoneWithARecordingThatIsClosed) {
    sources[0]->before_read = [] {};
    RowFinder finder;
    finder.update(test.session);
    test.session.database.remove(kStore);
    finder.finish();
    EXPECT_LE(num_reads(), 3);
}

}  // namespace
}  // namespace limn::session
