// SPDX-License-Identifier: MIT
#include "views/card_place.h"

#include <algorithm>
#include <glm/common.hpp>
#include <glm/geometric.hpp>
#include <set>
#include <tuple>
#include <utility>

#include "views/screen_boxes.h"

namespace limn::views {
namespace {

/// Places farther from the mouse are taken only if there is none that leaves the described thing free.
constexpr float kReachGaps = 20.0F;

/// A card that covers other things with all of its area is as bad as one that is this part of the reach away.
constexpr float kCoveredWeight = 0.5F;

/// Others beside which a card is tried to be placed: the nearest.
constexpr std::size_t kMostNeighbours = 12;

float area(const Rect& rect) {
    const glm::vec2 size = glm::max(rect.size(), glm::vec2(0.0F));
    return size.x * size.y;
}

float common_area(const Rect& a, const Rect& b) {
    return area({glm::max(a.min, b.min), glm::min(a.max, b.max)});
}

float common_area(const Rect& card, std::span<const Rect> things) {
    float sum = 0.0F;
    for (const Rect& thing : things) {
        sum += common_area(card, thing);
    }
    return sum;
}

/// Much larger than a thing, and around it: there is no place beside it.
bool surrounds(const Rect& outer, const Rect& inner) {
    constexpr float kMuchLarger = 3.0F;
    const bool contains = outer.min.x <= inner.min.x && outer.min.y <= inner.min.y &&
                          outer.max.x >= inner.max.x && outer.max.y >= inner.max.y;
    return contains && area(outer) > kMuchLarger * area(inner);
}

float distance_to(const Rect& rect, glm::vec2 point) {
    return glm::distance(glm::clamp(point, rect.min, rect.max), point);
}

/// Smaller is better, first things first.
struct Cost {
    float described = 0.0F;
    float labels = 0.0F;
    bool is_far = false;
    bool covers_others = false;
    float blend = 0.0F;  ///< Of how much of others is covered, and how far it is.
    float off_middle = 0.0F;

    [[nodiscard]] auto own() const { return std::tie(described, labels, is_far); }

    friend bool operator<(const Cost& a, const Cost& b) {
        return std::tuple_cat(a.own(), std::tie(a.covers_others, a.blend, a.off_middle)) <
               std::tuple_cat(b.own(), std::tie(b.covers_others, b.blend, b.off_middle));
    }
};

/// Coordinates of corners at which a card is flush, but for a gap, with something.
class Corners {
  public:
    Corners(glm::vec2 mouse, glm::vec2 size, const Rect& window, float gap)
        : size_(size)
        , window_(window)
        , gap_(gap) {
        add(mouse - size * 0.5F);
        add(mouse + glm::vec2(gap * 1.5F, gap));
        add(mouse - size - glm::vec2(gap * 1.5F, gap));
    }

    void beside(const Rect& thing) {
        add(thing.max + glm::vec2(gap_));
        add(thing.min - size_ - glm::vec2(gap_));
    }

    /// Each of them once.
    void settle() {
        for (std::vector<float>* values : {&x_, &y_}) {
            std::ranges::sort(*values);
            const auto rest = std::ranges::unique(*values);
            values->erase(rest.begin(), rest.end());
        }
    }

    [[nodiscard]] const std::vector<float>& x() const { return x_; }

    [[nodiscard]] const std::vector<float>& y() const { return y_; }

  private:
    void add(glm::vec2 corner) {
        const glm::vec2 room = glm::max(window_.max - size_, window_.min);
        const glm::vec2 at = glm::round(glm::clamp(corner, window_.min, room));
        x_.push_back(at.x);
        y_.push_back(at.y);
    }

    glm::vec2 size_;
    Rect window_;
    float gap_;
    std::vector<float> x_;
    std::vector<float> y_;
};

Rect around(const CardObstacles& obstacles) {
    Rect all = *obstacles.described;
    for (const Rect& label : obstacles.labels) {
        all = {glm::min(all.min, label.min), glm::max(all.max, label.max)};
    }
    return all;
}

/// Boxes of labelled things, each once.
class ThingBoxes {
  public:
    ThingBoxes(const scene::Scene& scene, const draw::ViewCamera& camera, glm::vec2 view_px)
        : boxes_(scene, camera, view_px)
        , view_px_(view_px) {}

    [[nodiscard]] bool is_same(const draw::LabelAnchor& anchor, const render::Highlight& meant)
        const {
        if (anchor.entity != meant.entity || meant.entity == draw::kNoEntity) {
            return false;
        }
        const std::uint32_t skeleton = boxes_.skeleton_of(meant.entity, meant.instance);
        return anchor.instance == meant.instance ||
               (skeleton != kNoSkeleton &&
                skeleton == boxes_.skeleton_of(anchor.entity, anchor.instance));
    }

