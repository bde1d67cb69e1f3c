// SPDX-License-Identifier: MIT
/// The log: one logger on stderr, so that stdout carries only answers.
///
/// What      Error = something is lost; Warning = we worked around it; Info = rare and interesting;
///           Debug = per operation. `LIMN_LOG=debug` in the environment shows more.
/// Threads   from any thread.
#pragma once

#include <fmt/format.h>

#include <string_view>
#include <utility>

namespace limn::log {

enum class Level { Debug, Info, Warning, Error };

void write(Level level, std::string_view text);

/// Nothing below this level is written. Default: Warning, or what LIMN_LOG says.
void set_level(Level level);

template <typename... Args>
void debug(fmt::format_string<Args...> format, Args&&... args) {
    write(Level::Debug, fmt::format(format, std::forward<Args>(args)...));
}

template <typename... Args>
void info(fmt::format_string<Args...> format, Args&&... args) {
    write(Level::Info, fmt::format(format, std::forward<Args>(args)...));
}

template <typename... Args>
void warning(fmt::format_string<Args...> format, Args&&... args) {
    write(Level::Warning, fmt::format(format, std::forward<Args>(args)...));
}

template <typename... Args>
void error(fmt::format_string<Args...> format, Args&&... args) {
    write(Level::Error, fmt::format(format, std::forward<Args>(args)...));
}

}  // namespace limn::log
