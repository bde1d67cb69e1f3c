// SPDX-License-Identifier: MIT
/// What every source of data produces: log messages, one after another.
///
/// Threads   a MessageSource is driven by one thread (a loader); messages are immutable values.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/diagnostics.h"
#include "base/result.h"
#include "model/chunk.h"
#include "model/chunk_head.h"
#include "model/ids.h"
#include "model/merged_chunk.h"

namespace limn {

/// A recording (or blueprint) begins, or is announced again; never a reset.
struct StoreInfo {
    StoreId id;
    std::string source;   ///< "Python SDK 3.11", for people. May be empty.
    std::string version;  ///< Of the writer, "0.41.0". May be empty.
};

struct ChunkMessage {
    StoreId store;
    ChunkPtr chunk;
    std::shared_ptr<const ChunkSource> source =
        nullptr;                            ///< Where it can be read again; or nothing.
    std::vector<ChunkMember> members = {};  ///< That it was merged of; none if it was not.
};

/// A chunk of which only the beginning was read. Sources give it to those who ask for it.
struct ChunkHeadMessage {
    StoreId store;
    std::shared_ptr<const ChunkHead> head;
    std::shared_ptr<const ChunkSource> source;  ///< Never nothing.
};

/// A blueprint store is complete.
struct BlueprintActivation {
    StoreId blueprint;
    bool make_active = false;
    bool make_default = false;
};

using LogMessage = std::variant<StoreInfo, ChunkMessage, ChunkHeadMessage, BlueprintActivation>;

struct SourceProgress {
    std::uint64_t done_bytes = 0;
    std::uint64_t total_bytes = 0;  ///< 0: unknown.
};

class MessageSource {
  public:
    MessageSource() = default;
    MessageSource(const MessageSource&) = delete;
    MessageSource& operator=(const MessageSource&) = delete;
    virtual ~MessageSource() = default;

    /// The next message; nothing at the end. Damaged messages are skipped into `diagnostics()`.
    /// An Error means that nothing more can be read (what came before stays good).
    [[nodiscard]] virtual Result<std::optional<LogMessage>> next() = 0;

    /// True while `next` gives nothing only because nothing has come yet: ask again later.
    [[nodiscard]] virtual bool is_waiting() const { return false; }

    [[nodiscard]] virtual SourceProgress progress() const = 0;

    [[nodiscard]] virtual const Diagnostics& diagnostics() const = 0;

    /// File name or the like, for people.
    [[nodiscard]] virtual std::string name() const = 0;
};

}  // namespace limn
