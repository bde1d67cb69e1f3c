// SPDX-License-Identifier: MIT
/// ImGuiHost: the Dear ImGui context with its fonts, style and GL backend, for a window or offscreen.
///
/// What      Makes fonts for the current scale (Inter 13, 12.5, 12 semibold, 11; Font Awesome merged
///           into each; tabular digits), applies the theme, begins and ends frames, draws.
/// Units     pixels. Fonts are sized by their em, as people do: a 13 pt line is 15.7 pt high.
/// Errors    Gpu, NotFound (fonts).
/// Threads   the thread of the GL context.
#pragma once

#include <glm/vec2.hpp>
#include <memory>

#include "base/result.h"
#include "views/theme.h"

struct ImFont;
struct ImGuiContext;

namespace limn::views {

struct Fonts {
    ImFont* body = nullptr;    ///< 13.
    ImFont* row = nullptr;     ///< 12.5.
    ImFont* header = nullptr;  ///< 12 semibold.
    ImFont* tick = nullptr;    ///< 11.
    ImFont* title = nullptr;   ///< 15 semibold: the name in the top bar, current time.
};

class ImGuiHost {
  public:
    /// A GL context must be current and its functions loaded.
    [[nodiscard]] static Result<std::unique_ptr<ImGuiHost>> create(bool dark, float scale);
    ~ImGuiHost();
    ImGuiHost(const ImGuiHost&) = delete;
    ImGuiHost& operator=(const ImGuiHost&) = delete;

    /// Rebuilds fonts and style if something changed. Between frames only.
    void set_theme(bool dark, float scale);

    void begin_frame(glm::vec2 size_px, float seconds_since_last);

    /// Draws into the framebuffer that is bound. ImGui's colors are sRGB and blended as such.
    void end_frame(glm::uvec2 framebuffer_px);

    [[nodiscard]] const Theme& theme() const { return theme_; }

    [[nodiscard]] const Fonts& fonts() const { return fonts_; }

  private:
    ImGuiHost() = default;
    Result<void> build_fonts();
    void apply_style() const;

    Theme theme_;
    Fonts fonts_;
    ImGuiContext* context_ = nullptr;
    bool has_backend_ = false;
};

}  // namespace limn::views
