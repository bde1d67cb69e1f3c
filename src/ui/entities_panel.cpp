// SPDX-License-Identifier: MIT
#include "ui/entities_panel.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/hash.h"
#include "ui/entity_summary.h"
#include "ui/fields.h"
#include "ui/text_match.h"
#include "ui/widgets.h"
#include "views/icons.h"
#include "views/path_text.h"

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
        const bool is_reading =
            std::ranges::any_of(context.session.loads, [](const session::LoadState& load) {
                return !load.finished || load.is_live;
            });
        empty_state(
            context,
            {{rect.min.x, top}, rect.max},
            !search_.empty() ? "No entity matches"
            : is_reading     ? "No entities yet"
                             : "No entities",
            !search_.empty() ? "Search looks at the whole path."
            : is_reading     ? "They appear as the recording is read."
                             : "Nothing was logged at an entity."
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

namespace {

bool is_selected(const session::RecordingState& recording, const EntityPath& path) {
    return std::ranges::any_of(recording.selection, [&](const session::Item& item) {
        return item.entity == path && !item.is_class;
    });
}

bool is_lit(const session::Session& session, const EntityPath& path) {
    return session.hover && !session.hover->item.is_class && session.hover->item.entity == path;
}

std::string eye_tooltip(bool hidden, bool hidden_by_parent) {
    if (hidden_by_parent) {
        return "Hidden with its parent";
    }
    return hidden ? "Show this entity and what is below" : "Hide this entity and what is below";
}

/// A stroke through an icon.
void strike(const PanelContext& context, const views::Rect& icon, Rgba8 color) {
    const glm::vec2 middle = (icon.min + icon.max) * 0.5F;
    const float reach = context.theme.px(7.0F);
    ImGui::GetWindowDrawList()->AddLine(
        ImVec2(middle.x - reach, middle.y + reach),
        ImVec2(middle.x + reach, middle.y - reach),
        views::im_color(color),
        context.theme.px(1.5F)
    );
}

}  // namespace

const EntitySummary& EntitiesPanel::summary_of(const PanelContext& context, const Row& entity) {
    static const EntitySummary kFolder{views::icon::kFolder, {}, false};
    if (!entity.has_data) {
        return kFolder;
    }
    const store::Recording& recording = *context.session.active_recording();
    const session::RecordingState& state = *context.session.active_state();
    const store::LatestAtQuery query = context.session.query();
    std::uint64_t key = hash_text(query.timeline, static_cast<std::uint64_t>(query.time));
    key = hash_combine(key, recording.generation());
    key = hash_combine(key, state.undrawn_version);
    key = hash_combine(key, hash_text(recording.id().recording_id));
    if (key != summaries_key_) {
        summaries_key_ = key;
        summaries_.clear();
    }
    const auto [found, is_new] = summaries_.try_emplace(entity.path);
    if (is_new) {
        found->second = summarize(recording, query, entity.path, state.undrawn);
    }
    return found->second;
}

EntitiesPanel::Zones
EntitiesPanel::zones_of(const PanelContext& context, const Row& entity, const views::Rect& rect) {
    const auto px = [&](float points) { return context.theme.px(points); };
    // Deep trees stop going to the right, so that names stay readable; the tooltip has the whole path.
    const float width = rect.size().x;
    const float indent =
        std::min(px(16) * static_cast<float>(entity.depth), std::floor(width * 0.4F));
    const float left = px(8) + indent;
    const float text = left + (entity.has_data || !entity.has_children ? px(39) : px(16));
    return {
        zone(rect, left, left + px(16)),
        zone(rect, left + px(16), left + px(34)),
        zone(rect, text, width - px(34)),
        zone(rect, width - px(30), width - px(6)),
    };
}

void EntitiesPanel::row_ui(const PanelContext& context, const Row& entity, int index) {
    const session::RecordingState& recording = *context.session.active_state();
    const views::Theme& theme = context.theme;
    const bool selected = is_selected(recording, entity.path);
    const bool lit = is_lit(context.session, entity.path);
    const RowLook look = selected ? RowLook::Selected : lit ? RowLook::Lit : RowLook::Plain;
    const std::string id = fmt::format("##entity{}", index);
    const RowState state = row(context, id.c_str(), views::measure::kRow, look);
    const bool hidden = is_hidden(recording.hidden_entities, entity.path);
    const Zones zones = zones_of(context, entity, state.rect);
    const bool raised = state.hovered || look != RowLook::Plain;
    const Rgba8 muted = raised ? theme.muted_on_raised : theme.muted;
    const Rgba8 faded = hidden ? theme.faint : muted;
    if (entity.has_children) {
        icon_in(
            context,
            zones.arrow,
            state.zone_hovered(zones.arrow) ? theme.text : muted,
            folded_.contains(entity.path) ? views::icon::kChevronRight : views::icon::kChevronDown
        );
    }
    views::Rect name = zones.name;
    if (entity.has_data || !entity.has_children) {
        const EntitySummary& summary = summary_of(context, entity);
        icon_in(context, zones.icon, faded, summary.icon);
        if (summary.is_struck) {
            strike(context, zones.icon, faded);
        }
        text_right(context, zones.name, context.fonts.row, faded, summary.detail);
        name.max.x -= text_width(context.fonts.row, summary.detail) + theme.px(6);
    }
    const std::string_view text = search_.empty() ? entity.path.name() : entity.path.text();
    text_in(
        context,
        name,
        context.fonts.row,
        hidden ? theme.faint : theme.text,
        views::fit_path(context.fonts.row, text, name.size().x)
    );
    const Rgba8 eye = state.zone_hovered(zones.eye) ? theme.text : faded;
    icon_in(context, zones.eye, eye, hidden ? views::icon::kEyeOff : views::icon::kEye);
    row_input(context, entity, state, zones);
}

void EntitiesPanel::row_input(
    const PanelContext& context,
    const Row& entity,
    const RowState& state,
    const Zones& zones
) {
    const session::RecordingState& recording = *context.session.active_state();
    const bool hidden = is_hidden(recording.hidden_entities, entity.path);
    const bool by_parent = hidden && !recording.hidden_entities.contains(entity.path);
    const bool on_eye = state.zone_hovered(zones.eye);
    const auto probe = [&](const char* what, const views::Rect& part) {
        const glm::vec2 size = part.size();
        context.probe.add(what + entity.path.text(), part.min.x, part.min.y, size.x, size.y);
    };
    probe("entities/eye", zones.eye);
    probe("entities/row", zones.name);
    if (state.hovered) {
        session::HoverInfo info;
        info.item.entity = entity.path;
        context.hover = info;
        tooltip(
            context,
            true,
            on_eye ? eye_tooltip(hidden, by_parent) : entity_tooltip(entity.path, recording.undrawn)
        );
    }
    const bool on_arrow = state.clicked && state.zone_hovered(zones.arrow);
    if (entity.has_children && (on_arrow || (state.double_clicked && !on_eye))) {
        if (folded_.erase(entity.path) == 0) {
            folded_.insert(entity.path);
        }
        ++folds_;
    } else if (state.clicked && on_eye) {
        if (!by_parent) {
            context.commands.push(session::command::SetEntityVisible{entity.path, hidden});
        }
    } else if (state.clicked) {
        const session::Item item{entity.path, {}, {}, {}, false};
        context.commands.push(session::command::Select{{item}, ImGui::GetIO().KeyCtrl});
    }
}

}  // namespace limn::ui
