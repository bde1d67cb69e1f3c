// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "unit/store/script_runner.h"

namespace limn::test {
namespace {

std::vector<std::string> script_names() {
    std::vector<std::string> names;
    const std::filesystem::path folder = std::filesystem::path(LIMN_TEST_SOURCE) / "store_scripts";
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() == ".txt") {
            names.push_back(entry.path().stem().string());
        }
    }
    std::ranges::sort(names);
    return names;
}

/// The tests below are made of the files that are there: without any, all of them would pass.
TEST(StoreScripts, AreThere) {
    EXPECT_FALSE(script_names().empty());
}

class StoreScript : public ::testing::TestWithParam<std::string> {};

TEST_P(StoreScript, AnswersAsExpected) {
    const ScriptOutcome outcome = run_script(
        std::filesystem::path(LIMN_TEST_SOURCE) / "store_scripts" / (GetParam() + ".txt")
    );

    EXPECT_THAT(outcome.faults, ::testing::IsEmpty());
    EXPECT_GT(outcome.num_expectations, 0U);
}

INSTANTIATE_TEST_SUITE_P(
    Files,
    StoreScript,
    ::testing::ValuesIn(script_names()),
    [](const auto& script) { return script.param; }
);

TEST(StoreScriptReader, ReportsWrongExpectationsAndUnknownCommands) {
    const std::filesystem::path folder = LIMN_TEST_OUTPUT;
    std::filesystem::create_directories(folder);
    const std::filesystem::path path = folder / "bad_script.txt";
    std::ofstream(path) << "insert /e row=1 @frame=1 Points2D:class_ids [1]\n"
                        << "latest_at /e Points2D:class_ids @frame=1\n"
                        << "expect [2]\n"
                        << "frobnicate\n";
    const ScriptOutcome outcome = run_script(path);

    ASSERT_EQ(outcome.faults.size(), 9U) << "eight stores are asked";
    EXPECT_EQ(outcome.faults[0], "bad_script.txt:3: expected [2], got [1]");
    EXPECT_THAT(outcome.faults.back(), ::testing::HasSubstr("frobnicate"));
}

}  // namespace
}  // namespace limn::test
