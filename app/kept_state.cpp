// SPDX-License-Identifier: MIT
#include "kept_state.h"

#include <fmt/format.h>

#include <utility>

#include "base/output_file.h"
#include "session/toasts.h"

namespace limn::app {
namespace {

constexpr double kRestSeconds = 0.5;

void warn(session::Session& session, std::string title, std::string detail) {
    session::add_toast(session, session::ToastKind::Warning, std::move(title), std::move(detail));
}

/// "recent files" in the middle of a title.
std::string lower_start(std::string_view text) {
    std::string lower(text);
    if (!lower.empty() && lower[0] >= 'A' && lower[0] <= 'Z') {
        lower[0] = static_cast<char>(lower[0] - 'A' + 'a');
    }
    return lower;
}

template <typename Value>
Result<void> fault_of(Result<Value>&& loaded) {
    if (!loaded) {
        return tl::unexpected(std::move(loaded).error());
    }
    return {};
}

Result<void> check_recent(const session::SettingsPaths& paths) {
    session::Settings settings;
    return session::load_recent(paths, settings);
}

}  // namespace

void KeptState::report_fault(File& file, const Error& fault) {
    if (fault.code == ErrorCode::UnsupportedVersion) {
        file.is_newer = true;
        newer_.add(file.what, fault.message);
        return;
    }
    if (fault.code == ErrorCode::Unreadable) {
        file.is_locked = true;
        locked_.add(file.what, fault.message);
        return;
    }
    const auto aside = OutputFile::put_aside(file.path, ".damaged");
    file.is_locked = !aside;
    Faults& faults = aside ? damaged_ : locked_;
    faults.add(
        file.what,
        aside ? fmt::format("{}\nIt is now {}", fault.message, aside->string()) : fault.message
    );
}

void KeptState::show_faults(session::Session& session) {
    const auto show = [&](Faults& faults, std::string_view what) {
        const Faults told = std::exchange(faults, {});
        if (!told.names.empty()) {
            warn(session, fmt::format("{} {}", told.names, what), told.detail);
        }
    };
    show(damaged_, "could not be read; damaged files were put aside");
    show(newer_, "of a newer version of Limn could not be read");
    show(locked_, "could not be read and are not saved");
    show(unwritten_, "are not kept");
}

template <typename Value>
void KeptState::take_over(Kept<Value>& kept, Result<Value>&& loaded, Value& into) {
    if (loaded) {
        into = std::move(*loaded);
    } else {
        report_fault(kept.file, loaded.error());
    }
    kept.saved = into;
    kept.seen = into;
}

void KeptState::load(session::Session& session) {
    paths_ = session::settings_paths();
    const auto file = [&](const std::filesystem::path& path, const char* what, auto find_fault) {
        return File{path, what, [paths = paths_, find_fault] { return find_fault(paths); }};
    };
    settings_.file = file(paths_.settings, "Settings", [](const auto& paths) {
        return fault_of(session::load_settings(paths));
    });
    recent_.file = file(paths_.recent, "Recent files", check_recent);
    choices_.file = file(paths_.choices, "Class choices", [](const auto& paths) {
        return fault_of(session::load_choices(paths));
    });
    views_.file = file(paths_.views, "Options of views", [](const auto& paths) {
        return fault_of(session::load_view_memory(paths));
    });
    take_over(settings_, session::load_settings(paths_), session.settings);
    if (const auto recent = session::load_recent(paths_, session.settings); !recent) {
        report_fault(recent_.file, recent.error());
    }
    settings_.saved = session.settings;
    settings_.seen = session.settings;
    recent_.saved = recent_of(session);
    recent_.seen = recent_.saved;
    take_over(choices_, session::load_choices(paths_), session.choices);
    take_over(views_, session::load_view_memory(paths_), session.view_memory);
    show_faults(session);
}

template <typename Save>
void KeptState::save(File& file, Save&& save) {
    if (!file.is_locked && !file.is_newer) {
        if (const auto there = file.check(); !there) {
            report_fault(file, there.error());
        }
    }
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
        unwritten_.add(
            is_state ? "Class choices, options of views, recent files" : "Settings",
            saved.error().message
        );
    }
}

void KeptState::Faults::add(std::string_view what, std::string_view why) {
    names += names.empty() ? std::string(what) : fmt::format(", {}", lower_start(what));
    detail += (detail.empty() ? "" : "\n\n") + std::string(why);
}

template <typename Value, typename Save>
bool KeptState::save_rested(
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
    save(kept.file, std::forward<Save>(save_value));
    return false;
}

bool KeptState::save_changed(session::Session& session, double seconds) {
    const bool settings_wait = save_rested(settings_, session.settings, seconds, [&] {
        return session::save_settings(paths_, session.settings);
    });
    const bool recent_waits = save_rested(recent_, recent_of(session), seconds, [&] {
        return session::save_recent(paths_, session.settings);
    });
    const bool choices_wait = save_rested(choices_, session.choices, seconds, [&] {
        return session::save_choices(paths_, session.choices);
    });
    const bool views_wait = save_rested(views_, session.view_memory, seconds, [&] {
        return session::save_view_memory(paths_, session.view_memory);
    });
    show_faults(session);
    return settings_wait || recent_waits || choices_wait || views_wait;
}

void KeptState::save_all(session::Session& session) {
    save_changed(session, kRestSeconds);
}

}  // namespace limn::app
