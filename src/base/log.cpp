// SPDX-License-Identifier: MIT
#include "base/log.h"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <cstdlib>
#include <memory>
#include <string>

namespace limn::log {
namespace {

spdlog::level::level_enum to_spdlog(Level level) {
    switch (level) {
        case Level::Debug:
            return spdlog::level::debug;
        case Level::Info:
            return spdlog::level::info;
        case Level::Warning:
            return spdlog::level::warn;
        case Level::Error:
            return spdlog::level::err;
    }
    return spdlog::level::err;
}

std::shared_ptr<spdlog::logger> make_logger() {
    auto logger = std::make_shared<spdlog::logger>(
        "limn",
        std::make_shared<spdlog::sinks::stderr_color_sink_mt>()
    );
    logger->set_pattern("limn: %^%l%$: %v");
    const char* wanted = std::getenv("LIMN_LOG");  // NOLINT(concurrency-mt-unsafe)
    logger->set_level(wanted != nullptr ? spdlog::level::from_str(wanted) : spdlog::level::warn);
    return logger;
}

spdlog::logger& logger() {
    static const std::shared_ptr<spdlog::logger> instance = make_logger();
    return *instance;
}

}  // namespace

void write(Level level, std::string_view text) {
    logger().log(to_spdlog(level), "{}", text);
}

void set_level(Level level) {
    logger().set_level(to_spdlog(level));
}

}  // namespace limn::log
