// SPDX-License-Identifier: MIT
#include "store/entity_tree.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace limn::store {
namespace {

using ::testing::ElementsAre;

EntityPath path(std::string_view text) {
    return EntityPath::parse(text);
}

std::vector<std::string> visited(const EntityTree& tree, std::string_view from) {
    std::vector<std::string> result;
    tree.visit(path(from), [&](const EntityTree::Node& node) {
        result.push_back(node.path.text());
        return node.path.name() != "closed";
    });
    return result;
}

TEST(EntityTree, AddsMissingAncestorsWithoutData) {
    EntityTree tree;
    tree.insert(path("/a/b/c"));

    EXPECT_EQ(tree.size(), 3U);
    ASSERT_NE(tree.find(path("/a")), nullptr);
    EXPECT_FALSE(tree.find(path("/a"))->has_data);
    EXPECT_TRUE(tree.find(path("/a/b/c"))->has_data);
    EXPECT_EQ(tree.find(path("/a/b/c"))->parent, tree.find(path("/a/b")));
    EXPECT_EQ(tree.find(path("/x")), nullptr);
    EXPECT_THAT(tree.paths(), ElementsAre(path("/a/b/c")));
}

TEST(EntityTree, VisitsParentsFirstInNaturalOrder) {
    EntityTree tree;
    for (const char* text : {"/b", "/a/x10", "/a/x2", "/a", "/__p", "/closed/in"}) {
        tree.insert(path(text));
    }

    EXPECT_THAT(
        visited(tree, "/"),
        ElementsAre("/", "/a", "/a/x2", "/a/x10", "/b", "/closed", "/__p")
    );
    EXPECT_THAT(visited(tree, "/a"), ElementsAre("/a", "/a/x2", "/a/x10"));
    EXPECT_THAT(visited(tree, "/nope"), ElementsAre());
}

TEST(EntityTree, RootMayHaveData) {
    EntityTree tree;
    tree.insert(path("/"));
    tree.insert(path("/"));

    EXPECT_EQ(tree.size(), 1U);
    EXPECT_THAT(tree.paths(), ElementsAre(EntityPath()));
}

TEST(EntityTree, HoldsAPathOfTenThousandCharacters) {
    std::string text;
    while (text.size() < 10'000) {
        text += "/x";
    }
    EntityTree tree;
    tree.insert(path(text));
    tree.insert(path(text + "/left"));
    tree.insert(path(text + "/right"));

    EXPECT_EQ(tree.size(), 5002U);
    EXPECT_EQ(tree.paths().size(), 3U);
    EXPECT_EQ(tree.find(path(text))->children.size(), 2U);
}

TEST(EntityTree, HoldsAHundredThousandEntities) {
    EntityTree tree;
    for (int i = 0; i < 100'000; ++i) {
        tree.insert(path("/group" + std::to_string(i % 100) + "/e" + std::to_string(i)));
    }

    EXPECT_EQ(tree.size(), 100'100U);
    EXPECT_EQ(tree.paths().front(), path("/group0/e0"));
    EXPECT_EQ(tree.paths().back(), path("/group99/e99999"));
}

}  // namespace
}  // namespace limn::store
