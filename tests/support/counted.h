// SPDX-License-Identifier: MIT
/// Counts of classes as two numbers, for short expectations.
#pragma once

#include <cstdint>
#include <ostream>
#include <vector>

#include "annotation/class_history.h"
#include "annotation/instances.h"

namespace limn::test {

/// `at` is a class id or a time.
struct Counted {
    std::int64_t at = 0;
    std::uint64_t instances = 0;
    std::uint64_t pixels = 0;

    friend bool operator==(const Counted&, const Counted&) = default;
};

inline void PrintTo(const Counted& counted, std::ostream* out) {
    *out << "{" << counted.at << ": " << counted.instances << " instances, " << counted.pixels
         << " pixels}";
}

inline std::vector<Counted> counted(const std::vector<annotation::ClassTally>& tallies) {
    std::vector<Counted> result;
    for (const annotation::ClassTally& tally : tallies) {
        result.push_back({tally.id, tally.counts.instances(), tally.counts.pixels()});
    }
    return result;
}

inline std::vector<Counted> counted(const std::vector<annotation::ClassStep>& steps) {
    std::vector<Counted> result;
    for (const annotation::ClassStep& step : steps) {
        result.push_back({step.time, step.counts.instances(), step.counts.pixels()});
    }
    return result;
}

/// Counts of one kind.
inline annotation::ClassCounts counts_of(CountKind kind, std::uint64_t count) {
    annotation::ClassCounts counts;
    counts[kind] = count;
    return counts;
}

}  // namespace limn::test
