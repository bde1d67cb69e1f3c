// SPDX-License-Identifier: MIT
#include "kept_state.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace limn::app {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// Longer than any change rests before it is written.
constexpr double kLong = 60.0;

void write(const fs::path& path, const std::string& text) {
    fs::create_directories(path.parent_path());
    std::ofstream(path) << text;
}

std::string read(const fs::path& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

class KeptStateTest : public testing::Test {
  protected:
    void SetUp() override {
        const auto* info = testing::UnitTest::GetInstance()->current_test_info();
        const fs::path folder = fs::path(LIMN_TEST_OUTPUT) / "kept_state" / info->name();
        fs::remove_all(folder);
        setenv("XDG_CONFIG_HOME", (folder / "config").c_str(), 1);
        setenv("XDG_STATE_HOME", (folder / "state").c_str(), 1);
        paths = session::settings_paths();
    }

    void TearDown() override {
        unsetenv("XDG_CONFIG_HOME");
        unsetenv("XDG_STATE_HOME");
    }

    /// Everything that is kept in a file is another than it was.
    void change_all() {
        session.settings.left_width += 10.0F;
        session.settings.last_folder += "/more";
        annotation::ClassChoice hidden;
        hidden.visible = false;
        session.choices.set({"app", "/camera", next_class++, {}}, hidden);
        session.view_memory.set_mask(
            "app",
            EntityPath::parse("/mask" + std::to_string(next_class)),
            {draw::MaskMode::Outline, 0.5F}
        );
    }

    void save() { kept.save_changed(session, kLong); }

    [[nodiscard]] std::vector<std::string> titles() const {
        std::vector<std::string> out;
        for (const session::Toast& toast : session.toasts) {
            out.push_back(toast.title);
        }
        return out;
    }

    [[nodiscard]] std::vector<fs::path> all_paths() const {
        return {paths.settings, paths.recent, paths.choices, paths.views};
    }

    session::SettingsPaths paths;
    session::Session session;
    KeptState kept;
    ClassId next_class = 1;
};

TEST_F(KeptStateTest, WritesWhatChanged) {
    kept.load(session);
    change_all();
    save();
    for (const fs::path& path : all_paths()) {
        EXPECT_TRUE(fs::exists(path)) << path;
    }
    EXPECT_THAT(titles(), IsEmpty());
}

TEST_F(KeptStateTest, PutsFilesAsideThatAreDamagedWhileItRuns) {
    kept.load(session);
    change_all();
    save();
    for (const fs::path& path : all_paths()) {
        write(path, "{\"cut off");
    }
    change_all();
    save();
    for (const fs::path& path : all_paths()) {
        EXPECT_EQ(read(path.string() + ".damaged"), "{\"cut off") << path;
        EXPECT_THAT(read(path), HasSubstr("}")) << path;
    }
    EXPECT_THAT(
        titles(),
        ElementsAre("Settings, recent files, class choices, options of views could not be read; "
                    "damaged files were put aside")
    );
}

/// A file of each kind as a later Limn may write it.
std::vector<std::string> newer_files() {
    return {
        R"({"version": 2, "theme": "light"})",
        R"({"version": 2, "files": []})",
        R"({"limn_class_choices": 2, "choices": []})",
        R"({"limn_view_options": 2, "views": []})"};
}

TEST_F(KeptStateTest, PutsFilesOfANewerVersionAsideBeforeTheirNamesAreWritten) {
    for (std::size_t i = 0; i < newer_files().size(); ++i) {
        write(all_paths()[i], newer_files()[i]);
    }
    kept.load(session);
    EXPECT_EQ(titles().size(), 1U);
    for (std::size_t i = 0; i < newer_files().size(); ++i) {
        EXPECT_EQ(read(all_paths()[i]), newer_files()[i]) << "nothing was to be written";
    }
    change_all();
    save();
    for (std::size_t i = 0; i < newer_files().size(); ++i) {
        const fs::path path = all_paths()[i];
        EXPECT_EQ(read(path.string() + ".newer"), newer_files()[i]) << path;
        EXPECT_THAT(read(path), HasSubstr("1")) << path;
    }
    EXPECT_EQ(titles().size(), 1U) << "told once";
}

TEST_F(KeptStateTest, PutsFilesAsideThatANewerVersionWroteWhileItRuns) {
    kept.load(session);
    for (std::size_t i = 0; i < newer_files().size(); ++i) {
        write(all_paths()[i], newer_files()[i]);
    }
    change_all();
    save();
    for (std::size_t i = 0; i < newer_files().size(); ++i) {
        EXPECT_EQ(read(all_paths()[i].string() + ".newer"), newer_files()[i]);
    }
    EXPECT_THAT(
        titles(),
        ElementsAre("Settings, recent files, class choices, options of views of a newer version "
                    "of Limn could not be read")
    );
}

TEST_F(KeptStateTest, SaysOnceThatAFolderCannotBeWritten) {
    write(paths.choices.parent_path().parent_path(), "a file where a folder should be");
    kept.load(session);
    change_all();
    save();
    change_all();
    save();
    EXPECT_THAT(
        titles(),
        ElementsAre("Class choices, options of views, recent files are not kept")
    );
}

}  // namespace
}  // namespace limn::app
