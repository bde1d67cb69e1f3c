// SPDX-License-Identifier: MIT
/// Where the next person begins in a sequence of keypoint ids that several people of one class share.
///
/// What      Loggers write person after person, each person's joints in one fixed order, and may leave
///           out unseen joints. So a person ends where that order is broken. The order is not logged.
///           - Nobody has a joint twice: cut before each id that the current person has already. These
///             are the fewest people that there can be; one is one person. If an ascending order
///             explains the sequence with as many, it is the order.
///           - Else orders are compared by the bits that it takes to write the sequence down with them:
///             which joints each person has, which pairs of a person's joints stand the other way
///             round, and the order itself (nothing for ascending ids, little for an order that begins
///             with another id or has a few ids elsewhere).
///           - An order is learned from the people found until then (joint_order.h), at first from those
///             cut at repeats, then it cuts the sequence again, until no round improves it.
///           An ascending order is plausible if it needs hardly more people than there must be, or if
///           every two neighbors among its people share a joint. Then only an ascending order that begins
///           with another id may replace it, and with fewer than 12 different ids nothing may: too little
///           tells an odd order from people of whom much is missing. A learned order that needs more than
///           the fewest people, of whom there are fewer than 6, is dropped: people are cut at repeats.
/// Cost      linear in the length. The order is learned from the first 8192 points, in O(n²) per round
///           for n different ids. Sequences with more than 256 of them are ascending or cut at repeats.
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
