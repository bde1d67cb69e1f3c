// SPDX-License-Identifier: MIT
#include "views/label_layout.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <compare>
#include <glm/common.hpp>
#include <limits>

#include "base/hash.h"
#include "views/label_metrics.h"

namespace limn::views {
namespace {

constexpr std::string_view kEllipsis = "…";
constexpr std::size_t kMaxWholeMultiline = 5;

struct Box {
    glm::vec2 min{0.0F};
    glm::vec2 max{0.0F};
};

bool overlap(const Box& a, const Box& b) {
    return a.min.x < b.max.x && b.min.x < a.max.x && a.min.y < b.max.y && b.min.y < a.max.y;
}

/// Sizes that differ little are equal; what had a label keeps its class of size a little longer.
int size_class(const LabelInput& label, bool had_label) {
    const float size = std::max(label.extent_px, 1.0F);
    return static_cast<int>(std::floor(std::log2(size) + (had_label ? 0.5F : 0.0F)));
}

bool is_in_reach(const LabelInput& label, const LabelLayoutOptions& options) {
    const float reach = kLabelCullPt * options.scale;
    return label.anchor.x > -reach && label.anchor.y > -reach &&
           label.anchor.x < options.view_px.x + reach && label.anchor.y < options.view_px.y + reach;
}

/// Smaller is more important; compared in the order of the members.
struct Importance {
    int tier = 0;  ///< −2: selected, −1: hovered.
    int size = 0;
    bool is_new = true;
    float depth = 0.0F;
    std::uint32_t index = 0;

    friend auto operator<=>(const Importance&, const Importance&) = default;
};

/// The labels that can be seen, most important first.
std::vector<Importance>
by_importance(std::span<const LabelInput> labels, const LabelLayoutOptions& options) {
    std::vector<Importance> order;
    order.reserve(labels.size());
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const LabelInput& label = labels[i];
        if (label.text.empty() || !is_in_reach(label, options)) {
            continue;
        }
        const bool had_label =
            options.memory != nullptr && options.memory->place_of(label.key).has_value();
        Importance& importance = order.emplace_back();
        importance.tier = label.selected ? -2 : (label.highlighted ? -1 : 0);
        importance.size = -size_class(label, had_label);
        importance.is_new = !had_label;
        importance.depth =
            std::isfinite(label.depth) ? label.depth : std::numeric_limits<float>::max();
        importance.index = static_cast<std::uint32_t>(i);
    }
    std::sort(order.begin(), order.end(), [](const Importance& a, const Importance& b) {
        return a < b;
    });
    return order;
}

/// A plate whose anchor is in the view does not stick out of it.
Box kept_inside(Box box, const LabelInput& label, glm::vec2 view_px) {
    const bool inside = label.anchor.x >= 0.0F && label.anchor.y >= 0.0F &&
                        label.anchor.x <= view_px.x && label.anchor.y <= view_px.y;
    const glm::vec2 size = box.max - box.min;
    if (!inside || size.x > view_px.x || size.y > view_px.y) {
        return box;
    }
    box.min = {
        std::clamp(box.min.x, 0.0F, view_px.x - size.x),
        std::clamp(box.min.y, 0.0F, view_px.y - size.y)};
    box.max = box.min + size;
    return box;
}

/// Where a plate may stand, from where it belongs to far away: the first five are at its anchor.
constexpr std::size_t kNearPlaces = 5;
constexpr std::size_t kFarDirections = 8;
constexpr std::size_t kPlaces = kNearPlaces + 2 * kFarDirections;

constexpr std::array<glm::vec2, kFarDirections> kDirections{
    glm::vec2{0.0F, -1.0F},
    glm::vec2{0.8F, -0.6F},
    glm::vec2{-0.8F, -0.6F},
    glm::vec2{1.0F, 0.0F},
    glm::vec2{-1.0F, 0.0F},
    glm::vec2{0.8F, 0.6F},
    glm::vec2{-0.8F, 0.6F},
    glm::vec2{0.0F, 1.0F}};

/// Middle of a plate in a direction, so that its edge is `distance` away from the anchor.
glm::vec2 far_middle(glm::vec2 anchor, glm::vec2 size, glm::vec2 direction, float distance) {
    return anchor + direction * distance + glm::sign(direction) * size * 0.5F;
}

Box place_of(
    std::size_t place,
    const LabelInput& label,
    glm::vec2 size,
    const LabelLayoutOptions& options
) {
    const float gap = kLabelGapPt * options.scale;
    glm::vec2 at = label.anchor - glm::vec2(size.x * 0.5F, label.below ? -gap : size.y * 0.5F);
    at = {std::round(at.x), std::round(at.y)};
    const float step = size.y + 2.0F * options.scale;
    const std::array<glm::vec2, kNearPlaces> shifts{
        glm::vec2{0.0F, 0.0F},
        glm::vec2{0.0F, step},
        glm::vec2{0.0F, label.below ? -(size.y + 2.0F * gap) : -step},
        glm::vec2{size.x * 0.5F + gap, 0.0F},
        glm::vec2{-size.x * 0.5F - gap, 0.0F}};
    if (place < kNearPlaces) {
        at += glm::vec2(std::round(shifts.at(place).x), std::round(shifts.at(place).y));
    } else {
        const std::size_t ring = (place - kNearPlaces) / kFarDirections;
        const glm::vec2 direction = kDirections.at((place - kNearPlaces) % kFarDirections);
        const float distance = (ring == 0 ? kLeaderShortPt : kLeaderLongPt) * options.scale;
        const glm::vec2 min = far_middle(label.anchor, size, direction, distance) - size * 0.5F;
        at = {std::round(min.x), std::round(min.y)};
    }
    return kept_inside({at, at + size}, label, options.view_px);
}

/// Between labels that say the same in a crowd: nothing for few, then growing with its size without a
/// step, so that of a cloud of many thousands each word is said once or twice in a view.
float repeat_distance_pt(std::uint32_t crowd) {
    if (crowd <= kFewInstances) {
        return 0.0F;
    }
    const auto count = static_cast<float>(crowd);
    const float part = (count - static_cast<float>(kFewInstances)) / static_cast<float>(kCrowd);
    const float times = std::log10(count / static_cast<float>(kFewInstances + kCrowd));
    return kRepeatPt * std::min(part, 1.0F) * (1.0F + std::max(times, 0.0F));
}

/// Which boxes lie where, in cells of a fixed size, so that a test looks at few of them.
class OverlapGrid {
  public:
    explicit OverlapGrid(const LabelLayoutOptions& options)
        : reach_(2.0F * kLabelCullPt * options.scale + kLabelMaxWidthPt * options.scale)
        , columns_(cells(options.view_px.x))
        , rows_(cells(options.view_px.y))
        , cells_(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_)) {}

