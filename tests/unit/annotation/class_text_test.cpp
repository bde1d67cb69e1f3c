// SPDX-License-Identifier: MIT
#include "annotation/class_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "annotation/palette.h"
#include "annotation/palette_read.h"

namespace limn::annotation {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view kCoco = R"({
"info": {"year": 2017, "a": "b\"}"},
"images": [{"id": 1, "name": "] \\"}, [
]],
"licenses": null, "annotations": "text", "imageData" : -1.5e3,
"categories": [{"id": 1, "name": "images", "annotations": [1]}]})";

constexpr std::string_view kWithoutBulk = R"({
"info":null,
"images":null,
"licenses":null, "annotations":null, "imageData" :null,
"categories": [{"id": 1, "name": "images", "annotations": [1]}]})";

/// In pieces of so many bytes.
ClassText sieved(std::string_view text, std::size_t piece) {
    JsonSieve sieve;
    for (std::size_t at = 0; at < text.size(); at += piece) {
        EXPECT_TRUE(sieve.add(text.substr(at, piece)));
    }
    return sieve.take();
}

TEST(JsonSieve, LeavesOutWhatHoldsNoClasses) {
    EXPECT_EQ(sieved(kCoco, kCoco.size()).text, kWithoutBulk);
}

TEST(JsonSieve, PiecesMayEndAnywhere) {
    for (std::size_t piece = 1; piece < 40; ++piece) {
        EXPECT_EQ(sieved(kCoco, piece).text, kWithoutBulk) << piece;
    }
}

TEST(JsonSieve, KeepsTrackOfLines) {
    const ClassText text = sieved(kCoco, 7);

    EXPECT_EQ(text.line_at(text.text.find("categories")), 6U);
    EXPECT_EQ(text.line_at(text.text.find("images")), 3U);
}

TEST(JsonSieve, KeepsWhatIsCutOffOrHasNoValue) {
    EXPECT_EQ(sieved(R"({"images": [1, )", 3).text, R"({"images":null)");
    EXPECT_EQ(sieved(R"({"images": , "a": 1})", 3).text, R"({"images":, "a": 1})");
    EXPECT_EQ(sieved(R"(["images", {"images": 1}])", 3).text, R"(["images", {"images": 1}])");
}

TEST(ClassTexts, ErrorsBehindTheBulkHaveTheirLine) {
    const auto file = read_palette("a.json", R"({"images": [
1,
2], "categories": [
{"id": 1,, "name": "a"}]})");

    ASSERT_FALSE(file);
    EXPECT_THAT(file.error().message, HasSubstr("line 4: "));
}

TEST(ClassTexts, AreLargerThanMemoryOnlyInTheirBulk) {
    const std::filesystem::path path = std::filesystem::path(LIMN_TEST_OUTPUT) / "large.json";
    std::filesystem::create_directories(path.parent_path());
    std::ofstream out(path);
    const std::string megabyte = '"' + std::string((1U << 20U) - 3, 'x') + "\",";
    out << R"({"images": [)";
    for (int i = 0; i < 70; ++i) {
        out << megabyte;
    }
    out << R"(0], "categories": [{"id": 3, "name": "car"}]})";
    out.close();

    const auto text = read_class_text(path);

    ASSERT_TRUE(text && *text) << (text ? "" : text.error().message);
    EXPECT_EQ((*text)->text, R"({"images":null, "categories": [{"id": 3, "name": "car"}]})");
    std::filesystem::resize_file(path, 70U << 20U);
    std::filesystem::rename(path, path.string() + ".txt");
    std::ofstream(path.string() + ".txt", std::ios::in) << "name";
    const auto names = read_class_text(path.string() + ".txt");
    ASSERT_FALSE(names);
    EXPECT_EQ(names.error().code, ErrorCode::TooLarge);
    EXPECT_THAT(names.error().message, HasSubstr("class lists of more than 64 MB are not read"));
    std::filesystem::remove(path.string() + ".txt");
}

TEST(ClassTexts, ThatAreMissingAreNothing) {
    const auto text = read_class_text("/no/such/file.json");

    ASSERT_TRUE(text);
    EXPECT_FALSE(*text);
}

}  // namespace
}  // namespace limn::annotation
