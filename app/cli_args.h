// SPDX-License-Identifier: MIT
/// The command line: words to jobs.
///
/// What      `parse_args` reads nothing but its arguments. The command line is a contract; it is
///           described in docs/COMMANDS.md.
/// Errors    a wrong command line gives an Exit with status 2.
#pragma once

#include <cstdint>
#include <glm/vec2.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "exporter/classes.h"
#include "exporter/convert.h"
#include "exporter/inspect.h"
#include "exporter/query.h"
#include "exporter/render_job.h"
#include "exporter/verify.h"
#include "session/settings.h"

namespace limn::app {

/// `limn [FILE …]`: open the window.
struct WindowArgs {
    std::vector<std::string> files;
    bool demo = false;
    bool follow = false;                      ///< The files are still being written.
    std::optional<session::ThemeKind> theme;  ///< Nothing: as the settings say.
    std::optional<glm::uvec2> window_size;
    std::optional<std::uint64_t> memory_limit_bytes;
    std::optional<std::string> ui_probe;  ///< File for the widgets of each frame, for tests.
};

/// Nothing to do but to say something: help, version, what is wrong with the command line.
struct Exit {
    int status = 0;
    std::string answer;  ///< For stdout.
    std::string talk;    ///< For stderr.
};

using Job = std::variant<
    Exit,
    WindowArgs,
    exporter::RenderJob,
    exporter::InspectJob,
    exporter::ClassesJob,
    exporter::QueryJob,
    exporter::ConvertJob,
    exporter::VerifyJob>;

/// The arguments without the program's name.
[[nodiscard]] Job parse_args(std::vector<std::string> arguments);

}  // namespace limn::app
