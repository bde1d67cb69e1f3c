// SPDX-License-Identifier: MIT
/// Recordings (.rrd) and blueprints (.rbl) as a source of messages.
///
/// What      Walks any number of streams in a row, cut off or not. Each chunk is unpacked and checked
///           when it is asked for; what is damaged is skipped with a diagnostic.
/// Errors    `open` fails for what is no recording, or one that is too old. A cut-off file is one
///           warning that names file, byte and message.
/// Threads   one thread drives it; `progress` from any thread.
/// Source    docs/FORMATS.md, framing.
#pragma once

#include <atomic>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "arrow/buffer.h"
#include "base/result.h"
#include "model/message_source.h"
#include "rrd/framing.h"
#include "rrd/store_messages.h"

namespace limn::rrd {

/// True for recordings of any version, also those too old to be read.
[[nodiscard]] bool is_rrd(std::span<const std::byte> bytes);

class RrdReader final : public MessageSource {
  public:
    [[nodiscard]] static Result<std::unique_ptr<RrdReader>> open(const std::filesystem::path& path);

    /// `name` stands for the file in messages to people.
    [[nodiscard]] static Result<std::unique_ptr<RrdReader>>
    from_bytes(std::string name, arrow::Buffer bytes);

    [[nodiscard]] Result<std::optional<LogMessage>> next() override;
    [[nodiscard]] SourceProgress progress() const override;

    [[nodiscard]] const Diagnostics& diagnostics() const override { return diagnostics_; }

    [[nodiscard]] std::string name() const override { return name_; }

  private:
    RrdReader(std::string name, arrow::Buffer bytes);

    [[nodiscard]] Result<std::optional<LogMessage>> decode(const Frame& frame);
    [[nodiscard]] Result<std::optional<LogMessage>> decode_chunk(const Frame& frame);
    [[nodiscard]] Result<StoreId> store_of(std::span<const std::byte> encoded);

    std::string name_;
    arrow::Buffer bytes_;
    FrameWalker walker_;
    ApplicationIds applications_;
    Diagnostics diagnostics_;
    std::vector<std::byte> last_store_bytes_;  ///< Chunks of one store follow each other.
    std::optional<StoreId> last_store_;
    bool has_messages_ = false;
    std::atomic<std::uint64_t> done_bytes_ = 0;
};

}  // namespace limn::rrd
