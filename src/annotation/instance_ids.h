// SPDX-License-Identifier: MIT
/// Instance ids: the explicit column of an entity that says which points belong to one skeleton.
///
/// What      Candidates are the components named `track_ids`, `instance_ids` or `person_ids`, bare or
///           behind a colon, in this order of preference; of equal names the one that sorts first. Of
///           those that hold a value at the query, the first with one integer per point decides. The
///           ones before it are ignored, each with a reason. Columns logged as empty say nothing.
/// Threads   pure functions; they only read the recording.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/entity_path.h"
#include "store/recording.h"

namespace limn::annotation {

/// A candidate at a query.
struct InstanceIdCell {
    std::string component;
    store::Cell cell;
};

/// The ids that decide, and why others do not.
struct InstanceIds {
    std::vector<std::int64_t> of_point;  ///< One per point, or empty: no column decides.
    std::vector<std::string> ignored;    ///< One text per ignored column.
};

/// Is the component one of the candidates, by its name?
[[nodiscard]] bool is_instance_id_component(std::string_view component);

/// All candidates that the entity ever logged, in order of preference.
[[nodiscard]] std::vector<std::string>
instance_id_components(const store::Recording& recording, const EntityPath& entity);

/// The candidates that hold a value at the query, in order of preference.
[[nodiscard]] std::vector<InstanceIdCell> instance_id_cells(
    const store::Recording& recording,
    const store::LatestAtQuery& query,
    const EntityPath& entity
);

/// Decides between the candidates. Everything that needs to know asks this function.
[[nodiscard]] InstanceIds
read_instance_ids(std::span<const InstanceIdCell> candidates, std::size_t num_points);

}  // namespace limn::annotation
