// SPDX-License-Identifier: MIT
#include "render/image_pass.h"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

namespace limn::render {
namespace {

constexpr std::string_view kVertex = "image/image.vert";

/// Fills below outlines are lighter, so that the outlines stand out.
constexpr float kFillUnderOutline = 0.5F;

/// Outlines are read more easily than fills at the same opacity.
constexpr float kOutlineGain = 2.0F;

/// The line around a region that is hovered or selected.
constexpr float kRegionLinePt = 1.5F;

constexpr float kDepthPerRank = 2.0e-5F;

struct MaskOpacity {
    float fill = 1.0F;
    float outline = 1.0F;
    float outline_px = 0.0F;
};

MaskOpacity mask_opacity(const ViewFrame& frame, const draw::ImageDraw& image) {
    const ViewOptions& options = frame.options;
    const draw::MaskLook look =
        image.entity < frame.mask_looks.size() ? frame.mask_looks[image.entity] : draw::MaskLook();
    const draw::MaskMode mode = look.mode.value_or(options.masks);
    const auto chosen = look.opacity ? look.opacity : options.mask_opacity;
    const float own = std::clamp(chosen.value_or(image.opacity), 0.0F, 1.0F);
    MaskOpacity result;
    result.fill = own;
    if (mode == draw::MaskMode::Fill) {
        return result;
    }
    result.outline = chosen ? own : std::min(own * kOutlineGain, 1.0F);
    result.outline_px = std::max(options.outline_width_px, 0.5F);
    result.fill *= mode == draw::MaskMode::Both ? kFillUnderOutline : 0.0F;
    return result;
}

glm::uvec2 region_uniform(const Region& region, const draw::ImageDraw& image) {
    const bool is_here = region.entity != draw::kNoEntity && region.entity == image.entity;
    return is_here ? glm::uvec2(region.class_id, 1U) : glm::uvec2(0U);
}

void set_mask_uniforms(
    const PassContext& context,
    const draw::ImageDraw& image,
    const Program& program
) {
    const ViewOptions& options = context.frame.options;
    const MaskOpacity opacity = mask_opacity(context.frame, image);
    const auto no_class = image.image->no_class();
    program.set(Uniform::FillOpacity, opacity.fill);
    program.set(Uniform::OutlineOpacity, opacity.outline);
    program.set(Uniform::OutlinePx, opacity.outline_px);
    program.set(Uniform::EntityRgba, context.entity_rgba(image.entity));
    program.set(
        Uniform::Regions,
        glm::uvec4(
            region_uniform(options.hover_region, image),
            region_uniform(options.selected_region, image)
        )
    );
    program.set(Uniform::RegionPx, std::max(kRegionLinePt * options.ui_scale, 1.0F));
    program.set(Uniform::NoClass, glm::uvec2(no_class.value_or(0U), no_class ? 1U : 0U));
    program.set(Uniform::HatchNoClass, options.hatch_no_class);
}

/// 2D: texels that lie under a pixel along the direction in which they are densest.
float texels_per_pixel(const PassContext& context, const draw::ImageDraw& image) {
    const double scale = context.frame.camera.pixels_per_unit;
    const double x = glm::length(glm::dvec3(image.world_from_image[0])) * scale;
    const double y = glm::length(glm::dvec3(image.world_from_image[1])) * scale;
    return static_cast<float>(1.0 / std::max(std::min(x, y), 1.0e-6));
}

/// One row per colormap.
Result<Texture> make_colormaps() {
    std::vector<Rgba8> texels;
    for (std::size_t map = 0; map < draw::kNumColormaps; ++map) {
        const auto colors = draw::colormap_colors(static_cast<draw::Colormap>(map));
        texels.insert(texels.end(), colors.begin(), colors.end());
    }
    const glm::uvec2 size(draw::kColormapSize, draw::kNumColormaps);
    LIMN_TRY(Texture texture, Texture::create_2d(TextureFormat::Srgb8Alpha8, size));
    const TextureRegion all{
        .at = {0, 0},
        .size = size,
        .layer = 0,
        .source_at = {0, 0},
        .row_texels = size.x,
    };
    texture.upload(all, std::as_bytes(std::span(texels)));
    return texture;
}

}  // namespace

ImagePass::ImagePass(Programs programs, Texture colormaps, std::uint32_t max_texture)
    : programs_(std::move(programs))
    , colormaps_(std::move(colormaps))
    , max_texture_(max_texture) {}

Result<ImagePass> ImagePass::create(const ShaderLibrary& library, std::uint32_t max_texture) {
    const auto make = [&library](std::string_view fragment, std::vector<std::string> defines) {
        return ReloadableProgram::create(library, {kVertex, fragment, std::move(defines)});
    };
    LIMN_TRY(auto class_ids, make("image/class_ids.frag", {}));
    LIMN_TRY(auto large_class_ids, make("image/class_ids.frag", {"LARGE_IDS"}));
    LIMN_TRY(auto color_nearest, make("image/color.frag", {"NEAREST_TEXEL"}));
    LIMN_TRY(auto color_mixed, make("image/color.frag", {"MIXED_TEXELS"}));
    LIMN_TRY(auto color_mean, make("image/color.frag", {"MEAN_TEXELS"}));
    LIMN_TRY(auto color_3d, make("image/color.frag", {}));
    LIMN_TRY(auto value_uint, make("image/value.frag", {}));
    LIMN_TRY(auto value_float, make("image/value.frag", {"FLOAT_VALUES"}));
    LIMN_TRY(Texture colormaps, make_colormaps());
    return ImagePass(
        Programs{
            std::move(class_ids),
            std::move(large_class_ids),
            std::move(color_nearest),
            std::move(color_mixed),
            std::move(color_mean),
            std::move(color_3d),
            std::move(value_uint),
            std::move(value_float),
        },
        std::move(colormaps),
        max_texture
    );
}

ReloadableProgram&
ImagePass::program_for(const PassContext& context, const draw::ImageDraw& image) {
    const bool is_wide = image.image->pixel_type() == media::PixelType::U32;
    const bool is_float = image.image->pixel_type() == media::PixelType::F32;
    switch (image.image->kind()) {
        case media::ImageKind::ClassIds:
            return is_wide ? programs_.large_class_ids : programs_.class_ids;
        case media::ImageKind::Value:
            return is_float ? programs_.value_float : programs_.value_uint;
        case media::ImageKind::Color:
            break;
    }
    if (context.frame.camera.is_3d) {
        return programs_.color_3d;
    }
    const float texels = texels_per_pixel(context, image);
    if (texels > 1.01F) {
        return programs_.color_mean;
    }
    const bool is_mixed = image.filter == draw::MagnificationFilter::Linear && texels < 0.99F;
    return is_mixed ? programs_.color_mixed : programs_.color_nearest;
}

void ImagePass::draw(const PassContext& context, const draw::ImageDraw& image, std::uint32_t rank) {
    if (image.image == nullptr) {
        context.diagnostics.add(Severity::Warning, "renderer", "an image without pixels");
        return;
    }
    const ImageTexture* texture = cache_.find_or_make(image.key, &image, context, [this, &image] {
        return ImageTexture::create(*image.image, max_texture_);
    });
    if (texture == nullptr) {
        return;
    }
    const Program& program = program_for(context, image).get(context.shaders);
    program.use();
    texture->bind(kImageUnit);
    program.set(
        Uniform::ClipFromBatch,
        glm::mat4(context.frame.camera.clip_from_world * image.world_from_image)
    );
    program.set(Uniform::ImageSize, glm::vec2(image.image->width(), image.image->height()));
    program.set(Uniform::TileSize, glm::ivec2(texture->tile_size()));
    program.set_int(Uniform::TilesAcross, static_cast<int>(texture->tiles_across()));
    program.set(Uniform::DepthNudge, static_cast<float>(rank) * kDepthPerRank);
    program.set(Uniform::Layer, context.layer_number());
    if (image.has_class_ids()) {
        context.styles.bind(image.style, program);
        set_mask_uniforms(context, image, program);
    } else {
        program.set(Uniform::Opacity, std::clamp(image.opacity, 0.0F, 1.0F));
        program.set(Uniform::LinearFilter, image.filter == draw::MagnificationFilter::Linear);
        // The shader sees what the texture holds: values above the offset.
        const glm::dvec2 range(image.value_min, image.value_max);
        program.set(Uniform::ValueRange, glm::vec2(range - image.image->value_offset()));
        program.set(Uniform::Colormap, static_cast<std::uint32_t>(image.colormap));
        colormaps_.bind(kColormapUnit);
    }
    // An opaque picture hides what is below it from picking too; images themselves are found by ray.
    const bool covers = image.image->kind() == media::ImageKind::Color && image.opacity >= 1.0F;
    PassContext::write_ids(covers);
    no_vertices_.bind();
    glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
    context.count_draw();
}

std::optional<float>
ImagePass::transparent_distance(const PassContext& context, const draw::ImageDraw& image) {
    if (image.image == nullptr) {
        return std::nullopt;
    }
    const bool is_value = image.image->kind() == media::ImageKind::Value;
    if (is_value && image.opacity >= 1.0F) {
        return std::nullopt;
    }
    const glm::vec2 middle = glm::vec2(image.image->width(), image.image->height()) * 0.5F;
    return eye_distance(context, image.world_from_image, glm::vec3(middle, 0.0F));
}

}  // namespace limn::render
