// SPDX-License-Identifier: MIT
#include "views/hover_pick.h"

#include <algorithm>

namespace limn::views {

std::optional<PickedPlace>
HoverPick::find(render::ViewRenderer& renderer, const PickPlace& place, bool waits) {
    if (!place_ || place_->scene != place.scene) {
        picked_.reset();
        first_of_scene_ = asked_ + 1;
    }
    if (waits) {
        picked_ = PickedPlace{place.pixel, renderer.pick(target_, place.pixel, place.radius_px)};
        answered_ = asked_;
        first_of_scene_ = asked_ + 1;
        place_ = place;
        return picked_;
    }
    if (const auto answer = renderer.take_pick(target_)) {
        const auto asked = pixels_.find(answer->number);
        if (asked != pixels_.end() && answer->number >= first_of_scene_) {
            picked_ = PickedPlace{asked->second, answer->found};
        }
        answered_ = std::max(answered_, answer->number);
        pixels_.erase(pixels_.begin(), pixels_.upper_bound(answered_));
    }
    if (place_ != place) {
        place_ = place;
        asked_ = renderer.ask_pick(target_, place.pixel, place.radius_px);
        pixels_[asked_] = place.pixel;
    }
    return picked_;
}

void HoverPick::forget() {
    place_.reset();
    picked_.reset();
    pixels_.clear();
    answered_ = asked_;
    first_of_scene_ = asked_ + 1;
}

}  // namespace limn::views
