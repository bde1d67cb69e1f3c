// SPDX-License-Identifier: MIT
// One of 5 000 classes is switched, recolored, hovered in a scene of a 4096² mask, a million points and
// ten thousand boxes.
#include <benchmark/benchmark.h>

#include <chrono>
#include <functional>
#include <vector>

#include "bench/samples.h"
#include "bench/stage.h"
#include "render/view_frame.h"
#include "scene/scene.h"
#include "scene/view_spec.h"

namespace limn::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr ClassId kTouched = 750;

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Does something to the class; called with 0, 1, 2, …
using Touch = std::function<void(Stage&, std::size_t)>;

/// Times what a touch adds to a frame: command, tables, bindings. The frame that shows it is drawn, too,
/// and reported apart, with what it uploaded.
void touch_class(benchmark::State& state, const Touch& touch) {
    Stage stage(everything_at_once(), scene::ViewKind::Spatial2D);
    const scene::ScenePtr scene = stage.scene();
    std::uint64_t style_bytes = 0;
    std::uint64_t other_bytes = 0;
    std::uint64_t scenes = 0;
    std::vector<double> frames_ms;
    std::size_t count = 0;
    for (auto _ : state) {
        const auto start = Clock::now();
        touch(stage, count++);
        stage.styles().update(stage.session());
        const auto bindings = stage.styles().bindings(*scene, stage.session());
        benchmark::DoNotOptimize(bindings.data());
        state.SetIterationTime(seconds_since(start));

        const auto frame = Clock::now();
        stage.draw();
        frames_ms.push_back(seconds_since(frame) * 1e3);
        const render::FrameCounters& sent = stage.counters();
        style_bytes = std::max(style_bytes, sent.style_bytes);
        other_bytes =
            std::max(other_bytes, sent.uploaded_bytes - sent.style_bytes + sent.uniform_bytes);
        scenes += stage.scene() != scene ? 1U : 0U;
    }
    const Quantiles frames = quantiles(frames_ms);
    state.counters["style_bytes"] = static_cast<double>(style_bytes);
    state.counters["other_bytes"] = static_cast<double>(other_bytes);
    state.counters["scenes_built"] = static_cast<double>(scenes);
    state.counters["frame_median_ms"] = frames.median;
}

annotation::ContextPtr context_of(Stage& stage) {
    return stage.styles().contexts().find(EntityPath());
}

void switch_class(benchmark::State& state) {
    touch_class(state, [](Stage& stage, std::size_t count) {
        session::command::SetClassVisible command;
        command.context = context_of(stage);
        command.id = kTouched;
        command.visible = count % 2 == 1;
        stage.run(command);
    });
}

void recolor_class(benchmark::State& state) {
    touch_class(state, [](Stage& stage, std::size_t count) {
        session::command::SetClassColor command;
        command.context = context_of(stage);
        command.id = kTouched;
        command.color = Rgba8{static_cast<std::uint8_t>(count * 31), 90, 200, 255};
        stage.run(command);
    });
}

/// As a row of the class table does.
void hover_class(benchmark::State& state) {
    touch_class(state, [](Stage& stage, std::size_t count) {
        session::HoverInfo hover;
        const annotation::ContextPtr context = context_of(stage);
        hover.item.entity = context->entity();
        hover.item.class_id = static_cast<ClassId>(kTouched + count);
        hover.item.is_class = true;
        hover.context_key = context->key();
        hover.style_index = context->style_index(*hover.item.class_id);
        stage.session().hover = hover;
    });
}

BENCHMARK(switch_class)->Unit(benchmark::kMicrosecond)->UseManualTime()->Iterations(30);
BENCHMARK(recolor_class)->Unit(benchmark::kMicrosecond)->UseManualTime()->Iterations(30);
BENCHMARK(hover_class)->Unit(benchmark::kMicrosecond)->UseManualTime()->Iterations(30);

}  // namespace
}  // namespace limn::bench
