// SPDX-License-Identifier: MIT
#include "base/output_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <utility>

#include "base/output_target.h"

namespace limn {
namespace {

namespace fs = std::filesystem;

constexpr mode_t kReadableByAll = 0666;  // Less what the umask takes away.
constexpr mode_t kOwnerOnly = 0600;      // Until the mode of the target is set.

/// Large writes are cut, so that one call never exceeds what the system takes.
constexpr std::size_t kMostPerCall = std::size_t{1} << 30U;

constexpr std::size_t kBufferBytes = std::size_t{64} << 10U;
constexpr std::size_t kCopyBytes = std::size_t{1} << 20U;
constexpr int kMaxPartNames = 1000;

/// A name in the folder of the target that is valid wherever the target's is: it does not grow with it.
fs::path part_name(const fs::path& target, int number) {
    constexpr std::size_t kMostOfName = 40;
    const std::string name = target.filename().string();
    return target.parent_path() / fmt::format(
                                      ".{}.{}-{}.part",
                                      std::string_view(name).substr(0, kMostOfName),
                                      ::getpid(),
                                      number
                                  );
}

std::string descriptor_path(int descriptor) {
    return fmt::format("/proc/self/fd/{}", descriptor);
}

/// Gives the file that is to replace another one its owner, group and mode. False where the system does not allow that.
bool take_over_rights(int descriptor, const struct stat& info) {
    struct stat own {};

    const bool is_own =
        ::fstat(descriptor, &own) == 0 && own.st_uid == info.st_uid && own.st_gid == info.st_gid;
    return (is_own || ::fchown(descriptor, info.st_uid, info.st_gid) == 0) &&
           ::fchmod(descriptor, info.st_mode & 07777U) == 0;
}

/// Access lists and other attributes of a file, which a file in its place would not have. Those of security modules come from
/// the folder.
bool has_attributes(const fs::path& path) {
    constexpr std::size_t kMostNames = 65536;  // As Linux has it.
    std::string names(kMostNames, '\0');
    const ssize_t size = ::listxattr(path.c_str(), names.data(), names.size());
    std::string_view rest(names.data(), static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('\0'), rest.size() - 1);
        if (!rest.starts_with("security.")) {
            return true;
        }
        rest.remove_prefix(end + 1);
    }
    return false;
}

/// What cannot be brought to a disk: a pipe, a device, a file of /proc.
bool cannot_sync(int code) {
    return code == EINVAL || code == EROFS || code == ENOTSUP;
}

/// After this, the new name survives a loss of power.
void sync_folder(const fs::path& file) {
    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor >= 0) {
        (void)::fsync(descriptor);
        ::close(descriptor);
    }
}

}  // namespace

Result<OutputFile> OutputFile::create(fs::path target, const OutputOptions& options) {
    OutputFile file;
    file.name_ = target.string();
    file.options_ = options;
    LIMN_TRY(OutputTarget found, find_output_target(target));
    file.target_ = std::move(found.path);
    file.target_exists_ = found.kind != OutputKind::Nothing;
    switch (found.kind) {
        case OutputKind::Descriptor:
            file.descriptor_ = found.descriptor;
            return file;
        case OutputKind::Special:
            LIMN_TRY_VOID(file.open_special(file.target_));
            return file;
        case OutputKind::Regular:
        case OutputKind::Nothing:
            break;
    }
    LIMN_TRY_VOID(file.open_regular(file.target_exists_));
    return file;
}

Result<OutputFile> OutputFile::create_growing(fs::path target, const OutputOptions& options) {
    OutputFile file;
    file.name_ = target.string();
    file.options_ = options;
    LIMN_TRY(OutputTarget found, find_output_target(target));
    file.target_ = std::move(found.path);
    if (found.kind == OutputKind::Descriptor) {
        file.descriptor_ = found.descriptor;
        return file;
    }
    if (found.kind == OutputKind::Special) {
        LIMN_TRY_VOID(file.open_special(file.target_));
        return file;
    }
    file.descriptor_ = ::open(
        file.target_.c_str(),
        O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY,
        kReadableByAll
    );
    if (file.descriptor_ < 0) {
        return file.error(errno);
    }
    return file;
}

Result<OutputFile> OutputFile::standard_output() {
    OutputFile file;
    file.name_ = "standard output";
    if (::isatty(STDOUT_FILENO) == 1) {
        return fail(
            ErrorCode::InvalidArgument,
            "standard output is a terminal; redirect it to a file or a program"
        );
    }
    LIMN_TRY(file.descriptor_, duplicate_for_writing(STDOUT_FILENO, file.name_));
    return file;
}

