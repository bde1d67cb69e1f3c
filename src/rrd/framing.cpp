// SPDX-License-Identifier: MIT
#include "rrd/framing.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>

#include "base/byte_reader.h"

namespace limn::rrd {
namespace {

constexpr std::size_t kMessageHeaderBytes = 16;
/// Protobuf messages cannot be larger.
constexpr std::uint64_t kMostMessageBytes = std::uint64_t{1} << 31U;

/// Of a later version; larger numbers are no kinds.
constexpr std::uint64_t kMostKinds = 255;

constexpr auto kLargestKind = static_cast<std::uint64_t>(MessageKind::BlueprintActivation);
constexpr std::size_t kFooterEntryBytes = 20;
constexpr std::size_t kFooterTailBytes = 12;
constexpr std::size_t kStreamFooterBytes = kFooterEntryBytes + kFooterTailBytes;

/// Older writers used other payloads than protobuf.
constexpr int kOldestMinor = 23;

/// The newest writer whose files were looked at.
constexpr int kNewestMinor = 41;

bool has_text_at(std::span<const std::byte> bytes, std::size_t at, std::string_view text) {
    return bytes.size() >= at + text.size() &&
           std::equal(
               text.begin(),
               text.end(),
               bytes.begin() + static_cast<std::ptrdiff_t>(at),
               [](char c, std::byte b) {
                   return static_cast<unsigned char>(c) == std::to_integer<unsigned>(b);
               }
           );
}

bool is_footer(std::span<const std::byte> bytes) {
    return bytes.size() >= kStreamFooterBytes && has_text_at(bytes, kFooterEntryBytes, "RRF2FOOT");
}

Result<void> check_version(WriterVersion& version) {
    const bool is_blank =
        version.major == 0 && version.minor == 0 && version.patch == 0 && version.meta == 0;
    if (is_blank) {
        version.minor = 2;  // So old that it did not say.
    }
    if (version.major == 0 && version.minor < kOldestMinor) {
        return fail(
            ErrorCode::UnsupportedVersion,
            fmt::format(
                "written by version {}; versions before 0.23 cannot be read",
                version.text()
            )
        );
    }
    return {};
}

}  // namespace

std::string WriterVersion::text() const {
    std::string text = fmt::format("{}.{}.{}", major, minor, patch);
    const int number = meta & 0x3F;
    switch (meta >> 6U) {
        case 1:
            return text + fmt::format("-rc.{}", number);
        case 2:
            return text + fmt::format("-alpha.{}", number);
        case 3:
            return text + fmt::format("-alpha.{}+dev", number);
        default:
            return text;
    }
}

std::optional<WriterVersion> WriterVersion::parse(std::string_view text) {
    const auto take = [&text](std::string_view before, unsigned max) -> std::optional<unsigned> {
        if (!text.starts_with(before)) {
            return std::nullopt;
        }
        const char* begin = text.data() + before.size();
        unsigned value = 0;
        const auto [end, fault] = std::from_chars(begin, text.data() + text.size(), value);
        if (fault != std::errc() || value > max) {
            return std::nullopt;
        }
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
        return value;
    };
    const auto major = take("", 0xFF);
    const auto minor = take(".", 0xFF);
    const auto patch = take(".", 0xFF);
    if (!major || !minor || !patch) {
        return std::nullopt;
    }
    unsigned meta = 0;
    if (const auto candidate = take("-rc.", 0x3F)) {
        meta = 1U << 6U | *candidate;
    } else if (const auto alpha = take("-alpha.", 0x3F)) {
        const bool is_dev = text == "+dev";
        text = is_dev ? std::string_view() : text;
        meta = (is_dev ? 3U : 2U) << 6U | *alpha;
    }
    if (!text.empty()) {
        return std::nullopt;
    }
    const auto byte = [](unsigned value) { return static_cast<std::uint8_t>(value); };
    return WriterVersion{byte(*major), byte(*minor), byte(*patch), byte(meta)};
}

Result<WriterVersion> parse_stream_header(std::span<const std::byte> bytes) {
    for (const std::string_view old : {"RRF0", "RRF1"}) {
        if (has_text_at(bytes, 0, old)) {
            return fail(
                ErrorCode::UnsupportedVersion,
                fmt::format("recording of the old format {}; only RRF2 can be read", old)
            );
        }
    }
    if (bytes.empty()) {
        return fail(ErrorCode::NotThisFormat, "empty, so it is not a recording");
    }
    if (!has_text_at(bytes, 0, "RRF2")) {
        return fail(ErrorCode::NotThisFormat, "not a recording (it does not begin with RRF2)");
    }
    if (bytes.size() < kStreamHeaderBytes) {
        return fail(ErrorCode::Corrupt, "the stream header is cut off");
    }
    const auto byte = [&](std::size_t at) { return std::to_integer<std::uint8_t>(bytes[at]); };
    WriterVersion version{byte(4), byte(5), byte(6), byte(7)};
    LIMN_TRY_VOID(check_version(version));
    if (byte(8) > 1) {
        return fail(ErrorCode::Corrupt, fmt::format("unknown compression {} in header", byte(8)));
    }
    if (byte(9) == 1) {
        return fail(
            ErrorCode::UnsupportedVersion,
            fmt::format(
                "messages in MessagePack (version {}); only protobuf can be read",
                version.text()
            )
        );
    }
    if (byte(9) != 2) {
        return fail(ErrorCode::Corrupt, fmt::format("unknown serializer {} in header", byte(9)));
    }
    if (byte(10) != 0 || byte(11) != 0) {
        return fail(ErrorCode::Corrupt, "reserved bytes of the stream header are not zero");
    }
    return version;
}

FrameWalker::FrameWalker(Input input, std::string name)
    : bytes_(std::move(input))
    , name_(std::move(name)) {}

std::string FrameWalker::place() const {
    return fmt::format("{}: byte {}", name_, position_);
}

void FrameWalker::stop_truncated(Diagnostics& diagnostics, const std::string& what) {
    if (is_following_) {
        is_waiting_ = true;
        return;
    }
    diagnostics.add(
        Severity::Warning,
        place(),
        fmt::format(
            "the file is cut off in message {}: {}; everything before it was read",
            message_number_ + 1,
            what
        )
    );
    state_ = State::Done;
}

Result<std::optional<Frame>> FrameWalker::next(Diagnostics& diagnostics) {
    is_waiting_ = false;
    while (state_ != State::Done && !is_waiting_) {
        auto frame = step(diagnostics);
        if (!frame) {
            state_ = State::Done;
            if (is_first_header_) {
                return frame;
            }
            diagnostics.add(
                Severity::Error,
                place(),
                fmt::format(
                    "cannot be read on after message {}: {}",
                    message_number_,
                    frame.error().message
                )
            );
        } else if (*frame) {
            return frame;
        }
    }
    return std::nullopt;
}

Result<std::optional<Frame>> FrameWalker::step(Diagnostics& diagnostics) {
    switch (state_) {
        case State::StreamHeader:
            LIMN_TRY_VOID(read_stream_header(diagnostics));
            break;
        case State::Message:
            return read_message(diagnostics);
        case State::StreamFooter:
            LIMN_TRY_VOID(read_footer(diagnostics));
            break;
        case State::Done:
            break;
    }
    return std::nullopt;
}

Result<void> FrameWalker::read_stream_header(Diagnostics& diagnostics) {
    LIMN_TRY(const auto rest, bytes_.at(position_, kStreamHeaderBytes));
    if (is_following_ && rest.size() < kStreamHeaderBytes) {
        is_waiting_ = true;
        return {};
    }
    if (!is_first_header_ && rest.empty()) {
        state_ = State::Done;
        return {};
    }
    auto version = parse_stream_header(rest);
    if (!version) {
        if (is_first_header_) {
            return tl::unexpected(std::move(version).error());
        }
        state_ = State::Done;
        diagnostics.add(
            Severity::Warning,
            place(),
            fmt::format(
                "damaged after message {} ({}); everything before it was read",
                message_number_,
                version.error().code == ErrorCode::NotThisFormat
                    ? "neither a known message nor a new stream follows"
                    : version.error().message
            )
        );
        return {};
    }
    is_first_header_ = false;
    version_ = *version;
    if (version_.major > 0 || version_.minor > kNewestMinor) {
        diagnostics.add(
            version_.major > 0 ? Severity::Warning : Severity::Note,
            name_,
            fmt::format(
                "written by version {}, which is newer than this reader knows; some of it may be "
                "missing",
                version_.text()
            )
        );
    }
    position_ += kStreamHeaderBytes;
    state_ = State::Message;
    return {};
}

std::optional<Frame> FrameWalker::take_known() {
    while (next_known_ < known_.size() && known_[next_known_].offset < position_) {
        ++next_known_;
    }
    if (next_known_ == known_.size() || known_[next_known_].offset != position_ ||
        num_left() < kMessageHeaderBytes ||
        known_[next_known_].size > num_left() - kMessageHeaderBytes) {
        return std::nullopt;
    }
    Frame frame;
    frame.kind = MessageKind::ArrowMsg;
    frame.payload_size = known_[next_known_].size;
    frame.offset = position_;
    frame.number = ++message_number_;
    frame.version = version_;
    frame.known = next_known_++;
    position_ += kMessageHeaderBytes + frame.payload_size;
    return frame;
}

Result<FrameWalker::Next> FrameWalker::what_is_at(std::uint64_t offset) {
    LIMN_TRY(const auto head, bytes_.at(offset, kMessageHeaderBytes));
    if (head.empty() || has_text_at(head, 0, "RRF2")) {
        return Next::Known;
    }
    ByteReader reader(head);
    const auto kind = reader.read<std::uint64_t>();
    const auto length = reader.read<std::uint64_t>();
    if (!kind || !length) {
        return is_following_ ? Next::NotYetThere : Next::Nonsense;
    }
    const std::uint64_t most =
        is_following_ ? kMostMessageBytes : bytes_.input().size() - offset - kMessageHeaderBytes;
    return *kind <= kLargestKind && *length <= most ? Next::Known : Next::Nonsense;
}

Result<FrameWalker::Next>
FrameWalker::skip_unknown(std::uint64_t kind, std::uint64_t length, Diagnostics& diagnostics) {
    if (length > num_left() - kMessageHeaderBytes) {
        const bool may_come = kind <= kMostKinds && length <= kMostMessageBytes;
        return is_following_ && may_come ? Next::NotYetThere : Next::Nonsense;
    }
    const std::uint64_t end = position_ + kMessageHeaderBytes + length;
    LIMN_TRY(const Next next, what_is_at(end));
    if (next == Next::Known) {
        diagnostics.add(
            Severity::Warning,
            place(),
            fmt::format(
                "message {} skipped: {} bytes of the unknown kind {}",
                ++message_number_,
                length,
                kind
            )
        );
        position_ = end;
    }
    return next;
}

Result<std::optional<Frame>> FrameWalker::read_message(Diagnostics& diagnostics) {
    if (auto known = take_known()) {
        return known;
    }
    LIMN_TRY(const auto head, bytes_.at(position_, kMessageHeaderBytes));
    if (head.empty()) {
        is_waiting_ = is_following_;
        state_ = is_following_ ? State::Message : State::Done;
        return std::nullopt;
    }
    if (has_text_at(head, 0, "RRF")) {
        state_ = State::StreamHeader;  // Another stream, without an end of the one before.
        return std::nullopt;
    }
    ByteReader reader(head);
    const auto kind = reader.read<std::uint64_t>();
    const auto length = reader.read<std::uint64_t>();
    if (!kind || !length) {
        stop_truncated(
            diagnostics,
            fmt::format("{} of {} header bytes are there", head.size(), kMessageHeaderBytes)
        );
        return std::nullopt;
    }
    if (*kind > kLargestKind) {
        LIMN_TRY(const Next next, skip_unknown(*kind, *length, diagnostics));
        is_waiting_ = next == Next::NotYetThere;
        state_ = next == Next::Nonsense ? State::StreamHeader : State::Message;
        return std::nullopt;
    }
    const std::uint64_t num_there = num_left() - kMessageHeaderBytes;
    if (*length > num_there) {
        stop_truncated(diagnostics, fmt::format("{} of {} bytes are there", num_there, *length));
        return std::nullopt;
    }
    Frame frame;
    frame.kind = static_cast<MessageKind>(*kind);
    const bool is_end = frame.kind == MessageKind::End;
    const bool is_cut = frame.kind == MessageKind::ArrowMsg && *length > large_chunk_;
    if (!is_end && *length > kMostMessageBytes) {
        diagnostics.add(
            Severity::Error,
            place(),
            fmt::format("message {} skipped: {} bytes are too many", ++message_number_, *length)
        );
        position_ += kMessageHeaderBytes + *length;
        return std::nullopt;
    }
    const auto size = is_end ? 0 : is_cut ? beginning_(*length) : static_cast<std::size_t>(*length);
    LIMN_TRY(const auto message, bytes_.at(position_, kMessageHeaderBytes + size));
    frame.payload = message.subspan(kMessageHeaderBytes);
    frame.payload_size = *length;
    frame.offset = position_;
    frame.number = ++message_number_;
    frame.version = version_;
    position_ += kMessageHeaderBytes + *length;
    if (is_end) {
        state_ = State::StreamFooter;
        return std::nullopt;
    }
    return frame;
}

Result<void> FrameWalker::read_footer(Diagnostics& diagnostics) {
    LIMN_TRY(const auto rest, bytes_.at(position_, kStreamFooterBytes));
    const bool is_other = !rest.empty() && !has_text_at(rest, 0, "RRF");
    if (is_following_ && (rest.empty() || (is_other && rest.size() < kStreamFooterBytes))) {
        is_waiting_ = true;
        return {};
    }
    state_ = State::StreamHeader;
    if (is_footer(rest)) {
        position_ += kStreamFooterBytes;
    } else if (is_other && rest.size() < kStreamFooterBytes) {
        stop_truncated(diagnostics, "the footer is incomplete");
    }
    // Else the search for a stream header says what is wrong.
    return {};
}

}  // namespace limn::rrd
