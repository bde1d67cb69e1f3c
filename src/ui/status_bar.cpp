// SPDX-License-Identifier: MIT
#include "ui/status_bar.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "base/counted.h"
#include "base/text.h"
#include "ui/class_color.h"
#include "ui/widgets.h"
#include "views/icons.h"
#include "views/open_popup.h"
#include "views/path_text.h"
#include "views/rect.h"

namespace limn::ui {
namespace {

struct Progress {
    std::string name;
    std::uint64_t done = 0;
    std::uint64_t total = 0;
    std::size_t count = 0;
};

Progress progress_of(const session::Session& session) {
    Progress progress;
    for (const session::LoadState& load : session.loads) {
        if (load.finished) {
            continue;
        }
        ++progress.count;
        progress.done += load.done_bytes;
        progress.total += load.total_bytes;
        progress.name = progress.count == 1 ? load.name : fmt::format("{} files", progress.count);
    }
    return progress;
}

/// A number that ends at `right`. Returns how wide its place is.
float number_ui(
    const PanelContext& context,
    const views::Rect& rect,
    float right,
    float usual,
    std::string_view text
) {
    const views::Rect place = number_place(rect, right, usual, text_width(context.fonts.row, text));
    text_right(context, place, context.fonts.row, context.theme.muted, text);
    return place.size().x;
}

/// Text, a bar and how much of it is done, to the left of `right`. Returns where it began.
float progress_ui(
    const PanelContext& context,
    const views::Rect& rect,
    float right,
    std::string_view text,
    const Progress& progress
) {
    const auto px = [&](float points) { return context.theme.px(points); };
    const auto put = [&](float usual, std::string_view words) {
        const float width = number_ui(context, rect, right, usual, words);
        right -= width + px(14);
    };
    const float share =
        progress.total > 0
            ? std::clamp(
                  static_cast<float>(progress.done) / static_cast<float>(progress.total),
                  0.0F,
                  1.0F
              )
            : 0.0F;
    put(px(36), fmt::format("{:.0f} %", static_cast<double>(share) * 100.0));
    const float middle = (rect.min.y + rect.max.y) * 0.5F;
    const views::Rect bar{{right - px(80), middle - px(2)}, {right, middle + px(2)}};
    fill(bar, context.theme.raised, px(2));
    fill({bar.min, {bar.min.x + bar.size().x * share, bar.max.y}}, context.theme.accent, px(2));
    right -= px(90);
    put(text_width(context.fonts.row, text), text);
    return right;
}

/// The cross that stops what the progress beside it is about.
struct StopButton {
    std::string id;
    const char* tip = "";
    const char* probe = "";
};

/// Progress with a cross at its right. Returns where it began, and says if the cross was clicked.
float stoppable_ui(
    const PanelContext& context,
    const views::Rect& rect,
    float right,
    std::string_view text,
    const Progress& progress,
    const StopButton& stop,
    bool& is_stopped
) {
    const float size = rect.size().y;
    const views::Rect button{{right - size, rect.min.y}, {right, rect.max.y}};
    is_stopped = icon_button(
        context,
        stop.id.c_str(),
        button,
        views::icon::kClose,
        stop.tip,
        false,
        stop.probe
    );
    return progress_ui(context, rect, button.min.x, text, progress);
}

float save_ui(
    const PanelContext& context,
    const views::Rect& rect,
    float right,
    const session::SaveState& save
) {
    const std::string name = std::filesystem::path(save.name).filename().string();
    const Progress progress{name, save.done_bytes, save.total_bytes, 1};
    const StopButton stop{
        fmt::format("##cancel_save{}", save.id),
        "Stop saving; no file is left",
        "status/cancel_save"};
    bool is_stopped = false;
    const float left =
        stoppable_ui(context, rect, right, "saving " + name, progress, stop, is_stopped);
    if (is_stopped) {
        context.commands.push(session::command::CancelSave{save.id});
    }
    return left;
}

/// All that is being read as one.
float loads_ui(const PanelContext& context, const views::Rect& rect, float right) {
    const Progress progress = progress_of(context.session);
    if (progress.count == 0) {
        return right;
    }
    const StopButton stop{
        "##cancel_loads",
        "Stop reading; what was read stays open",
        "status/cancel_load"};
    bool is_stopped = false;
    const float left =
        stoppable_ui(context, rect, right, "reading " + progress.name, progress, stop, is_stopped);
    for (const session::LoadState& load : context.session.loads) {
        if (is_stopped && !load.finished) {
            context.commands.push(session::command::CancelLoad{load.id});
        }
    }
    return left;
}

void hover_ui(const PanelContext& context, const views::Rect& rect) {
    if (!context.session.hover || rect.size().x <= 0.0F) {
        return;
    }
    const session::HoverInfo& hover = *context.session.hover;
    const auto px = [&](float points) { return context.theme.px(points); };
    float x = rect.min.x;
    const auto put = [&](Rgba8 color, std::string_view text) {
        x = text_in(context, {{x, rect.min.y}, rect.max}, context.fonts.row, color, text) + px(8);
    };
    if (hover.pixel) {
        put(context.theme.text, fmt::format("{}, {}", hover.pixel->x, hover.pixel->y));
    }
    if (hover.item.class_id) {
        const annotation::ContextPtr found = context.styles.contexts().find(hover.item.entity);
        const std::uint32_t index = found->style_index(*hover.item.class_id, hover.item.keypoint);
        swatch(
            context,
            {{x, rect.min.y}, {x + px(14), rect.max.y}},
            color_on_screen(context, found, *hover.item.class_id, hover.item.keypoint),
            hover.item.keypoint.has_value()
        );
        x += px(20);
        const auto label = session::StyleCache::label(context.session, *found, index);
        put(context.theme.text, fmt::format("{} {}", *hover.item.class_id, label.value_or("")));
    }
    ImFont* font = context.fonts.row;
    const std::string value = hover.value.empty() ? std::string() : "· " + hover.value;
    if (!hover.item.is_class) {
        const std::string index =
            hover.item.instance ? fmt::format(" [{}]", *hover.item.instance) : std::string();
        const float others = text_width(font, index) + text_width(font, value) + px(8);
        const float room = std::max(rect.max.x - x - others, px(60));
        put(context.theme.muted, views::fit_path(font, hover.item.entity.text(), room) + index);
    }
    if (!value.empty()) {
        put(context.theme.muted, value);
    }
}

/// How much data is in memory, and the menu that says how much may be. Returns what is left of it.
float memory_ui(
    const PanelContext& context,
    const views::Rect& rect,
    float right,
    const FrameInfo& info
) {
    const auto px = [&](float points) { return context.theme.px(points); };
    const std::string text = info.data.num_dropped > 0 ? fmt::format(
                                                             "{} · data {} of {}",
                                                             format_bytes(info.memory_bytes),
                                                             format_bytes(info.data.held_bytes),
                                                             format_bytes(info.data.budget_bytes)
                                                         )
                                                       : format_bytes(info.memory_bytes);
    // What stands beside it does not move with every digit.
    const float usual = px(info.data.num_dropped > 0 ? 196.0F : 60.0F);
    const float width = std::max(text_width(context.fonts.row, text), usual) + px(12);
    const views::Rect button{{right - width, rect.min.y + px(3)}, {right, rect.max.y - px(2)}};
    ImGui::SetCursorScreenPos(ImVec2(button.min.x, button.min.y));
    if (ImGui::InvisibleButton("##memory", ImVec2(button.size().x, button.size().y))) {
        views::open_popup("##memory_limits");
    }
    const bool hovered = ImGui::IsItemHovered();
    if (hovered) {
        fill(button, context.theme.hover, px(4));
    }
    text_right(
        context,
        {{button.min.x, rect.min.y}, {button.max.x - px(6), rect.max.y}},
        context.fonts.row,
        hovered ? context.theme.text : context.theme.muted,
        text
    );
    tooltip(context, hovered, "Memory in use. Click to say how much data may take");
    context.probe
        .add("status/memory", button.min.x, button.min.y, button.size().x, button.size().y);
    const MenuStyle style(context);
    ImGui::SetNextWindowPos({button.max.x, rect.min.y - px(4)}, ImGuiCond_Always, {1.0F, 1.0F});
    if (ImGui::BeginPopup("##memory_limits")) {
        const session::Settings& settings = context.session.settings;
        for (const float percent : {10.0F, 25.0F, 50.0F, 75.0F}) {
            session::Settings other;
            other.memory_percent = percent;
            const std::string item = fmt::format(
                "{:.0f} % of memory: {}",
                static_cast<double>(percent),
                format_bytes(session::memory_limit(other))
            );
            if (ImGui::MenuItem(item.c_str(), nullptr, settings.memory_percent == percent)) {
                context.commands.push(session::command::ChangeSettings{{.memory_percent = percent}}
                );
            }
            probe_last_item(
                context,
                fmt::format("status/memory/{:.0f}", static_cast<double>(percent))
            );
        }
        ImGui::EndPopup();
    }
    return button.min.x - px(8);
}

}  // namespace

views::Rect number_place(const views::Rect& bar, float right, float usual, float text) {
    return {{right - std::max(usual, std::ceil(text)), bar.min.y}, {right, bar.max.y}};
}

void status_bar_ui(const PanelContext& context, const views::Rect& rect, const FrameInfo& info) {
    const PanelWindow window(context, "##status", rect, context.theme.panel);
    const auto px = [&](float points) { return context.theme.px(points); };
    fill({rect.min, {rect.max.x, rect.min.y + 1.0F}}, context.theme.line);
    float right = rect.max.x - px(views::measure::kPadding);
    if (info.memory_bytes > 0) {
        right = memory_ui(context, rect, right, info);
        const std::string frame = fmt::format("{:.1f} ms", static_cast<double>(info.frame_ms));
        const float width = number_ui(context, rect, right, px(56), frame);
        context.probe.add("status/frame", right - width, rect.min.y, width, rect.size().y);
        right -= width + px(14);
    }
    // Left of what stays, so that nothing moves under a pointer that was about to stop them.
    right = loads_ui(context, rect, right);
    for (const session::SaveState& save : context.session.saves) {
        right = save_ui(context, rect, right, save);
    }
    std::uint64_t problems = 0;
    for (const Diagnostic& item : context.session.diagnostics.items()) {
        problems += item.severity == Severity::Note ? 0 : 1;
    }
    if (problems > 0) {
        const std::string text = counted(problems, "problem");
        const float width = text_width(context.fonts.row, text) + px(34);
        const views::Rect button{{right - width, rect.min.y + px(3)}, {right, rect.max.y - px(2)}};
        ImGui::SetCursorScreenPos(ImVec2(button.min.x, button.min.y));
        if (ImGui::InvisibleButton("##problems", ImVec2(button.size().x, button.size().y))) {
            context.commands.push(session::command::ShowDetails{true, std::nullopt});
        }
        const bool hovered = ImGui::IsItemHovered();
        if (hovered) {
            fill(button, context.theme.hover, px(4));
        }
        icon_in(
            context,
            {{button.min.x, rect.min.y}, {button.min.x + px(24), rect.max.y}},
            context.theme.warn_text,
            views::icon::kWarning
        );
        text_in(
            context,
            {{button.min.x + px(26), rect.min.y}, {button.max.x, rect.max.y}},
            context.fonts.row,
            context.theme.text,
            text
        );
        tooltip(context, hovered, "What could not be read or shown, in full");
        context.probe
            .add("status/problems", button.min.x, button.min.y, button.size().x, button.size().y);
        right -= width + px(10);
    }
    hover_ui(
        context,
        {{rect.min.x + px(views::measure::kPadding), rect.min.y}, {right, rect.max.y}}
    );
}

}  // namespace limn::ui
