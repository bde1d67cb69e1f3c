// SPDX-License-Identifier: MIT
#include "ui/selection_rows.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/counted.h"
#include "base/text.h"
#include "media/codec.h"
#include "model/component_names.h"
#include "model/short_time.h"
#include "store/component_view.h"
#include "ui/class_color.h"
#include "ui/recording_facts.h"
#include "ui/value_text.h"

namespace limn::ui {
namespace {

/// Characters of a value: on a line; a few lines; in a tooltip; then opened; then copied.
constexpr std::size_t kLineText = 120;
constexpr std::size_t kShortText = 400;
constexpr std::size_t kTipText = 2'000;
constexpr std::size_t kLongText = 20'000;
constexpr std::size_t kCopiedText = 1U << 20U;

std::string short_name(std::string_view component) {
    const std::size_t colon = component.find(':');
    std::string name(colon == std::string_view::npos ? component : component.substr(colon + 1));
    std::ranges::replace(name, '_', ' ');
    return name;
}

/// The clock; with its date if that is not the cursor's.
void set_time_note(ValueRow& row, const session::TimeControl& at, TimeInt time) {
    row.full_note = format_time(at.kind, time);
    if (time == kStaticTime || at.kind == TimeKind::Sequence) {
        row.note = row.full_note;
        return;
    }
    const int digits = clock_digits(at.range);
    const bool is_same_day =
        at.kind == TimeKind::Timestamp && format_date(time) == format_date(at.cursor);
    row.note =
        is_same_day ? format_clock(at.kind, time, digits) : format_short(at.kind, time, digits);
}

/// Class, keypoint and context of the item.
void add_class_rows(
    const PanelContext& context,
    const session::Item& item,
    std::vector<ValueRow>& rows
) {
    const annotation::ContextPtr found = context.styles.contexts().find(item.entity);
    const session::RecordingState& state = *context.session.active_state();
    const auto label_of = [&](std::uint32_t index) {
        return session::StyleCache::label(context.session, *found, index).value_or("no label");
    };
    if (item.class_id) {
        const ClassId id = *item.class_id;
        ValueRow row;
        row.name = "class";
        row.value = label_of(found->style_index(id));
        row.note = fmt::format("id {}", id);
        row.color = color_on_screen(context, found, id);
        rows.push_back(std::move(row));
    }
    if (item.class_id && item.keypoint) {
        ValueRow row;
        row.name = "keypoint";
        row.value = label_of(found->style_index(*item.class_id, item.keypoint));
        row.note = fmt::format("id {}", *item.keypoint);
        row.color = color_on_screen(context, found, *item.class_id, item.keypoint);
        row.round = true;
        rows.push_back(std::move(row));
    }
    if (found->exists()) {
        ValueRow row;
        row.name = "context from";
        row.value = found->entity().text();
        set_time_note(row, state.time, found->time());
        row.link = found->entity();
        rows.push_back(std::move(row));
    }
    const annotation::ClassStyle* style = item.class_id ? found->find(*item.class_id) : nullptr;
    if (style != nullptr && (!style->keypoints.empty() || !style->connections.empty())) {
        ValueRow row;
        row.name = "skeleton";
        row.value = fmt::format(
            "{}, {}",
            counted(style->keypoints.size(), "keypoint"),
            counted(style->connections.size(), "connection")
        );
        rows.push_back(std::move(row));
    }
}

/// How much of a value is shown.
struct ValueExtent {
    std::size_t max_chars = kShortText;
    Digits digits = Digits::Few;
};

/// Text of one value, with ids and colors resolved.
ValueRow resolve_value(
    const PanelContext& context,
    const session::Item& item,
    std::string_view component,
    const arrow::Array& values,
    std::int64_t index,
    ValueExtent shown
) {
    ValueRow row;
    row.entity = item.entity;
    row.component = component;
    row.index = index;
    row.value = component == kStartTime ? start_time_text(values, shown.digits)
                                        : value_text(values, index, shown.max_chars, shown.digits);
    const annotation::ContextPtr found = context.styles.contexts().find(item.entity);
    const auto ids = values.values<std::uint16_t>();
    const auto at = static_cast<std::size_t>(index);
    if (component.ends_with(":class_ids") && at < ids.size()) {
        row.color = color_on_screen(context, found, ids[at]);
        row.note = fmt::format("id {}", ids[at]);
        const auto label =
            session::StyleCache::label(context.session, *found, found->style_index(ids[at]));
        row.value = label.value_or("no label");
    } else if (component.ends_with(":keypoint_ids") && at < ids.size() && item.class_id) {
        row.color = color_on_screen(context, found, *item.class_id, ids[at]);
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

/// At the cursor; of properties the last.
std::optional<store::Cell>
cell_of(const PanelContext& context, const EntityPath& entity, const std::string& component) {
    const store::Recording& recording = *context.session.active_recording();
    const store::LatestAtQuery query =
        entity.is_reserved() ? properties_query(recording) : context.session.query();
    return recording.latest_at(query, entity, component);
}

/// Without cuts up to a length; with all digits.
std::string value_up_to(
    std::size_t max_chars,
    const PanelContext& context,
    const session::Item& item,
    const ValueRow& row
) {
    if (!row.index && !row.is_list) {
        return row.full_value.empty() ? row.value : row.full_value;
    }
    const auto cell = cell_of(context, row.entity, row.component);
    const arrow::Array values = cell ? cell->values() : arrow::Array();
    if (row.is_list) {
        return values_text(values, values.length(), max_chars, Digits::All);
    }
    if (*row.index >= values.length()) {
        return row.value;
    }
    session::Item at = item;
    at.entity = row.entity;
    const ValueExtent extent{max_chars, Digits::All};
    return resolve_value(context, at, row.component, values, *row.index, extent).value;
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

/// What a component says as a whole where its values alone say little: pictures, formats, contexts.
std::optional<std::string> summary_of(const store::Cell& cell, const std::string& component) {
    if (component.ends_with(":buffer") || component.ends_with(":blob")) {
        return blob_text(cell);
    }
    if (component.ends_with(":format")) {
        if (const auto format = store::first_image_format(cell)) {
            return to_string(*format);
        }
    }
    if (component == component::kAnnotationContext) {
        const auto logged = store::annotation_context(cell);
        return counted(logged ? logged->classes.size() : 0, "class", "classes");
    }
    return std::nullopt;
}

/// What is needed for the rows of one component.
struct Component {
    const PanelContext& context;
    const session::Item& item;
    const OpenedValues& opened;
    const std::string& full_name;
    std::string name;
    ValueRow when;  ///< Its notes.

    [[nodiscard]] OpenedValues::Key key() const { return {item.entity, full_name}; }

    [[nodiscard]] bool is_property() const { return item.entity.is_reserved(); }
};

/// One value, and the row that opens the rest of a long text.
void add_value(
    const Component& component,
    const arrow::Array& values,
    std::int64_t index,
    ValueRow&& head,
    std::vector<ValueRow>& rows
) {
    const auto opened = component.opened.texts.find(component.key());
    const bool is_opened = opened != component.opened.texts.end() && opened->second == index;
    const bool is_in_opened = is_opened || component.opened.pages.contains(component.key());
    ValueRow row = resolve_value(
        component.context,
        component.item,
        component.full_name,
        values,
        index,
        {is_opened ? kLongText : kShortText, is_in_opened ? Digits::All : Digits::Few}
    );
    row.name = std::move(head.name);
    if (row.note.empty()) {
        row.note = std::move(head.note);
        row.full_note = std::move(head.full_note);
    }
    const bool is_cut = row.value.ends_with("…");
    rows.push_back(std::move(row));
    if (is_cut && !is_opened) {
        ValueRow more;
        more.kind = ValueRow::Kind::More;
        more.entity = component.item.entity;
        more.component = component.full_name;
        more.index = index;
        more.value = "… more";
        rows.push_back(std::move(more));
    }
}

void add_list(const Component& component, const arrow::Array& values, std::vector<ValueRow>& rows) {
    const std::int64_t count = values.length();
    ValueRow head;
    head.name = component.name;
    head.value =
        counted(static_cast<std::uint64_t>(count), component.is_property() ? "value" : "instance");
    head.note = component.when.note;
    head.full_note = component.when.full_note;
    head.entity = component.item.entity;
    head.component = component.full_name;
    head.is_list = true;
    rows.push_back(std::move(head));
    const auto page = component.opened.pages.find(component.key());
    const bool is_opened = page != component.opened.pages.end() && count > kFirstValues;
    const std::int64_t last_page = (count - 1) / kPageValues;
    const std::int64_t at = is_opened ? std::clamp<std::int64_t>(page->second, 0, last_page) : 0;
    const std::int64_t first = at * kPageValues;
    const std::int64_t end = std::min(count, first + (is_opened ? kPageValues : kFirstValues));
    for (std::int64_t i = first; i < end; ++i) {
        ValueRow row;
        row.name = fmt::format("  [{}]", i);
        add_value(component, values, i, std::move(row), rows);
    }
    if (count <= kFirstValues) {
        return;
    }
    ValueRow last;
    last.kind = is_opened ? ValueRow::Kind::Pager : ValueRow::Kind::More;
    last.entity = component.item.entity;
    last.component = component.full_name;
    last.value = is_opened ? fmt::format("{}–{} of {}", first, end - 1, count)
                           : fmt::format("… {} more", count - end);
    rows.push_back(std::move(last));
}

/// A few short values of a property, on one line. False if there are too many, or too long ones.
bool add_line(const Component& component, const arrow::Array& values, std::vector<ValueRow>& rows) {
    ValueRow row;
    row.name = component.name;
    row.value = values_text(values, kFirstValues, kShortText);
    if (values.length() == 0 || values.length() > kFirstValues || row.value.size() > kLineText) {
        return false;
    }
    row.entity = component.item.entity;
    row.component = component.full_name;
    row.is_list = true;
    rows.push_back(std::move(row));
    return true;
}

void add_component_rows(const Component& component, std::vector<ValueRow>& rows) {
    const PanelContext& context = component.context;
    const auto cell = cell_of(context, component.item.entity, component.full_name);
    ValueRow row;
    row.name = component.name;
    if (!cell) {
        row.value = component.is_property() ? kNotSetAtLast : "not set at this time";
        rows.push_back(std::move(row));
        return;
    }
    Component now = component;
    if (!component.is_property()) {
        set_time_note(row, context.session.active_state()->time, cell->time);
    }
    now.when = row;
    if (auto summary = summary_of(*cell, component.full_name)) {
        row.value = std::move(*summary);
        rows.push_back(std::move(row));
        return;
    }
    const arrow::Array values = cell->values();
    if (component.item.instance && values.length() > 0) {
        const auto index = std::min<std::int64_t>(*component.item.instance, values.length() - 1);
        row.note.clear();
        row.full_note.clear();
        add_value(now, values, index, std::move(row), rows);
    } else if (values.length() == 1) {
        add_value(now, values, 0, std::move(row), rows);
    } else if (!component.is_property() || !add_line(component, values, rows)) {
        add_list(now, values, rows);
    }
}

}  // namespace

std::string item_title(const session::Item& item) {
    if (item.is_class) {
        return fmt::format("class {}", item.class_id.value_or(0));
    }
    return item.instance ? fmt::format("{} [{}]", item.entity.text(), *item.instance)
                         : item.entity.text();
}

std::vector<ValueRow>
selection_rows(const PanelContext& context, const session::Item& item, const OpenedValues& opened) {
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
            ValueRow heading;
            heading.kind = ValueRow::Kind::Heading;
            heading.name = group;
            rows.push_back(std::move(heading));
        }
        add_component_rows({context, item, opened, info.name, short_name(info.name), {}}, rows);
    }
    return rows;
}

std::vector<ValueRow> recording_rows(const PanelContext& context, const OpenedValues& opened) {
    const store::Recording& recording = *context.session.active_recording();
    std::vector<ValueRow> rows;
    for (Fact& fact : recording_facts(*context.session.active_state(), recording)) {
        ValueRow row;
        row.name = std::move(fact.name);
        row.value = std::move(fact.value);
        row.full_value = std::move(fact.full);
        rows.push_back(std::move(row));
    }
    const std::vector<Property> properties = properties_of(recording);
    if (!properties.empty()) {
        ValueRow heading;
        heading.kind = ValueRow::Kind::Heading;
        heading.name = "Properties";
        rows.push_back(std::move(heading));
    }
    for (const Property& property : properties) {
        session::Item item;
        item.entity = property.entity;
        add_component_rows({context, item, opened, property.component, property.name, {}}, rows);
    }
    return rows;
}

std::string
hidden_text(const PanelContext& context, const session::Item& item, const ValueRow& row) {
    // Of a list of instances the rows below are its values.
    std::string text = row.is_list && !row.entity.is_reserved()
                           ? row.value
                           : value_up_to(kTipText, context, item, row);
    if (text == row.value) {
        text.clear();
    }
    if (!row.full_note.empty() && row.full_note != row.note) {
        text += (text.empty() ? "" : "\n") + row.full_note;
    }
    return text;
}

std::string
full_value(const PanelContext& context, const session::Item& item, const ValueRow& row) {
    return value_up_to(kCopiedText, context, item, row);
}

std::int64_t num_values(const PanelContext& context, const ValueRow& row) {
    const auto cell = cell_of(context, row.entity, row.component);
    return cell ? cell->values().length() : 0;
}

std::string all_text(
    const PanelContext& context,
    const session::Item& item,
    const std::vector<ValueRow>& rows
) {
    // Without an item, the rows say by their headings what they are about.
    std::string text = item == session::Item() ? std::string() : item_title(item) + "\n";
    for (const ValueRow& row : rows) {
        if (row.kind == ValueRow::Kind::Heading) {
            text += row.name + "\n";
        } else if (row.kind == ValueRow::Kind::Value) {
            const bool is_shown_below = row.is_list && !row.entity.is_reserved();
            text += fmt::format(
                "{}\t{}\t{}\n",
                row.name,
                is_shown_below ? row.value : full_value(context, item, row),
                row.full_note.empty() ? row.note : row.full_note
            );
        }
    }
    return text;
}

}  // namespace limn::ui
