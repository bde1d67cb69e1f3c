// SPDX-License-Identifier: MIT
/// Instances: how many things the rows of one archetype describe, and which class each has.
///
/// What      One pure function turns the columns of an archetype at a query into instances: how many,
///           the class and skeleton of each, which are finite. Everything that draws, counts, labels or
///           exports instances asks it, so that no two can disagree. It knows nothing of visibility.
///           - How many: `Archetype::instance_columns` and poses; shorter columns repeat their last value.
///           - Keypoint ids without class ids are of class 0.
///           - A column whose Arrow type is not that of its component holds no instances.
///           - Points with keypoint ids are counted as skeletons; one without a finite joint is none.
///           - Meshes are counted once per pose, for each class that a drawn triangle has.
///           - Colors that were logged on the instances win for all instances of the archetype at once:
///             how many of a class have one is known without looking at each.
/// Threads   pure functions; results refer to the cells they were made from.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "annotation/instance_ids.h"
#include "annotation/skeletons.h"
#include "base/color.h"
#include "model/archetypes.h"
#include "model/ids.h"
#include "store/recording.h"

namespace limn::annotation {

/// Numbers of one class, by kind.
struct ClassCounts {
    std::array<std::uint64_t, kNumCountKinds> of_kind{};

    [[nodiscard]] std::uint64_t& operator[](CountKind kind) {
        return of_kind[static_cast<std::size_t>(kind)];
    }

    [[nodiscard]] std::uint64_t operator[](CountKind kind) const {
        return of_kind[static_cast<std::size_t>(kind)];
    }

    [[nodiscard]] std::uint64_t pixels() const { return (*this)[CountKind::Pixels]; }

    /// Everything but pixels.
    [[nodiscard]] std::uint64_t instances() const;

    /// What a person counts as things: skeletons, boxes, shapes and meshes; not points and lines.
    [[nodiscard]] std::uint64_t objects() const;

    [[nodiscard]] bool is_empty() const;

    ClassCounts& operator+=(const ClassCounts& other);

    friend bool operator==(const ClassCounts&, const ClassCounts&) = default;
};

/// Colors that were logged on instances of a class: they win over the color of the class.
struct OwnColors {
    static constexpr std::size_t kMaxExamples = 2;

    ClassCounts counts;                          ///< Of the instances that have one.
    std::array<Rgba8, kMaxExamples> examples{};  ///< Colors that a person can tell apart.
    std::uint8_t num_examples = 0;

    /// Unless there are enough, or one that looks like it.
    void add_example(Rgba8 color);

    OwnColors& operator+=(const OwnColors& other);

    friend bool operator==(const OwnColors&, const OwnColors&) = default;
};

/// How often a class occurs, and whether its color is what is seen.
struct ClassTally {
    ClassId id = 0;
    ClassCounts counts;
    OwnColors own = {};

    friend bool operator==(const ClassTally&, const ClassTally&) = default;
};

/// Null where the component was never logged, or not at the query.
using FindCell = std::function<const store::Cell*(std::string_view component)>;

/// A class that a drawn triangle of a mesh has, and a vertex of that class.
struct MeshClass {
    ClassId id = 0;
    std::uint32_t vertex = 0;
};

struct Instances {
    const Archetype* archetype = nullptr;
    std::size_t count = 0;  ///< Of a mesh: vertices.
    /// How often all of them are drawn: once per finite pose (PoseUse::Each), not at all if the first
    /// pose is not finite (PoseUse::First).
    std::size_t repeats = 1;
    std::span<const std::uint16_t> class_ids;     ///< The last one repeats; empty: no classes.
    std::span<const std::uint16_t> keypoint_ids;  ///< Likewise.
    std::vector<bool> finite;                     ///< One per instance, or empty: all of them are.
    SkeletonSplit skeletons;                      ///< Empty without keypoint ids.
    std::vector<MeshClass> mesh_classes;          ///< Sorted by id.
    std::vector<std::string> ignored_ids;  ///< Why instance-id columns do not decide: reasons.

    [[nodiscard]] bool is_finite(std::size_t instance) const {
        return finite.empty() || finite[instance];
    }

    /// kNoClass without class ids.
    [[nodiscard]] ClassId class_of(std::size_t instance) const;
};

/// Asks for columns of the archetype and, where it takes them, for those of InstancePoses3D (of one
/// row). `id_candidates` are those of the entity at the query, in order of preference.
[[nodiscard]] Instances read_instances(
    const Archetype& archetype,
    const FindCell& find_cell,
    std::span<const InstanceIdCell> id_candidates = {}
);

/// Every component that `read_instances` may ask for, but instance ids.
[[nodiscard]] std::vector<std::string_view> instance_components(const Archetype& archetype);

/// The column of colors that win over those of the classes, for all instances of the archetype: null if
/// nothing was logged, or no colors. An empty column decides, too: all instances then have the
/// color of the entity. For meshes, which have several columns, an empty one is skipped.
[[nodiscard]] const store::Cell*
own_colors_cell(const Archetype& archetype, const FindCell& find_cell);

/// The color that was logged on an instance; none are logged if the function is empty.
using OwnColorOf = std::function<Rgba8(std::size_t)>;

/// Sorted by class id. With `is_drawn` only the instances for which it is true; a mesh
/// is counted without asking it.
[[nodiscard]] std::vector<ClassTally> tally_instances(
    const Instances& instances,
    const std::function<bool(std::size_t)>& is_drawn = {},
    const OwnColorOf& own_color = {}
);

/// Adds tallies of the same class; both and the result are sorted by id.
void merge_tallies(std::vector<ClassTally>& into, std::span<const ClassTally> more);

}  // namespace limn::annotation
