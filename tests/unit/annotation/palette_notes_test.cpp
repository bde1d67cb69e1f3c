// SPDX-License-Identifier: MIT
// What of a list of classes is not used, or had to be decided.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "annotation/palette.h"

#include "annotation/palette_read.h"

namespace limn::annotation {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr Rgba8 kRoad{128, 64, 128, 255};

PaletteFile read(std::string_view name, std::string_view text) {
    auto file = read_palette(name, text);
    EXPECT_TRUE(file) << (file ? "" : file.error().message);
    return file.value_or(PaletteFile{});
}

std::string fault(std::string_view name, std::string_view text) {
    const auto file = read_palette(name, text);
    return file ? "no fault" : file.error().message;
}

/// "id name" of every class.
std::vector<std::string> names(const PaletteFile& file) {
    std::vector<std::string> list;
    for (const PaletteClass& one : file.palette.classes) {
        list.push_back(std::to_string(one.id) + " " + one.label.value_or("-"));
    }
    return list;
}

TEST(PaletteColors, StandBesideNames) {
    for (const auto& file :
         {read("a.json", R"({"names": ["sky", "road"], "colors": [[1, 2, 3], [128, 64, 128]]})"),
          read("a.yaml", "names: [sky, road]\ncolors: [[1, 2, 3], [128, 64, 128]]\n"),
          read("a.json", R"({"classes": ["sky", "road"], "palette": ["#010203", "#804080"]})"),
          read("a.json", R"({"names": ["sky", "road"], "colors": [1, 2, 3, 128, 64, 128]})"),
          read(
              "a.json",
              R"({"names": ["sky", "road"], "colors": {"road": [128, 64, 128], "0": [1, 2, 3]}})"
          )}) {
        ASSERT_EQ(file.palette.classes.size(), 2U);
        EXPECT_EQ(file.palette.classes[0].color, (Rgba8{1, 2, 3, 255}));
        EXPECT_EQ(file.palette.classes[1].color, kRoad);
    }
}

TEST(PaletteColors, OfMapsGoById) {
    const PaletteFile file =
        read("a.yaml", "names: {10: a, 2: b}\ncolors: [[0, 0, 0], [0, 0, 0], [128, 64, 128]]\n");

    EXPECT_EQ(file.palette.find(2)->color, kRoad);
    EXPECT_EQ(file.palette.find(10)->color, std::nullopt);
    EXPECT_THAT(
        file.notes,
        ElementsAre("colors has 3 colors for 2 classes: class N has color N, from 0")
    );
}

TEST(PaletteColors, OfObjectsGoInTheirOrder) {
    const PaletteFile file = read(
        "a.json",
        R"({"categories": [{"id": 7, "name": "a"}, {"id": 3, "name": "b"}], "colors": ["#804080", "#000000"]})"
    );

    EXPECT_EQ(file.palette.find(7)->color, kRoad);
}

TEST(PaletteColors, ThatAreNoneAreAnError) {
    EXPECT_THAT(
        fault("a.json", R"({"names": ["a"], "colors": ["rot"]})"),
        HasSubstr("colors[0] is not a color")
    );
    EXPECT_THAT(
        fault(
            "a.json",
            R"({"classes": [{"name": "a", "keypoints": ["x"], "keypoint_colors": ["rot"]}]})"
        ),
        HasSubstr("classes[0].keypoint_colors[0] is not a color")
    );
}

struct Noted {
    const char* name;
    std::string text;
    const char* says;
};

class Notes : public ::testing::TestWithParam<Noted> {};

TEST_P(Notes, SayWhatIsNotUsed) {
    EXPECT_THAT(read(GetParam().name, GetParam().text).notes, Contains(HasSubstr(GetParam().says)));
}

INSTANTIATE_TEST_SUITE_P(
    Palette,
    Notes,
    ::testing::Values(
        Noted{
            "surplus.csv",
            "id,name\n1,a,extra\n2,b\n",
            "1 line has more than 2 fields, from line 2 on; the surplus is not used"},
        Noted{"both.csv", "id,color,r,g,b\n1,#804080,1,2,3\n", "not used: \"r\", \"g\", \"b\""},
        Noted{"groups.csv", "id,keypoint,name,group\n1,,a,\n1,0,x,limbs\n", "1 group of keypoints"},
        Noted{
            "isthing.json",
            R"([{"id": 1, "name": "a", "isthing": 1}])",
            "not used of classes: \"isthing\""},
        Noted{
            "sides.json",
            R"([{"id": 1, "keypoints": [{"name": "x", "side": "left"}]}])",
            "not used of keypoints: \"side\""},
        Noted{
            "twice.json",
            R"({"names": ["a"], "categories": [{"id": 1}]})",
            "not used: \"categories\""},
        Noted{
            "tags.json",
            R"({"classes": [{"title": "a", "shape": "any"}], "tags": [{"name": "t"}]})",
            "not used: \"tags\""},
        Noted{
            "kitti.yaml",
            "labels: {0: a}\ncolor_map: {0: [0, 0, 0], 1: [1, 1, 1]}\nlearning_map: {0: 0}\n",
            "1 color of classes that are not listed"},
        Noted{
            "kitti.yaml",
            "labels: {0: a}\ncolor_map: {0: [0, 0, 0]}\nlearning_map: {0: 0}\n",
            "not used: \"learning_map\""},
        Noted{
            "pose.yaml",
            "names: [a]\nkpt_shape: [2, 3]\nkpt_names: {0: [x, y, z], 4: [x, y]}\n",
            "class 0 has 3 keypoints in kpt_names, but 2 in kpt_shape"},
        Noted{
            "pose.yaml",
            "names: [a]\nkpt_shape: [2, 3]\nkpt_names: {0: [x, y], 4: [x, y]}\n",
            "kpt_names of 1 class that names has not"},
        Noted{
            "labelmap.txt",
            "# label:color_rgb:parts:actions\nman:1,2,3:head,hand:\n",
            "not used: parts and actions (1 class)"},
        Noted{
            "itk.txt",
            "1 255 0 0 1 0 1 \"a\"\n",
            "not used: what is switched invisible (1 class)"},
        Noted{"two.yaml", "names: [a]\n---\nnames: [b]\n", "the first of 2 YAML documents"},
        Noted{
            "labelme.json",
            R"({"shapes": [{"label": "a"}, {"points": []}]})",
            "1 shape without a label"},
        Noted{"dlc.yaml", "bodyparts: [a]\nindividuals: [x, y]\n", "not used: \"individuals\""},
        Noted{
            "colors.json",
            R"([{"id": 1, "keypoints": ["x", "y"], "keypoint_colors": ["#000000"]}])",
            "1 color for 2 keypoints"},
        Noted{"gaps.txt", "cat\n\ndog\n", "1 empty line is a class without a name"},
        Noted{"numbers.txt", "4 wheeler\n2 wheeler\ncar\n", "2 of 3 lines begin with a number"},
        Noted{"one.txt", "cat,dog,bird\n", "one line, read as 3 names between commas"}
    )
);

TEST(PaletteNotes, AreNotMadeOfWhatSaysNothingOfClasses) {
    EXPECT_THAT(
        read("data.yaml", "path: x\ntrain: a\nval: b\nnc: 1\nnames: [a]\n").notes,
        IsEmpty()
    );
    EXPECT_THAT(
        read("a.json", R"({"info": {}, "images": [1], "categories": [{"id": 1, "name": "a"}]})")
            .notes,
        IsEmpty()
    );
    EXPECT_THAT(
        read("config.json", R"({"id2label": {"0": "a"}, "model_type": "x"})").notes,
        IsEmpty()
    );
    EXPECT_THAT(
        read(
            "a.json",
            R"({"entity": "/", "context_entity": null, "classes": [{"id": 1, "label": "a", "color": "#804080", "color_source": "auto", "keypoints": [], "connections": [], "instances": 2, "pixels": 5}]})"
        )
            .notes,
        IsEmpty()
    );
}

TEST(PaletteTables, MayHaveAHeadingWithoutAMark) {
    const PaletteFile table = read(
        "free.txt",
        "No. Label Name:      R   G   B   A\n\n0   Unknown   0 0 0 0\n3   Left-Road   128 64 128 0\n"
    );

    EXPECT_THAT(names(table), ElementsAre("0 Unknown", "3 Left-Road"));
    EXPECT_EQ(table.palette.classes[1].color, kRoad);
    EXPECT_THAT(names(read("a.txt", "id name\n0 cat\n1 dog\n")), ElementsAre("0 cat", "1 dog"));
}

TEST(PaletteTables, HaveNumbersOnEitherSideOfTheName) {
    for (const auto& file :
         {read("a.txt", "7 128 64 128 main road\n8 1 2 3 sky\n"),
          read("a.txt", "7 128 64 128 255 main road\n8 1 2 3 255 sky\n"),
          read("a.txt", "7 main road 128 64 128\n8 sky 1 2 3\n")}) {
        EXPECT_THAT(names(file), ElementsAre("7 main road", "8 sky"));
        EXPECT_EQ(file.palette.classes[0].color, kRoad);
    }
    const PaletteFile numbered = read("a.txt", "main road 128 64 128\nsky 1 2 3\n");
    EXPECT_THAT(names(numbered), ElementsAre("0 main road", "1 sky"));
    EXPECT_EQ(numbered.palette.classes[0].color, kRoad);
    EXPECT_THAT(names(read("a.txt", "cat: 3\ndog: 4\n")), ElementsAre("3 cat", "4 dog"));
}

TEST(PaletteCsv, AColumnWithoutANameHoldsIdsIfNoOtherDoes) {
    const PaletteFile file = read("a.csv", ";name;rgb\n7;road;\"128, 64, 128\"\n9;sky;\n");
    const PaletteFile twice = read("a.csv", ",name\n7,a\n7,b\n");
    const PaletteFile other = read("a.csv", ",id,name\n0,7,a\n1,9,b\n");

    EXPECT_THAT(names(file), ElementsAre("7 road", "9 sky"));
    EXPECT_THAT(file.notes, ElementsAre("column 1, which has no name, is read as ids"));
    EXPECT_THAT(names(twice), ElementsAre("0 a", "1 b"));
    EXPECT_THAT(twice.notes, Contains("columns that are not used: number 1"));
    EXPECT_THAT(names(other), ElementsAre("7 a", "9 b"));
}

TEST(PaletteNames, OfOneLineStandBetweenCommas) {
    EXPECT_THAT(names(read("a.txt", "cat, dog ,bird\n")), ElementsAre("0 cat", "1 dog", "2 bird"));
    EXPECT_THAT(
        names(read("imagenet.txt", "tench, Tinca tinca\ngoldfish, Carassius auratus\n")),
        ElementsAre("0 tench, Tinca tinca", "1 goldfish, Carassius auratus")
    );
}

TEST(PaletteLineEnds, MayBeThoseOfOldMacs) {
    EXPECT_THAT(names(read("a.txt", "cat\rdog\r")), ElementsAre("0 cat", "1 dog"));
    EXPECT_THAT(
        names(read("a.yaml", "names:\r  0: cat\r  1: dog\r")),
        ElementsAre("0 cat", "1 dog")
    );
    EXPECT_THAT(names(read("a.csv", "id,name\r4,cat\r5,dog\r")), ElementsAre("4 cat", "5 dog"));
    EXPECT_THAT(fault("a.txt", "cat\rimages/a.jpg\r"), HasSubstr("line 2: "));
}

class NoList : public ::testing::TestWithParam<Noted> {};

TEST_P(NoList, IsRefusedWithTheReason) {
    EXPECT_THAT(fault(GetParam().name, GetParam().text), HasSubstr(GetParam().says));
}

INSTANTIATE_TEST_SUITE_P(
    Palette,
    NoList,
    ::testing::Values(
        Noted{
            "license.txt",
            "MIT License\n\nCopyright (c) 2020\n",
            "line 3: is a copyright notice"},
        Noted{"prose.txt", "cat\nThese are not all classes.\n", "line 2: is a sentence"},
        Noted{"notes.txt", "# classes\ncat\n", "line 1: begins with \"#\""},
        Noted{"list.txt", "- cat\n- dog\n", "line 1: begins with \"-\""},
        Noted{"columns.txt", "cat,animal\ndog,animal\n", "line 1: has columns"},
        Noted{"tabs.txt", "cat\tanimal\ndog\tanimal\n", "line 1: has columns"},
        Noted{"boxes.txt", "car 10 20 30 40\n", "line 1: has several numbers"},
        Noted{"ini.txt", "[classes]\n0=cat\n", "begins like JSON"},
        Noted{"twice.json", R"({"0": "a", "0": "b"})", "\"0\" occurs twice"},
        Noted{"name.json", R"([{"id": 1, "name": true}])", "classes[0].name is not a text"},
        Noted{"mixed.json", R"(["a", {"id": 5, "name": "b"}])", "classes[0] has no id"},
        Noted{"alpha.csv", "id,name,a\n1,x,128\n", "red, green and blue go together"},
        Noted{
            "shape.yaml",
            "names: [a]\nkpt_shape: many\n",
            "kpt_shape does not begin with a number"}
    )
);

}  // namespace
}  // namespace limn::annotation
