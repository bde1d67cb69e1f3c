// SPDX-License-Identifier: MIT
#include "ui/selection_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "session/refresh.h"
#include "support/chunk_builder.h"
#include "ui/recording_facts.h"

namespace limn::ui {
namespace {

using Kind = ValueRow::Kind;
using ::testing::EndsWith;
using ::testing::HasSubstr;

constexpr const char* kPoints = "Points2D:positions";
constexpr const char* kText = "TextDocument:text";

const StoreId kRun{StoreKind::Recording, "app", "run"};

/// An entity with a long list of points and a long text.
class SelectionRows : public ::testing::Test {
  protected:
    SelectionRows() {
        std::vector<glm::vec2> points(250);
        for (std::size_t i = 0; i < points.size(); ++i) {
            points[i] = {static_cast<float>(i), 1.0F};
        }
        session.database.apply(ChunkMessage{
            kRun,
            test::ChunkBuilder("/e")
                .row(1, {{"frame", 3}})
                .set(kPoints, test::points2(points))
                .set(kText, test::texts({long_text}))
                .build()});
        refresh_recordings(session);
        styles.update(session);
        item.entity = EntityPath::parse("/e");
    }

    std::vector<ValueRow> rows() { return selection_rows(context, item, opened); }

    std::vector<ValueRow> rows_of(Kind kind, const std::string& component) {
        std::vector<ValueRow> out;
        for (ValueRow& row : rows()) {
            if (row.kind == kind && row.component == component) {
                out.push_back(std::move(row));
            }
        }
        return out;
    }

