// SPDX-License-Identifier: MIT
/// Toasts: short messages that float over the window; one per event, similar events as one.
///
/// Threads   the UI thread.
#pragma once

#include <string>
#include <string_view>

#include "session/toast.h"

namespace limn::session {

struct Session;

/// Events of one group share a toast while it is on the screen.
struct ToastGroup {
    std::string_view
        many;  ///< Title for several, with {} for their number: "{} files could not be opened".
    std::string_view subject;  ///< A later event of the same subject replaces the earlier one.
};

/// A message; warnings and errors are also listed on the Problems page, with the same reason.
void add_toast(
    Session& session,
    ToastKind kind,
    std::string title,
    std::string reason,
    const ToastGroup& group = {}
);

/// The same for a fault that the Problems page lists already.
void add_toast_only(
    Session& session,
    ToastKind kind,
    std::string title,
    std::string reason,
    const ToastGroup& group = {}
);

}  // namespace limn::session
