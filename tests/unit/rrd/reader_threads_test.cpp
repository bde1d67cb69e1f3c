// SPDX-License-Identifier: MIT
// The reader's own threads, and others that read its chunks again meanwhile. Worth most under TSan.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <thread>

#include "support/rrd_bytes.h"

namespace limn::rrd {
namespace {

using test::arrow_msg;
using test::BatchMaker;
using test::ReadResult;

constexpr int kChunks = 120;

/// One row of `num_values` numbers.
std::string chunk_of(int number, std::size_t num_values) {
    const std::vector<float> values(num_values, static_cast<float>(number));
    const std::vector<std::optional<std::uint32_t>> one{static_cast<std::uint32_t>(num_values)};
    BatchMaker maker(fmt::format("/e{}", number % 7));
    maker.metadata()[0].second = fmt::format("chunk_{:032X}", number + 1);
    maker.row_ids({1}).frames({number}).component(
        "Points2D:radii",
        arrow::make_list(one, arrow::make_primitive<float>(std::span<const float>(values)))
    );
    return arrow_msg(maker.stream());
}

/// Large enough to be read ahead; every third chunk is so large that its head suffices.
std::filesystem::path large_file(const std::string& name) {
    std::string bytes = test::stream_header() + test::set_store_info("rec");
    for (int i = 0; i < kChunks; ++i) {
        bytes += chunk_of(i, i % 3 == 0 ? 25'000 : 500);
        if (i % 10 == 9) {
            bytes += test::message(2, "damaged");
        }
    }
    const std::filesystem::path path = std::filesystem::path(LIMN_TEST_OUTPUT) / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
}

class ReaderThreads : public testing::TestWithParam<ReadDepth> {};

TEST_P(ReaderThreads, AReaderMayGoWhileItsThreadsWork) {
    const auto path = large_file(fmt::format("goes_{}.rrd", static_cast<int>(GetParam())));
    for (int round = 0; round < 20; ++round) {
        auto reader = RrdReader::open(path, GetParam());
        ASSERT_TRUE(reader.has_value());
        for (int i = 0; i < round; ++i) {
            EXPECT_TRUE((*reader)->next().value().has_value());
        }
        reader->reset();
    }
}

TEST_P(ReaderThreads, ChunksAreReadAgainWhileTheReaderReadsOn) {
    const auto path = large_file(fmt::format("again_{}.rrd", static_cast<int>(GetParam())));
    auto reader = RrdReader::open(path, GetParam());
    ASSERT_TRUE(reader.has_value());
    std::mutex mutex;
    std::vector<std::pair<ChunkId, std::shared_ptr<const ChunkSource>>> sources;
    std::atomic<bool> is_done = false;
    std::atomic<int> num_wrong = 0;
    std::vector<std::jthread> threads;
    for (std::size_t thread = 0; thread < 3; ++thread) {
        threads.emplace_back([&, thread] {
            for (std::size_t i = thread; !is_done; i += 5) {
                std::unique_lock lock(mutex);
                if (sources.empty()) {
                    continue;
                }
                const auto [id, source] = sources[i % sources.size()];
                lock.unlock();
                const auto chunk = source->read();
                num_wrong += chunk && (*chunk)->id() == id ? 0 : 1;
            }
        });
    }
    int num_chunks = 0;
    while (const auto message = (*reader)->next().value()) {
        const std::lock_guard lock(mutex);
        if (const auto* chunk = std::get_if<ChunkMessage>(&*message)) {
            sources.emplace_back(chunk->chunk->id(), chunk->source);
            num_chunks += static_cast<int>(std::max<std::size_t>(chunk->members.size(), 1));
        } else if (const auto* head = std::get_if<ChunkHeadMessage>(&*message)) {
            sources.emplace_back(head->head->id, head->source);
            ++num_chunks;
        }
    }
    const std::uint64_t num_faults = (*reader)->diagnostics().items().size();
    reader->reset();  // What gives chunks again outlives the reader.
    is_done = true;
    threads.clear();
    EXPECT_EQ(num_chunks, kChunks);
    EXPECT_EQ(num_faults, static_cast<std::uint64_t>(kChunks / 10));
    EXPECT_EQ(num_wrong, 0);
}

INSTANTIATE_TEST_SUITE_P(
    Depths,
    ReaderThreads,
    testing::Values(ReadDepth::Values, ReadDepth::Joined, ReadDepth::Heads),
    [](const auto& param) {
        return std::string(
            param.param == ReadDepth::Values   ? "Values"
            : param.param == ReadDepth::Joined ? "Joined"
                                               : "Heads"
        );
    }
);

TEST(ReaderOfAFile, ThatIsCutMeanwhileGivesWhatWasThereAndAWord) {
    // Nothing is read ahead beyond so large a message.
    const std::string start = test::stream_header() + test::set_store_info("rec") + chunk_of(0, 9);
    const std::string large = arrow_msg(std::string(std::size_t{72} << 20U, '\0'));
    const std::filesystem::path path = std::filesystem::path(LIMN_TEST_OUTPUT) / "cut.rrd";
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << start << large << chunk_of(1, 9) << chunk_of(2, 9);
    auto reader = RrdReader::open(path);
    ASSERT_TRUE(reader.has_value());
    ASSERT_TRUE((*reader)->next().value().has_value());
    std::filesystem::resize_file(path, start.size() + 1000);

    const ReadResult rest = test::read_all(**reader);

    EXPECT_EQ(rest.messages.size(), 1U);
    EXPECT_TRUE(rest.error.empty()) << rest.error;
    EXPECT_EQ(
        rest.talk(),
        fmt::format(
            "{0}: byte {1}: message 3 (chunk) skipped: Arrow stream does not begin with a schema\n"
            "{0}: byte {2}: cannot be read on after message 3: the file has become shorter since it "
            "was opened\n",
            path.string(),
            start.size(),
            start.size() + large.size()
        )
    );
}

}  // namespace
}  // namespace limn::rrd
