// SPDX-License-Identifier: MIT
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

/// "id name" of every class.
std::vector<std::string> names(const PaletteFile& file) {
    std::vector<std::string> list;
    for (const PaletteClass& one : file.palette.classes) {
        list.push_back(std::to_string(one.id) + " " + one.label.value_or("-"));
    }
    return list;
}

/// "from-to" of the links of a class.
std::vector<std::string> links(const PaletteClass& one) {
    std::vector<std::string> list;
    for (const KeypointPair& pair : one.connections) {
        list.push_back(std::to_string(pair.from) + "-" + std::to_string(pair.to));
    }
    return list;
}

TEST(ReadCoco, GivesKeypointsAndLinksThatCountFromOne) {
    const PaletteFile file =
        read("x.json", R"({"images": [{"id": 1}], "annotations": [{"id": 9, "category_id": 1}],
        "categories": [{"id": 1, "name": "person", "supercategory": "human",
            "keypoints": ["nose", "eye", "ear"], "skeleton": [[1, 2], [2, 3]]}]})");

    EXPECT_EQ(file.kind, "COCO categories");
    EXPECT_THAT(names(file), ElementsAre("1 person"));
    const PaletteClass& person = file.palette.classes[0];
    EXPECT_EQ(person.group, "human");
    EXPECT_EQ(person.keypoints[2], (PaletteKeypoint{2, "ear", {}}));
    EXPECT_THAT(links(person), ElementsAre("0-1", "1-2"));
    EXPECT_THAT(file.notes, IsEmpty());
}

TEST(ReadCoco, LinksThatNameZeroCountFromZero) {
    const PaletteFile file = read(
        "x.json",
        R"({"categories": [{"id": 1, "name": "a", "keypoints": ["x", "y", "z"], "skeleton": [[0, 1], [1, 2]]}]})"
    );

    EXPECT_THAT(links(file.palette.classes[0]), ElementsAre("0-1", "1-2"));
}

TEST(ReadCoco, LinksToNowhereAreLeftOutAndCounted) {
    const PaletteFile file = read(
        "x.json",
        R"({"categories": [{"id": 1, "name": "a", "keypoints": ["x", "y"], "skeleton": [[1, 2], [16, 14]]}]})"
    );

    EXPECT_THAT(links(file.palette.classes[0]), ElementsAre("0-1"));
    EXPECT_THAT(file.notes, Contains(HasSubstr("1 of 2 links")));
}

TEST(ReadCoco, IdsBelowZeroAreLeftOutAndSaid) {
    const PaletteFile file =
        read("x.json", R"([{"id": 7, "name": "road"}, {"id": -1, "name": "license plate"}])");

    EXPECT_THAT(names(file), ElementsAre("7 road"));
    EXPECT_THAT(file.notes, ElementsAre(HasSubstr("license plate")));
}

TEST(ReadCoco, ResultsWithoutNamesAreRefused) {
    const auto file =
        read_palette("x.json", R"([{"image_id": 1, "category_id": 18, "score": 0.2}])");

    ASSERT_FALSE(file);
    EXPECT_THAT(file.error().message, HasSubstr("not their names"));
}

TEST(ReadYolo, NamesAreAListOrAMap) {
    const PaletteFile list = read("data.yaml", "nc: 3\nnames: ['person', no, 3]\n");
    const PaletteFile map = read("data.yaml", "path: .\nnames:\n  0: person\n  7: car\n");

    EXPECT_THAT(names(list), ElementsAre("0 person", "1 no", "2 3"));
    EXPECT_THAT(list.notes, IsEmpty());
    EXPECT_THAT(names(map), ElementsAre("0 person", "7 car"));
}

TEST(ReadYolo, PosesHaveKeypointsWithoutLinks) {
    const PaletteFile file = read(
        "data.yaml",
        "names: {0: person}\nkpt_shape: [3, 2]\nkpt_names:\n  0: [nose, eye, ear]\nnc: 2\n"
    );

    EXPECT_EQ(file.palette.classes[0].keypoints[1], (PaletteKeypoint{1, "eye", {}}));
    EXPECT_THAT(
        file.notes,
        ElementsAre(HasSubstr("nc is 2, but there is 1 name"), HasSubstr("no connections"))
    );
}

