// SPDX-License-Identifier: MIT
// What is remembered of a recording follows it: after every insert, answers are those of a new one.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <utility>

#include "store/payload_cache.h"
#include "store/recording.h"
#include "support/held_source.h"
#include "unit/store/random_recording.h"

namespace limn::store {
namespace {

using test::answers;
using test::answers_at;
using test::Random;

/// What somebody who remembers answers by `state_at` would say.
class Rememberer {
  public:
    /// Asks the recording only if the state is a new one.
    std::string
    ask(const Recording& recording, const LatestAtQuery& query, const EntityPath& entity) {
        const std::uint64_t state =
            recording.state_at(recording.handle(entity), recording.cursor(query));
        const auto [found, is_new] =
            remembered_.try_emplace({entity.text(), query.timeline, state});
        if (is_new) {
            found->second = values_at(recording, query, entity);
        }
        return found->second;
    }

    /// Without the question itself.
    static std::string
    values_at(const Recording& recording, const LatestAtQuery& query, const EntityPath& entity) {
        const std::string text = answers_at(recording, query, entity);
        return text.substr(text.find(": "));
    }

  private:
    std::map<std::tuple<std::string, std::string, std::uint64_t>, std::string> remembered_;
};

class RememberedAnswers : public testing::TestWithParam<std::uint32_t> {};

TEST_P(RememberedAnswers, AreThoseOfANewRecordingAfterEveryInsert) {
    const std::uint32_t seed = GetParam();
    Random random(seed);
    const auto chunks = test::random_chunks(random, 12);
    Recording recording{StoreId{}, std::make_shared<PayloadCache>(20'000)};
    Rememberer rememberer;
    std::vector<ChunkPtr> inserted;
    for (const ChunkPtr& chunk : chunks) {
        test::insert_somehow(random, recording, chunk);
        inserted.push_back(chunk);
        std::vector<ChunkPtr> shuffled = inserted;
        std::ranges::shuffle(shuffled, random.engine());
        Recording fresh{StoreId{}};
        for (const ChunkPtr& one : shuffled) {
            fresh.insert(one);
        }
        for (int i = 0; i < 6; ++i) {
            const LatestAtQuery query{i % 3 == 0 ? "tick" : "frame", random.pick(-1, 41)};
            for (const EntityPath& entity : test::random_entities()) {
                ASSERT_EQ(
                    rememberer.ask(recording, query, entity),
                    Rememberer::values_at(fresh, query, entity)
                ) << entity.text()
                  << " at " << query.timeline << " " << query.time << ", " << inserted.size()
                  << " chunks";
            }
        }
        ASSERT_EQ(answers(recording, seed), answers(fresh, seed));
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, RememberedAnswers, testing::Range(1U, 101U));

}  // namespace
}  // namespace limn::store
