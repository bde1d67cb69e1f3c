// SPDX-License-Identifier: MIT
#include "session/open_views.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace limn::session {
namespace {

/// 3D views that are opened however many 2D views there are.
constexpr std::size_t kMinOpened3D = 2;

const ViewState* find_view(std::span<const ViewState> views, const scene::ViewSpec& spec) {
    const auto found = std::ranges::find_if(views, [&](const ViewState& view) {
        return is_same_view(view.spec, spec);
    });
    return found == views.end() ? nullptr : &*found;
}

}  // namespace

bool is_same_view(const scene::ViewSpec& a, const scene::ViewSpec& b) {
    return a.kind == b.kind && a.origin == b.origin;
}

std::vector<scene::ViewSpec> opened_at_first(std::span<const scene::ViewSpec> proposals) {
    const auto is_3d = [](const scene::ViewSpec& spec) {
        return spec.kind == scene::ViewKind::Spatial3D;
    };
    const auto num_3d = static_cast<std::size_t>(std::ranges::count_if(proposals, is_3d));
    const std::size_t num_2d = proposals.size() - num_3d;
    const std::size_t room_3d = std::max(kMinOpened3D, kMaxOpened - std::min(kMaxOpened, num_2d));
    std::size_t left_3d = std::min(num_3d, room_3d);
    std::size_t left_2d = std::min(num_2d, kMaxOpened - left_3d);
    std::vector<scene::ViewSpec> specs;
    for (const scene::ViewSpec& spec : proposals) {
        std::size_t& left = is_3d(spec) ? left_3d : left_2d;
        if (left > 0) {
            --left;
            specs.push_back(spec);
        }
    }
    return specs;
}

std::vector<scene::ViewSpec> closed_proposals(const RecordingState& state) {
    std::vector<scene::ViewSpec> specs;
    for (const scene::ViewSpec& spec : state.proposals) {
        if (find_view(state.views, spec) == nullptr) {
            specs.push_back(spec);
        }
    }
    return specs;
}

std::size_t num_closed_proposals(const RecordingState& state) {
    return static_cast<std::size_t>(std::ranges::count_if(
        state.proposals,
        [&](const scene::ViewSpec& spec) { return find_view(state.views, spec) == nullptr; }
    ));
}

std::vector<scene::ViewSpec> proposals_beside(const RecordingState& state, bool next) {
    const auto& all = state.proposals;
    const std::size_t count = std::min(kMaxOpened, all.size());
    if (count == 0) {
        return {};
    }
    const auto is_open = [&](const scene::ViewSpec& spec) {
        return find_view(state.views, spec) != nullptr;
    };
    const auto first = std::ranges::find_if(all, is_open);
    const auto first_open = static_cast<std::size_t>(first - all.begin()) % all.size();
    std::size_t begin = 0;
    if (next) {
        const auto closed = std::find_if_not(
            all.begin() + static_cast<std::ptrdiff_t>(first_open),
            all.end(),
            is_open
        );
        begin = closed == all.end() ? 0 : static_cast<std::size_t>(closed - all.begin());
    } else {
        begin = first_open == 0 ? (all.size() - 1) / count * count
                                : first_open - std::min(first_open, count);
    }
    const std::size_t end = std::min(all.size(), begin + count);
    return {
        all.begin() + static_cast<std::ptrdiff_t>(begin),
        all.begin() + static_cast<std::ptrdiff_t>(end)};
}

void open_views(Session& session, RecordingState& state, std::span<const scene::ViewSpec> specs) {
    const std::vector<ViewState> before = std::exchange(state.views, {});
    std::vector<ViewId> ids;
    for (const scene::ViewSpec& spec : specs) {
        ViewState view;
        if (const ViewState* known = find_view(before, spec); known != nullptr) {
            view = *known;
        } else {
            view.id = static_cast<ViewId>(session.next_id++);
            view.set_options(session.view_memory.options(state.id.application_id, spec));
        }
        view.spec = spec;
        ids.push_back(view.id);
        state.views.push_back(std::move(view));
    }
    // What the user maximised stays so while its view is open.
    const std::optional<ViewId> maximised = state.layout.maximised;
    state.layout = Layout::automatic(ids);
    if (maximised && std::ranges::find(ids, *maximised) != ids.end()) {
        state.layout.maximised = maximised;
    }
}

void update_contents(RecordingState& state) {
    for (ViewState& view : state.views) {
        const auto proposal = std::ranges::find_if(state.proposals, [&](const auto& spec) {
            return is_same_view(spec, view.spec);
        });
        if (proposal != state.proposals.end()) {
            view.spec = *proposal;
        }
    }
}

}  // namespace limn::session
