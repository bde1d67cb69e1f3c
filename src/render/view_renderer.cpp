// SPDX-License-Identifier: MIT
#include "render/view_renderer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <glm/common.hpp>
#include <optional>
#include <unordered_map>
#include <utility>

#include "render/frame_block.h"
#include "render/grid_pass.h"
#include "render/image_pass.h"
#include "render/line_pass.h"
#include "render/mesh_pass.h"
#include "render/pick_ring.h"
#include "render/point_pass.h"
#include "render/render_target.h"
#include "render/state_scope.h"
#include "render/style_texture.h"
#include "render/texture_cache.h"

namespace limn::render {
namespace {

using draw::DrawItem;
using draw::DrawList;
using draw::ItemKind;

struct Passes {
    ImagePass images;
    PointPass points;
    LinePass lines;
    MeshPass meshes;
    GridPass grid;
};

bool exists(const DrawList& list, const DrawItem& item) {
    switch (item.kind) {
        case ItemKind::Image:
            return item.index < list.images.size();
        case ItemKind::Points:
            return item.index < list.points.size();
        case ItemKind::Lines:
            return item.index < list.lines.size();
        case ItemKind::Mesh:
            return item.index < list.meshes.size();
    }
    return false;
}

/// Surfaces before lines before points: soft edges then blend with what lies behind them.
int opaque_rank(ItemKind kind) {
    switch (kind) {
        case ItemKind::Image:
            return 0;
        case ItemKind::Mesh:
            return 1;
        case ItemKind::Lines:
            return 2;
        case ItemKind::Points:
            return 3;
    }
    return 4;
}

bool uses_slot_beyond(const DrawList& list, std::size_t num_slots) {
    const auto is_beyond = [num_slots](const auto& batch) { return batch.style >= num_slots; };
    return std::ranges::any_of(list.points, is_beyond) ||
           std::ranges::any_of(list.lines, is_beyond) ||
           std::ranges::any_of(list.meshes, is_beyond) ||
           std::ranges::any_of(list.images, [&](const draw::ImageDraw& image) {
               return image.image != nullptr && image.has_class_ids() && is_beyond(image);
           });
}

class GlViewRenderer final : public ViewRenderer {
  public:
    GlViewRenderer(ShaderLibrary shaders, Passes passes, ReloadableProgram encode)
        : shaders_(std::move(shaders))
        , passes_(std::move(passes))
        , encode_(std::move(encode)) {}

    Result<void> draw(std::uint32_t target, glm::uvec2 size_px, const ViewFrame& frame) override;
    std::uint32_t texture(std::uint32_t target) const override;
    std::optional<PickResult> pick(std::uint32_t target, glm::ivec2 pixel, int radius_px) override;
    std::uint64_t ask_pick(std::uint32_t target, glm::ivec2 pixel, int radius_px) override;
    std::optional<PickAnswer> take_pick(std::uint32_t target) override;
    Result<std::vector<std::byte>> read_pixels(std::uint32_t target) override;
    void drop(std::uint32_t target) override;
    void end_frame() override;

    const FrameCounters& counters() const override { return counters_; }

    Diagnostics& diagnostics() override { return diagnostics_; }

  private:
    Result<RenderTarget*> ensure_target(std::uint32_t target, glm::uvec2 size_px);
    void begin_draw();
    void clear(const ViewOptions& options) const;
    void draw_item(const PassContext& context, const DrawItem& item, std::uint32_t rank);
    std::optional<float> transparent_distance(const PassContext& context, const DrawItem& item);
    void draw_2d(PassContext& context, const std::vector<DrawItem>& items);
    void draw_3d(PassContext& context, const std::vector<DrawItem>& items);

