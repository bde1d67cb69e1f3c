// SPDX-License-Identifier: MIT
/// SortedLevels: a sorted collection that takes values in any order, one after another.
///
/// What      Values that come in order are appended to one sorted vector. Others wait in a small
///           unsorted tail, which becomes a sorted level when it is full; levels of like size are
///           merged, so that there are O(log n) of them.
/// Cost      insert: amortised O(log n) moves; a search visits each level and the tail once.
/// Threads   const members from any thread while nothing is inserted: searching changes nothing.
#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace limn::store {

template <typename T>
class SortedLevels {
  public:
    /// Values that are equal under `less` may be kept once only.
    template <typename Less>
    void insert(const T& value, const Less& less) {
        if (main_.empty() || less(main_.back(), value)) {
            main_.push_back(value);
            return;
        }
        std::vector<T>& tail = extra().tail;
        tail.push_back(value);
        if (tail.size() >= kTailSize) {
            std::sort(tail.begin(), tail.end(), less);
            insert_sorted(std::exchange(tail, {}), less);
        }
    }

    template <typename Less>
    void insert_sorted(std::vector<T> values, const Less& less) {
        if (values.empty()) {
            return;
        }
        if (main_.empty()) {
            main_ = std::move(values);
            return;
        }
        if (less(main_.back(), values.front())) {
            main_.insert(main_.end(), values.begin(), values.end());
            return;
        }
        std::vector<std::vector<T>>& levels = extra().levels;
        levels.push_back(std::move(values));
        while (levels.size() >= 2 && levels[levels.size() - 2].size() < 2 * levels.back().size()) {
            std::vector<T> last = std::move(levels.back());
            levels.pop_back();
            levels.back() = merged(levels.back(), last, less);
        }
        if (levels.size() == 1 && main_.size() < 2 * levels.front().size()) {
            main_ = merged(main_, levels.front(), less);
            levels.clear();
        }
    }

    /// Calls `visitor` with every sorted part.
    template <typename Visitor>
    void for_each_level(Visitor&& visitor) const {
        if (!main_.empty()) {
            visitor(std::span<const T>(main_));
        }
        if (extra_ != nullptr) {
            for (const std::vector<T>& level : extra_->levels) {
                visitor(std::span<const T>(level));
            }
        }
    }

    /// Values in no order: few.
    [[nodiscard]] std::span<const T> tail() const {
        return extra_ != nullptr ? std::span<const T>(extra_->tail) : std::span<const T>();
    }

  private:
    static constexpr std::size_t kTailSize = 64;

    struct Extra {
        std::vector<std::vector<T>> levels;  ///< Each at least twice as large as the next.
        std::vector<T> tail;
    };

    Extra& extra() {
        if (extra_ == nullptr) {
            extra_ = std::make_unique<Extra>();
        }
        return *extra_;
    }

    template <typename Less>
    static std::vector<T>
    merged(const std::vector<T>& a, const std::vector<T>& b, const Less& less) {
        std::vector<T> result;
        result.reserve(a.size() + b.size());
        std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(result), less);
        return result;
    }

    std::vector<T> main_;
    std::unique_ptr<Extra> extra_;  ///< Absent while everything came in order.
};

}  // namespace limn::store
