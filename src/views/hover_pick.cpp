// SPDX-License-Identifier: MIT
#include "views/hover_pick.h"

#include <algorithm>

namespace limn::views {

std::optional<render::PickResult>
HoverPick::find(render::ViewRenderer& renderer, const PickPlace& place, bool waits) {
    if (!place_ || place_->scene != place.scene) {
        found_.reset();
        first_of_scene_ = asked_ + 1;
    }
    if (waits) {
        found_ = renderer.pick(target_, place.pixel, place.radius_px);
        answered_ = asked_;
        first_of_scene_ = asked_ + 1;
        place_ = place;
        return found_;
    }
    if (const auto answer = renderer.take_pick(target_)) {
        answered_ = std::max(answered_, answer->number);
        if (answer->number >= first_of_scene_) {
            found_ = answer->found;
        }
    }
    if (place_ != place) {
        place_ = place;
        asked_ = renderer.ask_pick(target_, place.pixel, place.radius_px);
    }
    return found_;
}

void HoverPick::forget() {
    place_.reset();
    found_.reset();
    answered_ = asked_;
    first_of_scene_ = asked_ + 1;
}

}  // namespace limn::views
