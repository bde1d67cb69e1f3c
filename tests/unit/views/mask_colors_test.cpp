// SPDX-License-Identifier: MIT
// Every id from 0 to 65535 that a datatype can hold, from the logged bytes to the pixel: 0 differences.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstring>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "support/contexts.h"
#include "unit/views/mask_fixture.h"

namespace limn::views {
namespace {

constexpr std::uint32_t kSide = 256;

/// Half-precision bits of an integer, nothing if it has no exact ones.
std::optional<std::uint16_t> half_of(std::uint32_t value) {
    if (value == 0) {
        return std::uint16_t{0};
    }
    int exponent = 0;
    const double fraction = std::frexp(static_cast<double>(value), &exponent);
    const double scaled = fraction * 2048.0;  // 11 bits, the first of them implied.
    if (scaled != std::floor(scaled) || exponent > 16) {
        return std::nullopt;
    }
    const auto bits = static_cast<std::uint32_t>(scaled) & 0x3FFU;
    return static_cast<std::uint16_t>((static_cast<std::uint32_t>(exponent + 14) << 10U) | bits);
}

struct TypeCase {
    ChannelType type = ChannelType::U8;
    const char* name = "";
    std::size_t num_ids = 0;  ///< How many of 0…65535 it can hold.
    /// The bytes of an id, or none.
    std::function<test::Bytes(std::uint32_t)> encode;
};

template <typename T>
test::Bytes bytes_of(T value) {
    test::Bytes bytes(sizeof(T));
    std::memcpy(bytes.data(), &value, sizeof(T));
    return bytes;
}

template <typename T>
TypeCase number_case(ChannelType type, const char* name, std::size_t num_ids) {
    return {type, name, num_ids, [](std::uint32_t id) {
                const bool fits =
                    static_cast<double>(id) <= static_cast<double>(std::numeric_limits<T>::max());
                return fits ? bytes_of(static_cast<T>(id)) : test::Bytes();
            }};
}

std::vector<TypeCase> all_types() {
    return {
        number_case<std::uint8_t>(ChannelType::U8, "u8", 256),
        number_case<std::uint16_t>(ChannelType::U16, "u16", 65536),
        number_case<std::uint32_t>(ChannelType::U32, "u32", 65536),
        number_case<std::uint64_t>(ChannelType::U64, "u64", 65536),
        number_case<std::int8_t>(ChannelType::I8, "i8", 128),
        number_case<std::int16_t>(ChannelType::I16, "i16", 32768),
        number_case<std::int32_t>(ChannelType::I32, "i32", 65536),
        number_case<std::int64_t>(ChannelType::I64, "i64", 65536),
        {ChannelType::F16,
         "f16",
         7168,  // All to 2048, then every 2nd, 4th, … 32nd: 1024 of each power of two.
         [](std::uint32_t id) {
             const auto half = half_of(id);
             return half ? bytes_of(*half) : test::Bytes();
         }},
        number_case<float>(ChannelType::F32, "f32", 65536),
        number_case<double>(ChannelType::F64, "f64", 65536),
    };
}

struct LoggedIds {
    std::vector<std::uint32_t> ids;
    test::Bytes bytes;
};

/// The ids that the type can hold, filled up to whole rows with the last one.
LoggedIds ids_of(const TypeCase& type) {
    LoggedIds logged;
    const auto add = [&logged](std::uint32_t id, const test::Bytes& bytes) {
        logged.ids.push_back(id);
        logged.bytes.insert(logged.bytes.end(), bytes.begin(), bytes.end());
    };
    for (std::uint32_t id = 0; id <= 65535; ++id) {
        if (const test::Bytes bytes = type.encode(id); !bytes.empty()) {
            add(id, bytes);
        }
    }
    const std::uint32_t last = logged.ids.back();
    while (logged.ids.size() % kSide != 0) {
        add(last, type.encode(last));
    }
    return logged;
}

/// Every third class described: with a color, without one, with one and a label.
AnnotationContext some_described() {
    AnnotationContext context;
    for (std::uint32_t id = 0; id <= 65535; id += 3) {
        AnnotationInfo info = test::info(static_cast<std::uint16_t>(id));
        if (id % 2 == 0) {
            info.color = Rgba8::from_gpu(0xFF000000U | (id * 2654435761U >> 8U));
        }
        if (id % 4 == 0) {
            info.label = "class " + std::to_string(id);
        }
        context.classes.push_back(test::described(std::move(info)));
    }
    return context;
}

class MaskColors : public MaskPictureTest, public ::testing::WithParamInterface<TypeCase> {};

TEST_P(MaskColors, OfEveryIdAreThoseThatTheCpuComputes) {
    const LoggedIds logged = ids_of(GetParam());
    const std::size_t distinct = GetParam().num_ids;
    const glm::uvec2 size(kSide, static_cast<std::uint32_t>(logged.ids.size()) / kSide);
    log("/", some_described());
    log_mask("/mask", GetParam().type, size, logged.bytes);

    draw();

    ASSERT_EQ(std::set(logged.ids.begin(), logged.ids.end()).size(), distinct);
    const annotation::ContextPtr context = context_of("/mask");
    std::size_t differences = 0;
    for (std::uint32_t i = 0; i < logged.ids.size(); ++i) {
        const Rgba8 expected = context->color(logged.ids[i]);
        differences += pixel(i % kSide, i / kSide) == expected ? 0U : 1U;
    }
    EXPECT_EQ(differences, 0U);
    EXPECT_TRUE(scene().diagnostics.empty());
}

TEST_P(MaskColors, UndescribedIdsAreAutomatic) {
    const LoggedIds logged = ids_of(GetParam());
    const glm::uvec2 size(kSide, static_cast<std::uint32_t>(logged.ids.size()) / kSide);
    log_mask("/mask", GetParam().type, size, logged.bytes);

    draw();

    std::size_t differences = 0;
    for (std::uint32_t i = 0; i < logged.ids.size(); ++i) {
        const Rgba8 expected = annotation::auto_color(logged.ids[i]);
        differences += pixel(i % kSide, i / kSide) == expected ? 0U : 1U;
    }
    EXPECT_EQ(differences, 0U);
}

TEST_P(MaskColors, HoverTellsTheLoggedId) {
    const LoggedIds logged = ids_of(GetParam());
    const glm::uvec2 size(kSide, static_cast<std::uint32_t>(logged.ids.size()) / kSide);
    log("/", some_described());
    log_mask("/mask", GetParam().type, size, logged.bytes);
    draw();

    std::size_t wrong = 0;
    for (std::uint32_t i = 0; i < logged.ids.size(); i += 31) {
        const HoverResult hover = hover_at(i % kSide, i / kSide);
        const std::string id = std::to_string(logged.ids[i]);
        const bool is_right = hover.info && hover.info->item.class_id == logged.ids[i] &&
                              hover.info->value == "mask " + id &&
                              hover.sections.front().id == "class " + id;
        wrong += is_right ? 0U : 1U;
    }
    EXPECT_EQ(wrong, 0U);
}

INSTANTIATE_TEST_SUITE_P(
    EveryType,
    MaskColors,
    ::testing::ValuesIn(all_types()),
    [](const auto& type) { return std::string(type.param.name); }
);

class MaskValues : public MaskPictureTest {
  protected:
    template <typename T>
    void log_values(ChannelType type, const std::vector<T>& values) {
        test::Bytes bytes(values.size() * sizeof(T));
        std::memcpy(bytes.data(), values.data(), bytes.size());
        log_mask("/mask", type, {static_cast<std::uint32_t>(values.size()), 1}, bytes);
    }

