// SPDX-License-Identifier: MIT
#include "annotation/class_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "annotation/palette_text.h"

namespace limn::annotation {
namespace {

constexpr std::size_t kPieceBytes = std::size_t{1} << 20U;

/// Members of the outermost object that hold no classes.
constexpr std::array<std::string_view, 5> kBulk{
    "annotations",
    "images",
    "licenses",
    "info",
    "imageData"};

constexpr std::size_t kLongestBulk = 16;

bool is_bulk(std::string_view name) {
    return std::ranges::find(kBulk, name) != kBulk.end();
}

constexpr std::string_view kSpaces = " \t\r\n";

std::string_view without_byte_order_mark(std::string_view text) {
    return text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text;
}

tl::unexpected<Error> too_large(std::string_view what, std::uint64_t bytes) {
    constexpr std::uint64_t kGigabyte = std::uint64_t{1} << 30U;
    const bool in_gigabytes = bytes >= kGigabyte;
    return fail(
        ErrorCode::TooLarge,
        fmt::format(
            "{} of more than {} {} are not read",
            what,
            in_gigabytes ? bytes >> 30U : bytes >> 20U,
            in_gigabytes ? "GB" : "MB"
        )
    );
}

/// Collects pieces: JSON through the sieve, all else as it is.
class Collector {
  public:
    explicit Collector(std::string_view file_name)
        : file_name_(file_name) {}

    Result<void> add(std::string_view piece) {
        num_bytes_ += piece.size();
        if (num_bytes_ > kMaxClassFileBytes) {
            return too_large("files", kMaxClassFileBytes);
        }
        if (is_json_) {
            return check(sieve_.add(piece));
        }
        text_ += piece;
        has_entry_ = has_entry_ || piece.find_first_not_of(kSpaces) != std::string_view::npos;
        if (!is_decided_ && has_entry_ && text_.size() >= kEnoughBytes) {
            decide();
        }
        return check(is_json_ || text_.size() <= kMaxClassTextBytes);
    }

    Result<ClassText> take() {
        decide();  // Where the text is very short.
        LIMN_TRY_VOID(check(!is_json_ || is_sound_));
        return is_json_ ? sieve_.take() : ClassText{std::move(text_), {}};
    }

  private:
    /// A pipe may give a single byte first.
    static constexpr std::size_t kEnoughBytes = 64;

    void decide() {
        if (std::exchange(is_decided_, true)) {
            return;
        }
        text_ = without_byte_order_mark(text_);
        is_json_ = is_json(file_name_, text_);
        if (is_json_) {
            is_sound_ = sieve_.add(std::exchange(text_, {}));
        }
    }

    [[nodiscard]] Result<void> check(bool is_short_enough) const {
        return is_short_enough && is_sound_
                   ? Result<void>()
                   : Result<void>(too_large("class lists", kMaxClassTextBytes));
    }

