// SPDX-License-Identifier: MIT
#include "scene/dump.h"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

#include "scene/scene.h"

namespace limn::scene {
namespace {

/// Long batches are cut here, with a line that says so.
constexpr std::size_t kMaxLines = 40;

using Out = std::back_insert_iterator<std::string>;

/// Three decimals, no negative zero from rounding.
std::string number(double value) {
    std::string text = fmt::format("{:.3f}", value);
    return text == "-0.000" && value != 0.0 ? "0.000" : text;
}

std::string vector(const glm::dvec3& v) {
    return fmt::format("({} {} {})", number(v.x), number(v.y), number(v.z));
}

std::string style(std::uint32_t index) {
    if (index == draw::kNoStyle) {
        return "-";
    }
    return index < draw::kPairBase ? fmt::format("{}", index)
                                   : fmt::format("pair{}", index - draw::kPairBase);
}

std::string instance(std::uint32_t index) {
    return index == draw::kAllInstances ? "all" : fmt::format("{}", index);
}

std::string matrix(const glm::dmat4& m) {
    if (m == glm::dmat4(1.0)) {
        return "identity";
    }
    std::string text;
    for (glm::length_t row = 0; row < 3; ++row) {
        text += row == 0 ? "" : " | ";
        for (glm::length_t column = 0; column < 4; ++column) {
            text += (column == 0 ? "" : " ") + number(m[column][row]);
        }
    }
    return text;
}

std::string_view kind_name(media::ImageKind kind) {
    switch (kind) {
        case media::ImageKind::Color:
            return "color";
        case media::ImageKind::Value:
            return "value";
        case media::ImageKind::ClassIds:
            return "class ids";
    }
    return "?";
}

std::string_view type_name(media::PixelType type) {
    switch (type) {
        case media::PixelType::Rgba8:
            return "rgba8";
        case media::PixelType::U8:
            return "u8";
        case media::PixelType::U16:
            return "u16";
        case media::PixelType::U32:
            return "u32";
        case media::PixelType::F32:
            return "f32";
    }
    return "?";
}

class Dumper {
  public:
    explicit Dumper(const Scene& scene)
        : scene_(scene) {}

    std::string run() {
        head();
        for (const draw::DrawItem& item : scene_.list.order) {
            switch (item.kind) {
                case draw::ItemKind::Image:
                    image(scene_.list.images[item.index], item.draw_order);
                    break;
                case draw::ItemKind::Points:
                    points(scene_.list.points[item.index], item.draw_order);
                    break;
                case draw::ItemKind::Lines:
                    lines(scene_.list.lines[item.index], item.draw_order);
                    break;
                case draw::ItemKind::Mesh:
                    mesh(scene_.list.meshes[item.index], item.draw_order);
                    break;
            }
        }
        labels();
        for (const Diagnostic& diagnostic : scene_.diagnostics.items()) {
            line("diagnostic {}: {} (x{})", diagnostic.place, diagnostic.message, diagnostic.count);
        }
        return std::move(text_);
    }

  private:
    template <typename... Args>
    void line(fmt::format_string<Args...> format, Args&&... args) {
        fmt::format_to(Out(text_), format, std::forward<Args>(args)...);
        text_ += '\n';
    }

    std::string entity(std::uint32_t index) const {
        return index < scene_.entities.size() ? scene_.entities[index].text() : std::string("-");
    }

    bool cut(std::size_t i, std::size_t count) {
        if (i == kMaxLines) {
            line("  … {} more", count - i);
        }
        return i >= kMaxLines;
    }

    void head() {
        for (std::size_t i = 0; i < scene_.styles.size(); ++i) {
            const StyleUse& use = scene_.styles[i];
            const bool exists = use.context->exists();
            const std::string from = exists ? use.context->entity().text() : std::string("none");
            line("style {}: context {}, ids up to {}", i, from, use.max_class);
        }
        if (!scene_.bounds.is_empty) {
            line("bounds {} {}", vector(scene_.bounds.min), vector(scene_.bounds.max));
        }
        if (scene_.image_size.x > 0.0F) {
            line("image size {} {}", number(scene_.image_size.x), number(scene_.image_size.y));
        }
        line("up {}{}", vector(scene_.up), scene_.is_left_handed ? ", left-handed" : "");
    }

