// SPDX-License-Identifier: MIT
#include "store/recording.h"

#include <algorithm>
#include <limits>
#include <unordered_map>
#include <utility>

#include "model/component_names.h"
#include "store/recording_impl.h"

namespace limn::store {
namespace {

bool is_property(const EntityPath& entity) {
    return !entity.is_root() && entity.parts().front() == "__properties";
}

/// Rows whose cell has an instance; only the true ones with `only_true`.
std::vector<std::uint32_t> clear_rows(const arrow::Array& cells, bool only_true) {
    std::vector<std::uint32_t> rows;
    for (std::int64_t row = 0; row < cells.length(); ++row) {
        const arrow::Array flag = cells.list_at(row);
        if (!flag.empty() && (!only_true || flag.bool_at(0))) {
            rows.push_back(static_cast<std::uint32_t>(row));
        }
    }
    return rows;
}

}  // namespace

EntityIndex& Recording::Impl::get_or_add(const EntityPath& path) {
    std::unique_ptr<EntityIndex>& entity = entities[path];
    if (entity == nullptr) {
        entity = std::make_unique<EntityIndex>();
        tree.insert(path);
        entity->node = tree.find(path);
    }
    return *entity;
}

const EntityIndex* Recording::Impl::find(const EntityPath& path) const {
    const auto found = entities.find(path);
    return found == entities.end() ? nullptr : found->second.get();
}

std::optional<TimelineNumber> Recording::Impl::number_of(std::string_view timeline) const {
    const auto found = timelines.find(timeline);
    return found == timelines.end() ? std::nullopt : std::optional(found->second.number);
}

TimelineState&
Recording::Impl::update_timeline(const ChunkOutline& chunk, const TimelineOutline& column) {
    const auto [found, is_new] = timelines.try_emplace(column.timeline->name);
    TimelineState& state = found->second;
    if (is_new) {
        state.number = static_cast<TimelineNumber>(timelines.size() - 1);
        state.info.timeline.name = column.timeline->name;
    }
    if (is_new || state.kind_from < chunk.id()) {
        state.info.timeline.kind = column.timeline->kind;
        state.kind_from = chunk.id();
    }
    state.info.range.extend(column.range);
    if (!is_property(chunk.entity())) {
        state.info.rows += chunk.num_rows();
    }
    return state;
}

void Recording::Impl::insert_component(
    EntityIndex& entity,
    const ChunkOutline& chunk,
    const ColumnOutline& column,
    std::span<const std::pair<TimelineNumber, RowRun>> runs
) {
    const auto chunk_index = static_cast<std::uint32_t>(chunks.size() - 1);
    if (column.num_valid() == 0) {
        return;
    }
    const auto [found, is_new] = entity.components.try_emplace(column.name());
    ComponentIndex& component = found->second;
    if (is_new) {
        nodes_by_component[column.name()].push_back(entity.node);
        ++schema_generation;
    }
    component.describe(chunk, column);
    if (chunk.is_deferred()) {
        component.deferred_chunks.push_back(chunk_index);
    } else {
        component.bytes += chunk.byte_size_of(column);
    }
    (chunk.is_static() ? component.static_rows : component.rows) += column.num_valid();
    if (chunk.is_static()) {
        for (std::uint32_t row = 0; row < chunk.num_rows(); ++row) {
            if (column.is_valid(row)) {
                component.insert_static({kStaticTime, chunk_index, row}, chunks);
            }
        }
    }
    for (const auto& [timeline, run] : runs) {
        component.timelines.get_or_add(timeline).insert(run.with_valid(column), chunks);
    }
}

void Recording::Impl::insert_clears(
    EntityIndex& entity,
    const Chunk& chunk,
    const ComponentColumn& column,
    std::span<const std::pair<TimelineNumber, RowRun>> runs
) {
    const auto chunk_index = static_cast<std::uint32_t>(chunks.size() - 1);
    const auto add = [&](std::optional<ComponentIndex>& clears, bool only_true) {
        const std::vector<std::uint32_t> rows = clear_rows(column.cells, only_true);
        if (rows.empty()) {
            return;
        }
        if (!clears) {
            clears.emplace();
        }
        for (const std::uint32_t row : rows) {
            if (chunk.is_static()) {
                clears->insert_static({kStaticTime, chunk_index, row}, chunks);
            }
        }
        for (const auto& [timeline, run] : runs) {
            clears->timelines.get_or_add(timeline).insert(run.with_rows(rows), chunks);
        }
        has_clears = true;
    };
    add(entity.all_clears, false);
    add(entity.subtree_clears, true);
    if (entity.subtree_clears) {
        subtree_clears[entity.node] = &*entity.subtree_clears;
    }
}

void Recording::Impl::insert_frames(
    EntityIndex& entity,
    const Chunk& chunk,
    std::span<const std::pair<TimelineNumber, RowRun>> runs
) {
    for (const FrameRelation relation : {FrameRelation::Transform, FrameRelation::Pinhole}) {
        if (!has_relation(chunk, relation)) {
            continue;
        }
        if (entity.frame_rows == nullptr) {
            entity.frame_rows = std::make_unique<FrameRows>();
            nodes_with_frames.push_back(entity.node);
        }
        has_named_frames |= entity.frame_rows->insert(relation, chunk, runs, chunks);
    }
}

std::vector<EntityPath> Recording::Impl::sorted_paths(
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
    : impl_(std::make_unique<Impl>()) {
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

bool Recording::Impl::insert(const OutlinePtr& outline, ChunkPtr whole) {
    const ChunkOutline& chunk = *outline;
    const bool is_too_long = chunk.num_rows() > std::numeric_limits<std::uint32_t>::max();
    if (is_too_long || !chunk_ids.insert(chunk.id()).second) {
        return false;
    }
    const auto chunk_index = static_cast<std::uint32_t>(chunks.size());
    chunks.push_back(outline);
    num_rows += chunk.num_rows();
    if (chunk.is_deferred()) {
        deferred_chunks.push_back(chunk_index);
    } else {
        byte_size += chunk.byte_size();
    }
    ++generation;
    if (chunk.num_rows() == 0) {
        return true;
    }
    EntityIndex& entity = get_or_add(chunk.entity());
    ++entity.num_inserts;
    std::vector<std::pair<TimelineNumber, RowRun>> runs;
    runs.reserve(chunk.timelines().size());
    for (const TimelineOutline& column : chunk.timelines()) {
        TimelineState& state = update_timeline(chunk, column);
        runs.emplace_back(state.number, RowRun(chunk_index, chunk, column));
        state.times.insert(runs.back().second);
        entity.rows.get_or_add(state.number).insert(runs.back().second, chunks);
    }
    for (const ColumnOutline& column : chunk.columns()) {
        insert_component(entity, chunk, column, runs);
    }
    insert_relations(entity, outline, std::move(whole), runs);
    return true;
}

void Recording::Impl::insert_relations(
    EntityIndex& entity,
    const OutlinePtr& outline,
    ChunkPtr whole,
    std::span<const std::pair<TimelineNumber, RowRun>> runs
) {
    const bool is_clear = outline->find_column(component::kClearIsRecursive) != nullptr;
    if (!is_clear && !has_relation(*outline)) {
        return;
    }
    if (whole == nullptr) {
        whole = payloads->get(outline);
    }
    if (whole == nullptr) {
        return;  // Cannot be read: the cache has said so.
    }
    if (const ComponentColumn* clears = whole->find_component(component::kClearIsRecursive)) {
        insert_clears(entity, *whole, *clears, runs);
    }
    insert_frames(entity, *whole, runs);
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
            impl_->bytes_of(name, component),
        });
    }
    return result;
}

