// SPDX-License-Identifier: MIT
#include "base/ordered_jobs.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <stdexcept>

namespace limn {
namespace {

using namespace std::chrono_literals;

TEST(OrderedJobs, ResultsComeInTheOrderOfTheJobs) {
    OrderedJobs<int> jobs(4);
    for (int i = 0; i < 200; ++i) {
        // Earlier ones take longer.
        jobs.push(
            [i] {
                std::this_thread::sleep_for(std::chrono::microseconds(200 - i));
                return i;
            },
            2
        );
    }
    EXPECT_EQ(jobs.weight(), 400U);
    for (int i = 0; i < 200; ++i) {
        EXPECT_EQ(jobs.pop(), i);
    }
    EXPECT_TRUE(jobs.empty());
    EXPECT_EQ(jobs.weight(), 0U);
}

TEST(OrderedJobs, OneThreadIsEnough) {
    OrderedJobs<int> jobs(1);
    for (int round = 0; round < 50; ++round) {
        jobs.push([round] { return round; }, 1);
        jobs.push([round] { return -round; }, 1);
        EXPECT_EQ(jobs.pop(), round);
        EXPECT_EQ(jobs.pop(), -round);
    }
}

TEST(OrderedJobs, WhatAJobThrowsComesInItsTurn) {
    OrderedJobs<int> jobs(2);
    jobs.push([] { return 1; }, 1);
    jobs.push([]() -> int { throw std::runtime_error("no"); }, 1);
    jobs.push([] { return 3; }, 1);
    EXPECT_EQ(jobs.pop(), 1);
    EXPECT_THROW((void)jobs.pop(), std::runtime_error);
    EXPECT_EQ(jobs.pop(), 3);
}

TEST(OrderedJobs, ErrorsOfManyJobsStayInTheirTurn) {
    OrderedJobs<int> jobs(3);
    for (int i = 0; i < 300; ++i) {
        jobs.push([i]() -> int { return i % 3 == 0 ? throw std::runtime_error("no") : i; }, 1);
        if (i % 5 == 4) {
            EXPECT_EQ(jobs.weight(), 5U);
            for (int j = i - 4; j <= i; ++j) {
                if (j % 3 == 0) {
                    EXPECT_THROW((void)jobs.pop(), std::runtime_error);
                } else {
                    EXPECT_EQ(jobs.pop(), j);
                }
            }
        }
    }
}

TEST(OrderedJobs, MayEndWithErrorsThatNobodySaw) {
    std::atomic<int> num_run = 0;
    for (int round = 0; round < 20; ++round) {
        OrderedJobs<int> jobs(2);
        for (int i = 0; i < 20; ++i) {
            jobs.push(
                [&]() -> int {
                    ++num_run;
                    throw std::runtime_error("no");
                },
                1
            );
        }
    }
    EXPECT_LE(num_run, 400);
}

TEST(OrderedJobs, WhatDidNotBeginIsDroppedAtTheEnd) {
    std::atomic<int> num_run = 0;
    {
        OrderedJobs<int> jobs(1);
        for (int i = 0; i < 100; ++i) {
            jobs.push(
                [&] {
                    std::this_thread::sleep_for(1ms);
                    return ++num_run;
                },
                1
            );
        }
        (void)jobs.pop();
    }
    EXPECT_GE(num_run, 1);
    EXPECT_LT(num_run, 100);
}

}  // namespace
}  // namespace limn
