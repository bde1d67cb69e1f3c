// SPDX-License-Identifier: MIT
#include "views/view_hover.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/vec4.hpp>

#include "annotation/pixel_value.h"
#include "scene/image_hits.h"
#include "session/style_cache.h"
#include "views/camera_control.h"
#include "views/card_place.h"
#include "views/instance_words.h"
#include "views/screen_boxes.h"
#include "views/swatch.h"

namespace limn::views {
namespace {

constexpr std::size_t kMaxSections = 3;

/// What is this close to the plane of a picture is on it.
constexpr float kSlackPixels = 2.0F;
constexpr float kSlackSteps = 4.0F;
constexpr float kDepthStep = 1.0F / 16'777'216.0F;  ///< Of a depth buffer of 24 bits.

glm::dvec3 transformed(const glm::dmat4& matrix, const glm::vec3& point) {
    return glm::dvec3(matrix * glm::dvec4(point, 1.0));
}

/// Per-point color if one was logged: none, one for all, or one each.
std::optional<Rgba8> color_at(const std::vector<Rgba8>& colors, std::size_t index) {
    if (colors.empty()) {
        return std::nullopt;
    }
    return colors[std::min(index, colors.size() - 1)];
}

std::optional<InstanceStyle>
in_points(const draw::DrawList& list, std::uint32_t entity, std::uint32_t instance) {
    for (const draw::PointBatch& batch : list.points) {
        if (batch.entity != entity || batch.positions.empty()) {
            continue;
        }
        const auto found = std::ranges::find(batch.instance, instance);
        if (found == batch.instance.end()) {
            continue;
        }
        const auto i = static_cast<std::size_t>(found - batch.instance.begin());
        InstanceStyle style;
        style.style = batch.style;
        style.style_index = i < batch.style_index.size() ? batch.style_index[i] : draw::kNoStyle;
        style.color = color_at(batch.colors, i);
        if (!style.color && style.style_index == draw::kNoStyle) {
            style.color = batch.fallback_color;
        }
        if (i < batch.positions.size()) {
            style.position = transformed(batch.world_from_batch, batch.positions[i]);
        }
        return style;
    }
    return std::nullopt;
}

std::optional<InstanceStyle>
in_lines(const draw::DrawList& list, std::uint32_t entity, std::uint32_t instance) {
    for (const draw::LineBatch& batch : list.lines) {
        if (batch.entity != entity) {
            continue;
        }
        const auto found =
            std::ranges::find(batch.segments, instance, &draw::LineSegment::instance);
        if (found != batch.segments.end()) {
            InstanceStyle style{batch.style, found->style_index, std::nullopt, std::nullopt};
            if (found->has_color) {
                style.color = found->color;
            }
            return style;
        }
    }
    return std::nullopt;
}

std::optional<InstanceStyle>
in_meshes(const draw::DrawList& list, std::uint32_t entity, std::uint32_t instance) {
    for (const draw::MeshBatch& batch : list.meshes) {
        if (batch.entity != entity) {
            continue;
        }
        const auto found = std::ranges::find(batch.vertices, instance, &draw::MeshVertex::instance);
        if (found != batch.vertices.end()) {
            InstanceStyle style{batch.style, found->style_index, std::nullopt, std::nullopt};
            if (found->has_color) {
                style.color = found->color;
            }
            return style;
        }
    }
    return std::nullopt;
}

/// "0 … 4.2 m"; empty if the values are no lengths.
std::string depth_range_text(const draw::ImageDraw& image) {
    if (image.units_per_meter <= 0.0) {
        return {};
    }
    return fmt::format(
        "{:.4g} … {:.4g} m",
        image.value_min / image.units_per_meter,
        image.value_max / image.units_per_meter
    );
}

class HoverFinder {
  public:
    explicit HoverFinder(const HoverQuery& query)
        : query_(query) {}

    HoverResult run() {
        const auto target = label_or_pick();
        const ImagesByPlace images =
            query_.camera_2d ? ImagesByPlace{{}, images_below()} : images_on_ray(target);
        add_images(images.before);
        if (target) {
            add_instance(target->entity, target->instance, target->depth);
        }
        add_images(images.at);
        if (!result_.info) {
            result_.info = std::move(unclassed_);
        }
        return std::move(result_);
    }

