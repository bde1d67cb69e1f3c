// SPDX-License-Identifier: MIT
/// The encapsulated messages of an Arrow IPC stream, one after another.
///
/// Errors    Corrupt for damaged framing or metadata that FlatBuffers refuses; UnsupportedVersion
///           for metadata before V4.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "arrow/buffer.h"
#include "arrow_ipc_generated.h"
#include "base/result.h"

namespace limn::arrow {

/// A verified message. `header` points into `metadata`.
struct IpcMessage {
    Buffer metadata;
    const fb::Message* header = nullptr;
    Buffer body;
};

class MessageCursor {
  public:
    explicit MessageCursor(const Buffer& stream)
        : stream_(stream) {}

    /// The next message; nothing at the end of the stream.
    [[nodiscard]] Result<std::optional<IpcMessage>> next();

    /// The same of a stream of which only the beginning is there: the body may be cut off. The cursor stays.
    [[nodiscard]] Result<std::optional<IpcMessage>> next_cut_off();

    /// The metadata of the next message as it stands there, not verified; nothing at the end of the stream.
    [[nodiscard]] Result<std::optional<std::span<const std::byte>>> peek() const;

    /// Passes over the next message, whose sizes are known from an equal one.
    [[nodiscard]] Result<void> skip(std::span<const std::byte> metadata, std::uint64_t body_size);

  private:
    struct Verified;

    [[nodiscard]] Result<std::optional<Verified>> verify_next() const;

    [[nodiscard]] std::span<const std::byte> rest() const {
        return stream_.bytes().subspan(position_);
    }

    const Buffer& stream_;
    std::size_t position_ = 0;
};

}  // namespace limn::arrow
