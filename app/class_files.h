// SPDX-License-Identifier: MIT
/// Files of class choices and palettes: reads and writes them for the window, and says what came of it.
///
/// Errors    become toasts with file and place.
/// Threads   the UI thread.
#pragma once

#include "session/commands.h"
#include "session/session.h"

namespace limn::app {

/// What was read is pushed as commands: it can be undone.
void load_choices(
    const session::command::LoadChoices& request,
    session::Session& session,
    session::CommandSink& commands
);
void save_choices(const session::command::SaveChoices& request, session::Session& session);

void import_palette(
    const session::command::ImportPalette& request,
    session::Session& session,
    session::CommandSink& commands
);

/// The format follows the end of the file's name.
void export_palette(const session::command::ExportPalette& request, session::Session& session);

}  // namespace limn::app
