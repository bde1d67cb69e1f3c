// SPDX-License-Identifier: MIT
#include "scene/build_scene.h"

#include <fmt/format.h>

#include <algorithm>
#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include "base/hash.h"
#include "model/component_names.h"
#include "scene/scene_builder.h"
#include "scene/scene_jobs.h"
#include "scene/scene_memory.h"
#include "scene/transform_tree.h"
#include "store/component_view.h"

namespace limn::scene {
namespace {

/// Image planes of cameras, where no distance is logged: this share of the scene's size. Large enough to
/// see what is on them (the peer's 0.02 is a few pixels).
constexpr float kPlaneShare = 0.1F;
constexpr float kPlaneWithoutData = 0.3F;

/// Poses of one entity; more are cut off with a report.
constexpr std::size_t kMaxPoses = 100'000;

struct ViewAxes {
    glm::vec3 up{0.0F, 0.0F, 1.0F};
    bool is_left_handed = false;
};

/// View coordinates at the view's origin or the nearest ancestor that has some.
ViewAxes axes_of_view(const SceneInput& input) {
    for (EntityPath at = input.view.origin;; at = at.parent()) {
        const auto cell =
            input.recording->latest_at(input.query, at, component::kViewCoordinatesXyz);
        if (const auto xyz = cell ? store::first_view_coordinates(*cell) : std::nullopt) {
            ViewAxes axes;
            axes.up = up_of_view_coordinates(*xyz).value_or(axes.up);
            axes.is_left_handed = is_left_handed(*xyz);
            return axes;
        }
        if (at.is_root()) {
            return {};
        }
    }
}

float read_draw_order(const EntityInput& input, const Visualizer& visualizer) {
    const auto& cell = input.cell("draw_order");
    const auto logged = cell ? store::first_f32(*cell) : std::nullopt;
    return logged.value_or(visualizer.draw_order);
}

/// Bounds what a hostile recording of a few bytes can take.
void limit_poses(
    SceneBuilder& builder,
    const EntityInput& input,
    const Visualizer& visualizer,
    std::vector<glm::dmat4>& poses
) {
    const std::size_t instances = std::max<std::size_t>(1, input.instances.count);
    const std::size_t most_posed = visualizer.max_posed_instances / instances;
    const std::size_t most = input.instances.archetype->poses == PoseUse::First
                                 ? 1
                                 : std::clamp<std::size_t>(most_posed, 1, kMaxPoses);
    if (poses.size() <= most) {
        return;
    }
    if (input.instances.archetype->poses == PoseUse::First) {
        builder.note(input, "only the first of several poses moves this kind of data");
    } else {
        builder.report(
            input,
            fmt::format("{} poses; only the first {} are drawn", poses.size(), most)
        );
    }
    poses.resize(most);
}

/// One place, or one per pose; none if the entity is nowhere in this view.
std::vector<Placement>
find_placements(SceneBuilder& builder, EntityInput& input, const Visualizer& visualizer) {
    if (places_itself(visualizer.kind)) {
        return {Placement()};
    }
    const auto place =
        builder.transforms()
            .place(input.path, visualizer.space, input.draw_order, builder.plane_distance());
    if (!place) {
        if (auto reason = builder.transforms().why_detached(input.path)) {
            builder.report(input, std::move(*reason));
        }
        return {};
    }
    const PoseUse use = input.instances.archetype->poses;
    const SceneInput& scene_input = builder.input();
    if (use == PoseUse::None) {
        return {*place};
    }
    auto poses = read_poses(
        *scene_input.recording,
        scene_input.query,
        input.path,
        builder.scene().diagnostics
    );
    if (poses.empty()) {
        return {*place};
    }
    if (use == PoseUse::Pairs) {
        input.instance_poses = std::move(poses);
        return {*place};
    }
    limit_poses(builder, input, visualizer, poses);
    std::vector<Placement> placements;
    placements.reserve(poses.size());
    for (const glm::dmat4& pose : poses) {
        if (is_finite(pose)) {
            placements.push_back(place->after(pose));
        }
    }
    return placements;
}

/// What the cells describe: how many instances, and of which classes.
void read_instances(
    const SceneInput& scene_input,
    const Visualizer& visualizer,
    EntityInput& input
) {
    const Archetype* archetype = find_archetype(visualizer.name);
    std::vector<std::optional<store::Cell>> poses;
    if (archetype->poses != PoseUse::None) {
        poses = scene_input.recording
                    ->latest_row(scene_input.query, input.path, component::kInstancePoses);
    }
    input.poses_key = 0;
    for (const auto& pose : poses) {
        input.poses_key = pose && archetype->poses == PoseUse::Pairs
                              ? hash_cell(input.poses_key, pose)
                              : input.poses_key;
    }
    const auto find_cell = [&](std::string_view component) -> const store::Cell* {
        const auto pose = std::ranges::find(component::kInstancePoses, component);
        if (pose != component::kInstancePoses.end()) {
            const auto index = static_cast<std::size_t>(pose - component::kInstancePoses.begin());
            return index < poses.size() && poses[index] ? &*poses[index] : nullptr;
        }
        const auto& cell = input.cell(component.substr(component.find(':') + 1));
        return cell ? &*cell : nullptr;
    };
    input.instances = annotation::read_instances(*archetype, find_cell, input.id_candidates);
}

/// The part of the key that does not come from jobs.
std::uint64_t view_key(const SceneInput& input, std::uint64_t transforms_key) {
    std::uint64_t key =
        hash_combine(static_cast<std::uint64_t>(input.view.kind), input.view.origin.hash());
    key = hash_combine(key, hash_text(input.recording->id().application_id));
    key = hash_combine(key, hash_text(input.recording->id().recording_id));
    key = hash_combine(key, input.show_labels ? (*input.show_labels ? 2U : 1U) : 0U);
    key = hash_combine(key, transforms_key);
    if (input.view.kind == ViewKind::Spatial3D) {
        const ViewAxes axes = axes_of_view(input);
        key = hash_bytes(std::as_bytes(std::span(&axes.up, 1)), key);
        key = hash_combine(key, axes.is_left_handed ? 1U : 0U);
    }
    return key;
}

/// Returns the job's key, 0 if there is nothing to show at the cursor.
std::uint64_t run_job(SceneBuilder& builder, const SceneJob& job, EntityInput& input) {
    const SceneInput& scene_input = builder.input();
    if (!read_cells(*scene_input.recording, scene_input.query, job, input)) {
        return 0;
    }
    input.context = scene_input.contexts->find(job.entity);
    input.draw_order = read_draw_order(input, *job.visualizer);
    read_instances(scene_input, *job.visualizer, input);
    input.instance_poses.clear();
    input.placements = find_placements(builder, input, *job.visualizer);
    if (!input.placements.empty()) {
        job.visualizer->visualize(builder, input);
    }
    return job_key(scene_input, job, input);
}

/// Numbers entities in path order and runs the visualizers that `is_wanted`; the sum of the jobs' keys.
std::uint64_t run_jobs(
    SceneBuilder& builder,
    const std::vector<SceneJob>& jobs,
    const std::function<bool(const Visualizer&)>& is_wanted
) {
    EntityInput input;
    std::uint32_t entity = 0;
    std::uint64_t key = 0;
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        entity += i > 0 && !(jobs[i].entity == jobs[i - 1].entity) ? 1U : 0U;
        if (is_wanted(*jobs[i].visualizer)) {
            input.entity = entity;
            key += run_job(builder, jobs[i], input);
        }
    }
    return key;
}

std::vector<EntityPath> entities_of(const std::vector<SceneJob>& jobs) {
    std::vector<EntityPath> entities;
    for (const SceneJob& job : jobs) {
        if (entities.empty() || !(entities.back() == job.entity)) {
            entities.push_back(job.entity);
        }
    }
    return entities;
}

}  // namespace

