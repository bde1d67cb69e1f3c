// SPDX-License-Identifier: MIT
/// Arrow values as JSON, in the form that `limn query --json` promises.
///
/// What      Structs become objects, lists arrays, colors "#RRGGBBAA", blobs {"bytes", "xxh64"}, values
///           that are not finite "NaN", "inf", "-inf". A float32 is written as short as it can be read back.
/// Source    docs/COMMANDS.md, query.
#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

#include "arrow/array.h"

namespace limn::exporter {

using Json = nlohmann::ordered_json;

/// One JSON value per instance. `component_type` ("rerun.components.Color") tells which numbers are colors.
[[nodiscard]] Json values_to_json(const arrow::Array& values, std::string_view component_type);

/// JSON text; bytes that are no UTF-8 are replaced.
[[nodiscard]] std::string dump(const Json& json, int indent = -1);

}  // namespace limn::exporter