    [[nodiscard]] bool is_free(const Box& box) const {
        return all_of_cells(box, [&](std::size_t cell) {
            return std::ranges::none_of(cells_[cell], [&box](const Box& other) {
                return overlap(box, other);
            });
        });
    }

    void add(const Box& box) {
        all_of_cells(box, [&](std::size_t cell) {
            cells_[cell].push_back(box);
            return true;
        });
    }

  private:
    static constexpr float kCellPx = 48.0F;

    [[nodiscard]] int cells(float length) const {
        return static_cast<int>((std::max(length, 0.0F) + 2.0F * reach_) / kCellPx) + 1;
    }

    template <typename Visitor>
    bool all_of_cells(const Box& box, Visitor&& visit) const {
        const auto cell = [&](float at, int count) {
            return std::clamp(static_cast<int>((at + reach_) / kCellPx), 0, count - 1);
        };
        const int right = cell(box.max.x, columns_);
        const int bottom = cell(box.max.y, rows_);
        for (int y = cell(box.min.y, rows_); y <= bottom; ++y) {
            for (int x = cell(box.min.x, columns_); x <= right; ++x) {
                if (!visit(static_cast<std::size_t>(y * columns_ + x))) {
                    return false;
                }
            }
        }
        return true;
    }

    float reach_ = 0.0F;
    int columns_ = 0;
    int rows_ = 0;
    std::vector<std::vector<Box>> cells_;
};

class Placer {
  public:
    Placer(const LabelLayoutOptions& options, const MeasureText& measure, std::size_t wanted)
        : options_(options)
        , measure_(measure)
        , memory_(options.memory != nullptr ? *options.memory : own_memory_)
        , grid_(options)
        , may_lead_(options.may_move && wanted <= kMostWithLeaders) {}

    void place(const LabelInput& label, std::string_view text) {
        if (!label.highlighted && is_repeated_nearby(label)) {
            return;
        }
        const float most = kLabelMaxWidthPt * options_.scale;
        const float max_width =
            label.wrap_px > 0.0F
                ? std::min(std::max(label.wrap_px, kLabelMinWrapPt * options_.scale), most)
                : most;
        const LabelMemory::Plate& plate = memory_.plate(text, max_width, [&] {
            LabelMemory::Plate made;
            made.lines = break_lines(text, max_width, measure_);
            made.size = plate_size(made.lines);
            return made;
        });
        const auto found = find_place(label, plate.size);
        if (!found && !options_.keep_all && !label.highlighted) {
            return;
        }
        const std::size_t place = found.value_or(0);
        const Box box = place_of(place, label, plate.size, options_);
        grid_.add(box);
        if (label.repeats != 0) {
            said_[label.repeats].push_back(label.anchor);
        }
        if (label.key != 0) {
            memory_.remember(label.key, static_cast<std::uint8_t>(place));
        }
        PlacedLabel& placed = placed_.emplace_back();
        placed.min = box.min;
        placed.max = box.max;
        placed.lines = plate.lines;
        placed.color = label.color;
        placed.highlighted = label.highlighted;
        placed.alpha = label.alpha;
        placed.source = label.source;
        placed.anchor = label.anchor;
        placed.has_leader = place >= kNearPlaces;
    }

