// SPDX-License-Identifier: MIT
#include "base/text_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

namespace limn {
namespace {

constexpr std::size_t kPieceBytes = std::size_t{64} << 10U;

tl::unexpected<Error> read_error(const std::filesystem::path& path, int code) {
    const std::string reason = std::error_code(code, std::generic_category()).message();
    return fail(
        ErrorCode::Unreadable,
        fmt::format("{}: cannot be read: {}", path.string(), reason)
    );
}

Result<std::string> read_descriptor(
    int descriptor,
    const std::filesystem::path& path,
    std::chrono::milliseconds max_silence
) {
    std::string text;
    std::array<char, kPieceBytes> piece{};
    while (true) {
        // A pipe that nobody writes to yet would look as if it had ended.
        pollfd wait{descriptor, POLLIN, 0};
        const int ready = ::poll(&wait, 1, static_cast<int>(max_silence.count()));
        if (ready == 0) {
            return fail(
                ErrorCode::Unreadable,
                fmt::format("{}: nothing comes through this pipe", path.string())
            );
        }
        const ssize_t count = ready < 0 ? -1 : ::read(descriptor, piece.data(), piece.size());
        if (count < 0 && (errno == EINTR || errno == EAGAIN)) {
            continue;
        }
        if (count < 0) {
            return read_error(path, errno);
        }
        if (count == 0) {
            return text;
        }
        text.append(piece.data(), static_cast<std::size_t>(count));
        if (text.size() > kMaxTextFileBytes) {
            return fail(
                ErrorCode::TooLarge,
                fmt::format("{}: more than {} bytes", path.string(), kMaxTextFileBytes)
            );
        }
    }
}

}  // namespace

Result<std::optional<std::string>>
read_text_file(const std::filesystem::path& path, std::chrono::milliseconds max_silence) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0 && (errno == ENOENT || errno == ENOTDIR)) {
        return std::optional<std::string>();
    }
    if (descriptor < 0) {
        return read_error(path, errno);
    }

    struct stat info {};

    const bool is_folder = ::fstat(descriptor, &info) == 0 && S_ISDIR(info.st_mode);
    auto text = is_folder ? Result<std::string>(read_error(path, EISDIR))
                          : read_descriptor(descriptor, path, max_silence);
    ::close(descriptor);
    return std::move(text).map([](std::string&& all) { return std::optional(std::move(all)); });
}

Result<void> write_text_file(
    const std::filesystem::path& path,
    std::string_view text,
    const OutputOptions& options
) {
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
    LIMN_TRY(OutputFile file, OutputFile::create(path, options));
    LIMN_TRY_VOID(file.write(text));
    return file.commit();
}

}  // namespace limn
