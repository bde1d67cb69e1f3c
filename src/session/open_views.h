// SPDX-License-Identifier: MIT
/// Which of the proposed views are open as tiles.
///
/// What      A recording proposes a view of everything that it shows; a screen holds few of them. At first
///           at most `kMaxOpened` are open. The others stay in `RecordingState::proposals`, where the user
///           finds them.
/// Threads   the UI thread.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "session/session.h"

namespace limn::session {

/// More tiles than this are too small to read in a window of common size.
inline constexpr std::size_t kMaxOpened = 12;

/// The same view, perhaps with other contents.
[[nodiscard]] bool is_same_view(const scene::ViewSpec& a, const scene::ViewSpec& b);

/// Proposals that are opened by themselves: the first of each kind, at most `kMaxOpened`.
[[nodiscard]] std::vector<scene::ViewSpec> opened_at_first(
    std::span<const scene::ViewSpec> proposals
);

/// Proposals that are not open, in their order.
[[nodiscard]] std::vector<scene::ViewSpec> closed_proposals(const RecordingState& state);

[[nodiscard]] std::size_t num_closed_proposals(const RecordingState& state);

/// The next (previous) proposals in place of the open ones, as many as fit. Wraps around.
[[nodiscard]] std::vector<scene::ViewSpec> proposals_beside(const RecordingState& state, bool next);

/// Opens exactly these, in an automatic layout. Views that were open keep cameras and modes.
void open_views(Session& session, RecordingState& state, std::span<const scene::ViewSpec> specs);

/// Open views take over what their proposals hold now; which are open stays.
void update_contents(RecordingState& state);

}  // namespace limn::session
