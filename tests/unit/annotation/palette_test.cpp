// SPDX-License-Identifier: MIT
#include "annotation/palette.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "annotation/auto_color.h"
#include "annotation/palette_read.h"
#include "annotation/palette_write.h"
#include "support/contexts.h"

namespace limn::annotation {
namespace {

using test::classes;
using test::described;
using test::info;
using test::kBlue;
using test::kGreen;
using test::kRed;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr std::string_view kApp = "app";

/// Every kind of trouble that a label can be.
std::vector<std::string> odd_labels() {
    return {
        "two\nlines",
        "quote \" and, comma",
        "🦊 fox",
        "שלום",
        std::string(10'000, 'x'),
        " spaces ",
    };
}

/// As if the file had the usual name of the format.
Result<Palette> parse_palette(PaletteFormat format, std::string_view text) {
    constexpr std::array kNames{"a.json", "a.csv", "a.gpl", "a.names"};
    auto file = read_palette(kNames.at(static_cast<std::size_t>(format)), text);
    return file ? Result<Palette>(std::move(file->palette))
                : Result<Palette>(tl::unexpected(std::move(file).error()));
}

Palette people() {
    Palette palette;
    palette.name = "people";
    PaletteClass person;
    person.id = 1;
    person.label = "person";
    person.color = Rgba8{1, 2, 3, 200};
    person.group = "human";
    person.keypoints = {{0, "nose", kGreen}, {5, std::nullopt, kBlue}};
    person.connections = {{0, 5}};
    PaletteClass unnamed;
    unnamed.id = 70'000;
    unnamed.color = kRed;
    palette.classes = {person, unnamed};
    return palette;
}

/// Written and read again.
Palette again(PaletteFormat format, const Palette& palette) {
    const auto text = write_palette(format, palette);
    EXPECT_TRUE(text.has_value());
    auto read = parse_palette(format, text.value_or(""));
    EXPECT_TRUE(read.has_value()) << (read ? "" : read.error().message);
    return read.value_or(Palette{});
}

TEST(Palette, JsonKeepsEverything) {
    EXPECT_EQ(again(PaletteFormat::Json, people()), people());
}

TEST(Palette, CsvKeepsAllButNameAndConnections) {
    Palette expected = people();
    expected.name.clear();
    expected.classes[0].connections.clear();

    EXPECT_EQ(again(PaletteFormat::Csv, people()), expected);
}

TEST(Palette, GimpPaletteKeepsIdsLabelsAndOpaqueColors) {
    const Palette read = again(PaletteFormat::Gpl, people());

    ASSERT_THAT(read.classes, SizeIs(2));
    EXPECT_EQ(read.name, "people");
    EXPECT_EQ(read.classes[0].id, 1U);
    EXPECT_EQ(read.classes[0].label, "person");
    EXPECT_EQ(read.classes[0].color, (Rgba8{1, 2, 3, 255}));
    EXPECT_EQ(read.classes[1].id, 70'000U);
    EXPECT_EQ(read.classes[1].label, std::nullopt);
}

TEST(Palette, NamesAreLinesByTheirId) {
    Palette palette;
    palette.classes = {{1, "a", kRed, {}, {}, {}}, {4, "b", kRed, {}, {}, {}}};

    EXPECT_EQ(write_palette(PaletteFormat::Names, palette).value(), "\na\n\n\nb\n");
    const Palette read = again(PaletteFormat::Names, palette);
    ASSERT_THAT(read.classes, SizeIs(2));
    EXPECT_EQ(read.classes[1].id, 4U);
    EXPECT_EQ(read.classes[1].label, "b");
    EXPECT_EQ(read.classes[1].color, std::nullopt);
}

TEST(Palette, NamesOfLargeIdsAreRefused) {
    Palette palette;
    palette.classes = {{4'000'000'000U, "far", kRed, {}, {}, {}}};

    EXPECT_EQ(
        write_palette(PaletteFormat::Names, palette).error().code,
        ErrorCode::InvalidArgument
    );
}

class OddLabels : public ::testing::TestWithParam<std::string> {};

TEST_P(OddLabels, SurviveJsonAndCsv) {
    Palette palette;
    palette.classes = {{3, GetParam(), kRed, {}, {}, {}}};

    EXPECT_EQ(again(PaletteFormat::Json, palette).classes[0].label, GetParam());
    EXPECT_EQ(again(PaletteFormat::Csv, palette).classes[0].label, GetParam());
}

TEST_P(OddLabels, TakeOneLineOfAGimpPalette) {
    Palette palette;
    palette.classes = {{0, GetParam(), kRed, {}, {}, {}}, {1, "next", kRed, {}, {}, {}}};

    const Palette read = again(PaletteFormat::Gpl, palette);

    ASSERT_THAT(read.classes, SizeIs(2));
    EXPECT_EQ(read.classes[1].label, "next");
}

INSTANTIATE_TEST_SUITE_P(Palette, OddLabels, ::testing::ValuesIn(odd_labels()));

TEST(Palette, AllIdsOfAMaskGoThroughEveryFormat) {
    Palette palette;
    for (ClassId id = 0; id <= 0xFFFFU; ++id) {
        palette.classes.push_back({id, fmt::format("c{}", id), auto_color(id), {}, {}, {}});
    }

    EXPECT_EQ(again(PaletteFormat::Json, palette), palette);
    EXPECT_EQ(again(PaletteFormat::Csv, palette), palette);
    EXPECT_EQ(again(PaletteFormat::Gpl, palette).classes, palette.classes);
}

TEST(PaletteJson, ReadsListsOfCategories) {
    const auto palette = parse_palette(
        PaletteFormat::Json,
        R"([{"supercategory": "person", "color": [220, 20, 60], "isthing": 1, "id": 1, "name": "person"}])"
    );

    ASSERT_TRUE(palette.has_value());
    EXPECT_EQ(palette->classes[0].label, "person");
    EXPECT_EQ(palette->classes[0].group, "person");
    EXPECT_EQ(palette->classes[0].color, (Rgba8{220, 20, 60, 255}));
}

TEST(PaletteJson, ReadsWhatTheClassesCommandWrites) {
    const auto palette = parse_palette(
        PaletteFormat::Json,
        R"({"entity": "/a", "context_entity": null, "classes": [{"id": 7, "label": null, "color": "#102030FF",
            "color_source": "auto", "keypoints": [], "connections": [], "instances": 2, "pixels": 0}]})"
    );

    ASSERT_TRUE(palette.has_value());
    EXPECT_EQ(palette->classes[0].color, (Rgba8{16, 32, 48, 255}));
    EXPECT_EQ(palette->classes[0].label, std::nullopt);
}

TEST(PaletteCsv, ColumnsMayStandInAnyOrder) {
    const auto palette =
        parse_palette(PaletteFormat::Csv, "\xEF\xBB\xBFName,R,G,B,ID\r\nroad,128,64,128,0\r\n");

    ASSERT_TRUE(palette.has_value()) << palette.error().message;
    EXPECT_EQ(palette->classes[0].label, "road");
    EXPECT_EQ(palette->classes[0].color, (Rgba8{128, 64, 128, 255}));
}

TEST(PaletteCsv, WithoutHeadingIsIdLabelColor) {
    const auto palette = parse_palette(PaletteFormat::Csv, "3,sky,#010203\n");

    ASSERT_TRUE(palette.has_value()) << palette.error().message;
    EXPECT_EQ(palette->classes[0], (PaletteClass{3, "sky", Rgba8{1, 2, 3, 255}, {}, {}, {}}));
}

TEST(PaletteGpl, ReadsWhatGimpWrites) {
    const auto palette = parse_palette(
        PaletteFormat::Gpl,
        "GIMP Palette\nName: Two\nColumns: 4\n# made by hand\n  0   0   0\tBlack\n255 255 255\tUntitled\n"
    );

    ASSERT_TRUE(palette.has_value());
    EXPECT_EQ(palette->classes[0].label, "Black");
    EXPECT_EQ(palette->classes[1].id, 1U);
    EXPECT_EQ(palette->classes[1].label, std::nullopt);
}

struct BadFile {
    PaletteFormat format;
    std::string text;
    ErrorCode code;
    std::string says;
};

class BadPalette : public ::testing::TestWithParam<BadFile> {};

TEST_P(BadPalette, IsRefusedWithThePlace) {
    const auto palette = parse_palette(GetParam().format, GetParam().text);

    ASSERT_FALSE(palette.has_value());
    EXPECT_EQ(palette.error().code, GetParam().code);
    EXPECT_THAT(palette.error().message, HasSubstr(GetParam().says));
}

INSTANTIATE_TEST_SUITE_P(
    Palette,
    BadPalette,
    ::testing::Values(
        BadFile{PaletteFormat::Json, "{", ErrorCode::InvalidArgument, "not valid JSON"},
        BadFile{PaletteFormat::Json, "{\n\"a\": ,", ErrorCode::InvalidArgument, "line 2: "},
        BadFile{PaletteFormat::Json, "3", ErrorCode::InvalidArgument, "no palette"},
        BadFile{PaletteFormat::Json, "{}", ErrorCode::InvalidArgument, "is missing"},
        BadFile{
            PaletteFormat::Json,
            R"({"classes": []})",
            ErrorCode::InvalidArgument,
            "no classes"},
        BadFile{
            PaletteFormat::Json,
            R"({"limn_palette": 9, "classes": []})",
            ErrorCode::UnsupportedVersion,
            "version 9"},
        BadFile{
            PaletteFormat::Json,
            R"({"limn_class_choices": 1, "choices": []})",
            ErrorCode::NotThisFormat,
            "class choices"},
        BadFile{
            PaletteFormat::Json,
            R"([{"id": 1.5}])",
            ErrorCode::InvalidArgument,
            "classes[0].id"},
        BadFile{
            PaletteFormat::Json,
            R"([{"id": 1}, {"name": "no id"}])",
            ErrorCode::InvalidArgument,
            "classes[1].id is missing"},
        BadFile{
            PaletteFormat::Json,
            R"([{"id": 4294967295}])",
            ErrorCode::InvalidArgument,
            "classes[0].id"},
        BadFile{
            PaletteFormat::Json,
            R"([{"id": 1}, {"id": 1}])",
            ErrorCode::InvalidArgument,
            "class 1 occurs twice"},
        BadFile{
            PaletteFormat::Json,
            R"([{"id": 1, "color": "red"}])",
            ErrorCode::InvalidArgument,
            "classes[0].color"},
        BadFile{
            PaletteFormat::Json,
            R"([{"id": 1, "color": [1, 2, 256]}])",
            ErrorCode::InvalidArgument,
            "classes[0].color"},
        BadFile{
            PaletteFormat::Json,
            R"([{"id": 1, "keypoints": [{"id": 65536}]}])",
            ErrorCode::InvalidArgument,
            "classes[0].keypoints[0].id"},
        BadFile{
            PaletteFormat::Json,
            R"([{"id": 1, "keypoints": [{"id": 2}, {"id": 2}]}])",
            ErrorCode::InvalidArgument,
            "keypoint 2 occurs twice"},
        BadFile{
            PaletteFormat::Json,
            R"([{"id": 1, "connections": [[1]]}])",
            ErrorCode::InvalidArgument,
            "connections[0]"},
        BadFile{PaletteFormat::Csv, "", ErrorCode::InvalidArgument, "empty"},
        BadFile{
            PaletteFormat::Csv,
            "id,label\n1,a\n\n1,b\n",
            ErrorCode::InvalidArgument,
            "line 4: class 1 occurs twice"},
        BadFile{
            PaletteFormat::Csv,
            "id,label\nx,a\n",
            ErrorCode::InvalidArgument,
            "line 2: the class id \"x\""},
        BadFile{
            PaletteFormat::Csv,
            "id,color\n1,blue\n",
            ErrorCode::InvalidArgument,
            "line 2: \"blue\""},
        BadFile{
            PaletteFormat::Csv,
            "id,r,g,b\n1,0,0,300\n",
            ErrorCode::InvalidArgument,
            "line 2: blue"},
        BadFile{
            PaletteFormat::Csv,
            "id,label\n1,\"open\n",
            ErrorCode::InvalidArgument,
            "line 2: a quote has no end"},
        BadFile{
            PaletteFormat::Csv,
            "id,label\n\"two\nlines\",x\n9,y\nz,z\n",
            ErrorCode::InvalidArgument,
            "line 2"},
        BadFile{PaletteFormat::Gpl, "", ErrorCode::InvalidArgument, "empty"},
        BadFile{PaletteFormat::Gpl, "JASC-PAL\n", ErrorCode::InvalidArgument, "line 1"},
        BadFile{PaletteFormat::Gpl, "GIMP Palette\n1 2\n", ErrorCode::InvalidArgument, "line 2"},
        BadFile{
            PaletteFormat::Gpl,
            "GIMP Palette\n1 2 256 x\n",
            ErrorCode::InvalidArgument,
            "line 2"},
        BadFile{
            PaletteFormat::Gpl,
            "GIMP Palette\n# id 2\n1 2 3 x\n# id 2\n1 2 3 y\n",
            ErrorCode::InvalidArgument,
            "class 2 occurs twice"},
        BadFile{PaletteFormat::Names, "\n\n", ErrorCode::InvalidArgument, "empty"},
        BadFile{
            PaletteFormat::Names,
            std::string("\x89PNG\0\0", 6),
            ErrorCode::NotThisFormat,
            "no text"}
    )
);

TEST(PaletteFormatOf, FollowsTheNameAndRefusesOthers) {
    EXPECT_EQ(palette_format_of("a.JSON").value(), PaletteFormat::Json);
    EXPECT_EQ(palette_format_of("a.csv").value(), PaletteFormat::Csv);
    EXPECT_EQ(palette_format_of("a.gpl").value(), PaletteFormat::Gpl);
    EXPECT_EQ(palette_format_of("coco.names").value(), PaletteFormat::Names);
    EXPECT_FALSE(palette_format_of("a.ctbl"));
    EXPECT_FALSE(palette_format_of("a"));
}

TEST(MissingSkeletons, AreThoseThatTheContextDoesNotDescribe) {
    const ResolvedContext context(
        EntityPath::parse("/cam"),
        RowId{{0, 1}},
        kStaticTime,
        AnnotationContext{{described(info(1, "pose"), {info(0, "nose"), info(5, "ear")}, {{0, 5}})}}
    );

    EXPECT_EQ(note_of_missing_skeletons(people(), &context), std::nullopt);
    EXPECT_THAT(
        note_of_missing_skeletons(people(), nullptr).value_or(""),
        HasSubstr("2 keypoints and 1 connection not used")
    );
}

class EffectivePalette : public ::testing::Test {
  protected:
    static ResolvedContext resolve(const AnnotationContext& logged) {
        return {EntityPath::parse("/cam"), RowId{{0, 1}}, kStaticTime, logged};
    }