TEST(ReadYaml, SemanticKittiHasBlueFirst) {
    const PaletteFile file = read(
        "semantic-kitti.yaml",
        "labels:\n  0 : \"unlabeled\"\n  40: \"road\"\ncolor_map: # bgr\n  0 : [0, 0, 0]\n  40: [255, 0, 128]\n"
    );

    EXPECT_THAT(names(file), ElementsAre("0 unlabeled", "40 road"));
    EXPECT_EQ(file.palette.classes[1].color, (Rgba8{128, 0, 255, 255}));
}

TEST(ReadYaml, ErrorsHaveTheirLine) {
    EXPECT_THAT(
        read_palette("a.yaml", "names:\n  0: a\n  0: b\n").error().message,
        HasSubstr("line 3: \"0\" occurs twice")
    );
    EXPECT_THAT(read_palette("a.yaml", "names: [a,\n").error().message, HasSubstr("line "));
}

TEST(ReadYaml, AliasesCannotMakeItEndless) {
    std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 12; ++i) {
        const std::string before = "*a" + std::to_string(i - 1);
        bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before;
        for (int k = 0; k < 9; ++k) {
            bomb += ", " + before;
        }
        bomb += "]\n";
    }

    EXPECT_EQ(read_palette("a.yaml", bomb).error().code, ErrorCode::TooLarge);
}

TEST(ReadDeepLabCut, LinksAreNamesAndMayBeChains) {
    const PaletteFile file = read(
        "config.yaml",
        "Task: mouse\nbodyparts:\n- snout\n- neck\n- tail\nskeleton:\n- - snout\n  - neck\n  - tail\n- - snout\n  - nowhere\n"
    );

    EXPECT_THAT(names(file), ElementsAre("0 mouse"));
    EXPECT_THAT(links(file.palette.classes[0]), ElementsAre("0-1", "1-2"));
    EXPECT_THAT(file.notes, ElementsAre(HasSubstr("1 body part")));
}

TEST(ReadCvat, LabelsAreNumberedAndSkeletonsDrawn) {
    const PaletteFile file = read(
        "labels.json",
        R"([
        {"name": "car", "id": 4711, "color": "#ff007c", "type": "any", "attributes": []},
        {"name": "body", "id": 4712, "color": "#00ff00", "type": "skeleton", "attributes": [],
         "sublabels": [{"name": "head", "id": 4713, "color": "#0000ff"}, {"name": "foot", "id": 4714}],
         "svg": "<line x1=\"1\" data-type=\"edge\" data-node-from=\"2\" data-node-to=\"1\"></line><circle r=\"1\" data-node-id=\"2\" data-label-name=\"foot\"></circle>"}])"
    );

    EXPECT_EQ(file.kind, "CVAT labels");
    EXPECT_THAT(names(file), ElementsAre("0 car", "1 body"));
    EXPECT_EQ(file.palette.classes[0].color, (Rgba8{255, 0, 124, 255}));
    EXPECT_EQ(
        file.palette.classes[1].keypoints[0],
        (PaletteKeypoint{0, "head", Rgba8{0, 0, 255, 255}})
    );
    EXPECT_THAT(links(file.palette.classes[1]), ElementsAre("1-0"));
    EXPECT_THAT(file.notes, ElementsAre(HasSubstr("numbered in its order")));
}

TEST(ReadCvat, LabelMapsHaveColors) {
    const PaletteFile file = read(
        "labelmap.txt",
        "# label:color_rgb:parts:actions\nbackground:0,0,0::\nroad:128,64,128::\n"
    );

    EXPECT_THAT(names(file), ElementsAre("0 background", "1 road"));
    EXPECT_EQ(file.palette.classes[1].color, kRoad);
}

