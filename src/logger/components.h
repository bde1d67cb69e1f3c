// SPDX-License-Identifier: MIT
/// Archetypes → logged components: Arrow arrays with the names and types that recordings use.
///
/// What      One overload of `to_components` per archetype, in the order of their members. Members that are not set give none.
/// Errors    none; `RecordingStream::log` checks what the generic way lets through.
/// Threads   pure functions.
/// Source    docs/FORMATS.md, archetypes and datatypes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "arrow/array.h"
#include "logger/archetypes.h"

namespace limn::logger {

/// The instances of one component in one row.
struct LoggedComponent {
    std::string name;       ///< "Points2D:positions".
    std::string archetype;  ///< "rerun.archetypes.Points2D", or empty.
    std::string type;       ///< "rerun.components.Position2D", or empty.
    arrow::Array instances;
};

/// A component of a builtin or own archetype: `component("Points2D", "positions", "Position2D", array)`.
[[nodiscard]] LoggedComponent component(
    std::string_view archetype,
    std::string_view field,
    std::string_view component_type,
    arrow::Array instances
);

/// A component without archetype and type.
[[nodiscard]] LoggedComponent custom_component(std::string name, arrow::Array instances);

using Components = std::vector<LoggedComponent>;

// Taken by value: what the caller moves in is not copied.
[[nodiscard]] Components to_components(const AnnotationContext& context);
[[nodiscard]] Components to_components(Points2D points);
[[nodiscard]] Components to_components(Points3D points);
[[nodiscard]] Components to_components(Boxes2D boxes);
[[nodiscard]] Components to_components(Boxes3D boxes);
[[nodiscard]] Components to_components(LineStrips2D lines);
[[nodiscard]] Components to_components(LineStrips3D lines);
[[nodiscard]] Components to_components(Image image);
[[nodiscard]] Components to_components(EncodedImage image);
[[nodiscard]] Components to_components(SegmentationImage image);
[[nodiscard]] Components to_components(Transform3D transform);
[[nodiscard]] Components to_components(Pinhole pinhole);
[[nodiscard]] Components to_components(ViewCoordinates coordinates);
[[nodiscard]] Components to_components(Clear clear);

}  // namespace limn::logger
