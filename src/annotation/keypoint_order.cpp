// SPDX-License-Identifier: MIT
#include "annotation/keypoint_order.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <utility>

#include "annotation/joint_order.h"

namespace limn::annotation {
namespace {

/// With fewer different ids a person that an order saves is worth too few bits to be sure.
constexpr std::size_t kFewJoints = 12;

/// Fewer people than this say too little of an order that needs more than the fewest of them.
constexpr std::size_t kFewPeople = 6;

/// With more different ids nothing is learned.
constexpr std::size_t kMostToLearn = 256;

/// Enough of a long sequence to learn its order.
constexpr std::size_t kMostPointsToLearn = 8192;

/// Rounds of learning and cutting. Most sequences settle after two or three.
constexpr int kMostRounds = 8;

/// An order that needs this many times the fewest people explains nothing: no need to repair its cuts.
constexpr std::size_t kHopeless = 4;

constexpr double kNever = std::numeric_limits<double>::max();

/// The sequence with its ids numbered 0 … n−1 in ascending order.
struct Numbered {
    std::vector<std::uint16_t> joints;
    std::size_t num_different = 0;
};

Numbered number(std::span<const std::uint16_t> keypoint_ids) {
    constexpr std::uint16_t kSeen = 1;
    std::vector<std::uint16_t> number_of(std::size_t{std::ranges::max(keypoint_ids)} + 1, 0);
    for (const std::uint16_t id : keypoint_ids) {
        number_of[id] = kSeen;
    }
    Numbered numbered;
    for (std::uint16_t& number : number_of) {
        if (number == kSeen) {
            number = static_cast<std::uint16_t>(numbered.num_different++);
        }
    }
    numbered.joints.reserve(keypoint_ids.size());
    for (const std::uint16_t id : keypoint_ids) {
        numbered.joints.push_back(number_of[id]);
    }
    return numbered;
}

/// A person ends before a joint that it has already.
Begins cut_at_repeats(Joints joints, std::size_t num_different) {
    Begins begins;
    std::vector<std::size_t> seen_in(num_different, 0);
    for (std::size_t i = 0; i < joints.size(); ++i) {
        if (i == 0 || seen_in[joints[i]] == begins.size()) {
            begins.push_back(i);
        }
        seen_in[joints[i]] = begins.size();
    }
    return begins;
}

/// A person ends where the order is broken.
Begins cut_by_order(Joints joints, const JointOrder& order) {
    Begins begins;
    for (std::size_t i = 0; i < joints.size(); ++i) {
        if (i == 0 || order.place_of(joints[i]) <= order.place_of(joints[i - 1])) {
            begins.push_back(i);
        }
    }
    return begins;
}

bool neighbors_share_joints(Joints joints, std::size_t num_different, const Begins& begins) {
    std::vector<std::size_t> seen_in(num_different, 0);
    for (std::size_t piece = 0; piece < begins.size(); ++piece) {
        bool shares = piece == 0;
        for (std::size_t i = begins[piece]; i < end_of_piece(begins, piece, joints.size()); ++i) {
            std::size_t& seen = seen_in[joints[i]];
            shares = shares || seen == piece;
            seen = piece + 1;
        }
        if (!shares) {
            return false;
        }
    }
    return true;
}

/// The joints of one piece, by their places: how many of them come after another one.
class Piece {
  public:
    explicit Piece(std::size_t num_joints)
        : sums_(std::bit_ceil(num_joints) + 1, 0)
        , has_(num_joints, false) {}

    [[nodiscard]] bool has(std::size_t place) const { return has_[place]; }

    /// How many joints of the piece are behind the new one in the order.
    std::size_t add(std::size_t place) {
        std::size_t before = 0;
        for (std::size_t at = place; at > 0; at &= at - 1) {
            before += sums_[at];
        }
        for (std::size_t at = place + 1; at < sums_.size(); at += at & (~at + 1)) {
            ++sums_[at];
        }
        has_[place] = true;
        added_.push_back(place);
        return added_.size() - 1 - before;
    }

