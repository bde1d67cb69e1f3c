// SPDX-License-Identifier: MIT
/// Commands on classes and entities: what the user switches, solos and recolors.
///
/// What      Each changes `session.choices` (linked contexts follow) or the hidden entities. Undo is
///           the caller's.
/// Threads   the UI thread.
#pragma once

#include "session/commands.h"
#include "session/session.h"

namespace limn::session {

void apply_to_classes(Session& session, const command::SetClassVisible& command);
void apply_to_classes(Session& session, const command::SetClassSolo& command);
void apply_to_classes(Session& session, const command::SetClassColor& command);
void apply_to_classes(Session& session, const command::SetClassLabel& command);
void apply_to_classes(Session& session, const command::SetClassesVisible& command);
void apply_to_classes(Session& session, const command::SetClassesSolo& command);
void apply_to_classes(Session& session, const command::SetClassesColor& command);
void apply_to_classes(Session& session, const command::SetClassesOpacity& command);
void apply_to_classes(Session& session, const command::ApplyPalette& command);
void apply_to_classes(Session& session, const command::RevertClasses& command);
void apply_to_classes(Session& session, const command::RevertAllClasses& command);
void apply_to_classes(Session& session, const command::ReplaceChoices& command);
void apply_to_classes(Session& session, const command::ShowAll& command);
void apply_to_classes(Session& session, const command::SetEntityVisible& command);

}  // namespace limn::session
