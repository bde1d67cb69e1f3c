// SPDX-License-Identifier: MIT
#include "views/label_layout.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <glm/common.hpp>
#include <limits>
#include <optional>
#include <unordered_map>
#include <utility>

#include "views/label_metrics.h"
#include "views/label_places.h"
#include "views/overlap_grid.h"

namespace limn::views {
namespace {

constexpr std::string_view kEllipsis = "…";
constexpr std::size_t kMaxWholeMultiline = 5;

/// Sizes that differ little are equal; what had a label keeps its class of size a little longer.
std::uint64_t size_class(const LabelInput& label, bool had_label) {
    constexpr float kMost = 1.0e30F;
    const float size = label.extent_px > 1.0F ? std::min(label.extent_px, kMost) : 1.0F;
    return static_cast<std::uint64_t>(std::log2(size) + (had_label ? 0.5F : 0.0F));
}

bool is_in_reach(const LabelInput& label, const LabelLayoutOptions& options) {
    if (label.object) {
        const LabelBox& object = *label.object;
        return object.max.x >= 0.0F && object.max.y >= 0.0F && object.min.x <= options.view_px.x &&
               object.min.y <= options.view_px.y;
    }
    const float reach = kLabelCullPt * options.scale;
    return label.anchor.x > -reach && label.anchor.y > -reach &&
           label.anchor.x < options.view_px.x + reach && label.anchor.y < options.view_px.y + reach;
}

/// Numbers in the order of the floats.
std::uint32_t ordered_bits(float value) {
    constexpr std::uint32_t kSign = 0x80000000U;
    const auto bits = std::bit_cast<std::uint32_t>(value + 0.0F);  // −0 is 0
    return (bits & kSign) != 0 ? ~bits : bits | kSign;
}

/// Smaller is more important.
struct Importance {
    std::uint64_t rank =
        0;  ///< Tier, size, whether it is new, depth: one after the other in its bits.
    std::uint32_t index = 0;

    friend bool operator<(const Importance& a, const Importance& b) {
        return a.rank != b.rank ? a.rank < b.rank : a.index < b.index;
    }
};

std::uint64_t rank_of(const LabelInput& label, bool had_label) {
    constexpr std::uint64_t kMostSize = 255;
    const std::uint64_t tier = label.selected ? 0 : (label.highlighted ? 1 : 2);
    const std::uint64_t size = kMostSize - std::min(size_class(label, had_label), kMostSize);
    const float depth =
        std::isfinite(label.depth) ? label.depth : std::numeric_limits<float>::max();
    return tier << 41U | size << 33U | std::uint64_t{had_label ? 0U : 1U} << 32U |
           ordered_bits(depth);
}

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
        order.push_back({rank_of(label, had_label), static_cast<std::uint32_t>(i)});
    }
    std::sort(order.begin(), order.end());
    return order;
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

float reach_px(const LabelLayoutOptions& options) {
    return 2.0F * kLabelCullPt * options.scale + kLabelMaxWidthPt * options.scale;
}

class Placer {
  public:
    Placer(const LabelLayoutOptions& options, const MeasureText& measure, std::size_t wanted)
        : options_(options)
        , measure_(measure)
        , grid_(options.view_px, reach_px(options))
        , may_lead_(options.may_move && wanted <= kMostWithLeaders) {
        if (options.taken) {
            grid_.add(*options.taken);
        }
    }

    void place(const LabelInput& label, std::string_view text) {
        if (!label.certain && is_repeated_nearby(label)) {
            return;
        }
        if (label.place) {
            if (grid_.is_free(*label.place)) {
                add(label, *label.place, {std::string(text)}).has_leader = true;
            }
            return;
        }
        const float max_width = width_of(label);
        const auto make = [&] { return make_plate(text, max_width, label.is_tab); };
        LabelPlate unkept;
        // A plate is kept by its text and its width; a tab has other margins.
        const float kept_as = label.is_tab ? -max_width : max_width;
        const LabelPlate& plate = options_.memory != nullptr
                                      ? options_.memory->plate(text, kept_as, make)
                                      : unkept = make();
        const auto found = find_place(label, plate.size);
        if (!found) {
            return;
        }
        const auto [place, box] = *found;
        if (label.repeats != 0) {
            said_[label.repeats].push_back(label.anchor);
        }
        if (options_.memory != nullptr && label.key != 0) {
            options_.memory->remember(label.key, place);
        }
        PlacedLabel& placed =
            add(label, box, plate.lines.empty() ? std::vector{std::string(text)} : plate.lines);
        placed.has_leader = has_leader(place);
        if (label.is_tab) {
            placed.tab = tab_side(place);
        }
    }

