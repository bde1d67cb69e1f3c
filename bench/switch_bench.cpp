// SPDX-License-Identifier: MIT
// Switching one class in a scene of a 4096² mask, a million points and ten thousand boxes.
#include <benchmark/benchmark.h>

#include <chrono>
#include <vector>

#include "bench/samples.h"
#include "bench/stage.h"
#include "scene/scene.h"

namespace limn::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr ClassId kSwitched = 3;

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Times what a switch adds to a frame: command, tables, bindings. The frame that shows it is
/// drawn, too, and reported apart, with what it uploaded.
void switch_class(benchmark::State& state) {
    Stage stage(everything_at_once(), scene::ViewKind::Spatial2D);
    const scene::ScenePtr scene = stage.scene();
    bool is_visible = true;
    std::uint64_t style_bytes = 0;
    std::uint64_t other_bytes = 0;
    std::uint64_t scenes = 0;
    std::vector<double> frames_ms;
    for (auto _ : state) {
        is_visible = !is_visible;
        session::command::SetClassVisible command;
        command.context = stage.styles().contexts().find(EntityPath());
        command.id = kSwitched;
        command.visible = is_visible;

        const auto start = Clock::now();
        stage.run(command);
        stage.styles().update(stage.session());
        const auto bindings = stage.styles().bindings(*scene, stage.session());
        benchmark::DoNotOptimize(bindings.data());
        state.SetIterationTime(seconds_since(start));

        const auto frame = Clock::now();
        stage.draw();
        frames_ms.push_back(seconds_since(frame) * 1e3);
        style_bytes = std::max(style_bytes, stage.counters().style_bytes);
        other_bytes =
            std::max(other_bytes, stage.counters().uploaded_bytes - stage.counters().style_bytes);
        scenes += stage.scene() != scene ? 1U : 0U;
    }
    const Quantiles frames = quantiles(frames_ms);
    state.counters["style_bytes"] = static_cast<double>(style_bytes);
    state.counters["other_bytes"] = static_cast<double>(other_bytes);
    state.counters["scenes_built"] = static_cast<double>(scenes);
    state.counters["frame_median_ms"] = frames.median;
}

BENCHMARK(switch_class)->Unit(benchmark::kMicrosecond)->UseManualTime()->Iterations(30);

}  // namespace
}  // namespace limn::bench
