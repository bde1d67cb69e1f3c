// SPDX-License-Identifier: MIT
#include "ui/context_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "model/component_names.h"

namespace limn::ui {
namespace {

std::vector<TimeInt>
times_of(const store::Recording& recording, const std::string& timeline, const EntityPath& entity) {
    const store::TimelineInfo* info = recording.find_timeline(timeline);
    if (info == nullptr) {
        return {};
    }
    std::vector<TimeInt> times;
    for (const store::RowPlace& row :
         recording.range(timeline, info->range, entity, component::kAnnotationContext)) {
        if (!row.is_static() && (times.empty() || times.back() != row.time)) {
            times.push_back(row.time);
        }
    }
    return times;
}

}  // namespace

std::vector<KnownContext> known_contexts(
    const store::Recording& recording,
    const store::LatestAtQuery& query,
    const annotation::ContextMap& contexts
) {
    std::vector<KnownContext> known;
    const std::vector<EntityPath> entities = recording.entities_with(component::kAnnotationContext);
    for (const EntityPath& entity : entities) {
        KnownContext one;
        one.entity = entity;
        const annotation::ContextPtr found = contexts.find(entity);
        if (found->exists() && found->entity() == entity) {
            one.at_cursor = found;
        }
        one.times = times_of(recording, query.timeline, entity);
        for (const EntityPath& other : entities) {
            if (other != entity && entity.is_in_subtree_of(other)) {
                one.shadowed.push_back(other);
            }
        }
        std::ranges::sort(one.shadowed, [](const EntityPath& a, const EntityPath& b) {
            return a.text().size() > b.text().size();
        });
        known.push_back(std::move(one));
    }
    return known;
}

std::string why_it_applies(const annotation::ResolvedContext& context, const EntityPath& entity) {
    if (!context.exists()) {
        return fmt::format("no context at or above {}", entity.text());
    }
    return context.entity() == entity ? fmt::format("logged at {} itself", entity.text())
                                      : fmt::format("the nearest above {}", entity.text());
}

std::size_t value_number(const std::vector<TimeInt>& times, TimeInt at) {
    return static_cast<std::size_t>(std::ranges::upper_bound(times, at) - times.begin());
}

}  // namespace limn::ui