    std::uint64_t reported_pixels() const {
        std::uint64_t count = 0;
        for (const Diagnostic& item : scene().diagnostics.items()) {
            count += item.place == "/mask" ? item.count : 0;
        }
        return count;
    }
};

TEST_F(MaskValues, Above65535AreAutomaticUpToTheLargestOf32Bits) {
    const std::vector<std::uint64_t> ids{65535, 65536, 1'000'000, 0xFFFFFFFEULL, 0xFFFFFFFFULL};
    log_values(ChannelType::U64, ids);
    draw();
    for (std::uint32_t i = 0; i < ids.size(); ++i) {
        const auto id = static_cast<ClassId>(ids[i]);
        EXPECT_EQ(pixel(i, 0), annotation::auto_color(id)) << id;
        EXPECT_EQ(hover_at(i, 0).info->item.class_id, id);
    }
    EXPECT_EQ(reported_pixels(), 0U);
}

TEST_F(MaskValues, Above65535TakeTheUsersColorLabelAndEye) {
    log_values<std::uint32_t>(ChannelType::U32, {70000, 70001, 0xFFFFFFFF});
    draw();
    choose(70000, {.color = Rgba8{1, 2, 3, 255}, .label = "crate"});
    choose(0xFFFFFFFF, {.visible = false});
    draw();
    EXPECT_EQ(pixel(0, 0), (Rgba8{1, 2, 3, 255}));
    EXPECT_EQ(pixel(1, 0), annotation::auto_color(70001));
    EXPECT_EQ(pixel(2, 0), background());
    EXPECT_EQ(hover_at(0, 0).sections.front().label, "crate");
    EXPECT_FALSE(hover_at(2, 0).info);
}

TEST_F(MaskValues, ThatAreNoIdsAreNotPaintedAndReportedByNumber) {
    constexpr float kInf = std::numeric_limits<float>::infinity();
    constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
    log_values<float>(ChannelType::F32, {7.0F, -1.0F, 1.5F, kNan, kInf, -kInf, 4294967296.0F});
    draw();
    EXPECT_EQ(pixel(0, 0), annotation::auto_color(7));
    const std::array<const char*, 6> logged{"-1", "1.5", "NaN", "inf", "-inf", "4294967296"};
    for (std::uint32_t x = 1; x < 7; ++x) {
        EXPECT_EQ(pixel(x, 0), background()) << x;
        const HoverResult hover = hover_at(x, 0);
        EXPECT_FALSE(hover.info->item.class_id) << x;
        EXPECT_EQ(hover.info->value, fmt::format("mask {}, no class", logged.at(x - 1)));
    }
    EXPECT_EQ(reported_pixels(), 6U);
}

TEST_F(MaskValues, ThatAreNoIdsAreStripedOnDemand) {
    log_values<std::int16_t>(ChannelType::I16, std::vector<std::int16_t>(16, -3));
    options().hatch_no_class = true;
    draw();
    std::size_t stripes = 0;
    for (std::uint32_t x = 0; x < 16; ++x) {
        stripes += pixel(x, 0).r > 200 ? 1U : 0U;
    }
    EXPECT_EQ(stripes, 4U);
}

TEST_F(MaskValues, ThatAreNoIdsAreNoClassOfLegendAndCounts) {
    log_values<std::int32_t>(ChannelType::I32, {-1, 5, -7, 5});
    draw();
    const auto rows = legend();
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].id, 5U);
    EXPECT_EQ(rows[0].value, "50 %");
    const auto counts = counted("/mask");
    ASSERT_EQ(counts.size(), 1U);
    EXPECT_EQ(counts[0].id, 5U);
    EXPECT_EQ(counts[0].counts.pixels(), 2U);
}

