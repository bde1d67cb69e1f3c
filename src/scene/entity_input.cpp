// SPDX-License-Identifier: MIT
#include "scene/entity_input.h"

#include "base/hash.h"

namespace limn::scene {

const std::optional<store::Cell>& EntityInput::cell(std::string_view field) const {
    static const std::optional<store::Cell> kAbsent;
    for (std::size_t i = 0; i < components.size() && i < cells.size(); ++i) {
        const std::string_view name = components[i];
        if (name.size() > field.size() && name.ends_with(field) &&
            name[name.size() - field.size() - 1] == ':') {
            return cells[i];
        }
    }
    return kAbsent;
}

std::uint64_t EntityInput::batch_key(const Placement& placement, std::uint64_t part) const {
    std::uint64_t key = hash_combine(hash_combine(cells_key, placement.content_key()), part);
    key = hash_combine(key, poses_key);
    return key == 0 ? 1 : key;
}

std::uint64_t hash_cell(std::uint64_t seed, const std::optional<store::Cell>& cell) {
    if (!cell) {
        return hash_combine(seed, 0x6E6F6E65ULL);
    }
    seed = hash_combine(seed, cell->chunk->id().time_ns);
    seed = hash_combine(seed, cell->chunk->id().inc);
    seed = hash_combine(seed, cell->row_id.time_ns);
    seed = hash_combine(seed, cell->row_id.inc);
    return hash_combine(seed, cell->row);
}

}  // namespace limn::scene
