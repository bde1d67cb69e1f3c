// SPDX-License-Identifier: MIT
/// Old spellings of chunk metadata, brought up to the present one.
///
/// What      Rewrites keys, component and archetype names of a batch in place; columns that no longer
///           exist (indicators) are removed. Data is never touched.
/// Errors    none; an unknown version is one warning per file, and read as the newest.
/// Source    docs/FORMATS.md, versions.
#pragma once

#include <string_view>

#include "arrow/array.h"
#include "base/diagnostics.h"

namespace limn::rrd {

/// Writers put this behind `sorbet:version`; the version whose spelling we write.
inline constexpr std::string_view kWrittenSorbetVersion = "0.1.3";

void migrate(arrow::RecordBatch& batch, std::string_view file, Diagnostics& diagnostics);

}  // namespace limn::rrd
