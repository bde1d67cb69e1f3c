// SPDX-License-Identifier: MIT
/// Opens a popup by the button that it hangs on.
///
/// Threads   the UI thread, inside an ImGui frame.
#pragma once

namespace limn::views {

/// What a button does that opens a popup: ImGui::OpenPopup, unless the same press closed it.
void open_popup(const char* name);

}  // namespace limn::views
