// SPDX-License-Identifier: MIT
// What comes and goes leaves no trace: payloads that are dropped and read again, chunks that come twice,
// recordings that are closed.
#include <gtest/gtest.h>

#include <map>

#include "store/payload_cache.h"
#include "store/recording.h"
#include "support/held_source.h"
#include "unit/store/random_recording.h"

namespace limn::store {
namespace {

using limn::test::HeldSource;
using test::answers;
using test::Random;

ChunkMessage message(const StoreId& store, const ChunkPtr& chunk) {
    return {store, chunk, std::make_shared<HeldSource>(chunk)};
}

StoreId store_named(const char* name) {
    return {StoreKind::Recording, "app", name};
}

/// A few random things that an application does to the payloads of a recording.
void come_and_go(Random& random, const Recording& recording) {
    PayloadCache& payloads = *recording.payloads();
    std::vector<ChunkPtr> held;
    for (int i = 0; i < 30; ++i) {
        const auto chunks = recording.chunks();
        const OutlinePtr& outline =
            chunks[static_cast<std::size_t>(random.pick(0, static_cast<int>(chunks.size()) - 1))];
        switch (random.pick(0, 5)) {
            case 0:
                payloads.set_budget(static_cast<std::uint64_t>(random.pick(0, 60'000)));
                break;
            case 1:
                payloads.set_budget(PayloadCache::kUnlimited);
                break;
            case 2:
                held.push_back(payloads.get(outline));
                break;
            case 3:
                held.push_back(payloads.peek(*outline));
                break;
            case 4:
                payloads.forget(outline);
                break;
            default:
                held.clear();
                break;
        }
    }
}

class LeaveNoTrace : public testing::TestWithParam<std::uint32_t> {};

TEST_P(LeaveNoTrace, PayloadsThatAreDroppedAndReadAgain) {
    const std::uint32_t seed = GetParam();
    Random random(seed);
    const auto chunks = test::random_chunks(random, 14);
    Recording whole{StoreId{}};
    Recording recording{StoreId{}, std::make_shared<PayloadCache>()};
    for (const ChunkPtr& chunk : chunks) {
        whole.insert(chunk);
        test::insert_somehow(random, recording, chunk);
    }
    for (std::uint32_t round = 0; round < 4; ++round) {
        come_and_go(random, recording);
        ASSERT_EQ(answers(recording, seed + round), answers(whole, seed + round));
    }
    EXPECT_TRUE(recording.payloads()->take_faults().empty());
}

TEST_P(LeaveNoTrace, TheMostRecentChunkWithinABudgetOfNothing) {
    Random random(GetParam());
    const auto chunks = test::random_chunks(random, 14);
    Recording recording{StoreId{}, std::make_shared<PayloadCache>(0)};
    for (const ChunkPtr& chunk : chunks) {
        recording.insert(chunk, std::make_shared<HeldSource>(chunk));
    }
    (void)answers(recording, GetParam());
    std::size_t num_held = 0;
    for (const OutlinePtr& outline : recording.chunks()) {
        num_held += recording.payloads()->has(*outline) ? 1U : 0U;
    }
    EXPECT_EQ(num_held, 1U);
}

TEST_P(LeaveNoTrace, ChunksThatComeTwice) {
    const std::uint32_t seed = GetParam();
    Random random(seed);
    const auto chunks = test::random_chunks(random, 14);
    Recording recording{StoreId{}, std::make_shared<PayloadCache>()};
    for (const ChunkPtr& chunk : chunks) {
        ASSERT_TRUE(recording.insert(chunk, std::make_shared<HeldSource>(chunk)));
    }
    const std::string before = answers(recording, seed);
    const std::uint64_t generation = recording.generation();
    const std::uint64_t held_bytes = recording.payloads()->use().held_bytes;

    for (const ChunkPtr& chunk : chunks) {
        EXPECT_FALSE(recording.insert(chunk, std::make_shared<HeldSource>(chunk)));
        EXPECT_FALSE(recording.insert(chunk));
    }
    for (const OutlinePtr& outline :
         std::vector(recording.chunks().begin(), recording.chunks().end())) {
        EXPECT_FALSE(recording.insert(outline));
    }

    EXPECT_EQ(recording.generation(), generation);
    EXPECT_EQ(recording.payloads()->use().held_bytes, held_bytes);
    EXPECT_EQ(answers(recording, seed), before);
}

TEST_P(LeaveNoTrace, ARecordingThatIsClosed) {
    const std::uint32_t seed = GetParam();
    Random random(seed);
    Database database;
    for (const ChunkPtr& chunk : test::random_chunks(random, 10)) {
        database.apply(message(store_named("stays"), chunk));
    }
    const Recording* stays = database.find(store_named("stays"));
    const std::string before = answers(*stays, seed);
    const std::uint64_t generation = stays->generation();
    const std::uint64_t held_bytes = database.payloads().use().held_bytes;

    for (const ChunkPtr& chunk : test::random_chunks(random, 10)) {
        database.apply(message(store_named("goes"), chunk));
    }
    (void)answers(*database.find(store_named("goes")), seed);
    EXPECT_GT(database.payloads().use().held_bytes, held_bytes);
    database.remove(store_named("goes"));

    EXPECT_EQ(database.find(store_named("goes")), nullptr);
    EXPECT_EQ(database.recordings(), std::vector{stays});
    EXPECT_EQ(database.payloads().use().held_bytes, held_bytes);
    EXPECT_EQ(stays->generation(), generation);
    EXPECT_EQ(answers(*stays, seed), before);
}

TEST_P(LeaveNoTrace, ARecordingThatIsClosedWithinABudget) {
    const std::uint32_t seed = GetParam();
    Random random(seed);
    Database database(std::make_shared<PayloadCache>(30'000));
    Recording whole{StoreId{}};
    const auto chunks = test::random_chunks(random, 10);
    const auto others = test::random_chunks(random, 10);
    for (std::size_t i = 0; i < chunks.size(); ++i) {
        whole.insert(chunks[i]);
        database.apply(message(store_named("stays"), chunks[i]));
        database.apply(message(store_named("goes"), others[i]));
    }
    (void)answers(*database.find(store_named("goes")), seed);
    const Recording* stays = database.find(store_named("stays"));
    (void)answers(*stays, seed);
    database.remove(store_named("goes"));
    EXPECT_EQ(answers(*stays, seed), answers(whole, seed));
    EXPECT_LE(database.payloads().use().held_bytes, 30'000U);
    database.remove(store_named("stays"));
    EXPECT_EQ(database.payloads().use().held_bytes, 0U);
}

INSTANTIATE_TEST_SUITE_P(Seeds, LeaveNoTrace, testing::Range(1U, 61U));

TEST(Database, ARecordingThatIsOpenedAgainIsNotTakenForTheOneBefore) {
    Random random(1);
    const auto chunks = test::random_chunks(random, 5);
    Database database;
    std::map<std::uint64_t, int> generations;
    std::map<std::uint64_t, int> schema_generations;
    for (int round = 0; round < 3; ++round) {
        for (const ChunkPtr& chunk : chunks) {
            const Recording& recording = database.apply(message(store_named("again"), chunk));
            EXPECT_TRUE(generations.try_emplace(recording.generation(), round).second);
            const auto schema =
                schema_generations.try_emplace(recording.schema_generation(), round);
            EXPECT_EQ(schema.first->second, round);
        }
        database.remove(store_named("again"));
    }
}

}  // namespace
}  // namespace limn::store
