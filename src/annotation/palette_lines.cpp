// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "annotation/auto_color.h"
#include "annotation/palette_formats.h"
#include "base/text.h"

namespace limn::annotation {
namespace {

/// A names file of larger ids would be nearly all empty lines.
constexpr ClassId kMaxNamesId = 1'000'000;

/// Calls `visit(line, number)` for each line, without its end. A last line end starts no further line.
template <typename Visit>
Result<void> for_each_line(std::string_view text, Visit visit) {
    std::size_t number = 0;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        std::string_view line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        LIMN_TRY_VOID(visit(line, ++number));
    }
    return {};
}

std::string_view skip_space(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    return first == std::string_view::npos ? std::string_view() : text.substr(first);
}

std::optional<std::uint32_t> take_number(std::string_view& text) {
    text = skip_space(text);
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

tl::unexpected<Error> wrong_line(std::size_t number, std::string_view what) {
    return fail(ErrorCode::InvalidArgument, fmt::format("line {}: {}", number, what));
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
    const std::string_view name = skip_space(line);
    if (!name.empty() && name != "Untitled") {
        one.label = std::string(name);
    }
    palette.classes.push_back(std::move(one));
    return {};
}

}  // namespace

Result<Palette> in_order(Palette palette) {
    if (palette.classes.size() > kMaxPaletteClasses) {
        return fail(
            ErrorCode::TooLarge,
            fmt::format("{} classes; at most {}", palette.classes.size(), kMaxPaletteClasses)
        );
    }
    std::ranges::stable_sort(palette.classes, {}, &PaletteClass::id);
    const auto twice = std::ranges::adjacent_find(palette.classes, {}, &PaletteClass::id);
    if (twice != palette.classes.end()) {
        return fail(ErrorCode::InvalidArgument, fmt::format("class {} occurs twice", twice->id));
    }
    return palette;
}

Result<Palette> palette_from_gpl(std::string_view text) {
    Palette palette;
    ClassId next = 0;
    const auto read = [&](std::string_view line, std::size_t number) -> Result<void> {
        if (number == 1) {
            return line.starts_with("GIMP Palette") ? Result<void>()
                                                    : wrong_line(1, "is not \"GIMP Palette\"");
        }
        if (line.starts_with("Name:")) {
            palette.name = std::string(skip_space(line.substr(5)));
        } else if (line.starts_with("# id ")) {
            std::string_view rest = line.substr(5);
            const auto id = take_number(rest);
            if (!id || *id == kNoClass) {
                return wrong_line(number, "has no class id in 0…4294967294");
            }
            next = *id;
        } else if (!line.starts_with('#') && !line.starts_with("Columns:") && !skip_space(line).empty()) {
            return read_gpl_color(line, number, next++, palette);
        }
        return {};
    };
    if (text.empty()) {
        return wrong_line(1, "is not \"GIMP Palette\"");
    }
    LIMN_TRY_VOID(for_each_line(text, read));
    return in_order(std::move(palette));
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

Result<Palette> palette_from_names(std::string_view text) {
    Palette palette;
    const auto read = [&](std::string_view line, std::size_t number) -> Result<void> {
        if (number > kMaxPaletteClasses) {
            return fail(ErrorCode::TooLarge, fmt::format("more than {} lines", kMaxPaletteClasses));
        }
        PaletteClass one;
        one.id = static_cast<ClassId>(number - 1);
        const std::string_view label = skip_space(line);
        if (!label.empty()) {
            one.label = std::string(label.substr(0, label.find_last_not_of(" \t") + 1));
            palette.classes.push_back(std::move(one));
        }
        return {};
    };
    LIMN_TRY_VOID(for_each_line(text, read));
    if (palette.classes.empty()) {
        return fail(ErrorCode::InvalidArgument, "the names file has no names");
    }
    return palette;
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
