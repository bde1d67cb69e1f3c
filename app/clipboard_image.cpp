// SPDX-License-Identifier: MIT
#include "clipboard_image.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <system_error>
#include <thread>
#include <vector>

namespace limn::app {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::milliseconds kMostWait{2000};
constexpr std::chrono::milliseconds kPoll{5};

std::optional<fs::path> find_program(std::string_view name) {
    const char* path = std::getenv("PATH");
    std::string_view folders = path != nullptr ? path : "/usr/local/bin:/usr/bin:/bin";
    while (!folders.empty()) {
        const std::size_t end = folders.find(':');
        const fs::path program = fs::path(folders.substr(0, end)) / name;
        folders.remove_prefix(end == std::string_view::npos ? folders.size() : end + 1);
        if (access(program.c_str(), X_OK) == 0 && fs::is_regular_file(program)) {
            return program;
        }
    }
    return std::nullopt;
}

struct Helper {
    std::string name;
    fs::path program;
    std::vector<std::string> arguments;
};

/// Both read the picture from their input and stay behind to hand it out.
std::optional<Helper> find_helper() {
    const bool is_wayland = std::getenv("WAYLAND_DISPLAY") != nullptr;
    if (const auto program = is_wayland ? find_program("wl-copy") : std::nullopt) {
        return Helper{"wl-copy", *program, {"--type", "image/png"}};
    }
    if (const auto program = find_program("xclip")) {
        return Helper{"xclip", *program, {"-selection", "clipboard", "-t", "image/png", "-i"}};
    }
    return std::nullopt;
}

/// Its input is the file, its talk goes nowhere.
Result<pid_t> start(const Helper& helper, const fs::path& png) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, png.c_str(), O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    std::vector<std::string> words{helper.name};
    words.insert(words.end(), helper.arguments.begin(), helper.arguments.end());
    std::vector<char*> arguments;
    for (std::string& word : words) {
        arguments.push_back(word.data());
    }
    arguments.push_back(nullptr);
    pid_t child = 0;
    const int error =
        posix_spawn(&child, helper.program.c_str(), &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) {
        return fail(
            ErrorCode::Unreadable,
            fmt::format("{}: {}", helper.name, std::generic_category().message(error))
        );
    }
    return child;
}

Result<void> wait_for(pid_t child, const std::string& name) {
    const auto end = std::chrono::steady_clock::now() + kMostWait;
    int status = 0;
    while (std::chrono::steady_clock::now() < end) {
        const pid_t ended = waitpid(child, &status, WNOHANG);
        if (ended == child && WIFEXITED(status) && WEXITSTATUS(status) == 0) {
            return {};
        }
        if (ended == child || (ended < 0 && errno != EINTR)) {
            return fail(ErrorCode::Unreadable, name + " did not take the picture");
        }
        std::this_thread::sleep_for(kPoll);
    }
    kill(child, SIGTERM);
    waitpid(child, &status, 0);
    return fail(ErrorCode::Unreadable, name + " did not answer");
}

}  // namespace

Result<std::string> copy_png_to_clipboard(const fs::path& png) {
    const std::optional<Helper> helper = find_helper();
    if (!helper) {
        return fail(ErrorCode::NotFound, "neither xclip nor wl-copy is installed");
    }
    LIMN_TRY(const pid_t child, start(*helper, png));
    LIMN_TRY_VOID(wait_for(child, helper->name));
    return helper->name;
}

}  // namespace limn::app
