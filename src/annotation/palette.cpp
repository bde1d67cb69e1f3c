// SPDX-License-Identifier: MIT
#include "annotation/palette.h"

#include <algorithm>
#include <set>

#include "annotation/palette_formats.h"

namespace limn::annotation {
namespace {

bool ends_with(std::string_view name, std::string_view end) {
    const auto lower = [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    };
    return name.size() >= end.size() &&
           std::ranges::equal(name.substr(name.size() - end.size()), end, {}, lower);
}

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

PaletteFormat guess_palette_format(std::string_view file_name, std::string_view text) {
    const std::string_view start = text.substr(0, std::min<std::size_t>(text.size(), 64));
    const std::size_t first = start.find_first_not_of("\xEF\xBB\xBF \t\r\n");
    if (start.find("GIMP Palette") != std::string_view::npos || ends_with(file_name, ".gpl")) {
        return PaletteFormat::Gpl;
    }
    const bool is_json =
        first != std::string_view::npos && (start[first] == '{' || start[first] == '[');
    if (ends_with(file_name, ".json") || is_json) {
        return PaletteFormat::Json;
    }
    return ends_with(file_name, ".csv") ? PaletteFormat::Csv : PaletteFormat::Names;
}

Result<Palette> parse_palette(PaletteFormat format, std::string_view text) {
    if (text.find('\0') != std::string_view::npos) {
        return fail(ErrorCode::NotThisFormat, "this is no text, so it is no palette");
    }
    if (text.starts_with("\xEF\xBB\xBF")) {
        text.remove_prefix(3);
    }
    switch (format) {
        case PaletteFormat::Json:
            return palette_from_json(text);
        case PaletteFormat::Csv:
            return palette_from_csv(text);
        case PaletteFormat::Gpl:
            return palette_from_gpl(text);
        case PaletteFormat::Names:
            break;
    }
    return palette_from_names(text);
}

Result<std::string> write_palette(PaletteFormat format, const Palette& palette) {
    switch (format) {
        case PaletteFormat::Json:
            return palette_to_json(palette);
        case PaletteFormat::Csv:
            return palette_to_csv(palette);
        case PaletteFormat::Gpl:
            return palette_to_gpl(palette);
        case PaletteFormat::Names:
            break;
    }
    return palette_to_names(palette);
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
