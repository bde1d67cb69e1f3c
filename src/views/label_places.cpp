// SPDX-License-Identifier: MIT
#include "views/label_places.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <glm/common.hpp>

#include "views/label_metrics.h"

namespace limn::views {
namespace {

/// At the anchor: there, below, above, right, left. Far: two rings of eight directions.
constexpr std::uint8_t kNearPlaces = 5;
constexpr std::uint8_t kFarDirections = 8;
constexpr std::uint8_t kFirstFar = kNearPlaces;
constexpr std::uint8_t kFirstAround = kFirstFar + 2 * kFarDirections;

/// Around a thing with an extent: above, below, right, left.
constexpr std::uint8_t kAroundPlaces = 4;
constexpr std::uint8_t kFirstTab = kFirstAround + kAroundPlaces;

enum Tab : std::uint8_t {
    kAboveLeft = kFirstTab,
    kAboveRight,
    kBelowLeft,
    kBelowRight,
    kRightOf,
    kLeftOf,
    kInsideTopLeft,
    kInsideTopRight,
    kInsideBottomLeft,
};

/// Every outside edge comes before the inside.
constexpr std::array<std::uint8_t, 9> kTabs{
    kAboveLeft,
    kAboveRight,
    kBelowLeft,
    kBelowRight,
    kRightOf,
    kLeftOf,
    kInsideTopLeft,
    kInsideTopRight,
    kInsideBottomLeft};
constexpr std::size_t kTabsAbove = 2;

constexpr std::array<std::uint8_t, kNearPlaces> kNear{0, 1, 2, 3, 4};

constexpr std::array<std::uint8_t, kFirstAround> kNearAndFar = [] {
    std::array<std::uint8_t, kFirstAround> places{};
    for (std::size_t i = 0; i < places.size(); ++i) {
        places.at(i) = static_cast<std::uint8_t>(i);
    }
    return places;
}();

constexpr std::array<std::uint8_t, 1 + kAroundPlaces> kAround{
    0,
    kFirstAround,
    kFirstAround + 1,
    kFirstAround + 2,
    kFirstAround + 3};

constexpr std::array<std::uint8_t, 1 + kAroundPlaces + 2 * kFarDirections> kAroundAndFar = [] {
    std::array<std::uint8_t, 1 + kAroundPlaces + 2 * kFarDirections> places{};
    for (std::size_t i = 0; i < kAround.size(); ++i) {
        places.at(i) = kAround.at(i);
    }
    for (std::size_t i = kAround.size(); i < places.size(); ++i) {
        places.at(i) = static_cast<std::uint8_t>(kFirstFar + i - kAround.size());
    }
    return places;
}();

constexpr std::array<glm::vec2, kFarDirections> kDirections{
    glm::vec2{0.0F, -1.0F},
    glm::vec2{0.8F, -0.6F},
    glm::vec2{-0.8F, -0.6F},
    glm::vec2{1.0F, 0.0F},
    glm::vec2{-1.0F, 0.0F},
    glm::vec2{0.8F, 0.6F},
    glm::vec2{-0.8F, 0.6F},
    glm::vec2{0.0F, 1.0F}};

glm::vec2 rounded(glm::vec2 at) {
    return {std::round(at.x), std::round(at.y)};
}

/// From where a plate belongs to the places beside it: there, below, above, right, left.
glm::vec2 near_shift(std::uint8_t place, bool below, glm::vec2 size, float gap, float scale) {
    const float step = size.y + 2.0F * scale;
    switch (place) {
        case 1:
            return {0.0F, step};
        case 2:
            return {0.0F, below ? -(size.y + 2.0F * gap) : -step};
        case 3:
            return {size.x * 0.5F + gap, 0.0F};
        case 4:
            return {-size.x * 0.5F - gap, 0.0F};
        default:
            return {0.0F, 0.0F};
    }
}

glm::vec2 near_place(std::uint8_t place, const LabelInput& label, glm::vec2 size, float scale) {
    const float gap = kLabelGapPt * scale;
    const glm::vec2 at =
        rounded(label.anchor - glm::vec2(size.x * 0.5F, label.below ? -gap : size.y * 0.5F));
    return at + rounded(near_shift(place, label.below, size, gap, scale));
}

/// The plate's edge is `distance` away from the anchor.
glm::vec2 far_place(std::uint8_t place, const LabelInput& label, glm::vec2 size, float scale) {
    const auto number = static_cast<std::uint8_t>(place - kFirstFar);
    const glm::vec2 direction = kDirections.at(number % kFarDirections);
    const float distance = (number < kFarDirections ? kLeaderShortPt : kLeaderLongPt) * scale;
    const glm::vec2 middle =
        label.anchor + direction * distance + glm::sign(direction) * size * 0.5F;
    return rounded(middle - size * 0.5F);
}

glm::vec2 around_place(std::uint8_t place, const LabelBox& object, glm::vec2 size, float scale) {
    const float gap = kLabelGapPt * scale;
    const glm::vec2 middle = (object.min + object.max) * 0.5F;
    switch (place - kFirstAround) {
        case 0:
            return rounded({middle.x - size.x * 0.5F, object.min.y - gap - size.y});
        case 1:
            return rounded({middle.x - size.x * 0.5F, object.max.y + gap});
        case 2:
            return rounded({object.max.x + gap, middle.y - size.y * 0.5F});
        default:
            return rounded({object.min.x - gap - size.x, middle.y - size.y * 0.5F});
    }
}

/// `seen` is the part of the box in the view.
glm::vec2 tab_place(std::uint8_t place, const LabelBox& box, const LabelBox& seen, glm::vec2 size) {
    switch (place) {
        case kAboveLeft:
            return {box.min.x, box.min.y - size.y};
        case kAboveRight:
            return {box.max.x - size.x, box.min.y - size.y};
        case kBelowLeft:
            return {box.min.x, box.max.y};
        case kBelowRight:
            return {box.max.x - size.x, box.max.y};
        case kInsideTopRight:
            return {seen.max.x - size.x, seen.min.y};
        case kInsideBottomLeft:
            return {seen.min.x, seen.max.y - size.y};
        case kRightOf:
            return {box.max.x, seen.min.y};
        case kLeftOf:
            return {box.min.x - size.x, seen.min.y};
        default:
            return seen.min;
    }
}

LabelBox intersection(const LabelBox& a, const LabelBox& b) {
    return {glm::max(a.min, b.min), glm::min(a.max, b.max)};
}

float area(const LabelBox& box) {
    return std::max(box.max.x - box.min.x, 0.0F) * std::max(box.max.y - box.min.y, 0.0F);
}

bool is_empty(const LabelBox& box) {
    return box.max.x < box.min.x || box.max.y < box.min.y;
}

/// A tab moves along its edge of the box to stay in the view, and not away from it.
bool is_torn_off(std::uint8_t place, glm::vec2 wanted, const LabelBox& tab, const LabelBox& box) {
    constexpr glm::vec2 kRounding(1.0F);
    const bool is_beside = place == kRightOf || place == kLeftOf;
    const bool left_edge = tab.min.y != wanted.y || (is_beside && tab.min.x != wanted.x);
    return left_edge || is_empty(intersection(tab, {box.min - kRounding, box.max + kRounding}));
}

}  // namespace

std::span<const std::uint8_t> places_of(const LabelInput& label, glm::vec2 size, bool may_lead) {
    if (label.object && label.is_tab) {
        const std::span<const std::uint8_t> tabs(kTabs);
        return label.object->min.y < size.y ? tabs.subspan(kTabsAbove) : tabs;
    }
    if (label.object) {
        return may_lead ? std::span<const std::uint8_t>(kAroundAndFar)
                        : std::span<const std::uint8_t>(kAround);
    }
    return may_lead ? std::span<const std::uint8_t>(kNearAndFar)
                    : std::span<const std::uint8_t>(kNear);
}

std::optional<LabelBox> place_at(
    std::uint8_t place,
    const LabelInput& label,
    glm::vec2 size,
    glm::vec2 view_px,
    float scale
) {
    const LabelBox view{{0.0F, 0.0F}, view_px};
    if (size.x > view_px.x || size.y > view_px.y) {
        return std::nullopt;
    }
    const LabelBox object = label.object.value_or(LabelBox{label.anchor, label.anchor});
    const LabelBox seen = intersection(object, view);
    if (is_empty(seen)) {
        return std::nullopt;
    }
    glm::vec2 at;
    if (place >= kFirstTab) {
        at = rounded(tab_place(place, object, seen, size));
    } else if (place >= kFirstAround) {
        at = around_place(place, object, size, scale);
    } else if (place >= kFirstFar) {
        at = far_place(place, label, size, scale);
    } else {
        at = near_place(place, label, size, scale);
    }
    // It moves in where the view ends.
    const glm::vec2 inside = glm::clamp(at, glm::vec2(0.0F), view_px - size);
    const LabelBox box{inside, inside + size};
    const bool torn_off = place >= kFirstTab && is_torn_off(place, at, box, object);
    const bool hides = label.object && area(intersection(box, seen)) > 0.25F * area(seen);
    return torn_off || hides ? std::nullopt : std::optional(box);
}

bool has_leader(std::uint8_t place) {
    return place >= kFirstFar && place < kFirstAround;
}

TabSide tab_side(std::uint8_t place) {
    switch (place) {
        case kAboveLeft:
        case kAboveRight:
            return TabSide::Above;
        case kBelowLeft:
        case kBelowRight:
            return TabSide::Below;
        case kRightOf:
            return TabSide::Right;
        case kLeftOf:
            return TabSide::Left;
        default:
            return TabSide::Inside;
    }
}

bool is_inside(std::uint8_t place) {
    return place >= kInsideTopLeft;
}

}  // namespace limn::views
