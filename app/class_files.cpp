// SPDX-License-Identifier: MIT
#include "class_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "annotation/class_text.h"
#include "annotation/palette.h"
#include "annotation/palette_read.h"
#include "annotation/palette_write.h"
#include "annotation/statistics.h"
#include "base/counted.h"
#include "base/text_file.h"
#include "session/toasts.h"

namespace limn::app {
namespace {

namespace command = session::command;
using session::Session;
using session::ToastKind;

/// A pipe that nobody writes to must not hold the window.
constexpr std::chrono::milliseconds kMaxSilence(500);

tl::unexpected<Error> no_such_file(const std::string& path) {
    return fail(ErrorCode::NotFound, path + ": there is no such file");
}

std::string application_of(const Session& session) {
    const session::RecordingState* state = session.active_state();
    return state != nullptr ? state->id.application_id : std::string();
}

void failed(Session& session, std::string title, const Error& error) {
    session::add_toast(session, ToastKind::Error, std::move(title), error.message);
}

void done(Session& session, std::string title, std::string detail = {}) {
    session::add_toast(session, ToastKind::Info, std::move(title), std::move(detail));
}

Result<annotation::ClassChoices> read_choices(const std::string& path) {
    LIMN_TRY(const std::optional<std::string> text, read_text_file(path, kMaxSilence));
    if (!text) {
        return no_such_file(path);
    }
    auto choices = annotation::choices_from_json(*text);
    return choices ? std::move(choices)
                   : Result<annotation::ClassChoices>(forward_error(std::move(choices), path));
}

Result<annotation::PaletteFile> read_palette(const std::string& path) {
    LIMN_TRY(const auto text, annotation::read_class_text(path, kMaxSilence));
    if (!text) {
        return no_such_file(path);
    }
    auto file = annotation::read_palette(path, *text);
    return file ? std::move(file)
                : Result<annotation::PaletteFile>(forward_error(std::move(file), path));
}

/// What of a palette is not used, a line each.
std::string notes_of(const annotation::PaletteFile& file, const annotation::ContextPtr& context) {
    std::string text;
    for (const std::string& note : file.notes) {
        text += note + "\n";
    }
    return text + annotation::note_of_missing_skeletons(file.palette, context.get()).value_or("");
}

/// In the format that the end of the name stands for.
Result<void> write_palette(const std::string& path, const annotation::Palette& palette) {
    LIMN_TRY(const annotation::PaletteFormat format, annotation::palette_format_of(path));
    LIMN_TRY(const std::string text, annotation::write_palette(format, palette));
    return write_text_file(path, text, kDoNotWait);
}

/// Ids that occur at the cursor, described or not.
std::vector<ClassId> occurring(Session& session, const annotation::ResolvedContext& context) {
    const store::Recording& recording = *session.active_recording();
    const annotation::ContextMap contexts(recording, session.query());
    std::vector<ClassId> ids;
    for (const annotation::ClassTally& tally : annotation::count_classes(
             recording,
             session.query(),
             contexts,
             context,
             context.exists() ? context.entity() : EntityPath(),
             session.pixel_counts,
             session.active_state()->tensors
         )) {
        ids.push_back(tally.id);
    }
    return ids;
}

}  // namespace

void load_choices(
    const command::LoadChoices& request,
    Session& session,
    session::CommandSink& commands
) {
    auto choices = read_choices(request.path);
    if (!choices) {
        failed(session, "The class choices could not be loaded", choices.error());
        return;
    }
    const std::size_t count = choices->all().size();
    const auto here =
        static_cast<std::size_t>(std::ranges::count_if(choices->all(), [&](const auto& item) {
            return item.first.application_id == application_of(session);
        }));
    std::string title = "Loaded " + counted(count, "class choice", "class choices");
    if (here < count && session.active_state() != nullptr) {
        title += fmt::format("; {} of them are for this recording's application", here);
    }
    commands.push(command::ReplaceChoices{std::move(*choices)});
    done(session, std::move(title));
}

void save_choices(const command::SaveChoices& request, Session& session) {
    const std::string text = annotation::to_json(session.choices);
    if (const auto written = write_text_file(request.path, text, kDoNotWait); !written) {
        failed(session, "The class choices could not be saved", written.error());
        return;
    }
    const std::size_t count = session.choices.all().size();
    done(
        session,
        fmt::format("Saved {} to {}", counted(count, "class choice", "class choices"), request.path)
    );
}

void import_palette(
    const command::ImportPalette& request,
    Session& session,
    session::CommandSink& commands
) {
    auto file = read_palette(request.path);
    if (!file) {
        failed(session, "The palette could not be read", file.error());
        return;
    }
    const auto known = [&](const annotation::PaletteClass& one) {
        return request.context != nullptr && request.context->find(one.id) != nullptr;
    };
    const auto& classes = file->palette.classes;
    done(
        session,
        fmt::format(
            "Read {} ({}); {} of them are described here",
            counted(classes.size(), "class", "classes"),
            file->kind,
            std::ranges::count_if(classes, known)
        ),
        notes_of(*file, request.context)
    );
    commands.push(command::ApplyPalette{request.context, std::move(file->palette)});
}

void export_palette(const command::ExportPalette& request, Session& session) {
    if (request.context == nullptr || session.active_recording() == nullptr) {
        return;
    }
    const annotation::Palette palette = annotation::effective_palette(
        *request.context,
        session.choices,
        application_of(session),
        occurring(session, *request.context)
    );
    const Result<void> written = write_palette(request.path, palette);
    if (!written) {
        failed(session, "The palette could not be saved", written.error());
        return;
    }
    done(
        session,
        fmt::format(
            "Saved {} to {}",
            counted(palette.classes.size(), "class", "classes"),
            request.path
        )
    );
}

}  // namespace limn::app
