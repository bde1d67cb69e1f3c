// SPDX-License-Identifier: MIT
#include "views/label_memory.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace limn::views {
namespace {

/// The plate of a text: as wide as it is long; of several lines if it is longer than the width.
LabelPlate make(std::string_view text, float max_width) {
    LabelPlate plate;
    plate.size = {static_cast<float>(text.size()), 10.0F};
    if (plate.size.x > max_width) {
        plate.lines = {std::string(text.substr(0, 1)), std::string(text.substr(1))};
        plate.size.y = 20.0F;
    }
    return plate;
}

TEST(LabelMemory, MakesAPlateOnceForATextAndWidth) {
    LabelMemory memory;
    int made = 0;
    const auto plate = [&](std::string_view text, float width) {
        return memory.plate(text, width, [&] {
            ++made;
            return make(text, width);
        });
    };

    EXPECT_EQ(plate("car", 50.0F).size, glm::vec2(3.0F, 10.0F));
    EXPECT_EQ(plate("car", 50.0F).size, glm::vec2(3.0F, 10.0F));
    EXPECT_EQ(made, 1);
    EXPECT_EQ(plate("car", 2.0F).lines, (std::vector<std::string>{"c", "ar"}));
    EXPECT_EQ(plate("car", 2.0F).lines, (std::vector<std::string>{"c", "ar"}));
    EXPECT_TRUE(plate("car", 50.0F).lines.empty());
    EXPECT_EQ(made, 2);
    memory.forget_plates();
    EXPECT_EQ(plate("car", 50.0F).size.x, 3.0F);
    EXPECT_EQ(made, 3);
}

TEST(LabelMemory, KeepsManyPlatesApart) {
    LabelMemory memory;
    constexpr int kMany = 60'000;  // more than are kept
    const auto width_of = [&](int i) {
        const std::string text =
            fmt::format("label {}{}", i, std::string(static_cast<std::size_t>(i % 7), 'x'));
        return memory.plate(text, 100.0F, [&] { return make(text, 100.0F); }).size.x ==
               static_cast<float>(text.size());
    };
    for (int i = 0; i < kMany; ++i) {
        ASSERT_TRUE(width_of(i)) << i;
    }
    for (int i = 0; i < kMany; ++i) {
        ASSERT_TRUE(width_of(i)) << i;
    }
}

TEST(LabelMemory, RemembersPlacesForOneFrame) {
    LabelMemory memory;
    memory.remember(7, 3);
    EXPECT_EQ(memory.place_of(7), std::nullopt);
    memory.end_frame();
    EXPECT_EQ(memory.place_of(7), std::uint8_t{3});
    memory.end_frame();
    EXPECT_EQ(memory.place_of(7), std::nullopt);
}

}  // namespace
}  // namespace limn::views
