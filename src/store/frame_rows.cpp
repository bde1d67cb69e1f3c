// SPDX-License-Identifier: MIT
#include "store/frame_rows.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "model/archetypes.h"

namespace limn::store {
namespace {

constexpr std::string_view kImplicitPrefix = "tf#";

/// First instance of a cell of texts; empty if there is none.
std::string_view text_at(const ComponentColumn* column, std::size_t row) {
    const auto at = static_cast<std::int64_t>(row);
    if (column == nullptr || !column->cells.is_valid(at)) {
        return {};
    }
    return column->cells.list_at(at).text_at(0).value_or(std::string_view());
}

/// "tf#/path" of the entity itself is its own frame.
std::string_view without_own_name(std::string_view frame, const EntityPath& entity) {
    const bool is_own =
        frame.starts_with(kImplicitPrefix) && frame.substr(kImplicitPrefix.size()) == entity.text();
    return is_own ? std::string_view() : frame;
}

std::vector<const ComponentColumn*> columns_of(const Chunk& chunk, FrameRelation relation) {
    std::vector<const ComponentColumn*> columns;
    for (const std::string_view name : components_of(relation)) {
        if (const ComponentColumn* column = chunk.find_component(name)) {
            columns.push_back(column);
        }
    }
    return columns;
}

bool is_of_relation(std::string_view component, FrameRelation relation) {
    const auto components = components_of(relation);
    return archetype_of(component) == archetype_of(components.front()) &&
           std::ranges::find(components, component) != components.end();
}

bool names_a_parent(const ComponentColumn* parents, std::size_t num_rows) {
    for (std::size_t row = 0; row < num_rows; ++row) {
        if (!text_at(parents, row).empty()) {
            return true;
        }
    }
    return false;
}

}  // namespace

bool has_relation(const Chunk& chunk, FrameRelation relation) {
    return std::ranges::any_of(chunk.components(), [&](const ComponentColumn& column) {
        return is_of_relation(column.name, relation);
    });
}

bool has_relation(const ChunkOutline& chunk) {
    return std::ranges::any_of(chunk.columns(), [](const ColumnOutline& column) {
        return is_of_relation(column.name(), FrameRelation::Transform) ||
               is_of_relation(column.name(), FrameRelation::Pinhole);
    });
}

bool FrameRows::insert(
    FrameRelation relation,
    const Chunk& chunk,
    std::span<const std::pair<TimelineNumber, RowRun>> runs,
    const ChunkList& chunks
) {
    const std::vector<const ComponentColumn*> columns = columns_of(chunk, relation);
    const ComponentColumn* children = chunk.find_component(child_frame_component(relation));
    const ComponentColumn* parents = chunk.find_component(parent_frame_component(relation));
    ByChild& by_child = by_child_.at(static_cast<std::size_t>(relation));
    std::unordered_map<std::string_view, std::uint32_t> groups;
    std::vector<Rows*> rows_of_group;
    std::vector<std::uint32_t> group_of_row(chunk.num_rows(), RowRun::kNoGroup);
    const auto chunk_index = static_cast<std::uint32_t>(chunks.size() - 1);
    for (std::uint32_t row = 0; row < chunk.num_rows(); ++row) {
        if (std::ranges::none_of(columns, [&](const ComponentColumn* column) {
                return column->cells.is_valid(row);
            })) {
            continue;
        }
        const std::string_view child = without_own_name(text_at(children, row), chunk.entity());
        const auto [found, is_new] =
            groups.try_emplace(child, static_cast<std::uint32_t>(groups.size()));
        if (is_new) {
            rows_of_group.push_back(&by_child[std::string(child)]);
        }
        group_of_row[row] = found->second;
        std::optional<RowRef>& latest = rows_of_group[found->second]->latest_static;
        const RowRef at_static{kStaticTime, chunk_index, row};
        if (chunk.is_static() && (!latest || RowLess(chunks)(*latest, at_static))) {
            latest = at_static;
        }
    }
    for (const auto& [timeline, run] : runs) {
        const std::vector<RowRun> parts = run.grouped(group_of_row, groups.size());
        for (std::size_t group = 0; group < parts.size(); ++group) {
            rows_of_group[group]->temporal.get_or_add(timeline).insert(parts[group], chunks);
        }
    }
    const bool names_a_child = groups.size() > 1 || (groups.size() == 1 && !groups.contains(""));
    return names_a_child || names_a_parent(parents, chunk.num_rows());
}

}  // namespace limn::store
