// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <utility>

#include "annotation/csv_rows.h"
#include "annotation/palette_formats.h"
#include "base/text.h"

namespace limn::annotation {
namespace {

enum class Column : std::uint8_t { Id, Keypoint, Label, Color, Red, Green, Blue, Alpha, Group };

constexpr std::array<std::pair<std::string_view, Column>, 20> kColumnNames{{
    {"id", Column::Id},
    {"class", Column::Id},
    {"class_id", Column::Id},
    {"keypoint", Column::Keypoint},
    {"keypoint_id", Column::Keypoint},
    {"label", Column::Label},
    {"name", Column::Label},
    {"color", Column::Color},
    {"colour", Column::Color},
    {"hex", Column::Color},
    {"r", Column::Red},
    {"red", Column::Red},
    {"g", Column::Green},
    {"green", Column::Green},
    {"b", Column::Blue},
    {"blue", Column::Blue},
    {"a", Column::Alpha},
    {"alpha", Column::Alpha},
    {"group", Column::Group},
    {"supercategory", Column::Group},
}};

using Places = std::map<Column, std::size_t>;

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::optional<std::uint64_t> to_number(std::string_view text) {
    text = trimmed(text);
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool is_number =
        error == std::errc() && end == text.data() + text.size() && !text.empty();
    return is_number ? std::optional(value) : std::nullopt;
}

std::optional<Column> column_of(std::string_view name) {
    std::string lower(trimmed(name));
    std::ranges::transform(lower, lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    const auto found =
        std::ranges::find(kColumnNames, lower, &std::pair<std::string_view, Column>::first);
    return found == kColumnNames.end() ? std::nullopt : std::optional(found->second);
}

/// What the first line says, or nothing if it is data.
std::optional<Places> heading_of(const CsvRow& row) {
    Places places;
    for (std::size_t i = 0; i < row.fields.size(); ++i) {
        if (const auto column = column_of(row.fields[i])) {
            places.try_emplace(*column, i);
        }
    }
    return places.contains(Column::Id) ? std::optional(std::move(places)) : std::nullopt;
}

/// One line of the file with its columns' meaning.
class Line {
  public:
    Line(const CsvRow& row, const Places& places)
        : row_(row)
        , places_(places) {}

    [[nodiscard]] std::optional<std::string> text(Column column) const {
        const auto place = places_.find(column);
        if (place == places_.end() || place->second >= row_.fields.size() ||
            row_.fields[place->second].empty()) {
            return std::nullopt;
        }
        return row_.fields[place->second];
    }

    [[nodiscard]] Result<std::optional<std::uint32_t>>
    number(Column column, const char* what, std::uint32_t max) const {
        const auto field = text(column);
        if (!field) {
            return std::optional<std::uint32_t>();
        }
        const auto value = to_number(*field);
        if (!value || *value > max) {
            return wrong(fmt::format("{} \"{}\" is not an integer in 0…{}", what, *field, max));
        }
        return std::optional(static_cast<std::uint32_t>(*value));
    }

    [[nodiscard]] Result<std::optional<Rgba8>> color() const {
        if (const auto field = text(Column::Color)) {
            const auto color = parse_hex_color(trimmed(*field));
            return color
                       ? Result<std::optional<Rgba8>>(color)
                       : wrong(
                             fmt::format("\"{}\" is not a color like #RRGGBB or #RRGGBBAA", *field)
                         );
        }
        LIMN_TRY(const auto red, number(Column::Red, "red", 255));
        LIMN_TRY(const auto green, number(Column::Green, "green", 255));
        LIMN_TRY(const auto blue, number(Column::Blue, "blue", 255));
        LIMN_TRY(const auto alpha, number(Column::Alpha, "alpha", 255));
        if (!red && !green && !blue) {
            return std::optional<Rgba8>();
        }
        if (!red || !green || !blue) {
            return wrong("red, green and blue go together");
        }
        return std::optional(Rgba8{
            static_cast<std::uint8_t>(*red),
            static_cast<std::uint8_t>(*green),
            static_cast<std::uint8_t>(*blue),
            static_cast<std::uint8_t>(alpha.value_or(255))});
    }

    [[nodiscard]] tl::unexpected<Error> wrong(std::string_view what) const {
        return fail(ErrorCode::InvalidArgument, fmt::format("line {}: {}", row_.line, what));
    }

  private:
    const CsvRow& row_;
    const Places& places_;
};

/// Keypoint lines may stand before or after the line of their class.
class Collector {
  public:
    Result<void> add(const Line& line) {
        LIMN_TRY(const auto id, line.number(Column::Id, "the class id", kNoClass - 1));
        LIMN_TRY(const auto keypoint, line.number(Column::Keypoint, "the keypoint id", 0xFFFFU));
        LIMN_TRY(const auto color, line.color());
        if (!id) {
            return line.wrong("the class id is missing");
        }
        Entry& entry = classes_[*id];
        entry.data.id = *id;
        if (keypoint) {
            PaletteKeypoint joint;
            joint.id = static_cast<KeypointId>(*keypoint);
            joint.label = line.text(Column::Label);
            joint.color = color;
            auto& joints = entry.data.keypoints;
            if (std::ranges::find(joints, joint.id, &PaletteKeypoint::id) != joints.end()) {
                return line.wrong(fmt::format("keypoint {} of class {} occurs twice", joint.id, *id)
                );
            }
            joints.push_back(std::move(joint));
            return {};
        }
        if (entry.is_described) {
            return line.wrong(fmt::format("class {} occurs twice", *id));
        }
        entry.is_described = true;
        entry.data.label = line.text(Column::Label);
        entry.data.color = color;
        entry.data.group = line.text(Column::Group);
        return {};
    }

    Result<Palette> finish() && {
        Palette palette;
        for (auto& [id, entry] : classes_) {
            std::ranges::sort(entry.data.keypoints, {}, &PaletteKeypoint::id);
            palette.classes.push_back(std::move(entry.data));
        }
        return in_order(std::move(palette));
    }

  private:
    struct Entry {
        PaletteClass data;
        bool is_described = false;
    };

    std::map<ClassId, Entry> classes_;
};

std::string csv_line(
    const std::string& id,
    const std::string& keypoint,
    const auto& one,
    std::string_view group
) {
    return fmt::format(
        "{},{},{},{},{}\n",
        id,
        keypoint,
        csv_field(valid_utf8(one.label.value_or(""))),
        one.color ? to_hex(*one.color) : "",
        csv_field(valid_utf8(group))
    );
}

}  // namespace

Result<Palette> palette_from_csv(std::string_view text) {
    LIMN_TRY(const std::vector<CsvRow> rows, read_csv(text));
    if (rows.empty()) {
        return fail(ErrorCode::InvalidArgument, "the palette is empty");
    }
    const auto heading = heading_of(rows.front());
    const Places places =
        heading.value_or(Places{{Column::Id, 0}, {Column::Label, 1}, {Column::Color, 2}});
    Collector collector;
    for (std::size_t i = heading ? 1 : 0; i < rows.size(); ++i) {
        LIMN_TRY_VOID(collector.add(Line(rows[i], places)));
    }
    return std::move(collector).finish();
}

std::string palette_to_csv(const Palette& palette) {
    std::string text = "id,keypoint,label,color,group\n";
    for (const PaletteClass& one : palette.classes) {
        const std::string id = std::to_string(one.id);
        text += csv_line(id, "", one, one.group.value_or(""));
        for (const PaletteKeypoint& joint : one.keypoints) {
            text += csv_line(id, std::to_string(joint.id), joint, "");
        }
    }
    return text;
}

}  // namespace limn::annotation
