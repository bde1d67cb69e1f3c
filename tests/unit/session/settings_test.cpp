// SPDX-License-Identifier: MIT
#include "session/settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace limn::session {
namespace {

namespace fs = std::filesystem;

class SettingsTest : public testing::Test {
  protected:
    void SetUp() override {
        const auto* info = testing::UnitTest::GetInstance()->current_test_info();
        folder = fs::path(LIMN_TEST_OUTPUT) / "settings" / info->name();
        fs::remove_all(folder);
        fs::create_directories(folder);
        setenv("XDG_CONFIG_HOME", (folder / "config").c_str(), 1);
        setenv("XDG_STATE_HOME", (folder / "state").c_str(), 1);
        paths = settings_paths();
    }

    void TearDown() override {
        unsetenv("XDG_CONFIG_HOME");
        unsetenv("XDG_STATE_HOME");
    }

    static void write(const fs::path& path, const std::string& text) {
        fs::create_directories(path.parent_path());
        std::ofstream(path) << text;
    }

    fs::path folder;
    SettingsPaths paths;
};

TEST_F(SettingsTest, LiveUnderTheXdgFolders) {
    EXPECT_EQ(paths.settings, folder / "config/limn/settings.json");
    EXPECT_EQ(paths.recent, folder / "state/limn/recent.json");
    EXPECT_EQ(paths.choices, folder / "state/limn/choices.json");
}

TEST_F(SettingsTest, RelativeXdgFolderDoesNotCount) {
    setenv("XDG_CONFIG_HOME", "config", 1);
    setenv("HOME", "/home/somebody", 1);
    EXPECT_EQ(settings_paths().settings, "/home/somebody/.config/limn/settings.json");
}

TEST_F(SettingsTest, NoFileMeansDefaults) {
    const auto settings = load_settings(paths);
    ASSERT_TRUE(settings);
    EXPECT_EQ(settings->theme, ThemeKind::Dark);
    EXPECT_TRUE(settings->recent_files.empty());
}

TEST_F(SettingsTest, ComeBackAsSaved) {
    Settings settings;
    settings.theme = ThemeKind::Light;
    settings.ui_scale = 1.5F;
    settings.left_width = 300.0F;
    settings.timeline_open = false;
    settings.recent_files = {"/data/ü.rrd", "/data/b.rrd"};
    settings.last_folder = "/data";
    settings.classes_share = 0.4F;
    settings.window = WindowPlace{{-1200, 40}, {1100, 800}, true};
    ASSERT_TRUE(save_settings(paths, settings));
    ASSERT_TRUE(save_recent(paths, settings));
    auto read = load_settings(paths);
    ASSERT_TRUE(read);
    ASSERT_TRUE(load_recent(paths, *read));
    EXPECT_EQ(read->theme, ThemeKind::Light);
    EXPECT_EQ(read->ui_scale, 1.5F);
    EXPECT_EQ(read->left_width, 300.0F);
    EXPECT_FALSE(read->timeline_open);
    EXPECT_EQ(read->recent_files, settings.recent_files);
    EXPECT_EQ(read->last_folder, "/data");
    EXPECT_EQ(read->classes_share, 0.4F);
    EXPECT_EQ(read->window, settings.window);
    EXPECT_EQ(*read, settings);
}

TEST_F(SettingsTest, AWindowWithoutASizeIsNone) {
    write(paths.settings, R"({"window": {"x": 10, "y": 20, "width": 0, "height": 700}})");
    EXPECT_FALSE(load_settings(paths)->window);
    write(paths.settings, R"({"window": {"x": 10, "y": 20, "width": 9e99, "height": 700}})");
    EXPECT_FALSE(load_settings(paths)->window);
    write(paths.settings, R"({"window": {"x": 10, "y": 20, "width": 900, "height": 700}})");
    EXPECT_EQ(load_settings(paths)->window, (WindowPlace{{10, 20}, {900, 700}, false}));
}

TEST_F(SettingsTest, SavingLeavesNoOtherFiles) {
    ASSERT_TRUE(save_settings(paths, {}));
    ASSERT_TRUE(save_settings(paths, {}));
    const fs::directory_iterator config(paths.settings.parent_path());
    EXPECT_EQ(std::distance(fs::begin(config), fs::end(config)), 1);
}

TEST_F(SettingsTest, BrokenFileIsReportedByName) {
    write(paths.settings, "{\"theme\": ");
    const auto settings = load_settings(paths);
    ASSERT_FALSE(settings);
    EXPECT_THAT(settings.error().message, testing::HasSubstr("settings.json"));
}

TEST_F(SettingsTest, BrokenRecentFilesDoNotCostTheSettings) {
    write(paths.settings, R"({"theme": "light"})");
    write(paths.recent, "\xff\xfe[");
    auto settings = load_settings(paths);
    ASSERT_TRUE(settings);
    EXPECT_EQ(settings->theme, ThemeKind::Light);
    EXPECT_EQ(load_recent(paths, *settings).error().code, ErrorCode::Corrupt);
}

TEST_F(SettingsTest, ThatAreALinkStayALink) {
    write(folder / "dotfiles/settings.json", R"({"theme": "light"})");
    fs::create_directories(paths.settings.parent_path());
    fs::create_symlink(folder / "dotfiles/settings.json", paths.settings);

    Settings settings;
    settings.left_width = 333.0F;
    ASSERT_TRUE(save_settings(paths, settings));

    EXPECT_TRUE(fs::is_symlink(paths.settings));
    std::ostringstream text;
    text << std::ifstream(folder / "dotfiles/settings.json").rdbuf();
    EXPECT_THAT(text.str(), testing::HasSubstr("333"));
}

TEST_F(SettingsTest, MembersThatAreNotKnownStay) {
    write(paths.settings, R"({"theme": "light", "of_a_newer_version": [1, 2]})");
    ASSERT_TRUE(save_settings(paths, {}));
    std::ostringstream text;
    text << std::ifstream(paths.settings).rdbuf();
    EXPECT_THAT(text.str(), testing::HasSubstr("of_a_newer_version"));
    EXPECT_EQ(load_settings(paths)->theme, ThemeKind::Dark);
}

TEST_F(SettingsTest, AFileThatWasDamagedSinceTheStartIsNotOverwritten) {
    write(paths.settings, "{\"theme\": ");
    const auto saved = save_settings(paths, {});
    ASSERT_FALSE(saved);
    EXPECT_EQ(saved.error().code, ErrorCode::Corrupt);
    std::ostringstream text;
    text << std::ifstream(paths.settings).rdbuf();
    EXPECT_EQ(text.str(), "{\"theme\": ");
}

TEST_F(SettingsTest, OfANewerVersionAreNotReadAndNotOverwritten) {
    write(paths.settings, R"({"version": 2, "theme": "light"})");
    write(paths.recent, R"({"version": 2, "files": [{"name": "/a.rrd"}]})");
    const auto settings = load_settings(paths);
    ASSERT_FALSE(settings);
    EXPECT_EQ(settings.error().code, ErrorCode::UnsupportedVersion);
    EXPECT_THAT(settings.error().message, testing::HasSubstr("settings.json: version 2"));
    Settings read;
    EXPECT_EQ(load_recent(paths, read).error().code, ErrorCode::UnsupportedVersion);
    EXPECT_EQ(save_settings(paths, {}).error().code, ErrorCode::UnsupportedVersion);
}

TEST_F(SettingsTest, FieldsOfAnotherTypeKeepTheirDefaults) {
    write(paths.settings, R"({"theme": 7, "left_width": "wide", "left_open": false})");
    const auto settings = load_settings(paths);
    ASSERT_TRUE(settings);
    EXPECT_EQ(settings->left_width, Settings().left_width);
    EXPECT_FALSE(settings->left_open);
}

TEST_F(SettingsTest, AbsurdNumbersAreClamped) {
    write(paths.settings, R"({"ui_scale": 1e30, "left_width": -4})");
    const auto settings = load_settings(paths);
    ASSERT_TRUE(settings);
    EXPECT_EQ(settings->ui_scale, 4.0F);
    EXPECT_EQ(settings->left_width, 120.0F);
}

TEST_F(SettingsTest, FolderThatCannotBeMadeIsAnError) {
    write(folder / "config", "a file where a folder should be");
    const auto saved = save_settings(paths, {});
    ASSERT_FALSE(saved);
    EXPECT_THAT(saved.error().message, testing::HasSubstr("config"));
}

TEST_F(SettingsTest, ChoicesComeBackAsSaved) {
    annotation::ClassChoices choices;
    annotation::ClassChoice hidden;
    hidden.visible = false;
    hidden.color = Rgba8{1, 2, 3, 255};
    choices.set({"app", "/camera", 3, 5}, hidden);
    ASSERT_TRUE(save_choices(paths, choices));
    const auto read = load_choices(paths);
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, choices);
}

