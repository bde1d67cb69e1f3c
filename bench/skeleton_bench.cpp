// SPDX-License-Identifier: MIT
// 100 000 keypoints of one batch cut into people: joints in ascending order and in an odd one, a third of
// them missing.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <vector>

#include "annotation/keypoint_order.h"

namespace limn::bench {
namespace {

constexpr std::size_t kPoints = 100'000;

std::vector<std::uint16_t> make_crowd(std::size_t num_joints, bool is_ascending) {
    std::mt19937 random(3);
    std::vector<std::uint16_t> order(num_joints);
    std::iota(order.begin(), order.end(), std::uint16_t{0});
    if (!is_ascending) {
        std::ranges::shuffle(order, random);
    }
    std::bernoulli_distribution is_seen(0.7);
    std::vector<std::uint16_t> ids;
    while (ids.size() < kPoints) {
        std::ranges::copy_if(order, std::back_inserter(ids), [&](std::uint16_t) {
            return is_seen(random);
        });
    }
    return ids;
}

void split_crowd(benchmark::State& state, bool is_ascending) {
    const auto ids = make_crowd(static_cast<std::size_t>(state.range(0)), is_ascending);
    std::size_t people = 0;
    for (auto _ : state) {
        people = annotation::begins_of_skeletons(ids).size();
    }
    state.counters["people"] = static_cast<double>(people);
}

BENCHMARK_CAPTURE(split_crowd, ascending, true)
    ->Arg(17)
    ->Arg(133)
    ->Arg(256)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(split_crowd, odd, false)
    ->Arg(17)
    ->Arg(133)
    ->Arg(256)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace limn::bench
