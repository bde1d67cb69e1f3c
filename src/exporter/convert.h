// SPDX-License-Identifier: MIT
/// `limn convert`: anything that opens, written again as a recording.
///
/// What      Messages go from the sources to the file one by one: memory does not grow with the recording.
///           The target appears only when it is whole. Old spellings become the present ones. For a range of times the
///           sources are read twice.
/// Source    docs/COMMANDS.md, convert.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "exporter/load.h"
#include "exporter/recording_part.h"

namespace limn::exporter {

struct ConvertJob {
    std::vector<std::string> files;
    std::string output;                 ///< `-` is standard output.
    std::optional<std::string> format;  ///< Without: by the extension of `output`.
    RecordingPart part;
};

/// One warning line per file of which something is missing; an error if one cannot be read at all.
[[nodiscard]] Result<void> convert(const ConvertJob& job, Output output);

}  // namespace limn::exporter