TEST_F(SettingsTest, BrokenChoicesAreReportedByName) {
    write(paths.choices, "[1, 2");
    const auto choices = load_choices(paths);
    ASSERT_FALSE(choices);
    EXPECT_THAT(choices.error().message, testing::HasSubstr("choices.json"));
}

TEST(RememberFile, NewestFirstAndOnce) {
    Settings settings;
    remember_file(settings, "/a/1.rrd");
    remember_file(settings, "/b/2.rrd");
    remember_file(settings, "/a/./1.rrd");
    EXPECT_THAT(settings.recent_files, testing::ElementsAre("/a/1.rrd", "/b/2.rrd"));
    EXPECT_EQ(settings.last_folder, "/a");
}

TEST(RememberFile, KeepsTwelve) {
    Settings settings;
    for (int i = 0; i < 30; ++i) {
        remember_file(settings, "/f" + std::to_string(i));
    }
    EXPECT_EQ(settings.recent_files.size(), 12U);
    EXPECT_EQ(settings.recent_files.front(), "/f29");
}

TEST_F(SettingsTest, ColumnsOfTheClassesPanelAreKept) {
    Settings settings;
    settings.class_columns = {false, true, false, true, false};

    ASSERT_TRUE(save_settings(paths, settings));

    EXPECT_EQ(load_settings(paths)->class_columns, settings.class_columns);
}

TEST_F(SettingsTest, ViewOptionsLiveInAFileOfTheirOwn) {
    ViewMemory memory;
    memory.set_mask("app", EntityPath::parse("/mask"), {draw::MaskMode::Outline, 0.5F});

    ASSERT_TRUE(save_view_memory(paths, memory));

    EXPECT_TRUE(fs::exists(folder / "state/limn/views.json"));
    EXPECT_EQ(*load_view_memory(paths), memory);
}

TEST_F(SettingsTest, BrokenViewOptionsNameTheirFile) {
    write(paths.views, "{");

    const auto memory = load_view_memory(paths);

    ASSERT_FALSE(memory);
    EXPECT_THAT(memory.error().message, testing::HasSubstr("views.json"));
}

}  // namespace
}  // namespace limn::session
