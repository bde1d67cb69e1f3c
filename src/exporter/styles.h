// SPDX-License-Identifier: MIT
/// `--styles FILE`: class choices that were saved in the window, or a palette.
///
/// What      Choices apply as they are. A palette (any list of classes that annotation::read_palette knows) applies to every
///           context of the recording at the cursor, and to entities without one. What of it is not used goes to `talk`.
/// Errors    NotFound, or what is wrong with the file, with its name in front.
/// Threads   one.
#pragma once

#include <optional>
#include <ostream>
#include <string>

#include "annotation/class_choices.h"
#include "base/result.h"
#include "store/recording.h"

namespace limn::exporter {

/// None without a file name.
[[nodiscard]] Result<annotation::ClassChoices> load_styles(
    const std::optional<std::string>& file,
    const store::Recording& recording,
    const store::LatestAtQuery& cursor,
    std::ostream& talk
);

}  // namespace limn::exporter
