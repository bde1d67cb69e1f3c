// SPDX-License-Identifier: MIT
/// Entity paths where there is little room: what tells them apart stays.
///
/// What      Paths differ at their ends, so whole parts are left out at the front: "…/camera_front/image". Where they differ
///           earlier, parts behind that are left out: "/left/…/image". Single characters are cut only where leaving out whole
///           parts would leave most of the room empty.
/// Threads   pure functions.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "model/entity_path.h"
#include "views/text_fit.h"

struct ImFont;

namespace limn::views {

/// `parts`, counted from the end, are enough to tell the path apart from others; the first of them stays if it fits.
[[nodiscard]] std::string shorten_path(
    std::string_view path,
    float max_width,
    const MeasureText& measure,
    std::size_t parts = 1
);

/// The same for one line in a font.
[[nodiscard]] std::string
fit_path(const ImFont* font, std::string_view path, float max_width, std::size_t parts = 1);

/// Words and the path behind them, "of …/camera · static": the words stay. Without a path, it is cut at the end.
[[nodiscard]] std::string
fit_words_and_path(const ImFont* font, std::string_view text, float max_width);

/// How many parts from the end of a path no other one ends with; at least 1.
[[nodiscard]] std::size_t telling_parts(const EntityPath& path, std::span<const EntityPath> others);

}  // namespace limn::views
