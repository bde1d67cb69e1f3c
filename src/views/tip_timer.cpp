// SPDX-License-Identifier: MIT
#include "views/tip_timer.h"

namespace limn::views {
namespace {

constexpr float kDelaySeconds = 0.5F;

/// ImGui measures a window in one frame and shows it in the next, so some frames are needed after the delay.
constexpr float kShownSeconds = 0.75F;

}  // namespace

void TipTimer::begin_frame(float seconds, bool is_pressed) {
    if (!is_asked_) {
        key_.reset();
    }
    is_asked_ = false;
    age_secs_ += seconds;
    is_dismissed_ = is_dismissed_ || is_pressed;
}

bool TipTimer::is_due(std::uint64_t key) {
    if (is_asked_) {
        return key == key_ && age_secs_ >= kDelaySeconds && !is_dismissed_;
    }
    is_asked_ = true;
    if (key != key_) {
        key_ = key;
        age_secs_ = 0.0F;
        is_dismissed_ = false;
    }
    return !is_dismissed_ && age_secs_ >= kDelaySeconds;
}

bool TipTimer::is_waiting() const {
    return is_asked_ && !is_dismissed_ && age_secs_ < kShownSeconds;
}

}  // namespace limn::views