    ShaderLibrary shaders_;
    Passes passes_;
    ReloadableProgram encode_;
    FrameUniforms frame_uniforms_;
    StyleTextures styles_;
    VertexArray no_vertices_;
    std::unordered_map<std::uint32_t, RenderTarget> targets_;
    PickRing picks_;
    LivePictures live_;
    std::uint64_t serial_ = 0;
    bool is_frame_over_ = false;
    FrameCounters counters_;
    Diagnostics diagnostics_;
};

Result<RenderTarget*> GlViewRenderer::ensure_target(std::uint32_t target, glm::uvec2 size_px) {
    const auto found = targets_.find(target);
    if (found != targets_.end() && found->second.size() == size_px) {
        return &found->second;
    }
    drop(target);
    LIMN_TRY(RenderTarget fresh, RenderTarget::create(size_px));
    return &targets_.insert_or_assign(target, std::move(fresh)).first->second;
}

void GlViewRenderer::begin_draw() {
    if (is_frame_over_) {
        counters_ = {};
        is_frame_over_ = false;
    }
    clear_gl_errors();
    shaders_.poll();
    passes_.images.cache().begin_draw();
    passes_.points.cache().begin_draw();
    passes_.lines.cache().begin_draw();
    passes_.meshes.cache().begin_draw();
    ++serial_;
}

void GlViewRenderer::clear(const ViewOptions& options) const {
    const Rgba8 background = options.background;
    const float alpha = static_cast<float>(background.a) / 255.0F;
    const std::array<float, 4> color{
        srgb_to_linear(background.r) * alpha,
        srgb_to_linear(background.g) * alpha,
        srgb_to_linear(background.b) * alpha,
        alpha,
    };
    constexpr std::array<GLuint, 4> kNoIds{};
    constexpr float kFar = 1.0F;
    glClearBufferfv(GL_COLOR, 0, color.data());
    glClearBufferuiv(GL_COLOR, 1, kNoIds.data());
    glClearBufferfv(GL_DEPTH, 0, &kFar);
}

Result<void>
GlViewRenderer::draw(std::uint32_t target, glm::uvec2 size_px, const ViewFrame& frame) {
    if (frame.list == nullptr) {
        return fail(ErrorCode::InvalidArgument, "nothing to draw: no draw list");
    }
    const StateScope scope;
    begin_draw();
    LIMN_TRY(RenderTarget* const picture, ensure_target(target, size_px));
    live_[target] = serial_;
    const std::uint64_t style_bytes = styles_.update(
        frame.styles,
        uses_slot_beyond(*frame.list, frame.styles.size()),
        target,
        serial_,
        diagnostics_
    );
    counters_.style_bytes += style_bytes;
    counters_.uploaded_bytes += style_bytes;
    frame_uniforms_.update(frame, size_px);
    counters_.uniform_bytes += sizeof(FrameBlock);

    picture->bind();
    glViewport(0, 0, static_cast<GLsizei>(size_px.x), static_cast<GLsizei>(size_px.y));
    glEnable(GL_FRAMEBUFFER_SRGB);
    glDepthMask(GL_TRUE);
    clear(frame.options);
    glEnablei(GL_BLEND, 0);
    glDisablei(GL_BLEND, 1);
    glBlendEquation(GL_FUNC_ADD);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);

