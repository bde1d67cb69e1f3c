// SPDX-License-Identifier: MIT
/// The legend of a view: which classes are in its picture, and how many of each.
///
/// What      Counts come from the scene, so the legend says what this view shows at this time: objects
///           (skeletons count as one), else points, else lines, else the part of mask pixels; nothing for
///           what is hidden. Classes of the same label in several
///           contexts share a row. Rows stand in the order of ids, so they do not jump while playing.
/// Threads   the UI thread.
#pragma once

#include <cstdint>
#include <glm/vec2.hpp>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "annotation/context.h"
#include "annotation/instances.h"
#include "draw/camera.h"
#include "media/stats.h"
#include "render/view_frame.h"
#include "scene/scene.h"
#include "session/session.h"
#include "views/imgui_host.h"
#include "views/rect.h"
#include "views/swatch.h"

struct ImDrawList;

namespace limn::views {

/// One class of one style slot in a scene.
struct ClassOccurrence {
    draw::StyleSlot style = 0;
    ClassId id = 0;
    annotation::ClassCounts counts;
    annotation::OwnColors own = {};
    std::uint64_t of_pixels = 0;  ///< Of the images in which it occurs.
};

/// Pixel counts by image key, so that a still mask is counted once.
class ImageCounts {
  public:
    const std::vector<media::ClassCount>& get(const draw::ImageDraw& image);

  private:
    std::unordered_map<std::uint64_t, std::vector<media::ClassCount>> counts_;
};

/// Sorted by slot, then id.
[[nodiscard]] std::vector<ClassOccurrence>
count_scene(const scene::Scene& scene, ImageCounts& images);

struct LegendRow {
    std::string label;
    std::string value;     ///< "3", "40 pt", "2 ln", "18 %", or "–" for a class that is hidden.
    Swatch swatch;         ///< A mere frame where the picture is colored by instance or entity.
    std::string own_text;  ///< See `own_colors_text`.
    bool visible = true;
    annotation::ContextPtr context;
    ClassId id = 0;
    std::uint32_t style_index = draw::kNoStyle;
};

[[nodiscard]] std::vector<LegendRow> legend_rows(
    const scene::Scene& scene,
    std::span<const ClassOccurrence> occurrences,
    std::span<const draw::StyleBinding> styles,
    const session::Session& session,
    draw::ColorBy color_by = draw::ColorBy::Description
);

struct LegendLayout {
    Rect box;
    std::size_t shown = 0;    ///< Rows that fit.
    std::size_t hidden = 0;   ///< "… n more"; "n classes" if none is shown.
    bool can_shrink = false;  ///< Expanded beyond its usual height: the last line says "fewer".
    float row_height = 0.0F;

    [[nodiscard]] bool is_empty() const { return shown == 0 && hidden == 0; }

    [[nodiscard]] bool has_last_line() const { return hidden > 0 || can_shrink; }

    [[nodiscard]] std::string last_line() const;

    /// The one after the last shown is the line below them.
    [[nodiscard]] Rect row(std::size_t index, const Theme& theme) const;
};

enum class LegendExtent : std::uint8_t {
    Short,     ///< Leaves the picture free; its last line offers more.
    Expanded,  ///< As many rows as fit; its last line offers fewer.
    Printed,   ///< The same, a third of the picture at most, and nothing to click: for pictures.
};

/// As wide as its content, in a corner of the view; where `picture` leaves a margin that is wide enough, in that. Where the
/// view is narrow, labels are cut; where it is so small that the legend would cover more than a third of the picture, the
/// legend has fewer rows.
[[nodiscard]] LegendLayout layout_legend(
    std::span<const LegendRow> rows,
    const Rect& view,
    const Theme& theme,
    const Fonts& fonts,
    LegendExtent extent,
    session::LegendCorner corner = session::LegendCorner::TopRight,
    const std::optional<Rect>& picture = std::nullopt
);

/// The part of a 2D view in which its picture lies or, without one, its data; nothing in 3D.
[[nodiscard]] std::optional<Rect>
picture_in_view(const scene::Scene& scene, const draw::ViewCamera& camera, glm::vec2 view_px);

/// The corner of a view that is nearest to the middle of a legend that was moved there.
[[nodiscard]] session::LegendCorner nearest_corner(const Rect& legend, const Rect& view);

/// Row indices.
struct LegendHighlight {
    std::optional<std::size_t> row;  ///< Under the mouse: shows its eye.
    std::optional<std::size_t> lit;  ///< Its class is hovered elsewhere.
    std::optional<std::size_t> eye;
    bool more = false;
};

void draw_legend(
    ImDrawList& list,
    std::span<const LegendRow> rows,
    const LegendLayout& layout,
    const LegendHighlight& highlight,
    const Theme& theme,
    const Fonts& fonts
);

/// What the value of a row takes, or the eye in its place, with the gap before it.
[[nodiscard]] float
legend_value_width(const LegendRow& row, const Theme& theme, const Fonts& fonts);

/// Where the eye of a row stands.
[[nodiscard]] Rect legend_eye(const LegendLayout& layout, std::size_t row, const Theme& theme);

}  // namespace limn::views
