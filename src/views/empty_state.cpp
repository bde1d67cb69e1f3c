// SPDX-License-Identifier: MIT
#include "views/empty_state.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <vector>

#include "base/counted.h"
#include "model/short_time.h"
#include "views/text_draw.h"

namespace limn::views {
namespace {

constexpr float kLinePt = 20.0F;

/// Reasons that an empty area lists; the problems page has all.
constexpr std::size_t kMaxReasons = 5;

std::string reasons_text(const std::vector<scene::UndrawnReason>& reasons) {
    std::string text;
    for (std::size_t i = 0; i < std::min(reasons.size(), kMaxReasons); ++i) {
        const std::string where = reasons[i].where();
        text += (i > 0 ? "\n" : "") + reasons[i].text + (where.empty() ? "" : " (" + where + ")");
    }
    if (reasons.size() > kMaxReasons) {
        text += "\n… and " + counted(reasons.size() - kMaxReasons, "more reason");
    }
    return text;
}

const session::LoadState* find_loading(const session::Session& session) {
    const auto loading = std::ranges::find_if(session.loads, [](const session::LoadState& load) {
        return !load.finished;
    });
    return loading == session.loads.end() ? nullptr : &*loading;
}

EmptyState reading(const session::LoadState& load) {
    return {"Reading " + load.name, "Pictures appear as soon as they arrive", "", {}};
}

/// The first problem; nothing if there are notes only.
std::string problem_text(const Diagnostics& problems) {
    std::string text;
    std::size_t more = 0;
    for (const Diagnostic& item : problems.items()) {
        if (item.severity == Severity::Note) {
            continue;
        }
        if (text.empty()) {
            text = item.place + ": " + item.message;
        } else {
            ++more;
        }
    }
    return more > 0 ? text + fmt::format("\n… and {} more", more) : text;
}

/// Properties are no entities.
bool has_entities(const store::Recording& recording) {
    const store::EntityTree::Node& root = recording.entities().root();
    return root.has_data || std::ranges::any_of(root.children, [](const auto& child) {
               return !child.first.is_reserved();
           });
}

/// The lines of a text, none wider than `width` unless a word is.
std::vector<std::string> wrapped(const std::string& text, const ImFont& font, float width) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const char* from = text.data() + at;
        const char* to = text.data() + end;
        do {
            const char* cut = font.CalcWordWrapPositionA(1.0F, from, to, width);
            cut = cut == from ? to : cut;
            lines.emplace_back(from, cut);
            from = cut;
            while (from < to && *from == ' ') {
                ++from;
            }
        } while (from < to);
        at = end + 1;
    }
    return lines;
}

/// Nothing was logged at an entity, but perhaps something about the recording.
EmptyState
without_entities(const store::Recording* recording, const session::RecordingState& state) {
    const std::string blueprint = reasons_text(undrawn_reasons(state));
    if (recording != nullptr && !recording->entities().paths().empty()) {
        const std::string rest = blueprint.empty() ? "" : "\n" + blueprint;
        return {
            "This recording holds properties alone",
            "They are in the panel at the right" + rest,
            "",
            {}};
    }
    return {
        blueprint.empty() ? "This recording holds no data"
                          : "This recording holds no data of its own",
        blueprint.empty() ? "Nothing was logged" : blueprint,
        "",
        {}};
}

EmptyState show_details() {
    EmptyState state;
    state.button = "Show all problems";
    state.command = session::Command(session::command::ShowDetails{true, std::nullopt});
    return state;
}

}  // namespace

