// SPDX-License-Identifier: MIT
#include "ingest/merging_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "store/payload_cache.h"
#include "support/chunk_builder.h"
#include "support/held_source.h"
#include "unit/store/random_recording.h"

namespace limn::ingest {
namespace {

using limn::test::ChunkBuilder;
using limn::test::HeldSource;
using store::Recording;

constexpr const char* kIds = "Points2D:class_ids";

const StoreId kStore{StoreKind::Recording, "app", "rec"};

/// Messages one after another; a nothing in the list is a moment at which there is nothing.
class ListSource final : public MessageSource {
  public:
    std::vector<std::optional<LogMessage>> messages;

    Result<std::optional<LogMessage>> next() override {
        if (next_ == messages.size()) {
            return std::nullopt;
        }
        return messages[next_++];
    }

    bool is_waiting() const override { return next_ < messages.size(); }

    SourceProgress progress() const override { return {next_, messages.size()}; }

    const Diagnostics& diagnostics() const override { return diagnostics_; }

    std::string name() const override { return "list"; }

  private:
    Diagnostics diagnostics_;
    std::size_t next_ = 0;
};

ChunkPtr one_row(const char* entity, std::uint64_t id, TimeInt frame) {
    return ChunkBuilder(entity)
        .row(id, {{"frame", frame}})
        .set(kIds, limn::test::ids({static_cast<std::uint16_t>(id)}))
        .build();
}

std::unique_ptr<ListSource> list_of(const std::vector<ChunkPtr>& chunks, bool can_be_read_again) {
    auto list = std::make_unique<ListSource>();
    for (const ChunkPtr& chunk : chunks) {
        auto source = can_be_read_again ? std::make_shared<HeldSource>(chunk) : nullptr;
        list->messages.emplace_back(ChunkMessage{kStore, chunk, std::move(source)});
    }
    return list;
}

/// All that comes until there is nothing, or the end.
std::vector<LogMessage> take(MessageSource& source) {
    std::vector<LogMessage> messages;
    while (auto message = source.next().value()) {
        messages.push_back(std::move(*message));
    }
    return messages;
}

TEST(MergingSource, SmallChunksOfOneKindBecomeOne) {
    std::vector<ChunkPtr> chunks;
    for (std::uint64_t i = 1; i <= 2000; ++i) {
        chunks.push_back(one_row(i % 2 == 0 ? "/a" : "/b", i, static_cast<TimeInt>(i)));
    }
    MergingSource source(list_of(chunks, true));
    const auto messages = take(source);

    // 1000 rows of each entity: one message of 512 and one of the rest.
    ASSERT_EQ(messages.size(), 4U);
    Recording recording{StoreId{}, std::make_shared<store::PayloadCache>(1)};
    for (const LogMessage& message : messages) {
        const auto& merged = std::get<ChunkMessage>(message);
        EXPECT_EQ(merged.members.size(), merged.chunk->num_rows());
        EXPECT_EQ(merged.source->num_parts(), merged.members.size());
        EXPECT_TRUE(recording.insert_merged(merged.chunk, merged.source, merged.members));
        EXPECT_FALSE(recording.insert_merged(merged.chunk, merged.source, merged.members));
    }
    EXPECT_EQ(recording.num_chunks(), 2000U);
    EXPECT_EQ(recording.chunks().size(), 4U);
    EXPECT_EQ(recording.num_rows(), 2000U);
    const auto cell = recording.latest_at({"frame", 701}, EntityPath::parse("/b"), kIds);
    ASSERT_TRUE(cell.has_value());
    EXPECT_EQ(cell->values().values<std::uint16_t>()[0], 701);
}

TEST(MergingSource, NothingWaitsLongerThanTheSource) {
    auto list = list_of({one_row("/a", 1, 1), one_row("/a", 2, 2)}, true);
    list->messages.emplace_back(std::nullopt);
    list->messages.emplace_back(ChunkMessage{kStore, one_row("/a", 3, 3)});
    MergingSource source(std::move(list));
    const auto first = source.next().value();
    ASSERT_TRUE(first.has_value());
    EXPECT_EQ(std::get<ChunkMessage>(*first).members.size(), 2U);
    EXPECT_TRUE(source.is_waiting());
    const auto rest = take(source);
    ASSERT_EQ(rest.size(), 1U);
    // A single one stays as it is.
    EXPECT_TRUE(std::get<ChunkMessage>(rest[0]).members.empty());
    EXPECT_FALSE(source.is_waiting());
}

TEST(MergingSource, LargeAndStaticChunksPassBy) {
    const ChunkPtr large = ChunkBuilder("/a")
                               .row(1, {{"frame", 1}})
                               .set("Image:buffer", limn::test::blob(limn::test::Bytes(9000, 1)))
                               .build();
    const ChunkPtr fixed = ChunkBuilder("/a").row(2).set(kIds, limn::test::ids({1})).build();
    MergingSource source(list_of({large, fixed, one_row("/a", 3, 3)}, false));
    const auto messages = take(source);
    ASSERT_EQ(messages.size(), 3U);
    EXPECT_EQ(std::get<ChunkMessage>(messages[0]).chunk, large);
    EXPECT_EQ(std::get<ChunkMessage>(messages[1]).chunk, fixed);
}

TEST(MergingSource, MembersThatAreThereAlreadyAreLeftOut) {
    const std::vector<ChunkPtr> chunks{
        one_row("/a", 1, 1),
        one_row("/a", 2, 2),
        one_row("/a", 3, 3),
        one_row("/a", 4, 4),
    };
    Recording recording{StoreId{}};
    ASSERT_TRUE(recording.insert(chunks[0]));
    ASSERT_TRUE(recording.insert(chunks[2]));
    MergingSource source(list_of(chunks, true));
    const auto messages = take(source);
    ASSERT_EQ(messages.size(), 1U);
    const auto& merged = std::get<ChunkMessage>(messages[0]);
    EXPECT_TRUE(recording.insert_merged(merged.chunk, merged.source, merged.members));
    EXPECT_EQ(recording.num_rows(), 4U);
    const auto rows = recording.range("frame", {0, 10}, EntityPath::parse("/a"), kIds);
    ASSERT_EQ(rows.size(), 4U);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        EXPECT_EQ(rows[i].time, static_cast<TimeInt>(i + 1));
        EXPECT_EQ(recording.read(rows[i], kIds)->values().values<std::uint16_t>()[0], i + 1);
    }
}

class MergedAnswers : public testing::TestWithParam<std::uint32_t> {};

TEST_P(MergedAnswers, AreThoseOfTheChunksThemselves) {
    store::test::Random random(GetParam());
    const auto chunks = store::test::random_chunks(random, 120);
    Recording plain{StoreId{}};
    for (const ChunkPtr& chunk : chunks) {
        plain.insert(chunk);
    }
    for (const bool is_tight : {false, true}) {
        Recording merged{StoreId{}, is_tight ? std::make_shared<store::PayloadCache>(1) : nullptr};
        MergingSource source(list_of(chunks, is_tight));
        std::size_t num_merged = 0;
        for (const LogMessage& message : take(source)) {
            const auto& one = std::get<ChunkMessage>(message);
            num_merged += one.members.size();
            if (one.members.empty()) {
                merged.insert(one.chunk, one.source);
            } else {
                merged.insert_merged(one.chunk, one.source, one.members);
            }
        }
        EXPECT_GT(num_merged, 20U);
        EXPECT_EQ(
            store::test::answers(merged, GetParam()),
            store::test::answers(plain, GetParam())
        );
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, MergedAnswers, testing::Range(1U, 81U));

}  // namespace
}  // namespace limn::ingest
