// SPDX-License-Identifier: MIT
#include "base/output_target.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

namespace limn {
namespace {

namespace fs = std::filesystem;

constexpr int kMaxLinks = 40;  // As the kernel has it.
constexpr std::chrono::milliseconds kLookAgain(20);

/// The number of "/dev/fd/3" and "/proc/self/fd/3".
std::optional<int> descriptor_in(const fs::path& path) {
    const std::string text = path.string();
    for (const std::string_view folder : {"/dev/fd/", "/proc/self/fd/"}) {
        if (text.starts_with(folder)) {
            const char* begin = text.data() + folder.size();
            const char* end = text.data() + text.size();
            int number = 0;
            const auto [rest, fault] = std::from_chars(begin, end, number);
            if (fault == std::errc() && rest == end && number >= 0) {
                return number;
            }
        }
    }
    return std::nullopt;
}

/// Where a link leads; nothing if it is not one.
std::optional<fs::path> link_target(const fs::path& path) {
    std::error_code error;
    fs::path next = fs::read_symlink(path, error);
    if (error) {
        return std::nullopt;
    }
    return next.is_absolute() ? next : path.parent_path() / next;
}

Result<OutputTarget> existing_target(std::string_view name, fs::path path) {
    struct stat info {};

    if (::stat(path.c_str(), &info) != 0) {
        if (errno == ENOENT && path.has_filename()) {
            return OutputTarget{OutputKind::Nothing, std::move(path), -1};
        }
        return output_error(name, path, errno == ENOENT ? EISDIR : errno);
    }
    if (S_ISDIR(info.st_mode)) {
        return output_error(name, path, EISDIR);
    }
    const OutputKind kind = S_ISREG(info.st_mode) ? OutputKind::Regular : OutputKind::Special;
    return OutputTarget{kind, std::move(path), -1};
}

}  // namespace

Result<OutputTarget> find_output_target(const fs::path& target) {
    const std::string name = target.string();
    if (name.empty()) {
        return fail(ErrorCode::InvalidArgument, "the name of the file to write is empty");
    }
    fs::path path = target;
    for (int i = 0; i <= kMaxLinks; ++i) {
        if (const auto descriptor = descriptor_in(path)) {
            LIMN_TRY(const int own, duplicate_for_writing(*descriptor, name));
            return OutputTarget{OutputKind::Descriptor, std::move(path), own};
        }
        auto next = link_target(path);
        if (!next) {
            return existing_target(name, std::move(path));
        }
        path = std::move(*next);
    }
    return output_error(name, target, ELOOP);
}

Result<int> open_special_file(
    const fs::path& path,
    std::string_view name,
    std::chrono::milliseconds wait_for_reader
) {
    const auto last = std::chrono::steady_clock::now() + wait_for_reader;
    while (true) {
        // Without O_NONBLOCK a pipe that no program reads would hold this thread for ever.
        const int descriptor = ::open(path.c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
        if (descriptor >= 0) {
            (void)::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) & ~O_NONBLOCK);
            return descriptor;
        }
        std::error_code ignored;
        if (errno != ENXIO || !fs::is_fifo(path, ignored)) {
            return output_error(name, path, errno);
        }
        if (std::chrono::steady_clock::now() >= last) {
            return fail(
                ErrorCode::Unreadable,
                fmt::format("{}: a pipe that no program reads", name)
            );
        }
        (void)::poll(nullptr, 0, static_cast<int>(kLookAgain.count()));
    }
}

Result<int> duplicate_for_writing(int descriptor, std::string_view name) {
    const int flags = ::fcntl(descriptor, F_GETFL);
    if (flags < 0) {
        return output_error(name, {}, errno);
    }
    if ((flags & O_ACCMODE) == O_RDONLY) {
        return output_error(name, {}, EACCES);
    }
    const int own = ::fcntl(descriptor, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    return own >= 0 ? Result<int>(own) : Result<int>(output_error(name, {}, errno));
}

tl::unexpected<Error> output_error(std::string_view name, const fs::path& path, int code) {
    const std::string reason = std::error_code(code, std::generic_category()).message();
    const bool is_link = !path.empty() && path.string() != name;
    return fail(
        ErrorCode::Unreadable,
        is_link ? fmt::format("{}: {} ({})", name, reason, path.string())
                : fmt::format("{}: {}", name, reason)
    );
}

BrokenPipeAsError::BrokenPipeAsError() {
    sigset_t pending{};
    was_pending_ = ::sigpending(&pending) == 0 && ::sigismember(&pending, SIGPIPE) == 1;
    sigset_t only{};
    ::sigemptyset(&only);
    ::sigaddset(&only, SIGPIPE);
    ::pthread_sigmask(SIG_BLOCK, &only, &before_);
}

BrokenPipeAsError::~BrokenPipeAsError() {
    const int kept = errno;
    if (!was_pending_ && ::sigismember(&before_, SIGPIPE) == 0) {
        sigset_t only{};
        ::sigemptyset(&only);
        ::sigaddset(&only, SIGPIPE);
        const timespec no_time{};
        while (::sigtimedwait(&only, nullptr, &no_time) < 0 && errno == EINTR) {}
    }
    ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    errno = kept;
}

}  // namespace limn
