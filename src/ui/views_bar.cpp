// SPDX-License-Identifier: MIT
#include "ui/views_bar.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "base/counted.h"
#include "scene/subtrees.h"
#include "session/open_views.h"
#include "ui/fields.h"
#include "ui/text_match.h"
#include "ui/widgets.h"
#include "views/icons.h"
#include "views/open_popup.h"
#include "views/path_text.h"

namespace limn::ui {
namespace {

namespace command = session::command;

constexpr const char* kPopup = "##views_list";
constexpr float kListWidthPt = 360.0F;
constexpr float kListHeightPt = 320.0F;

/// Tiles that can be opened by one click; more are opened one by one.
constexpr std::size_t kMaxAtOnce = 48;

const session::ViewState*
open_view(const session::RecordingState& state, const scene::ViewSpec& spec) {
    const auto found = std::ranges::find_if(state.views, [&](const session::ViewState& view) {
        return session::is_same_view(view.spec, spec);
    });
    return found == state.views.end() ? nullptr : &*found;
}

void row_ui(
    const PanelContext& context,
    const session::RecordingState& state,
    const scene::ViewSpec& spec
) {
    const session::ViewState* view = open_view(state, spec);
    const bool is_3d = spec.kind == scene::ViewKind::Spatial3D;
    const std::string id = fmt::format("{}##{}", is_3d ? "3D" : "2D", spec.origin.text());
    const RowState row = ui::row(context, id.c_str(), views::measure::kRow);
    const auto px = [&](float points) { return context.theme.px(points); };
    const Rgba8 color = view != nullptr ? context.theme.text : context.theme.muted;
    icon_in(context, zone(row.rect, 0, px(26)), color, view != nullptr ? views::icon::kEye : "");
    icon_in(
        context,
        zone(row.rect, px(26), px(50)),
        context.theme.muted,
        is_3d ? views::icon::kCube : views::icon::kImage
    );
    const views::Rect name = zone(row.rect, px(54), row.rect.size().x - px(6));
    const std::string shown = views::fit_path(context.fonts.row, spec.origin.text(), name.size().x);
    text_in(context, name, context.fonts.row, color, shown);
    probe_last_item(
        context,
        fmt::format("views/item/{}{}", is_3d ? "3d" : "2d", spec.origin.text())
    );
    const std::string tip = view != nullptr ? "Close this view" : "Open this view";
    const bool is_cut = shown != spec.origin.text();
    tooltip(context, row.hovered, is_cut ? spec.origin.text() + "\n" + tip : tip);
    if (row.clicked && view != nullptr) {
        context.commands.push(command::CloseView{view->id});
    } else if (row.clicked) {
        context.commands.push(command::OpenViews{{spec}, false});
    }
}

}  // namespace

void ViewsBar::list_ui(const PanelContext& context, const session::RecordingState& state) {
    const auto px = [&](float points) { return context.theme.px(points); };
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const glm::vec2 min{at.x, at.y};
    const views::Rect search{min, min + glm::vec2(px(kListWidthPt), px(26))};
    search_box(context, "##search", search, search_, "Find a view");
    std::vector<const scene::ViewSpec*> found;
    std::vector<scene::ViewSpec> closed;
    for (const scene::ViewSpec& spec : state.proposals) {
        if (search_.empty() || fuzzy_find(spec.origin.text(), search_)) {
            found.push_back(&spec);
            if (open_view(state, spec) == nullptr) {
                closed.push_back(spec);
            }
        }
    }
    const bool can_open_all = !closed.empty() && closed.size() <= kMaxAtOnce;
    const views::Rect list{
        {min.x, search.max.y + px(6)},
        {search.max.x, search.max.y + px(6) + px(kListHeightPt)}};
    {
        const ScrollArea area(context, "##views", list);
        ImGuiListClipper clipper;
        clipper.Begin(static_cast<int>(found.size()), px(views::measure::kRow));
        while (clipper.Step()) {
            for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
                row_ui(context, state, *found[static_cast<std::size_t>(i)]);
            }
        }
    }
    const views::Rect button{
        {min.x, list.max.y + px(6)},
        {search.max.x, list.max.y + px(6) + px(28)}};
    if (can_open_all) {
        const std::string text = fmt::format("Open {} more", closed.size());
        if (push_button(context, "##all", button, "", text, false, "views/open_all")) {
            context.commands.push(command::OpenViews{std::move(closed), false});
        }
    } else {
        idle_button(context, button, closed.empty() ? "All are open" : "Too many to open at once");
    }
    ImGui::SetCursorScreenPos({min.x, button.max.y});
    ImGui::Dummy({px(kListWidthPt), 0.0F});
}