Result<OutputFile> OutputFile::of_argument(const std::string& argument) {
    return argument == kStandardOutput ? standard_output() : create(argument);
}

Result<fs::path> OutputFile::put_aside(const fs::path& path, const std::string& suffix) {
    LIMN_TRY(const OutputTarget found, find_output_target(path));
    if (found.kind != OutputKind::Regular) {
        return fail(ErrorCode::Unreadable, path.string() + ": not a regular file");
    }
    for (int number = 1; number < kMaxPartNames; ++number) {
        fs::path aside = found.path;
        aside += number == 1 ? suffix : fmt::format("{}-{}", suffix, number);
        std::error_code ignored;
        if (fs::symlink_status(aside, ignored).type() != fs::file_type::not_found) {
            continue;
        }
        if (::rename(found.path.c_str(), aside.c_str()) != 0) {
            return output_error(path.string(), found.path, errno);
        }
        return aside;
    }
    return output_error(path.string(), found.path, EEXIST);
}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : name_(std::move(other.name_))
    , target_(std::move(other.target_))
    , part_(std::exchange(other.part_, {}))
    , spool_(std::move(other.spool_))
    , options_(other.options_)
    , way_(other.way_)
    , target_exists_(other.target_exists_)
    , descriptor_(std::exchange(other.descriptor_, -1))
    , waiting_(std::move(other.waiting_)) {}

OutputFile& OutputFile::operator=(OutputFile&& other) noexcept {
    if (this != &other) {
        discard();
        name_ = std::move(other.name_);
        target_ = std::move(other.target_);
        part_ = std::exchange(other.part_, {});
        spool_ = std::move(other.spool_);
        options_ = other.options_;
        way_ = other.way_;
        target_exists_ = other.target_exists_;
        descriptor_ = std::exchange(other.descriptor_, -1);
        waiting_ = std::move(other.waiting_);
    }
    return *this;
}

OutputFile::~OutputFile() {
    discard();
}

Result<void> OutputFile::open_special(const fs::path& path) {
    LIMN_TRY(descriptor_, open_special_file(path, name_, options_.wait_for_reader));
    way_ = Way::Direct;
    return {};
}

Result<void> OutputFile::open_regular(bool exists) {
    struct stat info {};

    if (exists && ::stat(target_.c_str(), &info) != 0) {
        return error(errno);
    }
    if (exists && ::faccessat(AT_FDCWD, target_.c_str(), W_OK, AT_EACCESS) != 0) {
        return error(errno);
    }
    const bool stays = exists && (info.st_nlink > 1 || has_attributes(target_));
    way_ = stays ? Way::InPlace : Way::Replace;
    auto opened = open_part(exists ? kOwnerOnly : kReadableByAll);
    if (!opened && exists) {
        std::error_code ignored;
        spool_ = fs::temp_directory_path(ignored);
        std::string name = (spool_ / "limn-XXXXXX").string();
        descriptor_ = spool_.empty() ? -1 : ::mkostemp(name.data(), O_CLOEXEC);
        if (descriptor_ < 0) {
            return opened;  // The folder of the target is what the user can change.
        }
        ::unlink(name.c_str());
        way_ = Way::InPlace;
        return {};
    }
    LIMN_TRY_VOID(std::move(opened));
    if (exists && !take_over_rights(descriptor_, info)) {
        way_ = Way::InPlace;
    }
    return {};
}

Result<void> OutputFile::open_part(unsigned mode) {
    const fs::path folder = target_.has_parent_path() ? target_.parent_path() : fs::path(".");
    descriptor_ = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, mode);
    if (descriptor_ >= 0 && ::access(descriptor_path(descriptor_).c_str(), F_OK) == 0) {
        return {};  // Can get a name later.
    }
    if (descriptor_ >= 0) {
        ::close(std::exchange(descriptor_, -1));
    }
    // File systems without nameless files.
    for (int number = 0; number < kMaxPartNames; ++number) {
        fs::path part = part_name(target_, number);
        descriptor_ =
            ::open(part.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
        if (descriptor_ >= 0) {
            part_ = std::move(part);
            return {};
        }
        if (errno != EEXIST) {
            return error(errno);
        }
    }
    return error(EEXIST);
}

