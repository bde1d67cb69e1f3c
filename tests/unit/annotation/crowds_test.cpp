// SPDX-License-Identifier: MIT
// Random crowds: several people of one class in one batch, some joints missing.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <numeric>
#include <random>
#include <vector>

#include "annotation/joint_order.h"
#include "annotation/keypoint_order.h"

namespace limn::annotation {
namespace {

using Order = std::vector<std::uint16_t>;

constexpr double kMissing = 0.3;

/// COCO's 17 keypoint ids as OpenPose orders them.
const Order kOpenPose{0, 6, 8, 10, 5, 7, 9, 12, 14, 16, 11, 13, 15, 2, 1, 4, 3};

Order ascending(std::size_t num_joints = 17) {
    Order order(num_joints);
    std::iota(order.begin(), order.end(), std::uint16_t{0});
    return order;
}

Order shuffled(std::size_t num_joints, std::mt19937& random) {
    Order order = ascending(num_joints);
    std::ranges::shuffle(order, random);
    return order;
}

struct Crowd {
    Order keypoint_ids;
    std::vector<std::size_t> begins;
    bool neighbors_share_joints = true;
};

Crowd random_crowd(
    std::mt19937& random,
    const Order& order,
    std::size_t people,
    double missing = kMissing
) {
    std::bernoulli_distribution is_seen(1.0 - missing);
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

/// How many of `tries` crowds are split exactly as they are, and into as many people.
struct Right {
    std::size_t whole = 0;
    std::size_t number = 0;
};

/// `make_order` gives the order of each crowd.
template <typename MakeOrder>
Right num_right(
    const MakeOrder& make_order,
    std::size_t people,
    double missing,
    std::size_t tries
) {
    std::mt19937 random(7);
    Right right;
    for (std::size_t i = 0; i < tries; ++i) {
        const Crowd crowd = random_crowd(random, make_order(random), people, missing);
        const auto begins = begins_of_skeletons(crowd.keypoint_ids);
        right.whole += begins == crowd.begins ? 1U : 0U;
        right.number += begins.size() == people ? 1U : 0U;
    }
    return right;
}

std::size_t num_right(const Order& order, std::size_t people, std::size_t tries) {
    return num_right([&](std::mt19937&) { return order; }, people, kMissing, tries).whole;
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

/// The shares are measured (decision 0018); they must not get worse.
TEST(Crowds, InOpenPoseOrderAreMostlyRight) {
    EXPECT_EQ(num_right(kOpenPose, 1, 100), 100U);
    EXPECT_GE(num_right(kOpenPose, 2, 100), 80U);
    EXPECT_GE(num_right(kOpenPose, 3, 100), 80U);
    EXPECT_GE(num_right(kOpenPose, 5, 100), 85U);
    EXPECT_GE(num_right(kOpenPose, 10, 100), 94U);
    EXPECT_GE(num_right(kOpenPose, 20, 100), 95U);
    EXPECT_GE(num_right(kOpenPose, 40, 100), 95U);
}

/// Which end of a person a joint belongs to cannot be known where the first or the last person of the
/// crowd lacks it. The number of people is right all the same.
TEST(Crowds, InAnyOrderHaveTheRightNumberOfPeople) {
    struct Kind {
        std::size_t joints = 0;
        std::size_t people = 0;
        double missing = 0.0;
        std::size_t tries = 0;
    };

    for (const Kind& kind :
         {Kind{17, 3, 0.3, 100},
          Kind{17, 40, 0.3, 40},
          Kind{25, 10, 0.1, 40},
          Kind{33, 10, 0.3, 40},
          Kind{68, 8, 0.05, 20},
          Kind{133, 10, 0.05, 10},
          Kind{133, 10, 0.3, 10},
          Kind{133, 40, 0.3, 5}}) {
        const auto order = [&](std::mt19937& random) { return shuffled(kind.joints, random); };
        const Right right = num_right(order, kind.people, kind.missing, kind.tries);
        EXPECT_GE(right.number * 20, kind.tries * 19) << kind.people << " people of " << kind.joints
                                                      << " joints, " << kind.missing << " missing";
        EXPECT_GE(right.whole * 3, kind.tries) << kind.people << " of " << kind.joints;
    }
}

/// As many people as joints say, though each ascending run shares a joint with the next one.
TEST(Crowds, InAscendingOrderThatBeginsWithAnotherJointAreRight) {
    for (const std::size_t first : {1U, 5U, 16U}) {
        Order order = ascending();
        std::ranges::rotate(order, order.begin() + static_cast<std::ptrdiff_t>(first));
        const auto same = [&](std::mt19937&) { return order; };
        for (const std::size_t people : {2U, 3U, 10U}) {
            EXPECT_EQ(num_right(same, people, 0.0, 1).whole, 1U) << first << ", " << people;
            EXPECT_GE(num_right(same, people, kMissing, 50).number, 49U) << first << ", " << people;
        }
    }
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

TEST(Crowds, OfHundredsOfPeopleAreRightInAnyOrder) {
    std::mt19937 random(5);
    const Crowd crowd = random_crowd(random, shuffled(133, random), 300);

    EXPECT_EQ(begins_of_skeletons(crowd.keypoint_ids).size(), crowd.begins.size());
}

TEST(Crowds, OfNoiseAreCutAtRepeatsAtLeast) {
    std::mt19937 random(5);
    std::uniform_int_distribution<std::uint16_t> any(0, 132);
    Order ids(5000);
    std::ranges::generate(ids, [&] { return any(random); });

    const auto begins = begins_of_skeletons(ids);

    std::vector<std::size_t> seen_in(133, 0);
    for (std::size_t piece = 0; piece < begins.size(); ++piece) {
        for (std::size_t i = begins[piece]; i < end_of_piece(begins, piece, ids.size()); ++i) {
            ASSERT_NE(seen_in[ids[i]], piece + 1) << "nobody has a joint twice";
            seen_in[ids[i]] = piece + 1;
        }
    }
}

TEST(JointOrder, IsLearnedFromPieces) {
    const Order sequence{3, 1, 2, 1, 0, 3, 2, 0};

    JointOrder order = JointOrder::learn(sequence, 4, {0, 3, 5}, 4);

    EXPECT_LT(order.place_of(3), order.place_of(1));
    EXPECT_LT(order.place_of(1), order.place_of(2));
    EXPECT_LT(order.place_of(2), order.place_of(0));
    EXPECT_EQ(order.size(), 4U);
}

TEST(JointOrder, BeginsWhereTheSequenceBreaksItLeast) {
    JointOrder order(4);

    order.rotate_for(Order{2, 3, 0, 1, 2, 3, 1, 2, 0, 1});

    EXPECT_EQ(order.place_of(2), 0U);
    EXPECT_EQ(order.place_of(1), 3U);
}

TEST(JointOrder, NearTheAscendingOneIsSoonTold) {
    JointOrder rotated(16);
    rotated.rotate_for(Order{8, 9, 15, 0, 1, 7, 8, 15, 0, 7});

    EXPECT_EQ(JointOrder(16).bits(), 0.0);
    EXPECT_EQ(rotated.bits(), 16.0);
    EXPECT_NEAR(bits_of_any_order(4), 4.585, 0.001);
}

/// The figures of decision 0018.
TEST(Crowds, Shares) {
    if (std::getenv("LIMN_MEASURE") == nullptr) {
        GTEST_SKIP(
        ) << "prints figures for two minutes and checks nothing: set LIMN_MEASURE=1 to run it";
    }
    constexpr std::size_t kTries = 300;
    for (const std::size_t people : {1U, 2U, 3U, 5U, 10U, 20U, 40U}) {
        std::printf(
            "%2zu people: ascending %3zu, OpenPose %3zu of %zu\n",
            people,
            num_right(ascending(), people, kTries),
            num_right(kOpenPose, people, kTries),
            kTries
        );
    }
    for (const std::size_t joints : {17U, 25U, 33U, 68U, 133U}) {
        for (const double missing : {0.0, 0.05, 0.1, 0.3}) {
            for (const std::size_t people : {2U, 3U, 5U, 10U, 20U, 40U}) {
                const auto order = [&](std::mt19937& random) { return shuffled(joints, random); };
                const Right right = num_right(order, people, missing, kTries);
                std::printf(
                    "%3zu joints, %2zu people, %.2f missing: whole %3zu, number %3zu of %zu\n",
                    joints,
                    people,
                    missing,
                    right.whole,
                    right.number,
                    kTries
                );
            }
        }
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
