// SPDX-License-Identifier: MIT
#include "base/block_pool.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <thread>
#include <vector>

namespace limn {
namespace {

constexpr std::size_t kMega = std::size_t{1} << 20U;

TEST(BlockPool, ABlockThatCameBackIsUsedAgain) {
    BlockPool pool(8 * kMega);
    const BlockPool::Block first = pool.take(kMega);
    EXPECT_GE(first.capacity, kMega);
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(first.memory) % BlockPool::kAlignment, 0U);
    pool.give_back(first);
    EXPECT_EQ(pool.free_bytes(), first.capacity);
    const BlockPool::Block second = pool.take(kMega - 1000);
    EXPECT_EQ(second.memory, first.memory);
    EXPECT_EQ(pool.free_bytes(), 0U);
    std::memset(second.memory, 1, second.capacity);
    pool.give_back(second);
}

TEST(BlockPool, AMuchLargerBlockWaitsForWhoNeedsIt) {
    BlockPool pool(8 * kMega);
    const BlockPool::Block large = pool.take(4 * kMega);
    pool.give_back(large);
    const BlockPool::Block small = pool.take(kMega);
    EXPECT_NE(small.memory, large.memory);
    const BlockPool::Block smaller_than_needed = pool.take(5 * kMega);
    EXPECT_NE(smaller_than_needed.memory, large.memory);
    EXPECT_EQ(pool.take(4 * kMega).memory, large.memory);
    for (const BlockPool::Block& block : {large, small, smaller_than_needed}) {
        pool.give_back(block);
    }
}

TEST(BlockPool, TheOldestGoWhenThereAreTooMany) {
    BlockPool pool(4 * kMega);
    std::vector<BlockPool::Block> blocks;
    for (int i = 0; i < 6; ++i) {
        blocks.push_back(pool.take(kMega));
    }
    for (const BlockPool::Block& block : blocks) {
        pool.give_back(block);
        EXPECT_LE(pool.free_bytes(), 4 * kMega);
    }
    EXPECT_EQ(pool.free_bytes(), 4 * kMega);
    EXPECT_EQ(pool.take(kMega).memory, blocks.back().memory);
    pool.give_back(blocks.back());
}

TEST(BlockPool, WhatIsLargerThanTheLimitIsNotKept) {
    BlockPool pool(kMega);
    pool.give_back(pool.take(2 * kMega));
    EXPECT_EQ(pool.free_bytes(), 0U);
}

TEST(BlockPool, ServesManyThreads) {
    BlockPool pool(8 * kMega);
    const auto work = [&pool](std::uint8_t mark) {
        for (int i = 0; i < 200; ++i) {
            const BlockPool::Block block = pool.take(kMega / 4);
            std::memset(block.memory, mark, kMega / 4);
            EXPECT_EQ(block.memory[0], std::byte{mark});
            EXPECT_EQ(block.memory[kMega / 4 - 1], std::byte{mark});
            pool.give_back(block);
        }
    };
    std::vector<std::jthread> threads;
    for (std::uint8_t mark = 1; mark <= 4; ++mark) {
        threads.emplace_back(work, mark);
    }
}

}  // namespace
}  // namespace limn