    void clear() {
        for (const std::size_t place : added_) {
            for (std::size_t at = place + 1; at < sums_.size(); at += at & (~at + 1)) {
                --sums_[at];
            }
            has_[place] = false;
        }
        added_.clear();
    }

  private:
    std::vector<std::uint32_t> sums_;  ///< A binary indexed tree.
    std::vector<bool> has_;
    std::vector<std::size_t> added_;
};

/// What it takes to write a sequence down as people with an order, in bits.
class Costs {
  public:
    Costs(std::size_t num_points, std::size_t num_joints, std::size_t fewest_people)
        : points_(static_cast<double>(num_points))
        , joints_(static_cast<double>(num_joints)) {
        // A joint that is rarely missing tells much: another person, without most of its joints, costs.
        const double all = joints_ * static_cast<double>(fewest_people);
        person_ = joints_ * -std::log2(std::max(0.02, 1.0 - points_ / all));
        // Joints in no order at all cost as much as telling their order, and half as much again: that
        // is what measured best. Of few joints any order is soon told.
        const double pairs_the_other_way = std::max(0.5, joints_ * (joints_ - 1.0) / 4.0);
        wrong_pair_ = (num_joints < kFewJoints ? 6.0 : 1.5) * bits_of_any_order(num_joints) /
                      pairs_the_other_way;
    }

    [[nodiscard]] std::size_t num_joints() const { return static_cast<std::size_t>(joints_); }

    /// One more person.
    [[nodiscard]] double person() const { return person_; }

    /// Two joints of a person that stand the other way round.
    [[nodiscard]] double wrong_pair() const { return wrong_pair_; }

    /// Bits that describe which joints each person has.
    [[nodiscard]] double people(std::size_t count) const {
        const double slots = joints_ * static_cast<double>(count);
        const double share = points_ / slots;
        if (!(share < 1.0)) {
            return 0.0;
        }
        return -slots * (share * std::log2(share) + (1.0 - share) * std::log2(1.0 - share));
    }

