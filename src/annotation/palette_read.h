// SPDX-License-Identifier: MIT
/// Reads lists of classes, whatever program wrote them.
///
/// Errors    InvalidArgument, TooLarge with the place and what is wrong there.
/// Source    docs/FORMATS.md, palettes.
/// Threads   pure functions.
#pragma once

#include <string_view>

#include "annotation/class_text.h"
#include "annotation/palette.h"
#include "base/result.h"

namespace limn::annotation {

/// Finds out by the content what the file is; the end of its name says whether free lines may be names.
/// A leading byte order mark and any line ends are fine.
[[nodiscard]] Result<PaletteFile> read_palette(std::string_view file_name, std::string_view text);

/// Of a text that read_class_text gave.
[[nodiscard]] Result<PaletteFile> read_palette(std::string_view file_name, const ClassText& text);

}  // namespace limn::annotation
