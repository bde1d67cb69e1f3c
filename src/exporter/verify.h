// SPDX-License-Identifier: MIT
/// `limn verify`: reads every byte of files and lists what is wrong.
///
/// Source    docs/COMMANDS.md, verify.
#pragma once

#include <string>
#include <vector>

#include "exporter/load.h"

namespace limn::exporter {

struct VerifyJob {
    std::vector<std::string> files;
};

/// True if nothing is wrong with any file. The list goes to the answer, one line per fault.
[[nodiscard]] bool verify(const VerifyJob& job, Output output);

}  // namespace limn::exporter
