// SPDX-License-Identifier: MIT
#include "session/toasts.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "session/session.h"

namespace limn::session {
namespace {

constexpr std::size_t kMaxEvents = 100;

/// The toast that an event belongs to: of its group, or one that says the same.
Toast* find_toast(
    Session& session,
    ToastKind kind,
    std::string_view title,
    std::string_view reason,
    std::string_view group
) {
    const auto found = std::ranges::find_if(session.toasts, [&](const Toast& toast) {
        const bool is_same =
            group.empty() ? toast.title == title && toast.details == reason : toast.group == group;
        return toast.kind == kind && is_same;
    });
    return found == session.toasts.end() ? nullptr : &*found;
}

void add_event(Toast& toast, Toast::Event&& event) {
    const auto known = std::ranges::find_if(toast.events, [&](const Toast::Event& one) {
        return one.subject == event.subject;
    });
    if (known != toast.events.end()) {
        *known = std::move(event);
        return;
    }
    ++toast.count;
    if (toast.events.size() < kMaxEvents) {
        toast.events.push_back(std::move(event));
    }
}

/// Title and details of all its events.
void describe(Toast& toast) {
    if (toast.count == 1) {
        toast.title = toast.events.front().title;
        toast.details = toast.events.front().reason;
        return;
    }
    toast.title = fmt::format(fmt::runtime(toast.group), toast.count);
    toast.details.clear();
    for (const Toast::Event& event : toast.events) {
        toast.details += fmt::format("{}\n    {}\n", event.title, event.reason);
    }
    if (toast.count > toast.events.size()) {
        toast.details += fmt::format("… and {} more\n", toast.count - toast.events.size());
    }
}

}  // namespace

void add_toast_only(
    Session& session,
    ToastKind kind,
    std::string title,
    std::string reason,
    const ToastGroup& group
) {
    if (Toast* known = find_toast(session, kind, title, reason, group.many); known != nullptr) {
        known->age_secs = 0.0;
        if (group.many.empty()) {
            ++known->count;
        } else {
            add_event(*known, {std::string(group.subject), std::move(title), std::move(reason)});
            describe(*known);
        }
        return;
    }
    Toast toast;
    toast.id = session.next_id++;
    toast.kind = kind;
    toast.title = title;
    toast.details = reason;
    toast.group = group.many;
    toast.events.push_back({std::string(group.subject), std::move(title), std::move(reason)});
    session.toasts.push_back(std::move(toast));
}

void add_toast(
    Session& session,
    ToastKind kind,
    std::string title,
    std::string reason,
    const ToastGroup& group
) {
    if (kind != ToastKind::Info) {
        const Severity severity = kind == ToastKind::Error ? Severity::Error : Severity::Warning;
        session.diagnostics.add(severity, title, reason);
    }
    add_toast_only(session, kind, std::move(title), std::move(reason), group);
}

}  // namespace limn::session
