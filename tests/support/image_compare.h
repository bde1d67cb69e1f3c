// SPDX-License-Identifier: MIT
/// Pictures against golden ones, with a tolerance; differences are written where they can be seen.
///
/// Errors    a failed comparison writes NAME.actual.png, .expected.png and .diff.png to the test output.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "media/codec.h"

namespace limn::test {

struct Tolerance {
    int per_channel = 2;                   ///< Levels a channel may be off.
    std::size_t max_differing_pixels = 0;  ///< Pixels that may be off by more.
};

struct Picture {
    std::vector<std::byte> rgba;
    std::uint32_t width = 0;
    std::uint32_t height = 0;
};

inline std::filesystem::path output_folder() {
    const std::filesystem::path folder(LIMN_TEST_OUTPUT);
    std::filesystem::create_directories(folder);
    return folder;
}

inline void save_picture(const Picture& picture, const std::string& name) {
    const auto saved =
        media::write_png(output_folder() / name, picture.rgba, picture.width, picture.height);
    EXPECT_TRUE(saved) << saved.error().message;
}

inline std::vector<std::byte> read_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    const std::string text(
        (std::istreambuf_iterator<char>(file)),
        std::istreambuf_iterator<char>()
    );
    const auto* first = reinterpret_cast<const std::byte*>(text.data());
    return {first, first + text.size()};
}

/// Compares with tests/golden/NAME.png. With LIMN_UPDATE_GOLDEN=1 and the software renderer that the
/// golden pictures come from, writes that file instead.
inline void expect_golden(
    const Picture& actual,
    const std::string& name,
    std::string_view renderer,
    Tolerance tolerance = {}
) {
    const std::filesystem::path golden =
        std::filesystem::path(LIMN_TEST_SOURCE) / "golden" / (name + ".png");
    const char* update = std::getenv("LIMN_UPDATE_GOLDEN");
    if (update != nullptr && std::string_view(update) == "1") {
        ASSERT_NE(renderer.find("llvmpipe"), std::string_view::npos)
            << "golden pictures are made with llvmpipe, this is " << renderer;
        const auto written = media::write_png(golden, actual.rgba, actual.width, actual.height);
        ASSERT_TRUE(written) << written.error().message;
        return;
    }
    ASSERT_TRUE(std::filesystem::exists(golden)) << golden << " is missing";
    const auto decoded = media::decode_image(read_file(golden));
    ASSERT_TRUE(decoded) << decoded.error().message;
    const media::Image& image = **decoded;
    const Picture expected{
        {image.bytes().begin(), image.bytes().end()},
        image.width(),
        image.height()};
    ASSERT_EQ(expected.width, actual.width);
    ASSERT_EQ(expected.height, actual.height);
    Picture diff = actual;
    std::size_t differing = 0;
    int largest = 0;
    for (std::size_t i = 0; i < actual.rgba.size(); i += 4) {
        int worst = 0;
        for (std::size_t c = i; c < i + 4; ++c) {
            const int delta =
                std::to_integer<int>(actual.rgba[c]) - std::to_integer<int>(expected.rgba[c]);
            worst = std::max(worst, std::abs(delta));
        }
        largest = std::max(largest, worst);
        const bool is_off = worst > tolerance.per_channel;
        differing += is_off ? 1 : 0;
        const auto shade = static_cast<std::byte>(is_off ? 255 : std::min(worst * 16, 128));
        diff.rgba[i] = shade;
        diff.rgba[i + 1] = diff.rgba[i + 2] = std::byte{0};
        diff.rgba[i + 3] = std::byte{255};
    }
    if (differing > tolerance.max_differing_pixels) {
        save_picture(actual, name + ".actual.png");
        save_picture(expected, name + ".expected.png");
        save_picture(diff, name + ".diff.png");
    }
    EXPECT_LE(differing, tolerance.max_differing_pixels)
        << name << ": largest difference " << largest << "; pictures are in " << LIMN_TEST_OUTPUT;
}

}  // namespace limn::test
