// SPDX-License-Identifier: MIT
#include "views/view_chrome.h"

#include <gtest/gtest.h>

#include <memory>

#include "unit/views/sample_scene.h"

namespace limn::views {
namespace {

/// A scene of which class 1 is hidden, and a mask as the active recording.
class HiddenCounterTest : public ::testing::Test {
  protected:
    HiddenCounterTest() {
        sample.add_signed_mask();
        hide(1);
    }

    void hide(ClassId id) {
        draw::StyleEntry entry = *sample.table.find(id);
        entry.flags = draw::kStyleDescribed | draw::kStyleEdited;
        sample.table.set(id, entry);
    }

    const HiddenCount& update(std::uint64_t table_id = 1) {
        auto styles = sample.bindings();
        styles[0].table_id = table_id;
        return counter.update(sample.scene, styles, sample.session, origin);
    }

    SampleScene sample;
    EntityPath origin = EntityPath::parse("/");
    HiddenCounter counter;
};

TEST_F(HiddenCounterTest, CountsOnceWhileNothingChanges) {
    EXPECT_EQ(update().classes, 1U);
    sample.mode.hovered = 1;
    sample.add_mask();

    EXPECT_EQ(update().classes, 1U);
    EXPECT_EQ(counter.count().classes, 1U);
    EXPECT_EQ(counter.num_looks(), 1U);
}

TEST_F(HiddenCounterTest, CountsAgainWhenAChoiceChanges) {
    EXPECT_EQ(update().classes, 1U);

    hide(2);

    EXPECT_EQ(update().classes, 2U);
    EXPECT_EQ(counter.count().classes, 2U);
    EXPECT_EQ(counter.num_looks(), 2U);
}

TEST_F(HiddenCounterTest, CountsAgainForAnotherTableOrContext) {
    EXPECT_EQ(update().classes, 1U);
    EXPECT_EQ(update(2).classes, 1U);
    EXPECT_EQ(counter.num_looks(), 2U);

    sample.scene.styles.push_back(sample.scene.styles[0]);
    sample.scene.styles[0].context = std::make_shared<annotation::ResolvedContext>(
        EntityPath::parse("/people"),
        RowId{{1, 2}},
        kStaticTime,
        sample.logged
    );
    update(2);
    EXPECT_EQ(counter.num_looks(), 3U);
}

TEST_F(HiddenCounterTest, CountsAgainWhenEntitiesAreHidden) {
    EXPECT_EQ(update().entities, 0U);

    sample.session.active_state()->hidden_entities.insert(EntityPath::parse("/mask"));

    EXPECT_EQ(update().entities, 1U);
    origin = EntityPath::parse("/people");
    EXPECT_EQ(update().entities, 0U) << "of another part of the tree";
    EXPECT_EQ(counter.num_looks(), 3U);
}

}  // namespace
}  // namespace limn::views
