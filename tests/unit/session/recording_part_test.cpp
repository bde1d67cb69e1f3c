// SPDX-License-Identifier: MIT
#include "session/recording_part.h"

#include <gtest/gtest.h>

#include <limits>

#include "support/chunk_builder.h"
#include "support/held_source.h"

namespace limn::session {
namespace {

constexpr std::size_t kAll = std::numeric_limits<std::size_t>::max() / 2;
const std::string kIds = "Points2D:class_ids";

/// Two entities at the frames 1 to 4, and one static row.
class PartMeasureTest : public ::testing::Test {
  protected:
    PartMeasureTest() {
        for (const char* entity : {"/a", "/b"}) {
            test::ChunkBuilder chunk(entity);
            for (TimeInt frame = 1; frame <= 4; ++frame) {
                chunk.row(next_row++, {{"frame", frame}}).set(kIds, test::ids({1, 2}));
            }
            recording.insert(chunk.build());
        }
        recording.insert(test::ChunkBuilder("/a").row(next_row++).set(kIds, test::ids({3})).build()
        );
    }

    PartSize size_of(const RecordingPart& part) {
        PartMeasure measure;
        EXPECT_TRUE(measure.update(recording, part, kAll));
        return measure.size();
    }

    store::Recording recording{{StoreKind::Recording, "app", "run"}};
    std::uint64_t next_row = 1;
};

TEST_F(PartMeasureTest, TheWholeIsEveryRow) {
    EXPECT_EQ(size_of({}).rows, 9U);
    EXPECT_GT(size_of({}).bytes, 9U * 24U);
}

TEST_F(PartMeasureTest, RangeHasItsRowsWhatHoldsAtItsBeginningAndStaticOnes) {
    RecordingPart part;
    part.timeline = "frame";
    part.range = TimeRange{3, 3};

    EXPECT_EQ(size_of(part).rows, 3U);  // Frame 3 of both, and the static row.
    EXPECT_LT(size_of(part).bytes, size_of({}).bytes);

    test::ChunkBuilder between("/c");
    for (const TimeInt frame : {1, 2, 5}) {
        between.row(next_row++, {{"frame", frame}}).set(kIds, test::ids({1, 2}));
    }
    recording.insert(between.build());
    EXPECT_EQ(size_of(part).rows, 4U);  // And frame 2 of /c, which holds at frame 3.
}

TEST_F(PartMeasureTest, EntitiesAreCountedAlone) {
    RecordingPart part;
    part.entities = {EntityPath::parse("/b")};
    EXPECT_EQ(size_of(part).rows, 4U);
    part.entities.clear();
    part.without = {EntityPath::parse("/b")};
    EXPECT_EQ(size_of(part).rows, 5U);
}

TEST_F(PartMeasureTest, GoesOnWhereItWasAndWithWhatIsNew) {
    PartMeasure measure;
    EXPECT_FALSE(measure.update(recording, {}, 1));
    EXPECT_EQ(measure.size().rows, 4U);
    EXPECT_FALSE(measure.update(recording, {}, 1));
    EXPECT_TRUE(measure.update(recording, {}, 1));
    EXPECT_EQ(measure.size().rows, 9U);

    recording.insert(
        test::ChunkBuilder("/c").row(next_row++, {{"frame", 9}}).set(kIds, test::ids({1})).build()
    );

    EXPECT_TRUE(measure.update(recording, {}, 1));
    EXPECT_EQ(measure.size().rows, 10U);
}

TEST_F(PartMeasureTest, ChunksThatAreKnownByTheIndexAloneAreNotReadForIt) {
    store::Recording indexed({StoreKind::Recording, "app", "index"});
    std::vector<std::shared_ptr<const test::HeldSource>> sources;
    for (TimeInt frame = 1; frame <= 4; ++frame) {
        const ChunkPtr chunk = test::ChunkBuilder("/a")
                                   .row(next_row++, {{"frame", frame}})
                                   .set(kIds, test::ids({1, 2}))
                                   .build();
        sources.push_back(std::make_shared<const test::HeldSource>(chunk));
        ASSERT_TRUE(indexed.insert(test::deferred_head_of(*chunk), sources.back()));
    }
    RecordingPart part;
    part.timeline = "frame";
    part.range = TimeRange{3, 4};

    PartMeasure measure;
    EXPECT_TRUE(measure.update(indexed, part, kAll));

    EXPECT_EQ(measure.size().rows, 2U);      // Frames 3 and 4.
    EXPECT_GE(measure.size().bytes, 2000U);  // As announced.
    for (const auto& source : sources) {
        EXPECT_EQ(source->num_reads, 0);
    }
}

TEST_F(PartMeasureTest, TheShareOfAChunkThatWasNotReadIsExactFarFromZero) {
    // Farther from zero than a double has digits for.
    const TimeInt first = (TimeInt{1} << 60) + 1;
    test::ChunkBuilder builder("/a");
    for (TimeInt i = 0; i < 4; ++i) {
        builder.row(next_row++, {{"frame", first + i}}).set(kIds, test::ids({1, 2}));
    }
    const ChunkPtr chunk = builder.build();
    store::Recording indexed({StoreKind::Recording, "app", "index"});
    ASSERT_TRUE(indexed.insert(
        test::deferred_head_of(*chunk),
        std::make_shared<const test::HeldSource>(chunk)
    ));
    RecordingPart part;
    part.timeline = "frame";
    part.range = TimeRange{first, first + 1};

    PartMeasure measure;
    EXPECT_TRUE(measure.update(indexed, part, kAll));

    EXPECT_EQ(measure.size().rows, 2U);
}

TEST_F(PartMeasureTest, BeginsAnewForAnotherPart) {
    PartMeasure measure;
    EXPECT_TRUE(measure.update(recording, {}, kAll));
    RecordingPart part;
    part.entities = {EntityPath::parse("/a")};

    EXPECT_TRUE(measure.update(recording, part, kAll));

    EXPECT_EQ(measure.size().rows, 5U);
}

TEST(RecordingPartWants, WhatAppliesFromAbove) {
    RecordingPart part;
    part.entities = {EntityPath::parse("/world/camera")};
    const EntityPath above = EntityPath::parse("/world");

    EXPECT_TRUE(part.wants(EntityPath::parse("/world/camera/mask"), kIds, false));
    EXPECT_TRUE(part.wants(above, "AnnotationContext:context", false));
    EXPECT_FALSE(part.wants(above, kIds, false));
    EXPECT_FALSE(part.wants(EntityPath::parse("/other"), "Transform3D:translation", false));
    EXPECT_TRUE(part.wants(EntityPath::parse("/other"), "Transform3D:translation", true));
    EXPECT_TRUE(part.wants(EntityPath::parse("/__properties"), "RecordingInfo:name", false));
}

}  // namespace
}  // namespace limn::session
