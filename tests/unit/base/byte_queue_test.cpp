// SPDX-License-Identifier: MIT
#include "base/byte_queue.h"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <thread>

namespace limn {
namespace {

TEST(ByteQueue, GivesItemsInOrder) {
    ByteQueue<int> queue(100);
    const std::stop_token none;
    EXPECT_TRUE(queue.push(1, 10, none));
    EXPECT_TRUE(queue.push(2, 20, none));
    EXPECT_EQ(queue.bytes(), 30U);
    EXPECT_EQ(queue.try_pop(), 1);
    EXPECT_EQ(queue.bytes(), 20U);
    EXPECT_EQ(queue.try_pop(), 2);
    EXPECT_EQ(queue.try_pop(), std::nullopt);
    EXPECT_EQ(queue.bytes(), 0U);
}

TEST(ByteQueue, AnItemLargerThanTheBoundPassesAlone) {
    ByteQueue<int> queue(10);
    EXPECT_TRUE(queue.push(1, 1000, {}));
    EXPECT_EQ(queue.try_pop(), 1);
}

TEST(ByteQueue, AProducerWaitsForRoom) {
    ByteQueue<int> queue(10);
    ASSERT_TRUE(queue.push(1, 10, {}));
    std::atomic<bool> is_pushed = false;
    std::jthread producer([&](const std::stop_token& stop) {
        EXPECT_TRUE(queue.push(2, 10, stop));
        is_pushed = true;
    });
    EXPECT_FALSE(is_pushed) << "there is no room before the first item is taken";
    EXPECT_EQ(queue.try_pop(), 1);
    producer.join();
    EXPECT_EQ(queue.try_pop(), 2);
}

TEST(ByteQueue, StoppingWakesAWaitingProducer) {
    ByteQueue<int> queue(10);
    ASSERT_TRUE(queue.push(1, 10, {}));
    std::atomic<bool> result = true;
    std::jthread producer([&](const std::stop_token& stop) { result = queue.push(2, 10, stop); });
    producer.request_stop();
    producer.join();
    EXPECT_FALSE(result);
    EXPECT_EQ(queue.try_pop(), 1);
    EXPECT_EQ(queue.try_pop(), std::nullopt);
}

TEST(ByteQueue, ClosingWakesProducersAndKeepsWhatWaits) {
    ByteQueue<int> queue(10);
    ASSERT_TRUE(queue.push(1, 10, {}));
    std::atomic<bool> result = true;
    std::jthread producer([&](const std::stop_token& stop) { result = queue.push(2, 10, stop); });
    queue.close();
    producer.join();
    EXPECT_FALSE(result);
    EXPECT_FALSE(queue.push(3, 1, {}));
    EXPECT_EQ(queue.try_pop(), 1);
}

TEST(ByteQueue, TakesItemsThatCanOnlyBeMoved) {
    ByteQueue<std::unique_ptr<int>> queue(10);
    EXPECT_TRUE(queue.push(std::make_unique<int>(5), 1, {}));
    const auto item = queue.try_pop();
    ASSERT_TRUE(item.has_value());
    EXPECT_EQ(**item, 5);
}

}  // namespace
}  // namespace limn
