// SPDX-License-Identifier: MIT
// Random crowds: several people of one class in one batch, each joint missing with probability 0.3.
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <vector>

#include "annotation/keypoint_order.h"

namespace limn::annotation {
namespace {

using Order = std::vector<std::uint16_t>;

/// COCO's 17 keypoint ids as OpenPose orders them.
const Order kOpenPose{0, 6, 8, 10, 5, 7, 9, 12, 14, 16, 11, 13, 15, 2, 1, 4, 3};

Order ascending() {
    Order order(17);
    std::iota(order.begin(), order.end(), std::uint16_t{0});
    return order;
}

struct Crowd {
    Order keypoint_ids;
    std::vector<std::size_t> begins;
    bool neighbors_share_joints = true;
};

Crowd random_crowd(std::mt19937& random, const Order& order, std::size_t people) {
    std::bernoulli_distribution is_seen(0.7);
    Crowd crowd;
    Order last;
    while (crowd.begins.size() < people) {
        Order person;
        std::ranges::copy_if(order, std::back_inserter(person), [&](std::uint16_t) {
            return is_seen(random);
        });
        if (person.empty()) {
            continue;
        }
        const bool shares = std::ranges::any_of(person, [&](std::uint16_t joint) {
            return std::ranges::find(last, joint) != last.end();
        });
        crowd.neighbors_share_joints =
            crowd.neighbors_share_joints && (crowd.begins.empty() || shares);
        crowd.begins.push_back(crowd.keypoint_ids.size());
        crowd.keypoint_ids.insert(crowd.keypoint_ids.end(), person.begin(), person.end());
        last = std::move(person);
    }
    return crowd;
}

/// How many of `tries` crowds are split exactly as they are.
std::size_t num_right(const Order& order, std::size_t people, std::size_t tries) {
    std::mt19937 random(7);
    std::size_t right = 0;
    for (std::size_t i = 0; i < tries; ++i) {
        const Crowd crowd = random_crowd(random, order, people);
        right += begins_of_skeletons(crowd.keypoint_ids) == crowd.begins ? 1U : 0U;
    }
    return right;
}

TEST(Crowds, InAscendingOrderAreAllRightWhereNeighborsShareAJoint) {
    std::mt19937 random(11);
    for (const std::size_t people : {1U, 2U, 3U, 5U, 10U, 40U}) {
        for (std::size_t i = 0; i < 200; ++i) {
            const Crowd crowd = random_crowd(random, ascending(), people);
            if (crowd.neighbors_share_joints) {
                ASSERT_EQ(begins_of_skeletons(crowd.keypoint_ids), crowd.begins)
                    << people << " people, try " << i;
            }
        }
    }
}

/// The shares are measured; they must not get worse. A few people in an odd order are too little to
/// learn the order from.
TEST(Crowds, InAnOddOrderAreMostlyRightWhereThereAreManyPeople) {
    EXPECT_EQ(num_right(kOpenPose, 1, 100), 100U);
    EXPECT_GE(num_right(kOpenPose, 2, 100), 60U);
    EXPECT_GE(num_right(kOpenPose, 20, 100), 50U);
    EXPECT_GE(num_right(kOpenPose, 40, 100), 85U);
}

TEST(Crowds, ThatAreCompleteAreRightInAnyOrder) {
    for (const Order& order : {ascending(), kOpenPose}) {
        Order ids;
        std::vector<std::size_t> begins;
        for (int person = 0; person < 12; ++person) {
            begins.push_back(ids.size());
            ids.insert(ids.end(), order.begin(), order.end());
        }
        EXPECT_EQ(begins_of_skeletons(ids), begins);
    }
}

TEST(Crowds, OfManyDifferentIdsEnd) {
    Order ids;
    for (std::uint32_t i = 0; i < 20'000; ++i) {
        ids.push_back(static_cast<std::uint16_t>(i * 40'503U % 65'521U));
    }
    ids.insert(ids.end(), ids.begin(), ids.end());

    EXPECT_EQ(begins_of_skeletons(ids).front(), 0U);
}

}  // namespace
}  // namespace limn::annotation
