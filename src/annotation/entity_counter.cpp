// SPDX-License-Identifier: MIT
#include "annotation/entity_counter.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "annotation/auto_color.h"
#include "annotation/class_image_source.h"
#include "annotation/tensor_classes.h"
#include "base/hash.h"
#include "media/stats.h"
#include "model/component_names.h"
#include "store/component_view.h"

namespace limn::annotation {
namespace {

/// By component, at the query. `finder_of` refers to them.
using Cells = std::map<std::string_view, std::optional<store::Cell>>;

/// The columns of which an archetype's instances are made.
Cells read_cells(
    const store::Recording& recording,
    const store::LatestAtQuery& query,
    const EntityPath& entity,
    const Archetype& archetype
) {
    Cells cells;
    for (const std::string_view component : instance_components(archetype)) {
        if (archetype_of(component) == archetype.name) {
            cells[component] = recording.latest_at(query, entity, component);
        }
    }
    const auto poses = recording.latest_row(query, entity, component::kInstancePoses);
    for (std::size_t i = 0; i < poses.size(); ++i) {
        cells[component::kInstancePoses.at(i)] = poses[i];
    }
    return cells;
}

FindCell finder_of(const Cells& cells) {
    return [&cells](std::string_view component) -> const store::Cell* {
        const auto found = cells.find(component);
        return found != cells.end() && found->second ? &*found->second : nullptr;
    };
}

/// Nothing for a tensor that is not shown as classes.
std::vector<media::ClassCount> counts_of_tensor(
    const store::Cell& cell,
    const TensorChoice& choice,
    const ResolvedContext& context
) {
    const auto tensor = store::first_tensor(cell);
    const auto plane = tensor ? tensor_plane(*tensor) : std::nullopt;
    if (!plane || (!choice.as_classes && !describes_every_id(context, *tensor))) {
        return {};
    }
    const auto image = tensor_class_image(*tensor, *plane, choice.index);
    return image ? media::count_classes(*image->image) : std::vector<media::ClassCount>();
}

std::vector<ClassTally> to_tallies(const std::vector<media::ClassCount>& counts) {
    std::vector<ClassTally> tallies;
    tallies.reserve(counts.size());
    for (const media::ClassCount& count : counts) {
        ClassTally& tally = tallies.emplace_back();
        tally.id = count.class_id;
        tally.counts[CountKind::Pixels] = count.pixels;
    }
    return tallies;
}

/// A component whose presence makes the archetype of an entity worth counting.
std::vector<std::string_view> deciding_components(const Archetype& archetype) {
    if (archetype.class_ids.empty()) {
        return {archetype.required};
    }
    std::vector<std::string_view> components{archetype.class_ids};
    if (!archetype.keypoint_ids.empty()) {
        components.push_back(archetype.keypoint_ids);
    }
    return components;
}

}  // namespace

std::vector<CountedEntity>
counted_entities(const store::Recording& recording, const EntityPath& subtree) {
    std::map<EntityPath, std::vector<const Archetype*>> found;
    for (const Archetype& archetype : archetypes()) {
        if (!archetype.is_counted) {
            continue;
        }
        for (const std::string_view component : deciding_components(archetype)) {
            for (const EntityPath& entity : recording.entities_with(component)) {
                if (!entity.is_in_subtree_of(subtree)) {
                    continue;
                }
                std::vector<const Archetype*>& of = found[entity];
                if (of.empty() || of.back() != &archetype) {
                    of.push_back(&archetype);
                }
            }
        }
    }
    std::vector<CountedEntity> entities;
    entities.reserve(found.size());
    for (auto& [entity, of] : found) {
        entities.push_back({entity, std::move(of)});
    }
    return entities;
}

std::vector<std::string>
counted_components(const store::Recording& recording, const CountedEntity& entity) {
    std::vector<std::string> components;
    for (const Archetype* archetype : entity.archetypes) {
        for (const std::string_view component : instance_components(*archetype)) {
            components.emplace_back(component);
        }
        if (archetype->required == component::kSegmentationBuffer) {
            components.emplace_back(component::kSegmentationFormat);
        }
        if (!archetype->keypoint_ids.empty()) {
            for (std::string& ids : instance_id_components(recording, entity.entity)) {
                components.push_back(std::move(ids));
            }
        }
    }
    return components;
}

bool affects_counts(const ChunkOutline& chunk) {
    return std::ranges::any_of(chunk.columns(), [](const ColumnOutline& column) {
        const std::string_view name = column.name();
        const std::string_view archetype_name = archetype_of(name);
        if (archetype_name == "AnnotationContext" || archetype_name == "Clear" ||
            archetype_name == "InstancePoses3D" || is_instance_id_component(name)) {
            return true;
        }
        const Archetype* archetype = find_archetype(archetype_name);
        if (archetype == nullptr || !archetype->is_counted) {
            return false;
        }
        const auto components = instance_components(*archetype);
        return name == component::kSegmentationFormat ||
               std::ranges::find(components, name) != components.end();
    });
}

std::vector<ClassTally> EntityCounter::count(
    const CountedEntity& entity,
    const TensorChoice& choice,
    const ResolvedContext& context
) {
    std::vector<ClassTally> tallies;
    for (const Archetype* archetype : entity.archetypes) {
        if (archetype->required == component::kSegmentationBuffer) {
            merge_tallies(tallies, count_pixels(entity.entity));
        } else if (archetype->required == component::kTensorData) {
            merge_tallies(tallies, count_tensor(entity.entity, choice, context));
        } else {
            merge_tallies(tallies, count_instances(entity.entity, *archetype));
        }
    }
    return tallies;
}

std::uint64_t num_instances(
    const store::Recording& recording,
    const store::LatestAtQuery& query,
    const EntityPath& entity,
    const Archetype& archetype
) {
    const Cells cells = read_cells(recording, query, entity, archetype);
    const Instances instances = read_instances(archetype, finder_of(cells));
    const auto num_finite =
        instances.finite.empty()
            ? instances.count
            : static_cast<std::size_t>(std::ranges::count(instances.finite, true));
    return std::uint64_t{num_finite} * instances.repeats;
}

std::vector<ClassTally>
EntityCounter::count_instances(const EntityPath& entity, const Archetype& archetype) {
    Cells cells = read_cells(recording_, query_, entity, archetype);
    if (!cells[archetype.required]) {
        return {};
    }
    if (detail_ == TallyDetail::OwnColors) {
        for (const std::string_view column : archetype.used_colors()) {
            cells[column] = recording_.latest_at(query_, entity, column);
        }
    }
    const FindCell find_cell = finder_of(cells);
    std::vector<InstanceIdCell> id_candidates;
    if (!archetype.keypoint_ids.empty() && find_cell(archetype.keypoint_ids) != nullptr) {
        id_candidates = instance_id_cells(recording_, query_, entity);
    }
    const store::Cell* colors = own_colors_cell(archetype, find_cell);
    const auto own_color = [&](std::size_t instance) {
        return store::color_at(*colors, instance).value_or(entity_color(entity));
    };
    return tally_instances(
        read_instances(archetype, find_cell, id_candidates),
        {},
        colors == nullptr ? OwnColorOf() : own_color
    );
}

std::vector<ClassTally> EntityCounter::count_pixels(const EntityPath& entity) {
    // What is wrong with an image is reported where it is drawn.
    const auto source = find_class_image(recording_, query_, entity);
    if (!source || !*source) {
        return {};
    }
    const std::vector<media::ClassCount>* counts = cache_.find((*source)->key);
    if (counts == nullptr) {
        const auto image = to_class_image((*source)->format, (*source)->bytes, (*source)->owner);
        counts = &cache_.put(
            (*source)->key,
            image ? media::count_classes(*image->image) : std::vector<media::ClassCount>()
        );
    }
    return to_tallies(*counts);
}

std::vector<ClassTally> EntityCounter::count_tensor(
    const EntityPath& entity,
    const TensorChoice& choice,
    const ResolvedContext& context
) {
    const auto cell = recording_.latest_at(query_, entity, component::kTensorData);
    if (!cell || cell->values().empty() || choice.as_classes == false) {
        return {};
    }
    std::uint64_t key = hash_combine(entity.hash(), cell->row_id.time_ns);
    key = hash_combine(key, cell->row_id.inc);
    key = hash_combine(key, hash_text(recording_.id().recording_id));
    key = hash_combine(key, choice.as_classes ? 1U : context.key());
    for (const std::uint64_t index : choice.index) {
        key = hash_combine(key, index);
    }
    const std::vector<media::ClassCount>* counts = cache_.find(key);
    if (counts == nullptr) {
        counts = &cache_.put(key, counts_of_tensor(*cell, choice, context));
    }
    return to_tallies(*counts);
}

}  // namespace limn::annotation
