// SPDX-License-Identifier: MIT
#include "ui/palette_entries.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "session/open_views.h"
#include "ui/text_match.h"
#include "views/swatch.h"

namespace limn::ui {
namespace {

namespace command = session::command;

/// A match in the label beats one in what stands beside it.
constexpr int kDetailPenalty = 60;

void add_actions(const ActionContext& context, std::vector<PaletteEntry>& entries) {
    for (const Action& action : actions()) {
        if (action.id == "edit.palette" || !can_run(action, context)) {
            continue;
        }
        PaletteEntry entry;
        entry.text = std::string(action.name);
        entry.detail = std::string(action.where);
        entry.keys = keys_text(action);
        entry.action = &action;
        entries.push_back(std::move(entry));
    }
}

void add_timelines(const ActionContext& context, std::vector<PaletteEntry>& entries) {
    for (const store::TimelineInfo& info : context.session.active_recording()->timelines()) {
        PaletteEntry entry;
        entry.kind = PaletteEntry::Kind::Timeline;
        entry.text = info.timeline.name;
        entry.detail = "timeline";
        entry.on_enter = command::SetTimeline{info.timeline.name};
        entries.push_back(std::move(entry));
    }
}

void add_classes(const ActionContext& context, std::vector<PaletteEntry>& entries) {
    const std::string& application = context.session.active_state()->id.application_id;
    for (const annotation::ContextPtr& found : context.styles.contexts().all()) {
        for (const annotation::ClassStyle& style : found->classes()) {
            const annotation::ClassChoice choice =
                context.session.choices.get(annotation::choice_key(application, *found, style.id));
            const std::string label = choice.label.value_or(style.label.value_or(""));
            PaletteEntry entry;
            entry.kind = PaletteEntry::Kind::Class;
            entry.text = label.empty() ? fmt::format("class {}", style.id) : label;
            entry.detail = fmt::format("class {} of {}", style.id, found->entity().text());
            entry.color = views::shown_color(
                choice.color.value_or(style.color),
                choice.opacity.value_or(255)
            );
            entry.on_enter =
                command::Select{{session::Item{found->entity(), {}, style.id, {}, true}}};
            entry.on_control_enter = command::SetClassSolo{found, style.id, !choice.soloed};
            entries.push_back(std::move(entry));
        }
    }
}

void add_entities(const ActionContext& context, std::vector<PaletteEntry>& entries) {
    for (const EntityPath& path : context.session.active_recording()->entities().paths()) {
        PaletteEntry entry;
        entry.kind = PaletteEntry::Kind::Entity;
        entry.text = path.text();
        entry.detail = "entity";
        entry.on_enter = command::Select{{session::Item{path, {}, {}, {}, false}}};
        entries.push_back(std::move(entry));
    }
}

void add_views(const ActionContext& context, std::vector<PaletteEntry>& entries) {
    for (scene::ViewSpec& spec : session::closed_proposals(*context.session.active_state())) {
        PaletteEntry entry;
        entry.kind = PaletteEntry::Kind::View;
        entry.text = spec.origin.text();
        entry.detail =
            spec.kind == scene::ViewKind::Spatial3D ? "open the 3D view" : "open the 2D view";
        entry.on_enter = command::OpenViews{{std::move(spec)}, false};
        entries.push_back(std::move(entry));
    }
}

void add_files(const ActionContext& context, std::vector<PaletteEntry>& entries) {
    for (const std::string& file : context.session.settings.recent_files) {
        const std::filesystem::path path(file);
        PaletteEntry entry;
        entry.kind = PaletteEntry::Kind::File;
        entry.text = path.filename().string();
        entry.detail = path.parent_path().string();
        entry.on_enter = command::OpenFiles{{file}};
        entries.push_back(std::move(entry));
    }
}

std::optional<RankedEntry>
ranked(const PaletteEntry& entry, std::size_t index, std::string_view query, int& score) {
    if (auto match = fuzzy_find(entry.text, query)) {
        score = match->score;
        return RankedEntry{index, std::move(match->at)};
    }
    if (const auto match = fuzzy_find(entry.detail, query)) {
        score = match->score - kDetailPenalty;
        return RankedEntry{index, {}};
    }
    return std::nullopt;
}

bool is_shown_unasked(const PaletteEntry& entry) {
    return entry.kind == PaletteEntry::Kind::Action || entry.kind == PaletteEntry::Kind::File;
}

}  // namespace

std::vector<PaletteEntry> collect_entries(const ActionContext& context) {
    std::vector<PaletteEntry> entries;
    add_actions(context, entries);
    if (context.session.active_recording() != nullptr) {
        add_timelines(context, entries);
        add_classes(context, entries);
        add_entities(context, entries);
        add_views(context, entries);
    }
    add_files(context, entries);
    return entries;
}

std::vector<RankedEntry>
rank_entries(const std::vector<PaletteEntry>& entries, std::string_view query, std::size_t most) {
    struct Scored {
        int score = 0;
        RankedEntry entry;
    };

    const bool is_asked = query.find_first_not_of(' ') != std::string_view::npos;
    std::vector<Scored> scored;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        int score = 0;
        if (!is_asked) {
            if (is_shown_unasked(entries[i])) {
                scored.push_back({0, {i, {}}});
            }
        } else if (auto entry = ranked(entries[i], i, query, score)) {
            scored.push_back({score, std::move(*entry)});
        }
    }
    std::ranges::stable_sort(scored, [](const Scored& a, const Scored& b) {
        return a.score > b.score;
    });
    scored.resize(std::min(scored.size(), most));
    std::vector<RankedEntry> out;
    out.reserve(scored.size());
    for (Scored& one : scored) {
        out.push_back(std::move(one.entry));
    }
    return out;
}

}  // namespace limn::ui
