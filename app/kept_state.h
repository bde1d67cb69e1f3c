// SPDX-License-Identifier: MIT
/// What is kept between starts: settings, recent files, class choices, options of views.
///
/// What      Read once; choices and options are written when they have rested for a moment (not in every
///           frame of a drag) and when the window closes.
///           No file is lost: a damaged one is renamed to `….damaged` when it is found, one of another version of Limn to
///           `….newer` before its name is written again, and one that the system does not let us read is not written. So
///           that this holds for what comes while Limn runs, a file is read before it is written.
/// Errors    toasts; that a folder cannot be written is said once.
/// Threads   the main thread.
#pragma once

#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "session/session.h"
#include "session/settings.h"

namespace limn::app {

class KeptState {
  public:
    void load(session::Session& session);

    /// True while something waits to be written.
    bool save_changed(session::Session& session, double seconds);

    /// What changed is written now.
    void save_all(session::Session& session);

  private:
    /// A file, and what may be done with it.
    struct File {
        std::filesystem::path path;
        const char* what = "";                ///< For people: "Recent files".
        std::function<Result<void>()> check;  ///< Whether what is there can be read.
        bool is_newer = false;                ///< Put aside before it is written.
        bool is_locked = false;               ///< Never written: what is there could not be read.
    };

    /// One value and its file.
    template <typename Value>
    struct Kept {
        File file;
        Value saved;
        Value seen;
        double unsaved_secs = 0.0;
    };

    template <typename Value>
    void take_over(Kept<Value>& kept, Result<Value>&& loaded, Value& into);

    /// What went wrong with several files in one way.
    struct Faults {
        std::string names;
        std::string detail;

        void add(std::string_view what, std::string_view why);
    };

    template <typename Value, typename Save>
    bool save_rested(Kept<Value>& kept, const Value& now, double seconds, Save&& save);

    /// The part of the settings that has a file of its own.
    using RecentFiles = std::pair<std::vector<std::string>, std::string>;

    static RecentFiles recent_of(const session::Session& session) {
        return {session.settings.recent_files, session.settings.last_folder};
    }

    void report_fault(File& file, const Error& fault);

    template <typename Save>
    void save(File& file, Save&& save);

    /// One toast for each way.
    void show_faults(session::Session& session);

    session::SettingsPaths paths_;
    Kept<session::Settings> settings_;
    Kept<RecentFiles> recent_;
    Kept<annotation::ClassChoices> choices_;
    Kept<session::ViewMemory> views_;
    Faults damaged_;
    Faults newer_;
    Faults locked_;
    Faults unwritten_;
    std::set<std::filesystem::path> unwritable_;  ///< Folders that the user was told about.
};

}  // namespace limn::app