    ResolvedContext context = resolve({{
        described(info(1, "pose", kRed), {info(0, "nose"), info(1, "ear", kBlue)}, {{0, 1}}),
        described(info(4, "sky", kBlue)),
    }});
    ClassChoices choices;
};

TEST_F(EffectivePalette, IsWhatIsOnTheScreen) {
    ClassChoice choice;
    choice.color = kGreen;
    choice.label = "person";
    choices.set(choice_key(kApp, context, 1), choice);

    const Palette palette = effective_palette(context, choices, kApp, std::vector<ClassId>{1, 9});

    ASSERT_THAT(palette.classes, SizeIs(3));
    EXPECT_EQ(palette.classes[0].label, "person");
    EXPECT_EQ(palette.classes[0].color, kGreen);
    EXPECT_EQ(palette.classes[0].keypoints[0].color, kGreen);
    EXPECT_EQ(palette.classes[0].keypoints[1].color, kBlue);
    EXPECT_EQ(palette.classes[2].id, 9U);
    EXPECT_EQ(palette.classes[2].color, auto_color(9));
}

TEST_F(EffectivePalette, AppliedToItsOwnContextChangesNothing) {
    const Palette palette = effective_palette(context, choices, kApp, {});

    apply_palette(choices, palette, context, kApp);

    EXPECT_EQ(choices, ClassChoices());
}

TEST_F(EffectivePalette, ComesBackWhenItIsAppliedElsewhere) {
    ClassChoice choice;
    choice.color = kGreen;
    choices.set(choice_key(kApp, context, 1), choice);
    choices.set(choice_key(kApp, context, 1, KeypointId{1}), choice);
    const Palette palette = effective_palette(context, choices, kApp, {});

    ClassChoices fresh;
    apply_palette(fresh, palette, context, kApp);

    EXPECT_EQ(effective_palette(context, fresh, kApp, {}), palette);
}

TEST_F(EffectivePalette, GroupsAreKeptAndExported) {
    Palette groups;
    groups.classes.resize(2);
    groups.classes[0].id = 1;
    groups.classes[0].group = "human";
    groups.classes[1].id = 7;
    groups.classes[1].group = "vehicle";

    apply_palette(choices, groups, context, kApp);

    EXPECT_EQ(choices.get(choice_key(kApp, context, 1)).group, "human");
    EXPECT_EQ(choices.get(choice_key(kApp, context, 1)).color, std::nullopt);
    const Palette palette = effective_palette(context, choices, kApp, std::vector<ClassId>{7});
    EXPECT_EQ(palette.find(1)->group, "human");
    EXPECT_EQ(palette.find(4)->group, std::nullopt);
    EXPECT_EQ(palette.find(7)->group, "vehicle");
}

TEST_F(EffectivePalette, NamesAloneLeaveColorsAlone) {
    const auto names = parse_palette(PaletteFormat::Names, "road\nperson\n");
    ASSERT_TRUE(names.has_value());

    apply_palette(choices, *names, context, kApp);

    EXPECT_EQ(choices.get(choice_key(kApp, context, 1)).label, "person");
    EXPECT_EQ(choices.get(choice_key(kApp, context, 1)).color, std::nullopt);
    EXPECT_EQ(choices.get(choice_key(kApp, context, 0)).label, "road");
}

}  // namespace
}  // namespace limn::annotation
