// SPDX-License-Identifier: MIT
#include "ui/entities_panel.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/hash.h"
#include "ui/entity_summary.h"
#include "ui/text_match.h"
#include "ui/widgets.h"
#include "views/icons.h"

namespace limn::ui {
namespace {

bool is_hidden(const std::set<EntityPath>& hidden, EntityPath path) {
    if (hidden.empty()) {
        return false;
    }
    while (true) {
        if (hidden.contains(path)) {
            return true;
        }
        if (path.is_root()) {
            return false;
        }
        path = path.parent();
    }
}

}  // namespace

void EntitiesPanel::refresh(const PanelContext& context) {
    const store::Recording& recording = *context.session.active_recording();
    std::uint64_t key = hash_combine(recording.entities().size(), folds_);
    key = hash_combine(key, hash_text(recording.id().recording_id));
    key = hash_combine(key, hash_text(search_));
    if (key == rows_key_) {
        return;
    }
    rows_key_ = key;
    rows_.clear();
    const EntityPath root;
    recording.entities().visit(root, [&](const store::EntityTree::Node& node) {
        if (node.path.is_reserved()) {
            return false;
        }
        const bool is_root = node.path.is_root();
        if (is_root && !node.has_data) {
            return true;
        }
        const int depth = static_cast<int>(node.path.parts().size());
        const bool folded = folded_.contains(node.path);
        if (search_.empty() || (node.has_data && fuzzy_match(node.path.text(), search_))) {
            rows_.push_back(
                {node.path,
                 search_.empty() ? std::max(depth - 1, 0) : 0,
                 !node.children.empty() && !is_root,
                 node.has_data}
            );
        }
        return is_root || !search_.empty() || !folded;
    });
}

void EntitiesPanel::draw(const PanelContext& context, const views::Rect& rect) {
    const PanelWindow window(context, "##entities", rect, context.theme.panel);
    const float header = std::floor(context.theme.px(views::measure::kHeader));
    const views::Rect head{rect.min, {rect.max.x, rect.min.y + header}};
    section_header(context, head, "Entities");
    if (context.session.active_recording() == nullptr) {
        return;
    }
    const views::Rect button{{rect.max.x - header, rect.min.y}, {rect.max.x, head.max.y - 1.0F}};
    if (icon_button(
            context,
            "##find",
            button,
            views::icon::kSearch,
            "Search entities",
            searching_,
            "entities/search"
        )) {
        searching_ = !searching_;
        search_.clear();
    }
    float top = head.max.y + context.theme.px(4);
    if (searching_) {
        const float pad = context.theme.px(views::measure::kPadding);
        search_box(
            context,
            "##entity_search",
            {{rect.min.x + pad, top + context.theme.px(2)},
             {rect.max.x - pad, top + context.theme.px(28)}},
            search_,
            "Search entities"
        );
        top += context.theme.px(34);
    }
    refresh(context);
    if (rows_.empty()) {
        empty_state(
            context,
            {{rect.min.x, top}, rect.max},
            search_.empty() ? "No entities yet" : "No entity matches",
            search_.empty() ? "They appear as the recording is read."
                            : "Search looks at the whole path."
        );
        return;
    }
    const ScrollArea scroll(context, "##entity_rows", {{rect.min.x, top}, rect.max});
    ImGuiListClipper clipper;
    clipper.Begin(
        static_cast<int>(rows_.size()),
        std::floor(context.theme.px(views::measure::kRow))
    );
    while (clipper.Step()) {
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
            const Row& row = rows_[static_cast<std::size_t>(i)];
            row_ui(context, row, i);
        }
    }
}

