// SPDX-License-Identifier: MIT
// Payloads asked for from many threads while the recording grows and the budget changes. Worth most under TSan.
#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

#include "store/payload_cache.h"
#include "store/recording.h"
#include "support/chunk_builder.h"
#include "support/held_source.h"
#include "unit/store/random_recording.h"

namespace limn::store {
namespace {

using limn::test::ChunkBuilder;
using limn::test::HeldSource;

/// Outlines that the one writer has inserted so far, for everybody else.
class Published {
  public:
    void add(OutlinePtr outline) {
        const std::lock_guard lock(mutex_);
        outlines_.push_back(std::move(outline));
    }

    [[nodiscard]] OutlinePtr at(std::size_t number) {
        const std::lock_guard lock(mutex_);
        return outlines_.empty() ? nullptr : outlines_[number % outlines_.size()];
    }

  private:
    std::mutex mutex_;
    std::vector<OutlinePtr> outlines_;
};

ChunkPtr points_at(TimeInt frame) {
    return ChunkBuilder("/e")
        .row(static_cast<std::uint64_t>(frame) + 1, {{"frame", frame}})
        .set("Points2D:class_ids", limn::test::ids(std::vector<std::uint16_t>(500, 7)))
        .build();
}

TEST(PayloadThreads, ManyAskWhileTheRecordingGrowsAndTheBudgetChanges) {
    constexpr TimeInt kFrames = 300;
    const auto payloads = std::make_shared<PayloadCache>();
    Recording recording{StoreId{}, payloads};
    Published published;
    std::atomic<bool> is_done = false;
    std::atomic<int> num_wrong = 0;
    std::vector<std::jthread> threads;
    for (std::size_t thread = 0; thread < 3; ++thread) {
        threads.emplace_back([&, thread] {
            for (std::size_t i = thread; !is_done; i += 7) {
                if (const OutlinePtr outline = published.at(i)) {
                    const ChunkPtr chunk = payloads->get(outline);
                    num_wrong += chunk != nullptr && chunk->id() == outline->id() ? 0 : 1;
                    num_wrong += outline->byte_size() == chunk->byte_size() ? 0 : 1;
                    num_wrong += outline->row_ids()[0] == chunk->row_ids()[0] ? 0 : 1;
                }
            }
        });
    }
    threads.emplace_back([&] {
        for (std::uint64_t i = 0; !is_done; ++i) {
            payloads->set_budget(i % 5 == 0 ? PayloadCache::kUnlimited : i % 11 * 5000);
            const OutlinePtr outline = published.at(static_cast<std::size_t>(i));
            if (outline != nullptr && payloads->peek(*outline) == nullptr && i % 13 == 0) {
                payloads->forget(outline);
            }
            num_wrong += payloads->take_faults().empty() ? 0 : 1;
        }
    });
    for (TimeInt frame = 0; frame < kFrames; ++frame) {
        ChunkPtr chunk = points_at(frame);
        auto source = std::make_shared<HeldSource>(chunk);
        // Of every third, ids and sizes are read when somebody wants them first.
        EXPECT_TRUE(
            frame % 3 == 0
                ? recording.insert(limn::test::deferred_head_of(*chunk), std::move(source))
                : recording.insert(std::move(chunk), std::move(source))
        );
        published.add(recording.chunks().back());
        const auto cell =
            recording.latest_at({"frame", frame}, EntityPath::parse("/e"), "Points2D:class_ids");
        num_wrong += cell.has_value() && cell->time == frame ? 0 : 1;
    }
    is_done = true;
    threads.clear();
    EXPECT_EQ(num_wrong, 0);
    EXPECT_EQ(recording.num_chunks(), static_cast<std::uint64_t>(kFrames));
}

TEST(PayloadThreads, QueriesFromManyThreadsGiveTheSameAnswers) {
    test::Random random(3);
    Recording whole{StoreId{}};
    Recording recording{StoreId{}, std::make_shared<PayloadCache>(15'000)};
    for (const ChunkPtr& chunk : test::random_chunks(random, 30)) {
        whole.insert(chunk);
        test::insert_somehow(random, recording, chunk);
    }
    std::atomic<int> num_wrong = 0;
    std::vector<std::jthread> threads;
    for (std::uint32_t seed = 0; seed < 4; ++seed) {
        threads.emplace_back([&, seed] {
            num_wrong += test::answers(recording, seed) == test::answers(whole, seed) ? 0 : 1;
        });
    }
    threads.clear();
    EXPECT_EQ(num_wrong, 0);
}

TEST(PayloadThreads, ARecordingMayCloseWhileItsChunksAreAskedFor) {
    const auto payloads = std::make_shared<PayloadCache>(20'000);
    for (int round = 0; round < 20; ++round) {
        auto recording = std::make_unique<Recording>(StoreId{}, payloads);
        for (TimeInt frame = 0; frame < 20; ++frame) {
            ChunkPtr chunk = points_at(frame);
            auto source = std::make_shared<HeldSource>(chunk);
            recording->insert(std::move(chunk), std::move(source));
        }
        std::jthread other(
            [payloads,
             chunks = std::vector(recording->chunks().begin(), recording->chunks().end())] {
                for (const OutlinePtr& outline : chunks) {
                    EXPECT_NE(payloads->get(outline), nullptr);
                }
            }
        );
        recording.reset();
    }
    EXPECT_LE(payloads->use().held_bytes, 20'000U);
}

}  // namespace
}  // namespace limn::store
