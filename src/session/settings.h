// SPDX-License-Identifier: MIT
/// Settings and recent files, kept under the XDG folders.
///
/// What      $XDG_CONFIG_HOME/limn/settings.json and $XDG_STATE_HOME/limn/recent.json (with the usual
///           defaults below $HOME); class choices in $XDG_STATE_HOME/limn/choices.json, options of views
///           in views.json beside them.
/// Errors    A broken file is Corrupt or InvalidArgument, one of another version UnsupportedVersion, one that the system
///           does not give Unreadable. None is a reason not to start.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "annotation/class_choices.h"
#include "base/result.h"
#include "session/view_options.h"
#include "session/window_place.h"

namespace limn::session {

enum class ThemeKind : std::uint8_t { Dark, Light };

/// Columns of the classes panel that are wanted; those that find no room are left out, the last ones first.
struct ClassColumns {
    bool instances = true;
    bool pixels = true;
    bool share = true;
    bool first_seen = true;
    bool last_seen = true;

    friend bool operator==(const ClassColumns&, const ClassColumns&) = default;
};

struct Settings {
    ThemeKind theme = ThemeKind::Dark;
    float ui_scale = 0.0F;  ///< 0: follow the display.
    float left_width = 256.0F;
    float right_width = 348.0F;
    float timeline_height = 208.0F;
    float classes_share = 0.62F;  ///< Of the height of the right panel; the selection has the rest.
    bool left_open = true;
    bool right_open = true;
    bool timeline_open = true;
    bool neutral_surround = false;  ///< 18 % grey around pictures.
    bool dim_others = true;         ///< While a class is pointed at in a list.
    bool dim_in_views = false;      ///< While something is pointed at in a view, too.
    bool link_classes =
        true;  ///< A choice applies to the same id and label in other contexts, too.
    ClassColumns class_columns;
    std::vector<std::string> recent_files;  ///< Newest first, at most 12.
    std::string last_folder;
    float memory_percent = 50.0F;       ///< Of the RAM, for data and decoded pictures.
    std::optional<WindowPlace> window;  ///< Where the window was when it closed.

    friend bool operator==(const Settings&, const Settings&) = default;
};

/// An edit of some settings; fields without a value stay as they are. Two patches of one frame both hold.
struct SettingsPatch {
    struct Column {
        bool ClassColumns::*column = nullptr;
        bool is_wanted = true;
    };

    std::optional<ThemeKind> theme = std::nullopt;
    std::optional<float> ui_scale = std::nullopt;
    std::optional<float> left_width = std::nullopt;
    std::optional<float> right_width = std::nullopt;
    std::optional<float> timeline_height = std::nullopt;
    std::optional<float> classes_share = std::nullopt;
    std::optional<bool> left_open = std::nullopt;
    std::optional<bool> right_open = std::nullopt;
    std::optional<bool> timeline_open = std::nullopt;
    std::optional<bool> neutral_surround = std::nullopt;
    std::optional<bool> dim_others = std::nullopt;
    std::optional<bool> dim_in_views = std::nullopt;
    std::optional<bool> link_classes = std::nullopt;
    std::optional<Column> class_column = std::nullopt;
    std::optional<std::string> last_folder = std::nullopt;
    std::optional<float> memory_percent = std::nullopt;
    bool forget_recent_files = false;
};

void apply_patch(Settings& settings, const SettingsPatch& patch);

/// In bytes.
[[nodiscard]] std::uint64_t memory_limit(const Settings& settings);

struct SettingsPaths {
    std::filesystem::path settings;
    std::filesystem::path recent;
    std::filesystem::path choices;
    std::filesystem::path views;
};

/// From the environment.
[[nodiscard]] SettingsPaths settings_paths();

/// Without the recent files.
[[nodiscard]] Result<Settings> load_settings(const SettingsPaths& paths);

/// Members of the file that are not known stay. A file that cannot be read is not written: the error is that of
/// `load_settings`.
[[nodiscard]] Result<void> save_settings(const SettingsPaths& paths, const Settings& settings);

/// The recent files and the last folder of `settings`.
[[nodiscard]] Result<void> load_recent(const SettingsPaths& paths, Settings& settings);
[[nodiscard]] Result<void> save_recent(const SettingsPaths& paths, const Settings& settings);
[[nodiscard]] Result<annotation::ClassChoices> load_choices(const SettingsPaths& paths);
[[nodiscard]] Result<void>
save_choices(const SettingsPaths& paths, const annotation::ClassChoices& choices);
[[nodiscard]] Result<ViewMemory> load_view_memory(const SettingsPaths& paths);
[[nodiscard]] Result<void> save_view_memory(const SettingsPaths& paths, const ViewMemory& memory);

/// Puts a file first in the recent files.
void remember_file(Settings& settings, const std::string& path);

}  // namespace limn::session
