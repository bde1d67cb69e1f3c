// SPDX-License-Identifier: MIT
/// ClassTable: the rows of the classes panel as plain values, independent of drawing.
///
/// What      Described classes and those that occur without description, with counts, the user's
///           choices, search, order and groups applied; expanded classes are followed by a drawing of
///           their skeleton, their keypoints and connections.
/// Cost      O(classes) for a table, so it is made when something changed and not in every frame.
/// Threads   plain functions.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "annotation/class_choices.h"
#include "annotation/context.h"
#include "annotation/statistics.h"
#include "model/entity_path.h"
#include "model/time.h"

namespace limn::ui {

/// Rows that the drawing of a skeleton takes.
inline constexpr std::size_t kSkeletonRows = 6;

enum class ClassColumn : std::uint8_t { Id, Label, Instances, Pixels, Share, FirstSeen, LastSeen };

struct ClassOrder {
    ClassColumn column = ClassColumn::Id;
    bool descending = false;

    friend bool operator==(const ClassOrder&, const ClassOrder&) = default;
};

/// When a class occurs in the recording.
struct ClassSeen {
    ClassId id = 0;
    TimeInt first = 0;
    TimeInt last = 0;
};

struct ClassRow {
    enum class Kind : std::uint8_t {
        Group,
        Class,
        Skeleton,
        Keypoint,
        ConnectionsHeader,
        Connection
    } kind = Kind::Class;
    ClassId id = 0;
    std::optional<KeypointId> keypoint;
    std::string
        label;  ///< Effective; "from – to" for a connection, the group's name. May be empty.
    std::string
        group;    ///< Of a class: that of a palette, else the start of its label. May be empty.
    Rgba8 color;  ///< Effective.
    std::uint8_t opacity = 255;  ///< Chosen by the user, on top of the color's alpha.
    bool described = true;
    bool edited = false;
    bool visible = true;  ///< Of a group: any of its classes.
    bool soloed = false;
    bool background = false;  ///< Made transparent by the user.
    bool expandable = false;
    bool expanded = false;
    annotation::ClassCounts counts;  ///< All, hidden or not.
    annotation::ClassCounts shown;   ///< Without hidden entities and classes.
    annotation::OwnColors own;       ///< Of those shown, where they win over the class's color.
    float share = 0.0F;              ///< Of all mask pixels, 0…1.
    std::optional<TimeInt> first_seen;
    std::optional<TimeInt> last_seen;
    std::uint32_t style_index = draw::kNoStyle;
    std::size_t count =
        0;  ///< ConnectionsHeader: how many. Skeleton: which of its rows. Group: classes.
};

struct ClassTableInput {
    const annotation::ResolvedContext* context = nullptr;
    const std::vector<annotation::ClassTally>* tallies = nullptr;  ///< Sorted by id.
    const std::vector<annotation::ClassTally>* shown_tallies =
        nullptr;                 ///< Of entities that are not hidden.
    bool own_colors_win = true;  ///< In a view; not where all color by class, entity …
    const annotation::ClassChoices* choices = nullptr;
    std::string application_id;
    std::string search;  ///< Fuzzy by label, or by id digits.
    bool only_present = false;
    std::set<ClassId> expanded;
    std::set<ClassId> connections_expanded;
    ClassOrder order;
    bool grouped = false;                          ///< See ClassRow::group.
    std::set<std::string> folded;                  ///< Names of groups.
    const std::vector<ClassSeen>* seen = nullptr;  ///< Sorted by id; null while nobody has counted.
};

struct ClassTable {
    std::vector<ClassRow> rows;
    std::vector<ClassId>
        shown;  ///< Classes after search and filter, in their order, folded ones too.
    std::size_t num_classes = 0;      ///< Before search and filter.
    std::size_t num_shown = 0;        ///< Class rows after search and filter.
    std::size_t num_hidden = 0;       ///< Classes that are switched off.
    std::size_t num_edited = 0;       ///< Classes with another color, label or opacity than logged.
    std::size_t num_undescribed = 0;  ///< Classes that occur, but that the context lacks.
    bool has_groups = false;          ///< Two classes or more share a group.

    std::map<std::string, std::vector<ClassId>, std::less<>>
        members;  ///< Listed classes by group, if grouped.
};

[[nodiscard]] ClassTable make_class_table(const ClassTableInput& input);

/// The sum of what entities have that are not hidden, by themselves or with a parent: for `shown_tallies`.
[[nodiscard]] std::vector<annotation::ClassTally> sum_of_visible(
    std::span<const annotation::EntityTally> by_entity,
    const std::set<EntityPath>& hidden
);

/// "vehicle" of "vehicle/car" or "vehicle.car"; empty without a separator.
[[nodiscard]] std::string_view group_of(std::string_view label);

}  // namespace limn::ui
