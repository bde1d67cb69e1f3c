// SPDX-License-Identifier: MIT
/// Rows of the selection panel as values: what is known of the selected thing at the cursor.
///
/// What      Of long lists the first values, or the page that was opened. Any value can be had in full. Components of
///           reserved entities are properties of the recording: shown at the last time, without notes.
/// Threads   the UI thread; no widgets.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ui/panel_context.h"

namespace limn::ui {

struct ValueRow {
    enum class Kind : std::uint8_t {
        Heading,
        Value,
        More,   ///< Opens the rest of a list or text.
        Pager,  ///< Turns the pages of an opened list.
    };

    Kind kind = Kind::Value;
    std::string name;
    std::string value;
    std::string note;  ///< Muted: "id 9", the time, "static".
    std::string
        full_value;  ///< With all digits: for the tooltip and for copying. Empty: as `value`.
    std::string full_note;  ///< The same of the note.
    std::optional<Rgba8> color;
    bool round = false;
    std::optional<EntityPath> link;
    EntityPath entity;                  ///< Where the component is.
    std::string component;              ///< Full name, of values of components.
    std::optional<std::int64_t> index;  ///< Of the value in its component.
    bool is_list = false;               ///< Stands for all values of its component.
};

/// What was opened: pages of long lists by entity and component, and one long text of each by its index.
struct OpenedValues {
    using Key = std::pair<EntityPath, std::string>;
    std::map<Key, std::int64_t> pages;
    std::map<Key, std::int64_t> texts;
};

inline constexpr std::int64_t kFirstValues = 6;
inline constexpr std::int64_t kPageValues = 100;

[[nodiscard]] std::string item_title(const session::Item& item);

[[nodiscard]] std::vector<ValueRow>
selection_rows(const PanelContext& context, const session::Item& item, const OpenedValues& opened);

/// Of the recording as a whole, for while nothing is selected: where it is from, timelines, properties.
[[nodiscard]] std::vector<ValueRow>
recording_rows(const PanelContext& context, const OpenedValues& opened);

/// Value and note, a line each, where the row shows less of them: all digits, and of long texts some more. Empty if
/// the row shows all.
[[nodiscard]] std::string
hidden_text(const PanelContext& context, const session::Item& item, const ValueRow& row);

/// A value, or all values of a list, as text without cuts (up to a megabyte).
[[nodiscard]] std::string
full_value(const PanelContext& context, const session::Item& item, const ValueRow& row);

/// How many values the component of a row has.
[[nodiscard]] std::int64_t num_values(const PanelContext& context, const ValueRow& row);

/// Everything that is shown as lines "name<tab>value<tab>note", values and times in full. Properties of the recording
/// with all values of their lists.
[[nodiscard]] std::string
all_text(const PanelContext& context, const session::Item& item, const std::vector<ValueRow>& rows);

}  // namespace limn::ui
