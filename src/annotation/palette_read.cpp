// SPDX-License-Identifier: MIT
#include "annotation/palette_read.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "annotation/palette_formats.h"
#include "base/text.h"

namespace limn::annotation {
namespace {

bool is_named(std::string_view file_name, std::initializer_list<std::string_view> ends) {
    return std::ranges::any_of(ends, [file_name](std::string_view end) {
        return ends_with_ignoring_case(file_name, end);
    });
}

/// Not empty, no comment.
const TextLine* first_entry(const std::vector<TextLine>& lines) {
    const auto found = std::ranges::find_if(lines, [](const TextLine& line) {
        const std::string_view text = trimmed(line.text);
        return !text.empty() && !text.starts_with('#');
    });
    return found == lines.end() ? nullptr : &*found;
}

Result<PaletteFile> read_lines(std::string_view file_name, std::string_view text) {
    LIMN_TRY(const std::vector<TextLine> lines, lines_of(text));
    if (auto table = palette_from_table(lines)) {
        return std::move(*table);
    }
    const TextLine* first = first_entry(lines);
    const auto separator = first != nullptr ? csv_separator(first->text) : std::nullopt;
    if (separator) {
        return palette_from_csv(text, *separator);
    }
    if (is_named(file_name, {".csv"})) {
        return palette_from_csv(text, ',');
    }
    if (is_named(file_name, {".tsv"})) {
        return palette_from_csv(text, '\t');
    }
    if (is_named(file_name, {".txt", ".names"})) {
        return palette_from_names(lines);
    }
    return fail(
        ErrorCode::NotThisFormat,
        fmt::format(
            "line {}: neither a heading of columns nor an entry of a table of labels; names alone, one per line, are read from .txt and .names files",
            first != nullptr ? first->number : 1
        )
    );
}

/// Names in another encoding would be wrong without a word.
Result<void> check_encoding(const ClassText& text) {
    const std::string valid = valid_utf8(text.text);
    if (valid == text.text) {
        return {};
    }
    const auto first = std::ranges::mismatch(text.text, valid).in1 - text.text.begin();
    return fail(
        ErrorCode::NotThisFormat,
        fmt::format(
            "line {}: is no UTF-8 text; save the file as UTF-8",
            text.line_at(static_cast<std::size_t>(first))
        )
    );
}

}  // namespace

Result<PaletteFile> read_palette(std::string_view file_name, std::string_view text) {
    LIMN_TRY(const ClassText whole, class_text_of(file_name, text));
    return read_palette(file_name, whole);
}

Result<PaletteFile> read_palette(std::string_view file_name, const ClassText& whole) {
    const std::string_view text = whole.text;
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
        return fail(ErrorCode::NotThisFormat, "this text is UTF-16; save it as UTF-8");
    }
    if (text.find('\0') != std::string_view::npos) {
        return fail(ErrorCode::NotThisFormat, "this is no text, so it is no palette");
    }
    LIMN_TRY_VOID(check_encoding(whole));
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
        return fail(ErrorCode::InvalidArgument, "the file is empty");
    }
    if (text.starts_with("GIMP Palette") || is_named(file_name, {".gpl"})) {
        return palette_from_gpl(text);
    }
    if (is_named(file_name, {".yaml", ".yml"})) {
        return palette_from_yaml(text);
    }
    if (is_json(file_name, text)) {
        return palette_from_json(whole, is_named(file_name, {".json"}));
    }
    return read_lines(file_name, text);
}

}  // namespace limn::annotation
