// SPDX-License-Identifier: MIT
/// Measures of labels in views, shared by layout and drawing.
///
/// Units     UI points.
#pragma once

#include <cstdint>
#include <glm/vec2.hpp>

namespace limn::views {

inline constexpr float kLabelGapPt = 5.0F;  ///< From the anchor to the plate.
inline constexpr glm::vec2 kLabelPaddingPt{6.0F, 3.0F};
inline constexpr glm::vec2 kTabPaddingPt{5.0F, 1.5F};
inline constexpr float kLabelRadiusPt = 4.0F;
inline constexpr float kTabRadiusPt = 3.0F;
inline constexpr float kLabelMaxWidthPt = 240.0F;
inline constexpr float kLabelMinWrapPt = 96.0F;
inline constexpr float kLabelCullPt = 100.0F;  ///< Anchors farther outside are dropped.
inline constexpr float kLeaderShortPt =
    22.0F;  ///< From the anchor to a plate that found no place at it.
inline constexpr float kLeaderLongPt = 84.0F;
inline constexpr float kRepeatPt = 150.0F;  ///< Between class labels that say the same in a crowd …
inline constexpr std::uint32_t kCrowd = 200;        ///< … of so many above …
inline constexpr std::uint32_t kFewInstances = 30;  ///< … these, which are all labelled.
inline constexpr float kLabelPlateAlpha = 0.78F;

}  // namespace limn::views
