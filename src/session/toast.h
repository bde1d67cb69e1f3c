// SPDX-License-Identifier: MIT
/// Toast: a short message that goes away by itself.
///
/// Threads   plain value.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace limn::session {

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

}  // namespace limn::session
