// SPDX-License-Identifier: MIT
#include "ui/class_table.h"

#include <fmt/format.h>

#include <algorithm>

#include "annotation/auto_color.h"
#include "ui/text_match.h"

namespace limn::ui {
namespace {

using annotation::ClassStyle;
using annotation::ClassTally;

const ClassTally* find_tally(const std::vector<ClassTally>& tallies, ClassId id) {
    const auto found = std::ranges::lower_bound(tallies, id, {}, &ClassTally::id);
    return found != tallies.end() && found->id == id ? &*found : nullptr;
}

std::string keypoint_name(const ClassStyle& style, KeypointId id) {
    const annotation::KeypointStyle* keypoint = style.find_keypoint(id);
    return keypoint != nullptr && keypoint->label ? *keypoint->label : fmt::format("{}", id);
}

ClassRow class_row(const ClassTableInput& input, ClassId id, const ClassStyle* style) {
    const annotation::ClassChoice choice =
        input.choices->get(annotation::choice_key(input.application_id, *input.context, id));
    ClassRow row;
    row.id = id;
    row.described = style != nullptr;
    row.color = choice.color.value_or(style != nullptr ? style->color : annotation::auto_color(id));
    if (choice.label) {
        row.label = *choice.label;
    } else if (style != nullptr && style->label) {
        row.label = *style->label;
    }
    row.edited = choice.color.has_value() || choice.label.has_value() || choice.opacity.has_value();
    row.visible = choice.visible;
    row.soloed = choice.soloed;
    row.expandable = style != nullptr && (!style->keypoints.empty() || !style->connections.empty());
    row.expanded = row.expandable && input.expanded.contains(id);
    row.style_index = input.context->style_index(id);
    if (const ClassTally* tally = find_tally(*input.tallies, id)) {
        row.instances = tally->instances;
        row.pixels = tally->pixels;
    }
    return row;
}

void append_connections(
    const ClassTableInput& input,
    const ClassStyle& style,
    std::vector<ClassRow>& rows
) {
    if (style.connections.empty()) {
        return;
    }
    ClassRow header;
    header.kind = ClassRow::Kind::ConnectionsHeader;
    header.id = style.id;
    header.count = style.connections.size();
    header.expanded = input.connections_expanded.contains(style.id);
    rows.push_back(header);
    if (!header.expanded) {
        return;
    }
    for (const KeypointPair& pair : style.connections) {
        ClassRow row;
        row.kind = ClassRow::Kind::Connection;
        row.id = style.id;
        row.label =
            fmt::format("{} – {}", keypoint_name(style, pair.from), keypoint_name(style, pair.to));
        row.color = style.color;
        rows.push_back(std::move(row));
    }
}

void append_details(
    const ClassTableInput& input,
    const ClassRow& parent,
    const ClassStyle& style,
    std::vector<ClassRow>& rows
) {
    for (const annotation::KeypointStyle& keypoint : style.keypoints) {
        const annotation::ClassChoice choice = input.choices->get(
            annotation::choice_key(input.application_id, *input.context, style.id, keypoint.id)
        );
        ClassRow row;
        row.kind = ClassRow::Kind::Keypoint;
        row.id = style.id;
        row.keypoint = keypoint.id;
        row.label = choice.label.value_or(keypoint.label.value_or(""));
        row.color = choice.color.value_or(keypoint.color);
        row.visible = choice.visible && parent.visible;
        row.style_index = keypoint.style_index;
        rows.push_back(std::move(row));
    }
    append_connections(input, style, rows);
}

}  // namespace

ClassTable make_class_table(const ClassTableInput& input) {
    ClassTable table;
    const auto add = [&](ClassId id, const ClassStyle* style) {
        const ClassRow row = class_row(input, id, style);
        ++table.num_classes;
        table.num_hidden += row.visible ? 0U : 1U;
        const bool present = row.instances > 0 || row.pixels > 0;
        const bool matches = input.search.empty() || fuzzy_match(row.label, input.search) ||
                             fmt::format("{}", id).starts_with(input.search);
        if (!matches || (input.only_present && !present)) {
            return;
        }
        ++table.num_shown;
        table.rows.push_back(row);
        if (row.expanded) {
            append_details(input, row, *style, table.rows);
        }
    };
    auto tally = input.tallies->begin();
    const auto add_undescribed_below = [&](std::optional<ClassId> limit) {
        for (; tally != input.tallies->end() && (!limit || tally->id < *limit); ++tally) {
            if (input.context->find(tally->id) == nullptr) {
                add(tally->id, nullptr);
            }
        }
    };
    for (const ClassStyle& style : input.context->classes()) {
        add_undescribed_below(style.id);
        add(style.id, &style);
    }
    add_undescribed_below(std::nullopt);
    return table;
}

}  // namespace limn::ui