TEST_F(MaskValues, KeepTheirColorsWhileTheLargestIdGrows) {
    log("/", some_described());
    const annotation::ContextPtr context = context_of("/mask");
    for (const int id : {10, 255, 256, 300, 511, 512, 1023, 4096, 65535, 20}) {
        const auto largest = static_cast<std::uint16_t>(id);
        log_values<std::uint16_t>(ChannelType::U16, {0, 3, 10, largest});
        draw();
        EXPECT_EQ(pixel(0, 0), context->color(0)) << largest;
        EXPECT_EQ(pixel(1, 0), context->color(3)) << largest;
        EXPECT_EQ(pixel(2, 0), context->color(10)) << largest;
        EXPECT_EQ(pixel(3, 0), context->color(largest)) << largest;
    }
}

TEST_F(MaskValues, FollowAContextThatIsLoggedAnew) {
    log_values<std::uint8_t>(ChannelType::U8, {1, 2});
    log("/", test::classes({test::info(1, "a", test::kRed)}));
    draw();
    EXPECT_EQ(pixel(0, 0), test::kRed);
    log("/", test::classes({test::info(1, "a", test::kGreen), test::info(2, "b", test::kBlue)}));
    draw();
    EXPECT_EQ(pixel(0, 0), test::kGreen);
    EXPECT_EQ(pixel(1, 0), test::kBlue);
}

}  // namespace
}  // namespace limn::views