std::uint64_t scene_key(const SceneInput& input) {
    SceneMemory fresh;
    SceneMemory& memory = input.memory != nullptr ? *input.memory : fresh;
    const std::uint64_t transforms_key = memory.transforms_key(input);
    return hash_combine(view_key(input, transforms_key), memory.jobs_key(input));
}

ScenePtr build_scene(const SceneInput& input) {
    auto scene = std::make_shared<Scene>();
    const TransformTree transforms(*input.recording, input.query, input.view, scene->diagnostics);
    const std::vector<SceneJob> jobs = find_jobs(*input.recording, input.view, input.hidden);
    scene->entities = entities_of(jobs);
    SceneBuilder builder(input, transforms, *scene);
    std::uint64_t jobs_key = 0;
    if (input.view.kind == ViewKind::Spatial2D) {
        jobs_key = run_jobs(builder, jobs, [](const Visualizer&) { return true; });
    } else {
        // Image planes are as far from their cameras as the scene is large: 3D data comes first.
        const ViewAxes axes = axes_of_view(input);
        scene->up = axes.up;
        scene->is_left_handed = axes.is_left_handed;
        const auto is_world_data = [](const Visualizer& visualizer) {
            return visualizer.space == DataSpace::Spatial && visualizer.kind != DataKind::Camera;
        };
        jobs_key = run_jobs(builder, jobs, is_world_data);
        const WorldBounds bounds = builder.bounds();
        const auto size = static_cast<float>(glm::length(bounds.max - bounds.min));
        builder.set_plane_distance(size > 0.0F ? size * kPlaneShare : kPlaneWithoutData);
        jobs_key += run_jobs(builder, jobs, [&](const Visualizer& visualizer) {
            return !is_world_data(visualizer);
        });
    }
    builder.finish();
    scene->key = hash_combine(view_key(input, transforms.key()), jobs_key);
    return scene;
}

}  // namespace limn::scene
