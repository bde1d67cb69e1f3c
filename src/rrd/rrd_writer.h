// SPDX-License-Identifier: MIT
/// Writes recordings that Limn and the format's own viewer read.
///
/// What      A stream header, then one message per call, LZ4-compressed. `finish` adds the end with its
///           index of chunks; a file without it (the program died) is whole up to its last message.
/// Errors    Unreadable if the sink refuses bytes; InvalidArgument for columns that cannot be written.
/// Threads   one owner at a time.
/// Source    docs/FORMATS.md, framing and chunks.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "arrow/array.h"
#include "base/output_file.h"
#include "base/result.h"
#include "model/chunk.h"
#include "model/message_source.h"
#include "rrd/manifest.h"

namespace limn::rrd {

/// The batch that stands for a chunk in a recording.
[[nodiscard]] arrow::RecordBatch batch_from_chunk(const Chunk& chunk);

class RrdWriter {
  public:
    /// Takes bytes in order.
    using Sink = std::function<Result<void>(std::span<const std::byte>)>;

    struct Options {
        bool compress = true;
        bool write_index = true;  ///< End message and footer.
    };

    explicit RrdWriter(Sink sink)
        : RrdWriter(std::move(sink), Options{}) {}

    RrdWriter(Sink sink, Options options)
        : sink_(std::move(sink))
        , options_(options) {}

    /// Starts the file again. It can be read while it grows.
    [[nodiscard]] static Result<std::unique_ptr<RrdWriter>> create(const std::filesystem::path& path
    );

    /// Appends to `bytes`, which must outlive the writer.
    [[nodiscard]] static std::unique_ptr<RrdWriter> to_memory(std::vector<std::byte>& bytes);

    [[nodiscard]] Result<void> write(const LogMessage& message);
    [[nodiscard]] Result<void> write_store_info(const StoreInfo& info);
    [[nodiscard]] Result<void> write_chunk(const StoreId& store, const Chunk& chunk);
    [[nodiscard]] Result<void> write_activation(const BlueprintActivation& activation);

    /// Hands what was written to the system, so that a reader of the file finds it.
    [[nodiscard]] Result<void> flush();

    /// Closes the stream, brings everything to the disk and says whether it arrived. Nothing can
    /// be written afterwards. A writer that wrote nothing leaves a stream without messages.
    [[nodiscard]] Result<void> finish();

  private:
    [[nodiscard]] Result<void> put(std::span<const std::byte> bytes);
    [[nodiscard]] Result<void> write_stream_header();
    [[nodiscard]] Result<void> write_index();
    [[nodiscard]] Result<void> write_message(std::uint64_t kind, std::string_view payload);

    Sink sink_;
    Options options_;
    std::shared_ptr<OutputFile> file_;  ///< Absent where a sink was given.
    std::uint64_t position_ = 0;
    bool has_header_ = false;
    bool is_finished_ = false;
    Manifest manifest_;
    std::map<StoreId, std::string> encoded_stores_;
};

}  // namespace limn::rrd
