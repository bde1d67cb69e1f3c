// SPDX-License-Identifier: MIT
/// How much there is of a class, in words: for the tooltip of its counts.
///
/// Threads   pure functions.
#pragma once

#include <span>
#include <string>

#include "annotation/statistics.h"
#include "ui/class_table.h"

namespace limn::ui {

/// A line per kind, "3 of 5 boxes shown", then one per entity, "/camera/boxes: 5 boxes, 2 points". Of many entities
/// the first ones.
[[nodiscard]] std::string
counts_text(const ClassRow& row, std::span<const annotation::EntityTally> by_entity);

}  // namespace limn::ui
