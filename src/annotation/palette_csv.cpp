// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <span>
#include <utility>

#include "annotation/csv_rows.h"
#include "annotation/palette_classes.h"
#include "annotation/palette_formats.h"
#include "base/counted.h"
#include "base/text.h"

namespace limn::annotation {
namespace {

enum class Column : std::uint8_t { Id, Keypoint, Label, Color, Red, Green, Blue, Alpha, Group };

constexpr std::array<std::pair<std::string_view, Column>, 38> kColumnNames{{
    {"id", Column::Id},
    {"class_id", Column::Id},
    {"classid", Column::Id},
    {"label_id", Column::Id},
    {"labelid", Column::Id},
    {"label_value", Column::Id},
    {"labelvalue", Column::Id},
    {"category_id", Column::Id},
    {"index", Column::Id},
    {"idx", Column::Id},
    {"value", Column::Id},
    {"pixel_value", Column::Id},
    {"keypoint", Column::Keypoint},
    {"keypoint_id", Column::Keypoint},
    {"name", Column::Label},
    {"class_name", Column::Label},
    {"classname", Column::Label},
    {"label_name", Column::Label},
    {"title", Column::Label},
    {"color", Column::Color},
    {"colour", Column::Color},
    {"hex", Column::Color},
    {"rgb", Column::Color},
    {"r", Column::Red},
    {"red", Column::Red},
    {"color_r", Column::Red},
    {"g", Column::Green},
    {"green", Column::Green},
    {"color_g", Column::Green},
    {"b", Column::Blue},
    {"blue", Column::Blue},
    {"color_b", Column::Blue},
    {"a", Column::Alpha},
    {"alpha", Column::Alpha},
    {"color_a", Column::Alpha},
    {"group", Column::Group},
    {"supercategory", Column::Group},
    {"super_category", Column::Group},
}};

/// Names that some write above ids and some above labels.
constexpr std::array<std::string_view, 3> kEitherNames{"class", "label", "category"};

constexpr std::string_view kSeparators = ",;\t|";

using Places = std::map<Column, std::size_t>;

std::string plain_name(std::string_view name) {
    std::string plain(trimmed(name));
    std::ranges::transform(plain, plain.begin(), [](char c) {
        if (c == ' ' || c == '-') {
            return '_';
        }
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return plain;
}

std::optional<Column> column_of(const std::string& name) {
    const auto found =
        std::ranges::find(kColumnNames, name, &std::pair<std::string_view, Column>::first);
    return found == kColumnNames.end() ? std::nullopt : std::optional(found->second);
}

/// A heading names a class and something of it.
template <typename Fields>
bool is_heading(const Fields& fields) {
    // A table's index often has no name.
    std::size_t known = std::size(fields) > 1 && trimmed(*std::begin(fields)).empty() ? 1 : 0;
    bool names_class = false;
    for (const auto& field : fields) {
        const std::string name = plain_name(field);
        const bool is_either = std::ranges::find(kEitherNames, name) != kEitherNames.end();
        const auto column = column_of(name);
        known += is_either || column ? 1U : 0U;
        names_class = names_class || is_either || column == Column::Id || column == Column::Label;
    }
    return names_class && known >= 2;
}

bool holds_numbers(std::span<const CsvRow> rows, std::size_t place) {
    return std::ranges::all_of(rows, [place](const CsvRow& row) {
        return place < row.fields.size() && to_number(row.fields[place]).has_value();
    });
}

bool holds_text(std::span<const CsvRow> rows, std::size_t place) {
    return std::ranges::any_of(rows, [place](const CsvRow& row) {
        return place < row.fields.size() && !row.fields[place].empty();
    });
}

/// Has the column an id in every line, each once?
bool holds_ids(std::span<const CsvRow> rows, std::size_t place) {
    std::set<std::uint64_t> ids;
    return holds_numbers(rows, place) && std::ranges::all_of(rows, [&](const CsvRow& row) {
               return ids.insert(to_number(row.fields[place]).value_or(0)).second;
           });
}

/// A column without a name holds ids where no other does: tables have them as their index.
void find_unnamed_ids(
    const CsvRow& heading,
    std::span<const CsvRow> rows,
    Places& places,
    PaletteFile& file
) {
    for (std::size_t i = 0; i < heading.fields.size() && !places.contains(Column::Id); ++i) {
        if (trimmed(heading.fields[i]).empty() && holds_ids(rows, i)) {
            places.emplace(Column::Id, i);
            file.notes.push_back(fmt::format("column {}, which has no name, is read as ids", i + 1)
            );
        }
    }
}

/// A heading may be shorter than its lines.
void note_surplus(std::size_t num_columns, std::span<const CsvRow> rows, PaletteFile& file) {
    std::size_t count = 0;
    std::size_t first = 0;
    for (const CsvRow& row : rows) {
        const auto surplus =
            std::span(row.fields).subspan(std::min(num_columns, row.fields.size()));
        const bool has_text =
            std::ranges::any_of(surplus, [](const auto& field) { return !field.empty(); });
        first = has_text && count == 0 ? row.line : first;
        count += has_text ? 1U : 0U;
    }
    if (count > 0) {
        file.notes.push_back(fmt::format(
            "{} more than {}, from line {} on; the surplus is not used",
            count == 1 ? "1 line has" : fmt::format("{} lines have", count),
            counted(num_columns, "field"),
            first
        ));
    }
}

/// The columns of a heading; what is not used is noted.
Places columns_of(const CsvRow& heading, std::span<const CsvRow> rows, PaletteFile& file) {
    Places places;
    std::vector<std::size_t> either;
    std::vector<std::size_t> unnamed;
    std::string unused;
    const auto note_unused = [&](std::size_t place) {
        const auto name = trimmed(heading.fields[place]);
        unused += unused.empty() ? "" : ", ";
        unused += name.empty() ? fmt::format("number {}", place + 1) : fmt::format("\"{}\"", name);
    };
    for (std::size_t i = 0; i < heading.fields.size(); ++i) {
        const std::string name = plain_name(heading.fields[i]);
        const auto column = column_of(name);
        if (std::ranges::find(kEitherNames, name) != kEitherNames.end()) {
            either.push_back(i);
        } else if (name.empty()) {
            unnamed.push_back(i);
        } else if (!column || !places.try_emplace(*column, i).second) {
            note_unused(i);
        }
    }
    for (const std::size_t place : either) {
        const bool can_be_id = !places.contains(Column::Id) && holds_numbers(rows, place);
        const Column column = can_be_id ? Column::Id : Column::Label;
        const bool is_category = plain_name(heading.fields[place]) == "category";
        if (!places.try_emplace(column, place).second &&
            (!is_category || !places.try_emplace(Column::Group, place).second)) {
            note_unused(place);
        }
    }
    find_unnamed_ids(heading, rows, places, file);
    for (const std::size_t place : unnamed) {
        const auto id = places.find(Column::Id);
        if ((id == places.end() || id->second != place) && holds_text(rows, place)) {
            note_unused(place);
        }
    }
    if (places.contains(Column::Color)) {
        for (const Column column : {Column::Red, Column::Green, Column::Blue, Column::Alpha}) {
            if (const auto place = places.extract(column)) {
                note_unused(place.mapped());
            }
        }
    }
    if (!unused.empty()) {
        file.notes.push_back("columns that are not used: " + unused);
    }
    return places;
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
            const auto color = color_from_text(*field);
            return color
                       ? Result<std::optional<Rgba8>>(color)
                       : wrong(
                             fmt::format("\"{}\" is not a color like #RRGGBB or #RRGGBBAA", *field)
                         );
        }
        constexpr std::array kChannels{
            std::pair(Column::Red, "red"),
            std::pair(Column::Green, "green"),
            std::pair(Column::Blue, "blue"),
            std::pair(Column::Alpha, "alpha")};
        const bool are_shares = has_shares();
        std::array<std::optional<std::uint8_t>, 4> channels;
        for (std::size_t i = 0; i < channels.size(); ++i) {
            const auto field = text(kChannels[i].first);
            const auto share = field && are_shares ? to_real(*field) : std::nullopt;
            channels[i] = share   ? std::optional(to_byte(*share))
                          : field ? to_channel(*field)
                                  : std::nullopt;
            if (field && !channels[i]) {
                return wrong(
                    fmt::format("{} \"{}\" is not an integer in 0…255", kChannels[i].second, *field)
                );
            }
        }
        const auto& [red, green, blue, alpha] = channels;
        if (!red && !green && !blue && !alpha) {
            return std::optional<Rgba8>();
        }
        if (!red || !green || !blue) {
            return wrong("red, green and blue go together");
        }
        return std::optional(Rgba8{*red, *green, *blue, alpha.value_or(255)});
    }

    [[nodiscard]] tl::unexpected<Error> wrong(std::string_view what) const {
        return fail(ErrorCode::InvalidArgument, fmt::format("line {}: {}", row_.line, what));
    }

    [[nodiscard]] bool has(Column column) const { return places_.contains(column); }

  private:
    /// Channels as 0.0…1.0.
    [[nodiscard]] bool has_shares() const {
        bool has_point = false;
        for (const Column column : {Column::Red, Column::Green, Column::Blue}) {
            const std::string field = text(column).value_or("");
            const auto value = to_real(field);
            if (!value || !(*value >= 0.0 && *value <= 1.0)) {
                return false;
            }
            has_point = has_point || field.find('.') != std::string::npos;
        }
        return has_point;
    }

    [[nodiscard]] static std::uint8_t to_byte(double share) {
        return static_cast<std::uint8_t>(std::lround(std::clamp(share, 0.0, 1.0) * 255.0));
    }

    const CsvRow& row_;
    const Places& places_;
};

/// Keypoint lines may stand before or after the line of their class.
class Collector {
  public:
    explicit Collector(PaletteFile& file)
        : file_(file) {}

