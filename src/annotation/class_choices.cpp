// SPDX-License-Identifier: MIT
#include "annotation/class_choices.h"

#include <algorithm>
#include <utility>

namespace limn::annotation {
namespace {

std::string context_name(const ResolvedContext& context) {
    return context.exists() ? context.entity().text() : std::string("none");
}

std::uint8_t with_flag(std::uint8_t flags, draw::StyleFlags flag, bool on) {
    return static_cast<std::uint8_t>(on ? flags | flag : flags & ~flag);
}

draw::StyleEntry
class_entry(const ResolvedContext& context, ClassId id, const ClassChoice& choice) {
    draw::StyleEntry entry;
    entry.class_id = static_cast<std::uint16_t>(id);
    entry.color = choice.color.value_or(context.color(id));
    entry.opacity = choice.opacity.value_or(255);
    entry.flags = 0;
    entry.flags = with_flag(entry.flags, draw::kStyleVisible, choice.visible);
    entry.flags = with_flag(entry.flags, draw::kStyleSoloed, choice.soloed);
    entry.flags = with_flag(entry.flags, draw::kStyleDescribed, context.find(id) != nullptr);
    entry.flags = with_flag(entry.flags, draw::kStyleEdited, !choice.is_default());
    return entry;
}

/// A keypoint follows its class where nothing was decided or logged for itself.
draw::StyleEntry pair_entry(
    ClassId id,
    const KeypointStyle& keypoint,
    const ClassChoice& of_class,
    const ClassChoice& own
) {
    draw::StyleEntry entry;
    entry.class_id = static_cast<std::uint16_t>(id);
    entry.color = keypoint.color;
    if (own.color) {
        entry.color = *own.color;
    } else if (!keypoint.logged_color && of_class.color) {
        entry.color = *of_class.color;
    }
    entry.opacity = own.opacity.value_or(of_class.opacity.value_or(255));
    entry.flags = draw::kStyleDescribed;
    entry.flags = with_flag(entry.flags, draw::kStyleVisible, own.visible && of_class.visible);
    entry.flags = with_flag(entry.flags, draw::kStyleSoloed, own.soloed || of_class.soloed);
    entry.flags =
        with_flag(entry.flags, draw::kStyleEdited, !own.is_default() || !of_class.is_default());
    return entry;
}

template <typename Predicate>
std::size_t
count_choices(const ClassChoices& choices, std::string_view application_id, Predicate&& counts) {
    std::size_t result = 0;
    const auto& all = choices.all();
    auto at = all.lower_bound(ChoiceKey{std::string(application_id), {}, 0, std::nullopt});
    for (; at != all.end() && at->first.application_id == application_id; ++at) {
        result += counts(at->second) ? 1U : 0U;
    }
    return result;
}

bool has_same_keypoint(const ClassStyle& a, const ClassStyle& b, KeypointId keypoint) {
    const KeypointStyle* left = a.find_keypoint(keypoint);
    const KeypointStyle* right = b.find_keypoint(keypoint);
    return left != nullptr && right != nullptr && left->label == right->label;
}

}  // namespace

ClassChoice ClassChoices::get(const ChoiceKey& key) const {
    const Map& choices = all();
    const auto found = choices.find(key);
    return found == choices.end() ? ClassChoice{} : found->second;
}

void ClassChoices::set(const ChoiceKey& key, const ClassChoice& choice) {
    if (get(key) == choice) {
        return;
    }
    if (choice.is_default()) {
        own().erase(key);
    } else {
        own().insert_or_assign(key, choice);
    }
}

const ClassChoices::Map& ClassChoices::all() const {
    static const Map kNone;
    return choices_ == nullptr ? kNone : *choices_;
}

ClassChoices::Map& ClassChoices::own() {
    if (choices_ == nullptr) {
        choices_ = std::make_shared<Map>();
    } else if (choices_.use_count() > 1) {
        choices_ = std::make_shared<Map>(*choices_);
    }
    return *choices_;
}

bool ClassChoices::any_solo(std::string_view application_id) const {
    return count_choices(*this, application_id, [](const ClassChoice& c) { return c.soloed; }) > 0;
}

std::size_t ClassChoices::num_hidden(std::string_view application_id) const {
    return count_choices(*this, application_id, [](const ClassChoice& c) { return !c.visible; });
}

ChoiceKey choice_key(
    std::string_view application_id,
    const ResolvedContext& context,
    ClassId id,
    std::optional<KeypointId> keypoint
) {
    return {std::string(application_id), context_name(context), id, keypoint};
}

void for_each_choice(
    const ClassChoices& choices,
    std::string_view application_id,
    const ResolvedContext& context,
    const std::function<void(const ChoiceKey&, const ClassChoice&)>& visit
) {
    const ChoiceKey first = choice_key(application_id, context, 0);
    const ClassChoices::Map& all = choices.all();
    auto at = all.lower_bound(first);
    while (at != all.end() && at->first.application_id == first.application_id &&
           at->first.context == first.context) {
        visit(at->first, at->second);
        ++at;
    }
}

std::vector<ChoiceKey> linked_keys(
    std::string_view application_id,
    const ResolvedContext& context,
    ClassId id,
    std::optional<KeypointId> keypoint,
    const std::vector<ContextPtr>& all
) {
    std::vector<ChoiceKey> keys{choice_key(application_id, context, id, keypoint)};
    const ClassStyle* own = context.find(id);
    if (own == nullptr || !own->label) {
        return keys;
    }
    for (const ContextPtr& other : all) {
        const ClassStyle* style = other->find(id);
        const bool is_linked = style != nullptr && style->label == own->label &&
                               (!keypoint || has_same_keypoint(*own, *style, *keypoint));
        if (!is_linked) {
            continue;
        }
        ChoiceKey key = choice_key(application_id, *other, id, keypoint);
        if (std::ranges::find(keys, key) == keys.end()) {
            keys.push_back(std::move(key));
        }
    }
    return keys;
}

draw::StyleTable make_style_table(
    const ResolvedContext& context,
    const ClassChoices& choices,
    std::string_view application_id,
    ClassId max_class
) {
    ClassId last = max_class;
    std::vector<ClassId> chosen;
    const auto add = [&](const ChoiceKey& key, const ClassChoice&) {
        if (chosen.empty() || chosen.back() != key.class_id) {
            chosen.push_back(key.class_id);
            last = key.class_id <= kMaxTableClass ? std::max(last, key.class_id) : last;
        }
    };
    for_each_choice(choices, application_id, context, add);
    draw::StyleTable table = context.make_table(last);
    for (const ClassId id : chosen) {
        update_style_table(table, context, choices, application_id, id);
    }
    return table;
}

void update_style_table(
    draw::StyleTable& table,
    const ResolvedContext& context,
    const ClassChoices& choices,
    std::string_view application_id,
    ClassId id
) {
    const ClassChoice of_class = choices.get(choice_key(application_id, context, id));
    if (id > kMaxTableClass) {
        table.set_large(
            id,
            of_class.is_default() ? std::nullopt : std::optional(class_entry(context, id, of_class))
        );
        return;
    }
    table.set(id, class_entry(context, id, of_class));
    const ClassStyle* style = context.find(id);
    if (style == nullptr) {
        return;
    }
    for (const KeypointStyle& keypoint : style->keypoints) {
        const ClassChoice own = choices.get(choice_key(application_id, context, id, keypoint.id));
        table.set(keypoint.style_index, pair_entry(id, keypoint, of_class, own));
    }
}

}  // namespace limn::annotation
