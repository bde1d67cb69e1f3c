// SPDX-License-Identifier: MIT
// Large chunks known by their beginning, or by the footer alone.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>

#include "model/chunk_outline.h"
#include "rrd/framing.h"
#include "rrd/manifest.h"
#include "rrd/rrd_reader.h"
#include "rrd/rrd_writer.h"
#include "support/chunk_builder.h"
#include "support/rrd_bytes.h"

namespace limn::rrd {
namespace {

using test::ChunkBuilder;
using testing::HasSubstr;

constexpr const char* kBuffer = "SegmentationImage:buffer";
constexpr const char* kIds = "Points2D:class_ids";

const StoreId kStore{StoreKind::Recording, "app", "rec"};

/// Bytes that do not compress.
test::Bytes noise(std::size_t size, TimeInt from) {
    auto seed = static_cast<std::uint32_t>(from);
    test::Bytes bytes(size);
    for (std::uint8_t& byte : bytes) {
        seed = seed * 1664525U + 1013904223U;
        byte = static_cast<std::uint8_t>(seed >> 24U);
    }
    return bytes;
}

/// Chunks of every kind that matters here.
std::vector<ChunkPtr> sample_chunks() {
    std::vector<ChunkPtr> chunks;
    std::uint64_t id = 1;
    for (TimeInt frame = 0; frame < 12; ++frame) {
        // One row, large.
        chunks.push_back(ChunkBuilder("/mask")
                             .row(id++, {{"frame", frame}})
                             .set(kBuffer, test::blob(noise(90'000, frame)))
                             .set(kIds, test::ids({1, 2}))
                             .build());
        // Small.
        chunks.push_back(
            ChunkBuilder("/points").row(id++, {{"frame", frame}}).set(kIds, test::ids({3})).build()
        );
    }
    // Several rows, with every value.
    ChunkBuilder many("/many");
    for (TimeInt frame = 5; frame > 0; --frame) {
        many.row(id++, {{"frame", frame}}).set(kBuffer, test::blob(noise(30'000, frame)));
    }
    chunks.push_back(many.build());
    // Several rows, some without a value: which ones only the whole chunk tells.
    ChunkBuilder partly("/partly");
    for (TimeInt frame = 0; frame < 4; ++frame) {
        partly.row(id++, {{"frame", frame}}).set(kIds, test::ids({4}));
        if (frame % 2 == 0) {
            partly.set(kBuffer, test::blob(noise(60'000, frame)));
        }
    }
    chunks.push_back(partly.build());
    // Small on disk, large in memory; static; one value is empty.
    chunks.push_back(ChunkBuilder("/flat")
                         .row(id++)
                         .set(kBuffer, test::blob(test::Bytes(600'000, 7)))
                         .set(kIds, test::ids({}))
                         .build());
    return chunks;
}

std::string recording(const std::vector<ChunkPtr>& chunks, RrdWriter::Options options) {
    std::string bytes;
    RrdWriter writer(
        [&](std::span<const std::byte> piece) -> Result<void> {
            bytes += test::as_string(piece);
            return {};
        },
        options
    );
    EXPECT_TRUE(writer.write_store_info({kStore, "test", "0.41.0"}).has_value());
    for (const ChunkPtr& chunk : chunks) {
        EXPECT_TRUE(writer.write_chunk(kStore, *chunk).has_value());
    }
    EXPECT_TRUE(writer.finish().has_value());
    return bytes;
}

std::filesystem::path file_with(const std::string& name, const std::string& bytes) {
    const std::filesystem::path folder(LIMN_TEST_OUTPUT);
    std::filesystem::create_directories(folder);
    std::ofstream(folder / name, std::ios::binary) << bytes;
    return folder / name;
}

/// What an index would say of the chunks of a file.
struct Read {
    std::map<ChunkId, std::shared_ptr<const ChunkOutline>> outlines;
    std::size_t num_heads = 0;
    std::size_t num_deferred = 0;
    std::size_t num_joined = 0;  ///< Chunks that are part of another.
    std::string talk;
};

Read read(const std::filesystem::path& path, ReadDepth depth) {
    auto reader = RrdReader::open(path, depth);
    EXPECT_TRUE(reader.has_value());
    const test::ReadResult result = test::read_all(**reader);
    EXPECT_EQ(result.error, "");
    Read out;
    out.talk = result.talk();
    ChunkNames names;
    for (const LogMessage& message : result.messages) {
        std::shared_ptr<const ChunkOutline> outline;
        if (const auto* chunk = std::get_if<ChunkMessage>(&message)) {
            EXPECT_EQ(chunk->store, kStore);
            for (std::size_t i = 0; i < chunk->members.size(); ++i) {
                const auto part = chunk->source->part(i);
                outline = std::make_shared<const ChunkOutline>(part->read().value(), part, names);
                out.outlines.emplace(outline->id(), outline);
            }
            out.num_joined += chunk->members.size();
            outline = std::make_shared<const ChunkOutline>(chunk->chunk, chunk->source, names);
        } else if (const auto* head = std::get_if<ChunkHeadMessage>(&message)) {
            EXPECT_EQ(head->store, kStore);
            outline = std::make_shared<const ChunkOutline>(*head->head, head->source, names);
            ++out.num_heads;
            out.num_deferred += head->head->is_deferred ? 1U : 0U;
        } else {
            continue;
        }
        out.outlines.emplace(outline->id(), outline);
    }
    return out;
}

/// All that can be asked of an outline.
std::string describe(const ChunkOutline& outline) {
    std::string text = fmt::format("{} {}", outline.entity().text(), to_hex(outline.id()));
    for (const RowId& id : outline.row_ids()) {
        text += fmt::format(" {}", to_hex(id));
    }
    for (const TimelineOutline& timeline : outline.timelines()) {
        text += fmt::format(
            "\n{} ({}) {}",
            timeline.timeline->name,
            to_string(timeline.timeline->kind),
            fmt::join(outline.times_on(timeline), " ")
        );
    }
    std::vector<std::string> columns;
    for (const ColumnOutline& column : outline.columns()) {
        if (column.num_valid() == 0) {
            continue;
        }
        const ColumnNames& names = column.names();
        std::string& line = columns.emplace_back(fmt::format(
            "{}|{}|{}|{} {} bytes",
            names.name,
            names.archetype,
            names.type,
            arrow::to_string(*names.cells_type),
            outline.byte_size_of(column)
        ));
        for (std::size_t row = 0; row < outline.num_rows(); ++row) {
            line.push_back(
                !outline.is_valid(column, row)       ? '-'
                : outline.has_instances(column, row) ? '+'
                                                     : '0'
            );
        }
    }
    std::ranges::sort(columns);
    return fmt::format("{}\n{}\n{} bytes", text, fmt::join(columns, "\n"), outline.byte_size());
}

void expect_same(const Read& heads, const Read& values) {
    ASSERT_EQ(heads.outlines.size(), values.outlines.size());
    for (const auto& [id, outline] : values.outlines) {
        const auto found = heads.outlines.find(id);
        ASSERT_NE(found, heads.outlines.end());
        EXPECT_EQ(describe(*found->second), describe(*outline));
    }
}

/// The same content whichever way it is read.
Read expect_same_as_whole(const std::filesystem::path& path) {
    const Read values = read(path, ReadDepth::Values);
    EXPECT_EQ(values.num_heads, 0U);
    Read heads = read(path, ReadDepth::Heads);
    expect_same(heads, values);
    for (const auto& [id, outline] : heads.outlines) {
        const auto chunk = outline->source()->read();
        EXPECT_TRUE(chunk.has_value());
        EXPECT_EQ(chunk.value()->id(), id);
    }
    return heads;
}

TEST(ChunkHeads, TellTheSameAsWholeChunks) {
    for (const bool compress : {false, true}) {
        const auto path = file_with(
            "heads.rrd",
            recording(sample_chunks(), {.compress = compress, .write_index = false})
        );
        const Read heads = expect_same_as_whole(path);
        // All large ones but the one that is partly null.
        EXPECT_EQ(heads.num_heads, 14U);
        EXPECT_EQ(heads.num_deferred, 0U);
        EXPECT_EQ(heads.num_joined, 11U);  // The first told of the columns.
        EXPECT_EQ(heads.talk, "");
    }
}

TEST(ChunkHeads, TheFooterAloneTellsOfChunks) {
    const auto path = file_with("indexed.rrd", recording(sample_chunks(), {}));
    const Read heads = expect_same_as_whole(path);
    EXPECT_EQ(heads.num_heads, 15U);
    EXPECT_EQ(heads.num_deferred, 15U);
    EXPECT_EQ(heads.talk, "");
}

TEST(ChunkHeads, LongRunsThatLz4CouldNotPackAreNoReasonToReadAll) {
    // The length of the run alone takes more bytes than a head is else.
    const auto chunk = ChunkBuilder("/picture")
                           .row(1, {{"frame", 1}})
                           .set(kBuffer, test::blob(noise(7'000'000, 1)))
                           .set(kIds, test::ids({1}))
                           .build();
    const auto path =
        file_with("long_run.rrd", recording({chunk}, {.compress = true, .write_index = false}));
    EXPECT_EQ(expect_same_as_whole(path).num_heads, 1U);
}

TEST(ChunkHeads, StreamsInARowHaveAnIndexEach) {
    const auto chunks = sample_chunks();
    const auto half = static_cast<std::ptrdiff_t>(chunks.size() / 2);
    const std::vector<ChunkPtr> first(chunks.begin(), chunks.begin() + half);
    const std::vector<ChunkPtr> second(chunks.begin() + half, chunks.end());
    const auto path = file_with("two.rrd", recording(first, {}) + recording(second, {}));
    EXPECT_EQ(expect_same_as_whole(path).num_deferred, 15U);

    // The first one has none: the whole file is searched.
    const auto mixed = file_with(
        "mixed.rrd",
        recording(first, {.compress = true, .write_index = false}) + recording(second, {})
    );
    const Read heads = expect_same_as_whole(mixed);
    EXPECT_EQ(heads.num_deferred, 0U);
    EXPECT_EQ(heads.num_heads, 14U);
}

/// A recording whose index was changed, and its checksum with it.
std::string with_index(const std::string& bytes, const std::function<void(std::string&)>& change) {
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
    std::memcpy(&offset, bytes.data() + bytes.size() - 32, 8);
    std::memcpy(&size, bytes.data() + bytes.size() - 24, 8);
    std::string index = bytes.substr(offset, size);
    change(index);
    return bytes.substr(0, offset) + index + stream_footer(offset, index);
}

TEST(ChunkHeads, AFooterThatDoesNotFitIsNotBelieved) {
    const std::string good = recording(sample_chunks(), {});
    const auto patched = [&](std::size_t from_end, char by) {
        std::string bytes = good;
        bytes[bytes.size() - from_end] = static_cast<char>(bytes[bytes.size() - from_end] ^ by);
        return bytes;
    };
    const std::size_t first_chunk = good.find("/mask");
    ASSERT_NE(first_chunk, std::string::npos);
    const std::map<std::string, std::string> files{
        {"offset", patched(32, 1)},
        {"far offset", patched(27, 1)},
        {"size", patched(24, 1)},
        {"digest", patched(16, 1)},
        {"index", patched(100, 1)},
    };
    for (const auto& [name, bytes] : files) {
        SCOPED_TRACE(name);
        const auto path = file_with("wrong.rrd", bytes);
        const Read heads = read(path, ReadDepth::Heads);
        expect_same(heads, read(file_with("good.rrd", good), ReadDepth::Values));
        EXPECT_EQ(heads.num_deferred, 0U);
    }
}

TEST(ChunkHeads, PlacesInTheIndexThatAreNotThoseOfTheFileAreFoundOut) {
    const std::string good = recording(sample_chunks(), {});
    const Read values = read(file_with("good.rrd", good), ReadDepth::Values);
    // Where the third chunk lies, and how large it is.
    FrameWalker walker(Input(test::as_buffer(good)), "good.rrd");
    Diagnostics told;
    Frame frame;
    for (int i = 0; i < 4; ++i) {
        frame = walker.next(told).value().value();
    }
    for (const std::uint64_t number : {frame.offset + 16, frame.payload_size}) {
        for (const std::uint64_t wrong : {number + 1, number - 16, number << 20U, ~number}) {
            const std::string bytes = with_index(good, [&](std::string& index) {
                const std::size_t at = index.find(test::le64(number));
                ASSERT_NE(at, std::string::npos);
                index.replace(at, 8, test::le64(wrong));
            });
            const Read heads = read(file_with("places.rrd", bytes), ReadDepth::Heads);
            expect_same(heads, values);
            EXPECT_EQ(heads.num_deferred, 0U);
            EXPECT_THAT(heads.talk, HasSubstr("chunks do not lie where it says"));
        }
    }
}

TEST(ChunkHeads, NumbersOfRowsThatNoChunkCouldHoldAreNotBelieved) {
    const std::string good = recording(sample_chunks(), {});
    // The last three chunks have 5, 4 and 1 rows.
    const std::string counts = test::le64(5) + test::le64(4) + test::le64(1);
    for (const std::uint64_t wrong : {std::uint64_t{1} << 40U, ~std::uint64_t{0}}) {
        const std::string bytes = with_index(good, [&](std::string& index) {
            const std::size_t at = index.find(counts);
            ASSERT_NE(at, std::string::npos);
            index.replace(at, 8, test::le64(wrong));
        });
        const Read heads = read(file_with("many_rows.rrd", bytes), ReadDepth::Heads);
        expect_same(heads, read(file_with("good.rrd", good), ReadDepth::Values));
        EXPECT_EQ(heads.num_deferred, 14U);
    }
}

TEST(ChunkHeads, DamageIsToldWhereItIs) {
    std::string bytes = recording(sample_chunks(), {});
    // In the middle of the values of the first mask.
    const std::size_t at = bytes.find("SegmentationImage:buffer") + 40'000;
    for (std::size_t i = 0; i < 64; ++i) {
        bytes[at + i] = static_cast<char>(bytes[at + i] ^ 0x55);
    }
    const auto path = file_with("damaged.rrd", bytes);
    std::filesystem::resize_file(path, bytes.size());
    auto reader = RrdReader::open(path, ReadDepth::Heads);
    ASSERT_TRUE(reader.has_value());
    const test::ReadResult result = test::read_all(**reader);
    std::size_t num_bad = 0;
    for (const LogMessage& message : result.messages) {
        if (const auto* head = std::get_if<ChunkHeadMessage>(&message)) {
            if (const auto chunk = head->source->read(); !chunk) {
                ++num_bad;
                EXPECT_THAT(chunk.error().message, HasSubstr("damaged.rrd: byte "));
                EXPECT_THAT(chunk.error().message, HasSubstr("(message "));
            }
        }
    }
    EXPECT_LE(num_bad, 1U);

    // The message itself is not one any more.
    std::string torn = recording(sample_chunks(), {});
    const std::size_t begin = torn.find("/mask");
    ASSERT_NE(begin, std::string::npos);
    for (std::size_t i = begin - 60; i < begin + 4000; ++i) {
        torn[i] = 'x';
    }
    auto other = RrdReader::open(file_with("torn.rrd", torn), ReadDepth::Heads);
    const test::ReadResult rest = test::read_all(**other);
    std::string why;
    for (const LogMessage& message : rest.messages) {
        if (const auto* head = std::get_if<ChunkHeadMessage>(&message)) {
            const auto chunk = head->source->read();
            why += chunk ? "" : chunk.error().message;
        }
    }
    EXPECT_THAT(why, HasSubstr("(message 2)"));
}

TEST(ChunkHeads, AFileThatIsCutOffIsReadAsFarAsItGoes) {
    const std::string good = recording(sample_chunks(), {});
    const auto path = file_with("cut.rrd", good.substr(0, good.size() * 3 / 4));
    const Read heads = expect_same_as_whole(path);
    EXPECT_EQ(heads.num_deferred, 0U);
    EXPECT_GT(heads.num_heads, 5U);
    EXPECT_THAT(heads.talk, HasSubstr("cut off"));
}

}  // namespace
}  // namespace limn::rrd
