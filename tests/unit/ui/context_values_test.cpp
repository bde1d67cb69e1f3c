// SPDX-License-Identifier: MIT
#include "ui/context_values.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/chunk_builder.h"
#include "support/contexts.h"

namespace limn::ui {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class KnownContexts : public ::testing::Test {
  protected:
    KnownContexts() {
        const auto context = test::context(test::classes({test::info(1, "a")}));
        recording.insert(
            test::ChunkBuilder("/").row(1).set("AnnotationContext:context", context).build()
        );
        recording.insert(test::ChunkBuilder("/camera")
                             .row(2, {{"frame", 3}})
                             .set("AnnotationContext:context", context)
                             .row(3, {{"frame", 8}})
                             .set("AnnotationContext:context", context)
                             .build());
    }

    std::vector<KnownContext> at(TimeInt time) {
        const store::LatestAtQuery query{"frame", time};
        return known_contexts(recording, query, annotation::ContextMap(recording, query));
    }

    store::Recording recording{{StoreKind::Recording, "app", "run"}};
};

TEST_F(KnownContexts, SayWhenTheyWereLoggedAndWhatTheyShadow) {
    const auto known = at(5);

    ASSERT_THAT(known, SizeIs(2));
    EXPECT_THAT(known[0].times, IsEmpty());
    EXPECT_THAT(known[1].times, ElementsAre(3, 8));
    EXPECT_THAT(known[1].shadowed, ElementsAre(EntityPath::parse("/")));
}

TEST_F(KnownContexts, AreListedBeforeTheyBegin) {
    const auto known = at(1);

    ASSERT_THAT(known, SizeIs(2));
    EXPECT_NE(known[0].at_cursor, nullptr);
    EXPECT_EQ(known[1].at_cursor, nullptr);
}

TEST_F(KnownContexts, ApplyForAReasonThatCanBeSaid) {
    const auto known = at(5);

    EXPECT_EQ(
        why_it_applies(*known[1].at_cursor, EntityPath::parse("/camera/mask")),
        "the nearest above /camera/mask"
    );
    EXPECT_EQ(
        why_it_applies(*known[1].at_cursor, EntityPath::parse("/camera")),
        "logged at /camera itself"
    );
    EXPECT_EQ(
        why_it_applies(annotation::ResolvedContext(), EntityPath::parse("/a")),
        "no context at or above /a"
    );
}

TEST(ValueNumber, CountsFromOne) {
    EXPECT_EQ(value_number({3, 8}, 2), 0U);
    EXPECT_EQ(value_number({3, 8}, 3), 1U);
    EXPECT_EQ(value_number({3, 8}, 100), 2U);
}

}  // namespace
}  // namespace limn::ui
