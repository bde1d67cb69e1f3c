// SPDX-License-Identifier: MIT
#include "scene/instance_data.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "annotation/auto_color.h"
#include "base/text.h"
#include "store/component_view.h"

namespace limn::scene {
namespace {

/// Of instances that only have their class's label no more than about these many get anchors, unless
/// the recording or the user wants all.
constexpr std::size_t kClassLabels = 2'000;

/// More anchors of one entity than this are of no use to anybody.
constexpr std::size_t kMaxLabels = 20'000;

/// Style indices of (class, keypoint) pairs without a search per point: one dense row per class.
class PairTable {
  public:
    explicit PairTable(const annotation::ResolvedContext& context)
        : context_(context)
        , row_of_class_(std::size_t{kMaxTableClass} + 1, kUnknown) {}

    std::uint32_t find(std::uint16_t class_id, std::uint16_t keypoint) {
        std::size_t& row_index = row_of_class_[class_id];
        if (row_index == kUnknown) {
            row_index = rows_.size();
            rows_.push_back(make_row(class_id));
        }
        const std::vector<std::uint32_t>& row = rows_[row_index];
        return keypoint < row.size() ? row[keypoint] : class_id;
    }

  private:
    static constexpr std::size_t kUnknown = std::numeric_limits<std::size_t>::max();

    [[nodiscard]] std::vector<std::uint32_t> make_row(std::uint16_t class_id) const {
        std::vector<std::uint32_t> row;
        const annotation::ClassStyle* style = context_.find(class_id);
        if (style == nullptr || style->keypoints.empty()) {
            return row;
        }
        row.assign(std::size_t{style->keypoints.back().id} + 1, class_id);
        for (const annotation::KeypointStyle& keypoint : style->keypoints) {
            row[keypoint.id] = keypoint.style_index;
        }
        return row;
    }

