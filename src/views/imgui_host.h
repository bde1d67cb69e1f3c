// SPDX-License-Identifier: MIT
/// ImGuiHost: the Dear ImGui context with its fonts, style and GL backend, for a window or offscreen.
///
/// What      Has the fonts for the current scale, applies the theme, begins and ends frames, draws.
/// Units     pixels. Fonts are sized by their em, as people do: a 13 pt line is 15.7 pt high.
/// Errors    Gpu, NotFound (fonts).
/// Threads   the thread of the GL context.
#pragma once

#include <glm/vec2.hpp>
#include <memory>

#include "base/result.h"
#include "views/font_atlas.h"
#include "views/popups.h"
#include "views/theme.h"
#include "views/tip_timer.h"

struct ImGuiContext;

namespace limn::views {

class ImGuiHost {
  public:
    /// A GL context must be current and its functions loaded.
    [[nodiscard]] static Result<std::unique_ptr<ImGuiHost>> create(bool dark, float scale);

    /// With fonts that were made before.
    [[nodiscard]] static Result<std::unique_ptr<ImGuiHost>> create(bool dark, FontAtlas fonts);
    ~ImGuiHost();
    ImGuiHost(const ImGuiHost&) = delete;
    ImGuiHost& operator=(const ImGuiHost&) = delete;

    /// Rebuilds fonts and style if something changed. Between frames only.
    void set_theme(bool dark, float scale);

    void begin_frame(glm::vec2 size_px, float seconds_since_last);

    /// Draws into the framebuffer that is bound. ImGui's colors are sRGB and blended as such.
    void end_frame(glm::uvec2 framebuffer_px);

    [[nodiscard]] const Theme& theme() const { return theme_; }

    [[nodiscard]] const Fonts& fonts() const { return fonts_.fonts(); }

    [[nodiscard]] const Popups& popups() const { return popups_; }

    [[nodiscard]] TipTimer& tips() { return tips_; }

    /// Of ImGui's current context; null if another made it.
    [[nodiscard]] static ImGuiHost* current();

  private:
    explicit ImGuiHost(FontAtlas fonts);
    void apply_style() const;

    Theme theme_;
    FontAtlas fonts_;
    Popups popups_;
    TipTimer tips_;
    ImGuiContext* context_ = nullptr;
    bool has_backend_ = false;
};

}  // namespace limn::views