    std::string_view file_name_;
    bool is_decided_ = false;
    bool is_json_ = false;
    bool is_sound_ = true;
    bool has_entry_ = false;
    std::uint64_t num_bytes_ = 0;
    JsonSieve sieve_;
    std::string text_;
};

}  // namespace

std::size_t ClassText::line_at(std::size_t position) const {
    std::size_t line = annotation::line_at(text, position);
    for (const Gap& gap : gaps) {
        line += gap.position <= position ? gap.lines : 0;
    }
    return line;
}

bool JsonSieve::add(std::string_view piece) {
    while (!piece.empty()) {
        std::size_t done = 1;
        switch (where_) {
            case Where::Text:
            case Where::String:
            case Where::Escaped:
                done = take_text(piece);
                break;
            case Where::BulkBegin:
                done = begin_bulk(piece.front());
                break;
            case Where::Bulk:
                done = skip_bulk(piece);
                break;
            case Where::BulkString:
                done = skip_string(piece);
                break;
            case Where::BulkEscaped:
                where_ = Where::BulkString;
                break;
            case Where::BulkWord:
                done = std::min(piece.find_first_of(",}] \t\r\n"), piece.size());
                if (done < piece.size()) {
                    end_bulk();
                }
                break;
        }
        piece.remove_prefix(done);
        if (left_.text.size() > kMaxClassTextBytes) {
            return false;
        }
    }
    return true;
}

std::size_t JsonSieve::take_text(std::string_view rest) {
    std::size_t done = 0;
    while (done < rest.size() && where_ != Where::BulkBegin) {
        const char c = rest[done++];
        if (where_ == Where::Escaped) {
            where_ = Where::String;
        } else if (where_ == Where::String) {
            where_ = c == '"' ? Where::Text : c == '\\' ? Where::Escaped : Where::String;
            if (c != '"' && depth_ == 1 && last_word_.size() < kLongestBulk) {
                last_word_ += c;
            }
        } else if (c == '"') {
            where_ = Where::String;
            last_word_.clear();
        } else if (c == '{' || c == '[') {
            ++depth_;
        } else if (c == '}' || c == ']') {
            depth_ -= depth_ > 0 ? 1U : 0U;
        } else if (c == ':' && depth_ == 1 && is_bulk(last_word_)) {
            where_ = Where::BulkBegin;
        }
    }
    left_.text += rest.substr(0, done);
    return done;
}

std::size_t JsonSieve::begin_bulk(char c) {
    if (kSpaces.find(c) != std::string_view::npos) {
        bulk_lines_ += c == '\n' ? 1U : 0U;
        return 1;
    }
    if (c == ',' || c == '}' || c == ']') {
        end_bulk();  // No value: the parser says so.
        return 0;
    }
    left_.text += "null";
    bulk_depth_ = 0;
    where_ = c == '"' ? Where::BulkString : c == '{' || c == '[' ? Where::Bulk : Where::BulkWord;
    return where_ == Where::BulkString ? 1 : 0;
}

std::size_t JsonSieve::skip_bulk(std::string_view rest) {
    for (std::size_t i = 0; i < rest.size(); ++i) {
        switch (rest[i]) {
            case '"':
                where_ = Where::BulkString;
                return i + 1;
            case '{':
            case '[':
                ++bulk_depth_;
                break;
            case '}':
            case ']':
                if (--bulk_depth_ == 0) {
                    end_bulk();
                    return i + 1;
                }
                break;
            case '\n':
                ++bulk_lines_;
                break;
            default:
                break;
        }
    }
    return rest.size();
}

std::size_t JsonSieve::skip_string(std::string_view rest) {
    std::size_t end = 0;
    while (end < rest.size() && rest[end] != '"' && rest[end] != '\\') {
        ++end;
    }
    if (end == rest.size()) {
        return end;
    }
    if (rest[end] == '\\') {
        where_ = Where::BulkEscaped;
    } else if (bulk_depth_ == 0) {
        end_bulk();
    } else {
        where_ = Where::Bulk;
    }
    return end + 1;
}

void JsonSieve::end_bulk() {
    where_ = Where::Text;
    if (bulk_lines_ > 0) {
        left_.gaps.push_back({left_.text.size(), std::exchange(bulk_lines_, 0)});
    }
}

bool is_json(std::string_view file_name, std::string_view text) {
    text = without_byte_order_mark(text);
    const bool is_other =
        text.starts_with("GIMP Palette") || ends_with_ignoring_case(file_name, ".gpl") ||
        ends_with_ignoring_case(file_name, ".yaml") || ends_with_ignoring_case(file_name, ".yml");
    const std::size_t first = text.find_first_not_of(kSpaces);
    const bool begins_so =
        first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
    return !is_other && (begins_so || ends_with_ignoring_case(file_name, ".json"));
}

Result<ClassText> class_text_of(std::string_view file_name, std::string_view text) {
    Collector collector(file_name);
    LIMN_TRY_VOID(collector.add(text));
    return collector.take();
}

Result<std::optional<ClassText>>
read_class_text(const std::filesystem::path& path, std::chrono::milliseconds max_silence) {
    LIMN_TRY(std::optional<TextFileReader> reader, TextFileReader::open(path, max_silence));
    if (!reader) {
        return std::optional<ClassText>();
    }
    const std::string name = path.string();
    Collector collector(name);
    std::vector<char> piece(kPieceBytes);
    while (true) {
        LIMN_TRY(const std::size_t count, reader->read(piece));
        if (count == 0) {
            auto text = collector.take();
            return text ? Result<std::optional<ClassText>>(std::move(*text))
                        : forward_error(std::move(text), name);
        }
        auto added = collector.add({piece.data(), count});
        if (!added) {
            return forward_error(std::move(added), name);
        }
    }
}

}  // namespace limn::annotation
