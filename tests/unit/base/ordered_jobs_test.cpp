// SPDX-License-Identifier: MIT
#include "base/ordered_jobs.h"

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <stdexcept>

namespace limn {
namespace {

TEST(OrderedJobs, ResultsComeInTheOrderOfTheJobs) {
    constexpr int kThreads = 4;
    std::array<std::atomic<bool>, 200> done{};
    OrderedJobs<int> jobs(kThreads);
    for (int i = 0; i < 200; ++i) {
        // Of each group, the last one ends first: all of them run at once.
        jobs.push(
            [i, &done] {
                const auto own = static_cast<std::size_t>(i);
                if (i % kThreads != kThreads - 1) {
                    done.at(own + 1).wait(false);
                }
                done.at(own) = true;
                done.at(own).notify_all();
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
    constexpr int kJobs = 100'000;
    std::atomic<int> num_run = 0;
    std::atomic<bool> is_ending = false;
    {
        OrderedJobs<int> jobs(1);
        jobs.push([&] { return ++num_run; }, 1);
        for (int i = 1; i < kJobs; ++i) {
            jobs.push(
                [&] {
                    is_ending.wait(false);
                    return ++num_run;
                },
                1
            );
        }
        (void)jobs.pop();
        is_ending = true;
        is_ending.notify_all();
    }
    EXPECT_GE(num_run, 1);
    EXPECT_LT(num_run, kJobs);
}

}  // namespace
}  // namespace limn
