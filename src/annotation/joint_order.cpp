// SPDX-License-Identifier: MIT
#include "annotation/joint_order.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <utility>

namespace limn::annotation {
namespace {

/// Passes over all joints that improve a learned order; it mostly settles after two or three.
constexpr int kMostPasses = 10;

std::vector<std::uint16_t> ascending(std::size_t count) {
    std::vector<std::uint16_t> joints(count);
    std::iota(joints.begin(), joints.end(), std::uint16_t{0});
    return joints;
}

/// For each pair of joints, how often one came before the other.
class Votes {
  public:
    Votes(Joints sequence, std::size_t num_joints, const Begins& begins, std::size_t farthest)
        : count_(num_joints)
        , first_(num_joints * num_joints, 0) {
        for (std::size_t piece = 0; piece < begins.size(); ++piece) {
            const std::size_t end = end_of_piece(begins, piece, sequence.size());
            for (std::size_t i = begins[piece]; i < end; ++i) {
                const std::size_t row = sequence[i] * count_;
                const std::size_t last = std::min(end, i + farthest + 1);
                for (std::size_t k = i + 1; k < last; ++k) {
                    ++first_[row + sequence[k]];
                }
            }
        }
    }

    /// Positive if `a` mostly comes before `b`.
    [[nodiscard]] std::int64_t lead(std::size_t a, std::size_t b) const {
        return std::int64_t{first_[a * count_ + b]} - std::int64_t{first_[b * count_ + a]};
    }

    /// Joints by the share of votes that they win.
    [[nodiscard]] std::vector<std::uint16_t> ranking() const {
        std::vector<double> won(count_, 0.0);
        for (std::size_t a = 0; a < count_; ++a) {
            for (std::size_t b = 0; b < count_; ++b) {
                const std::uint32_t all = first_[a * count_ + b] + first_[b * count_ + a];
                won[a] += all == 0 ? 0.0 : static_cast<double>(lead(a, b)) / all;
            }
        }
        std::vector<std::uint16_t> joints = ascending(count_);
        std::ranges::stable_sort(joints, std::ranges::greater(), [&](std::uint16_t joint) {
            return won[joint];
        });
        return joints;
    }

    /// Moves the joint at a place to where fewest votes contradict it. False if it stays.
    bool improve(std::vector<std::uint16_t>& joints, std::size_t place) const {
        const std::uint16_t joint = joints[place];
        std::int64_t best = 0;
        std::size_t best_place = place;
        std::int64_t gain = 0;
        for (std::size_t to = place + 1; to < count_; ++to) {
            gain += lead(joints[to], joint);
            if (gain > best) {
                best = gain;
                best_place = to;
            }
        }
        gain = 0;
        for (std::size_t to = place; to-- > 0;) {
            gain += lead(joint, joints[to]);
            if (gain > best) {
                best = gain;
                best_place = to;
            }
        }
        const auto at = [&](std::size_t index) {
            return joints.begin() + static_cast<std::ptrdiff_t>(index);
        };
        if (best_place > place) {
            std::rotate(at(place), at(place + 1), at(best_place + 1));
        } else {
            std::rotate(at(best_place), at(place), at(place + 1));
        }
        return best_place != place;
    }

  private:
    std::size_t count_;
    std::vector<std::uint32_t> first_;  ///< How often a came before b, at a · n + b.
};

}  // namespace

JointOrder::JointOrder(std::size_t num_joints)
    : JointOrder(ascending(num_joints)) {}

JointOrder::JointOrder(std::vector<std::uint16_t> joints)
    : joints_(std::move(joints))
    , places_(joints_.size()) {
    for (std::size_t i = 0; i < joints_.size(); ++i) {
        places_[joints_[i]] = static_cast<std::uint16_t>(i);
    }
}

JointOrder JointOrder::learn(
    Joints sequence,
    std::size_t num_joints,
    const Begins& begins,
    std::size_t farthest
) {
    const Votes votes(sequence, num_joints, begins, farthest);
    std::vector<std::uint16_t> joints = votes.ranking();
    bool has_changed = true;
    for (int pass = 0; pass < kMostPasses && has_changed; ++pass) {
        has_changed = false;
        for (std::size_t place = 0; place < joints.size(); ++place) {
            has_changed = votes.improve(joints, place) || has_changed;
        }
    }
    return JointOrder(std::move(joints));
}

void JointOrder::rotate_for(Joints sequence) {
    // A step from place p to place q > p breaks the order if it begins at p + 1 … q; one to a place
    // before p breaks it unless it begins at q + 1 … p. The changes from start to start are summed up.
    std::vector<std::int64_t> changes(size() + 1, 0);
    for (std::size_t i = 1; i < sequence.size(); ++i) {
        const std::size_t from = place_of(sequence[i - 1]);
        const std::size_t to = place_of(sequence[i]);
        changes[0] += to <= from ? 1 : 0;
        if (from != to) {
            ++changes[from + 1];
            --changes[to + 1];
        }
    }
    std::size_t best_start = 0;
    std::int64_t fewest = changes[0];
    std::int64_t breaks = 0;
    for (std::size_t start = 0; start < size(); ++start) {
        breaks += changes[start];
        if (breaks < fewest || (breaks == fewest && joints_[start] < joints_[best_start])) {
            fewest = breaks;
            best_start = start;
        }
    }
    std::ranges::rotate(joints_, joints_.begin() + static_cast<std::ptrdiff_t>(best_start));
    *this = JointOrder(std::move(joints_));
}

double JointOrder::bits() const {
    std::size_t breaks = joints_.front() == 0 ? 0 : 1;
    for (std::size_t i = 1; i < size(); ++i) {
        breaks += joints_[i] == joints_[i - 1] + 1 ? 0U : 1U;
    }
    // A break is described by its place and by the joint that follows it.
    const double told = 2.0 * std::log2(static_cast<double>(size())) * static_cast<double>(breaks);
    return std::min(told, bits_of_any_order(size()));
}

double bits_of_any_order(std::size_t count) {
    double bits = 0.0;
    for (std::size_t i = 2; i <= count; ++i) {
        bits += std::log2(static_cast<double>(i));
    }
    return bits;
}

}  // namespace limn::annotation
