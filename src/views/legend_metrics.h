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
inline constexpr float kValuePt = 44.0F;
inline constexpr float kMinLabelPt = 72.0F;
inline constexpr float kMaxLabelPt = 168.0F;

}  // namespace limn::views::legend_metrics
