// SPDX-License-Identifier: MIT
/// Keys → commands. The table that people see is views/shortcuts.h; this follows it.
///
/// Threads   the main thread.
#pragma once

#include <span>
#include <string>

#include "session/commands.h"
#include "session/session.h"
#include "session/style_cache.h"
#include "window.h"

namespace limn::app {

class Shortcuts {
  public:
    /// Pushes what the keys ask for. While a text field has the keyboard only Ctrl and function keys count.
    void apply(
        std::span<const event::Key> keys,
        bool text_has_keyboard,
        float display_scale,
        const session::Session& session,
        const session::StyleCache& styles,
        session::CommandSink& commands
    );

    /// Time goes by: a lone digit is forgotten after half a second.
    void advance(double seconds);

  private:
    void digit(int value, session::CommandSink& commands);

    std::string digits_;
    double digit_age_secs_ = 0.0;
};

}  // namespace limn::app
