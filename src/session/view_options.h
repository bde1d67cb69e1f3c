// SPDX-License-Identifier: MIT
/// ViewOptions: what the menu of a view decides; ViewMemory: the same, kept for the next start.
///
/// What      Kept by application and by what a view shows (2D or 3D, its origin), like class choices: the
///           next run of the same program opens as the last one looked. Cameras and the layout are not kept.
/// Threads   plain values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "draw/view_style.h"
#include "model/entity_path.h"
#include "scene/view_spec.h"

namespace limn::session {

/// Auto: where there is room, fewer of what repeats itself. On: as many as have room. Hover: of what is
/// hovered or selected.
enum class LabelMode : std::uint8_t { Auto, On, Hover, Off };

enum class LabelSize : std::uint8_t { Small, Normal, Large };

/// Where the legend of a view stands.
enum class LegendCorner : std::uint8_t { TopRight, TopLeft, BottomLeft, BottomRight };

struct ViewOptions {
    draw::MaskMode masks = draw::MaskMode::Fill;
    std::optional<float>
        mask_opacity;             ///< Of all masks; absent: as logged, else lighter over pictures.
    bool hatch_no_class = false;  ///< Mask pixels without class are striped, not left out.
    draw::ColorBy color_by = draw::ColorBy::Description;
    draw::BoneLook bones;
    LabelMode labels = LabelMode::Auto;
    LabelSize label_size = LabelSize::Normal;
    bool show_legend = true;
    LegendCorner legend_corner = LegendCorner::TopRight;
    bool show_grid = true;

    friend bool operator==(const ViewOptions&, const ViewOptions&) = default;
};

/// An edit of some options; fields without a value stay as they are. Two patches of one frame both hold.
struct ViewOptionsPatch {
    std::optional<draw::MaskMode> masks = std::nullopt;
    std::optional<std::optional<float>> mask_opacity = std::nullopt;  ///< Clamped to 0 … 1.
    std::optional<bool> hatch_no_class = std::nullopt;
    std::optional<draw::ColorBy> color_by = std::nullopt;
    std::optional<float> bone_radius_pt = std::nullopt;  ///< Clamped to 0 … kMaxBoneRadiusPt.
    std::optional<bool> bones_in_joint_colors = std::nullopt;
    std::optional<LabelMode> labels = std::nullopt;
    std::optional<LabelSize> label_size = std::nullopt;
    std::optional<bool> show_legend = std::nullopt;
    std::optional<LegendCorner> legend_corner = std::nullopt;
    std::optional<bool> show_grid = std::nullopt;
};

inline constexpr float kMaxBoneRadiusPt = 20.0F;

void apply_patch(ViewOptions& options, const ViewOptionsPatch& patch);

/// An edit of how one mask is drawn, likewise.
struct MaskLookPatch {
    std::optional<std::optional<draw::MaskMode>> mode = std::nullopt;
    std::optional<std::optional<float>> opacity = std::nullopt;  ///< Clamped to 0 … 1.
};

void apply_patch(draw::MaskLook& look, const MaskLookPatch& patch);

class ViewMemory {
  public:
    /// Beyond this number, views and masks that were changed longest ago are forgotten.
    static constexpr std::size_t kMost = 1000;

    struct View {
        std::string application_id;
        scene::ViewKind kind = scene::ViewKind::Spatial2D;
        EntityPath origin;
        ViewOptions options;

        friend bool operator==(const View&, const View&) = default;
    };

    struct Mask {
        std::string application_id;
        EntityPath entity;
        draw::MaskLook look;

        friend bool operator==(const Mask&, const Mask&) = default;
    };

    /// Defaults for a view that nobody changed.
    [[nodiscard]] ViewOptions options(std::string_view application_id, const scene::ViewSpec& spec)
        const;

    /// Default options and looks are forgotten.
    void set_options(
        std::string_view application_id,
        const scene::ViewSpec& spec,
        const ViewOptions& options
    );
    void set_mask(std::string_view application_id, const EntityPath& entity, draw::MaskLook look);

    [[nodiscard]] const std::vector<View>& views() const { return views_; }

    [[nodiscard]] const std::vector<Mask>& masks() const { return masks_; }

    friend bool operator==(const ViewMemory&, const ViewMemory&) = default;

  private:
    std::vector<View> views_;  ///< Changed last: at the end.
    std::vector<Mask> masks_;
};

/// JSON text ⇄ memory; versioned: docs/FORMATS.md. Values that this program does not know are left at their
/// defaults. InvalidArgument if it is no such file, UnsupportedVersion if it is newer.
[[nodiscard]] std::string to_json(const ViewMemory& memory);
[[nodiscard]] Result<ViewMemory> view_memory_from_json(std::string_view text);

}  // namespace limn::session
