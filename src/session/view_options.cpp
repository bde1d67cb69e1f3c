// SPDX-License-Identifier: MIT
#include "session/view_options.h"

#include <algorithm>

namespace limn::session {
namespace {

/// What is changed goes to the end; what was changed longest ago falls out at the front.
template <typename Entry>
void put_last(std::vector<Entry>& entries, Entry&& entry) {
    entries.push_back(std::move(entry));
    if (entries.size() > ViewMemory::kMost) {
        entries.erase(entries.begin());
    }
}

}  // namespace

ViewOptions ViewMemory::options(std::string_view application_id, const scene::ViewSpec& spec)
    const {
    const auto found = std::ranges::find_if(views_, [&](const View& view) {
        return view.application_id == application_id && view.kind == spec.kind &&
               view.origin == spec.origin;
    });
    return found == views_.end() ? ViewOptions{} : found->options;
}

void ViewMemory::set_options(
    std::string_view application_id,
    const scene::ViewSpec& spec,
    const ViewOptions& options
) {
    if (this->options(application_id, spec) == options) {
        return;
    }
    std::erase_if(views_, [&](const View& view) {
        return view.application_id == application_id && view.kind == spec.kind &&
               view.origin == spec.origin;
    });
    if (options != ViewOptions{}) {
        put_last(views_, View{std::string(application_id), spec.kind, spec.origin, options});
    }
}

void ViewMemory::set_mask(
    std::string_view application_id,
    const EntityPath& entity,
    draw::MaskLook look
) {
    std::erase_if(masks_, [&](const Mask& mask) {
        return mask.application_id == application_id && mask.entity == entity;
    });
    if (!look.is_default()) {
        put_last(masks_, Mask{std::string(application_id), entity, look});
    }
}

}  // namespace limn::session
