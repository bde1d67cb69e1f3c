// SPDX-License-Identifier: MIT
#include "base/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace limn {
namespace {

tl::unexpected<Error> system_error(ErrorCode code) {
    return fail(code, std::error_code(errno, std::generic_category()).message());
}

/// Closes a file descriptor at the end of the scope.
struct FileDescriptor {
    int fd = -1;

    explicit FileDescriptor(int descriptor)
        : fd(descriptor) {}

    FileDescriptor(const FileDescriptor&) = delete;
    FileDescriptor& operator=(const FileDescriptor&) = delete;

    ~FileDescriptor() {
        if (fd >= 0) {
            ::close(fd);
        }
    }
};

}  // namespace

Result<MappedFile> MappedFile::open(const std::filesystem::path& path) {
    const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.fd < 0) {
        return system_error(errno == ENOENT ? ErrorCode::NotFound : ErrorCode::Unreadable);
    }

    struct stat info {};

    if (::fstat(file.fd, &info) != 0) {
        return system_error(ErrorCode::Unreadable);
    }
    if (!S_ISREG(info.st_mode)) {
        return fail(ErrorCode::Unreadable, "not a regular file");
    }
    const auto size = static_cast<std::size_t>(info.st_size);
    if (size == 0) {
        return MappedFile(nullptr, 0);
    }
    void* data = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.fd, 0);
    if (data == MAP_FAILED) {
        return system_error(ErrorCode::Unreadable);
    }
    return MappedFile(static_cast<const std::byte*>(data), size);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr))
    , size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    return *this;
}

MappedFile::~MappedFile() {
    if (data_ != nullptr) {
        ::munmap(const_cast<std::byte*>(data_), size_);  // NOLINT: munmap takes a mutable pointer.
    }
}

}  // namespace limn
