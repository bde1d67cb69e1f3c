// SPDX-License-Identifier: MIT
// Frames at 1920×1080, offscreen: the cursor moves, and the picture with its labels is there.
#include <benchmark/benchmark.h>

#include <chrono>
#include <vector>

#include "bench/samples.h"
#include "bench/stage.h"
#include "importers/demo.h"
#include "scene/view_spec.h"

namespace limn::bench {
namespace {

using Clock = std::chrono::steady_clock;

double milliseconds_since(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

void set_quantiles(benchmark::State& state, const std::vector<double>& frames_ms) {
    const Quantiles found = quantiles(frames_ms);
    state.counters["median_ms"] = found.median;
    state.counters["p99_ms"] = found.p99;
}

const std::vector<LogMessage>& demo() {
    static const std::vector<LogMessage> messages = read_messages(*importers::make_demo());
    return messages;
}

const std::vector<LogMessage>& video() {
    static const std::vector<LogMessage> messages = video_run(100);
    return messages;
}

const std::vector<LogMessage>& million_points() {
    static const std::vector<LogMessage> messages = point_cloud(1'000'000);
    return messages;
}

using MessagesOf = const std::vector<LogMessage>& (*)();

/// Another time in each frame, none of them drawn before: decoding is part of it.
void scrub(benchmark::State& state, MessagesOf messages, scene::ViewKind kind) {
    Stage stage(messages(), kind);
    const TimeRange range = stage.time_range();
    TimeInt time = range.min;
    std::vector<double> frames_ms;
    std::uint64_t uploaded = 0;
    for (auto _ : state) {
        time = time >= range.max ? range.min : time + 1;
        const auto start = Clock::now();
        stage.run(session::command::SetCursor{time});
        stage.draw();
        frames_ms.push_back(milliseconds_since(start));
        uploaded += stage.counters().uploaded_bytes;
    }
    set_quantiles(state, frames_ms);
    state.counters["uploaded_mb"] =
        static_cast<double>(uploaded) / 1e6 / static_cast<double>(state.iterations());
}

/// Nothing changed: what a frame costs by itself.
void idle(benchmark::State& state, MessagesOf messages, scene::ViewKind kind) {
    Stage stage(messages(), kind);
    std::vector<double> frames_ms;
    for (auto _ : state) {
        const auto start = Clock::now();
        stage.draw();
        frames_ms.push_back(milliseconds_since(start));
    }
    set_quantiles(state, frames_ms);
}

/// The camera moves, the data stays: everything is drawn anew, nothing uploaded.
void orbit(benchmark::State& state, MessagesOf messages, scene::ViewKind kind) {
    Stage stage(messages(), kind);
    std::vector<double> frames_ms;
    std::uint64_t uploaded = 0;
    float angle_rad = 0.0F;
    for (auto _ : state) {
        angle_rad += 0.02F;
        const auto start = Clock::now();
        stage.turn_camera(angle_rad);
        stage.draw();
        frames_ms.push_back(milliseconds_since(start));
        uploaded += stage.counters().uploaded_bytes;
    }
    set_quantiles(state, frames_ms);
    state.counters["uploaded_mb"] =
        static_cast<double>(uploaded) / 1e6 / static_cast<double>(state.iterations());
}

constexpr auto k2D = scene::ViewKind::Spatial2D;
constexpr auto k3D = scene::ViewKind::Spatial3D;

/// llvmpipe draws on all cores: both what a person waits and what the processor spends count.
void per_frame(benchmark::internal::Benchmark* benchmark) {
    benchmark->Unit(benchmark::kMillisecond)->UseRealTime()->MeasureProcessCPUTime();
}

BENCHMARK_CAPTURE(scrub, demo_2d, demo, k2D)->Apply(per_frame)->Iterations(200);
BENCHMARK_CAPTURE(scrub, demo_3d, demo, k3D)->Apply(per_frame)->Iterations(200);
BENCHMARK_CAPTURE(scrub, jpeg_mask_20_skeletons, video, k2D)->Apply(per_frame)->Iterations(99);
BENCHMARK_CAPTURE(orbit, demo_3d, demo, k3D)->Apply(per_frame)->Iterations(60);
BENCHMARK_CAPTURE(orbit, million_points, million_points, k3D)->Apply(per_frame)->Iterations(30);
BENCHMARK_CAPTURE(idle, demo_2d, demo, k2D)->Apply(per_frame)->Iterations(100);
BENCHMARK_CAPTURE(idle, million_points, million_points, k3D)->Apply(per_frame)->Iterations(100);

}  // namespace
}  // namespace limn::bench

BENCHMARK_MAIN();
