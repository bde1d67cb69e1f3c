// SPDX-License-Identifier: MIT
#include "exporter/styles.h"

#include <fmt/format.h>

#include <string_view>
#include <utility>
#include <vector>

#include "annotation/class_text.h"
#include "annotation/context.h"
#include "annotation/palette.h"
#include "annotation/palette_read.h"
#include "exporter/text_table.h"

namespace limn::exporter {
namespace {

/// What of the palette is not used, in one line.
void tell_notes(
    std::string_view file,
    const annotation::PaletteFile& read,
    const annotation::ContextMap& contexts,
    std::ostream& talk
) {
    std::vector<std::string> notes = read.notes;
    auto missing = annotation::note_of_missing_skeletons(read.palette, nullptr);
    for (const annotation::ContextPtr& context : contexts.all()) {
        if (missing) {
            missing = annotation::note_of_missing_skeletons(read.palette, context.get());
        }
    }
    if (missing) {
        notes.push_back(*std::move(missing));
    }
    if (!notes.empty()) {
        talk << fmt::format(
            "limn: {}: {}\n",
            printable(file),
            printable(fmt::format("{}", fmt::join(notes, "; ")))
        );
    }
}

Result<annotation::ClassChoices> parse_styles(
    std::string_view file,
    const annotation::ClassText& class_text,
    const store::Recording& recording,
    const store::LatestAtQuery& cursor,
    std::ostream& talk
) {
    const std::string_view text = class_text.text;
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    const bool is_choices = first != std::string_view::npos && text[first] == '{' &&
                            text.find("\"limn_class_choices\"") != std::string_view::npos;
    if (is_choices) {
        return annotation::choices_from_json(text);
    }
    LIMN_TRY(const annotation::PaletteFile read, annotation::read_palette(file, class_text));
    const annotation::Palette& palette = read.palette;
    const annotation::ContextMap contexts(recording, cursor);
    tell_notes(file, read, contexts, talk);
    const std::string& application = recording.id().application_id;
    annotation::ClassChoices choices;
    annotation::apply_palette(choices, palette, *contexts.missing(), application);
    for (const annotation::ContextPtr& context : contexts.all()) {
        annotation::apply_palette(choices, palette, *context, application);
    }
    return choices;
}

}  // namespace

Result<annotation::ClassChoices> load_styles(
    const std::optional<std::string>& file,
    const store::Recording& recording,
    const store::LatestAtQuery& cursor,
    std::ostream& talk
) {
    if (!file) {
        return annotation::ClassChoices();
    }
    LIMN_TRY(const auto text, annotation::read_class_text(*file));
    if (!text) {
        return fail(ErrorCode::NotFound, fmt::format("{}: there is no such file", *file));
    }
    auto choices = parse_styles(*file, *text, recording, cursor, talk);
    if (!choices) {
        return forward_error(std::move(choices), *file);
    }
    return choices;
}

}  // namespace limn::exporter
