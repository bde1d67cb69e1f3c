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

std::optional<float> clamped_opacity(std::optional<float> opacity) {
    return opacity ? std::optional(std::clamp(*opacity, 0.0F, 1.0F)) : std::nullopt;
}

}  // namespace

void apply_patch(ViewOptions& options, const ViewOptionsPatch& patch) {
    options.masks = patch.masks.value_or(options.masks);
    if (patch.mask_opacity) {
        options.mask_opacity = clamped_opacity(*patch.mask_opacity);
    }
    options.hatch_no_class = patch.hatch_no_class.value_or(options.hatch_no_class);
    options.color_by = patch.color_by.value_or(options.color_by);
    if (patch.bone_radius_pt) {
        options.bones.radius_pt = std::clamp(*patch.bone_radius_pt, 0.0F, kMaxBoneRadiusPt);
    }
    options.bones.in_joint_colors =
        patch.bones_in_joint_colors.value_or(options.bones.in_joint_colors);
    options.labels = patch.labels.value_or(options.labels);
    options.label_size = patch.label_size.value_or(options.label_size);
    options.show_legend = patch.show_legend.value_or(options.show_legend);
    options.legend_corner = patch.legend_corner.value_or(options.legend_corner);
    options.show_grid = patch.show_grid.value_or(options.show_grid);
}

void apply_patch(draw::MaskLook& look, const MaskLookPatch& patch) {
    look.mode = patch.mode.value_or(look.mode);
    if (patch.opacity) {
        look.opacity = clamped_opacity(*patch.opacity);
    }
}

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
