// SPDX-License-Identifier: MIT
/// The table of archetypes: everything that differs from one kind of data to another by name.
///
/// What      One row per archetype of the SDK: its required component, the columns that carry class and
///           keypoint ids, the columns that decide how many instances there are, how these are counted,
///           and what the archetype does for others. Names and facts only, no functions of archetypes.
///           Visualizers, counts, saving of parts, indexes and panels read it; nothing repeats it.
/// Source    docs/FORMATS.md, archetypes.
/// Threads   constant data.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace limn {

/// What an instance is counted as.
enum class CountKind : std::uint8_t { Skeletons, Boxes, Shapes, Lines, Points, Meshes, Pixels };

inline constexpr std::size_t kNumCountKinds = 7;

/// As in `--json`: "skeletons", "boxes" …
[[nodiscard]] std::string_view to_string(CountKind kind);

/// How an entity with this data is marked in lists.
enum class ArchetypeIcon : std::uint8_t {
    Mask,
    Image,
    Points,
    Cube,
    Box,
    Boxes,
    Lines,
    Camera,
    Context,
    Axes,
    Text,
    Plot,
    Video,
    Audio,
    Graph,
    Map,
    File,
};

/// Where the data of an archetype can be seen.
enum class Shown : std::uint8_t {
    InViews,   ///< A visualizer draws it.
    ByOthers,  ///< It says something about other data, or about the recording: not drawn by itself.
    Nowhere,   ///< No view of Limn draws it.
};

/// What InstancePoses3D does to an archetype, as the SDK's viewer has it.
enum class PoseUse : std::uint8_t {
    None,
    First,  ///< The first pose moves all instances.
    Each,   ///< All instances once per pose.
    Pairs,  ///< Instance i has pose i: poses are one more column of instances.
};

struct Archetype {
    std::string_view name;   ///< "Points2D"
    std::string_view title;  ///< "2D points": for texts, plural.

    /// "Points2D:positions": its rows make the archetype. Empty: those of any of its components do.
    std::string_view required{};

    std::string_view class_ids{};     ///< Empty if there are none.
    std::string_view keypoint_ids{};  ///< Empty if there are none.

    /// Colors of the instances: the first of these that was logged wins over the colors of the classes.
    /// Empty entries are unused.
    std::array<std::string_view, 2> colors{};

    /// As many instances as the longest of these has values; a shorter one repeats its last value.
    /// Without values in the first there is none. Empty entries are unused.
    std::array<std::string_view, 5> instance_columns{};

    /// An instance is drawn, and counted, only where the numbers in these are finite; of a mesh only
    /// the triangles that are.
    std::array<std::string_view, 3> finite_columns{};
    PoseUse poses = PoseUse::None;
    bool is_counted = false;  ///< Its instances carry classes, are drawn in views and counted.
    CountKind count = CountKind::Shapes;  ///< Points with keypoint ids are counted as skeletons.

    bool is_inherited = false;         ///< Applies to entities below the one it is logged at.
    bool places_frames = false;        ///< Relates coordinate frames.
    bool is_indexed_by_value = false;  ///< The store's index needs the values themselves.
    Shown shown = Shown::InViews;
    ArchetypeIcon icon = ArchetypeIcon::File;

    [[nodiscard]] std::span<const std::string_view> used_colors() const;
    [[nodiscard]] std::span<const std::string_view> used_instance_columns() const;
    [[nodiscard]] std::span<const std::string_view> used_finite_columns() const;
};

/// All of them. An entity with several is listed as the first of these.
[[nodiscard]] std::span<const Archetype> archetypes();

/// Null for a name that is no archetype of the SDK.
[[nodiscard]] const Archetype* find_archetype(std::string_view name);

/// "Points2D" of "Points2D:positions"; the whole text if there is no colon.
[[nodiscard]] constexpr std::string_view archetype_of(std::string_view component) {
    return component.substr(0, component.find(':'));
}

/// Has an entity with this component the archetype?
[[nodiscard]] bool is_made_by(const Archetype& archetype, std::string_view component);

/// Does the store's index need the values of this component: what they clear, which frames they relate?
[[nodiscard]] bool is_indexed_by_value(std::string_view component);

}  // namespace limn
