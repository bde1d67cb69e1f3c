// SPDX-License-Identifier: MIT
/// JointOrder: the order in which a logger writes the joints of each person, learned from examples.
///
/// What      Joints are numbered 0 … n−1. Pieces of a sequence, most of them one person each, vote for
///           every pair of joints which comes first. The order is the one that few votes contradict:
///           sorted by the votes that a joint wins, then improved by moving single joints.
/// Cost      votes: by the length of the pieces, squared; improving: by the square of n.
/// Threads   plain value.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace limn::annotation {

/// Where pieces of a sequence begin, ascending; the first is 0.
using Begins = std::vector<std::size_t>;

/// Joints by their numbers.
using Joints = std::span<const std::uint16_t>;

/// Where piece `index` ends in a sequence of `size` joints.
[[nodiscard]] inline std::size_t
end_of_piece(const Begins& begins, std::size_t index, std::size_t size) {
    return index + 1 < begins.size() ? begins[index + 1] : size;
}

class JointOrder {
  public:
    /// Ascending numbers.
    explicit JointOrder(std::size_t num_joints);

    /// Joints that are more than `farthest` points apart in a piece do not vote.
    [[nodiscard]] static JointOrder
    learn(Joints sequence, std::size_t num_joints, const Begins& begins, std::size_t farthest);

    [[nodiscard]] std::size_t size() const { return joints_.size(); }

    /// Place of a joint in the order.
    [[nodiscard]] std::uint16_t place_of(std::uint16_t joint) const { return places_[joint]; }

    /// Lets the order begin at the joint with which the sequence breaks it least often; of several at
    /// the smallest.
    void rotate_for(Joints sequence);

    /// Bits that tell this order from the ascending one: by the breaks in the ascending numbers, but no
    /// more than those of any order.
    [[nodiscard]] double bits() const;

  private:
    explicit JointOrder(std::vector<std::uint16_t> joints);

    std::vector<std::uint16_t> joints_;  ///< In order.
    std::vector<std::uint16_t> places_;  ///< By joint.
};

/// Bits that describe an arbitrary order of `count` things: log₂ count!.
[[nodiscard]] double bits_of_any_order(std::size_t count);

}  // namespace limn::annotation