  private:
    /// Labels lie above everything: pointing at one means its instance.
    [[nodiscard]] std::optional<render::PickResult> label_or_pick() const {
        for (auto label = query_.labels.rbegin(); label != query_.labels.rend(); ++label) {
            if (label->contains(query_.mouse) && label->source < query_.scene.list.labels.size()) {
                const draw::LabelAnchor& anchor = query_.scene.list.labels[label->source];
                return render::PickResult{anchor.entity, anchor.instance, -1.0F};
            }
        }
        return query_.pick;
    }

    void describe_style(session::HoverInfo& info, HoverSection& section, const InstanceStyle& style)
        const {
        section.swatch = style.color;
        const draw::StyleSlot slot = style.style;
        const std::uint32_t style_index = style.style_index;
        if (style_index == draw::kNoStyle || slot >= query_.scene.styles.size()) {
            return;
        }
        const annotation::ContextPtr& context = query_.scene.styles[slot].context;
        if (!context) {
            return;
        }
        const auto [class_id, keypoint] = context->id_of(style_index);
        info.item.class_id = class_id;
        info.item.keypoint = keypoint;
        info.context_key = context->key();
        info.style_index = style_index;
        section.is_keypoint = keypoint.has_value();
        section.label =
            session::StyleCache::label(query_.session, *context, style_index).value_or("");
        section.id = keypoint ? fmt::format("keypoint {} of class {}", *keypoint, class_id)
                              : fmt::format("class {}", class_id);
        if (slot < query_.styles.size() && query_.styles[slot].table != nullptr) {
            const bool is_by_class = query_.color_by == draw::ColorBy::Class;
            const std::uint32_t shown = is_by_class ? context->style_index(class_id) : style_index;
            if (const auto* entry = query_.styles[slot].table->find(shown)) {
                const bool is_own = style.color && draw::shows_logged_colors(query_.color_by);
                section.swatch = shown_color(is_own ? *style.color : entry->color, entry->opacity);
            }
        }
    }

    /// The class of a mask pixel, which may be above 65535.
    void describe_class(
        session::HoverInfo& info,
        HoverSection& section,
        draw::StyleSlot slot,
        ClassId id
    ) const {
        info.item.class_id = id;
        section.id = fmt::format("class {}", id);
        if (slot >= query_.scene.styles.size() || !query_.scene.styles[slot].context) {
            return;
        }
        const annotation::ResolvedContext& context = *query_.scene.styles[slot].context;
        info.context_key = context.key();
        info.style_index = context.style_index(id);
        section.label = session::StyleCache::class_label(query_.session, context, id).value_or("");
    }

    void add_instance(std::uint32_t entity, std::uint32_t instance, float depth) {
        if (entity >= query_.scene.entities.size()) {
            return;
        }
        session::HoverInfo info;
        HoverSection section;
        info.view = query_.view;
        info.item.entity = query_.scene.entities[entity];
        section.entity = info.item.entity;
        if (instance != draw::kAllInstances) {
            info.item.instance = instance;
            section.instance = instance;
        }
        if (depth >= 0.0F) {
            info.position = unproject(query_.camera, query_.mouse, depth, query_.view_px);
        }
        if (const auto style = find_instance(query_.scene, entity, instance)) {
            describe_style(info, section, *style);
            info.position = style->position.value_or(info.position);
        }
        if (!section.instance) {
            // A bone means its class, and the skeleton that it is of.
            ScreenBoxes boxes(query_.scene, query_.camera, query_.view_px);
            section.instance = boxes.joint_near(entity, query_.mouse);
            info.item.instance = section.instance;
            instance = section.instance.value_or(instance);
        }
        const store::Recording* recording = query_.session.active_recording();
        if (recording != nullptr && section.instance) {
            InstanceWords words =
                instance_words(*recording, query_.session.query(), section.entity, instance);
            section.text = std::move(words.text);
            section.value = std::move(words.score);
        }
        if (section.instance && !result_.box) {
            result_.box =
                instance_box(query_.scene, entity, instance, query_.camera, query_.view_px);
        }
        if (!result_.info) {
            result_.info = std::move(info);
        }
        add_section(std::move(section));
    }

    void add_section(HoverSection&& section) {
        if (result_.sections.size() < kMaxSections) {
            result_.sections.push_back(std::move(section));
        }
    }

    [[nodiscard]] scene::IsClassVisible is_class_visible() const {
        return [this](draw::StyleSlot slot, ClassId id) {
            if (slot >= query_.styles.size() || query_.styles[slot].table == nullptr) {
                return true;
            }
            const draw::StyleBinding& style = query_.styles[slot];
            return draw::is_class_visible(*style.table, style.mode, id);
        };
    }

