// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <glm/common.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "base/counted.h"
#include "views/camera_control.h"
#include "views/label_draw.h"
#include "views/legend.h"
#include "views/legend_metrics.h"
#include "views/text_fit.h"

namespace limn::views {
namespace {

using namespace legend_metrics;
using Corner = session::LegendCorner;

constexpr float kWidthStepPt =
    12.0F;  ///< Widths come in steps, so that texts may change without jumps.
constexpr float kTightMarginPt = 4.0F;       ///< Beside a picture.
constexpr float kUsualPart = 0.4F;           ///< Of the view's height.
constexpr float kMostPart = 0.9F;            ///< Where all rows are wanted.
constexpr float kWidestPart = 0.6F;          ///< Of the view's width, where it lies on a picture.
constexpr float kLeastWidthPt = 48.0F;       ///< In less there is nothing to read.
constexpr float kMostCovered = 1.0F / 3.0F;  ///< Of the picture, unless all rows are wanted.
constexpr std::size_t kUsualRows = 10;
constexpr std::size_t kLeastRows = 3;  ///< In a strip above or below a picture.

bool is_left(Corner corner) {
    return corner == Corner::TopLeft || corner == Corner::BottomLeft;
}

bool is_top(Corner corner) {
    return corner == Corner::TopLeft || corner == Corner::TopRight;
}

/// Where a legend may lie.
struct Room {
    Rect rect;
    bool is_free = false;  ///< No picture lies there: it may be filled.
    float margin_pt = kMarginPt;
};

struct Widths {
    float wanted = 0.0F;
    float least = 0.0F;
};

float in_steps(float width, const Theme& theme) {
    const float step = theme.px(kWidthStepPt);
    return std::ceil(width / step) * step;
}

/// Of the rows that are shown, and of the line below them.
Widths widths_of(
    std::span<const LegendRow> rows,
    const LegendLayout& layout,
    const Theme& theme,
    const Fonts& fonts
) {
    const MeasureText measure = label_measure(fonts);
    float label = 0.0F;
    float value = 0.0F;
    for (const LegendRow& row : rows.first(layout.shown)) {
        label = std::max(label, measure(row.label).x);
        value = std::max(value, legend_value_width(row, theme, fonts));
    }
    value = in_steps(value, theme);
    // Places are rounded to pixels: the last letter must not be lost by it.
    constexpr float kRoundingPx = 1.0F;
    float inside = std::min(in_steps(label + kRoundingPx, theme), theme.px(kMaxLabelPt)) + value;
    if (layout.has_last_line()) {
        inside = std::max(inside, measure(layout.last_line()).x);
    }
    const float rest = theme.px(2.0F * (kPaddingPt + 2.0F) + kSwatchPt + kGapPt);
    const float readable = std::min(inside, theme.px(kReadablePt) + value);
    return {inside + rest, readable + rest};
}

/// Lines of text that a legend may have in a room.
std::size_t most_lines(const Room& room, const Theme& theme, LegendExtent extent) {
    const bool is_short = extent == LegendExtent::Short;
    const float part = room.is_free ? 1.0F : is_short ? kUsualPart : kMostPart;
    const float height = room.rect.size().y - theme.px(2.0F * room.margin_pt);
    const float lines = (height * part - theme.px(2.0F * kPaddingPt)) / theme.px(kRowPt);
    const auto fitting = static_cast<std::size_t>(std::max(lines, 0.0F));
    return is_short && !room.is_free ? std::min(fitting, kUsualRows) : fitting;
}

/// What layout_legend() is asked for, but for the place.
struct Content {
    std::span<const LegendRow> rows;
    const Theme& theme;
    const Fonts& fonts;
    bool says_fewer = false;
};

/// Rows and size of a legend of `lines` lines, without a place; no rows if there is no room.
LegendLayout fill(const Content& content, const Room& room, std::size_t lines) {
    LegendLayout layout;
    const Theme& theme = content.theme;
    layout.row_height = theme.px(kRowPt);
    const std::size_t num_rows = content.rows.size();
    if (num_rows == 0 || lines == 0) {
        return layout;
    }
    layout.can_shrink = content.says_fewer && !room.is_free;
    layout.shown = num_rows <= lines ? num_rows : lines - 1;
    if (layout.can_shrink && layout.shown == lines) {
        --layout.shown;
    }
    layout.hidden = num_rows - layout.shown;
    const Widths widths = widths_of(content.rows, layout, theme, content.fonts);
    const float inside = room.rect.size().x - theme.px(2.0F * room.margin_pt);
    const float widest =
        room.is_free ? inside : std::min(std::max(inside * kWidestPart, widths.least), inside);
    const float width = std::min(widths.wanted, widest);
    const bool is_readable = !room.is_free || inside >= widths.least;
    if (width < theme.px(kLeastWidthPt) || !is_readable) {
        LegendLayout none;
        none.row_height = layout.row_height;
        return none;
    }
    const auto num_lines = static_cast<float>(layout.shown + (layout.has_last_line() ? 1 : 0));
    layout.box.max = {width, num_lines * layout.row_height + theme.px(2.0F * kPaddingPt)};
    return layout;
}

void move_to(LegendLayout& layout, const Room& room, Corner corner, const Theme& theme) {
    const glm::vec2 size = layout.box.size();
    const glm::vec2 margin = glm::min(
        glm::vec2(theme.px(kMarginPt)),
        glm::max((room.rect.size() - size) * 0.5F, glm::vec2(0.0F))
    );
    const glm::vec2 low = room.rect.min + margin;
    const glm::vec2 high = room.rect.max - margin - size;
    layout.box.min =
        glm::round(glm::vec2(is_left(corner) ? low.x : high.x, is_top(corner) ? low.y : high.y));
    layout.box.max = layout.box.min + glm::round(size);
}

float area(const Rect& rect) {
    const glm::vec2 size = glm::max(rect.size(), glm::vec2(0.0F));
    return size.x * size.y;
}

/// How much of a picture a legend covers.
float covered_part(const Rect& legend, const Rect& picture) {
    const Rect both{glm::max(legend.min, picture.min), glm::min(legend.max, picture.max)};
    return area(both) / std::max(area(picture), 1.0F);
}

/// In its corner, with as many rows as may lie on the picture.
LegendLayout in_corner(
    const Content& content,
    const Rect& view,
    const Rect& picture,
    LegendExtent extent,
    Corner corner
) {
    const Room whole{view, false, kMarginPt};
    std::size_t lines = most_lines(whole, content.theme, extent);
    while (true) {
        LegendLayout layout = fill(content, whole, lines);
        move_to(layout, whole, corner, content.theme);
        const bool covers_little =
            extent == LegendExtent::Expanded || covered_part(layout.box, picture) <= kMostCovered;
        const std::size_t used = layout.shown + (layout.has_last_line() ? 1 : 0);
        if (covers_little || used <= 1) {
            return layout;
        }
        lines = used - 1;
    }
}

/// What is free of the picture: beside it on the side of the corner, on the other side, then above and below.
std::array<Room, 4> rooms_beside(const Rect& view, const Rect& picture, Corner corner) {
    const Room left{{view.min, {picture.min.x, view.max.y}}, true, kTightMarginPt};
    const Room right{{{picture.max.x, view.min.y}, view.max}, true, kTightMarginPt};
    const Room above{{view.min, {view.max.x, picture.min.y}}, true, kTightMarginPt};
    const Room below{{{view.min.x, picture.max.y}, view.max}, true, kTightMarginPt};
    return {
        is_left(corner) ? left : right,
        is_left(corner) ? right : left,
        is_top(corner) ? above : below,
        is_top(corner) ? below : above};
}

}  // namespace

std::string LegendLayout::last_line() const {
    if (hidden == 0) {
        return "fewer";
    }
    return shown > 0 ? fmt::format("… {} more", hidden) : counted(hidden, "class", "classes");
}

Rect LegendLayout::row(std::size_t index, const Theme& theme) const {
    const float top = box.min.y + theme.px(kPaddingPt) + row_height * static_cast<float>(index);
    return {{box.min.x + 1.0F, top}, {box.max.x - 1.0F, top + row_height}};
}

Rect legend_eye(const LegendLayout& layout, std::size_t row, const Theme& theme) {
    Rect rect = layout.row(row, theme);
    rect.min.x = rect.max.x - theme.px(kPaddingPt + 24.0F);
    return rect;
}

float legend_value_width(const LegendRow& row, const Theme& theme, const Fonts& fonts) {
    // Percentages change while data plays: all have the room of the widest.
    const std::string_view widest = row.value.ends_with('%') ? "< 1 %" : row.value;
    const float text = label_measure(fonts)(widest).x;
    const float width = std::clamp(text, theme.px(kEyePt), theme.px(kMaxValuePt));
    return theme.px(kGapPt) + width;
}

LegendLayout layout_legend(
    std::span<const LegendRow> rows,
    const Rect& view,
    const Theme& theme,
    const Fonts& fonts,
    LegendExtent extent,
    session::LegendCorner corner,
    const std::optional<Rect>& picture
) {
    Content content{rows, theme, fonts, false};
    if (extent == LegendExtent::Expanded) {
        const LegendLayout usual =
            layout_legend(rows, view, theme, fonts, LegendExtent::Short, corner, picture);
        if (usual.hidden == 0) {
            return usual;
        }
        content.says_fewer = true;
    }
    LegendLayout layout = in_corner(content, view, picture.value_or(view), extent, corner);
    if (!picture || layout.shown + layout.hidden == 0 ||
        covered_part(layout.box, *picture) <= 0.0F) {
        return layout;
    }
    for (const Room& room : rooms_beside(view, *picture, corner)) {
        LegendLayout beside = fill(content, room, most_lines(room, theme, extent));
        if (beside.shown >= std::min(rows.size(), kLeastRows) &&
            beside.shown >= std::min(layout.shown, kUsualRows) / 2) {
            move_to(beside, room, corner, theme);
            return beside;
        }
    }
    return layout;
}

std::optional<Rect>
picture_in_view(const scene::Scene& scene, const draw::ViewCamera& camera, glm::vec2 view_px) {
    const bool has_image = scene.image_size.x > 0.0F && scene.image_size.y > 0.0F;
    if (camera.is_3d || (!has_image && scene.bounds.is_empty)) {
        return std::nullopt;
    }
    const glm::dvec3 low = has_image ? glm::dvec3(0.0) : scene.bounds.min;
    const glm::dvec3 high = has_image ? glm::dvec3(scene.image_size, 0.0) : scene.bounds.max;
    const auto from = project(camera, low, view_px);
    const auto to = project(camera, high, view_px);
    if (!from || !to) {
        return std::nullopt;
    }
    const Rect picture{glm::min(from->pixel, to->pixel), glm::max(from->pixel, to->pixel)};
    const Rect seen{glm::max(picture.min, glm::vec2(0.0F)), glm::min(picture.max, view_px)};
    return seen.min.x < seen.max.x && seen.min.y < seen.max.y ? std::optional(seen) : std::nullopt;
}

session::LegendCorner nearest_corner(const Rect& legend, const Rect& view) {
    const glm::vec2 middle = (legend.min + legend.max) * 0.5F;
    const glm::vec2 of_view = (view.min + view.max) * 0.5F;
    if (middle.x < of_view.x) {
        return middle.y < of_view.y ? session::LegendCorner::TopLeft
                                    : session::LegendCorner::BottomLeft;
    }
    return middle.y < of_view.y ? session::LegendCorner::TopRight
                                : session::LegendCorner::BottomRight;
}

}  // namespace limn::views
