// SPDX-License-Identifier: MIT
/// FontAtlas: Inter in five sizes with icons merged and digits of equal width.
///
/// Units     sizes are em sizes in UI points; ImGui counts ascender to descender, which is converted here.
/// Errors    NotFound if a font's bytes cannot be read as a font.
/// Threads   `build` on any thread while no Dear ImGui context is current; else the UI thread, between frames.
#pragma once

#include <memory>

#include "base/result.h"

struct ImFont;
struct ImFontAtlas;

namespace limn::views {

struct Fonts {
    ImFont* body = nullptr;    ///< 13.
    ImFont* row = nullptr;     ///< 12.5.
    ImFont* header = nullptr;  ///< 12 semibold.
    ImFont* tick = nullptr;    ///< 11.
    ImFont* title = nullptr;   ///< 15 semibold: the name in the top bar, current time.
};

class FontAtlas {
  public:
    /// Pixels are made too, textures are not: no GL is needed.
    [[nodiscard]] static Result<FontAtlas> build(float scale);

    FontAtlas(FontAtlas&&) noexcept;
    FontAtlas& operator=(FontAtlas&&) noexcept;
    ~FontAtlas();

    /// Anew, for another scale. The fonts of before are gone.
    [[nodiscard]] Result<void> rebuild(float scale);

    [[nodiscard]] float scale() const { return scale_; }

    [[nodiscard]] const Fonts& fonts() const { return fonts_; }

    [[nodiscard]] ImFontAtlas& atlas() const { return *atlas_; }

  private:
    FontAtlas();

    std::unique_ptr<ImFontAtlas> atlas_;
    Fonts fonts_;
    float scale_ = 1.0F;
};

}  // namespace limn::views
