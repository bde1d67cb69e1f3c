// SPDX-License-Identifier: MIT
/// ClassTable: the rows of the classes panel as plain values, independent of drawing.
///
/// What      Described classes and those that occur without description, with counts, the user's
///           choices and the search applied; expanded classes are followed by their keypoints and connections.
/// Threads   plain functions.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "annotation/class_choices.h"
#include "annotation/context.h"
#include "annotation/statistics.h"

namespace limn::ui {

struct ClassRow {
    enum class Kind : std::uint8_t {
        Class,
        Keypoint,
        ConnectionsHeader,
        Connection
    } kind = Kind::Class;
    ClassId id = 0;
    std::optional<KeypointId> keypoint;
    std::string label;  ///< Effective; "from – to" for a connection. May be empty.
    Rgba8 color;        ///< Effective.
    bool described = true;
    bool edited = false;
    bool visible = true;
    bool soloed = false;
    bool expandable = false;
    bool expanded = false;
    std::uint64_t instances = 0;
    std::uint64_t pixels = 0;
    std::uint32_t style_index = draw::kNoStyle;
    std::size_t count = 0;  ///< ConnectionsHeader: how many.
};

struct ClassTableInput {
    const annotation::ResolvedContext* context = nullptr;
    const std::vector<annotation::ClassTally>* tallies = nullptr;  ///< Sorted by id.
    const annotation::ClassChoices* choices = nullptr;
    std::string application_id;
    std::string search;  ///< Fuzzy by label, or by id digits.
    bool only_present = false;
    std::set<ClassId> expanded;
    std::set<ClassId> connections_expanded;
};

struct ClassTable {
    std::vector<ClassRow> rows;
    std::size_t num_classes = 0;  ///< Before search and filter.
    std::size_t num_shown = 0;    ///< Class rows after search and filter.
    std::size_t num_hidden = 0;   ///< Classes that are switched off.
};

[[nodiscard]] ClassTable make_class_table(const ClassTableInput& input);

}  // namespace limn::ui
