// SPDX-License-Identifier: MIT
/// How a view wants its masks, and which style table stands for which slot while it is drawn.
///
/// Threads   plain values.
#pragma once

#include <cstdint>
#include <optional>

#include "draw/style_table.h"

namespace limn::draw {

enum class MaskMode : std::uint8_t { Fill, Outline, Both };

/// What a view colors its data by. All but the first are decided while drawing: nothing is rebuilt.
enum class ColorBy : std::uint8_t {
    Description,  ///< As docs/ANNOTATION.md says: logged color, keypoint, class, automatic.
    Class,        ///< The class's color, whatever was logged.
    Instance,     ///< Each instance (skeleton) in a color of its own.
    Entity,       ///< Each entity in a color of its own.
    Keypoint,     ///< The keypoint's color, else the class's, whatever was logged.
    Logged,       ///< Logged colors alone; gray where there is none. Masks stay as described.
};

/// Do colors that were logged on instances win over those of their classes?
[[nodiscard]] constexpr bool shows_logged_colors(ColorBy by) {
    return by == ColorBy::Description || by == ColorBy::Logged;
}

/// What has no color of its own where only logged colors are shown; as in shaders/common/style.glsl.
inline constexpr Rgba8 kUncolored{0x94, 0x94, 0x94, 255};

/// Opacity of a mask that lies over a picture, where none is logged or chosen.
inline constexpr float kMaskOverPicture = 0.5F;

/// Bones of skeletons.
struct BoneLook {
    float radius_pt = 0.0F;        ///< UI points; 0: 1.5 points.
    bool in_joint_colors = false;  ///< From joint to joint, not in the color of the class.

    friend bool operator==(const BoneLook&, const BoneLook&) = default;
};

/// How one mask is drawn, where that differs from the others of its view.
struct MaskLook {
    std::optional<MaskMode> mode;
    std::optional<float> opacity;  ///< In place of the view's and the logged one.

    [[nodiscard]] bool is_default() const { return *this == MaskLook{}; }

    friend bool operator==(const MaskLook&, const MaskLook&) = default;
};

/// What one StyleSlot of a draw list stands for.
struct StyleBinding {
    const StyleTable* table = nullptr;
    std::uint64_t table_id = 0;  ///< Identity of the table over frames, for partial uploads.
    StyleMode mode;
};

}  // namespace limn::draw