  private:
    double points_;
    double joints_;
    double person_ = 0.0;
    double wrong_pair_ = 0.0;
};

/// A way to cut the sequence, and what it costs.
struct Cut {
    Begins begins;
    double bits = kNever;
};

/// Joins ascending runs that stand for one person: where a learned order is wrong, it breaks people
/// apart. Few pairs the other way round cost less than one person more.
Cut join_runs(Joints joints, const JointOrder& order, const Begins& runs, const Costs& costs) {
    std::vector<double> least(runs.size() + 1, kNever);
    std::vector<std::size_t> begin_of(runs.size() + 1, 0);
    least[0] = 0.0;
    Piece piece(order.size());
    for (std::size_t first = 0; first < runs.size(); ++first) {
        piece.clear();
        double wrong = 0.0;
        bool is_one_person = true;
        for (std::size_t run = first; run < runs.size() && wrong <= 2.0 * costs.person(); ++run) {
            const std::size_t end = end_of_piece(runs, run, joints.size());
            for (std::size_t i = runs[run]; i < end && is_one_person; ++i) {
                const std::size_t place = order.place_of(joints[i]);
                is_one_person = !piece.has(place);
                if (is_one_person) {
                    wrong += costs.wrong_pair() * static_cast<double>(piece.add(place));
                }
            }
            if (!is_one_person) {
                break;
            }
            const double bits = least[first] + costs.person() + wrong;
            if (bits < least[run + 1]) {
                least[run + 1] = bits;
                begin_of[run + 1] = first;
            }
        }
    }
    Cut joined;
    for (std::size_t end = runs.size(); end > 0; end = begin_of[end]) {
        joined.begins.push_back(runs[begin_of[end]]);
    }
    std::ranges::reverse(joined.begins);
    const double people = costs.person() * static_cast<double>(joined.begins.size());
    joined.bits = costs.people(joined.begins.size()) + (least.back() - people) + order.bits();
    return joined;
}

/// Cuts where the order is broken.
Cut cut_by(Joints joints, const JointOrder& order, const Costs& costs) {
    Cut cut{cut_by_order(joints, order)};
    cut.bits = costs.people(cut.begins.size()) + order.bits();
    return cut;
}

Cut cheaper(Cut a, Cut b) {
    return b.bits < a.bits ? std::move(b) : std::move(a);
}

/// Learns an order from the beginning of the sequence.
JointOrder learn_order(Joints all, std::size_t num_joints) {
    const Joints joints = all.first(std::min(all.size(), kMostPointsToLearn));
    Begins begins = cut_at_repeats(joints, num_joints);
    const Costs costs(joints.size(), num_joints, begins.size());
    JointOrder best(num_joints);
    double best_bits = kNever;
    // People who are cut at repeats begin later and later: joints far apart may be of two people.
    std::size_t farthest = std::max<std::size_t>(2, num_joints / 2);
    for (int round = 0; round < kMostRounds; ++round) {
        JointOrder order = JointOrder::learn(joints, num_joints, begins, farthest);
        order.rotate_for(joints);
        Cut cut = cut_by(joints, order, costs);
        Cut joined = join_runs(joints, order, cut.begins, costs);
        cut = cheaper(std::move(cut), std::move(joined));
        if (cut.bits < best_bits) {
            best_bits = cut.bits;
            best = order;
        }
        if (cut.begins == begins) {
            break;
        }
        begins = std::move(cut.begins);
        farthest = num_joints;
    }
    return best;
}

/// Cuts where a learned order is broken, without what looks like mistakes of the order.
Cut cut_by_learned(Joints joints, const Begins& repeats, const Costs& costs) {
    JointOrder order = learn_order(joints, costs.num_joints());
    order.rotate_for(joints);
    Cut cut = cut_by(joints, order, costs);
    if (cut.begins.size() > kHopeless * repeats.size()) {
        return cut;
    }
    Cut joined = join_runs(joints, order, cut.begins, costs);
    return cheaper(std::move(cut), std::move(joined));
}

/// At most half as many again.
bool hardly_more(const Begins& begins, const Begins& fewest) {
    return 2 * begins.size() <= 3 * fewest.size();
}

}  // namespace

std::vector<std::size_t> begins_of_skeletons(std::span<const std::uint16_t> keypoint_ids) {
    if (keypoint_ids.empty()) {
        return {};
    }
    const auto [numbers, num_joints] = number(keypoint_ids);
    const Joints joints(numbers);
    Begins repeats = cut_at_repeats(joints, num_joints);
    if (repeats.size() == 1) {
        return repeats;
    }
    const JointOrder ascending(num_joints);
    Begins runs = cut_by_order(joints, ascending);
    if (runs.size() == repeats.size()) {
        return runs;
    }
    const bool is_plausible =
        hardly_more(runs, repeats) || neighbors_share_joints(joints, num_joints, runs);
    const bool are_few = num_joints < kFewJoints;
    if (num_joints > kMostToLearn || (are_few && is_plausible)) {
        return is_plausible ? runs : repeats;
    }
    const Costs costs(joints.size(), num_joints, repeats.size());
    JointOrder rotated = ascending;
    rotated.rotate_for(joints);
    Cut best = cut_by(joints, rotated, costs);
    if (is_plausible || are_few) {
        best = cheaper(cut_by(joints, ascending, costs), std::move(best));
    }
    if (is_plausible) {
        return best.begins;
    }
    Cut learned = cut_by_learned(joints, repeats, costs);
    if (learned.begins.size() > repeats.size() && repeats.size() < kFewPeople && !are_few) {
        learned.begins = repeats;
    }
    if (hardly_more(best.begins, repeats) || are_few) {
        return cheaper(std::move(best), std::move(learned)).begins;
    }
    return learned.begins;
}

}  // namespace limn::annotation
