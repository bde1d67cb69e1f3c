// SPDX-License-Identifier: MIT
/// Writes lists of classes.
///
/// Errors    InvalidArgument with the reason.
/// Source    docs/FORMATS.md, palettes.
/// Threads   pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "annotation/palette.h"
#include "base/result.h"

namespace limn::annotation {

/// Formats that are written.
enum class PaletteFormat : std::uint8_t { Json, Csv, Gpl, Names };

/// By the end of the file's name; InvalidArgument for an end that has no format.
[[nodiscard]] Result<PaletteFormat> palette_format_of(std::string_view file_name);

/// `Names` gives labels by line; ids that have none are empty lines.
[[nodiscard]] Result<std::string> write_palette(PaletteFormat format, const Palette& palette);

}  // namespace limn::annotation
