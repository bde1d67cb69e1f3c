// SPDX-License-Identifier: MIT
#include "importers/demo.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "arrow/array.h"
#include "base/hash.h"
#include "importers/demo/camera.h"
#include "importers/demo/classes.h"
#include "media/codec.h"
#include "model/component_names.h"

namespace limn::importers {
namespace {

std::uint64_t hash_of(const arrow::Array& array) {
    using arrow::TypeId;
    std::uint64_t hash = hash_combine(
        hash_text(arrow::to_string(array.type())),
        static_cast<std::uint64_t>(array.length())
    );
    switch (array.type_id()) {
        case TypeId::List:
            for (std::int64_t i = 0; i < array.length(); ++i) {
                hash = hash_combine(hash, static_cast<std::uint64_t>(array.list_at(i).length()));
            }
            return hash_combine(hash, hash_of(array.flat_items()));
        case TypeId::FixedSizeList:
            return hash_combine(hash, hash_of(array.flat_items()));
        case TypeId::Struct:
            for (std::size_t i = 0; i < array.type().children.size(); ++i) {
                hash = hash_combine(hash, hash_of(array.child(i)));
            }
            return hash;
        case TypeId::Utf8:
            for (std::int64_t i = 0; i < array.length(); ++i) {
                hash = hash_combine(hash, hash_text(array.text_at(i).value_or("null")));
            }
            return hash;
        case TypeId::Bool:
            for (std::int64_t i = 0; i < array.length(); ++i) {
                hash = hash_combine(hash, array.bool_at(i) ? 1U : 0U);
            }
            return hash;
        default: {
            const std::size_t width = arrow::byte_width(array.type());
            const auto* bytes = static_cast<const std::byte*>(array.value_pointer(width));
            const std::size_t size =
                bytes == nullptr ? 0 : width * static_cast<std::size_t>(array.length());
            return hash_combine(hash, hash_bytes({bytes, size}));
        }
    }
}

std::uint64_t hash_of(const Chunk& chunk) {
    std::uint64_t hash = hash_combine(hash_text(chunk.entity().text()), chunk.id().inc);
    for (const RowId& row : chunk.row_ids()) {
        hash = hash_combine(hash, row.inc);
    }
    for (const TimeColumn& timeline : chunk.timelines()) {
        hash = hash_combine(hash, hash_text(timeline.timeline.name));
        hash = hash_combine(hash, hash_of(timeline.times));
    }
    for (const ComponentColumn& column : chunk.components()) {
        hash = hash_combine(hash, hash_text(column.name));
        hash = hash_combine(hash, hash_of(column.cells));
    }
    return hash;
}

/// Chunks up to the one that ends frame `last`.
std::vector<ChunkPtr> first_chunks(TimeInt last) {
    const auto demo = make_demo();
    std::vector<ChunkPtr> chunks;
    for (;;) {
        auto message = demo->next();
        EXPECT_TRUE(message);
        if (!message || !*message) {
            break;
        }
        const auto* chunk = std::get_if<ChunkMessage>(&**message);
        if (chunk == nullptr) {
            continue;
        }
        const TimeColumn* frames = chunk->chunk->find_timeline("frame");
        if (frames != nullptr && frames->range.min > last) {
            break;
        }
        chunks.push_back(chunk->chunk);
    }
    return chunks;
}

const std::vector<ChunkPtr>& opening() {
    static const std::vector<ChunkPtr> chunks = first_chunks(5);
    return chunks;
}

std::vector<ChunkPtr> chunks_of(std::string_view entity, std::string_view component) {
    std::vector<ChunkPtr> found;
    for (const ChunkPtr& chunk : opening()) {
        if (chunk->entity().text() == entity && chunk->find_component(component) != nullptr) {
            found.push_back(chunk);
        }
    }
    return found;
}

TEST(Demo, IsTheSameInEveryRun) {
    const auto again = first_chunks(1);
    ASSERT_LE(again.size(), opening().size());
    ASSERT_GT(again.size(), 20U);
    for (std::size_t i = 0; i < again.size(); ++i) {
        EXPECT_EQ(hash_of(*again[i]), hash_of(*opening()[i])) << again[i]->entity().text();
    }
}

TEST(Demo, MasksHaveManyClassesThatTheContextDescribes) {
    const auto masks = chunks_of("/world/camera/mask", component::kSegmentationBuffer);
    ASSERT_FALSE(masks.empty());
    const arrow::Array cell = masks[0]->find_component(component::kSegmentationBuffer)->cells;
    const arrow::Array blob = cell.list_at(0).list_at(0);
    const auto ids = blob.values<std::uint8_t>();
    ASSERT_EQ(ids.size(), std::size_t{demo::kImageWidth} * demo::kImageHeight);
    std::map<std::uint32_t, std::size_t> pixels;
    for (const std::uint8_t id : ids) {
        ++pixels[id];
    }
    std::set<std::uint32_t> described;
    for (const ClassDescription& description : demo::street_context().classes) {
        described.insert(description.key);
    }
    std::size_t sizable = 0;
    for (const auto& [id, count] : pixels) {
        EXPECT_TRUE(described.contains(id)) << id;
        sizable += count > 100 ? 1U : 0U;
    }
    EXPECT_GE(sizable, 10U);
    EXPECT_GT(pixels[demo::kPerson], 3000U);
}

TEST(Demo, ImagesAreJpegOfTheMasksSize) {
    const auto images = chunks_of("/world/camera/image", component::kEncodedImageBlob);
    ASSERT_FALSE(images.empty());
    const arrow::Array cell = images[0]->find_component(component::kEncodedImageBlob)->cells;
    const arrow::Array instances = cell.list_at(0);
    const auto bytes = instances.bytes_at(0);
    ASSERT_TRUE(bytes);
    const auto image = media::decode_image(*bytes);
    ASSERT_TRUE(image) << image.error().message;
    EXPECT_EQ((*image)->width(), std::uint32_t{demo::kImageWidth});
    EXPECT_EQ((*image)->height(), std::uint32_t{demo::kImageHeight});
}

TEST(Demo, PeopleHaveSeventeenKeypointsInThreeDimensions) {
    for (int person = 0; person < 3; ++person) {
        const auto chunks =
            chunks_of("/world/people/" + std::to_string(person), component::kPoints3DPositions);
        ASSERT_FALSE(chunks.empty());
        EXPECT_EQ(
            chunks[0]->find_component("Points3D:keypoint_ids")->cells.list_at(0).length(),
            17
        );
        const arrow::Array joints =
            chunks[0]->find_component(component::kPoints3DPositions)->cells.list_at(0);
        ASSERT_EQ(joints.length(), 17);
        const arrow::Array flat = joints.flat_items();
        const auto values = flat.values<float>();
        const float nose_height = values[2];
        const float ankle_height = values[15 * 3 + 2];
        EXPECT_GT(nose_height, 1.4F);
        EXPECT_LT(nose_height, 1.9F);
        EXPECT_LT(ankle_height, 0.45F);
    }
    EXPECT_FALSE(chunks_of("/world/camera/people/0", component::kPoints2DPositions).empty());
}

TEST(Demo, KeypointsLieOnTheMaskOfTheirPerson) {
    const auto masks = chunks_of("/world/camera/mask", component::kSegmentationBuffer);
    const auto people = chunks_of("/world/camera/people/0", component::kPoints2DPositions);
    ASSERT_FALSE(masks.empty());
    ASSERT_FALSE(people.empty());
    const arrow::Array mask =
        masks[0]->find_component(component::kSegmentationBuffer)->cells.list_at(0).list_at(0);
    const auto ids = mask.values<std::uint8_t>();
    const arrow::Array joints =
        people[0]->find_component(component::kPoints2DPositions)->cells.list_at(0);
    const arrow::Array flat = joints.flat_items();
    const auto values = flat.values<float>();
    std::size_t on_person = 0;
    for (std::size_t i = 0; i + 1 < values.size(); i += 2) {
        const auto x = static_cast<std::size_t>(values[i]);
        const auto y = static_cast<std::size_t>(values[i + 1]);
        on_person += ids[y * std::size_t{demo::kImageWidth} + x] == demo::kPerson ? 1U : 0U;
    }
    EXPECT_GE(on_person + 1, values.size() / 2);
}

TEST(Demo, TheCloudHasTwoHundredThousandLabeledPoints) {
    std::int64_t total = 0;
    for (const ChunkPtr& chunk : opening()) {
        const ComponentColumn* positions = chunk->find_component(component::kPoints3DPositions);
        if (positions == nullptr || chunk->entity().text().find("lidar") == std::string::npos) {
            continue;
        }
        total += positions->cells.list_at(0).length();
        EXPECT_EQ(chunk->find_component("Points3D:colors"), nullptr);
        if (chunk->entity().text() == "/world/lidar") {
            EXPECT_TRUE(chunk->is_static());
            EXPECT_GE(positions->cells.list_at(0).length(), 165'000);
            EXPECT_EQ(
                chunk->find_component("Points3D:class_ids")->cells.list_at(0).length(),
                positions->cells.list_at(0).length()
            );
        }
    }
    EXPECT_GE(total, 200'000);
}

TEST(Demo, ThereAreContextsThatShadowAndChange) {
    EXPECT_TRUE(chunks_of("/", component::kAnnotationContext).at(0)->is_static());
    EXPECT_TRUE(chunks_of("/world/trajectories", component::kAnnotationContext).at(0)->is_static());
    EXPECT_FALSE(
        chunks_of("/world/camera/signals", component::kAnnotationContext).at(0)->is_static()
    );
    EXPECT_NE(demo::signal_context(demo::Signal::Red), demo::signal_context(demo::Signal::Green));
}

TEST(Demo, TheFirstFrameComesBeforeTheRest) {
    const auto demo = make_demo();
    auto first = demo->next();
    ASSERT_TRUE(first && *first);
    EXPECT_TRUE(std::holds_alternative<StoreInfo>(**first));
    EXPECT_LT(demo->progress().done_bytes * 100, demo->progress().total_bytes);
}

}  // namespace
}  // namespace limn::importers
