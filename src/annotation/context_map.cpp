// SPDX-License-Identifier: MIT
#include <algorithm>
#include <functional>
#include <utility>

#include "annotation/context.h"
#include "base/hash.h"
#include "model/component_names.h"
#include "store/component_view.h"

namespace limn::annotation {

ContextMap::ContextMap()
    : missing_(std::make_shared<const ResolvedContext>()) {}

ContextMap::ContextMap(const store::Recording& recording, const store::LatestAtQuery& query)
    : ContextMap(recording, query, ContextMap()) {}

ContextMap::ContextMap(
    const store::Recording& recording,
    const store::LatestAtQuery& query,
    const ContextMap& previous
)
    : missing_(previous.missing_) {
    for (const EntityPath& entity : recording.entities_with(component::kAnnotationContext)) {
        const auto cell = recording.latest_at(query, entity, component::kAnnotationContext);
        if (!cell) {
            continue;
        }
        Entry entry{nullptr, cell->chunk, cell->row};
        const Entry* old = previous.find_exact(entity.text());
        if (old != nullptr && old->chunk->id() == entry.chunk->id() && old->row == entry.row &&
            old->context->time() == cell->time) {
            entry.context = old->context;
        } else if (const auto logged = store::annotation_context(*cell)) {
            entry.context =
                std::make_shared<const ResolvedContext>(entity, cell->row_id, cell->time, *logged);
        } else {
            continue;
        }
        lengths_.push_back(entity.text().size());
        key_ = hash_combine(hash_combine(key_, entity.hash()), entry.context->key());
        contexts_.emplace(entity.text(), std::move(entry));
    }
    std::ranges::sort(lengths_, std::greater<>());
    lengths_.erase(std::unique(lengths_.begin(), lengths_.end()), lengths_.end());
}

const ContextMap::Entry* ContextMap::find_exact(std::string_view entity) const {
    const auto found = contexts_.find(entity);
    return found == contexts_.end() ? nullptr : &found->second;
}

ContextPtr ContextMap::find(const EntityPath& entity) const {
    // An ancestor's text, followed by a slash, begins the entity's text; the root's is the exception.
    const std::string_view text = entity.text();
    for (const std::size_t length : lengths_) {
        const bool is_self = length == text.size();
        if (!is_self && (length >= text.size() || text[length] != '/')) {
            continue;
        }
        if (const Entry* entry = find_exact(text.substr(0, length))) {
            return entry->context;
        }
    }
    const Entry* root = find_exact("/");
    return root != nullptr ? root->context : missing_;
}

std::vector<ContextPtr> ContextMap::all() const {
    std::vector<ContextPtr> result;
    result.reserve(contexts_.size());
    for (const auto& [text, entry] : contexts_) {
        result.push_back(entry.context);
    }
    std::ranges::sort(result, {}, [](const ContextPtr& context) { return context->entity(); });
    return result;
}

}  // namespace limn::annotation
