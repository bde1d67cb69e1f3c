// SPDX-License-Identifier: MIT
/// Recordings of tests/data, loaded whole.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "rrd/rrd_reader.h"
#include "store/recording.h"

namespace limn::test {

/// Fails the test (and leaves the database empty) if the file cannot be read.
inline void load(store::Database& database, const std::filesystem::path& path) {
    auto reader = rrd::RrdReader::open(path);
    if (!reader) {
        ADD_FAILURE() << path << ": " << reader.error().message;
        return;
    }
    for (;;) {
        auto message = (*reader)->next();
        if (!message) {
            ADD_FAILURE() << path << ": " << message.error().message;
            return;
        }
        if (!*message) {
            return;
        }
        database.apply(**message);
    }
}

/// Names of all recordings of tests/data, sorted.
inline std::vector<std::string> fixtures() {
    std::vector<std::string> names;
    for (const auto& file : std::filesystem::directory_iterator(LIMN_TEST_DATA)) {
        if (file.path().extension() == ".rrd") {
            names.push_back(file.path().stem().string());
        }
    }
    std::ranges::sort(names);
    return names;
}

inline void load_fixture(store::Database& database, const std::string& name) {
    load(database, std::filesystem::path(LIMN_TEST_DATA) / (name + ".rrd"));
}

}  // namespace limn::test
