// SPDX-License-Identifier: MIT
#include "ui/start_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>

#include "ui/widgets.h"
#include "views/icons.h"

namespace limn::ui {
namespace {

constexpr std::array kSnippet{
    "import rerun as rr",
    "rr.init(\"my_run\")",
    "rr.save(\"my_run.rrd\")",
    "rr.log(\"camera\", rr.AnnotationContext([(1, \"person\", (232, 85, 61))]), static=True)",
    "rr.log(\"camera/mask\", rr.SegmentationImage(mask))",
};

void recent_row_ui(
    const PanelContext& context,
    const std::string& file,
    std::size_t index,
    float left,
    float width
) {
    const std::string id = fmt::format("##recent{}", index);
    const views::Theme& theme = context.theme;
    const ImVec2 at(left, ImGui::GetCursorScreenPos().y);
    const views::Rect rect{{at.x, at.y}, {at.x + width, at.y + std::floor(theme.px(28))}};
    ImGui::SetCursorScreenPos(at);
    const bool clicked = ImGui::InvisibleButton(id.c_str(), ImVec2(width, rect.size().y));
    const bool hovered = ImGui::IsItemHovered();
    if (hovered) {
        fill(rect, theme.hover, theme.px(4));
    }
    const std::filesystem::path path(file);
    icon_in(context, zone(rect, theme.px(4), theme.px(26)), theme.muted, views::icon::kFile);
    const float end = text_in(
        context,
        zone(rect, theme.px(30), width * 0.6F),
        context.fonts.body,
        theme.text,
        path.filename().string()
    );
    text_in(
        context,
        {{end + theme.px(10), rect.min.y}, {rect.max.x - theme.px(6), rect.max.y}},
        context.fonts.row,
        hovered ? theme.muted_on_raised : theme.muted,
        path.parent_path().string()
    );
    context.probe
        .add(fmt::format("start/recent/{}", index), rect.min.x, rect.min.y, width, rect.size().y);
    if (clicked) {
        context.commands.push(session::command::OpenFiles{{file}});
    }
}

float heading(const PanelContext& context, float x, float y, std::string_view text) {
    const float height = context.theme.px(26);
    text_in(
        context,
        {{x, y}, {x + context.theme.px(500), y + height}},
        context.fonts.header,
        context.theme.muted,
        text
    );
    return y + height;
}

/// Muted text in as many lines as it needs; its height.
float paragraph(const PanelContext& context, glm::vec2 at, float width, std::string_view text) {
    ImFont* font = context.fonts.body;
    const char* end = text.data() + text.size();
    ImGui::GetWindowDrawList()->AddText(
        font,
        font->FontSize,
        ImVec2(at.x, at.y),
        views::im_color(context.theme.muted),
        text.data(),
        end,
        width
    );
    return font->CalcTextSizeA(font->FontSize, 1.0e9F, width, text.data(), end).y;
}

void snippet_ui(const PanelContext& context, const views::Rect& rect) {
    fill(rect, context.theme.panel, context.theme.px(6));
    outline(rect, context.theme.line, context.theme.px(6));
    float y = rect.min.y + context.theme.px(10);
    for (const char* line : kSnippet) {
        text_in(
            context,
            {{rect.min.x + context.theme.px(14), y},
             {rect.max.x - context.theme.px(10), y + context.theme.px(20)}},
            context.fonts.row,
            context.theme.text,
            line
        );
        y += context.theme.px(20);
    }
}

}  // namespace

void start_page_ui(const PanelContext& context, const views::Rect& rect) {
    const PanelWindow window(context, "##start", rect, context.theme.ground);
    const views::Theme& theme = context.theme;
    const auto px = [&](float points) { return std::floor(theme.px(points)); };
    const float width = std::min(px(560), rect.size().x - px(40));
    const float left = std::floor((rect.min.x + rect.max.x - width) * 0.5F);
    const std::size_t shown =
        std::min<std::size_t>(context.session.settings.recent_files.size(), 6);
    const float height = px(330) + px(28) * static_cast<float>(shown);
    float y = std::max(rect.min.y + px(24), std::floor((rect.min.y + rect.max.y - height) * 0.45F));

    text_in(
        context,
        {{left, y}, {left + width, y + px(30)}},
        context.fonts.title,
        theme.text,
        "Open a recording"
    );
    y += px(28);
    y += paragraph(
             context,
             {left, y + px(4)},
             width,
             "Drop .rrd files anywhere in this window, or choose one."
         ) +
         px(18);
    const float button_width = std::min(px(150), std::floor((width - px(10)) * 0.5F));
    if (push_button(
            context,
            "##start_open",
            {{left, y}, {left + button_width, y + px(32)}},
            views::icon::kFolder,
            "Open…",
            true,
            "start/open"
        )) {
        context.commands.push(session::command::ShowFileBrowser{true});
    }
    const float second = left + button_width + px(10);
    if (push_button(
            context,
            "##start_demo",
            {{second, y}, {second + button_width, y + px(32)}},
            views::icon::kPlay,
            "Open the demo",
            false,
            "start/demo"
        )) {
        context.commands.push(session::command::OpenDemo{});
    }
    y += px(52);
    if (shown > 0) {
        y = heading(context, left, y, "Recent files");
        for (std::size_t i = 0; i < shown; ++i) {
            ImGui::SetCursorScreenPos(ImVec2(left, y));
            recent_row_ui(context, context.session.settings.recent_files[i], i, left, width);
            y += px(28);
        }
        y += px(16);
    }
    y = heading(context, left, y, "How to log");
    snippet_ui(
        context,
        {{left, y}, {left + width, y + px(20) * static_cast<float>(kSnippet.size()) + px(20)}}
    );
}

}  // namespace limn::ui
