// SPDX-License-Identifier: MIT
// Scenes: a million points with class ids, built; and asked whether it is still the same.
#include <benchmark/benchmark.h>

#include <memory>

#include "annotation/context.h"
#include "bench/samples.h"
#include "scene/build_scene.h"
#include "scene/scene_memory.h"
#include "store/recording.h"

namespace limn::bench {
namespace {

constexpr std::uint32_t kPoints = 1'000'000;

struct Cloud {
    store::Database database;

    Cloud() {
        for (const LogMessage& message : point_cloud(kPoints)) {
            database.apply(message);
        }
    }
};

const Cloud& cloud() {
    static const Cloud instance;
    return instance;
}

scene::SceneInput
make_input(const store::Recording& recording, const annotation::ContextMap& contexts) {
    scene::SceneInput input;
    input.recording = &recording;
    input.query = {"frame", 0};
    input.contexts = &contexts;
    input.view.kind = scene::ViewKind::Spatial3D;
    return input;
}

void build_scene_1m_points(benchmark::State& state) {
    const store::Recording& recording = *cloud().database.recordings().front();
    for (auto _ : state) {
        const annotation::ContextMap contexts(recording, {"frame", 0});
        scene::ScenePtr scene = scene::build_scene(make_input(recording, contexts));
        if (scene->list.points.size() != 1) {
            state.SkipWithError("the scene lacks its points");
            return;
        }
        state.PauseTiming();
        scene.reset();
        state.ResumeTiming();
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * kPoints);
}

void scene_key_1m_points(benchmark::State& state) {
    const store::Recording& recording = *cloud().database.recordings().front();
    const annotation::ContextMap contexts(recording, {"frame", 0});
    const scene::SceneInput input = make_input(recording, contexts);
    for (auto _ : state) {
        benchmark::DoNotOptimize(scene::scene_key(input));
    }
}

/// 100 000 entities, a tenth of which are at another time in every frame; asked about at two times in turn.
void scene_key_100k_entities(benchmark::State& state, bool remember) {
    static const auto database = [] {
        auto made = std::make_unique<store::Database>();
        for (const LogMessage& message : many_entities(100'000)) {
            made->apply(message);
        }
        return made;
    }();
    const store::Recording& recording = *database->recordings().front();
    const annotation::ContextMap contexts(recording, {"frame", 0});
    scene::SceneInput input = make_input(recording, contexts);
    input.view.kind = scene::ViewKind::Spatial2D;
    scene::SceneMemory memory;
    input.memory = remember ? &memory : nullptr;
    for (auto _ : state) {
        input.query.time = input.query.time == 1 ? 2 : 1;
        benchmark::DoNotOptimize(scene::scene_key(input));
    }
}

BENCHMARK_CAPTURE(scene_key_100k_entities, fresh, false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(scene_key_100k_entities, remembered, true)->Unit(benchmark::kMillisecond);
BENCHMARK(build_scene_1m_points)->Unit(benchmark::kMillisecond);
BENCHMARK(scene_key_1m_points)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace limn::bench
