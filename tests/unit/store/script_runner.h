// SPDX-License-Identifier: MIT
/// Runs store scripts: what is logged, what is asked, what is expected. See tests/store_scripts/README.md.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace limn::test {

struct ScriptOutcome {
    std::size_t num_expectations = 0;
    std::vector<std::string> faults;  ///< "file:line: …", one per expectation that failed.
};

/// Every question is asked of a store that got the chunks in order and of one that got them backwards,
/// each with all payloads in memory and with none.
[[nodiscard]] ScriptOutcome run_script(const std::filesystem::path& path);

}  // namespace limn::test