    [[nodiscard]] std::size_t count() const { return placed_.size(); }

    std::vector<PlacedLabel> take() { return std::move(placed_); }

  private:
    /// More labels than these get no lines to far places: they would be a web.
    static constexpr std::size_t kMostWithLeaders = 120;

    struct Place {
        std::uint8_t number = 0;
        LabelBox box;
    };

    PlacedLabel& add(const LabelInput& label, const LabelBox& box, std::vector<std::string> lines) {
        grid_.add(box);
        PlacedLabel& placed = placed_.emplace_back();
        placed.min = box.min;
        placed.max = box.max;
        placed.lines = std::move(lines);
        placed.color = label.color;
        placed.highlighted = label.highlighted;
        placed.alpha = label.alpha;
        placed.source = label.source;
        placed.anchor = label.anchor;
        return placed;
    }

    [[nodiscard]] float width_of(const LabelInput& label) const {
        const float most =
            std::min(kLabelMaxWidthPt * options_.scale, options_.view_px.x - margin_px());
        if (label.is_tab || label.wrap_px <= 0.0F) {
            return most;
        }
        return std::min(std::max(label.wrap_px, kLabelMinWrapPt * options_.scale), most);
    }

    [[nodiscard]] float margin_px() const { return 2.0F * kLabelPaddingPt.x * options_.scale; }

    /// The place of the frame before, if it still is free; else the first free one. What is certain or kept gets the first
    /// there is, free or not.
    [[nodiscard]] std::optional<Place> find_place(const LabelInput& label, glm::vec2 size) const {
        auto places = places_of(label, size, may_lead_);
        if (!options_.may_move) {
            places = places.first(1);
        }
        const auto at = [&](std::uint8_t place) {
            return place_at(place, label, size, options_.view_px, options_.scale);
        };
        const auto before =
            options_.memory != nullptr ? options_.memory->place_of(label.key) : std::nullopt;
        if (before && !is_inside(*before) && std::ranges::find(places, *before) != places.end()) {
            const auto box = at(*before);
            if (box && grid_.is_free(*box)) {
                return Place{*before, *box};
            }
        }
        std::optional<Place> taken;
        for (const std::uint8_t place : places) {
            const auto box = at(place);
            if (box && grid_.is_free(*box)) {
                return Place{place, *box};
            }
            if (box && !taken) {
                taken = Place{place, *box};
            }
        }
        return options_.keep_all || label.certain ? taken : std::nullopt;
    }

    /// In a crowd, is the same text nearer than its least distance, which grows with the number of points?
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

    /// Most texts are one line that fits.
    [[nodiscard]] LabelPlate make_plate(std::string_view text, float max_width, bool is_tab) const {
        LabelPlate plate;
        glm::vec2 size{0.0F};
        if (is_tab && measure_(text).x > max_width) {
            plate.lines = {ellipsize(text, max_width, measure_)};
            size = measure_(plate.lines.front());
        } else if (text.find('\n') == std::string_view::npos) {
            size = measure_(text);
        }
        if (size.y <= 0.0F || size.x > max_width) {
            plate.lines = break_lines(text, max_width, measure_);
            size = {};
            for (const std::string& line : plate.lines) {
                const glm::vec2 extent = measure_(line);
                size = {std::max(size.x, extent.x), size.y + extent.y};
            }
        }
        const glm::vec2 padding =
            (is_tab ? kTabPaddingPt : kLabelPaddingPt) * options_.scale * 2.0F;
        plate.size = {std::ceil(size.x + padding.x), std::ceil(size.y + padding.y)};
        return plate;
    }

    const LabelLayoutOptions& options_;
    const MeasureText& measure_;
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
    std::size_t count = 0;
    for (const Importance& importance : order) {
        count += is_multiline(labels[importance.index]) ? 1U : 0U;
        if (count > kMaxWholeMultiline) {
            return true;
        }
    }
    return false;
}

}  // namespace

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
        if (is_multiline(label) && (label.is_tab || (collapses && !label.highlighted))) {
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
