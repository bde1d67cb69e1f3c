// SPDX-License-Identifier: MIT
/// The file formats of palettes; palette.h is what others use.
///
/// Errors    as palette.h says; texts come without a byte order mark.
/// Threads   pure functions.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "annotation/class_text.h"
#include "annotation/palette.h"
#include "annotation/palette_text.h"

namespace limn::annotation {

/// A document whose form palette_from_document knows. What is not named .json may begin like JSON by chance.
[[nodiscard]] Result<PaletteFile> palette_from_json(const ClassText& text, bool is_named_json);
[[nodiscard]] std::string palette_to_json(const Palette& palette);

/// The same document in YAML.
[[nodiscard]] Result<PaletteFile> palette_from_yaml(std::string_view text);

/// Ours ({"limn_palette": 1, "classes": […]}), what `limn classes --json` writes, COCO, YOLO, CVAT, LabelMe, Mapillary,
/// Supervisely, SemanticKITTI, Datumaro, DeepLabCut, Hugging Face, and plain lists and maps of names.
[[nodiscard]] Result<PaletteFile> palette_from_document(const nlohmann::json& document);

/// Columns by the names in the first line, in any order. Without such a line: id, label, color.
[[nodiscard]] Result<PaletteFile> palette_from_csv(std::string_view text, char separator);
[[nodiscard]] std::string palette_to_csv(const Palette& palette);

/// The separator, if a line is a heading of columns or an entry that begins with an id.
[[nodiscard]] std::optional<char> csv_separator(std::string_view line);

/// Colors count up from 0; a comment "# id N" says that the next one is N.
[[nodiscard]] Result<PaletteFile> palette_from_gpl(std::string_view text);
[[nodiscard]] std::string palette_to_gpl(const Palette& palette);

/// Tables of labels as tools write them: ITK-SNAP, 3D Slicer, FreeSurfer, CVAT's labelmap.txt, "r g b name", "id name". Nothing for lines
/// that are none of them.
[[nodiscard]] std::optional<Result<PaletteFile>> palette_from_table(std::span<const TextLine> lines
);

/// One label per line, the first is class 0; an empty line is a class without label. InvalidArgument for lines that do not look like names.
[[nodiscard]] Result<PaletteFile> palette_from_names(std::span<const TextLine> lines);

/// InvalidArgument where an id is so large that the file would be nearly all empty lines.
[[nodiscard]] Result<std::string> palette_to_names(const Palette& palette);

/// Sorts; InvalidArgument for an id that occurs twice or for no class at all, TooLarge for too many classes.
[[nodiscard]] Result<PaletteFile> in_order(PaletteFile file);

}  // namespace limn::annotation
