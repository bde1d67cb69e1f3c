// SPDX-License-Identifier: MIT
#include "base/atomic_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace limn {
namespace {

constexpr mode_t kReadableByAll = 0666;  // Less what the umask takes away.

/// Large writes are cut, so that one call never exceeds what the system takes.
constexpr std::size_t kMostPerCall = std::size_t{1} << 30U;

tl::unexpected<Error> path_error(const std::filesystem::path& path, int code) {
    return fail(
        ErrorCode::Unreadable,
        fmt::format(
            "{}: {}",
            path.string(),
            std::error_code(code, std::generic_category()).message()
        )
    );
}

}  // namespace

Result<AtomicFile> AtomicFile::create(std::filesystem::path target) {
    std::error_code ignored;
    if (std::filesystem::is_directory(target, ignored)) {
        return path_error(target, EISDIR);
    }
    if (std::filesystem::exists(target, ignored) &&
        !std::filesystem::is_regular_file(target, ignored)) {
        // Renaming over a device or a pipe would take it away from everybody.
        return fail(
            ErrorCode::InvalidArgument,
            fmt::format("{}: no regular file", target.string())
        );
    }
    std::filesystem::path part = target;
    part += fmt::format(".part-{}", ::getpid());
    const int descriptor =
        ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, kReadableByAll);
    if (descriptor < 0) {
        return path_error(target, errno);
    }
    return AtomicFile(std::move(target), std::move(part), descriptor);
}

AtomicFile::AtomicFile(std::filesystem::path target, std::filesystem::path part, int descriptor)
    : target_(std::move(target))
    , part_(std::move(part))
    , descriptor_(descriptor) {}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : target_(std::move(other.target_))
    , part_(std::move(other.part_))
    , descriptor_(std::exchange(other.descriptor_, -1)) {}

AtomicFile& AtomicFile::operator=(AtomicFile&& other) noexcept {
    if (this != &other) {
        discard();
        target_ = std::move(other.target_);
        part_ = std::move(other.part_);
        descriptor_ = std::exchange(other.descriptor_, -1);
    }
    return *this;
}

AtomicFile::~AtomicFile() {
    discard();
}

Result<void> AtomicFile::write(std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const ssize_t written =
            ::write(descriptor_, bytes.data(), std::min(bytes.size(), kMostPerCall));
        if (written < 0 && errno != EINTR) {
            return error(errno);
        }
        bytes = bytes.subspan(static_cast<std::size_t>(std::max<ssize_t>(written, 0)));
    }
    return {};
}

Result<void> AtomicFile::commit() {
    if (::fsync(descriptor_) != 0 && errno != EINVAL && errno != EROFS) {
        return error(errno);  // EINVAL, EROFS: what cannot be brought to a disk (a pipe, a device).
    }
    if (::close(std::exchange(descriptor_, -1)) != 0 ||
        ::rename(part_.c_str(), target_.c_str()) != 0) {
        const int code = errno;
        ::unlink(part_.c_str());
        return error(code);
    }
    return {};
}

tl::unexpected<Error> AtomicFile::error(int code) const {
    return path_error(target_, code);
}

void AtomicFile::discard() noexcept {
    if (descriptor_ >= 0) {
        ::close(descriptor_);
        ::unlink(part_.c_str());
        descriptor_ = -1;
    }
}

}  // namespace limn
