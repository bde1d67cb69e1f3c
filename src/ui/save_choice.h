// SPDX-License-Identifier: MIT
/// SaveChoice: what stands in the fields of the dialog that saves a part of a recording, and what it means.
///
/// Errors    a fault names the field and says why, for a person.
/// Threads   plain values; the UI thread.
#pragma once

#include <cstdint>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "session/session.h"

namespace limn::ui {

enum class EntityChoice : std::uint8_t { All, Selected, Visible };

struct SaveChoice {
    std::string timeline;  ///< Empty: all times.
    std::string from;
    std::string to;
    EntityChoice entities = EntityChoice::All;
};

enum class SaveField : std::uint8_t { Timeline, From, To, Entities };

struct SaveFault {
    SaveField field = SaveField::From;
    std::string text;
};

/// What the dialog shows first: the loop range if there is one, else the whole timeline; or the selected entities, else the visible ones.
[[nodiscard]] SaveChoice first_choice(
    const session::RecordingState& state,
    const store::Recording& recording,
    session::SaveDialogFor what
);

/// Another timeline, its whole range in the fields; of the active one the loop range, if there is one. Empty: all times.
void choose_timeline(
    SaveChoice& choice,
    const session::RecordingState& state,
    const store::Recording& recording,
    const std::string& timeline
);

void choose_range(SaveChoice& choice, TimeKind kind, const TimeRange& range);

[[nodiscard]] tl::expected<session::RecordingPart, SaveFault> chosen_part(
    const SaveChoice& choice,
    const session::RecordingState& state,
    const store::Recording& recording
);

/// "/camera/mask, /camera/box and 3 more, with all below": the entities in words.
[[nodiscard]] std::string
entities_text(const SaveChoice& choice, const session::RecordingState& state);

/// "street_crossing 20-40.rrd": a name for the part that is not the name of the file it came from.
[[nodiscard]] std::string part_file_name(
    const session::RecordingState& state,
    const store::Recording& recording,
    const session::RecordingPart& part
);

}  // namespace limn::ui
