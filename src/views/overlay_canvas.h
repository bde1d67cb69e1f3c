// SPDX-License-Identifier: MIT
/// OverlayCanvas: labels and legend drawn onto the pixels of a picture, outside of ImGui's frames.
///
/// What      Uses the same drawing as the window, with draw lists of its own.
/// Errors    Gpu, TooLarge.
/// Threads   the thread of the GL context; an ImGuiHost must live there.
#pragma once

#include <cstddef>
#include <glm/vec2.hpp>
#include <memory>
#include <optional>
#include <vector>

#include "base/result.h"
#include "render/picture_target.h"
#include "views/imgui_host.h"
#include "views/label_layout.h"
#include "views/legend.h"

namespace limn::views {

struct Overlay {
    std::vector<PlacedLabel> labels;
    std::vector<LegendRow> legend;
    session::LegendCorner legend_corner = session::LegendCorner::TopRight;
    session::LabelSize label_size = session::LabelSize::Normal;
    std::optional<Rect>
        picture;  ///< Where the view's picture lies: the legend keeps off it if it can.

    [[nodiscard]] bool empty() const { return labels.empty() && legend.empty(); }
};

/// Where `draw_onto` puts the legend of a picture of that size.
[[nodiscard]] LegendLayout
printed_legend(const Overlay& overlay, glm::vec2 size, const Theme& theme, const Fonts& fonts);

class OverlayCanvas {
  public:
    /// Changes the RGBA rows (top first) in place. An empty overlay leaves them untouched.
    [[nodiscard]] Result<void> draw_onto(
        glm::uvec2 size,
        std::vector<std::byte>& rgba,
        const Overlay& overlay,
        const Theme& theme,
        const Fonts& fonts
    );

  private:
    std::unique_ptr<render::PictureTarget> target_;
};

}  // namespace limn::views