    void image(const draw::ImageDraw& drawn, float draw_order) {
        line(
            "image {} order {}: {} {} {}x{}, opacity {}, {}, at {}",
            entity(drawn.entity),
            number(draw_order),
            kind_name(drawn.image->kind()),
            type_name(drawn.image->pixel_type()),
            drawn.image->width(),
            drawn.image->height(),
            number(drawn.opacity),
            drawn.filter == draw::MagnificationFilter::Linear ? "linear" : "nearest",
            matrix(drawn.world_from_image)
        );
        if (drawn.has_class_ids()) {
            line("  style {}", drawn.style);
        } else if (drawn.image->kind() == media::ImageKind::Value) {
            line("  values {} … {}", number(drawn.value_min), number(drawn.value_max));
            if (drawn.units_per_meter > 0.0) {
                line(
                    "  depth of {} units per meter, colormap {}",
                    drawn.units_per_meter,
                    static_cast<int>(drawn.colormap)
                );
            }
        }
    }

    void points(const draw::PointBatch& batch, float draw_order) {
        const std::size_t count = batch.positions.size();
        line(
            "points {} order {}: {}, style {}{}, at {}",
            entity(batch.entity),
            number(draw_order),
            count,
            batch.style,
            batch.is_shaded ? ", shaded" : "",
            matrix(batch.world_from_batch)
        );
        for (std::size_t i = 0; i < count && !cut(i, count); ++i) {
            const float radius = batch.radii[batch.radii.size() == 1 ? 0 : i];
            std::string color = "-";
            if (!batch.colors.empty()) {
                color = to_hex(batch.colors[batch.colors.size() == 1 ? 0 : i]);
            } else if (batch.style_index[i] == draw::kNoStyle && batch.fallback_color) {
                color = "entity";
            }
            line(
                "  {} {} r {} style {} color {}",
                batch.instance[i],
                vector(batch.positions[i]),
                number(radius),
                style(batch.style_index[i]),
                color
            );
        }
    }

    void lines(const draw::LineBatch& batch, float draw_order) {
        const std::size_t count = batch.segments.size();
        line(
            "lines {} order {}: {}, style {}{}, at {}",
            entity(batch.entity),
            number(draw_order),
            count,
            batch.style,
            batch.is_overlay ? ", overlay" : "",
            matrix(batch.world_from_batch)
        );
        for (std::size_t i = 0; i < count && !cut(i, count); ++i) {
            const draw::LineSegment& segment = batch.segments[i];
            std::string joints;
            if (segment.joint_from != draw::kNoStyle || segment.joint_to != draw::kNoStyle) {
                joints = fmt::format(
                    " joints {} {}",
                    style(segment.joint_from),
                    style(segment.joint_to)
                );
            }
            line(
                "  {} {} {} r {} style {}{} color {}{}",
                instance(segment.instance),
                vector(segment.from),
                vector(segment.to),
                number(segment.radius),
                style(segment.style_index),
                joints,
                segment.has_color ? to_hex(segment.color) : "-",
                segment.has_head ? " head" : ""
            );
        }
    }

    void mesh(const draw::MeshBatch& batch, float draw_order) {
        const std::size_t count = batch.vertices.size();
        line(
            "mesh {} order {}: {} triangles, opacity {}, style {}, at {}",
            entity(batch.entity),
            number(draw_order),
            count / 3,
            number(batch.opacity),
            batch.style,
            matrix(batch.world_from_batch)
        );
        for (std::size_t i = 0; i < count && !cut(i / 3, count / 3); i += 3) {
            const draw::MeshVertex& vertex = batch.vertices[i];
            line(
                "  {} {} {} {} style {} color {}",
                instance(vertex.instance),
                vector(vertex.position),
                vector(batch.vertices[i + 1].position),
                vector(batch.vertices[i + 2].position),
                style(vertex.style_index),
                vertex.has_color ? to_hex(vertex.color) : "-"
            );
        }
    }

    void labels() {
        const std::size_t count = scene_.list.labels.size();
        for (std::size_t i = 0; i < count && !cut(i, count); ++i) {
            const draw::LabelAnchor& anchor = scene_.list.labels[i];
            line(
                "label {} {} {} style {}/{} text {} color {} wrap {} {}",
                entity(anchor.entity),
                instance(anchor.instance),
                vector(anchor.position),
                anchor.style,
                style(anchor.style_index),
                anchor.text ? "'" + *anchor.text + "'" : "-",
                anchor.color ? to_hex(*anchor.color) : "-",
                number(anchor.wrap_width),
                anchor.below ? "below" : "centered"
            );
        }
    }

    const Scene& scene_;
    std::string text_;
};

}  // namespace

std::string dump(const Scene& scene) {
    return Dumper(scene).run();
}

}  // namespace limn::scene
