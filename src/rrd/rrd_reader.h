// SPDX-License-Identifier: MIT
/// Recordings (.rrd) and blueprints (.rbl) as a source of messages.
///
/// What      Walks any number of streams in a row, cut off or not. Each chunk is unpacked and checked
///           when it is asked for; what is damaged is skipped with a diagnostic. Chunks of a file know
///           how to be read again. Those of a large file are unpacked ahead, on threads of the reader.
/// Growing   A file that is being written, or a pipe, is read as far as it is there; `is_waiting` says so.
/// Errors    `open` fails for what is no recording, or one that is too old. A cut-off file is one
///           warning that names file, byte and message.
/// Threads   one thread drives it; `progress` from any thread.
/// Source    docs/FORMATS.md, framing.
#pragma once

#include <atomic>
#include <cstddef>
#include <deque>
#include <filesystem>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "arrow/buffer.h"
#include "base/ordered_jobs.h"
#include "base/result.h"
#include "base/spooled_pipe.h"
#include "model/message_source.h"
#include "rrd/file_index.h"
#include "rrd/framing.h"
#include "rrd/input.h"
#include "rrd/message_batch.h"
#include "rrd/store_messages.h"

namespace limn::rrd {

/// True for recordings of any version, also those too old to be read.
[[nodiscard]] bool is_rrd(std::span<const std::byte> bytes);

class RrdReader final : public MessageSource {
  public:
    [[nodiscard]] static Result<std::unique_ptr<RrdReader>>
    open(const std::filesystem::path& path, ReadDepth depth = ReadDepth::Values);

    /// The same of a file that is still being written; it never ends.
    [[nodiscard]] static Result<std::unique_ptr<RrdReader>>
    follow(const std::filesystem::path& path, ReadDepth depth = ReadDepth::Values);

    /// A recording that comes out of a pipe, such as standard input. Ends when the pipe does.
    [[nodiscard]] static Result<std::unique_ptr<RrdReader>>
    from_pipe(std::string name, int descriptor, DescriptorIs owner = DescriptorIs::Lent);

    /// `name` stands for the file in messages to people.
    [[nodiscard]] static Result<std::unique_ptr<RrdReader>>
    from_bytes(std::string name, arrow::Buffer bytes);

    [[nodiscard]] Result<std::optional<LogMessage>> next() override;

    [[nodiscard]] bool is_waiting() const override { return is_waiting_; }

    [[nodiscard]] SourceProgress progress() const override;

    [[nodiscard]] const Diagnostics& diagnostics() const override { return diagnostics_; }

    [[nodiscard]] std::string name() const override { return name_; }

  private:
    [[nodiscard]] static Result<std::unique_ptr<RrdReader>>
    make(std::string name, Input input, ReadDepth depth);
    [[nodiscard]] static std::unique_ptr<RrdReader>
    make_growing(std::string name, Input input, ReadDepth depth);
    RrdReader(std::string name, Input input, ReadDepth depth);

    /// Takes what the footer says of large chunks.
    void use_index();
    [[nodiscard]] Result<std::optional<LogMessage>> known_message(const Frame& frame);

    /// The next frame, also of what was appended meanwhile.
    [[nodiscard]] Result<std::optional<Frame>> next_frame();

    /// At the end of what is there: true if there is more now.
    [[nodiscard]] Result<bool> look_for_more();

    /// Moves the next messages to `ready_`; false if there are none.
    [[nodiscard]] Result<bool> read_next();
    [[nodiscard]] Result<bool> read_ahead();
    [[nodiscard]] Result<void> add_to(MessageBatch& batch, const Frame& frame);
    void start(MessageBatch batch);

    /// Nothing if it was skipped.
    [[nodiscard]] std::optional<LogMessage> deliver(ReadMessage read);
    [[nodiscard]] Result<std::optional<LogMessage>> decode(const Frame& frame);
    [[nodiscard]] Result<StoreId> store_of(std::span<const std::byte> encoded, const Frame& frame);

    std::string name_;
    std::shared_ptr<const Input> file_;  ///< Absent in memory: nothing is gained by reading again.
    ReadDepth depth_;
    ChunkUnpacker unpacker_;
    std::optional<FileIndex> index_;
    FrameWalker walker_;
    std::deque<ReadMessage> ready_;
    std::unique_ptr<OrderedJobs<std::vector<ReadMessage>>> ahead_;  ///< Absent for small files.
    std::unique_ptr<SpooledPipe> pipe_;
    bool is_growing_ = false;  ///< More may come.
    bool is_waiting_ = false;
    ApplicationIds applications_;
    Diagnostics diagnostics_;
    std::vector<std::byte> last_store_bytes_;  ///< Chunks of one store follow each other.
    std::optional<StoreId> last_store_;
    std::set<StoreId> told_early_;  ///< Stores whose chunks came before their announcement.
    bool has_messages_ = false;
    std::atomic<std::uint64_t> done_bytes_ = 0;
};

}  // namespace limn::rrd
