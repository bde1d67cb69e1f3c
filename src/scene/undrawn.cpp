// SPDX-License-Identifier: MIT
#include "scene/undrawn.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "base/counted.h"
#include "model/archetypes.h"
#include "model/component_names.h"
#include "scene/last_value.h"
#include "scene/subtrees.h"
#include "scene/visualizers/picture_queries.h"
#include "scene/visualizers/visualizer.h"

namespace limn::scene {
namespace {

bool has_visualizer(std::string_view archetype) {
    return std::ranges::any_of(all_visualizers(), [&](const Visualizer* visualizer) {
        return visualizer->name == archetype;
    });
}

std::uint64_t
num_rows(const store::Recording& recording, const EntityPath& entity, std::string_view component) {
    for (const store::ComponentInfo& info : recording.components(entity)) {
        if (info.name == component) {
            return info.rows + info.static_rows;
        }
    }
    return 0;
}

void add_pictures(
    const store::Recording& recording,
    const annotation::TensorChoices& tensors,
    std::vector<Undrawn>& found
) {
    for (const Visualizer* visualizer : all_visualizers()) {
        if (visualizer->picture == nullptr) {
            continue;
        }
        for (const EntityPath& entity : recording.entities_with(visualizer->required())) {
            std::optional<std::string> reason =
                visualizer->picture->why_undrawn(recording, entity, *visualizer, tensors);
            if (reason && !entity.is_reserved()) {
                found.push_back(
                    {entity,
                     std::string(visualizer->name),
                     std::move(*reason),
                     num_rows(recording, entity, visualizer->required())}
                );
            }
        }
    }
}

/// Columns of data that is drawn otherwise. `found` has what is not drawn at all.
void add_parts(const store::Recording& recording, std::vector<Undrawn>& found) {
    const std::vector<EntityPath> pinholes =
        recording.entities_with(component::kPinholeImageFromCamera);
    const std::size_t num_whole = found.size();
    const auto is_undrawn = [&](const EntityPath& entity, const Visualizer& visualizer) {
        return std::any_of(
            found.begin(),
            found.begin() + static_cast<std::ptrdiff_t>(num_whole),
            [&](const Undrawn& undrawn) {
                return undrawn.entity == entity && undrawn.archetype == visualizer.name;
            }
        );
    };
    for (const Visualizer* visualizer : all_visualizers()) {
        for (const UndrawnColumn& column : visualizer->undrawn_columns) {
            for (const EntityPath& entity : recording.entities_with(column.component)) {
                const bool is_seen = !column.only_below_pinhole ||
                                     std::ranges::any_of(pinholes, [&](const EntityPath& pinhole) {
                                         return entity.is_in_subtree_of(pinhole);
                                     });
                const auto cell = last_value(recording, entity, column.component);
                if (!is_seen || entity.is_reserved() || !cell || cell->values().empty() ||
                    !recording.has_component(entity, visualizer->required()) ||
                    is_undrawn(entity, *visualizer)) {
                    continue;
                }
                found.push_back(
                    {entity,
                     std::string(visualizer->name),
                     std::string(column.what),
                     num_rows(recording, entity, column.component),
                     true}
                );
            }
        }
    }
}

/// Archetypes of newer SDKs.
void add_unknown(const store::Recording& recording, std::vector<Undrawn>& found) {
    constexpr std::string_view kSdkArchetypes = "rerun.archetypes.";
    std::map<std::pair<EntityPath, std::string>, std::uint64_t> rows;
    for (const std::string& component : recording.component_names()) {
        const std::string archetype(archetype_of(component));
        if (find_archetype(archetype) != nullptr) {
            continue;
        }
        for (const EntityPath& entity : recording.entities_with(component)) {
            const auto components = recording.components(entity);
            const auto info = std::ranges::find(components, component, &store::ComponentInfo::name);
            if (!entity.is_reserved() && info != components.end() &&
                info->archetype.starts_with(kSdkArchetypes)) {
                std::uint64_t& most = rows[{entity, archetype}];
                most = std::max(most, info->rows + info->static_rows);
            }
        }
    }
    for (const auto& [key, count] : rows) {
        found.push_back({key.first, key.second, "this version of Limn does not know it", count});
    }
}

std::string text_without_rows(const Undrawn& undrawn) {
    return fmt::format(
        "{} {} {}",
        undrawn.archetype,
        undrawn.is_part ? "drawn without" : "not drawn:",
        undrawn.reason
    );
}

}  // namespace

std::vector<Undrawn>
find_undrawn(const store::Recording& recording, const annotation::TensorChoices& tensors) {
    std::vector<Undrawn> found;
    for (const Archetype& archetype : archetypes()) {
        if (archetype.shown != Shown::Nowhere || has_visualizer(archetype.name)) {
            continue;
        }
        for (EntityPath& entity : recording.entities_with(archetype.required)) {
            if (!entity.is_reserved()) {
                const std::uint64_t rows = num_rows(recording, entity, archetype.required);
                found.push_back(
                    {std::move(entity),
                     std::string(archetype.name),
                     fmt::format("Limn shows no {}", archetype.title),
                     rows}
                );
            }
        }
    }
    add_pictures(recording, tensors, found);
    add_parts(recording, found);
    add_unknown(recording, found);
    std::ranges::stable_sort(found, {}, &Undrawn::entity);
    return found;
}

std::vector<Undrawn> undrawn_in(std::span<const Undrawn> all, const ViewSpec& view) {
    const ViewContents contents(view);
    std::vector<Undrawn> inside;
    std::ranges::copy_if(all, std::back_inserter(inside), [&](const Undrawn& undrawn) {
        return contents.contains(undrawn.entity);
    });
    return inside;
}

std::span<const Undrawn> undrawn_at(std::span<const Undrawn> all, const EntityPath& entity) {
    const auto found = std::ranges::equal_range(all, entity, {}, &Undrawn::entity);
    return {found.begin(), found.end()};
}

bool is_told(const Diagnostics& told, const Undrawn& undrawn) {
    return std::ranges::any_of(told.items(), [&](const Diagnostic& item) {
        const std::string_view message(item.message);
        return item.place == undrawn.entity.text() &&
               undrawn.reason.starts_with(message.substr(0, message.find("; not drawn")));
    });
}

bool is_drawn(
    const store::Recording& recording,
    const EntityPath& entity,
    std::span<const Undrawn> undrawn_there
) {
    return std::ranges::any_of(all_visualizers(), [&](const Visualizer* visualizer) {
        return recording.has_component(entity, visualizer->required()) &&
               std::ranges::none_of(undrawn_there, [&](const Undrawn& undrawn) {
                   return undrawn.archetype == visualizer->name && !undrawn.is_part;
               });
    });
}

std::string UndrawnReason::where() const {
    if (entities == 0) {
        return {};
    }
    std::string place = first.text();
    if (entities > 1) {
        place += " and " + counted(entities - 1, "more entity", "more entities");
    }
    return place + ", " + counted(rows, "row");
}

std::vector<UndrawnReason> reasons_of(std::span<const Undrawn> undrawn) {
    std::vector<UndrawnReason> reasons;
    for (const Undrawn& one : undrawn) {
        std::string text = text_without_rows(one);
        auto known = std::ranges::find(reasons, text, &UndrawnReason::text);
        if (known == reasons.end()) {
            reasons.push_back({std::move(text), one.entity, 0, 0});
            known = reasons.end() - 1;
        }
        ++known->entities;
        known->rows += one.rows;
    }
    return reasons;
}

std::string text_of(const Undrawn& undrawn) {
    return fmt::format("{} ({})", text_without_rows(undrawn), counted(undrawn.rows, "row"));
}

}  // namespace limn::scene