EmptyState why_empty(
    const session::Session& session,
    const session::RecordingState& state,
    const HiddenCount& hidden,
    const Diagnostics& problems,
    std::span<const scene::Undrawn> undrawn
) {
    if (hidden.entities > 0) {
        return {
            "Everything here is hidden",
            hidden.text(),
            "Show all",
            session::Command(session::command::ShowAll{})};
    }
    if (const session::LoadState* load = find_loading(session); load != nullptr) {
        return reading(*load);
    }
    if (std::string problem = problem_text(problems); !problem.empty()) {
        EmptyState empty = show_details();
        empty.title = "What is here could not be drawn";
        empty.hint = std::move(problem);
        return empty;
    }
    std::string also = reasons_text(scene::reasons_of(undrawn));
    also = also.empty() ? "" : "\n" + also;
    const bool has_times = !state.time.timeline.empty() && !state.time.range.is_empty();
    if (has_times && state.time.cursor < state.time.range.max) {
        return {
            "Nothing to show at this time",
            fmt::format("The cursor is at {}", format_short(state.time.kind, state.time.cursor)) +
                also,
            "Go to the end",
            session::Command(session::command::JumpTime{true})};
    }
    if (has_times) {
        return {
            "Nothing to show at this time",
            "Move the cursor or choose another timeline below" + also,
            "",
            {}};
    }
    return {"Nothing to show", "What was logged here is empty" + also, "", {}};
}

EmptyState why_no_view(const session::Session& session, const session::RecordingState& state) {
    const store::Recording* recording = session.database.find(state.id);
    if (!state.proposals.empty()) {
        const std::size_t count = state.proposals.size();
        return {
            "No view is open",
            "This recording has " + counted(count, "view"),
            "Open views",
            session::Command(session::command::ResetLayout{})};
    }
    if (const session::LoadState* load = find_loading(session); load != nullptr) {
        return reading(*load);
    }
    if (!state.undrawn.empty()) {
        EmptyState empty = show_details();
        empty.title = "Nothing of this recording is drawn";
        empty.hint = reasons_text(undrawn_reasons(state)) +
                     "\nValues are in the selection panel: click an entity";
        return empty;
    }
    if (recording == nullptr || !has_entities(*recording)) {
        return without_entities(recording, state);
    }
    return {
        "No 2D or 3D data in this recording",
        "Values are in the selection panel: click an entity",
        "",
        {}};
}

bool empty_state_ui(
    const EmptyState& empty,
    const Rect& area,
    const char* id,
    const Theme& theme,
    const Fonts& fonts
) {
    const float width = area.size().x - theme.px(40.0F);
    if (width < theme.px(80.0F) || area.size().y < theme.px(80.0F)) {
        return false;
    }
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const glm::vec2 center = (area.min + area.max) * 0.5F;
    const auto centered = [&](ImFont* font, float y, Rgba8 color, const std::string& text) {
        const float w = std::min(text_size(font, text).x, width);
        draw_text(list, font, {center.x - w * 0.5F, y}, color, text, width);
    };
    const float line = theme.px(kLinePt);
    const std::vector<std::string> lines = wrapped(empty.hint, *fonts.body, width);
    const float height = theme.px(26.0F) + static_cast<float>(lines.size()) * line;
    const float top = center.y - (height + theme.px(empty.button.empty() ? 0.0F : 36.0F)) * 0.5F;
    centered(fonts.title, top, theme.text, empty.title);
    float y = top + theme.px(26.0F);
    for (const std::string& text : lines) {
        centered(fonts.body, y, theme.muted, text);
        y += line;
    }
    if (empty.button.empty()) {
        return false;
    }
    const glm::vec2 label = text_size(fonts.body, empty.button);
    const glm::vec2 size{label.x + theme.px(28.0F), theme.px(28.0F)};
    const glm::vec2 min =
        glm::round(glm::vec2(center.x - size.x * 0.5F, top + height + theme.px(12.0F)));
    const HotSpot spot = hot_spot(id, {min, min + size});
    list.AddRectFilled(
        {min.x, min.y},
        {min.x + size.x, min.y + size.y},
        im_color(spot.hovered ? theme.hover : theme.raised),
        theme.px(measure::kControlRadius)
    );
    list.AddRect(
        {min.x, min.y},
        {min.x + size.x, min.y + size.y},
        im_color(theme.line),
        theme.px(measure::kControlRadius)
    );
    draw_text(list, fonts.body, min + (size - label) * 0.5F, theme.text, empty.button);
    return spot.clicked;
}

}  // namespace limn::views