    const annotation::ResolvedContext& context_;
    std::vector<std::size_t> row_of_class_;
    std::vector<std::vector<std::uint32_t>> rows_;
};

enum class LabelDemand : std::uint8_t { None, WhereThereIsRoom, All };

LabelDemand label_demand(SceneBuilder& builder, const EntityInput& input) {
    const auto demand = [](bool wanted) { return wanted ? LabelDemand::All : LabelDemand::None; };
    if (builder.input().show_labels) {
        return demand(*builder.input().show_labels);
    }
    const auto logged = read_field(builder, input, "show_labels", store::first_bool);
    return logged ? demand(*logged) : LabelDemand::WhereThereIsRoom;
}

draw::LabelAnchor
make_anchor(const EntityInput& input, const InstanceStyles& styles, std::size_t instance) {
    draw::LabelAnchor anchor;
    anchor.style_index = styles.style_at(instance);
    anchor.style = styles.slot;
    anchor.color = styles.color_at(instance);
    anchor.entity = input.entity;
    anchor.instance = static_cast<std::uint32_t>(instance);
    return anchor;
}

/// One label for the whole batch: this text, or that of its class.
void add_single_label(
    SceneBuilder& builder,
    const EntityInput& input,
    const InstanceStyles& styles,
    std::optional<std::string_view> text,
    const LabelPlaces& places
) {
    if ((text && text->empty()) || places.bounds.is_empty) {
        return;
    }
    draw::LabelAnchor anchor = make_anchor(input, styles, 0);
    if (text) {
        anchor.text = valid_utf8(*text);
    }
    anchor.instance = draw::kAllInstances;
    anchor.below = false;
    const bool is_one_class =
        std::all_of(styles.style_index.begin(), styles.style_index.end(), [&](std::uint32_t index) {
            return index == anchor.style_index;
        });
    if (!is_one_class) {
        // Hiding the class of the first instance must not take away the label of all.
        const auto [id, keypoint] = input.context->id_of(anchor.style_index);
        anchor.color = anchor.color.value_or(input.context->color(id, keypoint));
        anchor.style_index = draw::kNoStyle;
    }
    const glm::vec3 center = (places.bounds.min + places.bounds.max) * 0.5F;
    for (const Placement& placement : input.placements) {
        if (const auto world = placement.to_world(center)) {
            anchor.position = *world;
            builder.scene().list.labels.push_back(anchor);
        }
    }
}

/// Logged colors; of a column that was logged as empty the color of the entity: neither classes nor a mixture.
std::vector<Rgba8>
read_colors(SceneBuilder& builder, const EntityInput& input, Rgba8 entity_color) {
    const Archetype& archetype = *input.instances.archetype;
    const auto find_cell = [&](std::string_view component) -> const store::Cell* {
        const auto& cell = input.cell(component.substr(component.find(':') + 1));
        return cell ? &*cell : nullptr;
    };
    for (const std::string_view column : archetype.used_colors()) {
        const store::Cell* cell = find_cell(column);
        if (cell != nullptr && !cell->values().empty() && !store::color_at(*cell, 0)) {
            builder.report_type(input, column.substr(column.find(':') + 1), *cell);
        }
    }
    const store::Cell* cell = annotation::own_colors_cell(archetype, find_cell);
    if (cell == nullptr) {
        return {};
    }
    return cell->values().empty() ? std::vector{entity_color} : store::color_values(*cell);
}

}  // namespace

float Radii::at(std::size_t index) const {
    const float radius = clamped_at(values_, index, fallback_);
    return std::isfinite(radius) ? radius : fallback_;
}

Radii read_radii(
    SceneBuilder& builder,
    const EntityInput& input,
    float fallback,
    std::string_view field
) {
    return {read_field(builder, input, field, store::f32_values), fallback};
}

std::optional<Rgba8> InstanceStyles::color_at(std::size_t instance) const {
    if (!colors.empty()) {
        return clamped_at(std::span<const Rgba8>(colors), instance, entity_color);
    }
    return style_at(instance) == draw::kNoStyle ? std::optional(entity_color) : std::nullopt;
}

InstanceIds read_ids(SceneBuilder& builder, const EntityInput& input) {
    // Reports ids of a wrong type.
    static_cast<void>(read_field(builder, input, "class_ids", store::u16_values));
    static_cast<void>(read_field(builder, input, "keypoint_ids", store::u16_values));
    for (const std::string& ignored : input.instances.ignored_ids) {
        builder.report(input, ignored);
    }
    return {input.instances.class_ids, input.instances.keypoint_ids};
}

InstanceStyles read_styles(
    SceneBuilder& builder,
    const EntityInput& input,
    const InstanceIds& ids,
    std::size_t count
) {
    InstanceStyles styles;
    styles.entity_color = annotation::entity_color(input.path);
    styles.colors = read_colors(builder, input, styles.entity_color);
    styles.colors.resize(std::min(styles.colors.size(), count));
    ClassId max_class = 0;
    if (!ids.class_ids.empty()) {
        const std::size_t used = std::min(ids.class_ids.size(), count);
        styles.style_index.resize(count);
        std::copy_n(ids.class_ids.begin(), used, styles.style_index.begin());
        std::fill(
            styles.style_index.begin() + static_cast<std::ptrdiff_t>(used),
            styles.style_index.end(),
            ids.class_ids[used - 1]
        );
        max_class = *std::max_element(styles.style_index.begin(), styles.style_index.end());
        if (!ids.keypoint_ids.empty()) {
            PairTable pairs(*input.context);
            for (std::size_t i = 0; i < count; ++i) {
                styles.style_index[i] = pairs.find(
                    static_cast<std::uint16_t>(styles.style_index[i]),
                    clamped_at(ids.keypoint_ids, i, std::uint16_t{0})
                );
            }
        }
    }
    styles.slot = builder.style_slot(input.context, max_class);
    return styles;
}

void add_counts(
    SceneBuilder& builder,
    const EntityInput& input,
    const InstanceStyles& styles,
    const InstanceAnchor& anchor
) {
    const bool some_may_be_behind = anchor && !input.placements.empty() &&
                                    std::ranges::all_of(input.placements, &Placement::is_projected);
    const auto is_before_camera = [&](std::size_t i) {
        const auto position = anchor(i);
        return position && std::ranges::any_of(input.placements, [&](const Placement& placement) {
                   return placement.to_batch(*position).has_value();
               });
    };
    const auto own_color = [&](std::size_t instance) {
        return clamped_at(std::span<const Rgba8>(styles.colors), instance, styles.entity_color);
    };
    auto tallies = annotation::tally_instances(
        input.instances,
        some_may_be_behind ? std::function<bool(std::size_t)>(is_before_camera) : nullptr,
        styles.colors.empty() ? annotation::OwnColorOf() : own_color
    );
    const draw::StyleSlot slot = tallies.empty() ? 0 : builder.style_slot(input.context, 0);
    for (const annotation::ClassTally& tally : tallies) {
        builder.scene().counts.push_back({input.entity, slot, tally});
    }
}

void add_labels(
    SceneBuilder& builder,
    const EntityInput& input,
    const InstanceStyles& styles,
    std::size_t count,
    const LabelPlaces& places
) {
    const auto texts = read_field(builder, input, "labels", store::text_values);
    const LabelDemand demand = label_demand(builder, input);
    const bool are_logged = input.cell("labels").has_value();
    if ((!are_logged && !styles.has_classes()) || demand == LabelDemand::None) {
        return;
    }
    const std::size_t of_ids =
        std::max(input.instances.class_ids.size(), input.instances.keypoint_ids.size());
    const std::size_t num_labels = std::min(count, are_logged ? texts.size() : of_ids);
    if (num_labels == 1 && count > 1) {
        add_single_label(
            builder,
            input,
            styles,
            are_logged ? texts.front().value_or("") : std::optional<std::string_view>(),
            places
        );
        return;
    }
    const std::size_t of_class = are_logged ? 0 : num_labels;
    const std::size_t stride =
        demand == LabelDemand::All ? 1 : 1 + of_class / std::max<std::size_t>(1, kClassLabels);
    std::size_t added = 0;
    for (std::size_t i = 0; i < num_labels; i += stride) {
        const bool has_label = are_logged ? texts[i].has_value() && !texts[i]->empty()
                                          : styles.style_at(i) != draw::kNoStyle;
        const auto position = has_label ? places.anchor(i) : std::nullopt;
        if (!position) {
            continue;
        }
        draw::LabelAnchor anchor = make_anchor(input, styles, i);
        anchor.below = places.below;
        anchor.crowd = static_cast<std::uint32_t>(of_class);
        if (are_logged) {
            anchor.text = valid_utf8(*texts[i]);
        }
        for (const Placement& placement : input.placements) {
            const auto world = placement.to_world(*position);
            if (world && ++added <= kMaxLabels) {
                anchor.position = *world;
                const float width = places.wrap_width ? places.wrap_width(i) : 0.0F;
                anchor.wrap_width = placement.radius(std::abs(width), *position);
                const float extent = places.extent ? places.extent(i) : 0.0F;
                anchor.extent = placement.radius(std::abs(extent), *position);
                builder.scene().list.labels.push_back(anchor);
            }
        }
    }
    if (added > kMaxLabels) {
        builder.note(input, "labels of this entity beyond the first 20000 are left out");
    }
}

void add_segment(
    draw::LineBatch& batch,
    const Placement& placement,
    draw::LineSegment segment,
    const glm::vec3& from,
    const glm::vec3& to
) {
    const auto ends = placement.clip_segment(from, to);
    if (!ends) {
        return;
    }
    segment.from = ends->first;
    segment.to = ends->second;
    segment.radius = placement.radius(segment.radius, (from + to) * 0.5F);
    // Where the tip is cut off there is nothing to draw a head at.
    segment.has_head = segment.has_head && placement.to_batch(to).has_value();
    batch.segments.push_back(segment);
}

void add_triangle(
    draw::MeshBatch& batch,
    const Placement& placement,
    const draw::MeshVertex& vertex,
    const std::array<glm::vec3, 3>& corners
) {
    std::array<draw::MeshVertex, 3> vertices{vertex, vertex, vertex};
    for (std::size_t k = 0; k < 3; ++k) {
        vertices.at(k).position = corners.at(k);
    }
    add_triangle(batch, placement, vertices);
}

void add_triangle(
    draw::MeshBatch& batch,
    const Placement& placement,
    const std::array<draw::MeshVertex, 3>& corners
) {
    const ClippedTriangle clipped =
        placement.clip_triangle({corners[0].position, corners[1].position, corners[2].position});
    for (std::size_t k = 2; k < clipped.count; ++k) {
        for (const std::size_t corner : {std::size_t{0}, k - 1, k}) {
            draw::MeshVertex vertex = clipped.count == 3 ? corners.at(corner) : corners[0];
            vertex.position = clipped.corners.at(corner);
            batch.vertices.push_back(vertex);
        }
    }
}

}  // namespace limn::scene
