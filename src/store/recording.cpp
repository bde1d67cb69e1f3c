// SPDX-License-Identifier: MIT
#include "store/recording.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "store/recording_index.h"

namespace limn::store {

const EntityIndex* RecordingIndex::find(const EntityPath& path) const {
    const auto found = entities.find(path);
    return found == entities.end() ? nullptr : found->second.get();
}

std::optional<TimelineNumber> RecordingIndex::number_of(std::string_view timeline) const {
    const auto found = timelines.find(timeline);
    return found == timelines.end() ? std::nullopt : std::optional(found->second.number);
}

std::vector<EntityPath> RecordingIndex::sorted_paths(
    const std::vector<const EntityTree::Node*>& nodes
) const {
    std::vector<EntityPath> result;
    result.reserve(nodes.size());
    // Few are sorted; for many it is cheaper to walk the tree, which has the order already.
    if (nodes.size() < tree.size() / 16) {
        for (const EntityTree::Node* node : nodes) {
            result.push_back(node->path);
        }
        std::ranges::sort(result);
        return result;
    }
    const std::unordered_set<const EntityTree::Node*> wanted(nodes.begin(), nodes.end());
    tree.visit(EntityPath(), [&](const EntityTree::Node& node) {
        if (wanted.contains(&node)) {
            result.push_back(node.path);
        }
        return true;
    });
    return result;
}

Recording::Recording(
    StoreId id,
    std::shared_ptr<PayloadCache> payloads,
    std::uint64_t first_generation
)
    : impl_(std::make_unique<RecordingIndex>()) {
    impl_->generation = first_generation;
    impl_->schema_generation = first_generation;
    impl_->info.id = id;
    impl_->id = std::move(id);
    impl_->payloads = payloads != nullptr ? std::move(payloads) : std::make_shared<PayloadCache>();
}

Recording::~Recording() {
    if (impl_->owns_payloads) {
        for (const OutlinePtr& chunk : impl_->chunks) {
            impl_->payloads->forget(chunk);
        }
    }
}

const StoreId& Recording::id() const {
    return impl_->id;
}

void Recording::set_info(const StoreInfo& info) {
    impl_->info = info;
    ++impl_->generation;
}

const StoreInfo& Recording::info() const {
    return impl_->info;
}

bool Recording::insert(ChunkPtr chunk, std::shared_ptr<const ChunkSource> source) {
    if (impl_->chunk_ids.contains(chunk->id())) {
        return false;
    }
    impl_->owns_payloads = true;
    const auto outline =
        std::make_shared<const ChunkOutline>(chunk, std::move(source), impl_->names);
    if (!impl_->insert(outline, chunk)) {
        return false;
    }
    impl_->payloads->put(outline, std::move(chunk));
    return true;
}

bool Recording::insert_merged(
    ChunkPtr chunk,
    std::shared_ptr<const ChunkSource> source,
    std::span<const ChunkMember> members
) {
    std::vector<bool> wanted;
    for (const ChunkMember& member : members) {
        wanted.push_back(impl_->chunk_ids.insert(member.id).second);
    }
    const auto num_wanted = std::ranges::count(wanted, true);
    if (num_wanted == 0) {
        return false;
    }
    if (static_cast<std::size_t>(num_wanted) < members.size()) {
        auto rest = members_of(*chunk, members, wanted);
        if (!rest) {
            return false;
        }
        chunk = std::move(*rest);
        source = nullptr;
    }
    // It goes by the id of its first member.
    impl_->chunk_ids.erase(chunk->id());
    return insert(std::move(chunk), std::move(source));
}

bool Recording::insert(const ChunkHead& head, std::shared_ptr<const ChunkSource> source) {
    if (impl_->chunk_ids.contains(head.id)) {
        return false;
    }
    impl_->owns_payloads = true;
    ++impl_->num_heads;
    return impl_->insert(
        std::make_shared<const ChunkOutline>(head, std::move(source), impl_->names),
        nullptr
    );
}

bool Recording::insert(const OutlinePtr& outline) {
    return impl_->insert(outline, nullptr);
}

std::uint64_t Recording::generation() const {
    return impl_->generation;
}

std::uint64_t Recording::schema_generation() const {
    return impl_->schema_generation;
}

const EntityTree& Recording::entities() const {
    return impl_->tree;
}

std::vector<TimelineInfo> Recording::timelines() const {
    std::vector<TimelineInfo> result;
    result.reserve(impl_->timelines.size());
    for (const auto& [name, state] : impl_->timelines) {
        result.push_back(state.info);
    }
    return result;
}

const TimelineInfo* Recording::find_timeline(std::string_view name) const {
    const auto found = impl_->timelines.find(name);
    return found == impl_->timelines.end() ? nullptr : &found->second.info;
}

std::string Recording::default_timeline() const {
    if (find_timeline("message_log_time") != nullptr) {
        return "message_log_time";
    }
    const TimelineInfo* best = nullptr;
    for (const auto& [name, state] : impl_->timelines) {
        const bool is_user = name != "log_time" && name != "log_tick";
        if (is_user && (best == nullptr || state.info.rows >= best->rows)) {
            best = &state.info;
        }
    }
    if (best != nullptr) {
        return best->timeline.name;
    }
    for (const std::string_view name : {"log_time", "log_tick"}) {
        if (find_timeline(name) != nullptr) {
            return std::string(name);
        }
    }
    return {};
}

std::vector<ComponentInfo> Recording::components(const EntityPath& entity) const {
    std::vector<ComponentInfo> result;
    const EntityIndex* index = impl_->find(entity);
    if (index == nullptr) {
        return result;
    }
    for (const auto& [name, component] : index->components) {
        const arrow::DataTypePtr& column = component.names->cells_type;
        const bool has_item = column != nullptr && !column->children.empty();
        result.push_back({
            name,
            component.names->archetype,
            component.names->type,
            has_item ? arrow::to_string(*column->children.front().type) : std::string(),
            component.rows,
            component.static_rows,
        });
    }
    return result;
}

bool Recording::has_component(const EntityPath& entity, std::string_view component) const {
    const EntityIndex* index = impl_->find(entity);
    return index != nullptr && index->find(component) != nullptr;
}

std::vector<std::string> Recording::component_names() const {
    std::vector<std::string> names;
    names.reserve(impl_->nodes_by_component.size());
    for (const auto& [name, nodes] : impl_->nodes_by_component) {
        names.push_back(name);
    }
    return names;
}

std::vector<EntityPath> Recording::entities_with(std::string_view component) const {
    const auto found = impl_->nodes_by_component.find(component);
    return found == impl_->nodes_by_component.end() ? std::vector<EntityPath>()
                                                    : impl_->sorted_paths(found->second);
}

std::vector<EntityPath> Recording::entities_with_frames() const {
    return impl_->sorted_paths(impl_->nodes_with_frames);
}

bool Recording::has_named_frames() const {
    return impl_->has_named_frames;
}

std::optional<TimeInt> Recording::next_time(std::string_view timeline, TimeInt after) const {
    const auto found = impl_->timelines.find(timeline);
    if (found == impl_->timelines.end()) {
        return std::nullopt;
    }
    const TimelineState& state = found->second;
    auto best = state.times.next(after);
    for (const EntityIndex* entity : state.with_late_times) {
        best = entity->rows.find(state.number)->next_time(after, best);
    }
    return best;
}

std::optional<TimeInt> Recording::previous_time(std::string_view timeline, TimeInt before) const {
    const auto found = impl_->timelines.find(timeline);
    if (found == impl_->timelines.end()) {
        return std::nullopt;
    }
    const TimelineState& state = found->second;
    auto best = state.times.previous(before);
    for (const EntityIndex* entity : state.with_late_times) {
        best = entity->rows.find(state.number)->previous_time(before, best);
    }
    return best;
}

std::optional<TimeInt>
Recording::next_time(std::string_view timeline, const EntityPath& subtree, TimeInt after) const {
    std::optional<TimeInt> best;
    impl_->visit_rows(timeline, subtree, [&](const TimeIndex& rows) {
        best = rows.next_time(after, best);
    });
    return best;
}

std::optional<TimeInt> Recording::previous_time(
    std::string_view timeline,
    const EntityPath& subtree,
    TimeInt before
) const {
    std::optional<TimeInt> best;
    impl_->visit_rows(timeline, subtree, [&](const TimeIndex& rows) {
        best = rows.previous_time(before, best);
    });
    return best;
}

std::vector<std::uint32_t> Recording::row_density(
    std::string_view timeline,
    const EntityPath& subtree,
    const TimeRange& range,
    std::size_t buckets
) const {
    std::vector<std::uint32_t> counts(buckets, 0);
    if (!range.is_empty() && buckets != 0) {
        impl_->visit_rows(timeline, subtree, [&](const TimeIndex& rows) {
            rows.count_rows(range, counts);
        });
    }
    return counts;
}

const std::shared_ptr<PayloadCache>& Recording::payloads() const {
    return impl_->payloads;
}

std::uint64_t Recording::num_heads() const {
    return impl_->num_heads;
}

std::uint64_t Recording::num_chunks() const {
    return impl_->chunk_ids.size();
}

std::uint64_t Recording::num_rows() const {
    return impl_->num_rows;
}

std::uint64_t Recording::byte_size(const EntityPath& entity, std::string_view component) const {
    const EntityIndex* index = impl_->find(entity);
    const ComponentIndex* values = index != nullptr ? index->find(component) : nullptr;
    if (values == nullptr) {
        return 0;
    }
    std::uint64_t bytes = values->bytes;
    for (const std::uint32_t number : values->deferred_chunks) {
        const ChunkOutline& chunk = *impl_->chunks[number];
        bytes += chunk.byte_size_of(*chunk.find_column(component));
    }
    return bytes;
}

std::uint64_t Recording::byte_size() const {
    std::uint64_t bytes = impl_->byte_size;
    for (const std::uint32_t index : impl_->deferred_chunks) {
        bytes += impl_->chunks[index]->byte_size();
    }
    return bytes;
}

std::span<const OutlinePtr> Recording::chunks() const {
    return impl_->chunks;
}

}  // namespace limn::store