    /// Nothing if it is not seen or known already.
    [[nodiscard]] std::optional<Rect> new_box(const draw::LabelAnchor& anchor) {
        const std::uint32_t skeleton = boxes_.skeleton_of(anchor.entity, anchor.instance);
        const bool is_joint = skeleton != kNoSkeleton;
        const auto key = std::tuple(anchor.entity, is_joint, is_joint ? skeleton : anchor.instance);
        if (!known_.insert(key).second) {
            return std::nullopt;
        }
        std::optional<LabelBox> box;
        if (is_joint) {
            box = boxes_.find_points(anchor.entity, anchor.instance);
        } else if (const auto thing = boxes_.find(anchor.entity, anchor.instance)) {
            box = thing->box;
        }
        return box ? seen(*box, view_px_) : std::nullopt;
    }

    static std::optional<Rect> seen(const LabelBox& box, glm::vec2 view_px) {
        const Rect part{glm::max(box.min, glm::vec2(0.0F)), glm::min(box.max, view_px)};
        const bool is_seen = part.min.x <= part.max.x && part.min.y <= part.max.y;
        return is_seen ? std::optional(part) : std::nullopt;
    }

  private:
    ScreenBoxes boxes_;
    glm::vec2 view_px_;
    std::set<std::tuple<std::uint32_t, bool, std::uint32_t>> known_;
};

}  // namespace

std::optional<Rect> instance_box(
    const scene::Scene& scene,
    std::uint32_t entity,
    std::uint32_t instance,
    const draw::ViewCamera& camera,
    glm::vec2 view_px
) {
    ScreenBoxes boxes(scene, camera, view_px);
    std::optional<LabelBox> box = boxes.find_points(entity, instance);
    if (!box) {
        const auto thing = boxes.find(entity, instance);
        box = thing ? std::optional(thing->box) : std::nullopt;
    }
    return box ? ThingBoxes::seen(*box, view_px) : std::nullopt;
}

void CardObstacles::move_by(glm::vec2 offset) {
    const auto move = [offset](Rect& rect) {
        rect.min += offset;
        rect.max += offset;
    };
    if (described) {
        move(*described);
    }
    std::ranges::for_each(labels, move);
    std::ranges::for_each(others, move);
}

CardObstacles card_obstacles(
    const scene::Scene& scene,
    std::span<const PlacedLabel> labels,
    const draw::ViewCamera& camera,
    glm::vec2 view_px,
    const std::optional<Rect>& described,
    std::span<const render::Highlight> meant
) {
    CardObstacles obstacles;
    obstacles.described = described;
    if (!described) {
        return obstacles;
    }
    ThingBoxes boxes(scene, camera, view_px);
    for (const PlacedLabel& label : labels) {
        if (label.source >= scene.list.labels.size()) {
            continue;
        }
        const draw::LabelAnchor& anchor = scene.list.labels[label.source];
        const bool is_own = std::ranges::any_of(meant, [&](const render::Highlight& one) {
            return boxes.is_same(anchor, one);
        });
        (is_own ? obstacles.labels : obstacles.others).push_back({label.min, label.max});
        const auto box = is_own ? std::nullopt : boxes.new_box(anchor);
        if (box && !surrounds(*box, *described)) {
            obstacles.others.push_back(*box);
        }
    }
    return obstacles;
}

glm::vec2 card_place(
    glm::vec2 mouse,
    glm::vec2 size,
    const Rect& window,
    const CardObstacles& obstacles,
    float gap
) {
    const glm::vec2 room = glm::max(window.max - size, window.min);
    const glm::vec2 at_mouse = glm::clamp(mouse + glm::vec2(gap * 1.5F, gap), window.min, room);
    if (!obstacles.described) {
        return at_mouse;
    }
    std::vector<Rect> others = obstacles.others;
    std::ranges::sort(others, {}, [&](const Rect& rect) { return distance_to(rect, mouse); });
    Corners corners(mouse, size, window, gap);
    corners.beside(*obstacles.described);
    corners.beside(around(obstacles));
    std::ranges::for_each(obstacles.labels, [&](const Rect& label) { corners.beside(label); });
    for (const Rect& other : std::span(others).first(std::min(others.size(), kMostNeighbours))) {
        corners.beside(other);
    }
    corners.settle();
    // A card that is flush with a gap keeps off these.
    const float margin = std::max(gap - 1.0F, 0.0F);
    const Rect thing{obstacles.described->min - margin, obstacles.described->max + margin};
    const Rect pointer{mouse - gap * 0.5F, mouse + gap * 0.5F};
    std::optional<glm::vec2> best;
    Cost least;
    for (const float x : corners.x()) {
        for (const float y : corners.y()) {
            const Rect card{{x, y}, glm::vec2(x, y) + size};
            Cost cost;
            cost.described = common_area(card, thing) + common_area(card, pointer);
            cost.labels = common_area(card, obstacles.labels);
            const float away = distance_to(card, mouse) / (kReachGaps * gap);
            cost.is_far = away > 1.0F;
            if (best && least.own() < cost.own()) {
                continue;
            }
            const float covered = common_area(card, others) / std::max(area(card), 1.0F);
            cost.covers_others = covered > 0.0F;
            cost.blend = kCoveredWeight * covered + away;
            cost.off_middle = glm::distance((card.min + card.max) * 0.5F, mouse);
            if (!best || cost < least) {
                best = card.min;
                least = cost;
            }
        }
    }
    return best && least.described == 0.0F ? *best : at_mouse;
}

}  // namespace limn::views
