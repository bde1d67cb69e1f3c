// SPDX-License-Identifier: MIT
#include "saved_files.h"

#include <fmt/format.h>

#include <cstdlib>

#include "base/text_file.h"
#include "session/toasts.h"

namespace limn::app {
namespace {

namespace fs = std::filesystem;

constexpr int kMaxSameName = 9999;

fs::path from_environment(const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr && *value == '/' ? fs::path(value) : fs::path();
}

bool is_folder(const fs::path& path) {
    std::error_code error;
    return !path.empty() && fs::is_directory(path, error);
}

fs::path pictures_folder() {
    if (const fs::path named = from_environment("XDG_PICTURES_DIR"); is_folder(named)) {
        return named;
    }
    const fs::path home = from_environment("HOME");
    if (is_folder(home / "Pictures")) {
        return home / "Pictures";
    }
    if (is_folder(home)) {
        return home;
    }
    std::error_code error;
    return fs::current_path(error);
}

/// Without what file names or people stumble over.
std::string file_name_of(std::string_view name) {
    std::string out;
    for (const char c : name) {
        const bool odd = c == '/' || c == '\\' || c == ':' || static_cast<unsigned char>(c) < 0x20;
        out += odd ? '-' : c;
    }
    constexpr std::size_t kMaxBytes = 120;
    if (out.size() > kMaxBytes) {
        std::size_t end = kMaxBytes;
        while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0U) == 0x80U) {
            --end;
        }
        out.resize(end);
    }
    return out.empty() ? "limn" : out;
}

}  // namespace

Result<fs::path> new_file_path(std::string_view name, std::string_view extension) {
    const fs::path folder = pictures_folder();
    const std::string stem = file_name_of(name);
    for (int i = 1; i <= kMaxSameName; ++i) {
        const std::string number = i > 1 ? fmt::format(" ({})", i) : std::string();
        fs::path path = folder / fmt::format("{}{}{}", stem, number, extension);
        std::error_code error;
        if (fs::symlink_status(path, error).type() == fs::file_type::not_found) {
            return path;
        }
    }
    return fail(
        ErrorCode::Unreadable,
        fmt::format("there are too many files called “{}” in {}", stem, folder.string())
    );
}

Result<fs::path> clipboard_picture_path() {
    std::error_code error;
    fs::path folder = from_environment("XDG_RUNTIME_DIR");
    if (!is_folder(folder)) {
        folder = from_environment("XDG_CACHE_HOME");
    }
    if (!is_folder(folder)) {
        folder = from_environment("HOME") / ".cache";
    }
    folder /= "limn";
    fs::create_directories(folder, error);
    if (error) {
        return fail(ErrorCode::Unreadable, error.message() + ": " + folder.string());
    }
    return folder / "copied picture.png";
}

void save_text(const session::command::SaveText& request, session::Session& session) {
    const auto path = new_file_path(request.name, request.extension);
    const Result<void> written = path ? write_text_file(*path, request.text, kDoNotWait)
                                      : Result<void>(tl::unexpected(path.error()));
    if (written) {
        session::add_toast(
            session,
            session::ToastKind::Info,
            fmt::format("Saved {}", path->string()),
            ""
        );
    } else {
        session::add_toast(
            session,
            session::ToastKind::Error,
            "The file could not be saved",
            written.error().message
        );
    }
}

}  // namespace limn::app
