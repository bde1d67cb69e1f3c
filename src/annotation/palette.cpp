// SPDX-License-Identifier: MIT
#include "annotation/palette.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/counted.h"

namespace limn::annotation {
namespace {

std::optional<std::string>
shown_label(const std::optional<std::string>& chosen, const auto* style) {
    if (chosen) {
        return chosen->empty() ? std::nullopt : chosen;
    }
    return style != nullptr ? style->label : std::nullopt;
}

}  // namespace

const PaletteClass* Palette::find(ClassId id) const {
    const auto found = std::ranges::lower_bound(classes, id, {}, &PaletteClass::id);
    return found != classes.end() && found->id == id ? &*found : nullptr;
}

Palette effective_palette(
    const ResolvedContext& context,
    const ClassChoices& choices,
    std::string_view application_id,
    std::span<const ClassId> occurring
) {
    std::set<ClassId> ids(occurring.begin(), occurring.end());
    for (const ClassStyle& style : context.classes()) {
        ids.insert(style.id);
    }
    Palette palette;
    palette.name = context.exists() ? context.entity().text() : std::string("no context");
    palette.classes.reserve(ids.size());
    for (const ClassId id : ids) {
        const ClassStyle* style = context.find(id);
        const ClassChoice choice = choices.get(choice_key(application_id, context, id));
        PaletteClass one;
        one.id = id;
        one.color = choice.color.value_or(context.color(id));
        one.label = shown_label(choice.label, style);
        one.group = choice.group;
        if (style != nullptr) {
            one.connections = style->connections;
            for (const KeypointStyle& joint : style->keypoints) {
                const ClassChoice own =
                    choices.get(choice_key(application_id, context, id, joint.id));
                Rgba8 color = own.color.value_or(joint.color);
                if (!own.color && !joint.logged_color && choice.color) {
                    color = *choice.color;
                }
                one.keypoints.push_back({joint.id, shown_label(own.label, &joint), color});
            }
        }
        palette.classes.push_back(std::move(one));
    }
    return palette;
}

std::optional<std::string>
note_of_missing_skeletons(const Palette& palette, const ResolvedContext* context) {
    std::size_t keypoints = 0;
    std::size_t connections = 0;
    for (const PaletteClass& one : palette.classes) {
        const ClassStyle* style = context != nullptr ? context->find(one.id) : nullptr;
        keypoints += static_cast<std::size_t>(std::ranges::count_if(
            one.keypoints,
            [style](const PaletteKeypoint& joint) {
                return style == nullptr || style->find_keypoint(joint.id) == nullptr;
            }
        ));
        connections += static_cast<std::size_t>(std::ranges::count_if(
            one.connections,
            [style](const KeypointPair& pair) {
                return style == nullptr ||
                       std::ranges::find(style->connections, pair) == style->connections.end();
            }
        ));
    }
    if (keypoints == 0 && connections == 0) {
        return std::nullopt;
    }
    std::string what = keypoints > 0 ? counted(keypoints, "keypoint") : std::string();
    if (connections > 0) {
        what += (what.empty() ? "" : " and ") + counted(connections, "connection");
    }
    return what + " not used: the recording does not describe them";
}

void apply_palette(
    ClassChoices& choices,
    const Palette& palette,
    const ResolvedContext& context,
    std::string_view application_id
) {
    const auto decide = [&](const ChoiceKey& key,
                            const std::optional<Rgba8>& color,
                            const std::optional<std::string>& label,
                            Rgba8 logged_color,
                            const std::optional<std::string>& logged_label) {
        ClassChoice choice = choices.get(key);
        if (color) {
            choice.color = *color == logged_color ? std::nullopt : color;
        }
        if (label) {
            choice.label = label == logged_label ? std::nullopt : label;
        }
        choices.set(key, choice);
    };
    for (const PaletteClass& one : palette.classes) {
        const ClassStyle* style = context.find(one.id);
        const ChoiceKey class_key = choice_key(application_id, context, one.id);
        if (one.group) {
            ClassChoice choice = choices.get(class_key);
            choice.group = one.group;
            choices.set(class_key, choice);
        }
        decide(
            class_key,
            one.color,
            one.label,
            context.color(one.id),
            style != nullptr ? style->label : std::nullopt
        );
        for (const PaletteKeypoint& joint : one.keypoints) {
            const KeypointStyle* known =
                style != nullptr ? style->find_keypoint(joint.id) : nullptr;
            if (known != nullptr) {
                decide(
                    choice_key(application_id, context, one.id, joint.id),
                    joint.color,
                    joint.label,
                    known->color,
                    known->label
                );
            }
        }
    }
}

}  // namespace limn::annotation
