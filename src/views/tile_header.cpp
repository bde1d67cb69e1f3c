// SPDX-License-Identifier: MIT
#include "views/tile_header.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "views/icons.h"
#include "views/open_popup.h"
#include "views/path_text.h"
#include "views/text_draw.h"
#include "views/tooltip.h"
#include "views/view_chrome.h"
#include "views/view_menu.h"

namespace limn::views {
namespace {

namespace command = session::command;

/// With less room, the kind of a view is told by its icon alone.
constexpr float kWordRoomPt = 100.0F;

const char* mask_mode_name(draw::MaskMode mode) {
    switch (mode) {
        case draw::MaskMode::Fill:
            return "fill";
        case draw::MaskMode::Outline:
            return "outline";
        case draw::MaskMode::Both:
            break;
    }
    return "fill + outline";
}

draw::MaskMode next_mode(draw::MaskMode mode) {
    switch (mode) {
        case draw::MaskMode::Fill:
            return draw::MaskMode::Outline;
        case draw::MaskMode::Outline:
            return draw::MaskMode::Both;
        case draw::MaskMode::Both:
            break;
    }
    return draw::MaskMode::Fill;
}

/// Text or icon at the right end; moves `right` to its left edge. True if clicked.
bool right_button(
    const char* id,
    const char* label,
    const std::string& help,
    const ViewContext& context,
    const Rect& bar,
    float& right,
    std::string_view probe,
    std::optional<Rgba8> color = std::nullopt
) {
    const Theme& theme = context.theme;
    const glm::vec2 size = text_size(context.fonts.row, label);
    const float width = std::max(size.x + theme.px(10.0F), theme.px(22.0F));
    const Rect rect{{right - width, bar.min.y}, {right, bar.max.y}};
    const HotSpot spot = hot_spot(id, rect);
    context.probe.add(probe, rect.min.x, rect.min.y, rect.size().x, rect.size().y);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (spot.hovered) {
        list.AddRectFilled(
            {rect.min.x, rect.min.y + theme.px(4.0F)},
            {rect.max.x, rect.max.y - theme.px(4.0F)},
            im_color(theme.hover),
            theme.px(measure::kControlRadius)
        );
        tooltip_ui({theme, context.fonts, context.probe}, help, bar, TipSide::Below);
    }
    const glm::vec2 at{
        rect.min.x + (width - size.x) * 0.5F,
        (bar.min.y + bar.max.y - context.fonts.row->FontSize) * 0.5F};
    const Rgba8 plain = color.value_or(spot.hovered ? theme.text : theme.muted);
    draw_text(list, context.fonts.row, at, plain, label);
    right -= width + theme.px(2.0F);
    return spot.clicked;
}

/// Warnings and errors; notes are no reason to stop anyone.
std::string warnings_text(const Diagnostics& diagnostics) {
    constexpr std::size_t kMaxLines = 12;
    std::string text;
    std::size_t lines = 0;
    for (const Diagnostic& item : diagnostics.items()) {
        if (item.severity == Severity::Note || ++lines > kMaxLines) {
            continue;
        }
        text += (lines > 1 ? "\n" : "") + item.place + ": " + item.message;
        if (item.count > 1) {
            text += fmt::format(" ({} times)", item.count);
        }
    }
    if (lines > kMaxLines) {
        text += fmt::format("\n… {} more", lines - kMaxLines);
    }
    return text;
}

/// Each reason once. What the scene says already of a picture is not said twice.
std::string undrawn_text(const TileHeader& header) {
    std::vector<scene::Undrawn> rest;
    std::ranges::copy_if(header.undrawn, std::back_inserter(rest), [&](const auto& undrawn) {
        return header.scene == nullptr || !scene::is_told(header.scene->diagnostics, undrawn);
    });
    std::string text;
    for (const scene::UndrawnReason& reason : scene::reasons_of(rest)) {
        text += (text.empty() ? "" : "\n") + reason.text + "\n    " + reason.where();
    }
    return text;
}

/// What could not be drawn: amber for problems, quiet for what Limn never draws. Left of `right`.
void problems_button(
    const TileHeader& header,
    const ViewContext& context,
    const Rect& rect,
    float& right
) {
    std::string text =
        header.scene != nullptr ? warnings_text(header.scene->diagnostics) : std::string();
    const bool has_warnings = !text.empty();
    if (const std::string undrawn = undrawn_text(header); !undrawn.empty()) {
        text += (has_warnings ? "\n" : "") + undrawn;
    }
    if (text.empty()) {
        return;
    }
    const bool clicked = right_button(
        "##warnings",
        has_warnings ? icon::kWarning : icon::kInfo,
        text,
        context,
        rect,
        right,
        fmt::format("view/{}/{}", header.index, has_warnings ? "warnings" : "undrawn"),
        has_warnings ? std::optional(context.theme.warn_text) : std::nullopt
    );
    if (clicked) {
        context.commands.push(command::ShowDetails{true, text});
    }
}

/// Buttons from right to left; the left edge of the last one.
float buttons_ui(const TileHeader& header, const ViewContext& context, const Rect& rect) {
    const std::string probe = fmt::format("view/{}/", header.index);
    float right = rect.max.x - context.theme.px(6.0F);
    if (right_button("##menu", icon::kMore, "More", context, rect, right, probe + "menu")) {
        open_popup("##view_menu");
    }
    if (right_button(
            "##maximise",
            header.is_maximised ? icon::kCompress : icon::kExpand,
            header.is_maximised ? "Show all views (Ctrl+M)" : "Maximise (Ctrl+M)",
            context,
            rect,
            right,
            probe + "maximise"
        )) {
        context.commands.push(command::Maximise{
            header.is_maximised ? std::nullopt : std::optional(header.view.id)});
    }
    if (view_has_masks(header.scene) && right_button(
                                            "##masks",
                                            mask_mode_name(header.view.masks),
                                            "How masks are drawn: fill, outline, both (O)",
                                            context,
                                            rect,
                                            right,
                                            probe + "masks"
                                        )) {
        context.commands.push(
            command::EditView{header.view.id, {.masks = next_mode(header.view.masks)}}
        );
    }
    problems_button(header, context, rect, right);
    return right;
}

/// Where the view's entities lie, told apart from the other views.
void path_ui(const TileHeader& header, const ViewContext& context, const Rect& rect) {
    const Theme& theme = context.theme;
    std::vector<EntityPath> others;
    if (const session::RecordingState* state = context.session.active_state()) {
        for (const session::ViewState& view : state->views) {
            others.push_back(view.spec.origin);
        }
    }
    ImFont* font = context.fonts.row;
    const EntityPath& origin = header.view.spec.origin;
    const std::string shown =
        fit_path(font, origin.text(), rect.size().x, telling_parts(origin, others));
    const float y = (rect.min.y + rect.max.y - font->FontSize) * 0.5F;
    draw_text(*ImGui::GetWindowDrawList(), font, {rect.min.x, y}, theme.muted, shown);
    context.probe.add(
        fmt::format("view/{}/title/{}", header.index, shown),
        rect.min.x,
        rect.min.y,
        rect.size().x,
        rect.size().y
    );
    const bool is_hovered =
        ImGui::IsWindowHovered() &&
        ImGui::IsMouseHoveringRect({rect.min.x, rect.min.y}, {rect.max.x, rect.max.y});
    if (is_hovered && shown != origin.text()) {
        tooltip_ui({theme, context.fonts, context.probe}, origin.text(), rect, TipSide::Below);
    }
}

}  // namespace

void tile_header_ui(const TileHeader& header, const ViewContext& context, const Rect& rect) {
    const Theme& theme = context.theme;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled({rect.min.x, rect.min.y}, {rect.max.x, rect.max.y}, im_color(theme.panel));
    list.AddRectFilled(
        {rect.min.x, rect.max.y - 1.0F},
        {rect.max.x, rect.max.y},
        im_color(theme.line)
    );
    const float right = buttons_ui(header, context, rect);

    const bool is_2d = header.view.spec.kind == scene::ViewKind::Spatial2D;
    const float middle = (rect.min.y + rect.max.y) * 0.5F;
    const auto put = [&](ImFont* font, float x, Rgba8 color, std::string_view text) {
        draw_text(list, font, {x, middle - font->FontSize * 0.5F}, color, text);
        return x + text_size(font, text).x;
    };
    float x = rect.min.x + theme.px(measure::kPadding);
    put(context.fonts.row, x, theme.muted, is_2d ? icon::kImage : icon::kCube);
    x += theme.px(22.0F);
    if (right - x > theme.px(kWordRoomPt)) {
        x = put(context.fonts.header, x, theme.text, is_2d ? "2D" : "3D") + theme.px(8.0F);
    }
    const Rect path{{x, rect.min.y}, {right - theme.px(8.0F), rect.max.y}};
    if (path.size().x > theme.px(20.0F)) {
        path_ui(header, context, path);
    }

    if (header.open_menu) {
        ImGui::OpenPopup("##view_menu");
    }
    if (ImGui::BeginPopup("##view_menu")) {
        view_menu_ui(header, context);
        ImGui::EndPopup();
    }
}

}  // namespace limn::views
