// SPDX-License-Identifier: MIT
#include "kept_state.h"

#include <filesystem>
#include <system_error>
#include <utility>

namespace limn::app {
namespace {

constexpr double kRestSeconds = 0.5;

void warn(session::Session& session, const char* title, const Error& error) {
    session::add_toast(session, session::ToastKind::Warning, title, error.message);
}

void put_aside(const std::filesystem::path& path) {
    std::error_code ignored;
    std::filesystem::rename(path, path.string() + ".unreadable", ignored);
}

}  // namespace

template <typename Value>
void KeptState::take_over(
    session::Session& session,
    Kept<Value>& kept,
    Result<Value>&& loaded,
    Value& into,
    const char* trouble
) {
    if (loaded) {
        into = std::move(*loaded);
    } else {
        warn(session, trouble, loaded.error());
        kept.is_unreadable = true;
    }
    kept.saved = into;
    kept.seen = into;
}

void KeptState::load(session::Session& session) {
    paths_ = session::settings_paths();
    take_over(
        session,
        settings_,
        session::load_settings(paths_),
        session.settings,
        "The settings could not be read and were not used"
    );
    take_over(
        session,
        choices_,
        session::load_choices(paths_),
        session.choices,
        "Class colors and visibility of last time could not be read"
    );
    take_over(
        session,
        views_,
        session::load_view_memory(paths_),
        session.view_memory,
        "The options of views of last time could not be read"
    );
}

template <typename Value, typename Save>
bool KeptState::save_rested(Kept<Value>& kept, const Value& now, double seconds, Save&& save) {
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
    save(std::exchange(kept.is_unreadable, false));
    return false;
}

bool KeptState::save_changed(session::Session& session, double seconds) {
    const bool settings_wait =
        save_rested(settings_, session.settings, seconds, [&](bool is_unreadable) {
            if (is_unreadable) {
                put_aside(paths_.settings);
            }
            if (const auto saved = session::save_settings(paths_, session.settings); !saved) {
                warn(session, "The settings could not be saved", saved.error());
            }
        });
    const bool choices_wait =
        save_rested(choices_, session.choices, seconds, [&](bool is_unreadable) {
            if (is_unreadable) {
                put_aside(paths_.choices);
            }
            if (const auto saved = session::save_choices(paths_, session.choices); !saved) {
                warn(session, "Class colors and visibility could not be saved", saved.error());
            }
        });
    const bool views_wait =
        save_rested(views_, session.view_memory, seconds, [&](bool is_unreadable) {
            if (is_unreadable) {
                put_aside(paths_.views);
            }
            if (const auto saved = session::save_view_memory(paths_, session.view_memory); !saved) {
                warn(session, "The options of views could not be saved", saved.error());
            }
        });
    return settings_wait || choices_wait || views_wait;
}

void KeptState::save_all(session::Session& session) {
    save_changed(session, kRestSeconds);
}

}  // namespace limn::app