TEST(ReadLabelMe, LabelFilesBeginBelowZero) {
    const PaletteFile file = read("labels.txt", "__ignore__\n_background_\ncat\n");

    EXPECT_THAT(names(file), ElementsAre("0 _background_", "1 cat"));
}

TEST(ReadLabelMe, AnnotationsGiveSortedLabels) {
    const PaletteFile file = read(
        "a.json",
        R"({"version": "4.0", "shapes": [{"label": "sofa"}, {"label": "chair"}, {"label": "sofa"}], "imagePath": "a.jpg"})"
    );

    EXPECT_THAT(names(file), ElementsAre("0 _background_", "1 chair", "2 sofa"));
}

TEST(ReadItkSnap, ReadsLabelDescriptions) {
    const PaletteFile file =
        read("labels.label", R"(################################################
# ITK-SnAP Label Description File
    0     0    0    0        0  0  0    "Clear Label"
    3   128   64  128        1  1  1    "White \"matter\" left"
)");

    EXPECT_THAT(names(file), ElementsAre("0 Clear Label", R"(3 White \"matter\" left)"));
    EXPECT_EQ(file.palette.classes[0].color, (Rgba8{0, 0, 0, 0}));
    EXPECT_EQ(file.palette.classes[1].color, kRoad);
}

TEST(ReadSlicer, ReadsColorTables) {
    const PaletteFile table = read(
        "GenericColors.ctbl",
        "# Color table file\n0 background 0 0 0 0\n2 road 128 64 128 255\n"
    );
    const PaletteFile csv = read(
        "Generic.csv",
        "LabelValue,Name,Color_R,Color_G,Color_B,Color_A,Segmentation\n2,road,128,64,128,255,x\n"
    );

    EXPECT_THAT(names(table), ElementsAre("0 background", "2 road"));
    EXPECT_EQ(table.palette.classes[1].color, kRoad);
    EXPECT_THAT(names(csv), ElementsAre("2 road"));
    EXPECT_EQ(csv.palette.classes[0].color, kRoad);
    EXPECT_THAT(csv.notes, ElementsAre(HasSubstr("\"Segmentation\"")));
}

TEST(ReadSlicer, FreeSurferMeansOpaque) {
    const PaletteFile file = read(
        "FreeSurferColorLUT.txt",
        "#No. Label Name:  R G B A\n0   Unknown   0 0 0 0\n2   Left-Cerebral-White-Matter  128 64 128 0\n"
    );

    EXPECT_EQ(file.palette.classes[1].color, kRoad);
}

TEST(ReadSlicer, ALineOfAnotherFormIsRefused) {
    const auto file = read_palette("a.ctbl", "0 background 0 0 0 0\n2 road 128 64 300 255\n");

    ASSERT_FALSE(file);
    EXPECT_THAT(file.error().message, HasSubstr("line 2: is not of the form"));
}

TEST(ReadColors, CamVidHasColorsAndNames) {
    const PaletteFile file =
        read("label_colors.txt", "64 128 64\tAnimal\n128 64 128\tRoad == road\n");

    EXPECT_THAT(names(file), ElementsAre("0 Animal", "1 Road == road"));
    EXPECT_EQ(file.palette.classes[1].color, kRoad);
}

TEST(ReadCsv, HeadingsSayWhatColumnsAre) {
    const PaletteFile named = read("class_dict.csv", "name,r,g,b\nsky,1,2,3\nroad,128,64,128\n");
    const PaletteFile either = read("a.csv", "class;label;color\n4;road;\"128, 64, 128\"\n");
    const PaletteFile tabs = read("a.tsv", "category\tclass\n flat\troad\n");

    EXPECT_THAT(names(named), ElementsAre("0 sky", "1 road"));
    EXPECT_EQ(named.palette.classes[1].color, kRoad);
    EXPECT_THAT(named.notes, ElementsAre(HasSubstr("no ids")));
    EXPECT_THAT(names(either), ElementsAre("4 road"));
    EXPECT_EQ(either.palette.classes[0].color, kRoad);
    EXPECT_THAT(names(tabs), ElementsAre("0 flat"));
}

