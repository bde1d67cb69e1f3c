// SPDX-License-Identifier: MIT
#include "exporter/styles.h"

#include <fmt/format.h>

#include <string_view>
#include <utility>

#include "annotation/context.h"
#include "annotation/palette.h"
#include "base/text_file.h"

namespace limn::exporter {
namespace {

Result<annotation::ClassChoices> parse_styles(
    std::string_view file,
    std::string_view text,
    const store::Recording& recording,
    const store::LatestAtQuery& cursor
) {
    const annotation::PaletteFormat format = annotation::guess_palette_format(file, text);
    const bool is_choices = format == annotation::PaletteFormat::Json &&
                            text.find("\"limn_class_choices\"") != std::string_view::npos;
    if (is_choices) {
        return annotation::choices_from_json(text);
    }
    LIMN_TRY(const annotation::Palette palette, annotation::parse_palette(format, text));
    const annotation::ContextMap contexts(recording, cursor);
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
    const store::LatestAtQuery& cursor
) {
    if (!file) {
        return annotation::ClassChoices();
    }
    LIMN_TRY(const std::optional<std::string> text, read_text_file(*file));
    if (!text) {
        return fail(ErrorCode::NotFound, fmt::format("{}: there is no such file", *file));
    }
    auto choices = parse_styles(*file, *text, recording, cursor);
    if (!choices) {
        return forward_error(std::move(choices), *file);
    }
    return choices;
}

}  // namespace limn::exporter
