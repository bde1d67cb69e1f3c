// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "annotation/palette_formats.h"

namespace limn::annotation {
namespace {

/// One entry of a table, or nothing if the line is none.
using ReadEntry = std::optional<PaletteClass> (*)(std::string_view line);

struct TableKind {
    const char* name;
    ReadEntry read;
    const char* form;  ///< What a line must be, for messages.
    bool has_ids;
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
std::optional<PaletteClass> itk_snap_entry(std::string_view line) {
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
    return PaletteClass{*id, std::string(label), color, {}, {}, {}};
}

/// `2 soft_tissue 250 250 225 255`, as 3D Slicer and FreeSurfer write it.
std::optional<PaletteClass> slicer_entry(std::string_view line) {
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
    return PaletteClass{*id, name, color, {}, {}, {}};
}

/// `road:128,64,128::`, the labelmap.txt of CVAT: name, color, parts, actions.
std::optional<PaletteClass> labelmap_entry(std::string_view line) {
    const auto parts = split(line, ':');
    if (parts.size() != 4 || parts[0].empty()) {
        return std::nullopt;
    }
    const auto color = color_from_text(parts[1]);
    if (!color && !parts[1].empty()) {
        return std::nullopt;
    }
    return PaletteClass{0, std::string(parts[0]), color, {}, {}, {}};
}

/// `64 128 64  Animal`, the label_colors.txt of CamVid.
std::optional<PaletteClass> rgb_entry(std::string_view line) {
    const auto words = words_of(line);
    const auto color = words.size() >= 4 ? color_of(words) : std::nullopt;
    if (!color || !has_letter(words[3])) {
        return std::nullopt;
    }
    const std::string_view name =
        line.substr(static_cast<std::size_t>(words[3].data() - line.data()));
    return PaletteClass{0, std::string(trimmed(name)), color, {}, {}, {}};
}

/// `0 road`, `0: road`.
std::optional<PaletteClass> id_entry(std::string_view line) {
    line = trimmed(line);
    const std::size_t end = std::min(line.find_first_of(" \t:"), line.size());
    const auto id = id_of(line.substr(0, end));
    std::string_view name = trimmed(line.substr(end));
    if (name.starts_with(':')) {
        name = trimmed(name.substr(1));
    }
    if (!id || !has_letter(name)) {
        return std::nullopt;
    }
    return PaletteClass{*id, std::string(name), {}, {}, {}, {}};
}

constexpr std::array kTables{
    TableKind{
        "ITK-SNAP labels",
        itk_snap_entry,
        "id, red, green, blue, opacity 0…1, two switches and a name in quotes",
        true},
    TableKind{
        "a color table of 3D Slicer or FreeSurfer",
        slicer_entry,
        "id, name, red, green, blue, alpha",
        true},
    TableKind{"a label map of CVAT", labelmap_entry, "name:red,green,blue:parts:actions", false},
    TableKind{"a table of colors and names", rgb_entry, "red, green, blue, name", false},
};

bool is_entry(std::string_view line) {
    line = trimmed(line);
    return !line.empty() && !line.starts_with('#') && !line.starts_with("//");
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
    for (const auto& [number, line] : lines) {
        if (!is_entry(line)) {
            continue;
        }
        auto one = kind.read(line);
        if (!one) {
            return wrong_line(number, fmt::format("is not of the form: {}", kind.form));
        }
        if (!kind.has_ids) {
            one->id = static_cast<ClassId>(file.palette.classes.size());
        }
        if (!ids.insert(one->id).second) {
            return wrong_line(number, fmt::format("class {} occurs twice", one->id));
        }
        file.palette.classes.push_back(std::move(*one));
    }
    if (!kind.has_ids) {
        file.notes.emplace_back("the file has no ids: classes are numbered in its order, from 0");
    }
    mend_alpha(file);
    return in_order(std::move(file));
}

}  // namespace

std::optional<Result<PaletteFile>> palette_from_table(std::span<const TextLine> lines) {
    const auto first =
        std::ranges::find_if(lines, [](const TextLine& line) { return is_entry(line.text); });
    if (first == lines.end()) {
        return std::nullopt;
    }
    for (const TableKind& kind : kTables) {
        if (kind.read(first->text)) {
            return read_table(kind, lines);
        }
    }
    // A name may begin with a number ("4 wheeler"): this form must be that of all lines.
    const bool all_have_ids = std::ranges::all_of(lines, [](const TextLine& line) {
        return !is_entry(line.text) || id_entry(line.text);
    });
    if (all_have_ids) {
        return read_table({"ids and names", id_entry, "id, name", true}, lines);
    }
    return std::nullopt;
}

}  // namespace limn::annotation
