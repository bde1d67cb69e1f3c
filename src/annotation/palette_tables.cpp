// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <utility>
#include <vector>

#include "annotation/palette_classes.h"
#include "annotation/palette_formats.h"
#include "base/counted.h"

namespace limn::annotation {
namespace {

struct Entry {
    PaletteClass data;
    bool says_more = false;  ///< It has fields that are not used.
};

/// One entry of a table, or nothing if the line is none.
using ReadEntry = std::optional<Entry> (*)(std::string_view line);

struct TableKind {
    const char* name;
    ReadEntry read;
    const char* form;  ///< What a line must be, for messages.
    bool has_ids;
    const char* unused = "";  ///< Which fields are not used.
};

std::optional<ClassId> id_of(std::string_view text) {
    const auto id = to_number(text);
    return id && *id < kNoClass ? std::optional(static_cast<ClassId>(*id)) : std::nullopt;
}

std::optional<Rgba8> color_of(std::span<const std::string_view> words) {
    const auto red = to_channel(words[0]);
    const auto green = to_channel(words[1]);
    const auto blue = to_channel(words[2]);
    return red && green && blue ? std::optional(Rgba8{*red, *green, *blue, 255}) : std::nullopt;
}

/// `1  255 0 0  0.5  1 1  "Liver"`: id, color, opacity, visibility, visibility as mesh, label.
std::optional<Entry> itk_snap_entry(std::string_view line) {
    const std::size_t first_quote = line.find('"');
    const std::size_t last_quote = line.rfind('"');
    if (first_quote == last_quote || !trimmed(line.substr(last_quote + 1)).empty()) {
        return std::nullopt;
    }
    const auto words = words_of(line.substr(0, first_quote));
    if (words.size() != 7) {
        return std::nullopt;
    }
    const auto id = id_of(words[0]);
    auto color = color_of(std::span(words).subspan(1, 3));
    const auto opacity = to_real(words[4]);
    if (!id || !color || !opacity || !(*opacity >= 0.0 && *opacity <= 1.0) ||
        !to_number(words[5]) || !to_number(words[6])) {
        return std::nullopt;
    }
    color->a = static_cast<std::uint8_t>(std::lround(*opacity * 255.0));
    const auto label = line.substr(first_quote + 1, last_quote - first_quote - 1);
    // The background is invisible everywhere, and its opacity says so.
    const bool is_hidden = *id != 0 && (to_number(words[5]) == 0U || to_number(words[6]) == 0U);
    return Entry{{*id, std::string(label), color, {}, {}, {}}, is_hidden};
}

/// `2 soft_tissue 250 250 225 255`, as 3D Slicer and FreeSurfer write it.
std::optional<Entry> slicer_entry(std::string_view line) {
    const auto words = words_of(line);
    if (words.size() < 6) {
        return std::nullopt;
    }
    const auto last = std::span(words).last(4);
    const auto id = id_of(words[0]);
    auto color = color_of(last);
    const auto alpha = to_channel(last[3]);
    if (!id || !color || !alpha || !has_letter(words[1])) {
        return std::nullopt;
    }
    color->a = *alpha;
    const char* begin = words[1].data();
    const std::string_view& end = words[words.size() - 5];
    const std::string name(begin, end.data() + end.size());
    return Entry{{*id, name, color, {}, {}, {}}};
}

/// `road:128,64,128::`, the labelmap.txt of CVAT: name, color, parts, actions.
std::optional<Entry> labelmap_entry(std::string_view line) {
    const auto parts = split(line, ':');
    if (parts.size() != 4 || parts[0].empty()) {
        return std::nullopt;
    }
    const auto color = color_from_text(parts[1]);
    if (!color && !parts[1].empty()) {
        return std::nullopt;
    }
    const bool has_parts = !parts[2].empty() || !parts[3].empty();
    return Entry{{0, std::string(parts[0]), color, {}, {}, {}}, has_parts};
}

/// `64 128 64  Animal`, the label_colors.txt of CamVid.
std::optional<Entry> rgb_entry(std::string_view line) {
    const auto words = words_of(line);
    const auto color = words.size() >= 4 ? color_of(words) : std::nullopt;
    if (!color || !has_letter(words[3])) {
        return std::nullopt;
    }
    const std::string_view name =
        line.substr(static_cast<std::size_t>(words[3].data() - line.data()));
    return Entry{{0, std::string(trimmed(name)), color, {}, {}, {}}};
}

/// A name between numbers.
struct NumberedName {
    std::vector<std::string_view> before;
    std::string_view name;
    std::vector<std::string_view> behind;
};

/// Numbers stand before the first word that is none, and behind the last.
NumberedName numbered_name(std::string_view line) {
    NumberedName parts;
    std::vector<std::string_view> words = words_of(line);
    const auto is_name = [](std::string_view word) { return !is_plain_number(word); };
    const auto first = std::ranges::find_if(words, is_name);
    if (first == words.end()) {
        parts.before = std::move(words);
        return parts;
    }
    const auto last = std::ranges::find_if(words.rbegin(), words.rend(), is_name).base() - 1;
    parts.before.assign(words.begin(), first);
    parts.behind.assign(last + 1, words.end());
    const char* begin = first->data();
    parts.name = {begin, static_cast<std::size_t>(last->data() + last->size() - begin)};
    return parts;
}

/// `7 128 64 128 road`, `7 128 64 128 255 road`.
std::optional<Entry> id_rgb_entry(std::string_view line) {
    const NumberedName parts = numbered_name(line);
    if ((parts.before.size() != 4 && parts.before.size() != 5) || !parts.behind.empty()) {
        return std::nullopt;
    }
    const auto id = id_of(parts.before[0]);
    auto color = color_of(std::span(parts.before).subspan(1, 3));
    const auto alpha =
        parts.before.size() == 5 ? to_channel(parts.before[4]) : std::optional<std::uint8_t>(255);
    if (!id || !color || !alpha || !has_letter(parts.name)) {
        return std::nullopt;
    }
    color->a = *alpha;
    return Entry{{*id, std::string(parts.name), color, {}, {}, {}}};
}

/// `7 road 128 64 128`.
std::optional<Entry> id_name_rgb_entry(std::string_view line) {
    const NumberedName parts = numbered_name(line);
    if (parts.before.size() != 1 || parts.behind.size() != 3 || !has_letter(parts.name)) {
        return std::nullopt;
    }
    const auto id = id_of(parts.before[0]);
    const auto color = color_of(parts.behind);
    return id && color ? std::optional(Entry{{*id, std::string(parts.name), color, {}, {}, {}}})
                       : std::nullopt;
}

/// `road 128 64 128`.
std::optional<Entry> name_rgb_entry(std::string_view line) {
    const NumberedName parts = numbered_name(line);
    const auto color = parts.before.empty() && parts.behind.size() == 3 && has_letter(parts.name)
                           ? color_of(parts.behind)
                           : std::nullopt;
    return color ? std::optional(Entry{{0, std::string(parts.name), color, {}, {}, {}}})
                 : std::nullopt;
}

/// `0 road`, `0: road`.
std::optional<Entry> id_entry(std::string_view line) {
    line = trimmed(line);
    const std::size_t end = std::min(line.find_first_of(" \t:"), line.size());
    const auto id = id_of(line.substr(0, end));
    std::string_view name = trimmed(line.substr(end));
    if (name.starts_with(':')) {
        name = trimmed(name.substr(1));
    }
    if (!id || !has_letter(name) || has_many_numbers(name)) {
        return std::nullopt;
    }
    return Entry{{*id, std::string(name), {}, {}, {}, {}}};
}

/// `road: 0`.
std::optional<Entry> name_id_entry(std::string_view line) {
    const std::size_t colon = line.rfind(':');
    if (colon == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view name = trimmed(line.substr(0, colon));
    const auto id = id_of(line.substr(colon + 1));
    return id && has_letter(name) ? std::optional(Entry{{*id, std::string(name), {}, {}, {}, {}}})
                                  : std::nullopt;
}

/// The first line tells them.
constexpr std::array kTables{
    TableKind{
        "ITK-SNAP labels",
        itk_snap_entry,
        "id, red, green, blue, opacity 0…1, two switches and a name in quotes",
        true,
        "what is switched invisible"},
    TableKind{
        "a color table of 3D Slicer or FreeSurfer",
        slicer_entry,
        "id, name, red, green, blue, alpha",
        true},
    TableKind{
        "a label map of CVAT",
        labelmap_entry,
        "name:red,green,blue:parts:actions",
        false,
        "parts and actions"},
    TableKind{"a table of colors and names", rgb_entry, "red, green, blue, name", false},
};

/// All lines must be so: a name may have numbers in it ("4 wheeler").
constexpr std::array kTablesOfAllLines{
    TableKind{"a table of ids, colors and names", id_rgb_entry, "", true},
    TableKind{"a table of ids, names and colors", id_name_rgb_entry, "", true},
    TableKind{"a table of names and colors", name_rgb_entry, "", false},
    TableKind{"ids and names", id_entry, "", true},
    TableKind{"names and ids", name_id_entry, "", true},
};

bool is_entry(std::string_view line) {
    line = trimmed(line);
    return !line.empty() && !line.starts_with('#') && !line.starts_with("//");
}

/// Words that only name columns: "No. Label Name: R G B A".
bool is_heading(std::string_view line) {
    constexpr std::array<std::string_view, 26> kColumns{
        "no",    "nr",      "id",       "ids",    "idx",    "index",    "value",
        "class", "classes", "class_id", "label",  "labels", "label_id", "labelvalue",
        "name",  "names",   "color",    "colour", "r",      "g",        "b",
        "a",     "red",     "green",    "blue",   "alpha",
    };
    const auto words = words_of(line);
    return words.size() >= 2 && std::ranges::all_of(words, [&](std::string_view word) {
               std::string plain = lower_case(word);
               std::erase_if(plain, [](char c) { return c == '.' || c == ':' || c == ','; });
               if (plain.starts_with("color_")) {
                   plain.erase(0, 6);
               }
               return std::ranges::find(kColumns, plain) != kColumns.end();
           });
}

/// FreeSurfer writes 0 for opaque colors.
void mend_alpha(PaletteFile& file) {
    auto& classes = file.palette.classes;
    const bool is_all_clear = std::ranges::all_of(classes, [](const PaletteClass& one) {
        return one.color && one.color->a == 0;
    });
    if (!is_all_clear) {
        return;
    }
    for (PaletteClass& one : classes) {
        one.color->a = 255;
    }
    file.notes.emplace_back("every color has alpha 0; they are read as opaque");
}

Result<PaletteFile> read_table(const TableKind& kind, std::span<const TextLine> lines) {
    PaletteFile file;
    file.kind = kind.name;
    std::set<ClassId> ids;
    std::size_t say_more = 0;
    for (const auto& [number, line] : lines) {
        if (!is_entry(line)) {
            continue;
        }
        auto entry = kind.read(line);
        if (!entry) {
            return wrong_line(number, fmt::format("is not of the form: {}", kind.form));
        }
        PaletteClass& one = entry->data;
        if (!kind.has_ids) {
            one.id = static_cast<ClassId>(file.palette.classes.size());
        }
        if (!ids.insert(one.id).second) {
            return wrong_line(number, fmt::format("class {} occurs twice", one.id));
        }
        say_more += entry->says_more ? 1U : 0U;
        file.palette.classes.push_back(std::move(one));
    }
    if (!kind.has_ids) {
        file.notes.emplace_back(kNumberedFromZero);
    }
    if (say_more > 0) {
        file.notes.push_back(
            fmt::format("not used: {} ({})", kind.unused, counted(say_more, "class", "classes"))
        );
    }
    mend_alpha(file);
    return in_order(std::move(file));
}

/// The kind of a table that begins at an entry; null if the lines are none.
const TableKind* kind_of(std::span<const TextLine> lines) {
    for (const TableKind& kind : kTables) {
        if (kind.read(lines.front().text)) {
            return &kind;
        }
    }
    for (const TableKind& kind : kTablesOfAllLines) {
        const bool is_of_all = std::ranges::all_of(lines, [&](const TextLine& line) {
            return !is_entry(line.text) || kind.read(line.text);
        });
        if (is_of_all) {
            return &kind;
        }
    }
    return nullptr;
}

std::span<const TextLine> from_first_entry(std::span<const TextLine> lines) {
    const auto first =
        std::ranges::find_if(lines, [](const TextLine& line) { return is_entry(line.text); });
    return lines.subspan(static_cast<std::size_t>(first - lines.begin()));
}

}  // namespace

std::optional<Result<PaletteFile>> palette_from_table(std::span<const TextLine> lines) {
    lines = from_first_entry(lines);
    if (lines.empty()) {
        return std::nullopt;
    }
    if (const TableKind* kind = kind_of(lines)) {
        return read_table(*kind, lines);
    }
    const std::span<const TextLine> rest = from_first_entry(lines.subspan(1));
    const TableKind* kind =
        rest.empty() || !is_heading(lines.front().text) ? nullptr : kind_of(rest);
    return kind != nullptr ? std::optional(read_table(*kind, rest)) : std::nullopt;
}

}  // namespace limn::annotation
