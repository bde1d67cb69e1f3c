// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cmath>
#include <glm/common.hpp>
#include <utility>

#include "views/camera_control.h"
#include "views/label_draw.h"
#include "views/legend.h"
#include "views/legend_metrics.h"

namespace limn::views {
namespace {

using namespace legend_metrics;
using Corner = session::LegendCorner;

constexpr float kWidthStepPt =
    24.0F;  ///< Widths come in steps, so that names may change without jumps.
constexpr float kTightMarginPt = 4.0F;  ///< Beside a picture.
constexpr float kUsualPart = 0.4F;      ///< Of the view's height.
constexpr float kWidestPart = 0.6F;     ///< Of the view's width, where it lies on a picture.
constexpr float kLeastWidthPt = 48.0F;  ///< In less there is nothing to read.
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

Widths widths_of(std::span<const LegendRow> rows, const Theme& theme, const Fonts& fonts) {
    const MeasureText measure = label_measure(fonts);
    float label = theme.px(kMinLabelPt);
    for (const LegendRow& row : rows) {
        label = std::max(label, measure(row.label).x + theme.px(4.0F));
    }
    const float step = theme.px(kWidthStepPt);
    label = std::min(std::ceil(label / step) * step, theme.px(kMaxLabelPt));
    const float rest = theme.px(2.0F * (kPaddingPt + 2.0F) + kSwatchPt + kGapPt + kValuePt);
    return {label + rest, theme.px(kMinLabelPt) + rest};
}

/// Rows and size, without a place; no rows if there is no room.
LegendLayout fill(
    std::size_t num_rows,
    const Room& room,
    const Widths& widths,
    const Theme& theme,
    LegendExtent extent
) {
    LegendLayout layout;
    const glm::vec2 inside = room.rect.size() - glm::vec2(theme.px(2.0F * room.margin_pt));
    layout.row_height = theme.px(kRowPt);
    const bool is_short = extent == LegendExtent::Short;
    const float part = room.is_free ? 1.0F : is_short ? kUsualPart : 0.9F;
    const float lines = (inside.y * part - theme.px(2.0F * kPaddingPt)) / layout.row_height;
    const float widest = room.is_free
                             ? inside.x
                             : std::min(std::max(inside.x * kWidestPart, widths.least), inside.x);
    const float width = std::min(widths.wanted, widest);
    if (num_rows == 0 || lines < 1.0F || width < theme.px(kLeastWidthPt)) {
        return layout;
    }
    const auto fitting = static_cast<std::size_t>(lines);
    const std::size_t most = is_short && !room.is_free ? std::min(fitting, kUsualRows) : fitting;
    layout.shown = num_rows <= most ? num_rows : most - 1;
    layout.can_shrink = extent == LegendExtent::Expanded && !room.is_free && num_rows > kUsualRows;
    if (layout.can_shrink && layout.shown == most) {
        --layout.shown;
    }
    layout.hidden = num_rows - layout.shown;
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

bool overlap(const Rect& a, const Rect& b) {
    return a.min.x < b.max.x && b.min.x < a.max.x && a.min.y < b.max.y && b.min.y < a.max.y;
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

Rect LegendLayout::row(std::size_t index, const Theme& theme) const {
    const float top = box.min.y + theme.px(kPaddingPt) + row_height * static_cast<float>(index);
    return {{box.min.x + 1.0F, top}, {box.max.x - 1.0F, top + row_height}};
}

Rect legend_eye(const LegendLayout& layout, std::size_t row, const Theme& theme) {
    Rect rect = layout.row(row, theme);
    rect.min.x = rect.max.x - theme.px(kPaddingPt + 24.0F);
    return rect;
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
    const Widths widths = widths_of(rows, theme, fonts);
    const Room whole{view, false, kMarginPt};
    LegendLayout layout = fill(rows.size(), whole, widths, theme, extent);
    move_to(layout, whole, corner, theme);
    if (!picture || layout.shown + layout.hidden == 0 || !overlap(layout.box, *picture)) {
        return layout;
    }
    for (const Room& room : rooms_beside(view, *picture, corner)) {
        const bool is_wide = room.rect.size().x >= widths.least + theme.px(2.0F * room.margin_pt);
        LegendLayout beside = fill(rows.size(), room, widths, theme, extent);
        const bool says_enough = beside.shown >= std::min(rows.size(), kLeastRows) &&
                                 beside.shown >= std::min(layout.shown, kUsualRows) / 2;
        if (is_wide && says_enough) {
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
    const glm::vec3 low = has_image ? glm::vec3(0.0F) : glm::vec3(scene.bounds.min);
    const glm::vec3 high =
        has_image ? glm::vec3(scene.image_size, 0.0F) : glm::vec3(scene.bounds.max);
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
