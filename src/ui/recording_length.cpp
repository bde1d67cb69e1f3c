// SPDX-License-Identifier: MIT
#include "ui/recording_length.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "annotation/class_history.h"
#include "base/counted.h"
#include "base/hash.h"
#include "model/short_time.h"
#include "model/time_math.h"

namespace limn::ui {
namespace {

/// Rows whose times are counted within a frame: some milliseconds.
constexpr std::uint64_t kMostRows = 200'000;

bool has_unread_times(const store::Recording& recording) {
    return std::ranges::any_of(recording.chunks(), [](const OutlinePtr& chunk) {
        return !chunk->is_complete() && chunk->are_times_late();
    });
}

std::optional<std::uint64_t>
num_frames(const store::Recording& recording, const session::RecordingState& state) {
    const std::string& timeline = state.time.timeline;
    const session::HistoryState& counts = state.class_counts;
    if (counts.history != nullptr && counts.history->timeline == timeline &&
        counts.generation == recording.generation()) {
        return counts.history->times.size();
    }
    if (!state.opened || recording.num_rows() > kMostRows || has_unread_times(recording)) {
        return std::nullopt;
    }
    return annotation::times_of(recording.chunks(), timeline).size();
}

std::string length_of(const store::Recording& recording, const session::RecordingState& state) {
    const session::TimeControl& time = state.time;
    if (time.timeline.empty() || time.range.is_empty()) {
        return "static";
    }
    if (time.kind != TimeKind::Sequence) {
        return format_length(time_distance(time.range.min, time.range.max));
    }
    if (time.range.min == time.range.max) {
        return counted(1, "frame");
    }
    if (const auto frames = num_frames(recording, state)) {
        return counted_short(*frames, "frame");
    }
    return fmt::format(
        "{} – {}",
        format_time(time.kind, time.range.min),
        format_time(time.kind, time.range.max)
    );
}

}  // namespace

const std::string& RecordingLengths::text(
    const store::Recording& recording,
    const session::RecordingState& state,
    std::uint64_t num_found
) {
    const auto* history = state.class_counts.history.get();
    std::uint64_t key = hash_combine(recording.generation(), hash_text(state.time.timeline));
    key = hash_combine(key, num_found);
    key = hash_combine(key, reinterpret_cast<std::uintptr_t>(history));
    key = hash_combine(key, state.opened ? 1U : 0U);
    Known& known = known_[recording.id()];
    if (known.text.empty() || known.key != key) {
        known = {key, length_of(recording, state)};
    }
    return known.text;
}

}  // namespace limn::ui
