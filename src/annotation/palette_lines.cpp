// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <utility>

#include "annotation/auto_color.h"
#include "annotation/palette_formats.h"
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
    return std::nullopt;
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
    LIMN_TRY_VOID(check_names(lines));
    PaletteFile file;
    file.kind = "a list of names";
    // LabelMe counts this line as -1.
    const bool has_ignore = !lines.empty() && trimmed(lines.front().text) == "__ignore__";
    if (has_ignore) {
        file.notes.emplace_back("line 1 (__ignore__) is left out, as LabelMe does");
    }
    for (const auto& [number, line] : lines.subspan(has_ignore ? 1 : 0)) {
        const std::string_view label = trimmed(line);
        if (!label.empty()) {
            const auto id = static_cast<ClassId>(number - (has_ignore ? 2 : 1));
            file.palette.classes.push_back({id, std::string(label), {}, {}, {}, {}});
        }
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
