// SPDX-License-Identifier: MIT
/// Values of command line options: text to numbers, sizes, selectors. Nothing if the text is not of the form, or an error
/// that says what else is wrong.
#pragma once

#include <cstdint>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <optional>
#include <string_view>

#include "base/result.h"
#include "exporter/render_job.h"
#include "model/time.h"

namespace limn::app {

[[nodiscard]] Result<std::optional<TimeInt>> parse_time(std::string_view text);

/// "A..B" with A ≤ B.
[[nodiscard]] Result<std::optional<TimeRange>> parse_range(std::string_view text);

/// "1600x900".
[[nodiscard]] std::optional<glm::uvec2> parse_size(std::string_view text);

/// "x,y,z"; finite numbers.
[[nodiscard]] std::optional<glm::dvec3> parse_vec3(std::string_view text);

/// "PATH:ID[,ID…]"; the last ':' splits.
[[nodiscard]] std::optional<exporter::ClassSelector> parse_selector(std::string_view text);

/// "50%" as 0.5; up to 100 %.
[[nodiscard]] std::optional<float> parse_percent(std::string_view text);

/// Half of a width in UI points: the radius.
[[nodiscard]] std::optional<float> parse_bone_width(std::string_view text);

/// "4GB", "512MiB", "50%" (of the machine's memory), plain bytes.
[[nodiscard]] std::optional<std::uint64_t> parse_memory(std::string_view text);

}  // namespace limn::app
