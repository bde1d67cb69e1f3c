// SPDX-License-Identifier: MIT
/// Lists of classes in a JSON document: objects with ids, names, colors, keypoints and connections, or names alone.
///
/// What      Adds to a PaletteFile; what cannot be taken over becomes a note.
/// Errors    InvalidArgument with the place, as in "categories[3].color".
/// Threads   plain functions.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "annotation/palette.h"

namespace limn::annotation {

enum class ClassIds : std::uint8_t {
    AsWritten,   ///< The member "id"; the position where no object has one.
    ByPosition,  ///< From 0: ids of the file are numbers of a database.
};

/// Said of classes without ids.
inline constexpr std::string_view kNumberedFromZero =
    "the file has no ids: classes are numbered in its order, from 0";

/// Objects, or texts that are names. `place` stands for the list in messages.
[[nodiscard]] Result<void>
add_classes(const nlohmann::json& list, const std::string& place, ClassIds ids, PaletteFile& file);

/// {"0": "road", "7": {"name": "car", "color": …}}: ids and names, or ids and objects.
[[nodiscard]] Result<void>
add_class_map(const nlohmann::json& map, const std::string& place, PaletteFile& file);

/// Keypoints, connections and their colors of a class object.
[[nodiscard]] Result<void> read_skeleton(
    const nlohmann::json& object,
    const std::string& place,
    PaletteClass& one,
    PaletteFile& file
);

/// A name, also one that was written as a number; nothing for an empty one.
[[nodiscard]] std::optional<std::string> name_in(const nlohmann::json& value);

[[nodiscard]] tl::unexpected<Error> wrong_place(const std::string& place, std::string_view what);

}  // namespace limn::annotation
