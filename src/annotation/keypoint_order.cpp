// SPDX-License-Identifier: MIT
#include "annotation/keypoint_order.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <tuple>
#include <utility>

namespace limn::annotation {
namespace {

/// Fewer people than this say too little about their order.
constexpr std::size_t kFewestToLearn = 6;

/// Beyond these numbers of different ids, fewer starts are tried, and nothing is learned.
constexpr std::size_t kMostWithAllStarts = 32;
constexpr std::size_t kMostToLearn = 256;
constexpr std::size_t kStartsOfMany = 8;

/// Ids that follow each other within this distance say something about the order.
constexpr std::size_t kFarthestFollower = 8;

/// Enough of a long sequence to learn its order.
constexpr std::size_t kMostPointsToLearn = 8192;

using Begins = std::vector<std::size_t>;
using Sequence = std::span<const std::uint16_t>;

/// The sequence with its ids numbered 0 … n−1 in ascending order.
struct Numbered {
    std::vector<std::uint16_t> ids;
    std::size_t num_different = 0;
};

Numbered number(Sequence keypoint_ids) {
    std::vector<std::uint16_t> different(keypoint_ids.begin(), keypoint_ids.end());
    std::ranges::sort(different);
    const auto rest = std::ranges::unique(different);
    different.erase(rest.begin(), rest.end());
    std::vector<std::uint16_t> number_of(std::size_t{different.back()} + 1);
    for (std::size_t i = 0; i < different.size(); ++i) {
        number_of[different[i]] = static_cast<std::uint16_t>(i);
    }
    Numbered numbered;
    numbered.num_different = different.size();
    numbered.ids.reserve(keypoint_ids.size());
    for (const std::uint16_t id : keypoint_ids) {
        numbered.ids.push_back(number_of[id]);
    }
    return numbered;
}

/// A person ends before an id that it has already.
Begins cut_at_repeats(const Numbered& sequence) {
    Begins begins;
    std::vector<std::size_t> seen_in(sequence.num_different, 0);
    for (std::size_t i = 0; i < sequence.ids.size(); ++i) {
        if (i == 0 || seen_in[sequence.ids[i]] == begins.size()) {
            begins.push_back(i);
        }
        seen_in[sequence.ids[i]] = begins.size();
    }
    return begins;
}

/// A person ends where the order is broken. `place_of` an id is its place in that order.
Begins cut_by_order(Sequence ids, std::span<const std::uint16_t> place_of) {
    Begins begins;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (i == 0 || place_of[ids[i]] <= place_of[ids[i - 1]]) {
            begins.push_back(i);
        }
    }
    return begins;
}

bool neighbours_share_ids(const Numbered& sequence, const Begins& begins) {
    std::vector<std::size_t> seen_in(sequence.num_different, 0);
    for (std::size_t piece = 0; piece < begins.size(); ++piece) {
        const std::size_t end = piece + 1 < begins.size() ? begins[piece + 1] : sequence.ids.size();
        bool shares = piece == 0;
        for (std::size_t i = begins[piece]; i < end; ++i) {
            std::size_t& seen = seen_in[sequence.ids[i]];
            shares = shares || seen == piece;
            seen = piece + 1;
        }
        if (!shares) {
            return false;
        }
    }
    return true;
}

/// Learns in which order the ids of one person come.
class OrderLearner {
  public:
    explicit OrderLearner(const Numbered& sequence)
        : count_(sequence.num_different)
        , ids_(Sequence(sequence.ids).first(std::min(sequence.ids.size(), kMostPointsToLearn)))
        , follows_(count_ * count_, 0) {
        const std::size_t farthest =
            std::max<std::size_t>(2, std::min(kFarthestFollower, count_ / 2));
        for (std::size_t i = 0; i < ids_.size(); ++i) {
            const std::size_t end = std::min(ids_.size(), i + farthest);
            for (std::size_t k = i + 1; k < end && ids_[k] != ids_[i]; ++k) {
                ++follows_[ids_[i] * count_ + ids_[k]];
            }
        }
    }

    /// Places of the ids in the order that needs the fewest people; among those the one that begins
    /// with the smallest id.
    [[nodiscard]] std::vector<std::uint16_t> learn() const {
        std::vector<std::uint16_t> best;
        std::pair<std::size_t, std::uint16_t> best_cost{std::numeric_limits<std::size_t>::max(), 0};
        const std::size_t step =
            count_ <= kMostWithAllStarts ? 1 : std::max<std::size_t>(1, count_ / kStartsOfMany);
        for (std::size_t start = 0; start < count_; start += step) {
            std::vector<std::uint16_t> order = chain(static_cast<std::uint16_t>(start));
            for (std::size_t turn = 0; turn < count_; ++turn) {
                std::rotate(order.begin(), order.begin() + 1, order.end());
                std::vector<std::uint16_t> places = places_of(order);
                const std::pair cost{cut_by_order(ids_, places).size(), order.front()};
                if (cost < best_cost) {
                    best_cost = cost;
                    best = std::move(places);
                }
            }
        }
        return best;
    }

  private:
    /// Positive if `a` mostly comes closely before `b`.
    [[nodiscard]] std::int64_t before(std::size_t a, std::size_t b) const {
        return std::int64_t{follows_[a * count_ + b]} - std::int64_t{follows_[b * count_ + a]};
    }

    static std::vector<std::uint16_t> places_of(const std::vector<std::uint16_t>& order) {
        std::vector<std::uint16_t> places(order.size());
        for (std::size_t i = 0; i < order.size(); ++i) {
            places[order[i]] = static_cast<std::uint16_t>(i);
        }
        return places;
    }

    /// An order from one id on: each time the next is the one that comes before all others which
    /// follow the last one closely.
    [[nodiscard]] std::vector<std::uint16_t> chain(std::uint16_t start) const {
        std::vector<std::uint16_t> left(count_);
        std::iota(left.begin(), left.end(), std::uint16_t{0});
        std::vector<std::uint16_t> order{start};
        left.erase(left.begin() + start);
        while (!left.empty()) {
            const std::uint16_t last = order.back();
            const auto follower = std::ranges::max_element(left, {}, [&](std::uint16_t id) {
                std::int64_t sum = 0;
                for (const std::uint16_t other : left) {
                    sum += before(last, other) > 0 ? before(id, other) : 0;
                }
                return std::tuple(before(last, id) > 0, sum, before(last, id));
            });
            order.push_back(*follower);
            left.erase(follower);
        }
        return order;
    }

    std::size_t count_;
    Sequence ids_;
    std::vector<std::uint32_t> follows_;  ///< How often b comes closely after a, at a · n + b.
};

}  // namespace

std::vector<std::size_t> begins_of_skeletons(std::span<const std::uint16_t> keypoint_ids) {
    if (keypoint_ids.empty()) {
        return {};
    }
    const Numbered sequence = number(keypoint_ids);
    Begins repeats = cut_at_repeats(sequence);
    if (repeats.size() == 1) {
        return repeats;
    }
    std::vector<std::uint16_t> ascending(sequence.num_different);
    std::iota(ascending.begin(), ascending.end(), std::uint16_t{0});
    Begins runs = cut_by_order(sequence.ids, ascending);
    if (neighbours_share_ids(sequence, runs) || 2 * runs.size() <= 3 * repeats.size()) {
        return runs;
    }
    if (repeats.size() < kFewestToLearn || sequence.num_different > kMostToLearn) {
        return repeats;
    }
    Begins learned = cut_by_order(sequence.ids, OrderLearner(sequence).learn());
    return learned.size() < runs.size() ? learned : runs;
}

}  // namespace limn::annotation