TEST(ReadCsv, ColorsMayBeShares) {
    const PaletteFile file = read("a.csv", "id,name,r,g,b\n1,half,0.5,0.0,1.0\n2,whole,255,0,1\n");

    EXPECT_EQ(file.palette.classes[0].color, (Rgba8{128, 0, 255, 255}));
    EXPECT_EQ(file.palette.classes[1].color, (Rgba8{255, 0, 1, 255}));
}

TEST(ReadCsv, IdsBelowZeroAreLeftOutAndSaid) {
    const PaletteFile file = read("a.csv", "id,name\n-1,license plate\n0,road\n");

    EXPECT_THAT(names(file), ElementsAre("0 road"));
    EXPECT_THAT(file.notes, ElementsAre(HasSubstr("license plate")));
}

TEST(ReadMaps, IdsAndNamesMayStandOnEitherSide) {
    EXPECT_THAT(
        names(read("a.json", R"({"0": "tench", "10": "hen"})")),
        ElementsAre("0 tench", "10 hen")
    );
    EXPECT_THAT(
        names(read("a.json", R"({"hen": 1, "tench": 0})")),
        ElementsAre("0 tench", "1 hen")
    );
    EXPECT_THAT(
        names(read("config.json", R"({"model": "x", "id2label": {"0": "wall"}})")),
        ElementsAre("0 wall")
    );
    EXPECT_THAT(
        names(read(
            "meta.json",
            R"({"label_map": {"1": "road"}, "segmentation_colors": [[0,0,0],[1,2,3]]})"
        )),
        ElementsAre("1 road")
    );
}

TEST(ReadNames, LinesMayBeginWithTheirId) {
    EXPECT_THAT(names(read("a.txt", "0: road\n7: car\n")), ElementsAre("0 road", "7 car"));
    EXPECT_THAT(names(read("a.txt", "4 wheeler\nroad\n")), ElementsAre("0 4 wheeler", "1 road"));
}

TEST(ReadNames, WindowsLineEndsAndByteOrderMarksAreFine) {
    EXPECT_THAT(
        names(read("a.names", "\xEF\xBB\xBFroad\r\ncar\r\n")),
        ElementsAre("0 road", "1 car")
    );
}

struct NoNames {
    const char* name;
    std::string text;
    const char* says;
};

class RefusedNames : public ::testing::TestWithParam<NoNames> {};

TEST_P(RefusedNames, WithTheReason) {
    const auto file = read_palette(GetParam().name, GetParam().text);

    ASSERT_FALSE(file);
    EXPECT_THAT(file.error().message, HasSubstr(GetParam().says));
}

INSTANTIATE_TEST_SUITE_P(
    Palette,
    RefusedNames,
    ::testing::Values(
        NoNames{"a.labels", "road\ncar\n", ".txt and .names"},
        NoNames{"/dev/fd/63", "road\ncar\n", ".txt and .names"},
        NoNames{"a.csv", "road\ncar\n", "line 1: is neither a heading"},
        NoNames{"yolo.txt", "0 0.5 0.5 0.25 0.25\n", "line 1: has numbers only"},
        NoNames{"val.txt", "2007_000033\n2007_000042\n", "line 1: has numbers only"},
        NoNames{"train.txt", "images/a.jpg\n", "line 1: is the name of a file"},
        NoNames{
            "kitti.txt",
            "Car 0 0 -1 614 181 727 284 1.5 1.6 3.7 1 1.5 4 0.3\n",
            "line 1: has 15 words"},
        NoNames{"notes.txt", "road\n" + std::string(300, 'x'), "line 2: has 300 bytes"},
        NoNames{"page.txt", "<html>\n", "line 1: looks like another format"},
        NoNames{"label_map.pbtxt", "item {\n  id: 1\n}\n", ".txt and .names"},
        NoNames{"latin1.txt", "stra\xDF\x65\n", "line 1: is no UTF-8 text"},
        NoNames{"utf16.txt", std::string("\xFF\xFEr\0o\0", 6), "UTF-16"}
    )
);

}  // namespace
}  // namespace limn::annotation
