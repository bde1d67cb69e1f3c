// SPDX-License-Identifier: MIT
#include "session/class_commands.h"

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "annotation/class_choices.h"
#include "annotation/context.h"
#include "annotation/palette.h"

namespace limn::session {
namespace {

/// Every context that there is at the cursor: those a choice may be linked to.
std::vector<annotation::ContextPtr> contexts_of(Session& session) {
    const store::Recording* recording = session.active_recording();
    if (recording == nullptr || !session.settings.link_classes) {
        return {};
    }
    // What did not change since the last command is not resolved again: thousands of classes take a while.
    LinkingContexts& known = session.linking_contexts;
    known.map = known.map != nullptr && known.recording == recording->id()
                    ? std::make_shared<const annotation::ContextMap>(
                          *recording,
                          session.query(),
                          *known.map
                      )
                    : std::make_shared<const annotation::ContextMap>(*recording, session.query());
    known.recording = recording->id();
    return known.map->all();
}

/// One class or keypoint of one context, and what is linked to it.
class LinkedChoices {
  public:
    LinkedChoices(Session& session, const annotation::ContextPtr& context)
        : session_(session)
        , context_(context)
        , all_(contexts_of(session)) {}

    void change(
        ClassId id,
        std::optional<KeypointId> keypoint,
        const std::function<void(annotation::ClassChoice&)>& edit
    ) {
        const RecordingState* state = session_.active_state();
        if (state == nullptr || context_ == nullptr) {
            return;
        }
        const auto keys =
            annotation::linked_keys(state->id.application_id, *context_, id, keypoint, all_);
        for (const annotation::ChoiceKey& key : keys) {
            annotation::ClassChoice choice = session_.choices.get(key);
            edit(choice);
            session_.choices.set(key, choice);
        }
    }

  private:
    Session& session_;
    const annotation::ContextPtr& context_;
    std::vector<annotation::ContextPtr> all_;
};

void as_logged(annotation::ClassChoice& choice) {
    choice.color.reset();
    choice.label.reset();
    choice.opacity.reset();
    choice.group.reset();
}

}  // namespace

void apply_to_classes(Session& session, const command::SetClassVisible& command) {
    LinkedChoices(session, command.context)
        .change(command.id, command.keypoint, [&](annotation::ClassChoice& choice) {
            choice.visible = command.visible;
        });
}

void apply_to_classes(Session& session, const command::SetClassSolo& command) {
    LinkedChoices(session, command.context)
        .change(command.id, std::nullopt, [&](annotation::ClassChoice& choice) {
            choice.soloed = command.soloed;
        });
}

void apply_to_classes(Session& session, const command::SetClassColor& command) {
    LinkedChoices(session, command.context)
        .change(command.id, command.keypoint, [&](annotation::ClassChoice& choice) {
            choice.color = command.color;
        });
}

void apply_to_classes(Session& session, const command::SetClassLabel& command) {
    LinkedChoices(session, command.context)
        .change(command.id, command.keypoint, [&](annotation::ClassChoice& choice) {
            choice.label = command.label;
        });
}

void apply_to_classes(Session& session, const command::SetClassesSolo& command) {
    LinkedChoices linked(session, command.context);
    for (const auto& [id, soloed] : command.classes) {
        linked.change(id, std::nullopt, [&, is_soloed = soloed](annotation::ClassChoice& choice) {
            choice.soloed = is_soloed;
        });
    }
}

void apply_to_classes(Session& session, const command::SetClassesColor& command) {
    LinkedChoices linked(session, command.context);
    for (const auto& [id, color] : command.classes) {
        linked.change(id, std::nullopt, [&, wanted = color](annotation::ClassChoice& choice) {
            choice.color = wanted;
        });
    }
}

void apply_to_classes(Session& session, const command::SetClassesOpacity& command) {
    LinkedChoices linked(session, command.context);
    for (const ClassId id : command.classes) {
        linked.change(id, std::nullopt, [&](annotation::ClassChoice& choice) {
            choice.opacity = command.opacity;
        });
    }
}

void apply_to_classes(Session& session, const command::ApplyPalette& command) {
    const RecordingState* state = session.active_state();
    if (state != nullptr && command.context != nullptr) {
        annotation::apply_palette(
            session.choices,
            command.palette,
            *command.context,
            state->id.application_id
        );
    }
}

void apply_to_classes(Session& session, const command::RevertClasses& command) {
    LinkedChoices linked(session, command.context);
    for (const ClassId id : command.classes) {
        linked.change(id, std::nullopt, as_logged);
        const annotation::ClassStyle* style =
            command.context != nullptr ? command.context->find(id) : nullptr;
        if (style == nullptr) {
            continue;
        }
        for (const annotation::KeypointStyle& keypoint : style->keypoints) {
            linked.change(id, keypoint.id, as_logged);
        }
    }
}

void apply_to_classes(Session& session, const command::RevertAllClasses& /*command*/) {
    const RecordingState* state = session.active_state();
    if (state == nullptr) {
        return;
    }
    annotation::ClassChoices reverted = session.choices;
    for (const auto& [key, choice] : session.choices.all()) {
        if (key.application_id == state->id.application_id) {
            annotation::ClassChoice plain = choice;
            as_logged(plain);
            reverted.set(key, plain);
        }
    }
    session.choices = std::move(reverted);
}

void apply_to_classes(Session& session, const command::ReplaceChoices& command) {
    std::set<std::string> applications;
    for (const auto& [key, choice] : command.choices.all()) {
        applications.insert(key.application_id);
    }
    annotation::ClassChoices merged = command.choices;
    for (const auto& [key, choice] : session.choices.all()) {
        if (!applications.contains(key.application_id)) {
            merged.set(key, choice);
        }
    }
    session.choices = std::move(merged);
}

void apply_to_classes(Session& session, const command::SetClassesVisible& command) {
    LinkedChoices linked(session, command.context);
    for (const auto& [id, visible] : command.classes) {
        linked.change(id, std::nullopt, [&, is_visible = visible](annotation::ClassChoice& choice) {
            choice.visible = is_visible;
        });
    }
}

void apply_to_classes(Session& session, const command::ShowAll& /*command*/) {
    RecordingState* state = session.active_state();
    if (state == nullptr) {
        return;
    }
    state->hidden_entities.clear();
    annotation::ClassChoices shown = session.choices;
    for (const auto& [key, choice] : session.choices.all()) {
        if (key.application_id == state->id.application_id) {
            annotation::ClassChoice open = choice;
            open.visible = true;
            open.soloed = false;
            shown.set(key, open);
        }
    }
    session.choices = std::move(shown);
}

void apply_to_classes(Session& session, const command::SetEntityVisible& command) {
    RecordingState* state = session.active_state();
    if (state == nullptr) {
        return;
    }
    if (command.visible) {
        state->hidden_entities.erase(command.entity);
    } else {
        state->hidden_entities.insert(command.entity);
    }
}

}  // namespace limn::session
