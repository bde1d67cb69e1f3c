// SPDX-License-Identifier: MIT
#include "annotation/statistics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/component_names.h"
#include "support/chunk_builder.h"
#include "support/contexts.h"
#include "support/counted.h"

namespace limn::annotation {

namespace {

using test::ChunkBuilder;
using test::classes;
using test::Counted;
using test::ids;
using test::info;
using test::numbers;
using test::points2;
using test::points3;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class CountClasses : public ::testing::Test {
  protected:
    void insert(const ChunkBuilder& builder) { recording.insert(builder.build()); }

    void log_mask(std::string_view entity, std::uint64_t row, TimeInt frame, test::Bytes pixels) {
        ImageFormat format;
        format.width = static_cast<std::uint32_t>(pixels.size());
        format.height = 1;
        insert(ChunkBuilder(entity)
                   .row(row, {{"frame", frame}})
                   .set(component::kSegmentationBuffer, test::blob(std::move(pixels)))
                   .set(component::kSegmentationFormat, test::format(format)));
    }

    std::vector<Counted>
    count(std::string_view entity_of_context, std::string_view subtree = "/", TimeInt frame = 0) {
        const store::LatestAtQuery query{"frame", frame};
        const ContextMap contexts(recording, query);
        const ContextPtr context = contexts.find(EntityPath::parse(entity_of_context));
        return test::counted(
            count_classes(recording, query, contexts, *context, EntityPath::parse(subtree), cache)
        );
    }

    store::Recording recording{StoreId{}};
    PixelCountCache cache;
};

TEST_F(CountClasses, LastClassIdRepeatsAndSurplusIsIgnored) {
    insert(ChunkBuilder("/few").row(1).set(
                                          "Boxes2D:half_sizes",
                                          points2({{}, {}, {}, {}})
    ).set("Boxes2D:class_ids", ids({1, 2})));
    insert(ChunkBuilder("/many").row(2).set(
                                           "Boxes3D:half_sizes",
                                           points3({{}})
    ).set("Boxes3D:class_ids", ids({7, 8, 9})));

    EXPECT_THAT(count("/"), ElementsAre(Counted{1, 1, 0}, Counted{2, 3, 0}, Counted{7, 1, 0}));
}

TEST_F(CountClasses, EveryArchetypeThatIsDrawnWithClassIdsCounts) {
    const std::vector<std::pair<std::string, test::Values>> required{
        {"Points2D:positions", points2({{}})},
        {"Points3D:positions", points3({{}})},
        {"Boxes2D:half_sizes", points2({{}})},
        {"Boxes3D:half_sizes", points3({{}})},
        {"Arrows2D:vectors", points2({{}})},
        {"Arrows3D:vectors", points3({{}})},
        {"Ellipses2D:half_sizes", points2({{}})},
        {"Ellipsoids3D:half_sizes", points3({{}})},
        {"Capsules3D:lengths", numbers({1})},
        {"Cylinders3D:lengths", numbers({1})},
        {"Mesh3D:vertex_positions", points3({{}, {}, {}})},
    };
    std::uint64_t row = 0;
    for (const auto& [component, values] : required) {
        const std::string archetype = component.substr(0, component.find(':'));
        insert(ChunkBuilder("/" + archetype)
                   .row(++row)
                   .set(component, values)
                   .set(archetype + ":class_ids", ids({5})));
    }

    EXPECT_THAT(count("/"), ElementsAre(Counted{5, 11, 0}));
}

TEST_F(CountClasses, ArchetypesThatNoViewDrawsDoNotCount) {
    insert(ChunkBuilder("/map").row(1).set(
                                          "GeoPoints:positions",
                                          points2({{}})
    ).set("GeoPoints:class_ids", ids({5})));

    EXPECT_THAT(count("/"), IsEmpty());
}

TEST_F(CountClasses, PointsWithKeypointsCountOncePerSkeleton) {
    insert(ChunkBuilder("/people")
               .row(1)
               .set("Points2D:positions", points2({{}, {}, {}, {}, {}}))
               .set("Points2D:class_ids", ids({3}))
               .set("Points2D:keypoint_ids", ids({0, 1, 2, 0, 1})));

    EXPECT_THAT(count("/"), ElementsAre(Counted{3, 2, 0}));
}

TEST_F(CountClasses, EmptyOrMissingClassIdsCountNothing) {
    insert(ChunkBuilder("/a").row(1).set(
                                        "Points2D:positions",
                                        points2({{}})
    ).set("Points2D:class_ids", ids({})));
    insert(ChunkBuilder("/b").row(2).set("Points2D:positions", points2({{}})));
    insert(ChunkBuilder("/c").row(3).set("Points2D:class_ids", ids({1})));

    EXPECT_THAT(count("/"), IsEmpty());
}

TEST_F(CountClasses, OnlyEntitiesOfThisContextAndSubtreeCount) {
    insert(ChunkBuilder("/").row(1).set(
        component::kAnnotationContext,
        test::context(classes({info(1)}))
    ));
    insert(ChunkBuilder("/in").row(2).set(
        component::kAnnotationContext,
        test::context(classes({info(1)}))
    ));
    std::uint64_t row = 2;
    for (const char* entity : {"/a", "/b/c", "/in/d", "/in"}) {
        insert(ChunkBuilder(entity).row(++row).set(
                                                  "Points2D:positions",
                                                  points2({{}})
        ).set("Points2D:class_ids", ids({1})));
    }

    EXPECT_THAT(count("/"), ElementsAre(Counted{1, 2, 0}));
    EXPECT_THAT(count("/in"), ElementsAre(Counted{1, 2, 0}));
    EXPECT_THAT(count("/", "/b"), ElementsAre(Counted{1, 1, 0}));
    EXPECT_THAT(count("/", "/in"), IsEmpty());
}

TEST_F(CountClasses, PixelsAreCountedAtTheCursor) {
    log_mask("/mask", 1, 1, {0, 0, 9, 9, 9});
    log_mask("/mask", 2, 2, {4});

    EXPECT_THAT(count("/", "/", 1), ElementsAre(Counted{0, 0, 2}, Counted{9, 0, 3}));
    EXPECT_THAT(count("/", "/", 2), ElementsAre(Counted{4, 0, 1}));
    EXPECT_THAT(count("/", "/", 1), ElementsAre(Counted{0, 0, 2}, Counted{9, 0, 3}));
}

TEST_F(CountClasses, DamagedMaskLeavesTheRestCounted) {
    log_mask("/good", 1, 0, {1});
    ImageFormat absurd;
    absurd.width = 4'000'000'000U;
    absurd.height = 4'000'000'000U;
    insert(ChunkBuilder("/bad")
               .row(2)
               .set(component::kSegmentationBuffer, test::blob({1, 2}))
               .set(component::kSegmentationFormat, test::format(absurd)));

    EXPECT_THAT(count("/"), ElementsAre(Counted{1, 0, 1}));
}

TEST(PixelCountCacheTest, StaysBounded) {
    PixelCountCache cache;
    const std::vector<media::ClassCount> many(1'000'000);
    for (std::uint64_t key = 0; key < 10; ++key) {
        EXPECT_EQ(cache.put(key, many).size(), many.size());
    }
    EXPECT_NE(cache.find(9), nullptr);
    EXPECT_EQ(cache.find(0), nullptr);
}

}  // namespace
}  // namespace limn::annotation
