// SPDX-License-Identifier: MIT
#include "ui/selection_panel.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/counted.h"
#include "base/text.h"
#include "media/codec.h"
#include "model/component_names.h"
#include "store/component_view.h"
#include "ui/recording_facts.h"
#include "ui/value_text.h"
#include "ui/widgets.h"
#include "views/icons.h"
#include "views/view_menu.h"

namespace limn::ui {
namespace {

constexpr std::int64_t kMaxValues = 6;

struct ValueRow {
    std::string name;
    std::string value;
    std::string note;  ///< Right-aligned, muted: "id 9", "static".
    std::optional<Rgba8> color;
    bool round = false;
    std::optional<EntityPath> link;
    bool is_heading = false;
};

std::string short_name(std::string_view component) {
    const std::size_t colon = component.find(':');
    std::string name(colon == std::string_view::npos ? component : component.substr(colon + 1));
    std::ranges::replace(name, '_', ' ');
    return name;
}

std::string item_title(const session::Item& item) {
    if (item.is_class) {
        return fmt::format("class {}", item.class_id.value_or(0));
    }
    return item.instance ? fmt::format("{} [{}]", item.entity.text(), *item.instance)
                         : item.entity.text();
}

/// Class, keypoint and context of the item.
void add_class_rows(
    const PanelContext& context,
    const session::Item& item,
    std::vector<ValueRow>& rows
) {
    const annotation::ContextPtr found = context.styles.contexts().find(item.entity);
    const session::RecordingState& state = *context.session.active_state();
    if (item.class_id) {
        const ClassId id = *item.class_id;
        const std::uint32_t index = found->style_index(id);
        const draw::StyleEntry* entry =
            context.styles.table(found, id, context.session).find(index);
        const auto label = session::StyleCache::label(context.session, *found, index);
        rows.push_back(
            {"class",
             label.value_or("no label"),
             fmt::format("id {}", id),
             entry != nullptr ? entry->color : found->color(id),
             false,
             {},
             false}
        );
    }
    if (item.class_id && item.keypoint) {
        const std::uint32_t index = found->style_index(*item.class_id, item.keypoint);
        const auto label = session::StyleCache::label(context.session, *found, index);
        rows.push_back(
            {"keypoint",
             label.value_or("no label"),
             fmt::format("id {}", *item.keypoint),
             found->color(*item.class_id, item.keypoint),
             true,
             {},
             false}
        );
    }
    if (found->exists()) {
        rows.push_back(
            {"context from",
             found->entity().text(),
             format_time(state.time.kind, found->time()),
             {},
             false,
             found->entity(),
             false}
        );
    }
    if (item.class_id) {
        if (const annotation::ClassStyle* style = found->find(*item.class_id)) {
            rows.push_back(
                {"skeleton",
                 fmt::format(
                     "{}, {}",
                     counted(style->keypoints.size(), "keypoint"),
                     counted(style->connections.size(), "connection")
                 ),
                 "",
                 {},
                 false,
                 {},
                 false}
            );
            if (style->keypoints.empty() && style->connections.empty()) {
                rows.pop_back();
            }
        }
    }
}

/// Text of one value, with ids and colors resolved.
ValueRow resolve_value(
    const PanelContext& context,
    const session::Item& item,
    std::string_view component,
    const arrow::Array& values,
    std::int64_t index
) {
    ValueRow row;
    row.value = value_text(values, index);
    const annotation::ContextPtr found = context.styles.contexts().find(item.entity);
    const auto ids = values.values<std::uint16_t>();
    const auto at = static_cast<std::size_t>(index);
    if (component.ends_with(":class_ids") && at < ids.size()) {
        row.color = found->color(ids[at]);
        row.note = fmt::format("id {}", ids[at]);
        const auto label =
            session::StyleCache::label(context.session, *found, found->style_index(ids[at]));
        row.value = label.value_or("no label");
    } else if (component.ends_with(":keypoint_ids") && at < ids.size() && item.class_id) {
        row.color = found->color(*item.class_id, ids[at]);
        row.round = true;
        row.note = fmt::format("id {}", ids[at]);
        row.value = session::StyleCache::label(
                        context.session,
                        *found,
                        found->style_index(*item.class_id, ids[at])
        )
                        .value_or("no label");
    } else if (values.type_id() == arrow::TypeId::UInt32 && (component.ends_with(":colors") || component.ends_with(":color"))) {
        row.color = Rgba8::from_rrggbbaa(values.values<std::uint32_t>()[at]);
        row.value = to_hex(*row.color);
    }
    return row;
}

std::string blob_text(const store::Cell& cell) {
    const auto blob = store::first_blob(cell);
    if (!blob) {
        return {};
    }
    const std::string_view type = media::sniff_media_type(blob->bytes);
    return type.empty() ? format_bytes(blob->bytes.size())
                        : fmt::format("{}, {}", type, format_bytes(blob->bytes.size()));
}

void add_component_rows(
    const PanelContext& context,
    const session::Item& item,
    const store::ComponentInfo& info,
    std::vector<ValueRow>& rows
) {
    const store::Recording& recording = *context.session.active_recording();
    const session::RecordingState& state = *context.session.active_state();
    const auto cell = recording.latest_at(context.session.query(), item.entity, info.name);
    const std::string name = short_name(info.name);
    if (!cell) {
        rows.push_back({name, "not set at this time", "", {}, false, {}, false});
        return;
    }
    const std::string when = format_time(state.time.kind, cell->time);
    const arrow::Array values = cell->values();
    if (info.name.ends_with(":buffer") || info.name.ends_with(":blob")) {
        rows.push_back({name, blob_text(*cell), when, {}, false, {}, false});
        return;
    }
    if (info.name.ends_with(":format")) {
        if (const auto format = store::first_image_format(*cell)) {
            rows.push_back({name, to_string(*format), when, {}, false, {}, false});
            return;
        }
    }
    if (info.name == component::kAnnotationContext) {
        const auto logged = store::annotation_context(*cell);
        rows.push_back(
            {name,
             counted(logged ? logged->classes.size() : 0, "class", "classes"),
             when,
             {},
             false,
             {},
             false}
        );
        return;
    }
    if (item.instance && values.length() > 0) {
        const std::int64_t index = std::min<std::int64_t>(*item.instance, values.length() - 1);
        ValueRow row = resolve_value(context, item, info.name, values, index);
        row.name = name;
        rows.push_back(std::move(row));
        return;
    }
    rows.push_back(
        {name,
         values.length() == 1 ? "" : fmt::format("{} instances", values.length()),
         when,
         {},
         false,
         {},
         false}
    );
    for (std::int64_t i = 0; i < std::min(values.length(), kMaxValues); ++i) {
        ValueRow row = resolve_value(context, item, info.name, values, i);
        if (values.length() == 1) {
            row.name = rows.back().name;
            row.note = row.note.empty() ? when : row.note;
            rows.back() = std::move(row);
        } else {
            row.name = fmt::format("  [{}]", i);
            rows.push_back(std::move(row));
        }
    }
    if (values.length() > kMaxValues) {
        rows.push_back(
            {"", fmt::format("… {} more", values.length() - kMaxValues), "", {}, false, {}, false}
        );
    }
}

std::vector<ValueRow> rows_of(const PanelContext& context, const session::Item& item) {
    std::vector<ValueRow> rows;
    add_class_rows(context, item, rows);
    if (item.is_class) {
        return rows;
    }
    std::string archetype;
    for (const store::ComponentInfo& info :
         context.session.active_recording()->components(item.entity)) {
        const std::size_t colon = info.name.find(':');
        const std::string group = colon == std::string::npos ? "other" : info.name.substr(0, colon);
        if (group != archetype) {
            archetype = group;
            rows.push_back({group, "", "", {}, false, {}, true});
        }
        add_component_rows(context, item, info, rows);
    }
    return rows;
}

void value_row_ui(const PanelContext& context, const ValueRow& value, int index) {
    const std::string id = fmt::format("##value{}", index);
    const RowState state = row(context, id.c_str(), views::measure::kRow);
    const auto px = [&](float points) { return context.theme.px(points); };
    const float width = state.rect.size().x;
    const Rgba8 muted = state.hovered ? context.theme.muted_on_raised : context.theme.muted;
    if (value.is_heading) {
        text_in(
            context,
            zone(state.rect, px(10), width - px(10)),
            context.fonts.header,
            context.theme.muted,
            value.name
        );
        return;
    }
    const float note =
        value.note.empty() ? 0.0F : text_width(context.fonts.row, value.note) + px(8);
    text_in(context, zone(state.rect, px(10), px(108)), context.fonts.row, muted, value.name);
    float x = px(112);
    if (value.color) {
        swatch(context, zone(state.rect, x - px(3), x + px(17)), *value.color, value.round);
        x += px(22);
    }
    text_in(
        context,
        zone(state.rect, x, width - px(10) - note),
        context.fonts.row,
        value.link ? context.theme.accent : context.theme.text,
        value.value
    );
    text_right(context, zone(state.rect, x, width - px(10)), context.fonts.row, muted, value.note);
    tooltip(
        context,
        state.hovered && text_width(context.fonts.row, value.value) > width - x - note - px(10),
        value.value
    );
    if (state.clicked && value.link) {
        context.commands.push(session::command::Select{
            {session::Item{*value.link, {}, {}, {}, false}}});
    }
}

}  // namespace

void selection_ui(const PanelContext& context, const views::Rect& rect) {
    const PanelWindow window(context, "##selection", rect, context.theme.panel);
    const views::Rect head{
        rect.min,
        {rect.max.x, rect.min.y + std::floor(context.theme.px(views::measure::kHeader))}};
    const views::Rect body{{rect.min.x, head.max.y + context.theme.px(4)}, rect.max};
    const session::RecordingState* state = context.session.active_state();
    if (state != nullptr && context.session.active_recording() != nullptr &&
        state->selection.empty()) {
        section_header(context, head, "Recording", "nothing is selected");
        recording_facts_ui(context, body);
        return;
    }
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
    const session::Item& item = state->selection.front();
    const std::size_t more = state->selection.size() - 1;
    section_header(
        context,
        head,
        "Selection",
        more == 0 ? item_title(item) : fmt::format("{} and {} more", item_title(item), more)
    );
    const ScrollArea scroll(context, "##selection_rows", body);
    if (!item.is_class) {
        views::tensor_switch_ui(
            item.entity,
            context.session,
            context.commands,
            context.theme,
            context.probe
        );
    }
    int index = 0;
    for (const ValueRow& value : rows_of(context, item)) {
        value_row_ui(context, value, index++);
    }
}

}  // namespace limn::ui
