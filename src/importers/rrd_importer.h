// SPDX-License-Identifier: MIT
/// The importer of .rrd recordings.
#pragma once

#include <memory>

#include "importers/importer.h"

namespace limn::importers {

[[nodiscard]] std::unique_ptr<Importer> make_rrd_importer();

}  // namespace limn::importers
