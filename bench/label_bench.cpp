// SPDX-License-Identifier: MIT
// Ten thousand labels of a view, placed anew; and in the next frame, when all have moved a little.
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "views/label_layout.h"

namespace limn::bench {
namespace {

constexpr glm::vec2 kView{1920.0F, 1080.0F};

/// About what a 12.5 pt font gives.
glm::vec2 measure(std::string_view text) {
    return {static_cast<float>(text.size()) * 6.5F, 15.0F};
}

std::vector<views::LabelInput> make_labels(std::size_t count) {
    std::vector<views::LabelInput> labels(count);
    std::uint32_t random = 3;
    const auto next = [&random] {
        random = random * 1664525U + 1013904223U;
        return static_cast<float>(random >> 8U) / 16777216.0F;
    };
    for (std::size_t i = 0; i < count; ++i) {
        labels[i].text = "track " + std::to_string(i);
        labels[i].anchor = {next() * kView.x, next() * kView.y};
        labels[i].extent_px = 5.0F + next() * 80.0F;
        labels[i].key = i + 1;
        labels[i].source = static_cast<std::uint32_t>(i);
    }
    return labels;
}

void place_labels(benchmark::State& state, bool moves) {
    std::vector<views::LabelInput> labels = make_labels(static_cast<std::size_t>(state.range(0)));
    views::LabelMemory memory;
    views::LabelLayoutOptions options;
    options.view_px = kView;
    options.max_labels = 1000;
    options.memory = moves ? &memory : nullptr;
    std::size_t placed = 0;
    for (auto _ : state) {
        placed = views::layout_labels(labels, options, measure).size();
        for (views::LabelInput& label : labels) {
            label.anchor.x += moves ? 0.3F : 0.0F;
        }
    }
    state.counters["placed"] = static_cast<double>(placed);
}

BENCHMARK_CAPTURE(place_labels, anew, false)->Arg(10'000)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(place_labels, next_frame, true)->Arg(10'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace limn::bench
