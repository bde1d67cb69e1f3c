// SPDX-License-Identifier: MIT
/// Where the next person begins in a sequence of keypoint ids that several people of one class share.
///
/// What      Loggers write person after person, each person's joints in one fixed order, and may leave
///           out unseen joints. So a person ends where that order is broken. The order is not logged:
///           - without an id that repeats, all are one person;
///           - if every two neighbours among the ascending runs share an id, each run is a person: no
///             person has an id twice, so each border is certain;
///           - if ascending runs are hardly more than the repeats need, the order is ascending, too;
///           - else the order is learned from which ids follow each other closely, and used if it
///             explains the sequence with fewer people than the ascending one. A few people are too
///             little to learn from: then a person ends before the id that repeats.
/// Cost      linear for ascending sequences; else by the fourth power of the number of different ids up
///           to 32 of them, cubic up to 256. Sequences with more different ids are cut at repeats.
/// Threads   pure function.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace limn::annotation {

/// Indices at which a person begins, ascending; the first is 0. Empty for an empty sequence.
[[nodiscard]] std::vector<std::size_t> begins_of_skeletons(
    std::span<const std::uint16_t> keypoint_ids
);

}  // namespace limn::annotation
