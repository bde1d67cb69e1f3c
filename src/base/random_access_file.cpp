// SPDX-License-Identifier: MIT
#include "base/random_access_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>

namespace limn {
namespace {

tl::unexpected<Error> system_error(ErrorCode code) {
    return fail(code, std::error_code(errno, std::generic_category()).message());
}

}  // namespace

Result<std::shared_ptr<const RandomAccessFile>> RandomAccessFile::open(
    const std::filesystem::path& path
) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) {
        return system_error(errno == ENOENT ? ErrorCode::NotFound : ErrorCode::Unreadable);
    }
    // The constructor is private, so make_shared cannot call it.
    std::shared_ptr<const RandomAccessFile> file(new RandomAccessFile(descriptor));
    LIMN_TRY_VOID(file->size());
    return file;
}

Result<std::shared_ptr<const RandomAccessFile>> RandomAccessFile::make_temporary() {
    std::error_code error;
    const std::filesystem::path folder = std::filesystem::temp_directory_path(error);
    if (error) {
        return fail(
            ErrorCode::Unreadable,
            "no folder for temporary files (TMPDIR): " + error.message()
        );
    }
    std::string name = (folder / "limn-XXXXXX").string();
    const int descriptor = ::mkostemp(name.data(), O_CLOEXEC);
    if (descriptor < 0) {
        return tl::unexpected(
            system_error(ErrorCode::Unreadable).value().context(temporary_file_place())
        );
    }
    ::unlink(name.c_str());
    return std::shared_ptr<const RandomAccessFile>(new RandomAccessFile(descriptor));
}

std::string temporary_file_place() {
    std::error_code ignored;
    return fmt::format(
        "temporary file in {} (TMPDIR)",
        std::filesystem::temp_directory_path(ignored).string()
    );
}

Result<void> RandomAccessFile::append(std::uint64_t offset, std::span<const std::byte> bytes)
    const {
    while (!bytes.empty()) {
        const ::ssize_t count =
            ::pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<::off_t>(offset));
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            return system_error(ErrorCode::Unreadable);
        }
        bytes = bytes.subspan(static_cast<std::size_t>(count));
        offset += static_cast<std::uint64_t>(count);
    }
    return {};
}

RandomAccessFile::~RandomAccessFile() {
    ::close(descriptor_);
}

Result<std::uint64_t> RandomAccessFile::size() const {
    struct stat info {};

    if (::fstat(descriptor_, &info) != 0) {
        return system_error(ErrorCode::Unreadable);
    }
    if (S_ISDIR(info.st_mode)) {
        return fail(ErrorCode::Unreadable, "a folder, not a file");
    }
    if (!S_ISREG(info.st_mode)) {
        return fail(ErrorCode::Unreadable, "not a regular file");
    }
    return static_cast<std::uint64_t>(info.st_size);
}

Result<void> RandomAccessFile::read(std::uint64_t offset, std::span<std::byte> out) const {
    while (!out.empty()) {
        const ::ssize_t count =
            ::pread(descriptor_, out.data(), out.size(), static_cast<::off_t>(offset));
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            return system_error(ErrorCode::Unreadable);
        }
        if (count == 0) {
            return fail(ErrorCode::Unreadable, "the file has become shorter since it was opened");
        }
        out = out.subspan(static_cast<std::size_t>(count));
        offset += static_cast<std::uint64_t>(count);
    }
    return {};
}

}  // namespace limn
