// SPDX-License-Identifier: MIT
/// What is kept between starts: settings, class choices, options of views.
///
/// What      Read once; written when they have rested for a moment (not in every
///           frame of a drag) and when the window closes. A file that cannot be read, broken or of a newer
///           version, is put aside as `….unreadable` before its name is written again.
/// Errors    toasts.
/// Threads   the main thread.
#pragma once

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
    /// One value and its file.
    template <typename Value>
    struct Kept {
        Value saved;
        Value seen;
        double unsaved_secs = 0.0;
        bool is_unreadable = false;
    };

    template <typename Value>
    void take_over(
        session::Session& session,
        Kept<Value>& kept,
        Result<Value>&& loaded,
        Value& into,
        const char* trouble
    );

    template <typename Value, typename Save>
    bool save_rested(Kept<Value>& kept, const Value& now, double seconds, Save&& save);

    session::SettingsPaths paths_;
    Kept<session::Settings> settings_;
    Kept<annotation::ClassChoices> choices_;
    Kept<session::ViewMemory> views_;
};

}  // namespace limn::app
