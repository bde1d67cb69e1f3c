// SPDX-License-Identifier: MIT
#include "logger/recording_stream.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "arrow/builder.h"

namespace limn::logger {
namespace {

RecordingStream make_stream() {
    return RecordingStream({StoreKind::Recording, "test", "run"});
}

std::vector<ChunkPtr> chunks_of(const std::vector<LogMessage>& messages) {
    std::vector<ChunkPtr> chunks;
    for (const LogMessage& message : messages) {
        if (const auto* chunk = std::get_if<ChunkMessage>(&message)) {
            chunks.push_back(chunk->chunk);
        }
    }
    return chunks;
}

Points2D some_points(std::size_t count) {
    Points2D points;
    points.positions = std::vector<glm::vec2>(count, glm::vec2(1.0F, 2.0F));
    points.labels = std::vector<std::string>(count, "label " + std::to_string(count));
    points.show_labels = count % 2 == 0;
    return points;
}

TEST(RecordingStream, AnnouncesTheRecordingOnceAndFirst) {
    RecordingStream stream = make_stream();
    ASSERT_TRUE(stream.log_static(EntityPath::parse("/a"), Clear{}));
    const auto first = stream.take_messages();
    ASSERT_EQ(first.size(), 2U);
    const auto* info = std::get_if<StoreInfo>(&first[0]);
    ASSERT_NE(info, nullptr);
    EXPECT_EQ(info->id.application_id, "test");
    EXPECT_TRUE(stream.take_messages().empty());
}

TEST(RecordingStream, RowsOfOneEntityShareAChunk) {
    RecordingStream stream = make_stream();
    for (int frame = 0; frame < 10; ++frame) {
        stream.set_sequence("frame", frame);
        stream.set_duration_ns("time", frame * 100);
        ASSERT_TRUE(
            stream.log(EntityPath::parse("/a"), some_points(static_cast<std::size_t>(frame)))
        );
        ASSERT_TRUE(stream.log(EntityPath::parse("/b"), some_points(1)));
    }
    const auto chunks = chunks_of(stream.take_messages());
    ASSERT_EQ(chunks.size(), 2U);
    const Chunk& chunk = *chunks[0];
    EXPECT_EQ(chunk.entity().text(), "/a");
    ASSERT_EQ(chunk.num_rows(), 10U);
    const TimeColumn* frames = chunk.find_timeline("frame");
    ASSERT_NE(frames, nullptr);
    EXPECT_TRUE(frames->is_sorted);
    EXPECT_EQ(frames->range, (TimeRange{0, 9}));
    EXPECT_EQ(chunk.find_timeline("time")->timeline.kind, TimeKind::Duration);
    const ComponentColumn* positions = chunk.find_component("Points2D:positions");
    const ComponentColumn* labels = chunk.find_component("Points2D:labels");
    const ComponentColumn* shown = chunk.find_component("Points2D:show_labels");
    ASSERT_TRUE(positions != nullptr && labels != nullptr && shown != nullptr);
    EXPECT_EQ(
        arrow::to_string(positions->cells.type()),
        "List<item: FixedSizeList<item: float32 not null>[2]>"
    );
    for (std::int64_t row = 0; row < 10; ++row) {
        EXPECT_EQ(positions->cells.list_at(row).length(), row);
        EXPECT_EQ(labels->cells.list_at(row).length(), row);
        EXPECT_EQ(shown->cells.list_at(row).bool_at(0), row % 2 == 0);
    }
    EXPECT_EQ(labels->cells.list_at(7).text_at(6), "label 7");
}

TEST(RecordingStream, RowsWithOtherComponentsOrTimelinesGetTheirOwnChunk) {
    RecordingStream stream = make_stream();
    const EntityPath entity = EntityPath::parse("/a");
    stream.set_sequence("frame", 1);
    ASSERT_TRUE(stream.log(entity, some_points(2)));
    ASSERT_TRUE(stream.log(entity, Clear{}));
    stream.reset_time("frame");
    stream.set_timestamp_ns("clock", 5);
    ASSERT_TRUE(stream.log(entity, some_points(2)));
    ASSERT_TRUE(stream.log_static(entity, some_points(2)));
    const auto chunks = chunks_of(stream.take_messages());
    ASSERT_EQ(chunks.size(), 4U);
    EXPECT_TRUE(chunks[3]->is_static());
    EXPECT_EQ(chunks[2]->timelines()[0].timeline.kind, TimeKind::Timestamp);
}

TEST(RecordingStream, LargeRowsStandAloneAndAreNotCopied) {
    RecordingStream stream = make_stream();
    const EntityPath entity = EntityPath::parse("/cloud");
    const void* data = nullptr;
    for (int frame = 0; frame < 3; ++frame) {
        stream.set_sequence("frame", frame);
        Points3D points;
        points.positions = std::vector<glm::vec3>(100'000, glm::vec3(0.5F));
        data = points.positions->data();
        ASSERT_TRUE(stream.log(entity, std::move(points)));
    }
    const auto chunks = chunks_of(stream.take_messages());
    ASSERT_EQ(chunks.size(), 3U);
    const arrow::Array cell = chunks[2]->components()[0].cells.list_at(0);
    EXPECT_EQ(cell.flat_items().values<float>().data(), data);
}

TEST(RecordingStream, ContextsOfSeveralTimesShareAChunk) {
    RecordingStream stream = make_stream();
    for (std::uint16_t frame = 0; frame < 3; ++frame) {
        stream.set_sequence("frame", frame);
        AnnotationContext context;
        ClassDescription description;
        description.key = frame;
        description.info.id = frame;
        description.info.label = "state " + std::to_string(frame);
        description.connections.assign(frame, {1, 2});
        context.classes.assign(frame + 1U, description);
        ASSERT_TRUE(stream.log(EntityPath::parse("/signals"), context));
    }
    const auto chunks = chunks_of(stream.take_messages());
    ASSERT_EQ(chunks.size(), 1U);
    const arrow::Array& cells = chunks[0]->components()[0].cells;
    const arrow::Array classes = cells.list_at(2).list_at(0);
    ASSERT_EQ(classes.length(), 3);
    const arrow::Array description = classes.field("class_description");
    EXPECT_EQ(description.field("info").field("label").text_at(1), "state 2");
    EXPECT_EQ(description.field("keypoint_connections").list_at(2).length(), 2);
}

TEST(RecordingStream, TheSameCallsGiveTheSameIds) {
    const auto ids = [] {
        RecordingStream stream = make_stream();
        stream.set_sequence("frame", 1);
        EXPECT_TRUE(stream.log(EntityPath::parse("/a"), some_points(1)));
        EXPECT_TRUE(stream.log(EntityPath::parse("/a"), some_points(1)));
        const auto chunk = chunks_of(stream.take_messages()).at(0);
        EXPECT_LT(chunk->row_ids()[0], chunk->row_ids()[1]);
        return std::vector<Tuid>{chunk->id(), chunk->row_ids()[0], chunk->row_ids()[1]};
    };
    EXPECT_EQ(ids(), ids());
}

TEST(RecordingStream, SaysWhatIsWrong) {
    RecordingStream stream = make_stream();
    const EntityPath entity = EntityPath::parse("/a");
    const auto timeless = stream.log(entity, some_points(1));
    ASSERT_FALSE(timeless);
    EXPECT_EQ(timeless.error().code, ErrorCode::InvalidArgument);
    EXPECT_NE(timeless.error().message.find("/a"), std::string::npos);
    EXPECT_FALSE(stream.log_static(entity, Points2D{}));
    const std::array<float, 1> one{1.0F};
    const arrow::Array values = arrow::make_primitive<float>(one);
    EXPECT_FALSE(stream.log_static_components(
        entity,
        {custom_component("twice", values), custom_component("twice", values)}
    ));
    EXPECT_FALSE(stream.log_static_components(entity, {custom_component("none", {})}));
    EXPECT_FALSE(stream.log_static_components(entity, {custom_component("", values)}));
    EXPECT_TRUE(chunks_of(stream.take_messages()).empty());
}

TEST(RecordingStream, TakesComponentsOfTheCallersOwn) {
    RecordingStream stream = make_stream();
    const std::array<double, 2> numbers{1.5, 2.5};
    ASSERT_TRUE(stream.log_static_components(
        EntityPath::parse("/a"),
        {custom_component("my confidence", arrow::make_primitive<double>(numbers))}
    ));
    const auto chunks = chunks_of(stream.take_messages());
    ASSERT_EQ(chunks.size(), 1U);
    const ComponentColumn* column = chunks[0]->find_component("my confidence");
    ASSERT_NE(column, nullptr);
    EXPECT_TRUE(column->archetype.empty());
    const arrow::Array cell = column->cells.list_at(0);
    ASSERT_EQ(cell.length(), 2);
    EXPECT_EQ(cell.values<double>()[1], 2.5);
}

}  // namespace
}  // namespace limn::logger
