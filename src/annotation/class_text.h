// SPDX-License-Identifier: MIT
/// ClassText: the text of a list of classes, without its bulk.
///
/// What      Of a JSON object the members that hold no classes and may be very large (`annotations`, `images`,
///           `licenses`, `info`, `imageData`) become null while the text comes in: a file of annotations takes as much
///           memory as its classes. Only their brackets and quotes are looked at. A byte order mark goes.
/// Errors    TooLarge beyond the limits below; Unreadable with path and the system's reason.
/// Threads   plain values and functions.
/// Cost      about a second per gigabyte.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/text_file.h"

namespace limn::annotation {

/// Of a list of classes, without the bulk.
inline constexpr std::size_t kMaxClassTextBytes = std::size_t{64} << 20U;

/// With the bulk: the largest data sets have some GB. A pipe may have no end.
inline constexpr std::uint64_t kMaxClassFileBytes = std::uint64_t{8} << 30U;

struct ClassText {
    /// Lines of the file that were left out before a place in the text.
    struct Gap {
        std::size_t position = 0;
        std::size_t lines = 0;
    };

    std::string text;
    std::vector<Gap> gaps;  ///< By position.

    /// The line of the file, from 1.
    [[nodiscard]] std::size_t line_at(std::size_t position) const;
};

/// Takes the bulk out of a JSON text that comes in pieces.
class JsonSieve {
  public:
    /// `piece` may begin and end anywhere. Returns false when more is left than a list of classes may have.
    [[nodiscard]] bool add(std::string_view piece);

    [[nodiscard]] ClassText take() { return std::move(left_); }

  private:
    enum class Where : std::uint8_t {
        Text,         ///< What is kept, outside of strings.
        String,       ///< A string that is kept.
        Escaped,      ///< Behind its backslash.
        BulkBegin,    ///< Before a value that is left out.
        Bulk,         ///< In its lists and objects.
        BulkString,   ///< In a string of it.
        BulkEscaped,  ///< Behind its backslash.
        BulkWord,     ///< In a number, true, false or null.
    };

    /// How many bytes of `rest` are done.
    std::size_t take_text(std::string_view rest);
    std::size_t skip_bulk(std::string_view rest);
    std::size_t skip_string(std::string_view rest);
    std::size_t begin_bulk(char c);
    void end_bulk();

    ClassText left_;
    Where where_ = Where::Text;
    std::string
        last_word_;  ///< The last string of the outermost object, cut to a length that no bulk has.
    std::size_t depth_ = 0;
    std::size_t bulk_depth_ = 0;
    std::size_t bulk_lines_ = 0;
};

/// Is it read as JSON? By the end of the name, or the first character.
[[nodiscard]] bool is_json(std::string_view file_name, std::string_view text);

/// Of a text that is in memory.
[[nodiscard]] Result<ClassText> class_text_of(std::string_view file_name, std::string_view text);

/// Of a file or a pipe; nothing if there is no such file.
[[nodiscard]] Result<std::optional<ClassText>> read_class_text(
    const std::filesystem::path& path,
    std::chrono::milliseconds max_silence = kMaxPipeSilence
);

}  // namespace limn::annotation
