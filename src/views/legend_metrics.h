// SPDX-License-Identifier: MIT
/// Measures of legends, shared by layout and drawing.
///
/// Units     UI points.
#pragma once

namespace limn::views::legend_metrics {

inline constexpr float kRowPt = 22.0F;
inline constexpr float kPaddingPt = 8.0F;
inline constexpr float kMarginPt = 12.0F;  ///< To the edges of the view.
inline constexpr float kSwatchPt = 12.0F;
inline constexpr float kGapPt = 8.0F;
inline constexpr float kEyePt = 16.0F;  ///< It takes the place of a value under the mouse.
inline constexpr float kMaxValuePt = 64.0F;
inline constexpr float kReadablePt =
    72.0F;  ///< A label keeps this much, if it has it, before the legend gets narrower.
inline constexpr float kMaxLabelPt = 168.0F;

}  // namespace limn::views::legend_metrics
