// SPDX-License-Identifier: MIT
#include "logger/recording_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <latch>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "rrd/rrd_reader.h"
#include "rrd/rrd_writer.h"

namespace limn::logger {
namespace {

using testing::HasSubstr;

const StoreId kStore{StoreKind::Recording, "test", "run"};

/// A sink of a test: bytes under a lock, a gate before them, a fault.
struct Disk {
    std::mutex mutex;
    std::vector<std::byte> bytes;
    std::latch* gate = nullptr;  ///< Every write waits for it.
    bool is_full = false;

    Result<void> write(std::span<const std::byte> more) {
        if (gate != nullptr) {
            gate->wait();
        }
        const std::lock_guard lock(mutex);
        if (is_full) {
            return fail(ErrorCode::Unreadable, "no space left on device");
        }
        bytes.insert(bytes.end(), more.begin(), more.end());
        return {};
    }
};

RecordingFile file_on(Disk& disk, FileOptions options = {}) {
    auto writer = std::make_unique<rrd::RrdWriter>([&disk](std::span<const std::byte> bytes) {
        return disk.write(bytes);
    });
    return {std::move(writer), kStore, std::move(options)};
}

/// Rows that are only written when they must.
FileOptions patient() {
    FileOptions options;
    options.flush_interval = std::chrono::hours(1);
    return options;
}

Points2D one_point() {
    Points2D points;
    points.positions = {{1.0F, 2.0F}};
    return points;
}

std::vector<ChunkPtr> chunks_on(Disk& disk) {
    const std::lock_guard lock(disk.mutex);
    auto reader = rrd::RrdReader::from_bytes("disk", arrow::Buffer::copy_of(disk.bytes));
    std::vector<ChunkPtr> chunks;
    while (reader) {
        const auto message = (*reader)->next();
        if (!message || !*message) {
            break;
        }
        if (const auto* chunk = std::get_if<ChunkMessage>(&**message)) {
            chunks.push_back(chunk->chunk);
        }
    }
    return chunks;
}

std::set<RowId> rows_on(Disk& disk) {
    std::set<RowId> rows;
    for (const ChunkPtr& chunk : chunks_on(disk)) {
        rows.insert(chunk->row_ids().begin(), chunk->row_ids().end());
    }
    return rows;
}

TEST(RecordingFile, RowsOfManyThreadsArriveOnceEach) {
    Disk disk;
    constexpr int kThreads = 4;
    constexpr int kRows = 500;
    {
        FileOptions options;
        options.max_queued_bytes = 4096;
        options.flush_interval = std::chrono::milliseconds(1);
        RecordingFile file = file_on(disk, options);
        std::vector<std::jthread> threads;
        for (int thread = 0; thread < kThreads; ++thread) {
            threads.emplace_back([&file, thread] {
                Logger logger = file.logger();
                for (int row = 0; row < kRows; ++row) {
                    logger.set_sequence("frame", row);
                    ASSERT_TRUE(logger.log("/thread" + std::to_string(thread), one_point()));
                }
            });
        }
        threads.clear();
        ASSERT_TRUE(file.finish());
    }
    std::map<std::string, std::vector<TimeInt>> times;
    for (const ChunkPtr& chunk : chunks_on(disk)) {
        for (std::size_t row = 0; row < chunk->num_rows(); ++row) {
            times[chunk->entity().text()].push_back(
                chunk->timelines()[0].times.values<std::int64_t>()[row]
            );
        }
    }
    EXPECT_EQ(rows_on(disk).size(), static_cast<std::size_t>(kThreads * kRows));
    ASSERT_EQ(times.size(), static_cast<std::size_t>(kThreads));
    for (auto& [entity, values] : times) {
        std::ranges::sort(values);
        ASSERT_EQ(values.size(), static_cast<std::size_t>(kRows)) << entity;
        EXPECT_EQ(values.front(), 0);
        EXPECT_EQ(values.back(), kRows - 1);
    }
}

TEST(RecordingFile, OneLoggerServesSeveralThreads) {
    Disk disk;
    {
        RecordingFile file = file_on(disk);
        Logger logger = file.logger();
        logger.set_sequence("frame", 3);
        std::vector<std::jthread> threads;
        for (int thread = 0; thread < 3; ++thread) {
            threads.emplace_back([logger]() mutable {
                for (int row = 0; row < 300; ++row) {
                    ASSERT_TRUE(logger.log("/shared", one_point()));
                }
            });
        }
    }
    EXPECT_EQ(rows_on(disk).size(), 900U);
}

TEST(RecordingFile, AnnouncesTheRecordingOnce) {
    Disk disk;
    {
        RecordingFile file = file_on(disk);
        ASSERT_TRUE(file.logger().log_static("/a", one_point()));
        ASSERT_TRUE(file.flush());
        ASSERT_TRUE(file.logger().log_static("/b", one_point()));
    }
    auto reader = rrd::RrdReader::from_bytes("disk", arrow::Buffer::copy_of(disk.bytes));
    ASSERT_TRUE(reader);
    int announcements = 0;
    while (true) {
        const auto message = (*reader)->next();
        if (!message || !*message) {
            break;
        }
        announcements += std::holds_alternative<StoreInfo>(**message) ? 1 : 0;
    }
    EXPECT_EQ(announcements, 1);
    EXPECT_EQ(chunks_on(disk).size(), 2U);
}

TEST(RecordingFile, BatchesRowsUntilTheyAreFlushed) {
    Disk disk;
    RecordingFile file = file_on(disk, patient());
    Logger logger = file.logger();
    for (int row = 0; row < 10; ++row) {
        logger.set_sequence("frame", row);
        ASSERT_TRUE(logger.log("/a", one_point()));
    }
    EXPECT_TRUE(chunks_on(disk).empty());
    ASSERT_TRUE(file.flush());
    const auto chunks = chunks_on(disk);
    ASSERT_EQ(chunks.size(), 1U);
    EXPECT_EQ(chunks[0]->num_rows(), 10U);
}

TEST(RecordingFile, KeepsTheRowsOfALoggerThatIsGone) {
    Disk disk;
    RecordingFile file = file_on(disk, patient());
    {
        Logger logger = file.logger();
        ASSERT_TRUE(logger.log_static("/a", one_point()));
    }
    ASSERT_TRUE(file.finish());
    EXPECT_EQ(rows_on(disk).size(), 1U);
}

TEST(RecordingFile, ASlowDiskRefusesRowsInsteadOfBlocking) {
    Disk disk;
    std::latch gate(1);
    disk.gate = &gate;
    FileOptions options = patient();
    options.max_queued_bytes = 100'000;
    options.max_wait = std::chrono::milliseconds(0);
    RecordingFile file = file_on(disk, options);
    Logger logger = file.logger();
    std::size_t accepted = 0;
    Result<void> logged;
    while (accepted < 1000 && logged) {
        logged = logger.log_static(
            "/image",
            SegmentationImage::from_u8(std::vector<std::uint8_t>(70'000), 100, 700)
        );
        accepted += logged ? 1U : 0U;
    }
    ASSERT_FALSE(logged);
    EXPECT_THAT(logged.error().message, HasSubstr("the row is left out"));
    EXPECT_EQ(accepted, 2U);
    gate.count_down();
    ASSERT_TRUE(file.finish());
    EXPECT_EQ(rows_on(disk).size(), accepted);
}

TEST(RecordingFile, WaitsForRoomAndLosesNothing) {
    Disk disk;
    FileOptions options = patient();
    options.max_queued_bytes = 1;
    options.max_wait = std::chrono::hours(1);
    RecordingFile file = file_on(disk, options);
    Logger logger = file.logger();
    for (int row = 0; row < 50; ++row) {
        ASSERT_TRUE(logger.log_static(
            "/image",
            SegmentationImage::from_u8(std::vector<std::uint8_t>(70'000), 100, 700)
        ));
    }
    ASSERT_TRUE(file.finish());
    EXPECT_EQ(rows_on(disk).size(), 50U);
}

TEST(RecordingFile, AFullDiskIsToldByEveryCallFromThenOn) {
    Disk disk;
    disk.is_full = true;
    RecordingFile file = file_on(disk);
    Logger logger = file.logger();
    ASSERT_TRUE(logger.log_static("/a", one_point()));
    const Result<void> flushed = file.flush();
    ASSERT_FALSE(flushed);
    EXPECT_THAT(flushed.error().message, HasSubstr("no space left"));
    EXPECT_FALSE(logger.log_static("/a", one_point()));
    EXPECT_FALSE(file.finish());
    EXPECT_FALSE(file.finish());
}

TEST(RecordingFile, NothingIsLoggedAfterTheEnd) {
    Disk disk;
    RecordingFile file = file_on(disk);
    Logger logger = file.logger();
    ASSERT_TRUE(file.finish());
    const Result<void> logged = logger.log_static("/a", one_point());
    ASSERT_FALSE(logged);
    EXPECT_THAT(logged.error().message, HasSubstr("finished"));
    EXPECT_FALSE(file.flush());
    EXPECT_TRUE(file.finish());
}

TEST(RecordingFile, ALoggerMayOutliveItsFile) {
    Disk disk;
    auto file = std::make_unique<RecordingFile>(file_on(disk));
    Logger logger = file->logger();
    ASSERT_TRUE(logger.log_static("/a", one_point()));
    file.reset();
    EXPECT_FALSE(logger.log_static("/a", one_point()));
    EXPECT_EQ(rows_on(disk).size(), 1U);
}

TEST(RecordingFile, WrongRowsAreRefusedWhereTheyAreLogged) {
    Disk disk;
    RecordingFile file = file_on(disk);
    const Result<void> logged = file.logger().log("/a", one_point());
    ASSERT_FALSE(logged);
    EXPECT_THAT(logged.error().message, HasSubstr("no time is set"));
    ASSERT_TRUE(file.finish());
    EXPECT_TRUE(chunks_on(disk).empty());
}

TEST(RecordingFile, TwoRunsOfOneRecordingHaveDifferentRows) {
    Disk one;
    Disk two;
    for (Disk* disk : {&one, &two}) {
        RecordingFile file = file_on(*disk);
        ASSERT_TRUE(file.logger().log_static("/a", one_point()));
    }
    EXPECT_NE(rows_on(one), rows_on(two));
}

TEST(RecordingFile, WritesAFileWithAnIndex) {
    const std::filesystem::path path = LIMN_TEST_OUTPUT "/recording_file.rrd";
    std::filesystem::create_directories(path.parent_path());
    {
        auto file = RecordingFile::create(path, kStore);
        ASSERT_TRUE(file) << file.error().message;
        ASSERT_TRUE(file->logger().log_static("/a", one_point()));
    }
    std::ifstream in(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    EXPECT_THAT(bytes.substr(bytes.size() - 32), HasSubstr("RRF2FOOT"));
}

TEST(RecordingFile, AFolderThatIsMissingIsNamed) {
    const auto file = RecordingFile::create("/no/such/folder/a.rrd", kStore);
    ASSERT_FALSE(file);
    EXPECT_THAT(file.error().message, HasSubstr("/no/such/folder/a.rrd"));
}

}  // namespace
}  // namespace limn::logger
