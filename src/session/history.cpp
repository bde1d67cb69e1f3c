// SPDX-License-Identifier: MIT
#include "session/commands.h"

namespace limn::session {
namespace {

constexpr std::size_t kMaxSteps = 200;

std::optional<History::Snapshot> exchange(
    std::vector<History::Snapshot>& from,
    std::vector<History::Snapshot>& to,
    History::Snapshot now
) {
    if (from.empty()) {
        return std::nullopt;
    }
    History::Snapshot wanted = std::move(from.back());
    from.pop_back();
    to.push_back(std::move(now));
    return wanted;
}

}  // namespace

void History::push(Snapshot before, std::uint64_t gesture) {
    if (gesture != 0 && gesture == gesture_ && !undo_.empty()) {
        return;
    }
    gesture_ = gesture;
    redo_.clear();
    undo_.push_back(std::move(before));
    if (undo_.size() > kMaxSteps) {
        undo_.erase(undo_.begin());
    }
}

void History::end_gesture() {
    gesture_ = 0;
}

std::optional<History::Snapshot> History::undo(Snapshot now) {
    end_gesture();
    return exchange(undo_, redo_, std::move(now));
}

std::optional<History::Snapshot> History::redo(Snapshot now) {
    end_gesture();
    return exchange(redo_, undo_, std::move(now));
}

}  // namespace limn::session
