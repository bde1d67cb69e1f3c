// SPDX-License-Identifier: MIT
/// The window and its frame loop.
///
/// What      poll or wait → ingest → commands → time → panels and views → present; asleep while
///           nothing changes.
/// Errors    No display or no OpenGL 3.3: one line on stderr and exit status 1.
/// Threads   the main thread.
#pragma once

#include "cli_args.h"

namespace limn::app {

[[nodiscard]] int run_window(const WindowArgs& args);

}  // namespace limn::app
