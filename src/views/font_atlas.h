// SPDX-License-Identifier: MIT
/// Building of the font atlas: Inter in five sizes with icons merged and digits of equal width.
///
/// Units     sizes are em sizes in UI points; ImGui counts ascender to descender, which is converted here.
/// Errors    NotFound if a font's bytes cannot be read as a font.
/// Threads   the UI thread, between frames.
#pragma once

#include "base/result.h"
#include "views/imgui_host.h"

struct ImFontAtlas;

namespace limn::views {

/// Clears the atlas and fills it for this scale. Pixels are made too, textures are not.
[[nodiscard]] Result<Fonts> build_font_atlas(ImFontAtlas& atlas, float scale);

}  // namespace limn::views
