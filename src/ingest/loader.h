// SPDX-License-Identifier: MIT
/// Loader: drives message sources on their own threads and hands the messages to the UI thread.
///
/// What      One jthread per source → a queue bounded in bytes → `pump`, called once a frame.
/// Threads   `start`, `pump`, `cancel` from the UI thread. `wake` is called from loader threads.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "base/result.h"
#include "importers/importer.h"
#include "model/message_source.h"
#include "store/recording.h"

namespace limn::ingest {

struct LoadStatus {
    std::uint64_t id = 0;
    std::string name;
    std::string source;  ///< Full path; empty for a source that is no file.
    SourceProgress progress;
    bool finished = false;  ///< All that was there when it was opened is in the store.
    bool is_live = false;   ///< It is still being written, and read on.
    std::uint64_t messages = 0;
    std::vector<StoreId> recordings;  ///< Recordings (no blueprints) that this source touched.
    std::optional<Error> error;       ///< Why reading stopped early, or why it never began.
    Diagnostics diagnostics;          ///< Complete once finished.
};

class Loader {
  public:
    /// `wake` is called when something new waits; it must be callable from any thread.
    explicit Loader(std::function<void()> wake, std::size_t queue_bytes = 32ULL << 20U);
    ~Loader();
    Loader(const Loader&) = delete;
    Loader& operator=(const Loader&) = delete;

    /// Opens the file on the loader thread. Returns the load's id.
    std::uint64_t
    open_file(const std::filesystem::path& path, const importers::OpenOptions& options = {});
    std::uint64_t open_source(std::unique_ptr<MessageSource> source);

    /// Applies what waits to the database, for at most `budget`. True if anything was applied.
    bool pump(store::Database& database, std::chrono::milliseconds budget);

    /// Every load, finished ones too, until `forget`.
    [[nodiscard]] std::vector<LoadStatus> status() const;
    void cancel(std::uint64_t id);

    /// Reads on, but leaves one of its recordings out from now on.
    void drop(std::uint64_t id, const StoreId& recording);

    /// Stops reading; returns at once, whatever the source waits for.
    void forget(std::uint64_t id);

    /// True while a load runs or messages wait; not for live ones that have caught up.
    [[nodiscard]] bool busy() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Reads everything on this thread: for commands. An error only if nothing at all could be read.
[[nodiscard]] Result<Diagnostics>
read_all(const std::filesystem::path& path, store::Database& database);
[[nodiscard]] Diagnostics read_all(MessageSource& source, store::Database& database);

}  // namespace limn::ingest
