// SPDX-License-Identifier: MIT
#include "rrd/sorbet_migration.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/rrd_bytes.h"
#include "support/sample_arrays.h"

namespace limn::rrd {
namespace {

using arrow::KeyValues;
using testing::HasSubstr;

/// One data column with this metadata, in a batch of this version ("" for none).
arrow::RecordBatch batch_of(KeyValues schema, KeyValues column, const std::string& name = "col") {
    arrow::RecordBatch batch;
    batch.num_rows = 1;
    batch.schema.metadata = std::move(schema);
    const arrow::Array values = test::numbers<float>({1});
    batch.schema.fields.push_back({name, values.data()->type, true, std::move(column)});
    batch.columns.push_back(values);
    return batch;
}

std::string value(const arrow::Field& field, std::string_view key) {
    const std::string* found = field.find(key);
    return found != nullptr ? *found : "(none)";
}

arrow::RecordBatch migrated(arrow::RecordBatch batch) {
    Diagnostics diagnostics;
    migrate(batch, "a.rrd", diagnostics);
    EXPECT_TRUE(diagnostics.empty());
    return batch;
}

const KeyValues kDotted{{"rerun.version", "1"}, {"rerun.entity_path", "/e"}, {"rerun.id", "x"}};

TEST(Migration, DottedKeysBecomeColonKeys) {
    const auto batch = migrated(batch_of(kDotted, {{"rerun.kind", "time"}}));
    EXPECT_NE(batch.schema.find("rerun:entity_path"), nullptr);
    EXPECT_NE(batch.schema.find("rerun:id"), nullptr);
    EXPECT_EQ(batch.schema.find("rerun:version"), nullptr);
    EXPECT_EQ(value(batch.schema.fields[0], "rerun:kind"), "time");
}

TEST(Migration, ArchetypeAndFieldMakeTheIdentifier) {
    const auto batch = migrated(batch_of(
        kDotted,
        {{"rerun.kind", "data"},
         {"rerun.component", "rerun.components.Position3D"},
         {"rerun.archetype", "rerun.archetypes.Points3D"},
         {"rerun.archetype_field", "positions"}},
        "Position3D"
    ));
    const arrow::Field& field = batch.schema.fields[0];
    EXPECT_EQ(value(field, "rerun:component"), "Points3D:positions");
    EXPECT_EQ(value(field, "rerun:archetype"), "rerun.archetypes.Points3D");
    EXPECT_EQ(value(field, "rerun:component_type"), "rerun.components.Position3D");
    EXPECT_EQ(value(field, "rerun:archetype_field"), "(none)");
}

TEST(Migration, PartialDescriptorsFollowTheTable) {
    const auto only_archetype = migrated(
        batch_of(kDotted, {{"rerun.component", "T"}, {"rerun.archetype", "rerun.archetypes.A"}})
    );
    EXPECT_EQ(value(only_archetype.schema.fields[0], "rerun:component"), "T");
    EXPECT_EQ(value(only_archetype.schema.fields[0], "rerun:component_type"), "(none)");
    const auto only_field =
        migrated(batch_of(kDotted, {{"rerun.component", "T"}, {"rerun.archetype_field", "f"}}));
    EXPECT_EQ(value(only_field.schema.fields[0], "rerun:component"), "f");
    EXPECT_EQ(value(only_field.schema.fields[0], "rerun:component_type"), "T");
    const auto only_type = migrated(batch_of(kDotted, {{"rerun.component", "T"}}));
    EXPECT_EQ(value(only_type.schema.fields[0], "rerun:component"), "T");
    const auto nothing = migrated(batch_of(kDotted, {}, "Color"));
    EXPECT_EQ(value(nothing.schema.fields[0], "rerun:component"), "rerun.components.Color");
}

TEST(Migration, BlueprintArchetypesLoseTheirPrefixToo) {
    const auto batch = migrated(batch_of(
        kDotted,
        {{"rerun.component", "T"},
         {"rerun.archetype", "rerun.blueprint.archetypes.ViewBlueprint"},
         {"rerun.archetype_field", "name"}}
    ));
    EXPECT_EQ(value(batch.schema.fields[0], "rerun:component"), "ViewBlueprint:name");
}

TEST(Migration, SingularArchetypesBecomePlural) {
    const auto batch = migrated(batch_of(
        kDotted,
        {{"rerun.component", "rerun.components.MarkerSize"},
         {"rerun.archetype", "rerun.archetypes.SeriesPoint"},
         {"rerun.archetype_field", "marker_size"}}
    ));
    EXPECT_EQ(value(batch.schema.fields[0], "rerun:component"), "SeriesPoints:marker_sizes");
    EXPECT_EQ(value(batch.schema.fields[0], "rerun:archetype"), "rerun.archetypes.SeriesPoints");
}

TEST(Migration, RecordingPropertiesMove) {
    KeyValues schema = kDotted;
    schema[1].second = "/__properties/recording";
    const auto batch = migrated(batch_of(
        schema,
        {{"rerun.component", "rerun.components.Name"},
         {"rerun.archetype", "rerun.archetypes.RecordingProperties"},
         {"rerun.archetype_field", "name"}}
    ));
    EXPECT_EQ(*batch.schema.find("rerun:entity_path"), "/__properties");
    EXPECT_EQ(value(batch.schema.fields[0], "rerun:component"), "RecordingInfo:name");
    EXPECT_EQ(value(batch.schema.fields[0], "rerun:archetype"), "rerun.archetypes.RecordingInfo");
}

TEST(Migration, IndicatorsDisappearAndTheirNeighboursStay) {
    arrow::RecordBatch batch =
        batch_of(kDotted, {{"rerun.component", "rerun.components.Points3DIndicator"}});
    const arrow::Array kept = test::numbers<float>({7});
    batch.schema.fields.push_back({"kept", kept.data()->type, true, {{"rerun.component", "K"}}});
    batch.columns.push_back(kept);
    batch = migrated(std::move(batch));
    ASSERT_EQ(batch.columns.size(), 1U);
    EXPECT_EQ(batch.columns[0].values<float>()[0], 7.0F);
    EXPECT_EQ(value(batch.schema.fields[0], "rerun:component"), "K");
    const auto flagged = migrated(batch_of(
        {{"sorbet:version", "0.1.0"}},
        {{"rerun:component", "x"}, {"rerun:is_indicator", "true"}}
    ));
    EXPECT_TRUE(flagged.columns.empty());
    const auto not_flagged = migrated(batch_of(
        {{"sorbet:version", "0.1.0"}},
        {{"rerun:component", "x"}, {"rerun:is_indicator", "False"}}
    ));
    EXPECT_EQ(not_flagged.columns.size(), 1U);
}

TEST(Migration, TransformPartsGetTheirPresentNames) {
    const auto axes = migrated(batch_of(
        {{"sorbet:version", "0.1.1"}},
        {{"rerun:component", "Transform3D:axis_length"},
         {"rerun:archetype", "rerun.archetypes.Transform3D"}}
    ));
    EXPECT_EQ(value(axes.schema.fields[0], "rerun:component"), "TransformAxes3D:axis_length");
    EXPECT_EQ(value(axes.schema.fields[0], "rerun:archetype"), "rerun.archetypes.TransformAxes3D");
    const auto pose = migrated(batch_of(
        {{"sorbet:version", "0.1.1"}},
        {{"rerun:component", "InstancePoses3D:scales"},
         {"rerun:component_type", "rerun.components.PoseScale3D"}}
    ));
    EXPECT_EQ(value(pose.schema.fields[0], "rerun:component_type"), "rerun.components.Scale3D");
    const auto frame = migrated(
        batch_of({{"sorbet:version", "0.1.1"}}, {{"rerun:component", "CoordinateFrame:frame_id"}})
    );
    EXPECT_EQ(value(frame.schema.fields[0], "rerun:component"), "CoordinateFrame:frame");
}

TEST(Migration, SeriesVisibleBecomesVisible) {
    const auto batch = migrated(batch_of(
        {{"sorbet:version", "0.1.2"}},
        {{"rerun:component", "SeriesLines:visible_series"},
         {"rerun:component_type", "rerun.components.SeriesVisible"}}
    ));
    EXPECT_EQ(value(batch.schema.fields[0], "rerun:component_type"), "rerun.components.Visible");
}

TEST(Migration, PresentVersionsStayAsTheyAre) {
    for (const char* version : {"0.1.3", "0.1.4"}) {
        const auto batch = migrated(batch_of(
            {{"sorbet:version", version}},
            {{"rerun:component", "Transform3D:axis_length"}}
        ));
        EXPECT_EQ(value(batch.schema.fields[0], "rerun:component"), "Transform3D:axis_length");
    }
}

TEST(Migration, AnUnknownVersionIsOneWarningPerFile) {
    Diagnostics diagnostics;
    for (int i = 0; i < 3; ++i) {
        arrow::RecordBatch batch =
            batch_of({{"sorbet:version", "0.9.0"}}, {{"rerun:component", "c"}});
        migrate(batch, "a.rrd", diagnostics);
        EXPECT_EQ(value(batch.schema.fields[0], "rerun:component"), "c");
    }
    ASSERT_EQ(diagnostics.items().size(), 1U);
    EXPECT_EQ(diagnostics.items()[0].count, 3U);
    EXPECT_THAT(diagnostics.items()[0].message, HasSubstr("0.9.0"));
}

}  // namespace
}  // namespace limn::rrd