void ViewsBar::refresh(const session::RecordingState& state) {
    Memo memo{state.id, state.undrawn_version, {}};
    std::ranges::transform(state.views, std::back_inserter(memo.open), &session::ViewState::spec);
    if (memo == memo_) {
        return;
    }
    std::vector<scene::ViewContents> open(memo.open.begin(), memo.open.end());
    std::vector<scene::Undrawn> outside;
    std::ranges::copy_if(state.undrawn, std::back_inserter(outside), [&](const auto& undrawn) {
        return std::ranges::none_of(open, [&](const scene::ViewContents& contents) {
            return contents.contains(undrawn.entity);
        });
    });
    outside_ = scene::reasons_of(outside);
    for (const scene::UndrawnReason& reason : undrawn_reasons(state)) {
        if (reason.entities == 0) {
            outside_.push_back(reason);
        }
    }
    memo_ = std::move(memo);
}

/// How many views are not open, and buttons that open them. Returns where it ends.
float ViewsBar::closed_ui(
    const PanelContext& context,
    const session::RecordingState& state,
    const views::Rect& bar,
    std::size_t num_closed
) const {
    const auto px = [&](float points) { return context.theme.px(points); };
    float x = bar.min.x + px(8);
    const auto button =
        [&](const char* id, const std::string& text, const char* tip, const char* probe) {
            const ChipResult result =
                chip(context, id, {x, bar.min.y + px(4)}, text, false, tip, probe);
            x += result.width + px(6);
            return result.clicked;
        };
    const std::string more =
        fmt::format("{}  {}", counted(num_closed, "more view"), views::icon::kCaretDown);
    if (button("##choose", more, "Views that are not open: choose which are", "views/more")) {
        views::open_popup(kPopup);
    }
    const std::size_t page = std::min(session::kMaxOpened, state.proposals.size());
    constexpr const char* kPageTip = "In place of the views that are open";
    for (const bool next : {false, true}) {
        const std::string text = fmt::format("{} {}", next ? "Next" : "Previous", page);
        if (button(
                next ? "##next" : "##previous",
                text,
                kPageTip,
                next ? "views/next" : "views/previous"
            )) {
            context.commands.push(command::OpenViews{session::proposals_beside(state, next), true});
        }
    }
    const std::string text =
        fmt::format("{} of {} are open", state.views.size(), state.proposals.size());
    return text_in(
        context,
        {{x + px(4), bar.min.y}, bar.max},
        context.fonts.row,
        context.theme.muted,
        text
    );
}

void ViewsBar::outside_ui(const PanelContext& context, const views::Rect& rect) const {
    std::string tip;
    std::string names;
    for (const scene::UndrawnReason& reason : outside_) {
        const std::string where = reason.where();
        tip += (tip.empty() ? "" : "\n") + reason.text + (where.empty() ? "" : "\n    " + where);
        names += (names.empty() ? "" : ", ") + reason.text.substr(0, reason.text.find(' '));
    }
    const std::string text = fmt::format("{}  Not shown: {}", views::icon::kInfo, names);
    const float width = std::min(text_width(context.fonts.row, text), rect.size().x);
    if (width < context.theme.px(60)) {
        return;
    }
    const views::Rect place{{rect.max.x - width, rect.min.y}, rect.max};
    ImGui::SetCursorScreenPos({place.min.x, place.min.y});
    const bool clicked = ImGui::InvisibleButton("##outside", {width, place.size().y});
    const bool hovered = ImGui::IsItemHovered();
    probe_last_item(context, "views/undrawn");
    text_in(
        context,
        place,
        context.fonts.row,
        hovered ? context.theme.text : context.theme.muted,
        text
    );
    tooltip(context, hovered, tip);
    if (clicked) {
        context.commands.push(command::ShowDetails{true, std::nullopt});
    }
}

void ViewsBar::draw(const PanelContext& context, views::Rect& area) {
    const session::RecordingState* state = context.session.active_state();
    if (state == nullptr || state->views.empty()) {
        return;
    }
    refresh(*state);
    const std::size_t num_closed = session::num_closed_proposals(*state);
    if (num_closed == 0 && outside_.empty()) {
        return;
    }
    const auto px = [&](float points) { return context.theme.px(points); };
    const float height = std::floor(px(views::measure::kHeader));
    const views::Rect bar{{area.min.x, std::max(area.min.y, area.max.y - height)}, area.max};
    area.max.y = bar.min.y - 1.0F;
    const PanelWindow window(context, "##views_bar", bar, context.theme.panel);
    float x = bar.min.x;
    if (num_closed > 0) {
        x = closed_ui(context, *state, bar, num_closed);
    }
    if (!outside_.empty()) {
        outside_ui(context, {{x + px(16), bar.min.y}, {bar.max.x - px(10), bar.max.y}});
    }
    const MenuStyle style(context);
    if (ImGui::BeginPopup(kPopup)) {
        list_ui(context, *state);
        probe_window(context, "views/list");
        ImGui::EndPopup();
    } else {
        search_.clear();
    }
}

}  // namespace limn::ui
