// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <utility>
#include <vector>

#include "annotation/auto_color.h"
#include "annotation/palette_formats.h"
#include "base/counted.h"
#include "base/text.h"

namespace limn::annotation {
namespace {

/// A names file of larger ids would be nearly all empty lines.
constexpr ClassId kMaxNamesId = 1'000'000;

/// An integer at the front of `text`, which is taken off.
std::optional<std::uint32_t> take_number(std::string_view& text) {
    text = trimmed(text);
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc()) {
        return std::nullopt;
    }
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return value;
}

std::string one_line(std::string_view text) {
    std::string line = valid_utf8(text);
    std::ranges::replace_if(
        line,
        [](char c) { return c == '\n' || c == '\r'; },
        ' '
    );
    return line;
}

Result<void>
read_gpl_color(std::string_view line, std::size_t number, ClassId id, Palette& palette) {
    std::array<std::uint8_t, 3> channels{};
    for (std::uint8_t& channel : channels) {
        const auto value = take_number(line);
        if (!value || *value > 255) {
            return wrong_line(number, "is no color: three numbers 0…255 and a name");
        }
        channel = static_cast<std::uint8_t>(*value);
    }
    PaletteClass one;
    one.id = id;
    one.color = Rgba8{channels[0], channels[1], channels[2], 255};
    const std::string_view name = trimmed(line);
    if (!name.empty() && name != "Untitled") {
        one.label = std::string(name);
    }
    palette.classes.push_back(std::move(one));
    return {};
}

/// Does a comma stand where columns are separated? "tench, Tinca tinca" is a name.
bool has_columns(std::string_view line) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    for (std::size_t at = line.find(','); at != std::string_view::npos;
         at = line.find(',', at + 1)) {
        const bool is_in_number =
            at > 0 && at + 1 < line.size() && is_digit(line[at - 1]) && is_digit(line[at + 1]);
        if (at + 1 == line.size() || (line[at + 1] != ' ' && !is_in_number)) {
            return true;
        }
    }
    return line.find('\t') != std::string_view::npos;
}

/// Signs of prose, code and lists that other programs write.
std::optional<std::string> why_no_name_but_text(std::string_view line) {
    constexpr std::size_t kSentence = 4;
    constexpr std::array<std::string_view, 7> kMarks{"# ", "##", "#!", "//", "- ", "* ", "```"};
    const auto begins_with = [line](std::string_view mark) { return line.starts_with(mark); };
    if (std::ranges::any_of(kMarks, begins_with)) {
        return fmt::format("begins with \"{}\"", trimmed(line.substr(0, 2)));
    }
    const std::string small = lower_case(line);
    for (const std::string_view mark : {"copyright", "(c)", "©", "all rights reserved"}) {
        if (small.find(mark) != std::string::npos) {
            return "is a copyright notice";
        }
    }
    if (has_columns(line)) {
        return "has columns, but no line above them says what they are";
    }
    constexpr std::string_view kEnds = ".!?:";
    if (words_of(line).size() >= kSentence && kEnds.find(line.back()) != std::string_view::npos) {
        return "is a sentence";
    }
    return std::nullopt;
}

/// What a line has that names do not have; nothing if it looks like a name.
std::optional<std::string> why_no_name(std::string_view line) {
    constexpr std::size_t kMaxBytes = 200;
    constexpr std::size_t kMaxWords = 12;
    constexpr std::array<std::string_view, 12> kFileEnds{
        ".jpg",
        ".jpeg",
        ".png",
        ".bmp",
        ".tif",
        ".tiff",
        ".txt",
        ".xml",
        ".json",
        ".mp4",
        ".npy",
        ".rrd"};
    const auto is_control = [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && c != '\t';
    };
    if (line.size() > kMaxBytes) {
        return fmt::format("has {} bytes", line.size());
    }
    if (std::ranges::any_of(line, is_control)) {
        return "has control characters";
    }
    const auto words = words_of(line);
    if (words.size() > kMaxWords) {
        return fmt::format("has {} words", words.size());
    }
    const bool is_file = std::ranges::any_of(kFileEnds, [line](std::string_view end) {
        return ends_with_ignoring_case(line, end);
    });
    if (is_file || line.find("://") != std::string_view::npos) {
        return "is the name of a file";
    }
    constexpr std::string_view kOtherFormats = "{}<>=;";
    if (line.find_first_of(kOtherFormats) != std::string_view::npos) {
        return "looks like another format";
    }
    if (has_letter(line) && has_many_numbers(line)) {
        return "has several numbers beside the name";
    }
    return why_no_name_but_text(line);
}

/// Numbers alone are annotations, or numbers of pictures.
bool is_numbers(std::string_view line) {
    return !has_letter(line) || std::ranges::all_of(words_of(line), [](std::string_view word) {
        return to_real(word).has_value();
    });
}

Result<void> check_names(std::span<const TextLine> lines) {
    std::size_t names = 0;
    const TextLine* numbers = nullptr;
    for (const TextLine& line : lines) {
        const std::string_view text = trimmed(line.text);
        if (const auto why = why_no_name(text)) {
            return wrong_line(line.number, *why + "; this is not a list of names");
        }
        if (text.empty()) {
            continue;
        }
        if (is_numbers(text)) {
            numbers = numbers == nullptr ? &line : numbers;
        } else {
            ++names;
        }
    }
    if (names == 0) {
        return numbers == nullptr
                   ? fail(ErrorCode::InvalidArgument, "the names file has no names")
                   : wrong_line(numbers->number, "has numbers only; this is not a list of names");
    }
    return {};
}