Result<void> OutputFile::write(std::span<const std::byte> bytes) {
    if (waiting_.size() + bytes.size() < kBufferBytes) {
        waiting_.insert(waiting_.end(), bytes.begin(), bytes.end());
        return {};
    }
    LIMN_TRY_VOID(flush());
    if (bytes.size() < kBufferBytes) {
        waiting_.assign(bytes.begin(), bytes.end());
        return {};
    }
    return write_all(bytes);
}

Result<void> OutputFile::write(std::string_view text) {
    return write(std::as_bytes(std::span(text.data(), text.size())));
}

Result<void> OutputFile::flush() {
    LIMN_TRY_VOID(write_all(waiting_));
    waiting_.clear();
    return {};
}

Result<void> OutputFile::write_all(std::span<const std::byte> bytes) {
    const BrokenPipeAsError guard;
    while (!bytes.empty()) {
        const ssize_t written =
            ::write(descriptor_, bytes.data(), std::min(bytes.size(), kMostPerCall));
        if (written < 0 && errno != EINTR) {
            return spool_.empty() ? error(errno) : spool_error(errno);
        }
        bytes = bytes.subspan(static_cast<std::size_t>(std::max<ssize_t>(written, 0)));
    }
    return {};
}

Result<void> OutputFile::commit() {
    if (descriptor_ < 0) {
        return {};
    }
    LIMN_TRY_VOID(flush());
    if (options_.sync && way_ != Way::InPlace && ::fsync(descriptor_) != 0 && !cannot_sync(errno)) {
        return error(errno);
    }
    if (way_ == Way::Direct) {
        return close();
    }
    if (way_ == Way::InPlace) {
        LIMN_TRY_VOID(copy_over());
        discard();
        return {};
    }
    return put_in_place();
}

Result<void> OutputFile::put_in_place() {
    for (int number = 0; part_.empty() && number < kMaxPartNames; ++number) {
        fs::path part = part_name(target_, number);
        const std::string self = descriptor_path(descriptor_);
        if (::linkat(AT_FDCWD, self.c_str(), AT_FDCWD, part.c_str(), AT_SYMLINK_FOLLOW) == 0) {
            part_ = std::move(part);
        } else if (errno != EEXIST) {
            return error(errno);
        }
    }
    if (::rename(part_.c_str(), target_.c_str()) == 0) {
        part_.clear();
        if (options_.sync) {
            sync_folder(target_);
        }
        return close();
    }
    const int code = errno;
    if (!target_exists_ || (code != EBUSY && code != EXDEV && code != EPERM && code != EACCES)) {
        return error(code);
    }
    LIMN_TRY_VOID(copy_over());  // Mounted by itself, or of another user in a folder of all.
    discard();
    return {};
}

Result<void> OutputFile::copy_over() {
    const int target = ::open(target_.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
    if (target < 0) {
        return error(errno);
    }
    std::vector<std::byte> bytes(kCopyBytes);
    ::off_t size = 0;
    int code = 0;
    while (code == 0) {
        const ssize_t count = ::pread(descriptor_, bytes.data(), bytes.size(), size);
        if (count <= 0) {
            code = count < 0 ? errno : 0;
            break;
        }
        for (ssize_t done = 0; done < count && code == 0;) {
            const ssize_t written =
                ::write(target, bytes.data() + done, static_cast<std::size_t>(count - done));
            code = written < 0 && errno != EINTR ? errno : 0;
            done += std::max<ssize_t>(written, 0);
        }
        size += count;
    }
    if (code == 0 && ::ftruncate(target, size) != 0 && errno != EINVAL) {
        code = errno;
    }
    if (code == 0 && options_.sync && ::fsync(target) != 0 && !cannot_sync(errno)) {
        code = errno;
    }
    if (::close(target) != 0 && code == 0) {
        code = errno;
    }
    return code == 0 ? Result<void>() : Result<void>(error(code));
}

Result<void> OutputFile::close() {
    return ::close(std::exchange(descriptor_, -1)) == 0 ? Result<void>()
                                                        : Result<void>(error(errno));
}

tl::unexpected<Error> OutputFile::spool_error(int code) const {
    return output_error(
        fmt::format("{}: temporary file in {} (TMPDIR)", name_, spool_.string()),
        {},
        code
    );
}

tl::unexpected<Error> OutputFile::error(int code) const {
    return output_error(name_, target_, code);
}

void OutputFile::discard() noexcept {
    if (descriptor_ >= 0) {
        ::close(std::exchange(descriptor_, -1));
    }
    if (!part_.empty()) {
        ::unlink(part_.c_str());
        part_.clear();
    }
}

}  // namespace limn