    Result<void> add(const Line& line, ClassId position) {
        if (const auto text = line.text(Column::Id); text && to_real(*text).value_or(0.0) < 0.0) {
            file_.notes.push_back(fmt::format(
                "{} ({}) is left out: its id is below 0",
                line.text(Column::Label).value_or("a class"),
                *text
            ));
            return {};
        }
        LIMN_TRY(auto id, line.number(Column::Id, "the class id", kNoClass - 1));
        if (!line.has(Column::Id)) {
            id = position;
        }
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
            num_groups_ += line.text(Column::Group) ? 1U : 0U;
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

    Result<PaletteFile> finish() && {
        for (auto& [id, entry] : classes_) {
            std::ranges::sort(entry.data.keypoints, {}, &PaletteKeypoint::id);
            file_.palette.classes.push_back(std::move(entry.data));
        }
        if (num_groups_ > 0) {
            file_.notes.push_back("not used: " + counted(num_groups_, "group") + " of keypoints");
        }
        return in_order(std::move(file_));
    }

  private:
    struct Entry {
        PaletteClass data;
        bool is_described = false;
    };

    PaletteFile& file_;
    std::size_t num_groups_ = 0;
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

std::optional<char> csv_separator(std::string_view line) {
    std::optional<char> of_entry;
    for (const char separator : kSeparators) {
        const auto rows = read_csv(line, separator);
        if (!rows || rows->empty()) {
            continue;
        }
        const std::vector<std::string>& fields = rows->front().fields;
        if (is_heading(fields)) {
            return separator;
        }
        if (!of_entry && fields.size() >= 2 && to_number(fields[0]) && has_letter(fields[1])) {
            of_entry = separator;
        }
    }
    return of_entry;
}

Result<PaletteFile> palette_from_csv(std::string_view text, char separator) {
    LIMN_TRY(const std::vector<CsvRow> rows, read_csv(text, separator));
    if (rows.empty()) {
        return fail(ErrorCode::InvalidArgument, "the palette is empty");
    }
    PaletteFile file;
    file.kind = "a table of classes";
    const bool has_heading = is_heading(rows.front().fields);
    const auto entries = std::span(rows).subspan(has_heading ? 1 : 0);
    Places places{{Column::Id, 0}, {Column::Label, 1}, {Column::Color, 2}};
    if (has_heading) {
        places = columns_of(rows.front(), entries, file);
    } else if (!to_number(rows.front().fields.front())) {
        return wrong_line(
            rows.front().line,
            "is neither a heading of columns (id, name, color, r, g, b, group …) nor an entry: id, name, color"
        );
    }
    if (!places.contains(Column::Id)) {
        file.notes.emplace_back(kNumberedFromZero);
    }
    constexpr std::size_t kWithoutHeading = 3;
    note_surplus(has_heading ? rows.front().fields.size() : kWithoutHeading, entries, file);
    Collector collector(file);
    ClassId position = 0;
    for (const CsvRow& row : entries) {
        LIMN_TRY_VOID(collector.add(Line(row, places), position++));
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