/// The names of a file with a single line that has commas; empty for any other.
std::vector<TextLine> names_in_one_line(std::span<const TextLine> lines) {
    const auto has_text = [](const TextLine& line) { return !trimmed(line.text).empty(); };
    const auto only = std::ranges::find_if(lines, has_text);
    if (std::ranges::count_if(lines, has_text) != 1 ||
        only->text.find(',') == std::string_view::npos) {
        return {};
    }
    std::vector<TextLine> names;
    for (const std::string_view name : split(only->text, ',')) {
        names.push_back({only->number, name});
    }
    const bool are_names = std::ranges::all_of(names, [](const TextLine& name) {
        return !name.text.empty() && !is_numbers(name.text);
    });
    return are_names ? names : std::vector<TextLine>();
}

}  // namespace

Result<PaletteFile> in_order(PaletteFile file) {
    auto& classes = file.palette.classes;
    if (classes.empty()) {
        return fail(ErrorCode::InvalidArgument, "there are no classes in it");
    }
    if (classes.size() > kMaxPaletteClasses) {
        return fail(
            ErrorCode::TooLarge,
            fmt::format("{} classes; at most {}", classes.size(), kMaxPaletteClasses)
        );
    }
    std::ranges::stable_sort(classes, {}, &PaletteClass::id);
    const auto twice = std::ranges::adjacent_find(classes, {}, &PaletteClass::id);
    if (twice != classes.end()) {
        return fail(ErrorCode::InvalidArgument, fmt::format("class {} occurs twice", twice->id));
    }
    return file;
}

Result<PaletteFile> palette_from_gpl(std::string_view text) {
    LIMN_TRY(const std::vector<TextLine> lines, lines_of(text));
    if (lines.empty() || !lines.front().text.starts_with("GIMP Palette")) {
        return wrong_line(1, "is not \"GIMP Palette\"");
    }
    PaletteFile file;
    file.kind = "GIMP palette";
    ClassId next = 0;
    for (const auto& [number, line] : std::span(lines).subspan(1)) {
        if (line.starts_with("Name:")) {
            file.palette.name = std::string(trimmed(line.substr(5)));
        } else if (line.starts_with("# id ")) {
            const auto id = to_number(line.substr(5));
            if (!id || *id >= kNoClass) {
                return wrong_line(number, "has no class id in 0…4294967294");
            }
            next = static_cast<ClassId>(*id);
        } else if (!line.starts_with('#') && !line.starts_with("Columns:") && !trimmed(line).empty()) {
            LIMN_TRY_VOID(read_gpl_color(line, number, next++, file.palette));
        }
    }
    return in_order(std::move(file));
}

std::string palette_to_gpl(const Palette& palette) {
    std::string text = fmt::format(
        "GIMP Palette\nName: {}\nColumns: 8\n#\n",
        palette.name.empty() ? "classes" : one_line(palette.name)
    );
    ClassId next = 0;
    for (const PaletteClass& one : palette.classes) {
        if (one.id != next) {
            text += fmt::format("# id {}\n", one.id);
        }
        const Rgba8 color = one.color.value_or(auto_color(one.id));
        const std::string name = one_line(one.label.value_or(""));
        text += fmt::format(
            "{:3} {:3} {:3}\t{}\n",
            color.r,
            color.g,
            color.b,
            name.empty() ? "Untitled" : name
        );
        next = one.id + 1;
    }
    return text;
}

Result<PaletteFile> palette_from_names(std::span<const TextLine> lines) {
    const std::vector<TextLine> in_one_line = names_in_one_line(lines);
    const bool is_one_line = !in_one_line.empty();
    lines = is_one_line ? in_one_line : lines;
    LIMN_TRY_VOID(check_names(lines));
    PaletteFile file;
    file.kind = "a list of names";
    if (is_one_line) {
        file.notes.push_back(fmt::format(
            "one line, read as {} between commas, from class 0",
            counted(lines.size(), "name")
        ));
    }
    // LabelMe counts this line as -1.
    const bool has_ignore = !lines.empty() && trimmed(lines.front().text) == "__ignore__";
    if (has_ignore) {
        file.notes.emplace_back("line 1 (__ignore__) is left out, as LabelMe does");
        lines = lines.subspan(1);
    }
    ClassId id = 0;
    std::size_t empty = 0;
    std::size_t begin_with_number = 0;
    for (const TextLine& line : lines) {
        const std::string_view label = trimmed(line.text);
        if (label.empty()) {
            ++empty;
        } else {
            begin_with_number += is_plain_number(words_of(label).front()) ? 1U : 0U;
            file.palette.classes.push_back({id, std::string(label), {}, {}, {}, {}});
        }
        ++id;
    }
    if (empty > 0) {
        file.notes.push_back(
            counted(empty, "empty line is a class", "empty lines are classes") + " without a name"
        );
    }
    if (2 * begin_with_number > file.palette.classes.size()) {
        file.notes.push_back(fmt::format(
            "{} of {} lines begin with a number, which is read as a part of the name",
            begin_with_number,
            file.palette.classes.size()
        ));
    }
    return in_order(std::move(file));
}

Result<std::string> palette_to_names(const Palette& palette) {
    if (!palette.classes.empty() && palette.classes.back().id > kMaxNamesId) {
        return fail(
            ErrorCode::InvalidArgument,
            fmt::format(
                "a names file has one line per id, and class {} is too far down; write JSON, CSV or .gpl",
                palette.classes.back().id
            )
        );
    }
    std::string text;
    ClassId next = 0;
    for (const PaletteClass& one : palette.classes) {
        text.append(one.id - next, '\n');
        text += one_line(one.label.value_or("")) + "\n";
        next = one.id + 1;
    }
    return text;
}

}  // namespace limn::annotation
