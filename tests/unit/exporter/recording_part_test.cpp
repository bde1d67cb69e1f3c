// SPDX-License-Identifier: MIT
#include "exporter/recording_part.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "exporter/recording_copy.h"
#include "exporter/save_recording.h"
#include "rrd/rrd_reader.h"
#include "support/chunk_builder.h"

namespace limn::exporter {
namespace {

using test::ChunkBuilder;
using testing::ElementsAre;
using testing::IsEmpty;

const std::string kIds = "Points2D:class_ids";

EntityPath path(std::string_view text) {
    return EntityPath::parse(text);
}

/// "entity#row" of everything that stays, in the order of the chunks.
std::vector<std::string> kept(const RecordingPart& part, const std::vector<ChunkPtr>& chunks) {
    PartSelector selector(part);
    for (const ChunkPtr& chunk : chunks) {
        selector.survey(*chunk);
    }
    std::vector<std::string> rows;
    for (const ChunkPtr& chunk : chunks) {
        const auto pieces = selector.select(chunk);
        EXPECT_TRUE(pieces);
        for (const ChunkPtr& piece : *pieces) {
            for (const RowId& row : piece->row_ids()) {
                rows.push_back(piece->entity().text() + "#" + std::to_string(row.inc));
            }
        }
    }
    return rows;
}

RecordingPart frames(TimeInt first, TimeInt last) {
    RecordingPart part;
    part.timeline = "frame";
    part.range = TimeRange{first, last};
    return part;
}

ChunkPtr row(const std::string& entity, std::uint64_t id, TimeInt frame, const std::string& name) {
    return ChunkBuilder(entity).row(id, {{"frame", frame}}).set(name, test::ids({1})).build();
}

TEST(RecordingPart, TheWholeIsTheChunksThemselves) {
    const ChunkPtr chunk = row("/a", 1, 3, kIds);
    const auto pieces = PartSelector({}).select(chunk);
    ASSERT_TRUE(pieces);
    EXPECT_THAT(*pieces, ElementsAre(chunk));
}

TEST(RecordingPart, KeepsRowsInTheRangeAndTheLastOneBefore) {
    const ChunkPtr chunk = ChunkBuilder("/a")
                               .row(1, {{"frame", 1}})
                               .set(kIds, test::ids({1}))
                               .row(2, {{"frame", 2}})
                               .set(kIds, test::ids({2}))
                               .row(3, {{"frame", 5}})
                               .set(kIds, test::ids({3}))
                               .row(4, {{"frame", 9}})
                               .set(kIds, test::ids({4}))
                               .build();
    EXPECT_THAT(kept(frames(3, 7), {chunk}), ElementsAre("/a#2", "/a#3"));
    EXPECT_THAT(kept(frames(6, 8), {chunk}), ElementsAre("/a#3"));
    EXPECT_THAT(kept(frames(0, 0), {chunk}), IsEmpty());
}

TEST(RecordingPart, TheLastRowBeforeIsThatOfEachComponent) {
    const auto chunks = {
        row("/a", 1, 1, kIds),
        row("/a", 2, 2, "Points2D:keypoint_ids"),
        row("/a", 3, 2, kIds),
        row("/b", 4, 1, kIds),
    };
    EXPECT_THAT(kept(frames(5, 7), chunks), ElementsAre("/a#2", "/a#3", "/b#4"));
}

TEST(RecordingPart, ARowAtTheStartReplacesTheOneBefore) {
    const ChunkPtr both = ChunkBuilder("/a")
                              .row(1, {{"frame", 4}})
                              .set(kIds, test::ids({1}))
                              .row(2, {{"frame", 5}})
                              .set(kIds, test::ids({2}))
                              .build();
    EXPECT_THAT(kept(frames(5, 7), {both}), ElementsAre("/a#2"));
    EXPECT_THAT(kept(frames(5, 5), {both}), ElementsAre("/a#2"));
}

TEST(RecordingPart, ARowAtTheStartReplacesOnlyItsOwnComponentAndEntity) {
    const auto chunks = {
        row("/a", 1, 4, kIds),
        row("/a", 2, 4, "Points2D:keypoint_ids"),
        row("/b", 3, 4, kIds),
        row("/a", 4, 5, kIds),
    };
    EXPECT_THAT(kept(frames(5, 7), chunks), ElementsAre("/a#2", "/b#3", "/a#4"));
}

TEST(RecordingPart, StaticRowsAndPropertiesStay) {
    const auto chunks = {
        ChunkBuilder("/a").row(1).set(kIds, test::ids({1})).build(),
        row("/__properties", 2, 1, "RecordingInfo:name"),
        row("/__properties", 3, 99, "RecordingInfo:name"),
        ChunkBuilder("/a").row(4, {{"other", 6}}).set(kIds, test::ids({1})).build(),
    };
    EXPECT_THAT(
        kept(frames(5, 7), chunks),
        ElementsAre("/a#1", "/__properties#2", "/__properties#3")
    );
}

TEST(RecordingPart, AFlatClearDoesNotReplaceOneOfTheSubtree) {
    const auto clear = [](std::uint64_t id, TimeInt frame, bool recursive) {
        return ChunkBuilder("/a")
            .row(id, {{"frame", frame}})
            .set("Clear:is_recursive", test::flag(recursive))
            .build();
    };
    const auto chunks = {clear(1, 1, true), clear(2, 2, false), clear(3, 2, true)};
    EXPECT_THAT(kept(frames(5, 7), chunks), ElementsAre("/a#2", "/a#3"));
}

TEST(RecordingPart, EachPlacedFrameKeepsItsRow) {
    const auto place = [](std::uint64_t id, TimeInt frame, const char* child) {
        return ChunkBuilder("/frames")
            .row(id, {{"frame", frame}})
            .set("Transform3D:translation", test::points3({{1, 2, 3}}))
            .set("Transform3D:child_frame", test::texts({child}))
            .build();
    };
    const auto chunks = {place(1, 1, "left"), place(2, 2, "right"), place(3, 3, "right")};
    EXPECT_THAT(kept(frames(5, 7), chunks), ElementsAre("/frames#1", "/frames#3"));
}

TEST(RecordingPart, EntitiesComeWithWhatAppliesToThem) {
    RecordingPart part;
    part.entities = {path("/camera/mask")};
    const ChunkPtr above = ChunkBuilder("/camera")
                               .row(1)
                               .set("AnnotationContext:context", test::context({}))
                               .set("Image:buffer", test::blob({1}))
                               .build();
    const auto chunks = {
        above,
        row("/camera/mask", 2, 1, kIds),
        row("/camera/mask/deep", 3, 1, kIds),
        row("/camera/masks", 4, 1, kIds),
        row("/camera", 5, 1, kIds),
        row("/__properties", 6, 1, "RecordingInfo:name"),
    };
    EXPECT_THAT(
        kept(part, chunks),
        ElementsAre("/camera#1", "/camera/mask#2", "/camera/mask/deep#3", "/__properties#6")
    );
    const auto pieces = PartSelector(part).select(above);
    ASSERT_TRUE(pieces && pieces->size() == 1);
    EXPECT_EQ((*pieces)[0]->find_component("Image:buffer"), nullptr);
    EXPECT_NE((*pieces)[0]->id(), above->id());
}

TEST(RecordingPart, LeavesEntitiesOutWithAllBelow) {
    RecordingPart part;
    part.entities = {path("/a")};
    part.without = {path("/a/b")};
    const auto chunks = {row("/a", 1, 1, kIds), row("/a/b", 2, 1, kIds), row("/a/b/c", 3, 1, kIds)};
    EXPECT_THAT(kept(part, chunks), ElementsAre("/a#1"));
}

TEST(RecordingPart, PiecesOfAChunkHaveDifferentIds) {
    const ChunkPtr chunk = ChunkBuilder("/a")
                               .row(1, {{"frame", 5}})
                               .set(kIds, test::ids({1}))
                               .row(2, {{"frame", 9}})
                               .set(kIds, test::ids({2}))
                               .row(3, {{"frame", 6}})
                               .set(kIds, test::ids({3, 4}))
                               .build();
    const auto pieces = PartSelector(frames(5, 7)).select(chunk);
    ASSERT_TRUE(pieces);
    ASSERT_EQ(pieces->size(), 2U);
    EXPECT_NE((*pieces)[0]->id(), (*pieces)[1]->id());
    EXPECT_EQ((*pieces)[1]->find_component(kIds)->cells.list_at(0).length(), 2);
}

TEST(RecordingCopy, LeavesNothingUnderTheNameUntilItIsCommitted) {
    const std::filesystem::path target = LIMN_TEST_OUTPUT "/copy.rrd";
    std::filesystem::create_directories(target.parent_path());
    std::filesystem::remove(target);
    {
        auto copy = RecordingCopy::create(target, {});
        ASSERT_TRUE(copy) << copy.error().message;
        ASSERT_TRUE(copy->write(ChunkMessage{{}, row("/a", 1, 1, kIds)}));
        EXPECT_FALSE(std::filesystem::exists(target));
    }
    EXPECT_FALSE(std::filesystem::exists(target));
    auto copy = RecordingCopy::create(target, {});
    ASSERT_TRUE(copy);
    ASSERT_TRUE(copy->write(ChunkMessage{{}, row("/a", 1, 1, kIds)}));
    ASSERT_TRUE(copy->commit());
    EXPECT_EQ(copy->num_chunks(), 1U);
    EXPECT_TRUE(std::filesystem::exists(target));
}

TEST(RecordingCopy, NamesThatNoMessageHadAreErrors) {
    const std::filesystem::path target = LIMN_TEST_OUTPUT "/copy_of_nothing.rrd";
    std::filesystem::create_directories(target.parent_path());
    RecordingPart nobody;
    nobody.entities = {path("/a"), path("/nobody")};
    RecordingPart never = frames(1, 2);
    never.timeline = "era";
    for (const RecordingPart& part : {nobody, never}) {
        auto copy = RecordingCopy::create(target, part);
        ASSERT_TRUE(copy);
        ASSERT_TRUE(copy->write(ChunkMessage{{}, row("/a", 1, 1, kIds)}));
        const Result<void> committed = copy->commit();
        ASSERT_FALSE(committed);
        EXPECT_EQ(committed.error().code, ErrorCode::NotFound);
    }
    EXPECT_FALSE(std::filesystem::exists(target));
}

/// Two entities at two times.
void fill(store::Recording& recording) {
    for (const char* entity : {"/a", "/b"}) {
        recording.insert(row(entity, 1, 1, kIds));
        recording.insert(row(entity, 2, 8, kIds));
    }
}

std::set<std::string> entities_of(const std::filesystem::path& file) {
    std::set<std::string> entities;
    auto reader = rrd::RrdReader::open(file);
    while (reader) {
        const auto message = (*reader)->next();
        if (!message || !*message) {
            break;
        }
        if (const auto* chunk = std::get_if<ChunkMessage>(&**message)) {
            entities.insert(chunk->chunk->entity().text());
        }
    }
    return entities;
}

TEST(SaveRecording, WritesThePartAndCountsEveryByte) {
    store::Recording recording({StoreKind::Recording, "app", "run"});
    fill(recording);
    const std::filesystem::path target = LIMN_TEST_OUTPUT "/saved.rrd";
    std::filesystem::create_directories(target.parent_path());
    RecordingPart part = frames(5, 9);
    part.entities = {path("/b")};
    SaveProgress progress;
    const auto saved = save_recording(make_save_job(recording, target, part), progress, {});
    ASSERT_TRUE(saved) << saved.error().message;
    EXPECT_TRUE(saved->empty());
    EXPECT_THAT(entities_of(target), ElementsAre("/b"));
    EXPECT_GT(progress.total_bytes, 0U);
    EXPECT_EQ(progress.done_bytes, progress.total_bytes);
}

TEST(SaveRecording, StoppedLeavesNothing) {
    store::Recording recording({StoreKind::Recording, "app", "run"});
    fill(recording);
    const std::filesystem::path target = LIMN_TEST_OUTPUT "/stopped.rrd";
    std::filesystem::create_directories(target.parent_path());
    std::filesystem::remove(target);
    std::stop_source stop;
    stop.request_stop();
    SaveProgress progress;
    const auto saved =
        save_recording(make_save_job(recording, target, {}), progress, stop.get_token());
    ASSERT_FALSE(saved);
    EXPECT_EQ(saved.error().code, ErrorCode::Cancelled);
    EXPECT_FALSE(std::filesystem::exists(target));
}

}  // namespace
}  // namespace limn::exporter
