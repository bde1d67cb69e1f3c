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

}  // namespace

TextFileReader::TextFileReader(
    int descriptor,
    std::filesystem::path path,
    std::chrono::milliseconds max_silence
)
    : descriptor_(descriptor)
    , path_(std::move(path))
    , max_silence_(max_silence) {}

TextFileReader::TextFileReader(TextFileReader&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1))
    , path_(std::move(other.path_))
    , max_silence_(other.max_silence_) {}

TextFileReader::~TextFileReader() {
    if (descriptor_ >= 0) {
        ::close(descriptor_);
    }
}

Result<std::optional<TextFileReader>>
TextFileReader::open(const std::filesystem::path& path, std::chrono::milliseconds max_silence) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0 && (errno == ENOENT || errno == ENOTDIR)) {
        return std::optional<TextFileReader>();
    }
    if (descriptor < 0) {
        return read_error(path, errno);
    }
    TextFileReader reader(descriptor, path, max_silence);

    struct stat info {};

    if (::fstat(descriptor, &info) == 0 && S_ISDIR(info.st_mode)) {
        return read_error(path, EISDIR);
    }
    return std::optional(std::move(reader));
}

Result<std::size_t> TextFileReader::read(std::span<char> into) {
    while (true) {
        // A pipe that nobody writes to yet would look as if it had ended.
        pollfd wait{descriptor_, POLLIN, 0};
        const int ready = ::poll(&wait, 1, static_cast<int>(max_silence_.count()));
        if (ready == 0) {
            return fail(
                ErrorCode::Unreadable,
                fmt::format("{}: nothing comes through this pipe", path_.string())
            );
        }
        const ssize_t count = ready < 0 ? -1 : ::read(descriptor_, into.data(), into.size());
        if (count >= 0) {
            return static_cast<std::size_t>(count);
        }
        if (errno != EINTR && errno != EAGAIN) {
            return read_error(path_, errno);
        }
    }
}

Result<std::optional<std::string>>
read_text_file(const std::filesystem::path& path, std::chrono::milliseconds max_silence) {
    LIMN_TRY(std::optional<TextFileReader> reader, TextFileReader::open(path, max_silence));
    if (!reader) {
        return std::optional<std::string>();
    }
    std::string text;
    std::array<char, kPieceBytes> piece{};
    while (true) {
        LIMN_TRY(const std::size_t count, reader->read(piece));
        if (count == 0) {
            return std::optional(std::move(text));
        }
        text.append(piece.data(), count);
        if (text.size() > kMaxTextFileBytes) {
            return fail(
                ErrorCode::TooLarge,
                fmt::format(
                    "{}: texts of more than {} MB are not read",
                    path.string(),
                    kMaxTextFileBytes >> 20U
                )
            );
        }
    }
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
