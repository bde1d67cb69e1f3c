// SPDX-License-Identifier: MIT
#include "ingest/loader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <future>
#include <mutex>
#include <thread>

namespace limn::ingest {
namespace {

using namespace std::chrono_literals;

/// Gives announcements of stores, then ends, fails, or goes on for ever.
class FakeSource final : public MessageSource {
  public:
    std::uint64_t count = 3;
    bool fails = false;
    bool throws = false;
    Diagnostics said;
    std::uint64_t given = 0;

    Result<std::optional<LogMessage>> next() override {
        if (given == count) {
            if (throws) {
                throw std::bad_alloc();
            }
            if (fails) {
                return fail(ErrorCode::Corrupt, "byte 7: damaged");
            }
            return std::optional<LogMessage>();
        }
        StoreInfo info;
        info.id = {StoreKind::Recording, "app", "recording " + std::to_string(given++ % 3)};
        return std::optional<LogMessage>(info);
    }

    SourceProgress progress() const override { return {given, count}; }

    const Diagnostics& diagnostics() const override { return said; }

    std::string name() const override { return "fake"; }
};

/// A loader and what an application does with it.
class LoaderTest : public testing::Test {
  protected:
    void wake() {
        const std::lock_guard lock(mutex);
        is_woken = true;
        woken.notify_all();
    }

    /// Pumps as woken until nothing is left to do.
    void run() {
        while (loader.busy()) {
            std::unique_lock lock(mutex);
            woken.wait(lock, [&] { return is_woken; });
            is_woken = false;
            lock.unlock();
            while (loader.pump(database, 10ms)) {}
        }
    }

    LoadStatus only_status() {
        const auto all = loader.status();
        EXPECT_EQ(all.size(), 1U);
        return all.front();
    }

    std::mutex mutex;
    std::condition_variable woken;
    bool is_woken = false;
    store::Database database;
    Loader loader{[this] { wake(); }, 4096};
};

TEST_F(LoaderTest, EverythingArrivesInOrder) {
    auto source = std::make_unique<FakeSource>();
    source->count = 1000;
    loader.open_source(std::move(source));
    run();
    const LoadStatus status = only_status();
    EXPECT_TRUE(status.finished);
    EXPECT_FALSE(status.error);
    EXPECT_EQ(status.messages, 1000U);
    EXPECT_EQ(status.progress.done_bytes, 1000U);
    ASSERT_EQ(status.recordings.size(), 3U);
    EXPECT_EQ(status.recordings[0].recording_id, "recording 0");
    EXPECT_EQ(database.recordings().size(), 3U);
}

TEST_F(LoaderTest, FailureKeepsWhatCameBefore) {
    auto source = std::make_unique<FakeSource>();
    source->fails = true;
    loader.open_source(std::move(source));
    run();
    const LoadStatus status = only_status();
    ASSERT_TRUE(status.error);
    EXPECT_EQ(status.error->message, "fake: byte 7: damaged");
    EXPECT_EQ(status.messages, 3U);
}

TEST_F(LoaderTest, SourceThatThrowsIsAFailure) {
    auto source = std::make_unique<FakeSource>();
    source->throws = true;
    loader.open_source(std::move(source));
    run();
    EXPECT_TRUE(only_status().error);
}

TEST_F(LoaderTest, SourceThatGivesNothingButWarningsIsAFailure) {
    auto source = std::make_unique<FakeSource>();
    source->count = 0;
    source->said.add(Severity::Warning, "fake, byte 3", "cut off");
    loader.open_source(std::move(source));
    run();
    ASSERT_TRUE(only_status().error);
    EXPECT_EQ(only_status().error->message, "fake, byte 3: cut off");
}

/// Has three messages at once and more whenever `feed` says so; it ends with `end`.
class LiveSource final : public MessageSource {
  public:
    std::shared_ptr<std::atomic<int>> available = std::make_shared<std::atomic<int>>(3);
    static constexpr int kEnd = 1'000'000;

    Result<std::optional<LogMessage>> next() override {
        const int limit = *available;
        is_waiting_ = given_ == limit;
        if (is_waiting_) {
            return std::optional<LogMessage>();
        }
        if (limit == kEnd) {
            return fail(ErrorCode::Unreadable, "the file has become shorter");
        }
        StoreInfo info;
        info.id = {StoreKind::Recording, "app", "live"};
        ++given_;
        return std::optional<LogMessage>(info);
    }

    bool is_waiting() const override { return is_waiting_; }

    SourceProgress progress() const override { return {}; }

    const Diagnostics& diagnostics() const override { return said_; }

    std::string name() const override { return "live"; }

