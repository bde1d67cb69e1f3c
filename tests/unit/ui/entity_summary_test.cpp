// SPDX-License-Identifier: MIT
#include "ui/entity_summary.h"

#include <gtest/gtest.h>

#include "support/chunk_builder.h"

namespace limn::ui {
namespace {

TEST(EntitySummary, CountsAsManyBoxesAsTheLongestColumnMakes) {
    store::Recording recording({StoreKind::Recording, "app", "run"});
    recording.insert(test::ChunkBuilder("/boxes")
                         .row(1, {{"frame", 3}})
                         .set("Boxes3D:half_sizes", test::points3({{1, 1, 1}}))
                         .set("Boxes3D:centers", test::points3({{0, 0, 0}, {1, 0, 0}, {2, 0, 0}}))
                         .build());
    EXPECT_EQ(summarize(recording, {"frame", 3}, EntityPath::parse("/boxes"), {}).detail, "3");
}

TEST(EntitySummary, CountsPoints) {
    store::Recording recording({StoreKind::Recording, "app", "run"});
    recording.insert(test::ChunkBuilder("/points")
                         .row(1, {{"frame", 3}})
                         .set("Points2D:positions", test::points2({{0, 0}, {1, 1}}))
                         .build());
    EXPECT_EQ(summarize(recording, {"frame", 3}, EntityPath::parse("/points"), {}).detail, "2");
}

}  // namespace
}  // namespace limn::ui
