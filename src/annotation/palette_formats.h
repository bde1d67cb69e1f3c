// SPDX-License-Identifier: MIT
/// The file formats of palettes, one pair of functions each; palette.h is what others use.
///
/// Errors    as palette.h says; texts come without a byte order mark.
/// Threads   pure functions.
#pragma once

#include <string>
#include <string_view>

#include "annotation/palette.h"

namespace limn::annotation {

/// Ours ({"limn_palette": 1, "classes": […]}), what `limn classes --json` writes, and plain lists of
/// {"id", "name" or "label", "color", "supercategory" or "group"}.
[[nodiscard]] Result<Palette> palette_from_json(std::string_view text);
[[nodiscard]] std::string palette_to_json(const Palette& palette);

/// Columns by the names in the first line, in any order: id, label, color (or r, g, b), group, keypoint.
/// Without such a line: id, label, color.
[[nodiscard]] Result<Palette> palette_from_csv(std::string_view text);
[[nodiscard]] std::string palette_to_csv(const Palette& palette);

/// Colors count up from 0; a comment "# id N" says that the next one is N.
[[nodiscard]] Result<Palette> palette_from_gpl(std::string_view text);
[[nodiscard]] std::string palette_to_gpl(const Palette& palette);

/// One label per line, the first is class 0; an empty line is a class without label.
[[nodiscard]] Result<Palette> palette_from_names(std::string_view text);

/// InvalidArgument where an id is so large that the file would be nearly all empty lines.
[[nodiscard]] Result<std::string> palette_to_names(const Palette& palette);

/// Sorts; InvalidArgument for an id that occurs twice, TooLarge for too many classes.
[[nodiscard]] Result<Palette> in_order(Palette palette);

}  // namespace limn::annotation
