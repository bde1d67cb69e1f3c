// SPDX-License-Identifier: MIT
// Any list of classes; the first byte says what the file is called. What is read can be written and read again.
#include <array>
#include <cstdint>
#include <string_view>

#include "annotation/palette.h"
#include "annotation/palette_read.h"
#include "annotation/palette_write.h"
#include "support/require.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

using limn::annotation::PaletteFormat;
using limn::test::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::array<std::string_view, 7>
        kNames{"a.json", "a.yaml", "a.csv", "a.txt", "a.gpl", "a.tsv", "a"};
    if (size == 0) {
        return 0;
    }
    const std::string_view text(reinterpret_cast<const char*>(data + 1), size - 1);
    const auto file = limn::annotation::read_palette(kNames.at(data[0] % kNames.size()), text);
    if (!file) {
        require(!file.error().message.empty());
        return 0;
    }
    require(!file->kind.empty() && !file->palette.classes.empty());
    for (std::size_t i = 1; i < file->palette.classes.size(); ++i) {
        require(file->palette.classes[i - 1].id < file->palette.classes[i].id);
    }
    const auto json = write_palette(PaletteFormat::Json, file->palette);
    require(json.has_value());
    const auto again = limn::annotation::read_palette("a.json", *json);
    require(again && again->palette.classes.size() == file->palette.classes.size());
    return 0;
}
