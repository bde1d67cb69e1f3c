// SPDX-License-Identifier: MIT
#include "annotation/palette_write.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "annotation/palette_formats.h"
#include "annotation/palette_text.h"

namespace limn::annotation {

Result<PaletteFormat> palette_format_of(std::string_view file_name) {
    constexpr std::array<std::pair<std::string_view, PaletteFormat>, 5> kEnds{{
        {".json", PaletteFormat::Json},
        {".csv", PaletteFormat::Csv},
        {".gpl", PaletteFormat::Gpl},
        {".txt", PaletteFormat::Names},
        {".names", PaletteFormat::Names},
    }};
    for (const auto& [end, format] : kEnds) {
        if (ends_with_ignoring_case(file_name, end)) {
            return format;
        }
    }
    return fail(
        ErrorCode::InvalidArgument,
        fmt::format(
            "{}: palettes are written as .json, .csv or .gpl, names alone as .txt or .names",
            file_name
        )
    );
}

Result<std::string> write_palette(PaletteFormat format, const Palette& palette) {
    switch (format) {
        case PaletteFormat::Json:
            return palette_to_json(palette);
        case PaletteFormat::Csv:
            return palette_to_csv(palette);
        case PaletteFormat::Gpl:
            return palette_to_gpl(palette);
        case PaletteFormat::Names:
            break;
    }
    return palette_to_names(palette);
}

}  // namespace limn::annotation
