// SPDX-License-Identifier: MIT
#include "ui/recordings_panel.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "ui/recording_facts.h"
#include "ui/widgets.h"
#include "views/icons.h"

namespace limn::ui {
namespace {

std::string recording_tooltip(const PanelContext& context, const session::RecordingState& state) {
    std::string text = fmt::format(
        "{}\napplication {}\nrecording {}",
        state.source,
        state.id.application_id,
        state.id.recording_id
    );
    const store::Recording* recording = context.session.database.find(state.id);
    const std::string properties = recording != nullptr ? properties_text(*recording) : "";
    return properties.empty() ? text : text + "\n" + properties;
}

void recording_row_ui(const PanelContext& context, std::size_t index, RecordingLengths& lengths) {
    const session::RecordingState& state = context.session.recordings[index];
    const bool active = context.session.active == index;
    const std::string id = fmt::format("##recording{}", index);
    const RowState row_state =
        row(context, id.c_str(), views::measure::kRow, active ? RowLook::Selected : RowLook::Plain);
    const views::Theme& theme = context.theme;
    const float width = row_state.rect.size().x;
    const views::Rect dot = zone(row_state.rect, theme.px(8), theme.px(22));
    const glm::vec2 middle = (dot.min + dot.max) * 0.5F;
    ImGui::GetWindowDrawList()->AddCircleFilled(
        ImVec2(middle.x, middle.y),
        theme.px(3.0F),
        views::im_color(active ? theme.accent : theme.faint)
    );
    const bool raised = active || row_state.hovered;
    const Rgba8 muted = raised ? theme.muted_on_raised : theme.muted;
    const views::Rect close = zone(row_state.rect, width - theme.px(28), width - theme.px(4));
    const bool on_close = row_state.zone_hovered(close);
    const store::Recording* recording = context.session.database.find(state.id);
    const std::string length =
        recording != nullptr ? lengths.text(*recording, state, context.session.num_found) : "";
    const float detail = text_width(context.fonts.row, length);
    const float right = width - theme.px(row_state.hovered ? 30 : 10);
    text_in(
        context,
        zone(row_state.rect, theme.px(24), right - detail - theme.px(8)),
        context.fonts.row,
        theme.text,
        state.file_name.empty() ? state.id.application_id : state.file_name
    );
    text_right(
        context,
        zone(row_state.rect, theme.px(24), right),
        context.fonts.row,
        muted,
        length
    );
    if (row_state.hovered) {
        icon_in(context, close, on_close ? theme.text : muted, views::icon::kClose);
    }
    context.probe.add(
        fmt::format("recordings/row/{}", index),
        row_state.rect.min.x,
        row_state.rect.min.y,
        width,
        row_state.rect.size().y
    );
    context.probe.add(
        fmt::format("recordings/close/{}", index),
        close.min.x,
        close.min.y,
        close.size().x,
        close.size().y
    );
    tooltip(
        context,
        row_state.hovered,
        !row_state.hovered ? std::string()
        : on_close         ? std::string("Close this recording")
                           : recording_tooltip(context, state)
    );
    if (row_state.clicked && on_close) {
        context.commands.push(session::command::CloseRecording{index});
    } else if (row_state.clicked) {
        context.commands.push(session::command::ActivateRecording{index});
        if (active) {
            // Without a selection the facts of the recording are shown.
            context.commands.push(session::command::Select{});
        }
    }
}

void load_row_ui(const PanelContext& context, const session::LoadState& load) {
    const std::string id = fmt::format("##load{}", load.id);
    const RowState row_state = row(context, id.c_str(), views::measure::kRow);
    const views::Theme& theme = context.theme;
    const float width = row_state.rect.size().x;
    const float share = load.total_bytes > 0 ? static_cast<float>(load.done_bytes) /
                                                   static_cast<float>(load.total_bytes)
                                             : 0.0F;
    if (!load.finished) {
        fill(
            {{row_state.rect.min.x, row_state.rect.max.y - 2.0F},
             {row_state.rect.min.x + width * std::clamp(share, 0.0F, 1.0F), row_state.rect.max.y}},
            theme.accent
        );
    }
    text_in(
        context,
        zone(row_state.rect, theme.px(24), width - theme.px(60)),
        context.fonts.row,
        theme.muted,
        fmt::format("{} {}", load.finished ? "following" : "reading", load.name)
    );
    const views::Rect cancel = zone(row_state.rect, width - theme.px(28), width - theme.px(4));
    const bool on_cancel = row_state.zone_hovered(cancel);
    icon_in(context, cancel, on_cancel ? theme.text : theme.muted, views::icon::kClose);
    context.probe.add(
        "recordings/cancel/" + load.name,
        cancel.min.x,
        cancel.min.y,
        cancel.size().x,
        cancel.size().y
    );
    tooltip(context, on_cancel, "Stop reading; what was read stays open");
    if (row_state.clicked && on_cancel) {
        context.commands.push(session::command::CancelLoad{load.id});
    }
}

std::size_t num_loading(const session::Session& session) {
    return static_cast<std::size_t>(std::ranges::count_if(
        session.loads,
        [](const session::LoadState& load) { return !load.finished || load.is_live; }
    ));
}

}  // namespace

float recordings_height(const PanelContext& context) {
    const std::size_t rows = std::clamp<std::size_t>(
        context.session.recordings.size() + num_loading(context.session),
        1,
        8
    );
    return std::floor(context.theme.px(views::measure::kHeader)) +
           std::floor(context.theme.px(views::measure::kRow)) * static_cast<float>(rows) +
           context.theme.px(8);
}

void recordings_ui(
    const PanelContext& context,
    const views::Rect& rect,
    RecordingLengths& lengths
) {
    const PanelWindow window(context, "##recordings", rect, context.theme.panel);
    const float header = std::floor(context.theme.px(views::measure::kHeader));
    const views::Rect head{rect.min, {rect.max.x, rect.min.y + header}};
    section_header(context, head, "Recordings");
    const views::Rect button{{rect.max.x - header, rect.min.y}, {rect.max.x, head.max.y - 1.0F}};
    if (icon_button(
            context,
            "##open",
            button,
            views::icon::kPlus,
            "Open a file… (Ctrl+O)",
            false,
            "recordings/open"
        )) {
        context.commands.push(session::command::ShowFileBrowser{true});
    }
    const views::Rect body{{rect.min.x, head.max.y + context.theme.px(4)}, rect.max};
    if (context.session.recordings.empty() && num_loading(context.session) == 0) {
        text_in(
            context,
            {{body.min.x + context.theme.px(10), body.min.y},
             {body.max.x, body.min.y + context.theme.px(24)}},
            context.fonts.row,
            context.theme.muted,
            "Nothing is open"
        );
        return;
    }
    const ScrollArea scroll(context, "##recording_rows", body);
    for (std::size_t i = 0; i < context.session.recordings.size(); ++i) {
        recording_row_ui(context, i, lengths);
    }
    for (const session::LoadState& load : context.session.loads) {
        if (!load.finished || load.is_live) {
            load_row_ui(context, load);
        }
    }
}

}  // namespace limn::ui
