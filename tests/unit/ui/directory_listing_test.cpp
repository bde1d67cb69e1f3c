// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "ui/file_browser.h"

namespace limn::ui {
namespace {

namespace fs = std::filesystem;

class DirectoryTest : public testing::Test {
  protected:
    void SetUp() override {
        folder = fs::path(LIMN_TEST_OUTPUT) / "directory_test";
        fs::remove_all(folder);
        fs::create_directories(folder / "recordings");
        for (const char* name : {"run10.rrd", "run2.rrd", "notes.txt", ".hidden.rrd"}) {
            std::ofstream(folder / name) << "x";
        }
    }

    std::vector<std::string> names(bool show_all) const {
        std::vector<std::string> result;
        for (const DirectoryEntry& entry : list_directory(folder, show_all).entries) {
            result.push_back(entry.name);
        }
        return result;
    }

    fs::path folder;
};

TEST_F(DirectoryTest, ListsFoldersFirstThenRecordingsInNaturalOrder) {
    EXPECT_THAT(names(false), testing::ElementsAre("recordings", "run2.rrd", "run10.rrd"));
}

TEST_F(DirectoryTest, ShowAllAddsHiddenAndOtherFiles) {
    EXPECT_THAT(
        names(true),
        testing::ElementsAre("recordings", ".hidden.rrd", "notes.txt", "run2.rrd", "run10.rrd")
    );
}

TEST_F(DirectoryTest, MissingFolderGivesTheCause) {
    EXPECT_FALSE(list_directory(folder / "nowhere", false).error.empty());
}

TEST_F(DirectoryTest, CompletionStopsWhereNamesDiffer) {
    EXPECT_EQ(complete_path((folder / "r").string()), (folder / "r").string());
    EXPECT_EQ(complete_path((folder / "ru").string()), (folder / "run").string());
    EXPECT_EQ(complete_path((folder / "run1").string()), (folder / "run10.rrd").string());
    EXPECT_EQ(complete_path((folder / "rec").string()), (folder / "recordings").string() + "/");
}

TEST_F(DirectoryTest, CompletionOfNothingThatExistsChangesNothing) {
    EXPECT_EQ(complete_path((folder / "zz").string()), (folder / "zz").string());
}

}  // namespace
}  // namespace limn::ui