    /// In 2D everything else lies above the pictures.
    [[nodiscard]] std::vector<scene::ImageHit> images_below() const {
        const glm::dvec2 world = query_.camera_2d->world_from_pixel(query_.mouse, query_.view_px);
        return scene::images_at(query_.scene, world, is_class_visible());
    }

    /// In 3D: before what was picked, and where it lies (boxes of a picture stand on its plane).
    struct ImagesByPlace {
        std::vector<scene::ImageHit> before;
        std::vector<scene::ImageHit> at;
    };

    /// How far from a plane what is drawn on it may seem to be: as much as the plane's depth changes within a few pixels, and
    /// what the depth buffer does not tell apart. In an orthographic view neither grows with the distance.
    [[nodiscard]] double slack_at(float depth) const {
        const auto place = [&](float pixels, float steps) {
            const glm::vec2 at = query_.mouse + glm::vec2(pixels, 0.0F);
            return unproject(query_.camera, at, depth - steps * kDepthStep, query_.view_px);
        };
        const glm::dvec3 here = place(0.0F, 0.0F);
        return std::max(
            glm::distance(here, place(kSlackPixels, 0.0F)),
            glm::distance(here, place(0.0F, kSlackSteps))
        );
    }

    [[nodiscard]] ImagesByPlace images_on_ray(const std::optional<render::PickResult>& target
    ) const {
        const auto at_depth = [&](float depth) {
            return unproject(query_.camera, query_.mouse, depth, query_.view_px);
        };
        const glm::dvec3 from = query_.camera.orthographic ? at_depth(0.0F) : query_.camera.eye;
        const glm::dvec3 direction = at_depth(1.0F) - from;
        auto hits = scene::images_on_ray(query_.scene, from, direction, is_class_visible());
        if (!target) {
            return {{}, std::move(hits)};
        }
        if (target->depth < 0.0F) {
            return {};  // A label lies above everything.
        }
        const double length = glm::length(direction);
        const double reach = glm::distance(at_depth(target->depth), from) / length;
        const double slack = slack_at(target->depth) / length;
        ImagesByPlace images;
        for (const scene::ImageHit& hit : hits) {
            if (double{hit.distance} + slack < reach) {
                images.before.push_back(hit);
            } else if (double{hit.distance} <= reach + slack) {
                images.at.push_back(hit);
            }
        }
        return images;
    }

    void add_images(const std::vector<scene::ImageHit>& hits) {
        for (const scene::ImageHit& hit : hits) {
            const draw::ImageDraw& image = query_.scene.list.images[hit.image];
            session::HoverInfo info = image_info(image, hit);
            if (!hit.has_class) {
                // It is told, but what lies below is meant.
                unclassed_ = unclassed_ ? unclassed_ : std::optional(std::move(info));
                continue;
            }
            // A mask's pixel tells more than the color under or over it.
            if (!result_.info) {
                result_.info = info;
            } else if (!result_.info->pixel || (image.has_class_ids() && !has_mask_)) {
                result_.info->pixel = info.pixel;
                result_.info->value = info.value;
            }
            has_mask_ = has_mask_ || image.has_class_ids();
        }
    }

    session::HoverInfo image_info(const draw::ImageDraw& image, const scene::ImageHit& hit) {
        session::HoverInfo info;
        HoverSection section;
        info.view = query_.view;
        if (image.entity < query_.scene.entities.size()) {
            info.item.entity = query_.scene.entities[image.entity];
        }
        section.entity = info.item.entity;
        section.image = hit.image;
        section.pixel = hit.pixel;
        section.value = hit.has_class ? value_of(image, info.item.entity, hit.pixel)
                                      : unclassed_text(info.item.entity, hit.pixel);
        section.range = depth_range_text(image);
        info.pixel = hit.pixel;
        info.value = section.value;
        const glm::dvec4 middle(glm::dvec2(hit.pixel) + 0.5, 0.0, 1.0);
        info.position = query_.camera_2d ? glm::dvec3(hit.pixel, 0.0)
                                         : glm::dvec3(image.world_from_image * middle);
        if (image.has_class_ids()) {
            if (const auto id = image.image->class_at(hit.pixel.x, hit.pixel.y)) {
                describe_class(info, section, image.style, *id);
                const auto* entry = image.style < query_.styles.size() &&
                                            query_.styles[image.style].table != nullptr
                                        ? query_.styles[image.style].table->find_class(*id)
                                        : nullptr;
                section.swatch = shown_color(
                    pixel_color(image, hit.pixel, query_.styles),
                    entry != nullptr ? entry->opacity : 255
                );
            }
        } else {
            section.swatch = pixel_color(image, hit.pixel, query_.styles);
        }
        add_section(std::move(section));
        return info;
    }

