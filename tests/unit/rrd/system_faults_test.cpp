// SPDX-License-Identifier: MIT
// Disks that fail, reads that are short or interrupted, one core.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <numeric>

#include "support/faulty_system.h"
#include "support/rrd_bytes.h"

namespace limn::rrd {
namespace {

using test::arrow_msg;
using test::BatchMaker;
using test::FaultySystem;
using test::ReadResult;
using test::SystemFaults;

std::string chunk_of(int number, std::size_t num_values) {
    std::vector<float> values(num_values);
    std::iota(values.begin(), values.end(), static_cast<float>(number));
    const std::vector<std::optional<std::uint32_t>> one{static_cast<std::uint32_t>(num_values)};
    BatchMaker maker(fmt::format("/e{}", number));
    maker.metadata()[0].second = fmt::format("chunk_{:032X}", number + 1);
    maker.row_ids({1}).frames({number}).component(
        "Points2D:radii",
        arrow::make_list(one, arrow::make_primitive<float>(std::span<const float>(values)))
    );
    return arrow_msg(maker.stream());
}

/// Small and large chunks, more than a megabyte in all, and where the chunks begin.
struct MadeFile {
    std::filesystem::path path;
    std::vector<std::uint64_t> chunks;
};

MadeFile make_file(const std::string& name) {
    MadeFile file;
    std::string bytes = test::stream_header() + test::set_store_info("rec");
    for (int i = 0; i < 60; ++i) {
        file.chunks.push_back(bytes.size());
        bytes += chunk_of(i, i % 2 == 0 ? 20'000 : 300);
    }
    file.path = std::filesystem::path(LIMN_TEST_OUTPUT) / name;
    std::filesystem::create_directories(file.path.parent_path());
    std::ofstream(file.path, std::ios::binary) << bytes;
    return file;
}

/// What was read, with the values that were.
std::string text_of(const ReadResult& result) {
    std::string text = result.talk() + result.error;
    for (const LogMessage& item : result.messages) {
        if (const auto* one = std::get_if<ChunkMessage>(&item)) {
            const auto radii = one->chunk->components()[0].cells.child(0).values<float>();
            text += fmt::format(
                "{} {}\n",
                one->chunk->entity().text(),
                std::accumulate(radii.begin(), radii.end(), 0.0)
            );
        } else if (const auto* head = std::get_if<ChunkHeadMessage>(&item)) {
            text += fmt::format("{} {}\n", head->head->entity.text(), head->head->columns.size());
        }
    }
    return text;
}

/// All that is more than a note, one a line.
std::string faults_of(const ReadResult& result) {
    std::string text;
    for (const Diagnostic& item : result.diagnostics.items()) {
        if (item.severity != Severity::Note) {
            text += item.place + ": " + item.message + "\n";
        }
    }
    return text;
}

class SystemFaultsTest : public testing::TestWithParam<ReadDepth> {
  protected:
    [[nodiscard]] ReadResult read(const std::filesystem::path& path) const {
        auto reader = RrdReader::open(path, GetParam());
        EXPECT_TRUE(reader.has_value());
        return test::read_all(**reader);
    }

    [[nodiscard]] std::string name(const char* what) const {
        return fmt::format("{}_{}.rrd", what, static_cast<int>(GetParam()));
    }
};

TEST_P(SystemFaultsTest, ShortAndInterruptedReadsChangeNothing) {
    const MadeFile file = make_file(name("short"));
    const ReadResult sound = read(file.path);
    EXPECT_EQ(sound.messages.size(), 61U);
    const FaultySystem faults({.most_at_once = 1000, .interrupts = true});
    EXPECT_EQ(text_of(read(file.path)), text_of(sound));
    EXPECT_GT(faults.num_reads(), 100U);
}

TEST_P(SystemFaultsTest, OneCoreAndManyReadTheSame) {
    const MadeFile file = make_file(name("cores"));
    const std::string expected = text_of(read(file.path));
    for (const unsigned num_cores : {1U, 2U, 16U}) {
        const FaultySystem faults({.num_cores = num_cores});
        EXPECT_EQ(text_of(read(file.path)), expected) << num_cores;
    }
}

TEST_P(SystemFaultsTest, AnUnreadableDiskIsListedOnceAndWhatCameBeforeStays) {
    const MadeFile file = make_file(name("unreadable"));
    const std::uint64_t unreadable_from = file.chunks[40] + 100;
    const FaultySystem faults({.unreadable_from = unreadable_from});
    const ReadResult result = read(file.path);
    EXPECT_TRUE(result.error.empty()) << result.error;
    EXPECT_EQ(result.messages.size(), 41U);
    EXPECT_EQ(
        faults_of(result),
        fmt::format(
            "{}: byte {}: cannot be read on after message 41: Input/output error\n",
            file.path.string(),
            file.chunks[40]
        )
    );
}

TEST_P(SystemFaultsTest, AChunkThatCannotBeReadAgainSaysWhereAndWhyAndMayBeReadLater) {
    const MadeFile file = make_file(name("again"));
    const ReadResult result = read(file.path);
    std::vector<std::shared_ptr<const ChunkSource>> sources;
    for (const LogMessage& item : result.messages) {
        if (const auto* one = std::get_if<ChunkMessage>(&item)) {
            sources.push_back(one->source);
        } else if (const auto* head = std::get_if<ChunkHeadMessage>(&item)) {
            sources.push_back(head->source);
        }
    }
    ASSERT_EQ(sources.size(), 60U);
    {
        const FaultySystem faults({.unreadable_from = file.chunks[20] + 50});
        EXPECT_TRUE(sources[19]->read().has_value());
        const auto chunk = sources[20]->read();
        ASSERT_FALSE(chunk.has_value());
        EXPECT_EQ(chunk.error().code, ErrorCode::Unreadable);
        EXPECT_EQ(
            chunk.error().message,
            fmt::format(
                "{}: byte {} (message 22): Input/output error",
                file.path.string(),
                file.chunks[20]
            )
        );
    }
    EXPECT_TRUE(sources[20]->read().has_value());
}

INSTANTIATE_TEST_SUITE_P(
    Depths,
    SystemFaultsTest,
    testing::Values(ReadDepth::Values, ReadDepth::Joined, ReadDepth::Heads),
    [](const auto& param) {
        return std::string(
            param.param == ReadDepth::Values   ? "Values"
            : param.param == ReadDepth::Joined ? "Joined"
                                               : "Heads"
        );
    }
);

}  // namespace
}  // namespace limn::rrd