void EntitiesPanel::row_ui(const PanelContext& context, const Row& entity, int index) {
    const session::RecordingState& recording = *context.session.active_state();
    const EntitySummary summary =
        entity.has_data
            ? summarize(*context.session.active_recording(), context.session.query(), entity.path)
            : EntitySummary{views::icon::kFolder, {}};
    const views::Theme& theme = context.theme;
    const auto px = [&](float points) { return theme.px(points); };
    const bool selected = std::ranges::any_of(recording.selection, [&](const session::Item& item) {
        return item.entity == entity.path && !item.is_class;
    });
    const auto& hover = context.session.hover;
    const bool lit = hover && !hover->item.is_class && hover->item.entity == entity.path;
    const std::string id = fmt::format("##entity{}", index);
    const RowState state =
        row(context,
            id.c_str(),
            views::measure::kRow,
            selected ? RowLook::Selected
            : lit    ? RowLook::Lit
                     : RowLook::Plain);
    const float width = state.rect.size().x;
    const bool hidden = is_hidden(recording.hidden_entities, entity.path);
    const bool hidden_by_parent = hidden && !recording.hidden_entities.contains(entity.path);
    const float left = px(8) + px(16) * static_cast<float>(std::min(entity.depth, 24));
    const views::Rect arrow = zone(state.rect, left, left + px(16));
    const views::Rect eye = zone(state.rect, width - px(30), width - px(6));
    const bool raised = state.hovered || selected || lit;
    const Rgba8 muted = raised ? theme.muted_on_raised : theme.muted;
    const Rgba8 text = hidden ? theme.faint : theme.text;
    float x = left + px(16);
    if (entity.has_children) {
        icon_in(
            context,
            arrow,
            state.zone_hovered(arrow) ? theme.text : muted,
            folded_.contains(entity.path) ? views::icon::kChevronRight : views::icon::kChevronDown
        );
    }
    if (entity.has_data || !entity.has_children) {
        icon_in(
            context,
            zone(state.rect, x, x + px(18)),
            hidden ? theme.faint : muted,
            summary.icon
        );
        x += px(23);
    }
    const float detail_width = text_width(context.fonts.row, summary.detail);
    const float detail_right = width - px(34);
    text_in(
        context,
        zone(state.rect, x, detail_right - detail_width - px(6)),
        context.fonts.row,
        text,
        search_.empty() ? entity.path.name() : std::string_view(entity.path.text())
    );
    text_right(
        context,
        zone(state.rect, x, detail_right),
        context.fonts.row,
        hidden ? theme.faint : muted,
        summary.detail
    );
    const bool on_eye = state.zone_hovered(eye);
    icon_in(
        context,
        eye,
        on_eye   ? theme.text
        : hidden ? theme.faint
                 : muted,
        hidden ? views::icon::kEyeOff : views::icon::kEye
    );
    context.probe
        .add("entities/eye" + entity.path.text(), eye.min.x, eye.min.y, eye.size().x, eye.size().y);
    context.probe.add(
        "entities/row" + entity.path.text(),
        state.rect.min.x + x,
        state.rect.min.y,
        px(60),
        state.rect.size().y
    );
    if (state.hovered) {
        session::HoverInfo info;
        info.item.entity = entity.path;
        context.hover = info;
        tooltip(
            context,
            true,
            on_eye ? (hidden_by_parent ? std::string("Hidden with its parent")
                      : hidden         ? std::string("Show this entity and what is below")
                                       : std::string("Hide this entity and what is below"))
                   : entity.path.text()
        );
    }
    if (state.clicked && on_eye) {
        if (!hidden_by_parent) {
            context.commands.push(session::command::SetEntityVisible{entity.path, hidden});
        }
    } else if ((state.clicked && state.zone_hovered(arrow) && entity.has_children) || (state.double_clicked && entity.has_children)) {
        if (folded_.erase(entity.path) == 0) {
            folded_.insert(entity.path);
        }
        ++folds_;
    } else if (state.clicked) {
        context.commands.push(session::command::Select{
            {session::Item{entity.path, {}, {}, {}, false}},
            ImGui::GetIO().KeyCtrl});
    }
}

}  // namespace limn::ui
