// SPDX-License-Identifier: MIT
/// ClassChoices: what the user decided about classes, on top of what was logged.
///
/// What      Visibility, solo, color, label, opacity per (context, class[, keypoint]). Logged data is
///           never changed. Contexts whose class has the same id and label are linked: a choice in
///           one applies to all of them.
/// Identity  (application id, entity path of the context or "none", class id[, keypoint id]); not row, not time.
/// Cost      A copy shares its choices with the original until one of them changes: copying and
///           comparing with a copy are cheap however many choices there are.
/// Threads   plain value.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annotation/context.h"
#include "base/color.h"
#include "base/result.h"
#include "draw/style_table.h"
#include "model/ids.h"

namespace limn::annotation {

struct ChoiceKey {
    std::string application_id;
    std::string context;  ///< Entity path text, or "none".
    ClassId class_id = 0;
    std::optional<KeypointId> keypoint;

    friend auto operator<=>(const ChoiceKey&, const ChoiceKey&) = default;
    friend bool operator==(const ChoiceKey&, const ChoiceKey&) = default;
};

struct ClassChoice {
    bool visible = true;
    bool soloed = false;
    std::optional<Rgba8> color = std::nullopt;
    std::optional<std::string> label = std::nullopt;
    std::optional<std::uint8_t> opacity = std::nullopt;
    std::optional<std::string> group =
        std::nullopt;  ///< Supercategory; of a class, not of a keypoint.

    /// Something other than eye and solo: what "revert" takes back.
    [[nodiscard]] bool is_edited() const { return color || label || opacity || group; }

    [[nodiscard]] bool is_default() const { return *this == ClassChoice{}; }

    friend bool operator==(const ClassChoice&, const ClassChoice&) = default;
};

class ClassChoices {
  public:
    using Map = std::map<ChoiceKey, ClassChoice>;

    [[nodiscard]] ClassChoice get(const ChoiceKey& key) const;

    /// A default choice is forgotten.
    void set(const ChoiceKey& key, const ClassChoice& choice);

    void clear() { choices_.reset(); }

    [[nodiscard]] const Map& all() const;

    [[nodiscard]] bool any_solo(std::string_view application_id) const;
    [[nodiscard]] std::size_t num_hidden(std::string_view application_id) const;

    friend bool operator==(const ClassChoices& a, const ClassChoices& b) {
        return a.choices_ == b.choices_ || a.all() == b.all();
    }

  private:
    [[nodiscard]] Map& own();

    std::shared_ptr<Map> choices_;  ///< Null: none. Written only while nobody else holds it.
};

[[nodiscard]] ChoiceKey choice_key(
    std::string_view application_id,
    const ResolvedContext& context,
    ClassId id,
    std::optional<KeypointId> keypoint = std::nullopt
);

/// Calls `visit(key, choice)` for every choice of one application and context, in order of their ids.
void for_each_choice(
    const ClassChoices& choices,
    std::string_view application_id,
    const ResolvedContext& context,
    const std::function<void(const ChoiceKey&, const ClassChoice&)>& visit
);

/// Keys of the same class (id and label equal) in all contexts given, the one of `context` first.
/// Classes without a label are not linked: nothing says that they mean the same.
[[nodiscard]] std::vector<ChoiceKey> linked_keys(
    std::string_view application_id,
    const ResolvedContext& context,
    ClassId id,
    std::optional<KeypointId> keypoint,
    const std::vector<ContextPtr>& all
);

/// The table of a context with the user's choices applied.
[[nodiscard]] draw::StyleTable make_style_table(
    const ResolvedContext& context,
    const ClassChoices& choices,
    std::string_view application_id,
    ClassId max_class
);

/// Changes `table` (made by make_style_table for the same context) to the choices of one class and
/// its keypoints. A class beyond the table's end changes nothing: make a larger table.
void update_style_table(
    draw::StyleTable& table,
    const ResolvedContext& context,
    const ClassChoices& choices,
    std::string_view application_id,
    ClassId id
);

/// JSON text ⇄ choices; versioned: `{"limn_class_choices": 1, "choices": [{"application", "context",
/// "class", "keypoint"?, "visible"?, "solo"?, "color"?, "label"?, "opacity"?, "group"?}]}`. InvalidArgument or UnsupportedVersion with place.
[[nodiscard]] std::string to_json(const ClassChoices& choices);
[[nodiscard]] Result<ClassChoices> choices_from_json(std::string_view text);

}  // namespace limn::annotation
