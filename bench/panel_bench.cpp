// SPDX-License-Identifier: MIT
// The classes panel with 5 000 classes of 20 keypoints: a frame while it is scrolled, and its table.
#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <imgui.h>

#include <chrono>
#include <memory>
#include <numeric>
#include <vector>

#include "bench/samples.h"
#include "logger/recording_stream.h"
#include "render/gl_context.h"
#include "render/render_target.h"
#include "session/refresh.h"
#include "session/session.h"
#include "ui/class_table.h"
#include "ui/classes_panel.h"
#include "views/imgui_host.h"

namespace limn::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::uint16_t kClasses = 5000;
constexpr std::uint16_t kKeypoints = 20;
constexpr glm::vec2 kWindow{1600.0F, 1000.0F};
constexpr float kFrame_secs = 1.0F / 60.0F;

AnnotationContext many_classes() {
    AnnotationContext context;
    for (std::uint16_t id = 0; id < kClasses; ++id) {
        ClassDescription one;
        one.key = id;
        one.info = {id, fmt::format("thing {}", id), std::nullopt};
        for (std::uint16_t joint = 0; joint < kKeypoints; ++joint) {
            one.keypoints.push_back({joint, fmt::format("joint {}", joint), std::nullopt});
            if (joint > 0) {
                one.connections.push_back({static_cast<KeypointId>(joint - 1), joint});
            }
        }
        context.classes.push_back(std::move(one));
    }
    return context;
}

/// A session whose recording has the classes at its root.
std::unique_ptr<session::Session> many_classes_session() {
    auto session = std::make_unique<session::Session>();
    logger::RecordingStream stream({StoreKind::Recording, "bench", "panel"});
    must(stream.log_static(EntityPath(), many_classes()));
    for (const LogMessage& message : stream.take_messages()) {
        session->database.apply(message);
    }
    session::refresh_recordings(*session);
    session->active = 0;
    return session;
}

/// The panel's own time in frames in which the mouse wheel moves it.
void panel_scrolled(benchmark::State& state) {
    const auto context = must(render::OffscreenContext::create());
    const auto host = must(views::ImGuiHost::create(true, 1.0F));
    const render::RenderTarget target = must(render::RenderTarget::create(glm::uvec2(kWindow)));
    const auto session = many_classes_session();
    session::StyleCache styles;
    session::CommandSink commands;
    views::UiProbe probe;
    std::optional<session::HoverInfo> hover;
    ui::ClassesPanel panel;
    const views::Rect rect{{1252.0F, 38.0F}, {1600.0F, 640.0F}};
    for (auto _ : state) {
        styles.update(*session);
        ImGui::GetIO().MousePos = {1400.0F, 400.0F};
        ImGui::GetIO().MouseWheel = -1.0F;
        host->begin_frame(kWindow, kFrame_secs);
        const ui::PanelContext panel_context{
            *session,
            styles,
            session->pixel_counts,
            commands,
            host->theme(),
            host->fonts(),
            probe,
            hover};
        const auto start = Clock::now();
        panel.draw(panel_context, rect);
        state.SetIterationTime(std::chrono::duration<double>(Clock::now() - start).count());
        target.bind();
        host->end_frame(glm::uvec2(kWindow));
    }
}

BENCHMARK(panel_scrolled)->Unit(benchmark::kMicrosecond)->UseManualTime()->Iterations(300);

/// What a keystroke in the search, or unfolding everything, costs once.
void panel_table(benchmark::State& state, const char* search, bool unfolded) {
    const annotation::ResolvedContext classes(EntityPath(), RowId{}, kStaticTime, many_classes());
    const annotation::ClassChoices choices;
    const std::vector<annotation::ClassTally> tallies;
    ui::ClassTableInput input;
    input.context = &classes;
    input.tallies = &tallies;
    input.choices = &choices;
    input.application_id = "bench";
    input.search = search;
    for (ClassId id = 0; unfolded && id < kClasses; ++id) {
        input.expanded.insert(id);
    }
    for (auto _ : state) {
        benchmark::DoNotOptimize(ui::make_class_table(input).rows.data());
    }
}

BENCHMARK_CAPTURE(panel_table, all, "", false)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(panel_table, search, "ing 42", false)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(panel_table, unfolded, "", true)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace limn::bench
