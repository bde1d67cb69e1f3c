// SPDX-License-Identifier: MIT
#include "ui/selection_panel.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/widgets.h"
#include "views/icons.h"
#include "views/rect.h"
#include "views/view_menu.h"

namespace limn::ui {
namespace {

constexpr float kNamesEnd = 108.0F;
constexpr float kValuesBegin = 112.0F;
constexpr float kLeastValue = 80.0F;  ///< A note that leaves less to the value stands below it.

/// Where the parts of a value's row stand, in pixels from its upper left corner.
struct ValueLayout {
    float value_x = 0.0F;
    float value_width = 0.0F;
    float value_height = 0.0F;
    float line = 0.0F;    ///< Of one line of text.
    float top = 0.0F;     ///< Of the first line.
    float height = 0.0F;  ///< Of the row.
    bool is_note_below = false;
};

ValueLayout layout_of(const PanelContext& context, const ValueRow& value, float width) {
    const auto px = [&](float points) { return context.theme.px(points); };
    ImFont* font = context.fonts.row;
    ValueLayout out;
    out.value_x = px(kValuesBegin) + (value.color ? px(22) : 0.0F);
    const float room = std::max(width - px(views::measure::kPadding) - out.value_x, px(40));
    const float note = value.note.empty() ? 0.0F : std::ceil(text_width(font, value.note)) + px(8);
    out.line = font->FontSize;
    const bool fits =
        text_width(font, value.value) <= room - note && value.value.find('\n') == std::string::npos;
    out.is_note_below = note > 0.0F && !fits && room - note < px(kLeastValue);
    out.value_width = out.is_note_below ? room : room - note;
    out.value_height = fits ? out.line : wrapped_height(context, out.value_width, value.value);
    const float least = std::floor(px(views::measure::kRow));
    out.top = std::floor((least - out.line) * 0.5F);
    const float text = out.value_height + (out.is_note_below ? out.line + px(2) : 0.0F);
    out.height = std::max(least, std::ceil(text + 2.0F * out.top));
    return out;
}

}  // namespace

void SelectionPanel::value_ui(const PanelContext& context, const ValueRow& value, int index) {
    const float width = ImGui::GetContentRegionAvail().x;
    const ValueLayout layout = layout_of(context, value, width);
    const std::string id = fmt::format("##value{}", index);
    const RowState state = row(context, id.c_str(), layout.height / context.theme.scale);
    const auto px = [&](float points) { return context.theme.px(points); };
    const Rgba8 muted = state.hovered ? context.theme.muted_on_raised : context.theme.muted;
    const auto line = [&](float x0, float x1, float y) -> views::Rect {
        const glm::vec2 at = state.rect.min;
        return {{at.x + x0, at.y + y}, {at.x + x1, at.y + y + layout.line}};
    };
    const float right = width - px(views::measure::kPadding);
    text_in(
        context,
        line(px(views::measure::kPadding), px(kNamesEnd), layout.top),
        context.fonts.row,
        muted,
        value.name
    );
    if (value.color) {
        const float x = px(kValuesBegin);
        swatch(context, line(x - px(3), x + px(17), layout.top), *value.color, value.round);
    }
    text_wrapped(
        context,
        state.rect.min + glm::vec2(layout.value_x, layout.top),
        layout.value_width,
        value.link ? context.theme.accent : context.theme.text,
        value.value
    );
    const float below = layout.top + layout.value_height + px(2);
    const views::Rect note = layout.is_note_below ? line(layout.value_x, right, below)
                                                  : line(layout.value_x, right, layout.top);
    if (layout.is_note_below) {
        text_in(context, note, context.fonts.row, muted, value.note);
    } else {
        text_right(context, note, context.fonts.row, muted, value.note);
    }
    if (state.hovered) {
        const bool is_name_cut = text_width(context.fonts.row, value.name) > px(kNamesEnd - 10.0F);
        std::string tip = is_name_cut ? value.name : std::string();
        if (const std::string hidden = hidden_text(context, item_, value); !hidden.empty()) {
            tip += (tip.empty() ? "" : "\n") + hidden;
        }
        tooltip(context, true, tip);
    }
    context.probe.add(
        fmt::format("selection/value/{}", value.name),
        state.rect.min.x,
        state.rect.min.y,
        width,
        layout.height
    );
    if (state.right_clicked) {
        menu_row_ = value;
        menu_asked_ = true;
    }
    if (state.clicked && value.link) {
        context.commands.push(session::command::Select{
            {session::Item{*value.link, {}, {}, {}, false}}});
    }
}

/// "… 12 more": a click opens them.
void SelectionPanel::more_ui(const PanelContext& context, const ValueRow& value, int index) {
    const std::string id = fmt::format("##value{}", index);
    const RowState state = row(context, id.c_str(), views::measure::kRow);
    const float width = state.rect.size().x;
    text_in(
        context,
        zone(state.rect, context.theme.px(kValuesBegin), width),
        context.fonts.row,
        context.theme.accent,
        value.value
    );
    tooltip(context, state.hovered, "Show them here");
    context.probe.add(
        fmt::format("selection/more/{}", value.component),
        state.rect.min.x,
        state.rect.min.y,
        width,
        state.rect.size().y
    );
    if (state.clicked && value.index) {
        opened_.texts[{value.entity, value.component}] = *value.index;
    } else if (state.clicked) {
        opened_.pages[{value.entity, value.component}] = 0;
    }
}

void SelectionPanel::pager_ui(const PanelContext& context, const ValueRow& value, int index) {
    const auto px = [&](float points) { return std::floor(context.theme.px(points)); };
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const float height = px(28);
    const std::string probe = fmt::format("selection/page/{}/", value.component);
    float x = at.x + px(kValuesBegin);
    const auto button = [&](const char* name, const char* text, const char* tip) {
        const std::string id = fmt::format("##{}{}", name, index);
        const ChipResult result =
            chip(context, id.c_str(), {x, at.y + px(2)}, text, false, tip, probe + name);
        x += result.width + px(4);
        return result.clicked;
    };
    std::int64_t& page = opened_.pages[{value.entity, value.component}];
    const std::int64_t last =
        std::max<std::int64_t>(num_values(context, value) - 1, 0) / kPageValues;
    page = std::clamp<std::int64_t>(page, 0, last);
    if (last > 0 && button("previous", "‹", "The hundred before")) {
        page = std::max<std::int64_t>(page - 1, 0);
    }
    if (last > 0 && button("next", "›", "The next hundred")) {
        page = std::min(page + 1, last);
    }
    const bool is_closed = button("less", "Less", "Show only the first few");
    text_in(
        context,
        {{x + px(4), at.y}, {at.x + width - px(views::measure::kPadding), at.y + height}},
        context.fonts.row,
        context.theme.muted,
        value.value
    );
    if (is_closed) {
        opened_.pages.erase({value.entity, value.component});
    }
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy(ImVec2(width, height));
}

void SelectionPanel::row_ui(const PanelContext& context, const ValueRow& value, int index) {
    switch (value.kind) {
        case ValueRow::Kind::Heading: {
            const std::string id = fmt::format("##value{}", index);
            const RowState state = row(context, id.c_str(), views::measure::kRow);
            const float pad = context.theme.px(views::measure::kPadding);
            text_in(
                context,
                zone(state.rect, pad, state.rect.size().x - pad),
                context.fonts.header,
                context.theme.muted,
                value.name
            );
            break;
        }
        case ValueRow::Kind::Value:
            value_ui(context, value, index);
            break;
        case ValueRow::Kind::More:
            more_ui(context, value, index);
            break;
        case ValueRow::Kind::Pager:
            pager_ui(context, value, index);
            break;
    }
}

void SelectionPanel::menu_ui(const PanelContext& context, const std::vector<ValueRow>& rows) {
    constexpr const char* kPopup = "##value_menu";
    if (std::exchange(menu_asked_, false)) {
        ImGui::OpenPopup(kPopup);
    }
    const MenuStyle style(context);
    if (!ImGui::BeginPopup(kPopup)) {
        return;
    }
    if (ImGui::MenuItem("Copy value")) {
        ImGui::SetClipboardText(full_value(context, item_, menu_row_).c_str());
    }
    probe_last_item(context, "selection_menu/value");
    if (ImGui::MenuItem("Copy name and value")) {
        const std::string text =
            fmt::format("{}\t{}", menu_row_.name, full_value(context, item_, menu_row_));
        ImGui::SetClipboardText(text.c_str());
    }
    probe_last_item(context, "selection_menu/row");
    if (!menu_row_.note.empty() &&
        ImGui::MenuItem(fmt::format("Copy {}", menu_row_.note).c_str())) {
        const std::string& full = menu_row_.full_note;
        ImGui::SetClipboardText((full.empty() ? menu_row_.note : full).c_str());
    }
    if (ImGui::MenuItem("Copy all")) {
        ImGui::SetClipboardText(all_text(context, item_, rows).c_str());
    }
    probe_last_item(context, "selection_menu/all");
    ImGui::EndPopup();
}

void SelectionPanel::copy_button_ui(
    const PanelContext& context,
    const views::Rect& head,
    const std::vector<ValueRow>& rows
) {
    const float size = head.size().y;
    const float x = head.max.x - size - context.theme.px(4);
    const views::Rect button{{x, head.min.y}, {x + size, head.max.y - 1.0F}};
    if (icon_button(
            context,
            "##copy",
            button,
            views::icon::kCopy,
            "Copy all values",
            false,
            "selection/copy"
        )) {
        ImGui::SetClipboardText(all_text(context, item_, rows).c_str());
    }
}

void SelectionPanel::draw(const PanelContext& context, const views::Rect& rect) {
    const PanelWindow window(context, "##selection", rect, context.theme.panel);
    const float head_height = std::floor(context.theme.px(views::measure::kHeader));
    const views::Rect head{rect.min, {rect.max.x, rect.min.y + head_height}};
    const views::Rect body{{rect.min.x, head.max.y + context.theme.px(4)}, rect.max};
    const session::RecordingState* state = context.session.active_state();
    if (state == nullptr || context.session.active_recording() == nullptr) {
        section_header(context, head, "Selection");
        empty_state(
            context,
            body,
            "Nothing is selected",
            "Click something in a view, an entity or a class to see its values."
        );
        return;
    }
    const bool is_empty = state->selection.empty();
    const session::Item item = is_empty ? session::Item() : state->selection.front();
    if (item != item_) {
        item_ = item;
        opened_ = {};
    }
    if (is_empty) {
        section_header(context, head, "Recording", "nothing is selected");
    } else {
        const std::size_t more = state->selection.size() - 1;
        section_header(
            context,
            head,
            "Selection",
            more == 0 ? item_title(item_) : fmt::format("{} and {} more", item_title(item_), more)
        );
    }
    const std::vector<ValueRow> rows =
        is_empty ? recording_rows(context, opened_) : selection_rows(context, item_, opened_);
    copy_button_ui(context, head, rows);
    const ScrollArea scroll(context, "##selection_rows", body);
    if (!is_empty && !item_.is_class) {
        views::tensor_switch_ui(
            item_.entity,
            context.session,
            context.commands,
            context.theme,
            context.probe
        );
    }
    int index = 0;
    for (const ValueRow& value : rows) {
        row_ui(context, value, index++);
    }
    menu_ui(context, rows);
}

}  // namespace limn::ui
