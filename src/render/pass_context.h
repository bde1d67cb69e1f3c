// SPDX-License-Identifier: MIT
/// PassContext: what every pass of a picture is given.
///
/// Threads   the thread of the GL context.
#pragma once

#include <cstddef>
#include <cstdint>
#include <glm/geometric.hpp>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <glm/vec4.hpp>

#include "base/diagnostics.h"
#include "render/program.h"
#include "render/shader_library.h"
#include "render/style_texture.h"
#include "render/view_frame.h"

namespace limn::render {

/// 2D draws everything in order; 3D draws what is opaque, then what is not.
enum class Layer : std::uint8_t { All = 0, Opaque = 1, Transparent = 2 };

/// Lines and points of a batch whose soft edges are drawn apart from their cores in 3D, see
/// docs/decisions/0060. It draws them twice: larger batches are drawn once, and their edges write depth.
inline constexpr std::size_t kMaxSplitPrimitives = 50'000;

/// Batches with more points or lines have no halos: they would only be a fog over the batch.
inline constexpr std::size_t kMaxWithHalo = kMaxSplitPrimitives;

struct PassContext {
    const ViewFrame& frame;
    glm::uvec2 size_px{1};
    std::uint32_t target = 0;
    std::uint64_t serial = 0;
    Layer layer = Layer::All;
    StyleTextures& styles;
    const ShaderLibrary& shaders;
    FrameCounters& counters;
    Diagnostics& diagnostics;

    [[nodiscard]] std::uint32_t layer_number() const { return static_cast<std::uint32_t>(layer); }

    /// Whether each fragment of a batch of lines or points goes to the layer of its own alpha.
    [[nodiscard]] bool splits_edges(std::size_t num_primitives) const {
        return frame.camera.is_3d && num_primitives <= kMaxSplitPrimitives;
    }

    /// Width of the halo around lines and points.
    [[nodiscard]] float halo_px(std::size_t num_primitives) const {
        return num_primitives <= kMaxWithHalo ? frame.options.ui_scale : 0.0F;
    }

    /// Soft edges of what is opaque write no ids either: the depth there is that of what is behind.
    [[nodiscard]] bool writes_ids(std::uint32_t entity, bool only_edges) const {
        return entity != draw::kNoEntity && !(layer == Layer::Transparent && only_edges);
    }

    void count_draw() const { ++counters.draw_calls; }

    /// For ColorBy::Entity.
    [[nodiscard]] std::uint32_t entity_rgba(std::uint32_t entity) const {
        constexpr Rgba8 kGray{148, 148, 148, 255};
        const auto& colors = frame.entity_colors;
        return (entity < colors.size() ? colors[entity] : kGray).to_gpu();
    }

    /// Entity-less things leave the ids below them alone.
    static void write_ids(bool on) {
        const GLboolean mask = on ? GL_TRUE : GL_FALSE;
        glColorMaski(1, mask, mask, mask, mask);
    }
};

/// From the eye to the middle of a batch, for sorting what is transparent.
[[nodiscard]] inline float eye_distance(
    const PassContext& context,
    const glm::dmat4& world_from_batch,
    const glm::vec3& middle
) {
    const glm::dvec3 world(world_from_batch * glm::dvec4(middle, 1.0));
    return static_cast<float>(glm::distance(context.frame.camera.eye, world));
}

/// For shaders that include common/place.glsl.
inline void set_place(const Program& program, const draw::BatchPlace& place) {
    program.set(Uniform::BatchOrigin, place.origin);
    program.set(Uniform::ClipFromLocal, place.clip_from_local);
}

}  // namespace limn::render
