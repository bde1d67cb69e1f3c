// SPDX-License-Identifier: MIT
#include "views/instance_words.h"

#include <gtest/gtest.h>

#include "support/chunk_builder.h"

namespace limn::views {
namespace {

const EntityPath kEntity = EntityPath::parse("/boxes");

InstanceWords words_of(std::uint32_t instance, const test::Texts& labels) {
    store::Recording recording{StoreId{}};
    recording.insert(test::ChunkBuilder("/boxes")
                         .row(1, {{"frame", 3}})
                         .set("Boxes2D:labels", test::texts(labels))
                         .set("confidence", test::numbers({0.934F, 0.5F}))
                         .build());
    return instance_words(recording, {"frame", 3}, kEntity, instance);
}

TEST(InstanceWords, AreTextAndScore) {
    const InstanceWords words = words_of(0, {"person", "dog"});
    EXPECT_EQ(words.text, "person");
    EXPECT_EQ(words.score, "0.93");
    EXPECT_EQ(words_of(1, {"person", "dog"}).score, "0.50");
}

TEST(InstanceWords, AScoreIsNotSaidTwice) {
    const InstanceWords words = words_of(0, {"person 0.93"});
    EXPECT_EQ(words.text, "person 0.93");
    EXPECT_EQ(words.score, "");
}

TEST(InstanceWords, AreOneLine) {
    EXPECT_EQ(words_of(0, {"a\nb"}).text, "a b");
}

TEST(InstanceWords, OfAnInstanceWithoutAnyAreEmpty) {
    EXPECT_EQ(words_of(7, {"person"}).text, "");
    EXPECT_EQ(words_of(7, {"person"}).score, "");
}

}  // namespace
}  // namespace limn::views
