// SPDX-License-Identifier: MIT
/// Palette: names and colors of classes as a file that people pass on.
///
/// What      What classes look like, without saying which recording they belong to. Read from what annotation tools
///           and data sets have; written as JSON, CSV and GIMP .gpl, names alone as one label per line.
/// Errors    InvalidArgument with the line or member that is wrong, UnsupportedVersion,
///           NotThisFormat (no text, another kind of file), TooLarge. A palette is read whole or not at all.
/// Source    docs/FORMATS.md, palettes.
/// Threads   plain values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "annotation/class_choices.h"
#include "annotation/context.h"
#include "base/color.h"
#include "base/result.h"
#include "model/annotation_context.h"
#include "model/ids.h"

namespace limn::annotation {

struct PaletteKeypoint {
    KeypointId id = 0;
    std::optional<std::string> label;
    std::optional<Rgba8> color;

    friend bool operator==(const PaletteKeypoint&, const PaletteKeypoint&) = default;
};

struct PaletteClass {
    ClassId id = 0;
    std::optional<std::string> label;
    std::optional<Rgba8> color;
    std::optional<std::string> group;        ///< Supercategory.
    std::vector<PaletteKeypoint> keypoints;  ///< Sorted by id.
    std::vector<KeypointPair> connections;

    friend bool operator==(const PaletteClass&, const PaletteClass&) = default;
};

struct Palette {
    std::string name;
    std::string source;
    std::vector<PaletteClass> classes;  ///< Sorted by id, each once.

    [[nodiscard]] const PaletteClass* find(ClassId id) const;

    friend bool operator==(const Palette&, const Palette&) = default;
};

/// A palette as it was read.
struct PaletteFile {
    std::string kind;  ///< What the file is, for people: "COCO categories".
    Palette palette;
    std::vector<std::string> notes;  ///< What of the file was left out or had to be decided.
};

/// What is on the screen: classes of the context and those that occur undescribed, with the user's
/// colors, labels and groups. `occurring` may hold described ids, too.
[[nodiscard]] Palette effective_palette(
    const ResolvedContext& context,
    const ClassChoices& choices,
    std::string_view application_id,
    std::span<const ClassId> occurring
);

/// Keypoints and connections of the palette that a context does not describe: choices cannot add them.
[[nodiscard]] std::optional<std::string>
note_of_missing_skeletons(const Palette& palette, const ResolvedContext* context);

/// The choices with the palette's colors, labels and groups for one context. What equals the log is no choice.
void apply_palette(
    ClassChoices& choices,
    const Palette& palette,
    const ResolvedContext& context,
    std::string_view application_id
);

}  // namespace limn::annotation