bool Recording::has_component(const EntityPath& entity, std::string_view component) const {
    const EntityIndex* index = impl_->find(entity);
    return index != nullptr && index->find(component) != nullptr;
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
    return found == impl_->timelines.end() ? std::nullopt : found->second.times.next(after);
}

std::optional<TimeInt> Recording::previous_time(std::string_view timeline, TimeInt before) const {
    const auto found = impl_->timelines.find(timeline);
    return found == impl_->timelines.end() ? std::nullopt : found->second.times.previous(before);
}

std::optional<TimeInt>
Recording::next_time(std::string_view timeline, const EntityPath& subtree, TimeInt after) const {
    std::optional<TimeInt> best;
    impl_->visit_rows(timeline, subtree, [&](const TimeIndex& rows) {
        const auto time = rows.next_time(after);
        best = time && best ? std::min(*time, *best) : time ? time : best;
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
        const auto time = rows.previous_time(before, impl_->chunks);
        best = time && best ? std::max(*time, *best) : time ? time : best;
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

std::uint64_t Recording::Impl::bytes_of(const std::string& name, const ComponentIndex& component)
    const {
    std::uint64_t bytes = component.bytes;
    for (const std::uint32_t index : component.deferred_chunks) {
        const ChunkOutline& chunk = *chunks[index];
        bytes += chunk.byte_size_of(*chunk.find_column(name));
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