    /// Wide integers and doubles are drawn as floats: their digits are in the recording.
    [[nodiscard]] std::string
    value_of(const draw::ImageDraw& image, const EntityPath& entity, glm::uvec2 pixel) const {
        const bool is_float = image.image->pixel_type() == media::PixelType::F32;
        const store::Recording* recording = query_.session.active_recording();
        if (is_float && image.units_per_meter <= 0.0 && recording != nullptr) {
            const store::LatestAtQuery at = query_.session.query();
            if (auto value =
                    annotation::logged_image_value(*recording, at, entity, pixel.x, pixel.y)) {
                return std::move(*value);
            }
        }
        return pixel_text(*image.image, pixel, image.units_per_meter);
    }

    /// "-1, no class": the value as it was logged, which the picture of class ids does not hold.
    [[nodiscard]] std::string unclassed_text(const EntityPath& entity, glm::uvec2 pixel) const {
        const store::Recording* recording = query_.session.active_recording();
        const auto value = recording == nullptr ? std::nullopt
                                                : annotation::logged_class_value(
                                                      *recording,
                                                      query_.session.query(),
                                                      entity,
                                                      pixel.x,
                                                      pixel.y,
                                                      query_.session.active_state()->tensors
                                                  );
        return value ? fmt::format("mask {}, no class", *value) : std::string("mask, no class");
    }

    const HoverQuery& query_;
    HoverResult result_;
    bool has_mask_ = false;
    std::optional<session::HoverInfo> unclassed_;  ///< Of a pixel whose value is no class id.
};

}  // namespace

HoverResult find_hover(const HoverQuery& query) {
    return HoverFinder(query).run();
}

std::optional<InstanceStyle>
find_instance(const scene::Scene& scene, std::uint32_t entity, std::uint32_t instance) {
    if (auto found = in_points(scene.list, entity, instance)) {
        return found;
    }
    if (auto found = in_lines(scene.list, entity, instance)) {
        return found;
    }
    return in_meshes(scene.list, entity, instance);
}

std::string pixel_text(const media::Image& image, glm::uvec2 pixel, double units_per_meter) {
    switch (image.kind()) {
        case media::ImageKind::ClassIds: {
            const auto id = image.class_at(pixel.x, pixel.y);
            return id ? fmt::format("mask {}", *id) : std::string("mask, no class");
        }
        case media::ImageKind::Value: {
            const double value = image.value_at(pixel.x, pixel.y);
            if (units_per_meter <= 0.0) {
                return annotation::value_text(static_cast<float>(value));
            }
            const bool is_single =
                image.pixel_type() == media::PixelType::F32 && image.value_offset() == 0.0;
            return fmt::format("{:.{}g} m", value / units_per_meter, is_single ? 7 : 10);
        }
        case media::ImageKind::Color:
            break;
    }
    const Rgba8 color =
        Rgba8::from_gpu(static_cast<std::uint32_t>(image.value_at(pixel.x, pixel.y)));
    return color.a == 255 ? fmt::format("({}, {}, {})", color.r, color.g, color.b)
                          : fmt::format("({}, {}, {}, {})", color.r, color.g, color.b, color.a);
}

Rgba8 pixel_color(
    const draw::ImageDraw& image,
    glm::uvec2 pixel,
    std::span<const draw::StyleBinding> styles
) {
    const media::Image& pixels = *image.image;
    if (pixels.kind() == media::ImageKind::Color) {
        return Rgba8::from_gpu(static_cast<std::uint32_t>(pixels.value_at(pixel.x, pixel.y)));
    }
    if (pixels.kind() == media::ImageKind::ClassIds) {
        const auto id = pixels.class_at(pixel.x, pixel.y);
        if (!id) {
            return {0, 0, 0, 0};
        }
        const auto* table = image.style < styles.size() ? styles[image.style].table : nullptr;
        return table != nullptr ? draw::class_color(*table, *id) : draw::large_id_color(*id);
    }
    const double span = image.value_max - image.value_min;
    const double value = pixels.value_at(pixel.x, pixel.y);
    const double part = span > 0.0 && std::isfinite(value)
                            ? std::clamp((value - image.value_min) / span, 0.0, 1.0)
                            : 0.0;
    return draw::colormap_color(image.colormap, part);
}

}  // namespace limn::views
