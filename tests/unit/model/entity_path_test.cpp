// SPDX-License-Identifier: MIT
#include "model/entity_path.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace limn {
namespace {

using Parts = std::vector<std::string>;

Parts parts_of(const EntityPath& path) {
    return {path.parts().begin(), path.parts().end()};
}

TEST(EntityPath, SlashesAtTheEndsAndTwiceDoNotMatter) {
    for (const char* text : {"a/b", "/a/b", "a/b/", "//a///b//"}) {
        EXPECT_EQ(EntityPath::parse(text).text(), "/a/b") << text;
    }
    for (const char* text : {"", "/", "///"}) {
        EXPECT_TRUE(EntityPath::parse(text).is_root()) << text;
    }
}

TEST(EntityPath, EscapesAreRemovedFromPartsAndPutBackIntoText) {
    const EntityPath path = EntityPath::parse(R"(/a\ b/c\/d/e\\f)");
    EXPECT_EQ(parts_of(path), (Parts{"a b", "c/d", R"(e\f)"}));
    EXPECT_EQ(path.text(), R"(/a\ b/c\/d/e\\f)");
    EXPECT_EQ(EntityPath::parse(path.text()), path);
}

TEST(EntityPath, ControlCharactersHaveNames) {
    const EntityPath path = EntityPath::parse(R"(\n\r\t\u{0007})");
    EXPECT_EQ(parts_of(path), (Parts{"\n\r\t\x07"}));
    EXPECT_EQ(path.text(), R"(/\n\r\t\u{0007})");
}

TEST(EntityPath, UnicodeEscapesGiveUtf8) {
    EXPECT_EQ(EntityPath::parse(R"(\u{e9}\u{4E2D}\u{1F600})").name(), "\u00E9\u4E2D\U0001F600");
    EXPECT_EQ(EntityPath::parse(R"(\u{zz})").name(), "u{zz}") << "no code: taken as it stands";
    EXPECT_EQ(EntityPath::parse(R"(\u{110000})").name(), "u{110000}");
    EXPECT_EQ(EntityPath::parse(R"(\u{)").name(), "u{");
    EXPECT_EQ(EntityPath::parse(R"(\u{D800})").name(), "\uFFFD\uFFFD\uFFFD") << "a surrogate";
}

TEST(EntityPath, OddCharactersAreAcceptedUnescaped) {
    const EntityPath path = EntityPath::parse("/my camera!/x");
    EXPECT_EQ(parts_of(path), (Parts{"my camera!", "x"}));
    EXPECT_EQ(path, EntityPath::parse(R"(/my\ camera\!/x)"));
    EXPECT_EQ(parts_of(EntityPath::parse("a\\")), (Parts{"a\\"})) << "a lone backslash at the end";
}

TEST(EntityPath, EveryTextParsesToItself) {
    for (const char* text : {"/a", R"(/a\ b)", R"(/\"\#\$)", "/\u00E9", "/.hidden-_9"}) {
        EXPECT_EQ(EntityPath::parse(text).text(), text);
    }
}

TEST(EntityPath, InvalidUtf8IsRepaired) {
    EXPECT_EQ(EntityPath::parse("a\xFF").name(), "a\uFFFD");
}

TEST(EntityPath, ParentsAndChildren) {
    const EntityPath path = EntityPath::parse("/a/b");
    EXPECT_EQ(path.parent().text(), "/a");
    EXPECT_TRUE(path.parent().parent().is_root());
    EXPECT_TRUE(EntityPath().parent().is_root());
    EXPECT_EQ(path.child("c d").text(), R"(/a/b/c\ d)");
    EXPECT_EQ(path.name(), "b");
    EXPECT_EQ(EntityPath().name(), "/");
}

TEST(EntityPath, SubtreesAreByPartsAndNotByText) {
    const EntityPath a = EntityPath::parse("/a");
    EXPECT_TRUE(EntityPath::parse("/a/b").is_in_subtree_of(a));
    EXPECT_TRUE(a.is_in_subtree_of(a));
    EXPECT_TRUE(a.is_in_subtree_of(EntityPath()));
    EXPECT_FALSE(EntityPath::parse("/ab").is_in_subtree_of(a));
    EXPECT_FALSE(EntityPath().is_in_subtree_of(a));
}

TEST(EntityPath, OrderIsNaturalByPartAndReservedLast) {
    std::vector<EntityPath> paths;
    for (const char* text : {"/__properties", "/image10", "/b", "/image2/x", "/image2", "/"}) {
        paths.push_back(EntityPath::parse(text));
    }
    std::ranges::sort(paths);
    Parts texts;
    for (const EntityPath& path : paths) {
        texts.push_back(path.text());
    }
    EXPECT_EQ(texts, (Parts{"/", "/b", "/image2", "/image2/x", "/image10", "/__properties"}));
    EXPECT_TRUE(EntityPath::parse("/__properties/x").is_reserved());
    EXPECT_FALSE(EntityPath::parse("/a/__x").is_reserved());
}

TEST(EntityPath, EqualPathsHaveEqualHashes) {
    EXPECT_EQ(EntityPath::parse("a/b").hash(), EntityPath::parse("/a/b/").hash());
    EXPECT_NE(EntityPath::parse("/a/b").hash(), EntityPath::parse("/a_b").hash());
}

}  // namespace
}  // namespace limn
