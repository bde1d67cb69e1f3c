// SPDX-License-Identifier: MIT
#include "base/text_file.h"

#include <fmt/format.h>
#include <unistd.h>

#include <fstream>
#include <ios>
#include <sstream>
#include <system_error>
#include <utility>

namespace limn {

Result<std::optional<std::string>> read_text_file(const std::filesystem::path& path) {
    std::error_code error;
    const std::uintmax_t size = std::filesystem::file_size(path, error);
    if (error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory) {
        return std::optional<std::string>();
    }
    if (error) {
        return fail(
            ErrorCode::Unreadable,
            fmt::format("{}: cannot be read: {}", path.string(), error.message())
        );
    }
    if (size > kMaxTextFileBytes) {
        return fail(ErrorCode::TooLarge, fmt::format("{}: {} bytes", path.string(), size));
    }
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    if (!file) {
        return fail(ErrorCode::Unreadable, fmt::format("{}: cannot be read", path.string()));
    }
    return std::optional<std::string>(std::move(text).str());
}

Result<void> write_text_file(const std::filesystem::path& path, std::string_view text) {
    std::error_code error;
    if (path.has_parent_path()) {
        std::filesystem::create_directories(path.parent_path(), error);
    }
    if (error) {
        return fail(
            ErrorCode::Unreadable,
            fmt::format("{}: cannot be made: {}", path.parent_path().string(), error.message())
        );
    }
    const std::filesystem::path temporary =
        path.parent_path() / fmt::format(".{}.{}", path.filename().string(), getpid());
    std::ofstream file(temporary, std::ios::binary | std::ios::trunc);
    file.write(text.data(), static_cast<std::streamsize>(text.size()));
    file.close();
    if (file) {
        std::filesystem::rename(temporary, path, error);
    }
    if (!file || error) {
        std::error_code ignored;
        std::filesystem::remove(temporary, ignored);
        return fail(ErrorCode::Unreadable, fmt::format("{}: cannot be written", path.string()));
    }
    return {};
}

}  // namespace limn
