// SPDX-License-Identifier: MIT
#include "kept_state.h"

#include <fmt/format.h>

#include <utility>

#include "base/output_file.h"

namespace limn::app {
namespace {

constexpr double kRestSeconds = 0.5;

void warn(session::Session& session, std::string title, std::string detail) {
    session::add_toast(session, session::ToastKind::Warning, std::move(title), std::move(detail));
}

}  // namespace

void KeptState::report_fault(session::Session& session, File& file, const Error& fault) {
    if (fault.code == ErrorCode::UnsupportedVersion) {
        file.is_newer = true;
        warn(
            session,
            fmt::format("{} are of a newer version of Limn and could not be read", file.what),
            fault.message
        );
        return;
    }
    const bool is_damaged = fault.code != ErrorCode::Unreadable;
    const auto aside = is_damaged ? OutputFile::put_aside(file.path, ".damaged")
                                  : Result<std::filesystem::path>(tl::unexpected(fault));
    file.is_locked = !aside;
    warn(
        session,
        std::string(file.what) + (aside ? " could not be read; the damaged file was put aside"
                                        : " could not be read and are not saved"),
        aside ? fmt::format("{}\n\nIt is now {}", fault.message, aside->string()) : fault.message
    );
}

template <typename Value>
void KeptState::take_over(
    session::Session& session,
    Kept<Value>& kept,
    Result<Value>&& loaded,
    Value& into
) {
    if (loaded) {
        into = std::move(*loaded);
    } else {
        report_fault(session, kept.file, loaded.error());
    }
    kept.saved = into;
    kept.seen = into;
}

void KeptState::load(session::Session& session) {
    paths_ = session::settings_paths();
    settings_.file = {paths_.settings, "The settings"};
    recent_.file = {paths_.recent, "The recent files"};
    choices_.file = {paths_.choices, "Class colors and visibility of last time"};
    views_.file = {paths_.views, "The options of views of last time"};
    take_over(session, settings_, session::load_settings(paths_), session.settings);
    if (const auto recent = session::load_recent(paths_, session.settings); !recent) {
        report_fault(session, recent_.file, recent.error());
    }
    settings_.saved = session.settings;
    settings_.seen = session.settings;
    recent_.saved = recent_of(session);
    recent_.seen = recent_.saved;
    take_over(session, choices_, session::load_choices(paths_), session.choices);
    take_over(session, views_, session::load_view_memory(paths_), session.view_memory);
}

template <typename Save>
void KeptState::save(session::Session& session, File& file, Save&& save) {
    if (file.is_locked) {
        return;  // It was said when it was found.
    }
    Result<void> saved;
    if (std::exchange(file.is_newer, false)) {
        if (auto aside = OutputFile::put_aside(file.path, ".newer"); !aside) {
            file.is_locked = true;
            saved = tl::unexpected(std::move(aside).error());
        }
    }
    if (saved) {
        saved = save();
    }
    const std::filesystem::path folder = file.path.parent_path();
    if (saved) {
        unwritable_.erase(folder);
    } else if (unwritable_.insert(folder).second) {
        const bool is_state = folder == paths_.choices.parent_path();
        warn(
            session,
            is_state ? "Class choices, options of views and recent files are not kept"
                     : "The settings are not kept",
            saved.error().message
        );
    }
}

template <typename Value, typename Save>
bool KeptState::save_rested(
    session::Session& session,
    Kept<Value>& kept,
    const Value& now,
    double seconds,
    Save&& save_value
) {
    if (kept.saved == now) {
        return false;
    }
    if (kept.seen != now) {
        kept.seen = now;
        kept.unsaved_secs = 0.0;
    }
    kept.unsaved_secs += seconds;
    if (kept.unsaved_secs < kRestSeconds) {
        return true;
    }
    kept.unsaved_secs = 0.0;
    kept.saved = now;
    save(session, kept.file, std::forward<Save>(save_value));
    return false;
}

bool KeptState::save_changed(session::Session& session, double seconds) {
    const bool settings_wait = save_rested(session, settings_, session.settings, seconds, [&] {
        return session::save_settings(paths_, session.settings);
    });
    const bool recent_waits = save_rested(session, recent_, recent_of(session), seconds, [&] {
        return session::save_recent(paths_, session.settings);
    });
    const bool choices_wait = save_rested(session, choices_, session.choices, seconds, [&] {
        return session::save_choices(paths_, session.choices);
    });
    const bool views_wait = save_rested(session, views_, session.view_memory, seconds, [&] {
        return session::save_view_memory(paths_, session.view_memory);
    });
    return settings_wait || recent_waits || choices_wait || views_wait;
}

void KeptState::save_all(session::Session& session) {
    save_changed(session, kRestSeconds);
}

}  // namespace limn::app
