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

class Shortcuts {
  public:
    /// Pushes what the keys ask for. While a text field has the keyboard only some actions count.
    void apply(
        std::span<const event::Key> keys,
        bool text_has_keyboard,
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
