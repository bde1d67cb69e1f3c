// SPDX-License-Identifier: MIT
/// Recordings of tests/data, loaded whole.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

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

inline void load_fixture(store::Database& database, const std::string& name) {
    load(database, std::filesystem::path(LIMN_TEST_DATA) / (name + ".rrd"));
}

}  // namespace limn::test
