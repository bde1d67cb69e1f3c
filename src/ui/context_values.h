// SPDX-License-Identifier: MIT
/// What is known of the annotation contexts of a recording: which there are, which one applies and why,
/// and when each was logged.
///
/// Threads   plain functions that read the recording.
#pragma once

#include <string>
#include <vector>

#include "annotation/context.h"
#include "model/entity_path.h"
#include "model/time.h"
#include "store/recording.h"

namespace limn::ui {

/// One entity that ever logged a context.
struct KnownContext {
    EntityPath entity;
    annotation::ContextPtr at_cursor;  ///< Null where there is none at the cursor.
    std::vector<TimeInt> times;        ///< At which it was logged on the timeline; empty if static.
    std::vector<EntityPath>
        shadowed;  ///< Contexts further up that do not apply below it, nearest first.
};

/// In path order.
[[nodiscard]] std::vector<KnownContext> known_contexts(
    const store::Recording& recording,
    const store::LatestAtQuery& query,
    const annotation::ContextMap& contexts
);

/// Why a context applies to an entity, in a few words: "logged at /camera/mask itself".
[[nodiscard]] std::string
why_it_applies(const annotation::ResolvedContext& context, const EntityPath& entity);

/// The value in force at a time: its place among `times`, counted from 1; 0 before the first.
[[nodiscard]] std::size_t value_number(const std::vector<TimeInt>& times, TimeInt at);

}  // namespace limn::ui
