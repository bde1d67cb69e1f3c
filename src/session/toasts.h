// SPDX-License-Identifier: MIT
/// Toasts: short messages that float over the window; one per event, similar events as one.
///
/// Threads   the UI thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace limn::session {

struct Session;

enum class ToastKind : std::uint8_t { Info, Warning, Error };

struct Toast {
    /// What happened to one thing (a file).
    struct Event {
        std::string subject;
        std::string title;
        std::string reason;
    };

    std::uint64_t id = 0;
    ToastKind kind = ToastKind::Info;
    std::string title;    ///< Of the event, or how many there were.
    std::string details;  ///< Reasons, for the details page; may be long.
    std::string group;
    std::vector<Event> events;
    std::uint64_t count = 1;  ///< Events; the list of them is bounded.
    double age_secs = 0.0;
};

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