    [[nodiscard]] std::size_t count() const { return placed_.size(); }

    std::vector<PlacedLabel> take() { return std::move(placed_); }

  private:
    /// More labels than these get no lines to far places: they would be a web.
    static constexpr std::size_t kMostWithLeaders = 120;

    /// The place of the frame before, if it still is free; else the first free one.
    [[nodiscard]] std::optional<std::size_t> find_place(const LabelInput& label, glm::vec2 size)
        const {
        const auto is_free = [&](std::size_t place) {
            return grid_.is_free(place_of(place, label, size, options_));
        };
        const std::size_t near = options_.may_move ? kNearPlaces : 1;
        const std::size_t most = may_lead_ ? kPlaces : near;
        const auto before = memory_.place_of(label.key);
        if (before && *before < most && is_free(*before)) {
            return *before;
        }
        for (std::size_t place = 0; place < most; ++place) {
            if (is_free(place)) {
                return place;
            }
        }
        return std::nullopt;
    }

    /// In a crowd the same word is said once per so many points; the more there are, the fewer.
    [[nodiscard]] bool is_repeated_nearby(const LabelInput& label) const {
        const auto said = said_.find(label.repeats);
        if (label.repeats == 0 || said == said_.end() || label.crowd <= kFewInstances) {
            return false;
        }
        const float distance = repeat_distance_pt(label.crowd) * options_.scale;
        return std::ranges::any_of(said->second, [&](glm::vec2 other) {
            const glm::vec2 apart = other - label.anchor;
            return apart.x * apart.x + apart.y * apart.y < distance * distance;
        });
    }

    [[nodiscard]] glm::vec2 plate_size(const std::vector<std::string>& lines) const {
        glm::vec2 size{0.0F};
        for (const std::string& line : lines) {
            const glm::vec2 extent = measure_(line);
            size.x = std::max(size.x, extent.x);
            size.y += extent.y;
        }
        const glm::vec2 padding = kLabelPaddingPt * options_.scale * 2.0F;
        return {std::ceil(size.x + padding.x), std::ceil(size.y + padding.y)};
    }

    const LabelLayoutOptions& options_;
    const MeasureText& measure_;
    LabelMemory own_memory_;
    LabelMemory& memory_;
    OverlapGrid grid_;
    bool may_lead_ = true;
    std::vector<PlacedLabel> placed_;
    std::unordered_map<std::uint64_t, std::vector<glm::vec2>> said_;
};

bool is_multiline(const LabelInput& label) {
    return label.text.find('\n') != std::string::npos;
}

/// Many labels of several lines cover everything: then only their first lines are shown.
bool must_collapse(std::span<const LabelInput> labels, std::span<const Importance> order) {
    const auto count = std::ranges::count_if(order, [&](const Importance& importance) {
        return is_multiline(labels[importance.index]);
    });
    return static_cast<std::size_t>(count) > kMaxWholeMultiline;
}

}  // namespace

std::optional<std::uint8_t> LabelMemory::place_of(std::uint64_t key) const {
    const auto found = last_.find(key);
    return key == 0 || found == last_.end() ? std::nullopt : std::optional(found->second);
}

void LabelMemory::end_frame() {
    std::swap(last_, next_);
    next_.clear();
}

const LabelMemory::Plate&
LabelMemory::plate(std::string_view text, float max_width, const std::function<Plate()>& make) {
    constexpr std::size_t kMaxPlates = 50'000;
    const std::uint64_t key = hash_text(text, std::bit_cast<std::uint32_t>(max_width));
    const auto found = plates_.find(key);
    if (found != plates_.end()) {
        return found->second;
    }
    if (plates_.size() >= kMaxPlates) {
        plates_.clear();
    }
    return plates_.emplace(key, make()).first->second;
}

std::vector<PlacedLabel> layout_labels(
    std::span<const LabelInput> labels,
    const LabelLayoutOptions& options,
    const MeasureText& measure
) {
    const std::vector<Importance> order = by_importance(labels, options);
    const bool collapses = must_collapse(labels, order);
    Placer placer(options, measure, order.size());
    std::size_t tried = 0;
    for (const Importance& importance : order) {
        if (placer.count() >= options.max_labels || tried >= options.max_tried) {
            break;
        }
        const LabelInput& label = labels[importance.index];
        if (collapses && is_multiline(label) && !label.highlighted) {
            const std::string first_line = label.text.substr(0, label.text.find('\n'));
            placer.place(label, first_line + std::string(kEllipsis));
        } else {
            placer.place(label, label.text);
        }
        ++tried;
    }
    std::vector<PlacedLabel> placed = placer.take();
    if (options.memory != nullptr) {
        options.memory->end_frame();
    }
    std::ranges::reverse(placed);
    return placed;
}

}  // namespace limn::views