  private:
    Diagnostics said_;
    int given_ = 0;
    bool is_waiting_ = false;
};

TEST_F(LoaderTest, LiveSourceIsFinishedWhenItHasCaughtUpAndGoesOn) {
    auto source = std::make_unique<LiveSource>();
    const auto available = source->available;
    loader.open_source(std::move(source));
    run();
    while (!only_status().finished) {
        loader.pump(database, 10ms);
    }
    EXPECT_TRUE(only_status().is_live);
    EXPECT_EQ(only_status().messages, 3U);
    EXPECT_FALSE(loader.busy());

    *available = 5;
    while (only_status().messages < 5) {
        loader.pump(database, 10ms);
        EXPECT_TRUE(only_status().finished) << "once it was there it stays so";
        std::this_thread::yield();
    }

    *available = LiveSource::kEnd;
    while (only_status().is_live) {
        std::this_thread::yield();
    }
    EXPECT_TRUE(only_status().error);
}

TEST_F(LoaderTest, LiveSourceCanBeStopped) {
    const std::uint64_t id = loader.open_source(std::make_unique<LiveSource>());
    while (!only_status().is_live || only_status().messages < 3) {
        loader.pump(database, 10ms);
    }
    loader.cancel(id);
    while (only_status().is_live) {
        std::this_thread::yield();
    }
    EXPECT_EQ(only_status().messages, 3U);
}

TEST_F(LoaderTest, MissingFileIsNamed) {
    loader.open_file("/no/such/folder/street.rrd");
    run();
    const LoadStatus status = only_status();
    EXPECT_EQ(status.name, "street.rrd");
    EXPECT_EQ(status.source, "/no/such/folder/street.rrd");
    ASSERT_TRUE(status.error);
    EXPECT_THAT(status.error->message, testing::HasSubstr("street.rrd"));
}

TEST_F(LoaderTest, FilesAreReadSideBySide) {
    loader.open_file(LIMN_TEST_DATA "/snippet_rects.rrd");
    loader.open_file(LIMN_TEST_DATA "/snippet_connections.rrd");
    run();
    EXPECT_EQ(database.recordings().size(), 2U);
    for (const LoadStatus& status : loader.status()) {
        EXPECT_FALSE(status.error) << status.error->message;
        EXPECT_EQ(status.recordings.size(), 1U);
    }
}

TEST_F(LoaderTest, CancelEndsASourceWithoutEnd) {
    auto source = std::make_unique<FakeSource>();
    source->count = ~0ULL;
    const std::uint64_t id = loader.open_source(std::move(source));
    while (database.recordings().empty()) {
        static_cast<void>(loader.pump(database, 1ms));
    }
    loader.cancel(id);
    run();
    const LoadStatus status = only_status();
    EXPECT_TRUE(status.finished);
    ASSERT_TRUE(status.error);
    EXPECT_EQ(status.error->code, ErrorCode::Cancelled);
}

TEST_F(LoaderTest, DroppedRecordingIsLeftOutAndTheOthersAreRead) {
    auto source = std::make_unique<FakeSource>();
    source->count = 3000;
    const StoreId unwanted{StoreKind::Recording, "app", "recording 1"};
    loader.drop(loader.open_source(std::move(source)), unwanted);
    run();
    EXPECT_EQ(database.recordings().size(), 2U);
    EXPECT_EQ(database.find(unwanted), nullptr);
    EXPECT_FALSE(only_status().error);
}

TEST_F(LoaderTest, ForgottenLoadIsGone) {
    auto source = std::make_unique<FakeSource>();
    source->count = ~0ULL;
    const std::uint64_t id = loader.open_source(std::move(source));
    loader.forget(id);
    EXPECT_TRUE(loader.status().empty());
    EXPECT_FALSE(loader.busy());
}

/// What a test and a source that waits know of each other.
struct Gate {
    std::promise<void> begun;
    std::promise<void> opened;
    std::atomic<bool> is_passed = false;
};

/// Ends when somebody opens the gate.
class GatedSource final : public MessageSource {
  public:
    explicit GatedSource(Gate& gate)
        : gate_(gate) {}

    Result<std::optional<LogMessage>> next() override {
        gate_.begun.set_value();
        // Bounded, so that a caller that waits for this thread makes the test fail and not hang.
        gate_.opened.get_future().wait_for(20s);
        gate_.is_passed = true;
        return std::optional<LogMessage>();
    }

    SourceProgress progress() const override { return {}; }

    const Diagnostics& diagnostics() const override { return said_; }

    std::string name() const override { return "gated"; }

  private:
    Gate& gate_;
    Diagnostics said_;
};

TEST(Loader, ForgettingDoesNotWaitForASourceThatWaits) {
    Gate gate;
    Loader loader({}, 4096);
    const std::uint64_t id = loader.open_source(std::make_unique<GatedSource>(gate));
    gate.begun.get_future().wait();

    loader.forget(id);

    EXPECT_FALSE(gate.is_passed);
    EXPECT_TRUE(loader.status().empty());
    gate.opened.set_value();
}

TEST(Loader, GoesAwayWhileReading) {
    Loader loader({}, 4096);
    auto source = std::make_unique<FakeSource>();
    source->count = ~0ULL;
    loader.open_source(std::move(source));
}

TEST(ReadAll, WholeFile) {
    store::Database database;
    const auto read = read_all(LIMN_TEST_DATA "/snippet_rects.rrd", database);
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_TRUE(read->empty());
    EXPECT_EQ(database.recordings().size(), 1U);
}

TEST(ReadAll, DamagedFileGivesWhatIsReadableAndAWarning) {
    store::Database database;
    const auto read = read_all(LIMN_TEST_DATA "/broken/cut_in_payload.rrd", database);
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_FALSE(read->empty());
    EXPECT_EQ(database.recordings().size(), 1U);
}

TEST(ReadAll, NothingReadableIsAnError) {
    for (const char* name : {"empty", "foreign", "cut_in_first_message", "old_version"}) {
        store::Database database;
        const auto path = std::string(LIMN_TEST_DATA "/broken/") + name + ".rrd";
        const auto read = read_all(path, database);
        ASSERT_FALSE(read) << name;
        EXPECT_THAT(read.error().message, testing::HasSubstr(std::string(name) + ".rrd"));
    }
}

TEST(ReadAll, FailureAfterMessagesIsADiagnostic) {
    store::Database database;
    FakeSource source;
    source.fails = true;
    const Diagnostics diagnostics = read_all(source, database);
    ASSERT_EQ(diagnostics.items().size(), 1U);
    EXPECT_EQ(diagnostics.items()[0].severity, Severity::Error);
}

}  // namespace
}  // namespace limn::ingest
