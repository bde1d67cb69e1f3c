// SPDX-License-Identifier: MIT
/// Where pictures and tables go that a person saves or copies without naming a file.
///
/// Threads   pure functions on the file system.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"
#include "session/commands.h"
#include "session/session.h"

namespace limn::app {

/// A new file in the pictures folder ($XDG_PICTURES_DIR, ~/Pictures, else the home folder):
/// "street_crossing 2D #147" and ".png", with a number behind the name if that is taken.
[[nodiscard]] Result<std::filesystem::path>
new_file_path(std::string_view name, std::string_view extension);

/// A file for the clipboard, in the user's own temporary folder.
[[nodiscard]] Result<std::filesystem::path> clipboard_picture_path();

/// Writes a text to a new file, and says where it is.
void save_text(const session::command::SaveText& request, session::Session& session);

}  // namespace limn::app
