// SPDX-License-Identifier: MIT
#include "ui/problems_text.h"

#include <fmt/format.h>

namespace limn::ui {
namespace {

const char* kind_name(Severity severity) {
    switch (severity) {
        case Severity::Error:
            return "error";
        case Severity::Warning:
            return "warning";
        case Severity::Note:
            break;
    }
    return "note";
}

void append(std::string& text, const Diagnostics& diagnostics) {
    for (const Diagnostic& item : diagnostics.items()) {
        text += fmt::format(
            "{}  {}\n    {}{}\n\n",
            kind_name(item.severity),
            item.place,
            item.message,
            item.count > 1 ? fmt::format(" ({} times)", item.count) : ""
        );
    }
    if (diagnostics.dropped() > 0) {
        text += fmt::format("… and {} more\n\n", diagnostics.dropped());
    }
}

}  // namespace

std::string problems_text(const session::Session& session, const Diagnostics& in_views) {
    std::string text;
    append(text, session.diagnostics);
    if (!in_views.empty()) {
        text += "In the open views, at the cursor\n\n";
        append(text, in_views);
    }
    const session::RecordingState* state = session.active_state();
    if (state == nullptr) {
        return text;
    }
    const auto reasons = undrawn_reasons(*state);
    if (!reasons.empty()) {
        text += fmt::format("In {}, and not drawn\n\n", state->file_name);
    }
    for (const scene::UndrawnReason& reason : reasons) {
        const std::string where = reason.where();
        text += reason.text + (where.empty() ? "" : "\n    " + where) + "\n\n";
    }
    return text;
}

}  // namespace limn::ui
