// SPDX-License-Identifier: MIT
// Files of the official SDK, as far as they are there.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>

#include "support/array_text.h"
#include "support/rrd_bytes.h"

namespace limn::rrd {
namespace {

std::vector<std::filesystem::path> recordings() {
    std::vector<std::filesystem::path> paths;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(LIMN_TEST_DATA, error)) {
        if (entry.path().extension() == ".rrd") {
            paths.push_back(entry.path());
        }
    }
    return paths;
}

TEST(Fixtures, EveryRecordingIsReadWithoutAWord) {
    const auto paths = recordings();
    ASSERT_FALSE(paths.empty());
    for (const auto& path : paths) {
        auto reader = RrdReader::open(path);
        ASSERT_TRUE(reader.has_value()) << path;
        const auto result = test::read_all(**reader);
        EXPECT_THAT(result.error, testing::IsEmpty()) << path;
        EXPECT_THAT(result.talk(), testing::IsEmpty()) << path;
        EXPECT_FALSE(result.chunks().empty()) << path;
        for (const ChunkPtr& chunk : result.chunks()) {
            for (const ComponentColumn& column : chunk->components()) {
                EXPECT_FALSE(test::array_text(column.cells).empty());
            }
        }
    }
}

/// Damaged files and what is expected of them, from the table that describes them.
std::map<std::string, std::string> broken_files() {
    std::map<std::string, std::string> verdicts;
    std::ifstream table(std::filesystem::path(LIMN_TEST_DATA) / "README.md");
    bool is_broken_part = false;
    for (std::string line; std::getline(table, line);) {
        is_broken_part = is_broken_part || line.starts_with("## broken");
        const std::size_t end = line.find(".rrd` |");
        if (is_broken_part && line.starts_with("| `") && end != std::string::npos) {
            const std::size_t verdict = line.rfind("| ", line.size() - 2) + 2;
            verdicts[line.substr(3, end + 1)] = line.substr(verdict, line.rfind(" |") - verdict);
        }
    }
    return verdicts;
}

TEST(Fixtures, DamagedFilesAreToldApart) {
    const auto folder = std::filesystem::path(LIMN_TEST_DATA) / "broken";
    const auto verdicts = broken_files();
    ASSERT_FALSE(verdicts.empty());
    for (const auto& [name, verdict] : verdicts) {
        auto reader = RrdReader::open(folder / name);
        if (!reader) {
            EXPECT_EQ(verdict, "refused") << name << ": " << reader.error().message;
            continue;
        }
        const auto result = test::read_all(**reader);
        EXPECT_THAT(result.error, testing::IsEmpty()) << name;
        EXPECT_EQ(result.diagnostics.empty(), verdict == "sound") << name << "\n" << result.talk();
        if (verdict == "sound" || verdict == "warns") {
            EXPECT_FALSE(result.chunks().empty()) << name;
        } else if (verdict == "refused") {
            EXPECT_TRUE(result.chunks().empty()) << name;
        }
    }
}

}  // namespace
}  // namespace limn::rrd
