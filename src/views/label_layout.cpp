// SPDX-License-Identifier: MIT
#include "views/label_layout.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

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

/// Where each UTF-8 character of a text ends.
std::vector<std::size_t> character_ends(std::string_view text) {
    std::vector<std::size_t> ends;
    for (std::size_t i = 1; i <= text.size(); ++i) {
        if (i == text.size() || (static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U) {
            ends.push_back(i);
        }
    }
    return ends;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    while (true) {
        const std::size_t end = text.find(separator, begin);
        parts.push_back(text.substr(begin, end - begin));
        if (end == std::string_view::npos) {
            return parts;
        }
        begin = end + 1;
    }
}

std::vector<std::size_t> by_importance(std::span<const LabelInput> labels) {
    std::vector<std::size_t> order(labels.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
        if (labels[a].highlighted != labels[b].highlighted) {
            return labels[a].highlighted;
        }
        return labels[a].depth < labels[b].depth;
    });
    return order;
}

bool is_in_reach(const LabelInput& label, const LabelLayoutOptions& options) {
    const float reach = kLabelCullPt * options.scale;
    return label.anchor.x > -reach && label.anchor.y > -reach &&
           label.anchor.x < options.view_px.x + reach && label.anchor.y < options.view_px.y + reach;
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

/// Places tried in turn: where it belongs, a little lower, above, to either side.
std::array<Box, 5>
candidates(const LabelInput& label, glm::vec2 size, const LabelLayoutOptions& options) {
    const float gap = kLabelGapPt * options.scale;
    glm::vec2 at = label.anchor - glm::vec2(size.x * 0.5F, label.below ? -gap : size.y * 0.5F);
    at = {std::round(at.x), std::round(at.y)};
    const float step = size.y + 2.0F * options.scale;
    const float above = label.below ? size.y + 2.0F * gap : step;
    const std::array<glm::vec2, 5> shifts{
        glm::vec2{0.0F, 0.0F},
        glm::vec2{0.0F, step},
        glm::vec2{0.0F, -above},
        glm::vec2{size.x * 0.5F + gap, 0.0F},
        glm::vec2{-size.x * 0.5F - gap, 0.0F}};
    std::array<Box, 5> boxes;
    for (std::size_t i = 0; i < shifts.size(); ++i) {
        const glm::vec2 min = at + glm::vec2(std::round(shifts[i].x), std::round(shifts[i].y));
        boxes[i] = kept_inside({min, min + size}, label, options.view_px);
    }
    return boxes;
}

class Placer {
  public:
    Placer(const LabelLayoutOptions& options, const MeasureText& measure)
        : options_(options)
        , measure_(measure) {}

    void place(const LabelInput& label) {
        const float max_width = label.wrap_px > 0.0F
                                    ? std::max(label.wrap_px, kLabelMinWrapPt * options_.scale)
                                    : kLabelMaxWidthPt * options_.scale;
        std::vector<std::string> lines = break_lines(
            label.text,
            std::min(max_width, kLabelMaxWidthPt * options_.scale),
            measure_
        );
        const glm::vec2 size = plate_size(lines);
        const auto boxes = candidates(label, size, options_);
        const std::span places(boxes.data(), options_.may_move ? boxes.size() : 1);
        const auto free = std::ranges::find_if(places, [&](const Box& box) { return fits(box); });
        const bool found = free != places.end();
        if (!found && !options_.keep_all && !label.highlighted) {
            return;
        }
        const Box box = found ? *free : boxes.front();
        placed_.push_back(
            {box.min,
             box.max,
             std::move(lines),
             label.color,
             label.highlighted,
             label.alpha,
             label.source}
        );
    }

    [[nodiscard]] std::size_t count() const { return placed_.size(); }

    std::vector<PlacedLabel> take() { return std::move(placed_); }

  private:
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

    [[nodiscard]] bool fits(const Box& box) const {
        return std::ranges::none_of(placed_, [&](const PlacedLabel& other) {
            return overlap(box, {other.min, other.max});
        });
    }

    const LabelLayoutOptions& options_;
    const MeasureText& measure_;
    std::vector<PlacedLabel> placed_;
};

/// Many labels of several lines cover everything: then only their first lines are shown.
void collapse_multiline(std::vector<LabelInput>& labels) {
    const auto is_multiline = [](const LabelInput& label) {
        return label.text.find('\n') != std::string::npos;
    };
    const auto count = std::ranges::count_if(labels, is_multiline);
    if (static_cast<std::size_t>(count) <= kMaxWholeMultiline) {
        return;
    }
    for (LabelInput& label : labels) {
        if (is_multiline(label) && !label.highlighted) {
            label.text = label.text.substr(0, label.text.find('\n')) + std::string(kEllipsis);
        }
    }
}

}  // namespace

std::string ellipsize(std::string_view text, float max_width, const MeasureText& measure) {
    if (text.empty() || measure(text).x <= max_width) {
        return std::string(text);
    }
    const float room = max_width - measure(kEllipsis).x;
    const std::vector<std::size_t> ends = character_ends(text);
    const auto too_long = std::ranges::partition_point(ends, [&](std::size_t end) {
        return measure(text.substr(0, end)).x <= room;
    });
    const std::size_t end = too_long == ends.begin() ? ends.front() : *std::prev(too_long);
    return std::string(text.substr(0, end)) + std::string(kEllipsis);
}

std::vector<std::string>
break_lines(std::string_view text, float max_width, const MeasureText& measure) {
    constexpr std::size_t kMaxLines = 12;
    std::vector<std::string> lines;
    for (const std::string_view paragraph : split(text, '\n')) {
        std::string line;
        for (const std::string_view word : split(paragraph, ' ')) {
            const std::string longer =
                line.empty() ? std::string(word) : line + " " + std::string(word);
            if (!line.empty() && measure(longer).x > max_width) {
                lines.push_back(ellipsize(line, max_width, measure));
                line = word;
            } else {
                line = longer;
            }
            if (lines.size() >= kMaxLines) {
                break;
            }
        }
        lines.push_back(ellipsize(line, max_width, measure));
        if (lines.size() >= kMaxLines) {
            lines.resize(kMaxLines);
            lines.back() = std::string(kEllipsis);
            break;
        }
    }
    return lines;
}

std::vector<PlacedLabel> layout_labels(
    std::span<const LabelInput> labels,
    const LabelLayoutOptions& options,
    const MeasureText& measure
) {
    std::vector<LabelInput> wanted;
    for (const LabelInput& label : labels) {
        if (!label.text.empty() && is_in_reach(label, options)) {
            wanted.push_back(label);
        }
    }
    collapse_multiline(wanted);
    Placer placer(options, measure);
    std::size_t tried = 0;
    for (const std::size_t index : by_importance(wanted)) {
        if (placer.count() >= options.max_labels || tried >= options.max_tried) {
            break;
        }
        placer.place(wanted[index]);
        ++tried;
    }
    std::vector<PlacedLabel> placed = placer.take();
    std::ranges::reverse(placed);
    return placed;
}

}  // namespace limn::views
