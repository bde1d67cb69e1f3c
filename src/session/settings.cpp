// SPDX-License-Identifier: MIT
#include "session/settings.h"

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>
#include <system_error>

#include "base/system_memory.h"
#include "base/text_file.h"

namespace limn::session {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMaxRecentFiles = 12;
constexpr int kVersion = 1;

/// A pipe in the place of a file must not hold the start.
constexpr std::chrono::milliseconds kMaxSilence(500);

std::filesystem::path home_folder() {
    if (const char* home = std::getenv("HOME"); home != nullptr && *home == '/') {
        return home;
    }
    if (const passwd* user = getpwuid(getuid()); user != nullptr && user->pw_dir != nullptr) {
        return user->pw_dir;
    }
    return std::filesystem::temp_directory_path();
}

/// The folder of an XDG variable; relative ones do not count, as the XDG specification wants it.
std::filesystem::path xdg_folder(const char* variable, const char* below_home) {
    if (const char* folder = std::getenv(variable); folder != nullptr && *folder == '/') {
        return std::filesystem::path(folder) / "limn";
    }
    return home_folder() / below_home / "limn";
}

/// An object of this version, or an error that names the file; an empty object if there is no file. Early versions wrote
/// no version.
Result<Json> read_object(const std::filesystem::path& path) {
    LIMN_TRY(const std::optional<std::string> text, read_text_file(path, kMaxSilence));
    if (!text) {
        return Json::object();
    }
    Json json = Json::parse(*text, nullptr, false);
    if (!json.is_object()) {
        return fail(
            ErrorCode::Corrupt,
            fmt::format("{}: not the JSON that Limn writes", path.string())
        );
    }
    if (const auto version = json.find("version"); version != json.end() && *version != kVersion) {
        return fail(
            ErrorCode::UnsupportedVersion,
            fmt::format(
                "{}: version {}; this program reads {}",
                path.string(),
                version->dump(-1, ' ', false, Json::error_handler_t::replace),
                kVersion
            )
        );
    }
    return json;
}

/// A field of another type than expected is left at its default.
void read(const Json& json, const char* name, bool& value) {
    if (const auto it = json.find(name); it != json.end() && it->is_boolean()) {
        value = it->get<bool>();
    }
}

void read(const Json& json, const char* name, std::string& value) {
    if (const auto it = json.find(name); it != json.end() && it->is_string()) {
        value = it->get<std::string>();
    }
}

void read(const Json& json, const char* name, float& value, float low, float high) {
    if (const auto it = json.find(name); it != json.end() && it->is_number()) {
        value = std::clamp(it->get<float>(), low, high);
    }
}

/// Nothing unless it has a position and a size that a window can have.
std::optional<WindowPlace> read_window(const Json& json) {
    const auto number = [&](const char* name) -> std::optional<int> {
        const auto it = json.find(name);
        constexpr std::int64_t kMost = 100'000;
        if (it == json.end() || !it->is_number_integer() ||
            std::abs(it->get<std::int64_t>()) > kMost) {
            return std::nullopt;
        }
        return it->get<int>();
    };
    const auto x = number("x");
    const auto y = number("y");
    const auto width = number("width");
    const auto height = number("height");
    if (!x || !y || !width || !height || *width <= 0 || *height <= 0) {
        return std::nullopt;
    }
    WindowPlace place{{*x, *y}, {*width, *height}, false};
    read(json, "maximised", place.is_maximised);
    return place;
}

void read_settings(const Json& json, Settings& settings) {
    std::string theme;
    read(json, "theme", theme);
    settings.theme = theme == "light" ? ThemeKind::Light : ThemeKind::Dark;
    read(json, "ui_scale", settings.ui_scale, 0.0F, 4.0F);
    if (settings.ui_scale > 0.0F) {
        settings.ui_scale = std::max(settings.ui_scale, 0.5F);
    }
    read(json, "left_width", settings.left_width, 120.0F, 2000.0F);
    read(json, "right_width", settings.right_width, 120.0F, 2000.0F);
    read(json, "timeline_height", settings.timeline_height, 60.0F, 2000.0F);
    read(json, "classes_share", settings.classes_share, 0.1F, 0.9F);
    read(json, "left_open", settings.left_open);
    read(json, "right_open", settings.right_open);
    read(json, "timeline_open", settings.timeline_open);
    read(json, "neutral_surround", settings.neutral_surround);
    read(json, "memory_percent", settings.memory_percent, 1.0F, 90.0F);
    read(json, "dim_others", settings.dim_others);
    read(json, "link_classes", settings.link_classes);
    read(json, "dim_in_views", settings.dim_in_views);
    if (const auto columns = json.find("class_columns");
        columns != json.end() && columns->is_object()) {
        read(*columns, "instances", settings.class_columns.instances);
        read(*columns, "pixels", settings.class_columns.pixels);
        read(*columns, "share", settings.class_columns.share);
        read(*columns, "first_seen", settings.class_columns.first_seen);
        read(*columns, "last_seen", settings.class_columns.last_seen);
    }
    if (const auto window = json.find("window"); window != json.end() && window->is_object()) {
        settings.window = read_window(*window);
    }
}

void read_recent(const Json& json, Settings& settings) {
    read(json, "last_folder", settings.last_folder);
    const auto files = json.find("files");
    if (files == json.end() || !files->is_array()) {
        return;
    }
    for (const Json& file : *files) {
        if (file.is_string() && settings.recent_files.size() < kMaxRecentFiles) {
            settings.recent_files.push_back(file.get<std::string>());
        }
    }
}

std::string to_text(const Json& json) {
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

void apply_patch(Settings& settings, const SettingsPatch& patch) {
    const auto take = [](auto& into, const auto& wanted) {
        if (wanted) {
            into = *wanted;
        }
    };
    take(settings.theme, patch.theme);
    take(settings.ui_scale, patch.ui_scale);
    take(settings.left_width, patch.left_width);
    take(settings.right_width, patch.right_width);
    take(settings.timeline_height, patch.timeline_height);
    take(settings.classes_share, patch.classes_share);
    take(settings.left_open, patch.left_open);
    take(settings.right_open, patch.right_open);
    take(settings.timeline_open, patch.timeline_open);
    take(settings.neutral_surround, patch.neutral_surround);
    take(settings.dim_others, patch.dim_others);
    take(settings.dim_in_views, patch.dim_in_views);
    take(settings.link_classes, patch.link_classes);
    take(settings.last_folder, patch.last_folder);
    take(settings.memory_percent, patch.memory_percent);
    if (patch.class_column && patch.class_column->column != nullptr) {
        settings.class_columns.*(patch.class_column->column) = patch.class_column->is_wanted;
    }
    if (patch.forget_recent_files) {
        settings.recent_files.clear();
    }
}

SettingsPaths settings_paths() {
    const std::filesystem::path config = xdg_folder("XDG_CONFIG_HOME", ".config");
    const std::filesystem::path state = xdg_folder("XDG_STATE_HOME", ".local/state");
    return {
        config / "settings.json",
        state / "recent.json",
        state / "choices.json",
        state / "views.json"};
}

Result<Settings> load_settings(const SettingsPaths& paths) {
    Settings settings;
    LIMN_TRY(const Json json, read_object(paths.settings));
    read_settings(json, settings);
    return settings;
}

Result<void> load_recent(const SettingsPaths& paths, Settings& settings) {
    LIMN_TRY(const Json recent, read_object(paths.recent));
    read_recent(recent, settings);
    return {};
}

Result<void> save_settings(const SettingsPaths& paths, const Settings& settings) {
    // Members that a person or another program added stay.
    LIMN_TRY(Json json, read_object(paths.settings));
    json["version"] = kVersion;
    json["theme"] = settings.theme == ThemeKind::Light ? "light" : "dark";
    json["ui_scale"] = settings.ui_scale;
    json["left_width"] = settings.left_width;
    json["right_width"] = settings.right_width;
    json["timeline_height"] = settings.timeline_height;
    json["classes_share"] = settings.classes_share;
    json["left_open"] = settings.left_open;
    json["right_open"] = settings.right_open;
    json["timeline_open"] = settings.timeline_open;
    json["neutral_surround"] = settings.neutral_surround;
    json["memory_percent"] = settings.memory_percent;
    json["dim_others"] = settings.dim_others;
    json["link_classes"] = settings.link_classes;
    json["dim_in_views"] = settings.dim_in_views;
    const ClassColumns& columns = settings.class_columns;
    json["class_columns"] = {
        {"instances", columns.instances},
        {"pixels", columns.pixels},
        {"share", columns.share},
        {"first_seen", columns.first_seen},
        {"last_seen", columns.last_seen}};
    if (settings.window) {
        json["window"] = {
            {"x", settings.window->position.x},
            {"y", settings.window->position.y},
            {"width", settings.window->size.x},
            {"height", settings.window->size.y},
            {"maximised", settings.window->is_maximised}};
    }
    return write_text_file(paths.settings, to_text(json), kDoNotWait);
}

Result<void> save_recent(const SettingsPaths& paths, const Settings& settings) {
    Json recent;
    recent["version"] = kVersion;
    recent["last_folder"] = settings.last_folder;
    recent["files"] = settings.recent_files;
    return write_text_file(paths.recent, to_text(recent), kDoNotWait);
}

Result<annotation::ClassChoices> load_choices(const SettingsPaths& paths) {
    LIMN_TRY(const std::optional<std::string> text, read_text_file(paths.choices, kMaxSilence));
    if (!text) {
        return annotation::ClassChoices();
    }
    auto choices = annotation::choices_from_json(*text);
    if (!choices) {
        return forward_error(std::move(choices), paths.choices.string());
    }
    return choices;
}

Result<void> save_choices(const SettingsPaths& paths, const annotation::ClassChoices& choices) {
    return write_text_file(paths.choices, annotation::to_json(choices), kDoNotWait);
}

std::uint64_t memory_limit(const Settings& settings) {
    const auto share = static_cast<double>(settings.memory_percent) / 50.0;
    return static_cast<std::uint64_t>(share * static_cast<double>(default_memory_limit()));
}

Result<ViewMemory> load_view_memory(const SettingsPaths& paths) {
    LIMN_TRY(const std::optional<std::string> text, read_text_file(paths.views, kMaxSilence));
    if (!text) {
        return ViewMemory();
    }
    auto memory = view_memory_from_json(*text);
    if (!memory) {
        return forward_error(std::move(memory), paths.views.string());
    }
    return memory;
}

Result<void> save_view_memory(const SettingsPaths& paths, const ViewMemory& memory) {
    return write_text_file(paths.views, to_json(memory), kDoNotWait);
}

void remember_file(Settings& settings, const std::string& path) {
    std::error_code error;
    const std::filesystem::path full = std::filesystem::absolute(path, error);
    const std::string name = error ? path : full.lexically_normal().string();
    std::erase(settings.recent_files, name);
    settings.recent_files.insert(settings.recent_files.begin(), name);
    if (settings.recent_files.size() > kMaxRecentFiles) {
        settings.recent_files.resize(kMaxRecentFiles);
    }
    settings.last_folder = std::filesystem::path(name).parent_path().string();
}

}  // namespace limn::session