    std::string long_text = std::string(3000, 'a') + " the end";
    session::Session session;
    session::StyleCache styles;
    annotation::PixelCountCache pixel_counts;
    session::CommandSink commands;
    views::Theme theme = views::Theme::make(true, 1.0F);
    views::Fonts fonts;
    views::UiProbe probe;
    std::optional<session::HoverInfo> hover;
    PanelContext context{session, styles, pixel_counts, commands, theme, fonts, probe, hover};
    session::Item item;
    OpenedValues opened;
};

TEST_F(SelectionRows, OfALongListTheFirstValuesAndHowManyMore) {
    EXPECT_EQ(rows_of(Kind::Value, kPoints).size(), 1U + kFirstValues);
    ASSERT_EQ(rows_of(Kind::More, kPoints).size(), 1U);
    EXPECT_EQ(rows_of(Kind::More, kPoints)[0].value, "… 244 more");
}

TEST_F(SelectionRows, AnOpenedListHasPagesUpToItsEnd) {
    opened.pages[{item.entity, kPoints}] = 2;

    const std::vector<ValueRow> values = rows_of(Kind::Value, kPoints);

    ASSERT_EQ(values.size(), 1U + 50U);
    EXPECT_EQ(values[1].name, "  [200]");
    EXPECT_EQ(values.back().value, "(249, 1)");
    EXPECT_TRUE(rows_of(Kind::More, kPoints).empty());
    ASSERT_EQ(rows_of(Kind::Pager, kPoints).size(), 1U);
    EXPECT_EQ(rows_of(Kind::Pager, kPoints)[0].value, "200–249 of 250");
}

TEST_F(SelectionRows, APageBeyondTheEndIsTheLast) {
    opened.pages[{item.entity, kPoints}] = 99;

    EXPECT_EQ(rows_of(Kind::Value, kPoints).back().value, "(249, 1)");
}

TEST_F(SelectionRows, ALongTextOpensAndIsCopiedWhole) {
    const ValueRow text = rows_of(Kind::Value, kText).at(0);
    EXPECT_THAT(text.value, EndsWith("…"));
    EXPECT_GT(hidden_text(context, item, text).size(), text.value.size());
    ASSERT_EQ(rows_of(Kind::More, kText).size(), 1U);
    EXPECT_EQ(full_value(context, item, text), long_text);

    opened.texts[{item.entity, kText}] = 0;

    EXPECT_EQ(rows_of(Kind::Value, kText).at(0).value, long_text);
    EXPECT_TRUE(rows_of(Kind::More, kText).empty());
}

TEST_F(SelectionRows, HaveShortTimesAndCopyLongOnes) {
    constexpr TimeInt kNow = 1'787'306'405'625'000'017;  // 2026-08-21 10:00:05.625
    const StoreId run{StoreKind::Recording, "app", "timed"};
    for (const auto& [entity, time] :
         {std::pair{"/e", kNow}, std::pair{"/late", kNow + 2'000'000'000}}) {
        session.database.apply(ChunkMessage{
            run,
            test::ChunkBuilder(entity)
                .kind("log_time", TimeKind::Timestamp)
                .row(1, {{"log_time", time}})
                .set(kText, test::texts({"short"}))
                .build()});
    }
    refresh_recordings(session);
    session.active = session.recordings.size() - 1;
    styles.update(session);

    const ValueRow text = rows_of(Kind::Value, kText).at(0);

    EXPECT_EQ(text.note, "10:00:05.625");
    EXPECT_EQ(hidden_text(context, item, text), "2026-08-21 10:00:05.625000017");
    EXPECT_THAT(all_text(context, item, rows()), HasSubstr("2026-08-21 10:00:05.625000017"));
}

TEST_F(SelectionRows, ShowFewDigitsAndCopyAll) {
    constexpr const char* kTranslation = "Transform3D:translation";
    session.database.apply(ChunkMessage{
        kRun,
        test::ChunkBuilder("/e")
            .row(2, {{"frame", 3}})
            .set(kTranslation, test::points3({{5334000.5F, 0.70710677F, 0.0F}}))
            .build()});
    refresh_recordings(session);

    const ValueRow translation = rows_of(Kind::Value, kTranslation).at(0);

    EXPECT_EQ(translation.value, "(5334000.5, 0.7071068, 0)");
    EXPECT_EQ(hidden_text(context, item, translation), "(5334000.5, 0.70710677, 0)");
    EXPECT_EQ(full_value(context, item, translation), "(5334000.5, 0.70710677, 0)");
    EXPECT_THAT(all_text(context, item, rows()), HasSubstr("(5334000.5, 0.70710677, 0)"));

    opened.texts[{item.entity, kTranslation}] = 0;
    EXPECT_EQ(rows_of(Kind::Value, kTranslation).at(0).value, "(5334000.5, 0.70710677, 0)");
    EXPECT_EQ(hidden_text(context, item, rows_of(Kind::Value, kPoints).at(1)), "");
}

TEST_F(SelectionRows, AreCopiedTogetherWithTheirNames) {
    const std::string text = all_text(context, item, rows());

    EXPECT_THAT(text, HasSubstr("/e\n"));
    EXPECT_THAT(text, HasSubstr("  [5]\t(5, 1)\t"));
    EXPECT_THAT(text, HasSubstr(long_text));
}

TEST_F(SelectionRows, SwatchesHaveTheColorOfTheScreen) {
    ClassDescription person;
    person.key = 1;
    person.info = {1, "person", Rgba8{230, 80, 60, 255}};
    person.keypoints = {{4, "nose", Rgba8{0, 0, 9, 255}}, {5, "hand", Rgba8{7, 7, 7, 255}}};
    AnnotationContext logged;
    logged.classes = {person};
    const ChunkPtr chunk = test::ChunkBuilder("/e")
                               .row(2, {{"frame", 3}})
                               .set("AnnotationContext:context", test::context(logged))
                               .set("Points2D:class_ids", test::ids({1, 9}))
                               .set("Points2D:keypoint_ids", test::ids({4, 5}))
                               .build();
    session.database.apply(ChunkMessage{kRun, chunk});
    refresh_recordings(session);
    session.choices.set(
        {"app", "/e", 1, std::nullopt},
        {.color = Rgba8{1, 2, 3, 255}, .opacity = 128}
    );
    session.choices.set({"app", "/e", 1, KeypointId{4}}, {.color = Rgba8{4, 5, 6, 255}});
    session.choices.set({"app", "/e", 9, std::nullopt}, {.color = Rgba8{9, 9, 9, 255}});
    styles.update(session);
    item.class_id = 1;
    item.keypoint = 4;

    const std::vector<ValueRow> all = rows();
    ASSERT_EQ(all.at(0).name, "class");
    EXPECT_EQ(all.at(0).color, (Rgba8{1, 2, 3, 128}));
    ASSERT_EQ(all.at(1).name, "keypoint");
    EXPECT_EQ(all.at(1).color, (Rgba8{4, 5, 6, 128}));

    const std::vector<ValueRow> classes = rows_of(Kind::Value, "Points2D:class_ids");
    ASSERT_EQ(classes.size(), 3U) << "how many there are, and the two";
    EXPECT_EQ(classes[1].color, (Rgba8{1, 2, 3, 128}));
    EXPECT_EQ(classes[2].color, (Rgba8{9, 9, 9, 255}));
    const std::vector<ValueRow> keypoints = rows_of(Kind::Value, "Points2D:keypoint_ids");
    ASSERT_EQ(keypoints.size(), 3U);
    EXPECT_EQ(keypoints[1].color, (Rgba8{4, 5, 6, 128}));
    EXPECT_EQ(keypoints[2].color, (Rgba8{7, 7, 7, 128}));
}

TEST_F(SelectionRows, OfAnInstanceHaveItsValuesOnly) {
    item.instance = 42;

    const std::vector<ValueRow> values = rows_of(Kind::Value, kPoints);

    ASSERT_EQ(values.size(), 1U);
    EXPECT_EQ(values[0].value, "(42, 1)");
}

/// A recording with properties: a name, a long note, a few tags, many weights of two cameras.
class PropertyRows : public SelectionRows {
  protected:
    PropertyRows() {
        std::vector<float> weights(250, 0.5F);
        weights.back() = 0.123456789F;
        const auto log = [&](const char* entity, const char* component, test::Values values) {
            session.database.apply(ChunkMessage{
                kRun,
                test::ChunkBuilder(entity)
                    .row(next_row++, {})
                    .set(component, std::move(values))
                    .build()});
        };
        log("/__properties", "RecordingInfo:name", test::texts({"run 7"}));
        log("/__properties/site", "note", test::texts({long_text}));
        log("/__properties/site", "tags", test::texts({"sunny", "dry"}));
        log("/__properties/left", "weights", test::numbers(weights));
        log("/__properties/right", "weights", test::numbers(weights));
        refresh_recordings(session);
        item = {};
    }

    std::vector<ValueRow> rows() { return recording_rows(context, opened); }

    std::vector<ValueRow> rows_at(const char* entity) {
        std::vector<ValueRow> out = rows();
        std::erase_if(out, [&](const ValueRow& row) {
            return row.entity != EntityPath::parse(entity);
        });
        return out;
    }

    std::uint64_t next_row = 100;
};

TEST_F(PropertyRows, FollowTheFactsUnderAHeading) {
    const std::vector<ValueRow> all = rows();
    const auto heading = std::ranges::find(all, "Properties", &ValueRow::name);
    ASSERT_NE(heading, all.end());
    EXPECT_EQ(heading->kind, Kind::Heading);
    const auto name = std::next(heading);
    EXPECT_EQ(name->name, "name");
    EXPECT_EQ(name->value, "run 7");
    EXPECT_EQ(name->note, "") << "properties hold for the recording, not from a time on";
}

TEST_F(PropertyRows, FewShortValuesStandOnALine) {
    const ValueRow tags = rows_at("/__properties/site").back();
    EXPECT_EQ(tags.name, "site tags");
    EXPECT_EQ(tags.value, "sunny, dry");
    EXPECT_EQ(full_value(context, item, tags), "sunny, dry");
    EXPECT_EQ(hidden_text(context, item, tags), "");
}

TEST_F(PropertyRows, ALongTextIsHoveredCopiedAndOpenedWhole) {
    const std::vector<ValueRow> site = rows_at("/__properties/site");
    EXPECT_THAT(site.at(0).value, EndsWith("…"));
    EXPECT_EQ(full_value(context, item, site.at(0)), long_text);
    EXPECT_GT(hidden_text(context, item, site.at(0)).size(), site.at(0).value.size());
    ASSERT_EQ(site.at(1).kind, Kind::More);

    opened.texts[{site.at(1).entity, site.at(1).component}] = *site.at(1).index;

    EXPECT_EQ(rows_at("/__properties/site").at(0).value, long_text);
}

TEST_F(PropertyRows, ALongListOpensAtItsEntityAlone) {
    const std::vector<ValueRow> left = rows_at("/__properties/left");
    ASSERT_EQ(left.size(), 2U + kFirstValues);
    EXPECT_EQ(left.front().value, "250 values");
    ASSERT_EQ(left.back().kind, Kind::More);
    EXPECT_EQ(left.back().value, "… 244 more");

    opened.pages[{left.back().entity, left.back().component}] = 0;

    EXPECT_EQ(rows_at("/__properties/left").size(), 2U + kPageValues);
    EXPECT_EQ(rows_at("/__properties/left").back().kind, Kind::Pager);
    EXPECT_EQ(num_values(context, rows_at("/__properties/left").back()), 250);
    EXPECT_EQ(rows_at("/__properties/right").size(), 2U + kFirstValues);
}

TEST_F(PropertyRows, AreCopiedWithAllValues) {
    const ValueRow weights = rows_at("/__properties/right").front();
    EXPECT_THAT(full_value(context, item, weights), EndsWith("0.5, 0.12345679"));
    EXPECT_THAT(all_text(context, item, rows()), HasSubstr("0.5, 0.12345679\t"));
    EXPECT_THAT(all_text(context, item, rows()), HasSubstr(long_text));
}

TEST_F(PropertyRows, StandInTheTooltipOfTheRecordingInShort) {
    const std::string text = properties_text(*session.active_recording());
    EXPECT_THAT(text, HasSubstr("name: run 7\n"));
    EXPECT_THAT(text, HasSubstr("left weights: 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, … 244 more\n"));
}

}  // namespace
}  // namespace limn::ui
