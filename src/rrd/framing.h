// SPDX-License-Identifier: MIT
/// The framing of a recording file: stream headers, messages, ends.
///
/// What      Walks messages one after another, over any number of streams in a row, with or without
///           an end. A walker that follows a growing file says "nothing yet" where another says "cut off".
/// Errors    only for a bad first header. Later damage is a diagnostic and the end of the walk.
/// Source    docs/FORMATS.md, framing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostics.h"
#include "base/result.h"
#include "rrd/input.h"

namespace limn::rrd {

/// Of the SDK that wrote a stream.
struct WriterVersion {
    std::uint8_t major = 0;
    std::uint8_t minor = 0;
    std::uint8_t patch = 0;
    std::uint8_t meta = 0;  ///< 0: release, else alpha or release candidate.

    /// "0.36.2", "0.37.0-alpha.3", "0.37.0-rc.1".
    [[nodiscard]] std::string text() const;

    /// What `text` gives; nothing for anything else.
    [[nodiscard]] static std::optional<WriterVersion> parse(std::string_view text);
};

enum class MessageKind : std::uint64_t {
    End = 0,
    SetStoreInfo = 1,
    ArrowMsg = 2,
    BlueprintActivation = 3,
};

struct Frame {
    MessageKind kind = MessageKind::End;
    std::span<const std::byte> payload;  ///< Until the next frame (in memory: as long as that).
    std::uint64_t payload_size =
        0;                     ///< `payload` may be only the beginning, if that was asked for.
    std::uint64_t offset = 0;  ///< Of the message header in the input.
    std::uint64_t number = 0;  ///< Counts from 1 over the whole input.
    WriterVersion version;     ///< Of the stream it stands in.
    std::optional<std::size_t> known;  ///< Its place in the list of known messages; not read then.
};

/// A message that need not be looked at.
struct KnownMessage {
    std::uint64_t offset = 0;  ///< Of its header in the input.
    std::uint64_t size = 0;    ///< Of its payload.
};

inline constexpr std::size_t kStreamHeaderBytes = 12;

/// Reads a 12-byte stream header. NotThisFormat, UnsupportedVersion (names the version) or Corrupt.
[[nodiscard]] Result<WriterVersion> parse_stream_header(std::span<const std::byte> bytes);

class FrameWalker {
  public:
    /// `name` is put in front of every place.
    FrameWalker(Input input, std::string name);

    /// The next message other than End; nothing at the end of the input, whole or cut off.
    [[nodiscard]] Result<std::optional<Frame>> next(Diagnostics& diagnostics);

    /// While on, an end of the input is not the end of the walk: `next` gives nothing, and goes on where
    /// it was when there is more.
    void set_following(bool following) { is_following_ = following; }

    /// How many of a payload's bytes are to be read, by its size.
    using Beginning = std::size_t (*)(std::uint64_t size);

    /// Of chunks with a larger payload only so many bytes of it are read.
    void set_longest_chunk(std::size_t large, Beginning beginning) {
        large_chunk_ = large;
        beginning_ = beginning;
    }

    /// Chunks that are passed over, by offset. Those that do not lie where a message begins are ignored.
    void set_known(std::vector<KnownMessage> known) { known_ = std::move(known); }

    /// Looks whether the input has grown.
    [[nodiscard]] Result<bool> grow() { return bytes_.input().grow(); }

    [[nodiscard]] const Input& input() const { return bytes_.input(); }

    /// Bytes walked so far.
    [[nodiscard]] std::uint64_t position() const { return position_; }

  private:
    enum class State { StreamHeader, Message, StreamFooter, Done };

    [[nodiscard]] std::uint64_t num_left() const { return bytes_.input().size() - position_; }

    [[nodiscard]] std::string place() const;
    [[nodiscard]] Result<std::optional<Frame>> step(Diagnostics& diagnostics);
    [[nodiscard]] std::optional<Frame> take_known();
    [[nodiscard]] Result<void> read_stream_header(Diagnostics& diagnostics);
    [[nodiscard]] Result<std::optional<Frame>> read_message(Diagnostics& diagnostics);
    [[nodiscard]] Result<void> read_footer(Diagnostics& diagnostics);

    /// What lies behind a message: another one, a stream, or nothing any more; or what is neither; or too little to tell
    /// of a file that is still being written.
    enum class Next { Known, Nonsense, NotYetThere };

    /// Passes over the message only if something known is behind it.
    [[nodiscard]] Result<Next>
    skip_unknown(std::uint64_t kind, std::uint64_t length, Diagnostics& diagnostics);
    [[nodiscard]] Result<Next> what_is_at(std::uint64_t offset);
    void stop_truncated(Diagnostics& diagnostics, const std::string& what);

    ReadAhead bytes_;
    std::string name_;
    std::uint64_t position_ = 0;
    std::uint64_t message_number_ = 0;
    State state_ = State::StreamHeader;
    std::uint64_t large_chunk_ = ~std::uint64_t{0};
    Beginning beginning_ = nullptr;
    std::vector<KnownMessage> known_;
    std::size_t next_known_ = 0;
    bool is_first_header_ = true;
    bool is_following_ = false;
    bool is_waiting_ = false;  ///< The end of the input was seen while following.
    WriterVersion version_;
};

}  // namespace limn::rrd
