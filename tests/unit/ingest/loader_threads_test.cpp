// SPDX-License-Identifier: MIT
// Loading a file beside threads that ask for its payloads: loader, reader, store and cache at once.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <random>
#include <thread>

#include "ingest/loader.h"
#include "rrd/rrd_writer.h"
#include "store/payload_cache.h"
#include "support/chunk_builder.h"

namespace limn::ingest {
namespace {

using namespace std::chrono_literals;

constexpr int kFrames = 200;
constexpr std::string_view kIds = "Points2D:class_ids";

/// Values that cannot be packed, so that the file is large; every fifth chunk is read by its head.
std::filesystem::path write_recording(const std::string& name) {
    const std::filesystem::path path = std::filesystem::path(LIMN_TEST_OUTPUT) / name;
    std::filesystem::create_directories(path.parent_path());
    auto writer = rrd::RrdWriter::create(path.string());
    EXPECT_TRUE(writer.has_value());
    std::mt19937 random(7);
    for (int frame = 0; frame < kFrames; ++frame) {
        std::vector<std::uint16_t> ids(frame % 5 == 0 ? 50'000 : 2'000);
        std::ranges::generate(ids, [&] { return static_cast<std::uint16_t>(random()); });
        ids[0] = static_cast<std::uint16_t>(frame);
        ChunkPtr chunk = test::ChunkBuilder("/e")
                             .row(static_cast<std::uint64_t>(frame) + 1, {{"frame", frame}})
                             .set(kIds, test::ids(std::move(ids)))
                             .build();
        EXPECT_TRUE((*writer)->write(ChunkMessage{{StoreKind::Recording, "app", "run"}, chunk, {}})
        );
    }
    EXPECT_TRUE((*writer)->finish().has_value());
    return path;
}

/// Threads that ask for whatever the store has got so far.
class Askers {
  public:
    explicit Askers(store::PayloadCache& payloads) {
        for (std::size_t thread = 0; thread < 2; ++thread) {
            threads_.emplace_back([this, &payloads, thread](const std::stop_token& stop) {
                for (std::size_t i = thread; !stop.stop_requested(); i += 3) {
                    if (const OutlinePtr outline = at(i)) {
                        const ChunkPtr chunk = payloads.get(outline);
                        num_wrong += chunk != nullptr && chunk->id() == outline->id() ? 0 : 1;
                    }
                }
            });
        }
        threads_.emplace_back([this, &payloads](const std::stop_token& stop) {
            for (std::uint64_t i = 0; !stop.stop_requested(); ++i) {
                payloads.set_budget(i % 4 * 100'000);
                num_wrong += payloads.take_faults().empty() ? 0 : 1;
            }
        });
    }

    /// Everything that the recordings have got since the last call.
    void publish(const store::Database& database) {
        const std::lock_guard lock(mutex_);
        outlines_.clear();
        for (const store::Recording* recording : database.recordings()) {
            outlines_
                .insert(outlines_.end(), recording->chunks().begin(), recording->chunks().end());
        }
    }

    void finish() { threads_.clear(); }

    std::atomic<int> num_wrong = 0;

  private:
    OutlinePtr at(std::size_t number) {
        const std::lock_guard lock(mutex_);
        return outlines_.empty() ? nullptr : outlines_[number % outlines_.size()];
    }

    std::mutex mutex_;
    std::vector<OutlinePtr> outlines_;
    std::vector<std::jthread> threads_;
};

TEST(LoaderThreads, PayloadsAreAskedForWhileTheFileLoads) {
    const auto path = write_recording("loader_threads.rrd");
    store::Database database;
    Askers askers(database.payloads());
    {
        Loader loader({}, 1U << 20U);
        loader.open_file(path);
        while (loader.busy()) {
            loader.pump(database, 1ms);
            askers.publish(database);
        }
        EXPECT_FALSE(loader.status().front().error.has_value());
    }
    askers.finish();
    EXPECT_EQ(askers.num_wrong, 0);
    ASSERT_EQ(database.recordings().size(), 1U);
    const store::Recording& recording = *database.recordings().front();
    EXPECT_EQ(recording.num_chunks(), static_cast<std::uint64_t>(kFrames));
    EXPECT_GT(recording.num_heads(), 0U);
    for (int frame = 0; frame < kFrames; frame += 17) {
        const auto cell = recording.latest_at({"frame", frame}, EntityPath::parse("/e"), kIds);
        ASSERT_TRUE(cell.has_value());
        EXPECT_EQ(cell->time, frame);
    }
}

TEST(LoaderThreads, ARecordingIsClosedWhileItLoads) {
    const auto path = write_recording("closed_while_loading.rrd");
    for (const int num_pumps : {1, 3, 10, 40}) {
        store::Database database;
        Askers askers(database.payloads());
        Loader loader({}, 1U << 18U);
        const std::uint64_t id = loader.open_file(path);
        for (int i = 0; i < num_pumps || database.recordings().empty(); ++i) {
            loader.pump(database, 1ms);
            askers.publish(database);
        }
        loader.cancel(id);
        const StoreId store = database.recordings().front()->id();
        database.remove(store);
        while (loader.busy()) {
            loader.pump(database, 1ms);
        }
        database.remove(store);  // What was on its way had made it once more.
        askers.publish(database);
        askers.finish();
        EXPECT_EQ(askers.num_wrong, 0);
        EXPECT_TRUE(database.recordings().empty());
    }
}

TEST(LoaderThreads, TheLoaderGoesWhileAFileIsRead) {
    const auto path = write_recording("loader_goes.rrd");
    for (int num_pumps = 0; num_pumps < 8; ++num_pumps) {
        store::Database database;
        Loader loader({}, 1U << 16U);
        loader.open_file(path);
        for (int i = 0; i < num_pumps; ++i) {
            loader.pump(database, 1ms);
        }
    }
}

}  // namespace
}  // namespace limn::ingest