    std::vector<DrawItem> items;
    for (const DrawItem& item : frame.list->order) {
        if (exists(*frame.list, item)) {
            items.push_back(item);
        } else {
            diagnostics_.add(Severity::Error, "renderer", "the draw order names no batch");
        }
    }
    PassContext context{
        .frame = frame,
        .size_px = size_px,
        .target = target,
        .serial = serial_,
        .layer = Layer::All,
        .styles = styles_,
        .shaders = shaders_,
        .counters = counters_,
        .diagnostics = diagnostics_,
    };
    if (frame.camera.is_3d) {
        draw_3d(context, items);
    } else {
        draw_2d(context, items);
    }
    if (picture->needs_encoding()) {
        no_vertices_.bind();
        picture->encode(encode_.get(shaders_));
    }
    if (const GLenum error = glGetError(); error != GL_NO_ERROR) {
        return fail(ErrorCode::Gpu, fmt::format("OpenGL reports error {:#06x}", error));
    }
    return {};
}

void GlViewRenderer::draw_item(
    const PassContext& context,
    const DrawItem& item,
    std::uint32_t rank
) {
    const DrawList& list = *context.frame.list;
    switch (item.kind) {
        case ItemKind::Image:
            passes_.images.draw(context, list.images[item.index], rank);
            break;
        case ItemKind::Points:
            passes_.points.draw(context, list.points[item.index]);
            break;
        case ItemKind::Lines:
            passes_.lines.draw(context, list.lines[item.index]);
            break;
        case ItemKind::Mesh:
            passes_.meshes.draw(context, list.meshes[item.index]);
            break;
    }
}

std::optional<float>
GlViewRenderer::transparent_distance(const PassContext& context, const DrawItem& item) {
    const DrawList& list = *context.frame.list;
    switch (item.kind) {
        case ItemKind::Image:
            return ImagePass::transparent_distance(context, list.images[item.index]);
        case ItemKind::Points:
            return passes_.points.transparent_distance(context, list.points[item.index]);
        case ItemKind::Lines:
            return passes_.lines.transparent_distance(context, list.lines[item.index]);
        case ItemKind::Mesh:
            return passes_.meshes.transparent_distance(context, list.meshes[item.index]);
    }
    return std::nullopt;
}

void GlViewRenderer::draw_2d(PassContext& context, const std::vector<DrawItem>& items) {
    glDisable(GL_DEPTH_TEST);
    glEnable(GL_DEPTH_CLAMP);
    for (const DrawItem& item : items) {
        draw_item(context, item, 0);
    }
}

void GlViewRenderer::draw_3d(PassContext& context, const std::vector<DrawItem>& items) {
    struct Ranked {
        DrawItem item;
        std::uint32_t rank = 0;
        float distance = 0.0F;
    };

    std::vector<Ranked> opaque;
    std::vector<Ranked> transparent;
    std::uint32_t num_images = 0;
    for (const DrawItem& item : items) {
        const std::uint32_t rank = item.kind == ItemKind::Image ? num_images++ : 0;
        opaque.push_back({item, rank, 0.0F});
        if (const auto distance = transparent_distance(context, item)) {
            transparent.push_back({item, rank, *distance});
        }
    }
    std::ranges::stable_sort(opaque, {}, [](const Ranked& r) { return opaque_rank(r.item.kind); });
    std::ranges::stable_sort(transparent, std::greater<>(), &Ranked::distance);

    glEnable(GL_DEPTH_TEST);
    glDepthFunc(GL_LEQUAL);
    context.layer = Layer::Opaque;
    for (const Ranked& ranked : opaque) {
        draw_item(context, ranked.item, ranked.rank);
    }
    const auto draw_axes = [&] {
        if (context.frame.options.draw_axes) {
            passes_.lines.draw(context, axes_at_origin(context.frame.camera));
        }
    };
    draw_axes();
    context.layer = Layer::Transparent;
    glDepthMask(GL_FALSE);
    if (context.frame.options.draw_grid) {
        passes_.grid.draw(context);
    }
    draw_axes();  // Their soft edges.
    for (const Ranked& ranked : transparent) {
        draw_item(context, ranked.item, ranked.rank);
    }
    glDepthMask(GL_TRUE);
}

std::uint32_t GlViewRenderer::texture(std::uint32_t target) const {
    const auto found = targets_.find(target);
    return found == targets_.end() ? 0 : found->second.shown_texture();
}

std::optional<PickResult>
GlViewRenderer::pick(std::uint32_t target, glm::ivec2 pixel, int radius_px) {
    const auto found = targets_.find(target);
    if (found == targets_.end()) {
        return std::nullopt;
    }
    return picks_.wait_for(picks_.ask(target, found->second, pixel, radius_px));
}

std::uint64_t GlViewRenderer::ask_pick(std::uint32_t target, glm::ivec2 pixel, int radius_px) {
    const auto found = targets_.find(target);
    return found == targets_.end() ? 0 : picks_.ask(target, found->second, pixel, radius_px);
}

std::optional<PickAnswer> GlViewRenderer::take_pick(std::uint32_t target) {
    return picks_.take(target);
}

Result<std::vector<std::byte>> GlViewRenderer::read_pixels(std::uint32_t target) {
    const auto found = targets_.find(target);
    if (found == targets_.end()) {
        return fail(ErrorCode::InvalidArgument, fmt::format("target {} was never drawn", target));
    }
    return found->second.read_pixels();
}

void GlViewRenderer::drop(std::uint32_t target) {
    picks_.drop(target);
    targets_.erase(target);
    live_.erase(target);
}

void GlViewRenderer::end_frame() {
    is_frame_over_ = true;
    styles_.forget_unused(live_);
    passes_.images.cache().forget_unused(live_);
    passes_.points.cache().forget_unused(live_);
    passes_.lines.cache().forget_unused(live_);
    passes_.meshes.cache().forget_unused(live_);
}

}  // namespace

Result<std::unique_ptr<ViewRenderer>> ViewRenderer::create() {
    return create(RendererLimits());
}

Result<std::unique_ptr<ViewRenderer>> ViewRenderer::create(const RendererLimits& limits) {
    if (glad_glGenVertexArrays == nullptr) {
        return fail(ErrorCode::Gpu, "OpenGL 3.3 core is needed; its functions are not loaded");
    }
    ShaderLibrary shaders;
    const std::uint32_t max_texture = limits.max_texture_px == 0
                                          ? max_texture_size()
                                          : std::min(limits.max_texture_px, max_texture_size());
    LIMN_TRY(ImagePass images, ImagePass::create(shaders, max_texture));
    LIMN_TRY(PointPass points, PointPass::create(shaders));
    LIMN_TRY(LinePass lines, LinePass::create(shaders));
    LIMN_TRY(MeshPass meshes, MeshPass::create(shaders));
    LIMN_TRY(GridPass grid, GridPass::create(shaders));
    LIMN_TRY(
        ReloadableProgram encode,
        ReloadableProgram::create(shaders, {"common/fullscreen.vert", "post/encode.frag", {}})
    );
    Passes passes{
        std::move(images),
        std::move(points),
        std::move(lines),
        std::move(meshes),
        std::move(grid)};
    return std::make_unique<GlViewRenderer>(
        std::move(shaders),
        std::move(passes),
        std::move(encode)
    );
}

}  // namespace limn::render
