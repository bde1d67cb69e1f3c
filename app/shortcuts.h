// SPDX-License-Identifier: MIT
/// Keys → commands, by the table of actions (ui/actions.h).
///
/// Threads   the main thread.
#pragma once

#include <span>
#include <string>

#include "session/commands.h"
#include "ui/actions.h"
#include "window.h"

namespace limn::app {

/// What the keyboard is used for by the user interface.
struct KeyboardUse {
    bool is_text = false;          ///< A text field has it: only some actions count.
    bool is_escape_taken = false;  ///< Escape closes something.
};

class Shortcuts {
  public:
    /// Pushes what the keys ask for. True if an action was run.
    bool apply(
        std::span<const event::Key> keys,
        const KeyboardUse& use,
        const ui::ActionContext& context
    );

    /// Time goes by: a lone digit is forgotten after half a second.
    void advance(double seconds);

  private:
    void digit(int value, session::CommandSink& commands);

    std::string digits_;
    double digit_age_secs_ = 0.0;
};

}  // namespace limn::app
